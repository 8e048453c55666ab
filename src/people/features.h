/*
 * The properties of a GeoJSON FeatureCollection (RFC 7946), feature by
 * feature, as a table of text: outlines and all else are skipped, so that a
 * prefecture's 120 MB of meshes take a fraction of a second and no memory (the
 * usual reader of maps takes 7 s for its schema alone). It streams, from a zip
 * too.
 */
#ifndef PEOPLE_FEATURES_H
#define PEOPLE_FEATURES_H

#include "base/in.h"

struct features;

/*
 * Reads up to the first feature, whose properties are the columns. *known is
 * false when the file is JSON, but no FeatureCollection with a feature that
 * has properties.
 * Errors: ERR_INPUT (no JSON, damaged, over a limit), ERR_STORAGE. NULL on
 * error; end with features_close().
 */
struct features *features_open(const struct in_source *source, bool *known,
                               struct err *err);

/* The columns; live as long as the reader. */
const struct str *features_columns(const struct features *features, size_t *n);

/*
 * Step to the next feature (the first call: to the first); *more is false
 * after the last. Values live until the next call; null and what is no number
 * or text is empty. Errors: ERR_INPUT (damaged, cut off).
 */
bool features_next(struct features *features, bool *more, struct err *err);
struct str features_get(const struct features *features, int column);

void features_close(struct features *features);

#endif
