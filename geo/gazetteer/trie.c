#include "geo/gazetteer/trie.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

void trie_add(struct trie *trie, uint32_t tree, const symbol *key, size_t n,
              uint32_t value)
{
    struct trie_name name = {tree, (uint32_t)trie->n_symbol, (uint32_t)n,
                             value};

    for (size_t i = 0; i < n; i++) {
        trie->symbols = mem_room(trie->symbols, trie->n_symbol,
                                 &trie->cap_symbol, sizeof(symbol));
        trie->symbols[trie->n_symbol++] = key[i];
    }
    trie->name = mem_room(trie->name, trie->n_name, &trie->cap_name,
                          sizeof(*trie->name));
    trie->name[trie->n_name++] = name;
}

/* qsort() has no context. */
static const symbol *sorted_symbols;

static int in_order(const void *a, const void *b)
{
    const struct trie_name *x = a, *y = b;
    uint32_t n = x->length < y->length ? x->length : y->length;

    if (x->tree != y->tree)
        return x->tree < y->tree ? -1 : 1;
    for (uint32_t i = 0; i < n; i++) {
        symbol s = sorted_symbols[x->at + i], t = sorted_symbols[y->at + i];
        if (s != t)
            return s < t ? -1 : 1;
    }
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    return (x->value > y->value) - (x->value < y->value);
}

/* The names [from, to) share their first `depth` symbols. */
struct range {
    uint32_t from, to, depth;
};

struct making {
    struct trie *trie;
    struct range *range; /* of each node */
    size_t n, cap;
};

static void add_node(struct making *making, symbol label, struct range range)
{
    struct trie *trie = making->trie;

    if (making->n == making->cap) {
        making->cap = making->cap ? 2 * making->cap : 4096;
        making->range =
            mem_grow(making->range, making->cap * sizeof(*making->range));
        trie->label = mem_grow(trie->label, making->cap * sizeof(*trie->label));
        trie->child =
            mem_grow(trie->child, (making->cap + 1) * sizeof(*trie->child));
        trie->value_at = mem_grow(trie->value_at,
                                  (making->cap + 1) * sizeof(*trie->value_at));
    }
    trie->label[making->n] = label;
    making->range[making->n++] = range;
}

static void add_roots(struct making *making, size_t n_tree)
{
    const struct trie *trie = making->trie;
    uint32_t from = 0;

    for (uint32_t tree = 0; tree < n_tree; tree++) {
        uint32_t to = from;
        while (to < trie->n_name && trie->name[to].tree == tree)
            to++;
        add_node(making, SYM_NONE, (struct range){from, to, 0});
        from = to;
    }
}

static void expand(struct making *making, size_t node, size_t *n_value)
{
    struct trie *trie = making->trie;
    struct range range = making->range[node];
    uint32_t at = range.from;

    trie->child[node] = (uint32_t)making->n;
    trie->value_at[node] = (uint32_t)*n_value;
    for (; at < range.to && trie->name[at].length == range.depth; at++)
        if (*n_value == trie->value_at[node] ||
            trie->value[*n_value - 1] != trie->name[at].value)
            trie->value[(*n_value)++] = trie->name[at].value;
    while (at < range.to) {
        symbol label = trie->symbols[trie->name[at].at + range.depth];
        uint32_t to = at + 1;
        while (to < range.to &&
               trie->symbols[trie->name[to].at + range.depth] == label)
            to++;
        add_node(making, label, (struct range){at, to, range.depth + 1});
        at = to;
    }
}

void trie_make(struct trie *trie, size_t n_tree)
{
    struct making making = {.trie = trie};
    size_t n_value = 0;

    sorted_symbols = trie->symbols;
    if (trie->n_name)
        qsort(trie->name, trie->n_name, sizeof(*trie->name), in_order);
    trie->value = mem_alloc((trie->n_name + 1) * sizeof(*trie->value));
    add_roots(&making, n_tree);
    /* Nodes are numbered as they are found and expanded in that order, so the
     * children of each are contiguous. */
    for (size_t node = 0; node < making.n; node++)
        expand(&making, node, &n_value);
    trie->n_node = making.n;
    trie->child[making.n] = (uint32_t)making.n;
    trie->value_at[making.n] = (uint32_t)n_value;
    free(making.range);
}

void trie_release(struct trie *trie)
{
    free(trie->symbols);
    free(trie->name);
    free(trie->label);
    free(trie->child);
    free(trie->value_at);
    free(trie->value);
}
