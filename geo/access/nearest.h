/*
 * Which of many points is nearest, and how far: exact on GRS80.
 *
 * A k-d tree over points on the ellipsoid in space (geocentric x, y, z in
 * metres). Chords order points almost as geodesics do: the order is sure where
 * they differ by a part of 2e-6 at 200 km, 4e-5 at 1,000 km (nearest.c has the
 * bound); every candidate within that margin is settled by the geodesic
 * (Karney). Degrees would pick the wrong facility for 12 % of cells, a sphere
 * for 0.24 %.
 *
 * Read by any number of threads once it is open.
 */
#ifndef GEO_ACCESS_NEAREST_H
#define GEO_ACCESS_NEAREST_H

#include "model/facility.h"

#define NEAREST_NONE UINT32_MAX

struct nearest;

struct nearest_hit {
    uint32_t at;       /* index of the point */
    double distance_m; /* geodesic */
};

/* Found points; zero-initialise, free `item`. */
struct nearest_list {
    struct nearest_hit *item;
    size_t n, cap;
};

/* Points are copied; those without a place (NAN) are passed over. End with
 * nearest_close(). */
struct nearest *nearest_open(const struct lonlat *point, size_t n);
size_t nearest_size(const struct nearest *tree);

/* The nearest one; of equal distances (within 1e-9 m) the lowest index. False
 * when there is none. */
bool nearest_find(const struct nearest *tree, struct lonlat from,
                  struct nearest_hit *hit);

/* The `want` nearest, by distance then index; returns how many. */
size_t nearest_some(const struct nearest *tree, struct lonlat from, size_t want,
                    struct nearest_hit *hit);

/*
 * Replace `list` by all points within radius_m, in no order, but the same one
 * for the same call; none for a negative or unknown radius. Exact: a point that
 * lies within 1 mm of the radius is settled by the geodesic. The distances told
 * are from the chord with the curvature of its direction, within 0.01 mm of the
 * geodesic up to 50 km and 0.1 mm up to 100 km (a test shows it), at a tenth of
 * its cost; beyond 100 km they are geodesics.
 */
void nearest_within(const struct nearest *tree, struct lonlat from,
                    double radius_m, struct nearest_list *list);

/*
 * What points are worth, summed over a radius without looking at each of them:
 * for many large radii over many points. As exact as nearest_within().
 *
 * worth    by point, not negative; whole numbers, so that a sum is the same in
 *          any order
 * tree     borrowed until nearest_sums_close()
 */
struct nearest_sums;
struct nearest_sums *nearest_sums_open(const struct nearest *tree,
                                       const int64_t *worth);
int64_t nearest_sums_within(struct nearest_sums *sums, struct lonlat from,
                            double radius_m);
/* The same, and from now on they are worth 0. */
int64_t nearest_sums_take(struct nearest_sums *sums, struct lonlat from,
                          double radius_m);
void nearest_sums_close(struct nearest_sums *sums);

void nearest_close(struct nearest *tree);

/* Geodesic distance in metres on GRS80 is crs_distance_m() of geo/crs.h. */

#endif
