#include "join/answers.h"

#include "norm/position.h"
#include "norm/text.h"

#include <stdlib.h>

static bool find_columns(struct answers *answers, const struct row *header,
                         struct err *err)
{
    struct arena *arena = &answers->arena;

    for (size_t h = 0; h < answers->n; h++) {
        answers->at[h] = -1;
        for (size_t i = 0; i < header->n_cell; i++) {
            struct str key = text_key(header->cell[i], arena);
            if (str_eq(key, text_key(str_of(answers->ja[h]), arena)) ||
                str_is(key, answers->en[h]))
                answers->at[h] = (int)i;
        }
        if (answers->at[h] < 0)
            return err_set(err, ERR_INPUT,
                           _("'%s' has no column '%s'; its header is %s"),
                           answers->path, answers->ja[h], answers->header);
    }
    return true;
}

bool answers_read(struct answers *answers,
                  bool (*each)(struct answers *answers, const struct row *row,
                               void *context, struct err *err),
                  void *context, struct err *err)
{
    struct in_sources sources = {0};
    struct rows *rows = NULL;
    struct row row = {0};
    bool ok = in_list(answers->path, &sources, &answers->arena, err) &&
              (rows = rows_open(&sources.item[0], 0, err)) != NULL &&
              rows_next(rows, &row, err);

    if (ok && row.cell && !row.fault)
        ok = find_columns(answers, &row, err);
    while (ok && (ok = rows_next(rows, &row, err)) && (row.cell || row.fault))
        ok = row.fault ? err_set(err, ERR_INPUT, _("'%s' line %zu: %s"),
                                 answers->path, row.line, _(row.fault))
                       : each(answers, &row, context, err);
    if (rows)
        rows_close(rows);
    free(sources.item);
    return ok;
}

struct str answers_cell(struct answers *answers, const struct row *row,
                        int heading)
{
    unsigned met = 0;
    size_t at = (size_t)answers->at[heading];

    if (at >= row->n_cell)
        return STR("");
    return text_clean(row->cell[at], &answers->arena, &met);
}

/* The number that the text starts with, and no more. */
static struct str leading_number(struct str text)
{
    size_t n = 0;

    while (n < text.len && ((text.ptr[n] >= '0' && text.ptr[n] <= '9') ||
                            text.ptr[n] == '.' || text.ptr[n] == '-'))
        n++;
    return str_cut(text, 0, n);
}

bool answers_point(struct answers *answers, struct str text,
                   struct lonlat *point)
{
    struct str one, two;

    /* The place's name stands behind a space, which text_ascii() takes out. */
    text = text_ascii(text, &answers->arena);
    if (!str_part(&text, ',', &one) || !str_part(&text, ',', &two))
        return false;
    two = leading_number(two);
    return position_read(one, two, &point->lon_deg, &point->lat_deg) ==
               POSITION_USABLE ||
           position_read(two, one, &point->lon_deg, &point->lat_deg) ==
               POSITION_USABLE;
}
