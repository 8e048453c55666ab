/*
 * The markers of the map's layers as PNG bytes (64 x 64, white outline),
 * drawn at build time by tools/icons.c. One shape per group and one sign per
 * layer of a group, so that all can be told apart without colour.
 */
#ifndef OUTPUT_ICONS_H
#define OUTPUT_ICONS_H

#include <stddef.h>

struct icon {
    const char *layer; /* struct layer, `id`; also the file stem */
    const unsigned char *bytes;
    size_t len;
};
extern const struct icon icons[];
extern const size_t icon_count;

/* NULL when there is no such layer. */
const struct icon *icon_find(const char *layer);

#endif
