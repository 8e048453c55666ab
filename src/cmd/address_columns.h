/*
 * Which columns of a table hold the address, and what else helps to find it.
 * Headings are compared with text_key().
 */
#ifndef CMD_ADDRESS_COLUMNS_H
#define CMD_ADDRESS_COLUMNS_H

#include "base/err.h"
#include "base/rows.h"

#define NO_COLUMN SIZE_MAX

/* Headings as the command line gives them; NULL: not given. */
struct address_headings {
    const char *address;      /* not given: the one usual heading */
    const char *municipality; /* of 5 or 6 digits; not given: none */
    const char *postal;       /* not given: none */
};

struct address_columns {
    size_t address, municipality, postal; /* cell numbers or NO_COLUMN */
};

/* Errors: ERR_USAGE with the headings of the table, when one is missing,
 * stands twice, or cannot be guessed. */
bool address_columns_find(const struct row *header,
                          const struct address_headings *wanted,
                          const char *label, struct address_columns *found,
                          struct err *err);

#endif
