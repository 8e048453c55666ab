/* A CSV file taken apart, for tests: RFC 4180 and nothing more. */
#ifndef TESTS_TABLES_CSV_CELLS_H
#define TESTS_TABLES_CSV_CELLS_H

#include "base/buf.h"

#include <criterion/criterion.h>

#define CSV_MAX_ROWS 6000
#define CSV_MAX_COLUMNS 100

struct csv_cells {
    const char *cell[CSV_MAX_ROWS][CSV_MAX_COLUMNS];
    size_t width[CSV_MAX_ROWS];
    size_t n_row; /* with the heading */
};

/* After the BOM. Every record must end with CRLF. */
static inline struct csv_cells *csv_cells_read(struct str text,
                                               struct arena *arena)
{
    struct csv_cells *csv = arena_alloc(arena, sizeof(*csv));
    struct buf cell = {0};

    for (size_t at = 0; at < text.len; csv->n_row++) {
        size_t *n = &csv->width[csv->n_row];
        for (bool more = true; more; at++) {
            bool quoted = text.ptr[at] == '"';
            buf_clear(&cell);
            for (at += quoted; at < text.len; at++) {
                bool quote = text.ptr[at] == '"';
                if (quoted && quote && text.ptr[at + 1] == '"')
                    at++;
                else if (quoted ? quote : strchr(",\r", text.ptr[at]) != NULL)
                    break;
                buf_add_char(&cell, text.ptr[at]);
            }
            at += quoted;
            csv->cell[csv->n_row][(*n)++] =
                arena_copy(arena, cell.ptr ? cell.ptr : "", cell.len);
            more = text.ptr[at] == ',';
            cr_assert(more || memcmp(text.ptr + at, "\r\n", 2) == 0,
                      "row %zu, byte %zu", csv->n_row, at);
            at += !more;
        }
    }
    buf_release(&cell);
    return csv;
}

static inline size_t csv_cells_column(const struct csv_cells *csv,
                                      const char *heading)
{
    for (size_t c = 0; c < csv->width[0]; c++)
        if (strcmp(csv->cell[0][c], heading) == 0)
            return c;
    cr_assert_fail("no column %s", heading);
    return 0;
}

static inline const char *csv_cells_get(const struct csv_cells *csv, size_t row,
                                        const char *heading)
{
    return csv->cell[row][csv_cells_column(csv, heading)];
}

#endif
