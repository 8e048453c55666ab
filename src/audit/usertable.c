#include "audit/usertable.h"

#include "base/buf.h"
#include "norm/date.h"
#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

#define HEADER_WITHIN 20
/* Of the first row, in a sentence. */
#define SEEN_CELLS 12
#define SEEN_BYTES 60

/* ---- the heading row ---- */

static void take_headings(struct usertable *t, const struct row *row)
{
    t->n_key = row->n_cell;
    t->key = arena_alloc(t->arena, (row->n_cell + 1) * sizeof(*t->key));
    t->heading = arena_alloc(t->arena, (row->n_cell + 1) * sizeof(*t->heading));
    for (size_t i = 0; i < row->n_cell; i++) {
        struct str cell = str_trim(row->cell[i]);
        t->heading[i] =
            (struct str){arena_copy(t->arena, cell.ptr, cell.len), cell.len};
        struct str key = text_key(cell, &t->scratch);
        t->key[i] =
            (struct str){arena_copy(t->arena, key.ptr, key.len), key.len};
    }
}

static void add_seen(struct buf *seen, const struct row *row)
{
    for (size_t i = 0; i < row->n_cell && i < SEEN_CELLS; i++) {
        struct str cell = str_trim(row->cell[i]);
        size_t len = cell.len < SEEN_BYTES ? cell.len : SEEN_BYTES;
        while (len < cell.len && ((unsigned char)cell.ptr[len] & 0xC0) == 0x80)
            len--;
        if (i)
            buf_add_text(seen, _(", "));
        buf_add_str(seen, str_cut(cell, 0, len));
    }
}

/* A title such as 令和6年4月1日現在. */
static void look_for_date(struct usertable *t, const struct row *row)
{
    char iso[11];

    for (size_t i = 0; i < row->n_cell && !t->supply->as_of; i++)
        if (date_read(row->cell[i], iso))
            t->supply->as_of = arena_copy(t->arena, iso, strlen(iso));
}

/* Look through the first rows of the sheet that is open. */
static bool find_heading(struct usertable *t, struct buf *seen, bool *found,
                         struct err *err)
{
    struct row row = {0};

    t->supply->as_of = NULL;
    for (uint32_t n = 1; n <= HEADER_WITHIN && !*found; n++) {
        if (!rows_next(t->rows, &row, err))
            return err_in(err, "'%s'", t->supply->label);
        if (!row.cell && !row.fault)
            break;
        if (row.fault)
            continue;
        if (seen->len == 0)
            add_seen(seen, &row);
        take_headings(t, &row);
        *found = t->is_heading(t, t->context);
        if (!*found)
            look_for_date(t, &row);
        t->supply->header_rows = n;
        t->supply->n_header = (uint32_t)row.n_cell;
    }
    return true;
}

static bool find_in_source(struct usertable *t, const struct in_source *source,
                           struct buf *seen, bool *found, struct err *err)
{
    rows_close(t->rows);
    t->rows = rows_open(source, 0, err);
    if (!t->rows)
        return false;
    for (size_t sheet = 0; sheet < rows_sheet_count(t->rows); sheet++) {
        if (sheet > 0 && !rows_turn(t->rows, sheet, err))
            return false;
        t->supply->sheet = (unsigned)sheet;
        if (!find_heading(t, seen, found, err))
            return false;
        if (*found)
            return true;
    }
    return true;
}

static void name_supply(struct usertable *t, const char *label)
{
    struct supply *supply = t->supply;

    supply->label = arena_copy(t->arena, label, strlen(label));
    supply->path = arena_copy(t->arena, t->path, strlen(t->path));
    supply->row_kind = ROW_REFERENCE;
}

static void finish_supply(struct usertable *t, const struct in_source *source)
{
    struct supply *supply = t->supply;
    char iso[11];

    supply->member = str_keep(t->arena, str_of(source->member));
    supply->encoding = rows_encoding(t->rows);
    if (!supply->as_of &&
        (date_in_name(str_of(supply->label), iso) ||
         (source->member && date_in_name(str_of(source->member), iso))))
        supply->as_of = arena_copy(t->arena, iso, strlen(iso));
    rows_expect(t->rows, t->n_key);
}

bool usertable_open(struct usertable *t, struct err *err)
{
    struct buf seen = {0};
    bool found = false;

    name_supply(t, in_file_name(t->path));
    bool ok = in_list(t->path, &t->sources, t->arena, err) &&
              in_sha256(t->path, t->supply->sha256, err);
    for (size_t i = 0; ok && !found && i < t->sources.n; i++) {
        ok = find_in_source(t, &t->sources.item[i], &seen, &found, err);
        if (ok && found)
            finish_supply(t, &t->sources.item[i]);
    }
    if (ok && !found && seen.len == 0)
        ok = err_set(err, ERR_INPUT,
                     _("'%s' has no rows; looked for a heading row with %s"),
                     t->supply->label, t->looked_for);
    else if (ok && !found)
        ok = err_set(err, ERR_INPUT,
                     _("'%s' has no heading row with %s; its first row is: "
                       "%s"),
                     t->supply->label, t->looked_for, seen.ptr);
    buf_release(&seen);
    return ok;
}

int usertable_column(const struct usertable *t, const char *names)
{
    struct str rest = str_of(names), name;
    struct arena scratch = {0};
    int found = -1;

    while (found < 0 && str_part(&rest, '|', &name)) {
        bool within = str_starts(name, STR("*"));
        struct str key = text_key(str_cut(name, within, name.len), &scratch);
        for (size_t i = 0; i < t->n_key && found < 0; i++)
            if (within ? str_find(t->key[i], key) != SIZE_MAX
                       : str_eq(t->key[i], key))
                found = (int)i;
    }
    arena_release(&scratch);
    return found;
}

static bool next_row(struct usertable *t, struct row *row, struct err *err)
{
    arena_reset(&t->scratch);
    if (!rows_next(t->rows, row, err))
        return err_in(err, "'%s'", t->supply->label);
    if (!row->cell && !row->fault)
        return true;
    t->supply->rows.read++;
    return true;
}

bool usertable_each(struct usertable *t,
                    void (*read)(void *context, const struct row *row),
                    void *context, struct err *err)
{
    struct row row;

    for (;;) {
        if (!next_row(t, &row, err))
            return false;
        if (!row.cell && !row.fault)
            return true;
        read(context, &row);
    }
}

struct str usertable_cell(const struct row *row, int column)
{
    return column >= 0 && (size_t)column < row->n_cell
               ? str_trim(row->cell[column])
               : STR("");
}

struct str usertable_text(struct usertable *t, const struct row *row,
                          int column)
{
    unsigned met = 0;

    return text_clean(usertable_cell(row, column), &t->scratch, &met);
}

void usertable_close(struct usertable *t)
{
    rows_close(t->rows);
    free(t->sources.item);
    arena_release(&t->scratch);
    t->rows = NULL;
    t->sources = (struct in_sources){0};
}
