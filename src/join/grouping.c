#include "join/grouping.h"

#include <stdlib.h>

void grouping_init(struct grouping *grouping, const struct likeness_key *key,
                   size_t n)
{
    *grouping = (struct grouping){
        .key = key,
        .n = n,
        .parent = mem_alloc(n * sizeof(*grouping->parent)),
        .next = mem_alloc(n * sizeof(*grouping->next)),
        .lists = mem_alloc(n * sizeof(*grouping->lists)),
    };
    for (uint32_t i = 0; i < n; i++) {
        grouping->parent[i] = grouping->next[i] = i;
        grouping->lists[i] = UINT64_C(1) << key[i].record->list % 64;
    }
}

int grouping_pair_order(const void *x, const void *y)
{
    const struct grouping_pair *a = x, *b = y;

    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

void grouping_forbid(struct grouping *grouping, struct grouping_pair *apart,
                     size_t n)
{
    if (n > 0)
        qsort(apart, n, sizeof(*apart), grouping_pair_order);
    grouping->apart = apart;
    grouping->n_apart = n;
}

uint32_t grouping_find(struct grouping *grouping, uint32_t record)
{
    uint32_t *parent = grouping->parent;

    while (parent[record] != record)
        record = parent[record] = parent[parent[record]];
    return record;
}

bool grouping_has_list(struct grouping *grouping, uint32_t record,
                       uint16_t list)
{
    uint32_t first = grouping_find(grouping, record), at = first;

    if (!(grouping->lists[first] >> list % 64 & 1))
        return false;
    do {
        if (grouping->key[at].record->list == list)
            return true;
        at = grouping->next[at];
    } while (at != first);
    return false;
}

/* The first forbidden pair that is not before (a, b). */
static size_t first_apart(const struct grouping *grouping, uint32_t a,
                          uint32_t b)
{
    struct grouping_pair wanted = {a, b};
    size_t low = 0, high = grouping->n_apart;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (grouping_pair_order(&grouping->apart[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool grouping_apart(const struct grouping *grouping, uint32_t a, uint32_t b)
{
    size_t i = first_apart(grouping, a, b);

    return i < grouping->n_apart && grouping->apart[i].a == a &&
           grouping->apart[i].b == b;
}

/* Is a pair forbidden that begins with `record` and ends in the group? */
static bool forbidden_from(struct grouping *grouping, uint32_t record,
                           uint32_t group)
{
    size_t i = first_apart(grouping, record, 0);

    for (; i < grouping->n_apart && grouping->apart[i].a == record; i++)
        if (grouping_find(grouping, grouping->apart[i].b) == group)
            return true;
    return false;
}

bool grouping_forbidden(struct grouping *grouping, uint32_t a, uint32_t b)
{
    uint32_t first = grouping_find(grouping, a), at = first;
    uint32_t group = grouping_find(grouping, b);

    if (grouping->n_apart == 0)
        return false;
    do {
        if (forbidden_from(grouping, at, group))
            return true;
        at = grouping->next[at];
    } while (at != first);
    return false;
}

bool grouping_clashes(struct grouping *grouping, uint32_t a, uint32_t b)
{
    uint32_t first = grouping_find(grouping, b), at = first;
    uint32_t other = grouping_find(grouping, a);

    if (grouping->key[a].record->class != grouping->key[b].record->class)
        return true;
    if (!(grouping->lists[first] & grouping->lists[other]))
        return false;
    do {
        if (grouping_has_list(grouping, a, grouping->key[at].record->list))
            return true;
        at = grouping->next[at];
    } while (at != first);
    return false;
}

void grouping_join(struct grouping *grouping, uint32_t a, uint32_t b)
{
    uint32_t x = grouping_find(grouping, a), y = grouping_find(grouping, b);

    if (x == y)
        return;
    uint32_t first = x < y ? x : y, second = x < y ? y : x;
    uint32_t after = grouping->next[first];
    grouping->next[first] = grouping->next[second];
    grouping->next[second] = after;
    grouping->parent[second] = first;
    grouping->lists[first] |= grouping->lists[second];
}

void grouping_release(struct grouping *grouping)
{
    free(grouping->parent);
    free(grouping->next);
    free(grouping->lists);
    free(grouping->apart);
    *grouping = (struct grouping){0};
}
