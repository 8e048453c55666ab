/* Outlines of municipalities as shapes on the page, cut at a map's frame. */
#ifndef OUTPUT_PRINT_GROUND_SHAPE_H
#define OUTPUT_PRINT_GROUND_SHAPE_H

#include "output/print/ground.h"

struct shape {
    struct canvas_point *point;
    size_t *end; /* one past the last point of each ring */
    size_t n_point, n_ring, cap_point, cap_ring;
};

/* What of the place is in the frame or up to a little beyond it, so that the
 * edges along the cut are not seen; points closer than what print shows are
 * left out. *shape is emptied first, its memory is used again. */
void shape_of_place(struct shape *shape, const struct ground *ground,
                    const struct view *view, const struct view_place *place);

/* The point of the shape farthest from its edges (to the fineness of a grid),
 * inside `frame`; false when the shape is empty. *clearance: how far. */
bool shape_middle(const struct shape *shape, struct box frame,
                  struct canvas_point *middle, double *clearance);

void shape_release(struct shape *shape);

#endif
