/* What the files of changes.h share. */
#ifndef DIFF_COMPARING_H
#define DIFF_COMPARING_H

#include "diff/blind.h"
#include "diff/succession.h"

struct comparing {
    struct changes *changes;
    const struct table *side[SIDE_COUNT];
    struct blind blind;
    struct places places; /* of NEW */
    /* By facility of OLD: its municipality's code was the one of a merged
     * municipality when it was read. */
    bool *renewed;
    /* By facility of either side: it is one record with another one that the
     * other side has by itself; the services of those. */
    bool *mixed[SIDE_COUNT];
    kind_set *mixed_services[SIDE_COUNT];
    struct arena scratch; /* one facility's */
};

/* Two partners. */
struct comparing_pair {
    uint32_t number[SIDE_COUNT];
    const struct facility *old, *new;
};

/* A change of these two; distance and score not known, no note. `before` and
 * `after` live as long as the changes. The pointer is good until the next. */
struct change *comparing_add(struct comparing *comparing, enum change_kind kind,
                             uint32_t old, uint32_t new, const char *before,
                             const char *after);
struct change *comparing_tell(struct comparing *comparing,
                              const struct comparing_pair *pair,
                              enum change_kind kind, const char *before,
                              const char *after);

/* compare.c: all changes of two partners. */
void compare_pair(struct comparing *comparing,
                  const struct comparing_pair *pair);

/* Is it open whether the two values say the same? Not when they are equal
 * bytes, when either comes from an input that the other side has not got, or
 * when one is not given where nobody's is. */
bool compare_open(struct comparing *comparing,
                  const struct comparing_pair *pair, enum told told,
                  const char *before, const char *after);

/* compare_place.c */
void compare_address(struct comparing *comparing,
                     const struct comparing_pair *pair);
void compare_position(struct comparing *comparing,
                      const struct comparing_pair *pair);
void compare_municipality(struct comparing *comparing,
                          const struct comparing_pair *pair);
float compare_distance_m(const struct facility *old,
                         const struct facility *new);

/* compare_filings.c */
void compare_functions(struct comparing *comparing,
                       const struct comparing_pair *pair);
void compare_services(struct comparing *comparing,
                      const struct comparing_pair *pair);

/* compare_other.c: nothing of the two is alike but the number. */
bool compare_strangers(struct comparing *comparing,
                       const struct comparing_pair *pair);

/* merger.c: changes->merger and `renewed`. */
void merger_find(struct comparing *comparing);
/* Went a facility from this municipality to that one by a merger? */
bool merger_is(const struct changes *changes, const char *from, const char *to);

/* mixed.c: `mixed` and `mixed_services`. */
void mixed_find(struct comparing *comparing);

#endif
