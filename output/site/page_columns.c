/*
 * The cells of the data, a column a field: names of fields stand once, and
 * texts that repeat stand once. What the list of the page shows already is
 * left out.
 */
#include "output/site/html.h"
#include "output/site/page.h"

#include "output/column.h"

#include <stdlib.h>
#include <string.h>

/* The distinct texts of a column, found by hashing. */
struct texts {
    struct str *text; /* in the order in which they were met */
    size_t n, cap;
    uint32_t *slot; /* number + 1 of a text */
    size_t n_slot;  /* a power of two */
};

static uint32_t hash_of(struct str text)
{
    uint32_t hash = 2166136261U; /* FNV-1a */

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 16777619U;
    return hash;
}

static uint32_t *slot_of(const struct texts *texts, struct str text)
{
    size_t at = hash_of(text) & (texts->n_slot - 1);

    while (texts->slot[at] && !str_eq(texts->text[texts->slot[at] - 1], text))
        at = (at + 1) & (texts->n_slot - 1);
    return &texts->slot[at];
}

static void grow_slots(struct texts *texts)
{
    free(texts->slot);
    texts->n_slot = texts->n_slot ? 2 * texts->n_slot : 64;
    texts->slot = mem_alloc(texts->n_slot * sizeof(*texts->slot));
    memset(texts->slot, 0, texts->n_slot * sizeof(*texts->slot));
    for (size_t i = 0; i < texts->n; i++)
        *slot_of(texts, texts->text[i]) = (uint32_t)i + 1;
}

/* The number of a text, which may be new. */
static size_t number_of(struct texts *texts, struct str text)
{
    if (2 * (texts->n + 1) > texts->n_slot)
        grow_slots(texts);
    uint32_t *slot = slot_of(texts, text);
    if (*slot == 0) {
        texts->text =
            mem_room(texts->text, texts->n, &texts->cap, sizeof(*texts->text));
        texts->text[texts->n++] = text;
        *slot = (uint32_t)texts->n;
    }
    return *slot - 1;
}

static void add_string(struct buf *out, struct str text)
{
    buf_add_char(out, '"');
    buf_add_json(out, text);
    buf_add_char(out, '"');
}

/* A cell by the numbers of its texts, or its texts themselves. */
static void add_cell(struct buf *out, const char *cell, bool list,
                     struct texts *texts)
{
    struct str rest = str_of(cell), item = rest;

    if (!cell) {
        buf_add_text(out, texts ? "-1" : "null");
        return;
    }
    if (list)
        buf_add_char(out, '[');
    for (bool first = true; list ? str_part(&rest, '\n', &item) : first;
         first = false) {
        if (!first)
            buf_add_char(out, ',');
        if (texts)
            buf_addf(out, "%zu", number_of(texts, item));
        else
            add_string(out, item);
    }
    if (list)
        buf_add_char(out, ']');
}

/* As {"values":[...],"index":[...]}; `plain` is the column written out. */
static void add_column(struct buf *out, const struct view *view, size_t column,
                       bool list, struct texts *texts)
{
    struct buf index = {0}, plain = {0};
    size_t start = out->len;

    for (size_t r = 0; r < view->n_row; r++) {
        const char *cell = view->row[r].cell[column];
        buf_add_text(&index, r ? "," : "");
        buf_add_text(&plain, r ? "," : "");
        add_cell(&index, cell, list, texts);
        add_cell(&plain, cell, list, NULL);
    }
    HTML(out, "{\"values\":[");
    for (size_t i = 0; i < texts->n; i++) {
        buf_add_text(out, i ? "," : "");
        add_string(out, texts->text[i]);
    }
    HTML(out, "],\"index\":[");
    buf_add_str(out, buf_str(&index));
    HTML(out, "]}");
    if (plain.len + 2 <= out->len - start) {
        out->len = start;
        buf_add_char(out, '[');
        buf_add_str(out, buf_str(&plain));
        buf_add_char(out, ']');
    }
    buf_release(&index);
    buf_release(&plain);
}

static void add_numbers(struct buf *out, const struct view *view, size_t column)
{
    buf_add_char(out, '[');
    for (size_t r = 0; r < view->n_row; r++) {
        const char *cell = view->row[r].cell[column];
        buf_add_text(out, r ? "," : "");
        buf_add_text(out, cell ? cell : "null");
    }
    buf_add_char(out, ']');
}

/* Does the list of the page hold every value of the column? */
static bool in_list(const struct page *page, const struct field *field)
{
    const struct view *view = page->view;

    if (field == &fields[FIELD_id] || field == &fields[FIELD_name] ||
        field == &fields[FIELD_address] || field == &fields[FIELD_phone])
        return true;
    if (field == &fields[FIELD_hours_text])
        return page->full;
    if (field != &fields[FIELD_url] || !page->full)
        return false;
    for (size_t r = 0; r < view->n_row; r++) {
        const char *url = page_cell(page, &view->row[r], FIELD_url);
        if (url && !html_is_link(url))
            return false;
    }
    return true;
}

static bool is_empty(const struct view *view, size_t column)
{
    for (size_t r = 0; r < view->n_row; r++)
        if (view->row[r].cell[column])
            return false;
    return true;
}

void page_add_columns(struct buf *out, const struct page *page)
{
    const struct view *view = page->view;
    bool any = false;

    HTML(out, ",\n\"columns\":{");
    for (size_t c = 0; c < view->n_column; c++) {
        enum column_type type = column_type(view, c);
        struct texts texts = {0};
        if (in_list(page, view->column[c]) || is_empty(view, c))
            continue;
        buf_add_text(out, any ? ",\n" : "\n");
        any = true;
        buf_add_json_text(out, view->column[c]->name);
        buf_add_char(out, ':');
        if (type == COLUMN_INTEGER || type == COLUMN_REAL)
            add_numbers(out, view, c);
        else
            add_column(out, view, c, type == COLUMN_LIST, &texts);
        free(texts.text);
        free(texts.slot);
    }
    buf_add_char(out, '}');
}
