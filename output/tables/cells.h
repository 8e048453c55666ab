/*
 * Cells of a view by field. What the edition does not show is not there to be
 * asked for: it answers NULL, as what is not known.
 */
#ifndef OUTPUT_TABLES_CELLS_H
#define OUTPUT_TABLES_CELLS_H

#include "base/buf.h"
#include "model/view.h"

struct cells {
    int at[FIELD_COUNT]; /* column of the view, or -1 */
};

void cells_of_field(struct cells *cells, const struct view *view);

/* NULL: not known, empty, or not for this edition. */
const char *cells_get(const struct cells *cells, const struct view_row *row,
                      enum field_id field);

/* The items of a list (a line each) in one cell: "a;b". A ';' inside an item
 * is written '；', so that the cell can be taken apart again. */
void cells_add_list(struct buf *out, const char *items);

/* The column as text, whatever its type: a list joined, else as it is. In
 * `scratch` until the next call, or borrowed. NULL for NULL. */
const char *cells_text(const struct view *view, size_t column, const char *cell,
                       struct buf *scratch);

/* How many rows have a point. */
uint64_t cells_placed(const struct view *view);

#endif
