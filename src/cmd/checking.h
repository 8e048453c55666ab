/* What the files of `zaitaku check` share. */
#ifndef CMD_CHECKING_H
#define CMD_CHECKING_H

#include "cmd/areas.h"
#include "model/edition.h"
#include "output/formats/reread.h"
#include "output/manifest.h"

/* A residents' file that is of no municipality: a start page, a catalogue. */
struct checking_cover {
    const char *name;
    struct reread reread;
};

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
    struct checking_cover *cover;
    size_t n_cover, cap_cover;
    struct buf report;
    size_t n_fault, n_file;
    uint64_t n_byte;
};

/* One fault for the report. */
void fault(struct checking *checking, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* check_leaks.c: values that are not public, in a residents' file of one
 * municipality; and in those of the whole edition. */
void check_leaks(struct checking *checking, const char *name, const char *code,
                 const struct reread *reread);
void check_cover_leaks(struct checking *checking);

/* check_accounting.c: every row of every input has its end, by the store, by
 * the manifest, and by counting the published files anew. */
void check_accounting(struct checking *checking);
void check_recount(struct checking *checking);

#endif
