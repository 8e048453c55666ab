/* Tables of the report for a meeting: their columns find their widths, rows
 * flow over pages, and headings are repeated there. */
#ifndef OUTPUT_REPORT_BOOKLET_TABLE_H
#define OUTPUT_REPORT_BOOKLET_TABLE_H

#include "output/report/booklet.h"

#define GRID_COLUMNS 24

enum grid_kind {
    GRID_NAME,  /* heads its row; the first column */
    GRID_TEXT,  /* wrapped */
    GRID_NUMBER /* on one line, to the right */
};

struct grid {
    struct booklet *booklet;
    const char *caption;
    struct grid_column {
        const char *heading; /* '\n' where its line may end */
        enum grid_kind kind;
        double width; /* found when the table is put */
    } column[GRID_COLUMNS];
    size_t n_column, n_row, cap_row, cap_strong;
    const char **cell; /* [row * GRID_COLUMNS + column]; NULL: blank */
    bool *strong;      /* rows of totals */
};

struct grid grid_open(struct booklet *booklet, const char *caption);
void grid_column(struct grid *grid, enum grid_kind kind, const char *heading);
/* The cells of a new row, to be filled before the next call. */
const char **grid_row(struct grid *grid, bool strong);

/* The width that it would like to have. */
double grid_natural_width(struct grid *grid);
/* Draw it and end it. Without rows nothing is drawn. */
void grid_put(struct grid *grid);

#endif
