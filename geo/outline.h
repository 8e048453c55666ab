/*
 * The outline of one municipality: polygons with holes, laid out so that a
 * point is judged by looking at a few of its edges.
 *
 * Vertices are fixed-point, 1e-7 degrees (1.1 cm), 8 bytes each; all outlines
 * share one list of them. Runs of 32 edges have a box, and bands of latitude
 * list the runs in them: 1 byte a vertex more. Inside is even-odd within each
 * polygon (self-intersections need no repair), and a point is in the outline
 * when it is in any polygon, so the same island given twice is no hole.
 * Edges are straight in longitude and latitude.
 */
#ifndef GEO_OUTLINE_H
#define GEO_OUTLINE_H

#include "model/facility.h"

#define OUTLINE_UNITS_PER_DEG 1e7

struct outline_vertex {
    int32_t x, y; /* 1e-7 degrees, longitude first */
};

struct outline_vertices {
    struct outline_vertex *item;
    size_t n, cap; /* n stays below UINT32_MAX */
};

struct outline_box {
    int32_t x0, y0, x1, y1; /* all four inside */
};

/* A closed ring (its last vertex is its first). */
struct outline_ring {
    uint32_t first, n; /* in outline_vertices */
    uint32_t polygon;  /* rings with the same number are one polygon */
    uint32_t place;    /* the caller's */
};

struct outline_run;

struct outline {
    struct outline_box box;
    struct outline_run *run;
    uint32_t n_runs; /* 0: no polygon */
    uint32_t n_bands;
    int64_t band_height;
    uint32_t *band;   /* n_bands + 1 places in `member` */
    uint32_t *member; /* runs of each band, polygon by polygon */
};

/* Degrees within +-180, +-90 to a vertex. */
struct outline_vertex outline_vertex(struct lonlat point);

/*
 * Append a ring's vertices (degrees; equal neighbours once) to `all`.
 * Sets first and n of *ring; n is 0 when it encloses nothing.
 */
void outline_add_ring(struct outline_vertices *all, const struct lonlat *point,
                      size_t n, struct outline_ring *ring);

struct outline_box outline_ring_box(const struct outline_vertices *all,
                                    const struct outline_ring *ring);

/* Lay out the rings of one municipality, sorted by polygon. */
void outline_init(struct outline *outline, const struct outline_vertices *all,
                  const struct outline_ring *ring, size_t n);
void outline_release(struct outline *outline);

bool outline_holds(const struct outline *outline,
                   const struct outline_vertices *all,
                   struct outline_vertex at);

/*
 * The point of the edge that is nearest to `from`, on the plane that touches
 * the earth there (GRS80; the east-west scale is that of the mid latitude).
 * Measured: the geodesic to it is longer than the true distance by less than
 * 1e-4 of it up to 50 km.
 */
struct lonlat outline_nearest(const struct outline *outline,
                              const struct outline_vertices *all,
                              struct lonlat from);

#endif
