/*
 * manifest.json: the last file of an edition. What it does not name was not
 * published; readers and `check` trust only what it names. A resident
 * manifest names no professional file or value.
 */
#ifndef OUTPUT_MANIFEST_H
#define OUTPUT_MANIFEST_H

#include "base/buf.h"
#include "base/err.h"
#include "model/table.h"
#include "model/view.h"

struct manifest_file {
    const char *name; /* relative to the manifest's folder */
    char sha256[65];
    uint64_t bytes;
    uint64_t rows;    /* facilities in it; 0 for other files */
    uint64_t placed;  /* ... with a pin */
    bool part;        /* some of the municipality's do not belong into it */
    const char *code; /* municipality, or NULL */
    const char *place;
};

struct manifest {
    const char *edition; /* "resident", "professional" or "staff" */
    const char *created; /* YYYY-MM-DD */
    struct manifest_file *file;
    size_t n_file;
    const struct view_source *source;
    size_t n_source;
    const char *processed, *disclaimer; /* NULL for staff */
    const char *maker, *contact;    /* for staff: what the user had written */
    const struct table *accounting; /* for staff and professionals */
};

/* The JSON text of a manifest, added to `out`. */
void manifest_write(const struct manifest *manifest, struct buf *out);

/* What a manifest on disk names. Lives in `arena`. */
struct manifest_read {
    const char *edition;
    const char *maker, *contact; /* NULL: not given */
    struct manifest_file *file;
    size_t n_file;
    /* Accounting, for staff: one per input. */
    struct supply *supply;
    size_t n_supply;
};

/* Errors: ERR_INPUT naming the file when it is not a manifest of ours. */
bool manifest_parse(struct str json, const char *path,
                    struct manifest_read *manifest, struct arena *arena,
                    struct err *err);

#endif
