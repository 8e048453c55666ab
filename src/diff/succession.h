/*
 * Which municipality a former one is now, for finding facilities: by the
 * municipality table, else by where the facilities went that are known to be
 * the same.
 */
#ifndef DIFF_SUCCESSION_H
#define DIFF_SUCCESSION_H

#include "diff/match.h"

struct succession_step {
    char from[6], to[6];
};

struct succession {
    struct succession_step *item; /* by `from` */
    size_t n, cap;
};

/* Municipalities of one side that have a facility. */
struct places {
    uint32_t *n; /* by code, as a number: facilities */
};
void places_count(struct places *places, const struct table *table);
uint32_t places_has(const struct places *places, const char *code);
void places_release(struct places *places);

/* The end of the chain of successors that a municipality table gives, or
 * NULL when there is none. */
const char *succession_known(const struct table *old, const struct table *new,
                             const char *code);

/*
 * `doubtful` are pairs that may be one (of OLD, of NEW): they count for
 * municipalities that no pair of `match` tells anything of.
 */
void succession_find(struct succession *succession, const struct table *old,
                     const struct table *new, const struct match *match,
                     const struct match_maybe *doubtful, size_t n_doubtful);
/* NULL when the municipality stays, or it is not known. */
const char *succession_of(const struct succession *succession,
                          const char *code);
/* Is it what another municipality became? */
bool succession_leads_to(const struct succession *succession, const char *code);
void succession_release(struct succession *succession);

#endif
