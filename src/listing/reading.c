#include "listing/reading.h"

#include <string.h>

void reading_find(struct reading *reading, int field, const char *what,
                  struct str value)
{
    /* Long free text is not repeated whole in the findings. */
    char text[256];
    size_t len = value.len < sizeof(text) ? value.len : sizeof(text) - 1;

    while (len < value.len && len > 0 &&
           ((unsigned char)value.ptr[len] & 0xC0) == 0x80)
        len--;
    memcpy(text, value.ptr, len);
    text[len] = '\0';
    table_find_fault(reading->table, NO_FACILITY, reading->supply,
                     reading->line, field, what, len ? text : NULL);
}

static bool is_blank(const struct row *row)
{
    for (size_t i = 0; i < row->n_cell; i++)
        if (str_trim(row->cell[i]).len)
            return false;
    return true;
}

static void take_cells(struct reading *reading, const struct row *row)
{
    const struct listing *listing = reading->listing;

    for (size_t c = 0; c < listing->n_column; c++) {
        const struct column *column = &listing->column[c];
        struct str cell = {"", 0};
        if (column->constant)
            cell = str_of(column->constant);
        else if (reading->place[c] >= 0 &&
                 (size_t)reading->place[c] < row->n_cell)
            cell = row->cell[reading->place[c]];
        /* A blank end after a start is half an interval: still looked at. */
        if (cell.len || column->cell == CELL_START || column->cell == CELL_END)
            cell_take[column->cell](reading, column, cell);
    }
}

static void note_odd_hours(struct reading *reading)
{
    for (unsigned bit = 1; bit <= reading->draft.hours_odd; bit <<= 1)
        if (reading->draft.hours_odd & bit)
            reading_find(reading, FIELD_opening_hours, hours_odd_text(bit),
                         STR(""));
}

void reading_row(struct reading *reading, const struct row *row)
{
    struct table *table = reading->table;

    arena_reset(&reading->scratch);
    reading->line = (uint32_t)row->line;
    reading->first_finding = table->n_finding;
    if (row->fault) {
        table_set_aside(table, reading->supply, reading->line, row->fault,
                        NULL);
        return;
    }
    if (is_blank(row)) {
        table_blank(table, reading->supply);
        return;
    }
    if (row->n_cell != reading->n_header &&
        (reading->fixed_width || row->n_cell > reading->n_header)) {
        char *first = arena_format(&reading->scratch, "%.*s",
                                   STR_ARG(str_cut(row->cell[0], 0, 80)));
        table_set_aside(table, reading->supply, reading->line,
                        N_("the row has another number of cells than the "
                           "header"),
                        str_valid_utf8(str_of(first)) ? first : NULL);
        return;
    }
    memset(&reading->draft, 0, sizeof(reading->draft));
    take_cells(reading, row);
    if (row->odd_quote)
        reading_find(reading, -1,
                     N_("a quotation mark stands inside an unquoted cell"),
                     STR(""));
    note_odd_hours(reading);
    if (reading->listing->row_kind == ROW_HOURS)
        reading_hours(reading);
    else
        reading_facility(reading);
}
