/*
 * The bureaus' lists into a table: institutions, what they have filed, and
 * what each list says everything about. All lists of a run go through one
 * struct filing_lists, which knows the filings that were read before.
 */
#ifndef LISTING_FILING_LISTS_H
#define LISTING_FILING_LISTS_H

#include "listing/claim.h"

struct filing_lists;

struct filing_lists *filing_lists_open(struct table *table);

/* Read one list to its end; `rows` stands below its header. Each row is kept,
 * merged, blank or set aside; its supply gets the name of its bureau. */
bool filing_lists_read(struct filing_lists *lists, const struct claim *claim,
                       uint32_t supply, struct rows *rows, struct err *err);

/*
 * After the last list: note the filings that were not clear. Errors: ERR_INPUT
 * when two lists of different dates say everything about one function of one
 * prefecture, or one of two lists of a prefecture has no date.
 */
bool filing_lists_finish(struct filing_lists *lists, struct err *err);
void filing_lists_close(struct filing_lists *lists);

#endif
