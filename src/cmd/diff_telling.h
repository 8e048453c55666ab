/*
 * A comparison being told in words; below diff_writing.h.
 */
#ifndef CMD_DIFF_TELLING_H
#define CMD_DIFF_TELLING_H

#include "cmd/diff_writing.h"

struct telling {
    const struct diff_report *report;
    const char *name; /* of the part, or NULL */
    bool japanese;
    struct buf *out;
};

/* The text in the language of the telling; the same, added. */
const char *telling_in(const struct telling *telling, const char *ja,
                       const char *en);
void tell(const struct telling *telling, const char *ja, const char *en);

/* "1,234件", or "1,234" */
void tell_n(const struct telling *telling, size_t n, const char *unit);

/* "新しく載った施設が2件（薬局1、訪問看護1）", when there are any; behind a
 * comma unless it is the first: *n_told counts. */
void telling_add_change(const struct telling *telling, enum change_kind change,
                        bool with_kinds, size_t *n_told);

#endif
