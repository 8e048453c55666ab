/*
 * Datums and projections. crs.c is the only file that knows PROJ.
 *
 * The project's own positions are degrees, longitude first, JGD2011
 * (EPSG:6668). JGD2000, JGD2011 and WGS 84 are treated as equal (they differ
 * by metres, and sources mix them without a way to tell); only Tokyo Datum
 * and plane rectangular coordinates are really moved.
 */
#ifndef GEO_CRS_H
#define GEO_CRS_H

#include "base/err.h"
#include "model/facility.h"

struct crs_change;

/*
 * Prepare the change from a declared system to EPSG:6668.
 *
 * name      "EPSG:4301", "EPSG:4612", "EPSG:6668", "EPSG:4326", "EPSG:6674",
 *           EPSG:2443-2461 ... or the Japanese words 日本測地系, 旧日本測地系,
 *           世界測地系, JGD2000, JGD2011, WGS84, 平面直角座標系第VI系 (any
 * width) Errors    ERR_USAGE for an unknown name Returns NULL on error; end
 * with crs_close().
 */
struct crs_change *crs_open(const char *name, struct err *err);

/* The system is equal to ours (JGD2000, JGD2011, WGS 84). */
bool crs_is_same(const struct crs_change *change);

/*
 * Move one point (in and out; x/east or longitude first).
 *
 * error_m   out, metres: the accuracy stated for the operation that was used;
 *           0 for equal systems. Without the national grid (tky2jgd) the
 *           coarser three-parameter operation is used and its 9 m stands here.
 *           With the grid, a point off its land cells comes back unchanged
 *           from PROJ without an error: then the coarser operation is used.
 * Errors    ERR_PLACE when the point is outside every operation's area.
 */
bool crs_move(struct crs_change *change, struct lonlat *point, double *error_m,
              struct err *err);

void crs_close(struct crs_change *change);

/* Geodesic distance in metres on GRS80 (Karney). */
double crs_distance_m(struct lonlat a, struct lonlat b);

#endif
