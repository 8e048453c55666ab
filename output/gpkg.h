/*
 * GeoPackage 1.3 (OGC 12-128r17): the tables that every one of ours has, and
 * layers of points or of other shapes in JGD2011 with their R-tree. For the
 * store, for maps and for reports.
 */
#ifndef OUTPUT_GPKG_H
#define OUTPUT_GPKG_H

#include "model/facility.h"
#include "output/rtree.h"

#define GPKG_SRS_ID 6668 /* EPSG, JGD2011, degrees */

/* SQL: tables of clause 1.1.2, 1.1.3, 2.1.5 and of the extensions for metadata
 * and R-trees, with the coordinate systems. */
extern const char gpkg_tables[];
/* ... and of the extension for headings of columns (clause 2.3, schema). */
extern const char gpkg_schema_tables[];

/* GeoPackage binary: header without envelope, then a WKB point. */
#define GPKG_POINT 29
void gpkg_point(struct lonlat point, unsigned char blob[GPKG_POINT]);

struct gpkg_layer {
    const char *name; /* of a table with `fid` and `geom`, already filled */
    const char *title, *description;
    const char *created; /* YYYY-MM-DD */
};

struct gpkg_place {
    int64_t id; /* fid */
    struct lonlat point;
};

/* Declare a layer of points, with its extent and its R-tree. */
bool gpkg_add_layer(struct db *db, const struct gpkg_layer *layer,
                    const struct gpkg_place *place, size_t n, struct err *err);
/* The same of other shapes (POLYGON, MULTIPOLYGON), by their boxes. Sorts
 * `box`. */
bool gpkg_add_shapes(struct db *db, const struct gpkg_layer *layer,
                     const char *geometry_type, struct rtree_box *box, size_t n,
                     struct err *err);

#endif
