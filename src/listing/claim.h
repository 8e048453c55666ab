/*
 * What one source (or one sheet of a workbook) is: recognised from the first
 * rows, never from its name.
 */
#ifndef LISTING_CLAIM_H
#define LISTING_CLAIM_H

#include "listing/bureau.h"
#include "listing/listing.h"
#include "listing/places.h"

enum claim_form {
    CLAIM_NOTHING, /* no listing claims it; `why` says so */
    CLAIM_LISTING,
    CLAIM_COLUMNS, /* a columns file */
    CLAIM_PLACES,  /* a municipality table */
};

struct claim {
    enum claim_form form;
    struct in_source source;
    size_t sheet;
    const char *label;
    const struct listing *listing;
    enum places_form places;
    size_t header_rows; /* records up to and with the header row */
    int *place;
    size_t n_header;
    int first_kind;     /* of its first row, for the order of reading */
    const char *unread; /* headings that the listing does not know, or NULL */
    const char *as_of;
    struct bureau_title title; /* of a bureau's list */
    char sha256[65];
    const char *why;    /* CLAIM_NOTHING: a sentence for the reader */
    const char *reason; /* ... and in English, for the store */
};

/*
 * Recognise a source's sheet among the given listings; `rows` stands at its
 * first row, and somewhere below it afterwards.
 * Errors: ERR_INPUT for a national listing with a missing or repeated column
 * or in the wrong encoding, and for damaged files.
 */
bool claim_make(const struct in_source *source, size_t sheet, struct rows *rows,
                const struct listing *const *among, size_t n_among,
                struct claim *claim, struct arena *arena, struct err *err);

#endif
