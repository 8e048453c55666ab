/*
 * Published address tables into a dictionary of addresses: what
 * `gazetteer build` does, for any command.
 */
#ifndef CMD_DICTIONARY_H
#define CMD_DICTIONARY_H

#include "base/err.h"

#include <stddef.h>

struct dictionary {
    const char *const *source; /* files, zips, folders; at least one */
    size_t n_source;
    const char *const *boundaries; /* files of polygons; may be none */
    size_t n_boundaries;
    const char *const *as_of; /* PATH=DATE, date of a source's data */
    size_t n_as_of;
    const char *output; /* the dictionary; an older one is replaced */
    const char *audit;  /* a worksheet of doubtful rows, or NULL */
};

/*
 * Write the dictionary, as a whole or not at all. Tells what it reads.
 * Errors: ERR_STORAGE (cannot be written, or another file than a dictionary
 * has its name), ERR_USAGE (a row of as_of), those of the sources and of the
 * boundaries.
 */
bool dictionary_build(const struct dictionary *what, struct err *err);

#endif
