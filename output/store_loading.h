/* What the files that read the store share. */
#ifndef OUTPUT_STORE_LOADING_H
#define OUTPUT_STORE_LOADING_H

#include "model/table.h"
#include "output/db.h"

struct loading {
    struct db *db;
    struct table *table;
    const char *path;
};

/* ERR_STORAGE. */
bool loading_damaged(const struct loading *loading, const char *what,
                     struct err *err);
/* A text cell as text of the table; NULL when it has none. */
const char *loading_keep(struct loading *loading, struct db_rows *rows, int at);
/* A GeoPackage point; NAN for NULL and for anything else. */
struct lonlat loading_point(struct db_rows *rows, int column);
/* Every row of a table, in the order of fid, which is column 0. `load` tells
 * false for a row that cannot be. */
bool loading_rows(struct loading *loading, const char *name,
                  bool (*load)(struct loading *, struct db_rows *),
                  struct err *err);

/* store_ground.c: outlines and towns. */
bool load_ground(struct loading *loading, struct err *err);

/* store_load_joins.c: filings, other values, pairs; then settles functions. */
bool load_joins(struct loading *loading, struct err *err);

#endif
