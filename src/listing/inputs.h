/*
 * The INPUTs of a command line -> a table. Files, zips and folders in any
 * mixture; what a file is, is read from its header row. The result does not
 * depend on the order or the names of the inputs.
 */
#ifndef LISTING_INPUTS_H
#define LISTING_INPUTS_H

#include "listing/reading.h"

/* The data date of a file that whoever brought it knows. */
struct input_date {
    const char *path, *as_of; /* YYYY-MM-DD */
};

struct inputs {
    const char *const *path;
    size_t n_path;
    /* Files and folders below the paths that are passed over, sorted: as
     * in_list_but(). */
    const char *const *but;
    size_t n_but;
    /* By path as in_list() reaches it, sorted. Stands before the date in a
     * file's name, behind the one in its title and --as-of. */
    const struct input_date *date;
    size_t n_date;
    const char *const *as_of; /* "PATH=DATE" */
    size_t n_as_of;
    bool skip_unknown;
    /* Opens the datum that a columns file declares; leaves move NULL when it
     * is equal to ours. */
    bool (*open_datum)(void *context, const char *crs, struct datum_move *datum,
                       struct err *err);
    void *context;
};

/*
 * Errors: ERR_INPUT (unknown file, required column missing, wrong encoding,
 * header without rows, exchanged coordinates, two editions of one listing),
 * ERR_STORAGE, ERR_USAGE (a bad --as-of), ERR_PLACE (datum).
 */
bool inputs_read(const struct inputs *inputs, struct table *table,
                 struct err *err);

/* Only municipality tables, for `--municipalities`. */
bool inputs_read_places(const char *path, struct table *table, struct err *err);

/* Records below the header of an input, counted anew (for `check`). */
bool inputs_recount(const struct supply *supply, uint64_t *rows,
                    struct err *err);

#endif
