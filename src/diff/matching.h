/* What the files of match.h share. */
#ifndef DIFF_MATCHING_H
#define DIFF_MATCHING_H

#include "diff/match.h"

enum { SIDE_OLD, SIDE_NEW, SIDE_COUNT };

struct matching {
    struct table *side[SIDE_COUNT];
    const struct gazetteer *gazetteer; /* or NULL */
    struct match *match;
};

/* The partner of a facility of either side, or NO_FACILITY. */
uint32_t matching_partner(const struct match *match, int side,
                          uint32_t facility);
/* Both are free. */
void matching_put(struct matching *matching, uint32_t old, uint32_t new,
                  enum match_by by, float score);
/* The facility of the other side whose record this one is a part of: it has
 * the id of this one among its own. Of a facility without partner. */
uint32_t matching_united(const struct table *other,
                         const struct facility *facility);
/* The facilities of a side that have no partner and are not part of another
 * record, by number. Free with free(). */
uint32_t *matching_left(const struct matching *matching, int side, size_t *n);
/* May a number that both have be the number of both? A clinic and its visiting
 * nurse station share one and are two. */
bool matching_compatible(const struct facility *a, const struct facility *b);
/* Is the id made of such a number? */
bool matching_is_code(const char *id);

/* In this order. */
void match_ids(struct matching *matching);
void match_codes(struct matching *matching);
void match_join(struct matching *matching);

#endif
