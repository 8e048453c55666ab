/*
 * Travel times from any router, as CSV: from_id,to_id,minutes. from_id is a
 * mesh code or `here`, to_id the id of a facility (or a former one), minutes a
 * number; further columns are passed over. Semicolons and tabs separate too,
 * and common other headings are known (travel_time_p50, 所要時間).
 *
 * What the matrix does not name was not asked or has no way: it is "unknown",
 * never "0" and never "far". The same for an empty, negative or infinite time.
 */
#ifndef AUDIT_TRAVEL_H
#define AUDIT_TRAVEL_H

#include "audit/aside.h"
#include "base/err.h"
#include "model/table.h"

#define TRAVEL_HERE UINT64_MAX

struct travel_leg {
    uint32_t facility; /* in table->facility */
    float minutes;
};

#define TRAVEL_ASIDE 10

struct travel {
    struct supply supply; /* label, sha256, counts of rows */
    /* By from, then facility, once read. */
    uint64_t *from; /* distinct, ascending */
    size_t *first;  /* n_from + 1 places in `leg` */
    struct travel_leg *leg;
    size_t n_from;
    /* Rows that name no facility of the table (perhaps one of another store),
     * rows that cannot be read: counted in supply.rows.set_aside, with the
     * first few to show. Rows without a way: supply.rows.blank. */
    struct aside_list aside; /* at most TRAVEL_ASIDE */
    struct arena arena;
};

/* A pair that is given twice keeps the shorter time, and is counted as merged.
 * Errors: ERR_INPUT (no such columns, not a table; not one row usable). */
bool travel_read(const char *path, const struct table *table,
                 struct travel *travel, struct err *err);
/* The legs of an origin, *n of them; NULL when the matrix does not name it. */
const struct travel_leg *travel_of(const struct travel *travel, uint64_t from,
                                   size_t *n);
void travel_release(struct travel *travel);

#endif
