/*
 * The maps inside a zip, as publishers give them (国土数値情報 N03 ...).
 *
 * GDAL never sees the zip: base/in.h unpacks what is needed, under its limits,
 * into a private folder, under names of our own, one map at a time.
 *
 * Which maps: the GeoJSON, TopoJSON, GeoPackage or FlatGeobuf file when there
 * is one such file; else all Shapefiles; else all the former. A .json counts
 * where nothing else does: it may be anything.
 */
#ifndef GEO_BOUNDARY_ZIP_H
#define GEO_BOUNDARY_ZIP_H

#include "base/err.h"
#include "base/str.h"

/* A file that starts as a zip does. */
bool boundary_zip_is(const char *path);

/*
 * Call `read` for each map of the zip until it returns false.
 * file   where the map lies, until read() returns
 * label  what people call it, "N03.zip:N03.shp"; lives in `arena`. The
 *        sentence of an error of read() names it in place of the file.
 * Errors: ERR_PLACE (damaged, over a limit, no map in it), ERR_STORAGE (no
 * room to unpack), those of read().
 */
bool boundary_zip_each(const char *path, struct arena *arena,
                       bool (*read)(void *context, const char *file,
                                    const char *label, struct err *err),
                       void *context, struct err *err);

#endif
