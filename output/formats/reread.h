/*
 * Published files read again, for `check`: how many facilities they show, and
 * the text that a leak could hide in - unpacked, decoded, and joined as a
 * person reads it.
 */
#ifndef OUTPUT_FORMATS_REREAD_H
#define OUTPUT_FORMATS_REREAD_H

#include "base/err.h"
#include "base/str.h"

struct reread {
    bool counts_rows, counts_placed; /* the form tells how many */
    uint64_t rows, placed;
    struct str *part; /* in the arena: the file itself where it is text, then
                         what is inside it */
    size_t n_part, cap_part;
};

/*
 * Read `bytes` by the ending of `name`. Parts live in `arena`, or in `bytes`.
 * Errors: ERR_INPUT when the file is not well-formed, or of a form that
 * `check` cannot look into (which a resident folder must not hold).
 */
bool reread_file(const char *name, struct str bytes, struct reread *reread,
                 struct arena *arena, struct err *err);

#endif
