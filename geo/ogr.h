/*
 * Vector files read through GDAL. ogr.c is the only file that knows GDAL.
 *
 * GDAL is not linked, since that costs every start 81 ms: the first ogr_open()
 * loads it. Only regular files and only these drivers are opened: GeoJSON,
 * TopoJSON, ESRI Shapefile (or its .dbf alone), GeoPackage, FlatGeobuf; nothing
 * in a file can make GDAL open another file, a /vsi path or a network address.
 * A zip is never given to it: boundary_zip.h unpacks one.
 *
 * Text comes as UTF-8. Where a shapefile has no .cpg beside it, or bytes are
 * not UTF-8, they are taken as CP932. Coordinates come as degrees, longitude
 * first; a layer that declares another datum than JGD2000, JGD2011 or WGS 84,
 * or a projection, is refused.
 */
#ifndef GEO_OGR_H
#define GEO_OGR_H

#include "base/err.h"
#include "model/facility.h"

struct ogr_file;

/*
 * Open a file for reading.
 * Errors: ERR_PLACE (missing, not a regular file, a zip, no allowed driver
 * takes it, damaged, GDAL not installed). Returns NULL on error; end with
 * ogr_close().
 */
struct ogr_file *ogr_open(const char *path, struct err *err);

size_t ogr_layer_count(const struct ogr_file *file);

/* Read from the start of a layer (0 based). ERR_PLACE when its coordinate
 * system is none of those above. */
bool ogr_set_layer(struct ogr_file *file, size_t layer, struct err *err);

/* The place of a field in the layer, -1 when there is none. ASCII letters
 * match in either case. */
int ogr_find_field(const struct ogr_file *file, const char *name);

/* Append the names of the layer's fields, "a, b, c". */
void ogr_add_field_names(const struct ogr_file *file, struct buf *out);

size_t ogr_field_count(const struct ogr_file *file);
/* The name of a field, read as ogr_get_text() reads values: CP932 where it is
 * no UTF-8. Lives in `arena`. */
struct str ogr_field_label(const struct ogr_file *file, int field,
                           struct arena *arena);

/* From now on only these fields of the layer are read (-1 is passed over), and
 * no outlines, where the driver can leave them out: for tables of hundreds of
 * columns. */
void ogr_want_fields(struct ogr_file *file, const int *field, size_t n);

/* Step to the next feature of the layer; *more is false after the last.
 * Errors: ERR_PLACE (damaged). */
bool ogr_read(struct ogr_file *file, bool *more, struct err *err);

/* The trimmed value of a field of this feature; empty for null, for field -1
 * and for bytes that are no text. Lives in `arena`. */
struct str ogr_get_text(struct ogr_file *file, int field, struct arena *arena);

/* The number of a field that is declared as one. False for null, for field -1
 * and for fields of text. */
bool ogr_get_number(const struct ogr_file *file, int field, double *number);

/*
 * Hand over the rings of this feature's polygons, one after another.
 * Features without polygons have none.
 *
 * add     `outer` starts a new polygon, the rings after it are its holes;
 *         `point` holds n points and lives until add() returns
 * Errors  ERR_PLACE when a coordinate is not in degrees
 */
bool ogr_read_rings(struct ogr_file *file,
                    void (*add)(void *to, bool outer,
                                const struct lonlat *point, size_t n),
                    void *to, struct err *err);

void ogr_close(struct ogr_file *file);

#endif
