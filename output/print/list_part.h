/* The texts of a facility's row in the printed list. */
#ifndef OUTPUT_PRINT_LIST_PART_H
#define OUTPUT_PRINT_LIST_PART_H

#include "output/print/list_row.h"

/* Where a text is drawn; with `draw` false it is measured only. */
struct part_spot {
    const struct print *print;
    double x, y, width;
    bool draw;
};

/* Both return the height; 0 when there is nothing to say. */
double part_put(const struct part_spot *spot, const struct row_layout *layout,
                const struct view_row *row, enum row_part part);
/* What needs more width: the area that is served, filings. */
double part_put_wide(const struct part_spot *spot,
                     const struct row_layout *layout,
                     const struct view_row *row);

#endif
