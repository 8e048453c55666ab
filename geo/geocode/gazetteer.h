/*
 * The compiled dictionary of addresses: one file, mapped into memory and never
 * changed. gazetteer/compile.h writes it; this opens, proves and describes it.
 * layout.h states the bytes.
 */
#ifndef GEO_GEOCODE_GAZETTEER_H
#define GEO_GEOCODE_GAZETTEER_H

#include "base/err.h"
#include "model/facility.h"

struct gazetteer;

/* One source that went into it. Texts are "" when not known. */
struct gazetteer_source {
    const char *label, *title, *attribution, *licence;
    const char *as_of; /* YYYY-MM-DD, or "": unknown */
    uint64_t rows_read, rows_kept;
};

/* What the compiler found wrong in the sources (`--audit` lists the rows). */
enum gazetteer_fault {
#define FAULT(id, ja, en) FAULT_##id,
#include "geo/geocode/faults.def"
#undef FAULT
    FAULT_COUNT
};
extern const char *const gazetteer_fault_ids[FAULT_COUNT];
extern const char *const gazetteer_faults[FAULT_COUNT];    /* msgids */
extern const char *const gazetteer_faults_ja[FAULT_COUNT]; /* Japanese */

struct gazetteer_info {
    char build_id[33];           /* hexadecimal, equal for equal content */
    char created[11];            /* YYYY-MM-DD */
    uint64_t bytes;              /* of the file */
    uint64_t n_city;             /* municipalities in being */
    uint64_t n_history;          /* former names */
    uint64_t level[LEVEL_COUNT]; /* entries whose point has this level */
    uint64_t fault[FAULT_COUNT];
    const struct gazetteer_source *source;
    size_t n_source;
};

/*
 * Map a dictionary. Errors: ERR_PLACE: not a dictionary, made by another
 * version, cut off, or damaged (its checksum is proved every time);
 * ERR_STORAGE: cannot be opened. NULL on error.
 */
struct gazetteer *gazetteer_open(const char *path, struct err *err);
const struct gazetteer_info *gazetteer_info(const struct gazetteer *gazetteer);
/* True when `path` may be replaced by a dictionary: it does not exist, is empty
 * or starts like one of ours (of any version, damaged or not). */
bool gazetteer_is_ours(const char *path);

struct gazetteer_town {
    const char *code; /* of its municipality, 5 digits */
    const char *name; /* without it */
    struct lonlat point;
    float radius_m; /* that holds its addresses; NAN: not known */
    const struct gazetteer_source *named_by, *placed_by;
};

/* Every town or 丁目 that has a point of its own, of municipalities in being.
 * Texts live as long as the dictionary. */
void gazetteer_each_town(const struct gazetteer *gazetteer,
                         void (*visit)(void *context,
                                       const struct gazetteer_town *town),
                         void *context);

void gazetteer_close(struct gazetteer *gazetteer);

#endif
