/*
 * What all lists of a run share: below filing_lists.h.
 */
#ifndef LISTING_FILING_LISTS_OWN_H
#define LISTING_FILING_LISTS_OWN_H

#include "listing/filing_reading.h"
#include "listing/filing_seen.h"

struct filing_lists {
    struct table *table;
    struct filing_kinds *kinds;
    struct filing_seen seen;
    /* By institution: the supply that has counted it last, + 1. */
    uint32_t *listed;
    size_t n_listed, cap_listed;
    /* By prefecture and fee table: a list with and one without a date, + 1. */
    uint32_t dated[48][POINTS_COUNT], undated[48][POINTS_COUNT];
};

#endif
