#include "output/tables/csv_out.h"

#include "output/sheet.h"
#include "output/tables/cp932.h"

#include <stdlib.h>
#include <string.h>

#define BOM_LEN 3

struct csv_lost {
    const char *field;
    uint32_t character;
};

/* What a report needs beside the character. */
struct losing {
    struct csv_out *csv;
    const char *field, *value;
};

bool csv_out_begin(struct csv_out *csv, const struct view *view,
                   const struct writing *writing, struct err *err)
{
    *csv = (struct csv_out){.view = view, .writing = writing};
    if (writing->cp932 && !cp932_begin(err))
        return false;
    sheet_begin(&csv->text);
    return true;
}

void csv_out_row(struct csv_out *csv, const struct view_row *row)
{
    csv->row = row;
    csv->n_seen = 0;
}

static void on_lost(void *context, uint32_t character)
{
    const struct losing *losing = context;
    struct csv_out *csv = losing->csv;
    struct lost_character lost = {.code = csv->view->code,
                                  .id = csv->row ? csv->row->id : NULL,
                                  .field = losing->field,
                                  .value = losing->value,
                                  .character = character};

    for (size_t i = 0; i < csv->n_seen; i++)
        if (csv->seen[i].character == character &&
            strcmp(csv->seen[i].field, losing->field) == 0)
            return;
    csv->seen =
        mem_room(csv->seen, csv->n_seen, &csv->cap_seen, sizeof(*csv->seen));
    csv->seen[csv->n_seen++] = (struct csv_lost){losing->field, character};
    if (csv->writing->lost)
        csv->writing->lost(csv->writing->context, &lost);
}

/* True when the next cell begins the row. */
static bool is_first(const struct csv_out *csv)
{
    return csv->text.len == BOM_LEN || csv->text.ptr[csv->text.len - 1] == '\n';
}

/* In quotes, by which readers that can tell text from numbers do: "0110116381"
 * keeps its zero. */
static void add_code(struct csv_out *csv, const char *digits)
{
    buf_addf(&csv->text, is_first(csv) ? "\"%s\"" : ",\"%s\"", digits);
}

void csv_out_cell(struct csv_out *csv, const char *field, const char *text)
{
    struct losing losing = {csv, field, text};

    if (csv->writing->cp932 && text) {
        buf_clear(&csv->cell);
        cp932_add_fit(&csv->cell, text, on_lost, &losing);
        text = csv->cell.ptr;
    }
    if (str_digits(str_of(text)))
        add_code(csv, text);
    else if ((text && *text) || is_first(csv))
        sheet_cell(&csv->text, text);
    else
        buf_add_char(&csv->text, ',');
}

void csv_out_number(struct csv_out *csv, const char *number)
{
    /* -1 is no formula, though it begins like one. */
    if (number && *number && !is_first(csv))
        buf_addf(&csv->text, ",%s", number);
    else
        csv_out_cell(csv, "", number);
}

void csv_out_end_row(struct csv_out *csv)
{
    sheet_end_row(&csv->text);
}

void csv_out_finish(struct csv_out *csv, struct buf *out)
{
    struct str text = buf_str(&csv->text);

    if (csv->writing->cp932)
        cp932_add_encoded(out, str_cut(text, BOM_LEN, text.len));
    else
        buf_add_str(out, text);
    buf_release(&csv->text);
    buf_release(&csv->cell);
    free(csv->seen);
}
