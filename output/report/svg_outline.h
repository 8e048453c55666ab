/*
 * Outlines of regions as lines of a picture: members joined, borders thinned.
 *
 * A border that two regions share is thinned once, for both, so that they
 * still meet; a border inside a region (between two of its municipalities) is
 * gone. That works because the land's vertices are snapped: a shared border
 * has the same vertices on both sides (model/land.h).
 */
#ifndef OUTPUT_REPORT_SVG_OUTLINE_H
#define OUTPUT_REPORT_SVG_OUTLINE_H

#include "output/report/svg_frame.h"

struct svg_ring {
    uint32_t first, n; /* in `vertex`; the first is not repeated at the end */
};

struct svg_shape {
    uint32_t first_ring, n_ring;
    struct svg_vertex label; /* where a name may stand: in its widest part */
    int room;                /* how wide that is */
};

/* Zero-initialise, add rings, settle. */
struct svg_outlines {
    struct svg_vertex *vertex;
    struct svg_ring *ring;
    struct svg_shape *shape; /* [n_shape] */
    size_t n_vertex, n_ring, n_shape;
    size_t cap_vertex, cap_ring;
    struct svg_line *line; /* until settled */
    size_t n_line, cap_line;
};

/* A closed ring of a shape; whether the first vertex stands at the end too is
 * the same. Even-odd rule within one shape. */
void svg_outlines_add(struct svg_outlines *outlines, uint32_t shape,
                      const struct svg_vertex *vertex, size_t n);
/* After the last ring: no vertex that is left out was farther than `tolerance`
 * from the new line (Douglas and Peucker 1973). */
void svg_outlines_settle(struct svg_outlines *outlines, size_t n_shape,
                         double tolerance);

/* The value of a path's `d`; nothing for a shape without rings. */
void svg_outlines_path(struct buf *out, const struct svg_outlines *outlines,
                       size_t shape);
void svg_outlines_release(struct svg_outlines *outlines);

#endif
