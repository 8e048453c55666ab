/*
 * Postal codes as people write them. Listings have 5290001, 529-0001, and both
 * in wide characters.
 */
#ifndef OUTPUT_POSTAL_H
#define OUTPUT_POSTAL_H

#include "base/buf.h"

/* Add "529-0001". False, and nothing added, for what is not seven digits with
 * no more than 〒, blanks and hyphens around them. */
bool postal_add(struct buf *out, const char *published);

#endif
