/*
 * What of the changes is told, in the order in which people read it, with its
 * counts: all writers of `diff` start from here, so they cannot disagree.
 *
 * A change belongs to the municipality of NEW, else of OLD; where only some
 * are asked for, one that moved away from them belongs to the one it left.
 * Within a municipality: gone, new, then facility by facility what changed of
 * those that are in both; each by layer and kana order.
 */
#ifndef CMD_DIFF_REPORT_H
#define CMD_DIFF_REPORT_H

#include "cmd/diff_areas.h"

struct diff_item {
    const struct change *change;
    char code[6]; /* where it is told; "" unknown */
};

struct diff_place {
    char code[6];           /* "" unknown */
    const char *prefecture; /* 滋賀県, or "" */
    const char *name;       /* みなと市; never NULL */
    size_t first, n;        /* of item */
    size_t first_tally, n_tally;
};

/* What was not compared, with the numbers of the areas told of. */
struct diff_blind {
    const struct change_blind *blind;
    size_t n_old, n_new; /* one of the two is 0 */
};

struct diff_report {
    const struct changes *changes;
    const char *path_old, *path_new; /* what the sides are called */
    const char *file_old, *file_new; /* the same when it is there, or NULL */
    const char *const *not_taken;    /* sentences, see cmd/diffing.h */
    size_t n_not_taken;
    struct diff_item *item;
    size_t n;
    struct change_tally *tally; /* by code, then kind; counts of `item` */
    size_t n_tally;
    struct diff_place *place; /* by code; unknown first */
    size_t n_place;
    const struct change_merger **merger;
    size_t n_merger;
    size_t n_old, n_new; /* facilities */
    size_t n_same, n_left_out_old, n_left_out_new;
    size_t count[CHANGE_COUNT];
    size_t n_facility[CHANGE_COUNT]; /* that have such changes */
    size_t n_by_staff;               /* changes that staff's answers made */
    struct diff_blind *blind;
    size_t n_blind;
    struct arena arena;
};

/* `areas` without any: everything. Errors: ERR_INTERNAL (no collation). */
bool diff_report_make(struct diff_report *report, const struct changes *changes,
                      const struct diff_areas *areas, struct err *err);
void diff_report_release(struct diff_report *report);

/* Is there anything to tell? */
bool diff_report_any(const struct diff_report *report);

/* What is neither new nor gone, and makes a row add up:
 * n_old + new - gone + this is n_new. */
long diff_report_rest(const struct change_tally *row);
/* The sum of all rows. */
struct change_tally diff_report_sum(const struct diff_report *report);

/* The numbers of `blind` in these areas; below diff_report_make(). */
void diff_report_blinds(struct diff_report *report,
                        const struct diff_areas *areas);

#endif
