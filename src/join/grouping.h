/*
 * Groups of records that are one facility, and which of them may be joined:
 * never two records of one listing or of different classes, never two that
 * staff said are not one. Only staff's own "one" passes over the former.
 */
#ifndef JOIN_GROUPING_H
#define JOIN_GROUPING_H

#include "join/likeness.h"

struct grouping {
    const struct likeness_key *key;
    size_t n;
    uint32_t *parent; /* a group's first member is its own */
    uint32_t *next;   /* the group's members in a ring */
    uint64_t *lists;  /* of a first member: bit (list % 64) of each member */
    /* What staff said is not one, both ways, by record. */
    struct grouping_pair *apart;
    size_t n_apart;
};

struct grouping_pair {
    uint32_t a, b;
};
/* For qsort(): by a, then b. */
int grouping_pair_order(const void *x, const void *y);

void grouping_init(struct grouping *grouping, const struct likeness_key *key,
                   size_t n);

/* Forbid pairs; before any join. `apart` is taken over (malloc) and sorted. */
void grouping_forbid(struct grouping *grouping, struct grouping_pair *apart,
                     size_t n);

/* The group's first member, the same for all of a group. */
uint32_t grouping_find(struct grouping *grouping, uint32_t record);

/* Has the group of `record` a member of this listing? */
bool grouping_has_list(struct grouping *grouping, uint32_t record,
                       uint16_t list);

/* Did staff say that just these two are not one? */
bool grouping_apart(const struct grouping *grouping, uint32_t a, uint32_t b);

/* Did staff say that these two, or members of their groups, are not one? */
bool grouping_forbidden(struct grouping *grouping, uint32_t a, uint32_t b);

/* Would joining put two records of one listing, or of two classes, into one
 * group? */
bool grouping_clashes(struct grouping *grouping, uint32_t a, uint32_t b);

void grouping_join(struct grouping *grouping, uint32_t a, uint32_t b);

void grouping_release(struct grouping *grouping);

#endif
