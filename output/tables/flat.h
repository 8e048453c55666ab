/*
 * Reading FlatBuffers of which nothing is trusted: every step stays inside the
 * bytes at hand. A table begins with the distance back to its "vtable", which
 * tells where the value of each slot lies; what is not there has no entry.
 */
#ifndef OUTPUT_TABLES_FLAT_H
#define OUTPUT_TABLES_FLAT_H

#include "base/str.h"

struct flat {
    struct str bytes;        /* the whole buffer */
    size_t at;               /* of the table */
    size_t vtable, n_vtable; /* n: bytes */
};

/* The root table of a buffer. False when there cannot be one. */
bool flat_root(struct str bytes, struct flat *table);

/* Where a value of `len` bytes lies: 0 when the slot is not set, SIZE_MAX when
 * it leads outside. */
size_t flat_find(const struct flat *table, int slot, size_t len);

/* A number of 1 to 8 bytes, or `otherwise` where it is not set. */
bool flat_number(const struct flat *table, int slot, size_t len,
                 uint64_t otherwise, uint64_t *number);

/* The table that a slot leads to; *found tells whether it is set. */
bool flat_table(const struct flat *table, int slot, struct flat *inner,
                bool *found);

/* The elements of a vector (a string is one of bytes); none where it is not
 * set. `size`: bytes of an element. */
bool flat_vector(const struct flat *table, int slot, size_t size,
                 struct str *elements);

/* The table that element `i` of a vector of tables leads to. */
bool flat_element(const struct flat *table, struct str elements, size_t i,
                  struct flat *inner);

uint64_t flat_get(const char *at, size_t len);

#endif
