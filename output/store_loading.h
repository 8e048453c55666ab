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

/* A whole store of this format: ERR_STORAGE otherwise. Rows are not counted. */
bool loading_is_ours(struct loading *loading, struct err *err);
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

/* The rows of a query (NULL: it failed), which is ended; `name` is the table
 * that is damaged where `load` tells false. */
bool loading_each(struct loading *loading, const char *name,
                  struct db_rows *rows,
                  bool (*load)(struct loading *, struct db_rows *),
                  struct err *err);

/* A row of `inputs`, of `municipalities`. */
bool loading_supply(struct loading *loading, struct db_rows *rows);
bool loading_municipality(struct loading *loading, struct db_rows *rows);
/* A facility: column 0 is fid, 1 geom, 2 supply, then the fields in their
 * order. */
bool loading_facility(struct loading *loading, struct db_rows *rows);

/* A facility, with what it filed and did not: without its filings. */
bool loading_with_functions(struct loading *loading, struct db_rows *rows);

/* store_ground.c: an outline; outlines and towns. */
bool loading_boundary(struct loading *loading, struct db_rows *rows);
bool load_ground(struct loading *loading, struct err *err);

/* store_load_joins.c: filings, other values, pairs; then settles functions. */
bool load_joins(struct loading *loading, struct err *err);

#endif
