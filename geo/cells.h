/*
 * Which places may hold a point: a grid of 0.1 degrees over Japan with a list
 * of places for each cell. What lies outside the grid belongs to the cells at
 * its rim, so nothing is missed anywhere.
 */
#ifndef GEO_CELLS_H
#define GEO_CELLS_H

#include "geo/outline.h"

#define CELLS_NONE UINT32_MAX

struct cells_item {
    uint32_t place, next; /* next: place in `item`, CELLS_NONE at the end */
};

struct cells {
    uint32_t *head;
    struct cells_item *item;
    size_t n, cap;
};

void cells_init(struct cells *cells);
void cells_release(struct cells *cells);

/* Enter a place in all cells that the box touches. The boxes of one place
 * come one after another. */
void cells_add(struct cells *cells, struct outline_box box, uint32_t place);

/* The first item of the list of the cell that holds the point. */
uint32_t cells_find(const struct cells *cells, struct outline_vertex at);

#endif
