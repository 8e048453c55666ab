/*
 * The filings of each institution in the order in which they were read, to
 * see that a row repeats one of them.
 */
#ifndef LISTING_FILING_CHAIN_H
#define LISTING_FILING_CHAIN_H

#include "model/table.h"

struct filing_chain {
    uint32_t *latest; /* by institution: its latest filing + 1; 0: none */
    uint32_t *before; /* by filing: the one before it + 1 */
    size_t n_latest, cap_latest, cap_before;
};

/* Has the holder this kind of filing with this number and start? */
bool filing_chain_has(const struct filing_chain *chain,
                      const struct table *table, const struct filing *filing);
/* Before it goes into the table. */
void filing_chain_add(struct filing_chain *chain, const struct table *table,
                      const struct filing *filing);
void filing_chain_release(struct filing_chain *chain);

#endif
