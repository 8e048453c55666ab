/* Facilities of several kinds: the list shows each of them once, and names it
 * by its number in the parts of its other layers. */
#ifndef OUTPUT_PRINT_LIST_ALSO_H
#define OUTPUT_PRINT_LIST_ALSO_H

#include "output/print/flow.h"

/* What fits the layer and stands in another part of the list. */
struct also {
    const struct listed **listed;
    size_t n;
};
struct also list_also(const struct print *print, int layer);

/* "1～3・7・9" for numbers that rise. */
void list_add_numbers(struct buf *out, const unsigned *number, size_t n);

/* The numbers, each a link to its row; nothing when there are none. `any`: the
 * layer has rows of its own. */
void list_also_put(struct flow *flow, int layer, bool any);

#endif
