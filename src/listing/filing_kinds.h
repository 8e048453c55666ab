/*
 * Kinds of filings by the text of their cells. A list repeats a few hundred
 * symbols and names in millions of rows: each pair is looked up once.
 */
#ifndef LISTING_FILING_KINDS_H
#define LISTING_FILING_KINDS_H

#include "model/table.h"
#include "norm/meaning.h"

struct filing_kinds;

struct filing_kinds *filing_kinds_open(struct table *table);
void filing_kinds_close(struct filing_kinds *all);

/* One filing of a list, as its cells say. */
struct filing_words {
    enum points points;
    struct str symbol, name;
    const char *as_of; /* of the list; NULL: not known */
    uint32_t supply, line;
};

/* The number of the kind in the table; UINT16_MAX when there are too many.
 * *function is what it says of home care. */
uint16_t filing_kinds_get(struct filing_kinds *all,
                          const struct filing_words *words, int *function);
/* The kind that was got last has one more filing. */
void filing_kinds_count(struct filing_kinds *all);

/* Note each kind that is not clear, with its rows. */
void filing_kinds_report(struct filing_kinds *all);

#endif
