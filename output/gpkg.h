/*
 * GeoPackage 1.3 (OGC 12-128r17): the tables that every one of ours has, and
 * layers of points in JGD2011 with their R-tree. For the store and for maps.
 */
#ifndef OUTPUT_GPKG_H
#define OUTPUT_GPKG_H

#include "output/rtree.h"

#define GPKG_SRS_ID 6668 /* EPSG, JGD2011, degrees */

/* SQL: tables of clause 1.1.2, 1.1.3, 2.1.5 and of the extensions for metadata
 * and R-trees, with the coordinate systems. */
extern const char gpkg_tables[];

/* GeoPackage binary: header without envelope, then a WKB point. */
#define GPKG_POINT 29
void gpkg_point(struct lonlat point, unsigned char blob[GPKG_POINT]);

struct gpkg_layer {
    const char *name; /* of a table with `fid` and `geom`, already filled */
    const char *title, *description;
    const char *created; /* YYYY-MM-DD */
};

/* Declare a layer, with its extent and its R-tree. Sorts `point`. */
bool gpkg_add_layer(struct db *db, const struct gpkg_layer *layer,
                    struct rtree_point *point, size_t n, struct err *err);

#endif
