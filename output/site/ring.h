/*
 * Closed lines on the map: cut to a box, and thinned to what can be seen.
 * The first point is not repeated at the end.
 */
#ifndef OUTPUT_SITE_RING_H
#define OUTPUT_SITE_RING_H

#include "model/view.h"

struct ring_point {
    double x, y;
};

struct ring {
    struct ring_point *point;
    size_t n, cap;
};

struct ring_box {
    struct ring_point least, most;
};

/* The vertices of a ring of the land, 1e-4 degrees, into `ring` (emptied). */
void ring_set(struct ring *ring, const struct land *land,
              const struct land_ring *from);

/* Sutherland and Hodgman, Reentrant polygon clipping (1974): what lies in the
 * box, joined along its edges; maybe nothing. */
void ring_clip(struct ring *ring, const struct ring_box *box);

/* Douglas and Peucker (1973): no point that is left out was farther than
 * `tolerance` from the new line. Less than three points: nothing is left. */
void ring_thin(struct ring *ring, double tolerance);

double ring_area(const struct ring *ring); /* never negative */

/* The middle of the widest stretch from left to right, near the middle of its
 * height: where a name fits. Returns how wide that is. */
double ring_room(const struct ring *ring, struct ring_point *middle);

void ring_release(struct ring *ring);

#endif
