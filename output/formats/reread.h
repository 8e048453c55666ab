/*
 * Published files read again, for `check`: how many facilities they show, and
 * the bytes that a leak could hide in (inside a KMZ too).
 */
#ifndef OUTPUT_REREAD_H
#define OUTPUT_REREAD_H

#include "base/err.h"
#include "base/str.h"

struct reread {
    uint64_t rows, placed;
    struct str part[64]; /* the file itself, then members of a KMZ */
    size_t n_part;
};

/*
 * Read `bytes` by the ending of `name` (.geojson, .kml, .kmz, .json, .csv).
 * Parts live in `arena`.
 * Errors: ERR_INPUT when the file is not well-formed, or of a form that
 * `check` cannot look into (which a resident folder must not hold).
 */
bool reread_file(const char *name, struct str bytes, struct reread *reread,
                 struct arena *arena, struct err *err);

#endif
