/*
 * The names of one tree that begin at a place of the text: exact first, then
 * with edits that cost. Bounded: a walk takes at most WALK_STEPS steps,
 * whatever the text and the tree.
 */
#ifndef GEO_GEOCODE_WALK_H
#define GEO_GEOCODE_WALK_H

#include "geo/geocode/layout.h"

#define WALK_HITS 12
#define WALK_STEPS 1500

enum walk_effort {
    WALK_PLAIN,   /* as the names are spelled */
    WALK_EXACT,   /* only where the exact path ends are edits tried */
    WALK_EDITED,  /* edits everywhere */
    WALK_SIMILAR, /* and one character may be another, or unreadable */
};

/* A name that ends here: the node, the place after it, and what it took. */
struct walk_hit {
    uint32_t node;
    uint16_t from, end;
    int16_t rank; /* higher is better */
    uint8_t cost;
    bool clean;    /* what follows may follow a town */
    bool supplied; /* 丁目 or 条 was not written */
    uint64_t reasons;
};

struct walk {
    const struct gazetteer *gazetteer;
    const struct folded *folded;
    struct walk_hit hit[WALK_HITS]; /* best first */
    size_t n;
    unsigned steps; /* left */
};

/* Add the names of the tree at `root` that begin at `from`. */
void walk_tree(struct walk *walk, uint32_t root, size_t from,
               enum walk_effort effort);

/* May a number, a 小字, or the end of an address stand at `at`? */
bool walk_clean(const struct folded *folded, size_t at);

/* Follow symbols exactly; LAYOUT_NONE when the tree has no such path. */
uint32_t walk_path(const struct gazetteer *gazetteer, uint32_t node,
                   const symbol *path, size_t n);

#endif
