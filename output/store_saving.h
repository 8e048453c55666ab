/* What the files that write the store share. */
#ifndef OUTPUT_STORE_SAVING_H
#define OUTPUT_STORE_SAVING_H

#include "model/table.h"
#include "output/db.h"

#define PROFESSIONAL_ONLY                                                      \
    "関係者専用（for professionals only）。市民に公開しないでください。"

struct saving {
    const struct table *table;
    struct db *db;
    const char *created;
    struct buf sql;
};

/* Run saving->sql and empty it. */
bool saving_run(struct saving *saving, struct err *err);
/* INSERT of `n` columns into a table, the first of which is fid; end it with
 * db_end(). */
struct db_rows *saving_insert(struct saving *saving, const char *name, int n,
                              struct err *err);
/* NULL text stays NULL. */
void saving_bind(struct db_rows *rows, int at, const char *text);

/* store_rows.c */
bool put_facilities(struct saving *saving, struct err *err);
bool put_positions(struct saving *saving, struct err *err);
bool put_origins(struct saving *saving, struct err *err);
bool put_findings(struct saving *saving, struct err *err);
bool put_set_aside(struct saving *saving, struct err *err);
bool put_inputs(struct saving *saving, struct err *err);
bool put_municipalities(struct saving *saving, struct err *err);
/* store_joins.c */
bool put_filings(struct saving *saving, struct err *err);
bool put_other_values(struct saving *saving, struct err *err);
bool put_pairs(struct saving *saving, struct err *err);
/* store_ground.c: outlines and towns, and their credit. */
bool put_ground(struct saving *saving, struct err *err);
/* store_near_save.c: short rows by place. */
bool put_near(struct saving *saving, struct err *err);
/* store_layers.c: the point layers with their extents and R-trees. */
bool declare_layers(struct saving *saving, struct err *err);

#endif
