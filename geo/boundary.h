/*
 * Is a point in the municipality that it is said to be in?
 *
 * Polygons come from 国土数値情報 N03 in any edition (old and new field
 * layout) or a table with 5/6-digit codes, in any format GDAL reads of:
 * Shapefile (CP932 DBF), GeoJSON, TopoJSON, GeoPackage, FlatGeobuf; or the
 * zip that is published (boundary_zip.h tells which of its members). Only
 * these drivers, only regular files. Several features of one code make one
 * municipality; even-odd rule, so self-intersections need no repair.
 */
#ifndef GEO_BOUNDARY_H
#define GEO_BOUNDARY_H

#include "base/err.h"
#include "model/facility.h"
#include "model/land.h"
#include "model/municipality.h"

/* A published point may lie this far outside before it is doubted. */
#define BOUNDARY_TOLERANCE_M 1000.0

struct boundaries;

struct boundaries *boundary_open(void);

/*
 * Add the polygons of one file or zip and the names it gives to `places`
 * (source PLACE_BOUNDARY, has_boundary set, NULL names where it has none).
 *
 * Field layouts: N03_007 code and N03_003 to N03_005 names (to 2023: 003 is
 * 郡 or 政令市, 004 is 市区町村 or ward; from 2024: 003 is 郡, 004 is
 * 市区町村, 005 is ward), or lg_code_5, lg_code, code ... with city_name. A
 * name never includes prefecture or 郡: 大津市, 札幌市北区.
 *
 * Rows without a code (所属未定地) are passed over and added to *no_code.
 * Where a code comes in several files the first file's polygon stands; in
 * two maps of one zip (two editions?) it is an error.
 * A file that cannot be read leaves no trace.
 * Errors: ERR_PLACE (not readable, no code field, no polygons; the sentence
 * names the fields it looked for), ERR_STORAGE (no room to unpack a zip).
 */
bool boundary_read(struct boundaries *all, const char *path,
                   struct municipalities *places, struct arena *arena,
                   size_t *no_code, struct err *err);

/* Is there a polygon for the code, or for its designated city? */
bool boundary_has(const struct boundaries *all, const char *code);

/*
 * Metres from the point to the municipality: 0 inside, the geodesic distance
 * to its edge outside, NAN when neither it nor its designated city has a
 * polygon. Distances beyond 50 km may be given as that of the nearest vertex.
 */
double boundary_outside_m(const struct boundaries *all, const char *code,
                          struct lonlat point);

/* The code of a municipality that holds the point (wards before cities), or
 * NULL. */
const char *boundary_at(const struct boundaries *all, struct lonlat point);

size_t boundary_count(const struct boundaries *all);

/* Hand over the outlines that were read, coarse, to draw maps on; `land` is
 * empty before. Once: what was handed over is gone here. */
void boundary_take_land(struct boundaries *all, struct land *land);
void boundary_close(struct boundaries *all);

#endif
