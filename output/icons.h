/*
 * The markers of the groups of kinds as PNG bytes (64 x 64, white outline),
 * drawn at build time by tools/icons.c. One shape per group, so that the
 * groups can be told apart without colour.
 */
#ifndef OUTPUT_ICONS_H
#define OUTPUT_ICONS_H

#include <stddef.h>

struct icon {
    const char *shape; /* struct group, `shape`; also the file stem */
    const unsigned char *bytes;
    size_t len;
};
extern const struct icon icons[];
extern const size_t icon_count;

/* NULL when no group has this shape. */
const struct icon *icon_find(const char *shape);

#endif
