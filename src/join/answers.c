#include "join/answers.h"

#include "norm/position.h"
#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

/* Errors: ERR_INPUT when a needed column is missing, or a heading stands
 * twice. */
static bool find_columns(struct answers *answers, const struct row *header,
                         struct err *err)
{
    struct arena *arena = &answers->arena;

    for (size_t h = 0; h < answers->n; h++) {
        struct str ja = text_key(str_of(answers->ja[h]), arena);
        answers->at[h] = -1;
        for (size_t i = 0; i < header->n_cell; i++) {
            struct str key = text_key(header->cell[i], arena);
            if (!str_eq(key, ja) && !str_is(key, answers->en[h]))
                continue;
            if (answers->at[h] >= 0)
                return err_set(err, ERR_INPUT,
                               _("'%s' has the column '%s' twice; delete one"),
                               answers->path, answers->ja[h]);
            answers->at[h] = (int)i;
        }
        if (answers->at[h] < 0 && h < answers->n_required)
            return err_set(err, ERR_INPUT,
                           _("'%s' has no column '%s'; its header is %s"),
                           answers->path, answers->ja[h], _(answers->header));
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

    if (ok && row.fault)
        ok = err_set(err, ERR_INPUT, _("'%s' line %zu: %s"), answers->path,
                     row.line, _(row.fault));
    else if (ok && row.cell)
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
    size_t at = (size_t)answers->at[heading]; /* -1 is beyond any row */

    if (at >= row->n_cell)
        return STR("");
    return text_clean(row->cell[at], &answers->arena, &met);
}

struct str answers_plain(struct answers *answers, const struct row *row,
                         int heading)
{
    struct str cell = answers_cell(answers, row, heading);

    return str_starts(cell, STR("'")) ? str_trim(str_cut(cell, 1, cell.len))
                                      : cell;
}

/* Text up to the first space or sign behind the second number. */
static struct str first_word(struct str text)
{
    static const char *const ends[] = {" ", "　", "±", "(", "（"};

    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
        size_t at = str_find(text, str_of(ends[i]));
        if (at != SIZE_MAX)
            text = str_cut(text, 0, at);
    }
    return text;
}

bool answers_point(struct answers *answers, struct str text,
                   struct lonlat *point)
{
    static const char *const commas[] = {",", "，", "、"};
    struct str one = text, two = STR("");

    for (size_t i = 0; i < 3 && !two.len; i++) {
        size_t at = str_find(text, str_of(commas[i]));
        if (at == SIZE_MAX)
            continue;
        one = str_cut(text, 0, at);
        two = str_trim(str_cut(text, at + strlen(commas[i]), text.len));
    }
    one = text_ascii(one, &answers->arena);
    two = text_ascii(first_word(two), &answers->arena);
    return position_read(one, two, &point->lon_deg, &point->lat_deg) ==
               POSITION_USABLE ||
           position_read(two, one, &point->lon_deg, &point->lat_deg) ==
               POSITION_USABLE;
}
