/*
 * Which municipalities are published, and which facilities belong to each.
 * A designated city's folder joins its wards; facilities without a known
 * municipality stand under 00000. Closed ones belong to none: they stay in the
 * store, and give no municipality a map.
 */
#ifndef CMD_AREAS_H
#define CMD_AREAS_H

#include "cmd/publishing.h"

struct area {
    char code[6];
    const char *place; /* 滋賀県大津市; lives in the areas' arena */
    uint32_t *facility;
    size_t n_facility, cap_facility;
};

struct areas {
    struct area *item; /* sorted by code */
    size_t n, cap;
    struct arena arena;
};

/* ERR_USAGE for a code or prefecture that nothing is known of. */
bool areas_choose(struct areas *areas, const struct publishing *publishing,
                  const struct table *table, struct err *err);
/* The codes of one table, whatever the options (for `check`). */
void areas_gather(struct areas *areas, const struct table *table);
struct area *areas_find(struct areas *areas, const char *code);
void areas_release(struct areas *areas);

#endif
