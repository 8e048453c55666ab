/*
 * Polygons of many areas: which area holds a point. Knows only numbers of
 * areas; whose they are is the caller's. Even-odd rule within one polygon; an
 * area is all its polygons together.
 */
#ifndef AUDIT_TRACTS_H
#define AUDIT_TRACTS_H

#include "geo/cells.h"
#include "model/land.h"

#define TRACT_NONE UINT32_MAX

struct tracts {
    struct outline_vertices vertices;
    struct outline_ring *ring;
    size_t n_ring, cap_ring;
    struct outline *outline; /* [n_area], once settled */
    size_t n_area;
    struct cells cells;
    uint32_t polygon; /* the number given last */
};

/* Add a ring (degrees); `outer` begins a new polygon, the rings after it are
 * its holes. False when it encloses nothing and is left out. */
bool tracts_add_ring(struct tracts *tracts, uint32_t area, bool outer,
                     const struct lonlat *point, size_t n);
/* The outline of a place of the land, by its number in land->place. */
void tracts_add_place(struct tracts *tracts, const struct land *land,
                      size_t place);
/* After the last ring, before any search. */
void tracts_settle(struct tracts *tracts, size_t n_area);

/* The area with the lowest number that holds the point, TRACT_NONE when there
 * is none. `several` (or NULL) is set when another one holds it too. */
uint32_t tracts_at(const struct tracts *tracts, struct lonlat point,
                   bool *several);
/* The area that is nearest to the point and within the radius (at most 3 km);
 * of equals the lowest number. */
uint32_t tracts_near(const struct tracts *tracts, struct lonlat point,
                     double radius_m);

void tracts_release(struct tracts *tracts);

#endif
