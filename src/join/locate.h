/*
 * Every facility's address becomes a place; the place and the published
 * position are compared, and one of them is used.
 */
#ifndef JOIN_LOCATE_H
#define JOIN_LOCATE_H

#include "geo/boundary.h"
#include "geo/geocode/gazetteer.h"
#include "model/table.h"

struct locating_options {
    const struct gazetteer *gazetteer;
    const char *path;   /* of the dictionary, for the list of inputs */
    const char *sha256; /* of that file */
    const struct boundaries *boundaries; /* or NULL */
};

/* What was found, for the terminal. */
struct locating_count {
    size_t n, check[POSITION_CHECK_COUNT], by_address;
};

/*
 * After position_choose(). Fills the facilities' address fields, position
 * check and, where the address is the better witness, position; records
 * findings, and the dictionary's sources that positions came from as inputs
 * without rows.
 * Errors: ERR_PLACE when PROJ lacks its database.
 */
bool locate(struct table *table, const struct locating_options *options,
            struct locating_count *count, struct err *err);

#endif
