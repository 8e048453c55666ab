/*
 * What the INPUTs of a command line hold, before any row is read: each source
 * recognised, dated, and put in the order of reading. Below inputs.h.
 */
#ifndef LISTING_GATHERING_H
#define LISTING_GATHERING_H

#include "listing/claim.h"
#include "listing/inputs.h"

struct gathering {
    const struct inputs *inputs;
    struct table *table;
    struct arena arena; /* of the claims; ends with the reading */
    struct in_sources sources;
    struct claim *claim;
    size_t n_claim, cap_claim;
    const struct listing **among; /* the known ones, then columns files' */
    size_t n_among, cap_among;
};

/* Each source of gathering->sources claimed, in the order of reading. Columns
 * files are read; what nothing claims is an error or passed over. */
bool gathering_claim(struct gathering *all, struct err *err);

/* Recognise all sheets of one source. */
bool gathering_claim_source(struct gathering *all,
                            const struct in_source *source, struct err *err);

void gathering_open(struct gathering *all);
void gathering_release(struct gathering *all);

/* Pass over the rows up to a claim's header. */
bool claim_skip(const struct claim *claim, struct rows *rows,
                struct row *header, struct err *err);
/* A claim's table below its header row, which *header holds until the next
 * row; NULL on error. */
struct rows *claim_open(const struct claim *claim, struct row *header,
                        struct err *err);

#endif
