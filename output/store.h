/*
 * The store: everything that a run knows in one GeoPackage that QGIS opens as
 * it is. For professionals only; never inside OUT.
 *
 * Layers: facilities (points, EPSG:6668, R-tree), positions (the published
 * candidates). Tables: origins, findings, set_aside, inputs, skipped,
 * municipalities. The last thing written is zaitaku_manifest, with the number
 * of rows of every table: a store without it, or with other counts, does not
 * open as complete.
 */
#ifndef OUTPUT_STORE_H
#define OUTPUT_STORE_H

#include "base/err.h"
#include "model/table.h"

/*
 * Write the table to `path`, whole or not at all (see base/out.h). `created`
 * is YYYY-MM-DD. The same table gives the same bytes.
 * Errors: ERR_STORAGE.
 */
bool store_save(const struct table *table, const char *path,
                const char *created, struct err *err);

/* May a new store take this name? ERR_STORAGE when a file that is no store
 * of ours has it. */
bool store_may_replace(const char *path, struct err *err);

/*
 * Read a store into an empty table.
 * Errors: ERR_STORAGE (missing, not a GeoPackage of ours, incomplete,
 * damaged, of another version).
 */
bool store_load(const char *path, struct table *table, struct err *err);

#endif
