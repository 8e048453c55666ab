/* Two tables made by hand, and their comparison. */
#ifndef TESTS_DIFF_GIVEN_H
#define TESTS_DIFF_GIVEN_H

#include "diff/changes.h"

/* `side`: OLD, NEW. */
enum { OLD, NEW };

struct given {
    struct table side[2];
    struct match match;
    struct changes changes;
    bool english; /* the language of the changes; else Japanese */
};

/* Tables with one input, in which twelve clinics in 大津市 have everything
 * that a clinic can have, the same on both sides. */
void given_begin(struct given *given);

/* A clinic in 大津市 of the first input, with everything that a clinic can
 * have; `number` makes it unlike all others. */
struct facility *given_clinic(struct table *table, const char *id,
                              unsigned number);
/* The same clinic on both sides. */
void given_both(struct given *given, const char *id, unsigned number);
struct facility *given_of(struct table *table, const char *id);
void given_services(struct facility *facility, const char *kinds_by_space);

/* Another input of a table: its number. */
uint32_t given_supply(struct table *table, const char *listing,
                      const char *title, enum row_kind kind);
void given_name_place(struct table *table, const char *code, const char *name,
                      const char *successor);

/* Compare; what holds always is checked. May be called again. */
void given_compare(struct given *given);
void given_end(struct given *given);

/* The only change of all, which must be of this kind. */
const struct change *given_only(const struct given *given,
                                enum change_kind kind);
/* One that there must be. */
const struct change *given_change(const struct given *given,
                                  enum change_kind kind, const char *id);
const struct change_blind *given_blind(const struct given *given,
                                       const char *what);
/* All changes as text, a line each, with ids instead of numbers; free(). */
char *given_text(const struct given *given);

#endif
