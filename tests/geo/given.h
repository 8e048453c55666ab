/*
 * Map files made for a test, in a folder that goes away with it.
 */
#ifndef TESTS_GEO_GIVEN_H
#define TESTS_GEO_GIVEN_H

#include "base/buf.h"

/* The fixture of a suite: make the folder, remove it with all it holds. */
void given_folder(void);
void given_folder_gone(void);

/* The path of `name` in the folder; good for fifteen more paths. */
const char *given_path(const char *name);

/* A file of these bytes; its path. */
const char *given_bytes(const char *name, struct str bytes);

/* A GeoJSON FeatureCollection of these features (text between commas). */
const char *given_geojson(const char *name, const char *features);

/* A feature: `properties` without braces, `polygons` the coordinates of a
 * MultiPolygon. Good for fifteen more. */
const char *given_feature(const char *properties, const char *polygons);

/* The coordinates of one square polygon, degrees. */
const char *given_square(double west, double south, double side);

/*
 * NAME.shp, .shx and .dbf of one square (west, south, side 1 degree) with the
 * fields N03_004 and N03_007, whose bytes are taken as they are.
 */
const char *given_shapefile(const char *name, double west, double south,
                            struct str n03_004, const char *n03_007);

/* A port of the loopback that counts who connects. */
int given_port(int *port);
bool given_port_was_called(int socket);

#endif
