/*
 * One record per facility: what stands in several listings is found
 * (pairing.h), its values are brought together (absorb.h), and what is known
 * only from the filing lists becomes a facility of its own.
 */
#ifndef JOIN_UNITE_H
#define JOIN_UNITE_H

#include "base/err.h"
#include "geo/geocode/gazetteer.h"
#include "join/pairs.h"
#include "model/table.h"

struct uniting_count {
    size_t n_institution; /* of the filing lists */
    size_t n_listed;      /* ... that are a facility of another listing */
    size_t n_added;       /* ... that are known from nowhere else */
    size_t n_nowhere;     /* ... of these, without a known municipality */
    size_t n_united;      /* facilities that went into another one */
    size_t n_open;        /* pairs for a person to decide */
};

/*
 * After place_settle(), before schedules and positions. `gazetteer` may be
 * NULL. Frees the table's institutions: afterwards its filings belong to
 * facilities and stand in their order, and functions are settled.
 * Errors: ERR_INPUT for a decided pair with an id that no input has.
 */
bool unite(struct table *table, const struct gazetteer *gazetteer,
           const struct staff_pairs *decided, struct uniting_count *count,
           struct err *err);

#endif
