/* The order of print: rows by layer, in each layer as the view has them, and
 * numbered in this order on the list and on the maps. */
#ifndef OUTPUT_PRINT_LIST_ORDER_H
#define OUTPUT_PRINT_LIST_ORDER_H

#include "output/print/ground.h"

struct listed {
    const struct view_row *row;
    unsigned number; /* from 1 */
};

/* All rows; view->n_row of them. In the arena. */
struct listed *list_order(const struct view *view, struct arena *arena);

/* What the overview shows: every pin, and the outline as far as it lies near
 * pins (a far island without any facility does not shrink the map). */
struct extent list_extent(const struct view *view);

/* The cell of a column by its name; NULL: not in this edition, or not known. */
const char *list_row_cell(const struct view *view, const struct view_row *row,
                          enum field_id field);

/* Is the pin only near the place (it stands for a town or a district)? */
bool list_is_rough(const struct view *view, const struct view_row *row);
bool list_any_rough(const struct view *view);

/* The name of a layer for a place with little room: without its bracket,
 * where another layer is not called the same then. */
const char *list_short_words(int layer, bool resident, struct arena *arena);

#endif
