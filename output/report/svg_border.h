/*
 * The net of borders of all shapes of a picture, and which of its vertices
 * stay: where borders meet, and what Douglas and Peucker (1973) keep of each
 * stretch between.
 */
#ifndef OUTPUT_REPORT_SVG_BORDER_H
#define OUTPUT_REPORT_SVG_BORDER_H

#include "output/report/svg_outline.h"

/* A vertex as a key that sorts by x, then y. */
static inline uint64_t svg_border_key(struct svg_vertex vertex)
{
    return (uint64_t)((uint32_t)vertex.x ^ 0x80000000U) << 32 |
           ((uint32_t)vertex.y ^ 0x80000000U);
}

/* A piece of a shape's outline; vertices as keys, as numbers once the border
 * is made. */
struct svg_line {
    uint64_t a, b; /* a < b */
    uint32_t shape;
};

struct svg_border {
    uint64_t *key; /* of each vertex, ascending */
    bool *keep;
    size_t n;
};

/* Replaces the keys in `line` by numbers of vertices. */
void svg_border_make(struct svg_border *border, struct svg_line *line,
                     size_t n_line, double tolerance);
struct svg_vertex svg_border_vertex(const struct svg_border *border, size_t v);
void svg_border_release(struct svg_border *border);

/* From p to the stretch between a and b. */
double svg_border_distance(struct svg_vertex p, struct svg_vertex a,
                           struct svg_vertex b);

#endif
