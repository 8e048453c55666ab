/*
 * FlatGeobuf through GDAL, into memory. ogr_out.c is the only file of this
 * folder that knows GDAL, which is not linked: the first call loads it. Safe
 * in several threads; what GDAL has to say never reaches stderr.
 *
 * GDAL's drivers may report success for what they did not write: read a file
 * again before it is handed out.
 */
#ifndef OUTPUT_TABLES_OGR_OUT_H
#define OUTPUT_TABLES_OGR_OUT_H

#include "base/err.h"
#include "output/column.h"

struct ogr_out;

struct ogr_column {
    const char *name;
    enum column_type type;
};

/*
 * Begin a file with one layer of points, JGD2011, with a spatial index.
 * `column` must outlive it. NULL on error, ERR_PLACE: GDAL or its driver is
 * not installed.
 */
struct ogr_out *ogr_out_begin(const char *layer,
                              const struct ogr_column *column, size_t n_column,
                              struct err *err);

/* A point with its cells, NULL where one is not known. The index has no room
 * for what has no place: `point` is known. */
bool ogr_out_add(struct ogr_out *out, struct lonlat point,
                 const char *const *cell, struct err *err);

/* Add the file to `bytes`. Ended either way. ERR_INTERNAL: GDAL failed. */
bool ogr_out_finish(struct ogr_out *out, struct buf *bytes, struct err *err);

/* Read a file, to its end: ERR_INTERNAL when it has not `n` points. */
bool ogr_out_proof(struct str fgb, uint64_t n, struct err *err);

/* Throw it away. NULL is allowed. */
void ogr_out_abandon(struct ogr_out *out);

#endif
