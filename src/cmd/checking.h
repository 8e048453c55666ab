/* What the files of `zaitaku check` share. */
#ifndef CMD_CHECKING_H
#define CMD_CHECKING_H

#include "cmd/areas.h"
#include "model/edition.h"
#include "output/manifest.h"

struct checking {
    const char *out;
    struct table table;
    struct areas areas;
    struct arena arena, scratch;
    struct manifest_read manifest[EDITION_COUNT + 1]; /* the last: staff */
    bool has[EDITION_COUNT + 1];
    struct owned *owned; /* what the manifests name */
    struct leaks *leaks; /* of the area at hand */
    const struct area *area;
    struct buf report;
    size_t n_fault, n_file;
    uint64_t n_byte;
};

/* One fault for the report. */
void fault(struct checking *checking, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* check_accounting.c: every row of every input has its end, by the store, by
 * the manifest, and by counting the published files anew. */
void check_accounting(struct checking *checking);
void check_recount(struct checking *checking);

#endif
