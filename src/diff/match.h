/*
 * Which facility of one table is which of another: by id first (also further
 * and former ids, 医療機関コード, 事業所番号, ナビイ ID), then, among what is
 * left, by the join of join/pairing.h, which compares name, address, telephone,
 * postal code and distance. Each facility has at most one partner.
 */
#ifndef DIFF_MATCH_H
#define DIFF_MATCH_H

#include "geo/geocode/gazetteer.h"
#include "model/table.h"

enum match_by { MATCH_NONE, MATCH_ID, MATCH_CODE, MATCH_JOIN };
extern const char *const match_by_names[]; /* "none", "id", "code", "join" */

/* Perhaps one facility, for a person to decide: it counts as gone and new. */
struct match_maybe {
    uint32_t old, new;
    float score;
    const char *evidence; /* Japanese, a line each */
};

struct match {
    uint32_t *partner;         /* by facility of OLD: of NEW, or NO_FACILITY */
    uint32_t *origin;          /* by facility of NEW: of OLD, or NO_FACILITY */
    uint8_t *by;               /* by facility of OLD: enum match_by */
    float *score;              /* by facility of OLD, of MATCH_JOIN */
    struct match_maybe *maybe; /* by old, then new */
    size_t n_maybe, cap_maybe;
    struct arena arena;
};

/* `gazetteer` may be NULL. The result does not depend on the order of the
 * rows. Both tables are finished (place_settle, unite). */
void match_find(struct table *old, struct table *new,
                const struct gazetteer *gazetteer, struct match *match);
void match_release(struct match *match);

#endif
