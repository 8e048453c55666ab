/* zlib streams (RFC 1950), which browsers open by themselves. */
#ifndef OUTPUT_SITE_DEFLATE_H
#define OUTPUT_SITE_DEFLATE_H

#include "base/buf.h"

/* Append `bytes`, packed; the same bytes for the same text. */
void deflate_add(struct buf *out, struct str bytes);

/* Append what deflate_add() packed. False when it is damaged, is followed by
 * something else, or unpacks to more than `max` bytes. */
bool deflate_open(struct buf *out, struct str packed, size_t max);

#endif
