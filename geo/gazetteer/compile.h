/*
 * A settled draft -> one compiled dictionary file. Merges the same town of
 * several sources, audits every point, gives each town its radius, and writes
 * the file beside its final name before it takes its place.
 */
#ifndef GEO_GAZETTEER_COMPILE_H
#define GEO_GAZETTEER_COMPILE_H

#include "geo/gazetteer/draft.h"
#include "geo/geocode/gazetteer.h"

struct compile_options {
    const char *created; /* YYYY-MM-DD */
    /* Metres from a point to the municipality's outline, 0 inside, NAN when
     * its outline is not known; NULL when no boundaries are given. */
    double (*outside_m)(void *context, const char code[6], struct lonlat at);
    void *context;
    /* Called for each fault, in order of the file; may be NULL. */
    void (*fault)(void *context, enum gazetteer_fault fault, const char code[6],
                  const char *place, const char *detail,
                  const struct draft_source *source);
    void *fault_context;
};

/* Errors: ERR_PLACE (nothing to compile), ERR_STORAGE. */
bool compile(struct draft *draft, const struct compile_options *options,
             const char *path, struct err *err);

#endif
