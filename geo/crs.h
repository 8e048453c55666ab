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
 *           EPSG:2443-2461 ... or words in any width: 日本測地系,
 *           旧日本測地系, 世界測地系, JGD2000, JGD2011, WGS84,
 *           平面直角座標系第VI系 (of JGD2011 when no datum stands before it)
 * Errors    ERR_USAGE for an unknown name; ERR_PLACE when PROJ lacks its
 *           database
 * Returns   NULL on error; end with crs_close()
 *
 * The grid is looked for as tky2jgd.gsb or TKY2JGD.tif in $ZAITAKU_GRIDS, in
 * $XDG_DATA_HOME/zaitaku/grids (~/.local/share/zaitaku/grids) and where PROJ
 * looks (PROJ_DATA). Nothing is fetched.
 */
struct crs_change *crs_open(const char *name, struct err *err);

/* The system is equal to ours (JGD2000, JGD2011, WGS 84). */
bool crs_is_same(const struct crs_change *change);

/*
 * Move one point (in and out; longitude first). Of plane coordinates east
 * comes first too: the Japanese Y, then the Japanese X, which is north.
 *
 * error_m   out, metres: the accuracy stated for the operation that was used;
 *           0 for equal systems and their plane systems. With the national
 *           grid (tky2jgd, EPSG:6740) 0.2. Without it, or off its land cells,
 *           where PROJ returns points unchanged or half moved and says
 *           nothing, EPSG:15483 is used: 9 on the main islands, more on
 *           remote ones (up to 800; the table stands in crs.c).
 * Errors    ERR_PLACE when the point is outside every operation's area.
 */
bool crs_move(struct crs_change *change, struct lonlat *point, double *error_m,
              struct err *err);

void crs_close(struct crs_change *change);

/* Geodesic distance in metres on GRS80 (Karney). */
double crs_distance_m(struct lonlat a, struct lonlat b);

#endif
