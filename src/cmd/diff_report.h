/*
 * What of the changes is told, in the order in which people read it, with its
 * counts: all writers of `diff` start from here, so they cannot disagree.
 *
 * A change belongs to the municipality of NEW, else of OLD; where only some
 * are asked for, one that moved away from them belongs to the one it left.
 * Within a municipality: gone, new, moved, renamed, then the rest; each by
 * layer and kana order.
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

struct diff_report {
    const struct changes *changes;
    const char *path_old, *path_new; /* what the sides are called */
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
    struct arena arena;
};

/* `areas` without any: everything. Errors: ERR_INTERNAL (no collation). */
bool diff_report_make(struct diff_report *report, const struct changes *changes,
                      const struct diff_areas *areas, struct err *err);
void diff_report_release(struct diff_report *report);

/* Is there anything to tell? */
bool diff_report_any(const struct diff_report *report);

#endif
