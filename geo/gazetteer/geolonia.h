/*
 * Geolonia 住所データ: one JSON file a municipality,
 * <都道府県>/<市区町村>.json, [{"town":,"koaza":,"lat":,"lng":}]. It has no
 * codes: the last two parts of the path are the municipality.
 */
#ifndef GEO_GAZETTEER_GEOLONIA_H
#define GEO_GAZETTEER_GEOLONIA_H

#include "base/in.h"
#include "geo/gazetteer/draft.h"

#define NO_SOURCE UINT16_MAX

/*
 * Add one file's rows to the draft as rows of *source, which is made from
 * `label` when it is NO_SOURCE. *is_table is false, without an error, for JSON
 * that is no array of towns (ja.json lists municipalities).
 * Errors: ERR_INPUT (no JSON, too large), ERR_STORAGE.
 */
bool geolonia_read(struct draft *draft, const struct in_source *from,
                   const char *label, uint16_t *source, bool *is_table,
                   struct err *err);

#endif
