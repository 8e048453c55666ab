/* Where the detail maps of a plan go: their order, names and pages. */
#ifndef OUTPUT_PRINT_MAP_ARRANGE_H
#define OUTPUT_PRINT_MAP_ARRANGE_H

#include "output/print/map_plan.h"

/* The cell of a page, with its caption, that a size of map has: all of it, a
 * half, a quarter. `wide`: halves stand side by side. */
struct box map_cell(const struct map_room *room, bool wide, enum map_size size);

/* The frame that a detail map (not the overview) has on its parent. */
const struct box *map_box_in_parent(const struct map_plan *plan, size_t map);

/* Set order, name, page and place of the details, move what is on them, and
 * number the notes. */
void map_arrange(struct map_plan *plan, const struct map_room *room, bool wide,
                 struct arena *arena);

#endif
