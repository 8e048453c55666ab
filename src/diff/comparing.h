/* What the files of changes.h share. */
#ifndef DIFF_COMPARING_H
#define DIFF_COMPARING_H

#include "diff/blind.h"
#include "diff/rows.h"
#include "diff/succession.h"

/* Changes of the pair at hand whose values come from different rows. */
#define COMPARING_DOUBTS 8
struct comparing_doubts {
    size_t n;
    size_t change[COMPARING_DOUBTS]; /* numbers of changes */
    struct rows_slot slot[COMPARING_DOUBTS][SIDE_COUNT];
    struct rows_slot position[SIDE_COUNT];
};

struct comparing {
    struct changes *changes;
    const struct table *side[SIDE_COUNT];
    struct blind blind;
    struct rows rows;
    struct comparing_doubts doubts;
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

/* ---- compare_rows.c ---- */

/* A text of two partners. */
struct comparing_value {
    enum change_kind kind;
    enum told told;
    enum field_id field;  /* what other rows and staff say is of it */
    enum field_id origin; /* the row that gave this one gave the text */
    const char *text[SIDE_COUNT];
    bool (*same)(const char *a, const char *b, struct arena *scratch);
};

/*
 * Tells it when it changed, else NULL. Values of different rows (the service
 * that spoke for the office came or went) are compared with what the same row
 * says on the other side; where it is not there, the change is doubtful.
 */
struct change *compare_value(struct comparing *comparing,
                             const struct comparing_pair *pair,
                             struct comparing_value value);
/* Do the publishers say the same, and a correction makes the difference? */
bool compare_by_staff(struct comparing *comparing,
                      const struct comparing_pair *pair,
                      const struct comparing_value *value);
void compare_note_staff(struct comparing *comparing, struct change *change);
/* Published positions that differ, or that only one side has: did it change? */
bool compare_position_rows(struct comparing *comparing,
                           const struct comparing_pair *pair, bool *doubtful);
/* The change that was told last is a doubtful one of these positions. */
void compare_doubt_position(struct comparing *comparing);
/* All of the pair is told, from `first` on: with a service that came or went,
 * doubtful changes are taken back, and its note says so; else they get one. */
void compare_settle_doubts(struct comparing *comparing, size_t first);

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
