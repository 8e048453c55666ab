/*
 * Addresses as people read them. Listings publish the building twice: at the
 * end of the address and in a field of its own, and some repeat the end of the
 * address itself.
 */
#ifndef OUTPUT_ADDRESS_H
#define OUTPUT_ADDRESS_H

#include "base/buf.h"

/* The address without an end that only repeats what stands before it:
 * "一丁目1-2 1-2", "一丁目2F2F". Part of `address`; NULL gives an empty one. */
struct str address_once(const char *address);

/* Does the address end with the building already? Widths of characters, case
 * and blanks make no difference. */
bool address_has(struct str address, const char *building);

/* Address and building on one line; adds nothing when neither is known. */
void address_add_line(struct buf *out, const char *address,
                      const char *building);

/* The same, kept; NULL when neither is known. */
const char *address_line(struct arena *arena, const char *address,
                         const char *building);

#endif
