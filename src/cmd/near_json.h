/* The members that JSON and GeoJSON of `near` share: what was asked, where,
 * and how much was found; nothing that tells the place of the home closer than
 * its municipality. */
#ifndef CMD_NEAR_JSON_H
#define CMD_NEAR_JSON_H

#include "cmd/near_words.h"

/* Members, with commas between, into an object that was opened. */
void near_json_head(const struct near_found *found, struct buf *out);

#endif
