/*
 * The filings that were read, by what they say, to see that a row repeats one
 * of them: institution, kind, number and start.
 */
#ifndef LISTING_FILING_SEEN_H
#define LISTING_FILING_SEEN_H

#include "model/table.h"

struct filing_seen {
    uint32_t *slot; /* number of a filing + 1; a power of two of them */
    size_t n_slot;
};

/* Does the table's filings hold this one? If not, it must be added to them at
 * once: it is remembered as the next one. */
bool filing_seen_before(struct filing_seen *seen, const struct table *table,
                        const struct filing *filing);
void filing_seen_release(struct filing_seen *seen);

#endif
