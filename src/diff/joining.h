/* What the files of match_join() share: the facilities that are left, as
 * records of the join. */
#ifndef DIFF_JOINING_H
#define DIFF_JOINING_H

#include "diff/matching.h"
#include "diff/succession.h"
#include "join/pairing.h"
#include "join/records.h"

struct joining {
    struct matching *matching;
    struct records part[SIDE_COUNT]; /* own the texts */
    struct records records;          /* those of OLD, then those of NEW */
    uint32_t *number;                /* the facility of a record */
    size_t n_old;
    struct pairs pairs;
    struct succession succession;
};

/* match_exact.c: those that are plainly one get their partners, and are no
 * longer among the records. After translation and without lone codes. */
void joining_exact(struct joining *joining);

/*
 * match_alone.c. "The only one of this name in the municipality" was said of
 * those that are left. Where it is decisive and a facility that has its partner
 * has the name too, the pair becomes doubtful, or no pair.
 */
void joining_doubt_alone(struct joining *joining);

#endif
