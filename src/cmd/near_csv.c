/* What was found as CSV: UTF-8 with BOM and CRLF, no cell that a spreadsheet
 * would run as a formula. A table has no room for statements about itself: the
 * last columns of each row have them. */
#include "cmd/near_table.h"
#include "output/sheet.h"

#include <string.h>

#define BOM_LEN 3

/* Items of lists are joined with ';', as in list.csv. */
static void add_cell(struct buf *out, const char *text, enum field_type type)
{
    struct str rest = str_of(text), part;
    struct buf joined = {0};

    if (type == FIELD_REAL && text) {
        buf_addf(out, ",%s", text); /* a number; never the first column */
        return;
    }
    /* In quotes, by which readers that can tell text from numbers do. */
    if (str_digits(rest)) {
        buf_addf(out,
                 out->ptr[out->len - 1] == '\n' || out->len == BOM_LEN
                     ? "\"%s\""
                     : ",\"%s\"",
                 text);
        return;
    }
    while (rest.len && str_part(&rest, '\n', &part)) {
        if (joined.len)
            buf_add_char(&joined, ';');
        buf_add_str(&joined, part);
    }
    sheet_cell(out, joined.ptr);
    buf_release(&joined);
}

static const char *credit(const struct view *view, struct arena *arena)
{
    struct buf text = {0};

    for (size_t i = 0; i < view->n_source; i++) {
        buf_add_text(&text, i ? ";" : "");
        buf_add_text(&text, view->source[i].title);
        buf_add_text(&text, "（");
        near_add_when(&text, view->source[i].as_of, true);
        if (view->source[i].licence)
            buf_addf(&text, "、%s", view->source[i].licence);
        buf_add_text(&text, "）");
    }
    const char *kept = str_keep(arena, buf_str(&text));
    buf_release(&text);
    return kept;
}

static void add_point(struct buf *out, struct lonlat point)
{
    buf_add_char(out, ',');
    if (lonlat_known(point))
        buf_add_deg(out, point.lon_deg);
    buf_add_char(out, ',');
    if (lonlat_known(point))
        buf_add_deg(out, point.lat_deg);
}

void near_csv(const struct near_found *found, struct buf *out)
{
    static const char *const last[] = {"lon",
                                       "lat",
                                       "near_sources",
                                       "near_processed",
                                       "near_disclaimer",
                                       "near_caution"};
    struct arena arena = {0};
    struct view view = near_view(found, &arena);
    const char *sources = credit(&view, &arena);

    sheet_begin(out);
    for (size_t c = 0; c < view.n_column; c++)
        sheet_cell(out, view.column[c]->name);
    for (size_t i = 0; i < sizeof(last) / sizeof(*last); i++)
        sheet_cell(out, last[i]);
    sheet_end_row(out);
    for (size_t r = 0; r < view.n_row; r++) {
        for (size_t c = 0; c < view.n_column; c++)
            add_cell(out, view.row[r].cell[c], view.column[c]->type);
        add_point(out, view.row[r].point);
        sheet_cell(out, sources);
        sheet_cell(out, view.processed);
        sheet_cell(out, view.disclaimer);
        sheet_cell(out, NEAR_WORD(CAUTION, true));
        sheet_end_row(out);
    }
    arena_release(&arena);
}
