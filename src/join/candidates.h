/*
 * The pairs that may be one facility: those of the blocks whose score reaches
 * PAIRING_DOUBT, best first, and those of one record.
 */
#ifndef JOIN_CANDIDATES_H
#define JOIN_CANDIDATES_H

#include "join/likeness.h"

/* Doubtful partners kept of one record: a bound, far beyond real data. */
#define CANDIDATES_DOUBTFUL 8

struct candidate {
    uint32_t a, b; /* records, a < b */
    struct likeness likeness;
    bool done; /* accepted, or decided otherwise */
};

struct candidates {
    struct candidate *item; /* the highest sum first, then by a and b */
    size_t n, cap;
    uint32_t *first, *place; /* of record i: place[first[i]] ... */
};

/* `key` in an order that does not depend on the input's. */
void candidates_find(struct candidates *candidates,
                     const struct likeness_key *key, size_t n);

/* How many a record has, and its i-th, best first. */
size_t candidates_of(const struct candidates *candidates, uint32_t record);
const struct candidate *candidates_at(const struct candidates *candidates,
                                      uint32_t record, size_t i);

void candidates_release(struct candidates *candidates);

#endif
