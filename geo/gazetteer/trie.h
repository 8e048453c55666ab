/*
 * Several trees of names in one array of nodes: see geo/geocode/layout.h.
 */
#ifndef GEO_GAZETTEER_TRIE_H
#define GEO_GAZETTEER_TRIE_H

#include "geo/geocode/symbol.h"

struct trie_name {
    uint32_t tree;   /* number of the tree */
    uint32_t at;     /* of the first symbol, in `symbols` */
    uint32_t length; /* of the key */
    uint32_t value;
};

struct trie {
    /* What is given. */
    symbol *symbols;
    struct trie_name *name;
    size_t n_symbol, cap_symbol, n_name, cap_name;
    /* What is made. */
    symbol *label;
    uint32_t *child, *value_at, *value; /* n_node + 1, n_node + 1, n_name */
    size_t n_node;
};

void trie_add(struct trie *trie, uint32_t tree, const symbol *key, size_t n,
              uint32_t value);

/* Number the nodes: those of the trees' roots are 0 .. n_tree - 1. Equal
 * values of equal names are kept once. */
void trie_make(struct trie *trie, size_t n_tree);
void trie_release(struct trie *trie);

#endif
