#include "join/candidates.h"

#include "join/blocking.h"

#include <stdlib.h>
#include <string.h>

/* Best first; equal ones in the order of the records. */
static int by_sum(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;

    if (a->likeness.sum > b->likeness.sum || a->likeness.sum < b->likeness.sum)
        return a->likeness.sum > b->likeness.sum ? -1 : 1;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

static void sort(struct candidate *item, size_t n)
{
    if (n > 1)
        qsort(item, n, sizeof(*item), by_sum);
}

static void add(struct candidates *all, uint32_t a, uint32_t b,
                struct likeness likeness)
{
    all->item = mem_room(all->item, all->n, &all->cap, sizeof(*all->item));
    all->item[all->n++] =
        (struct candidate){.a = a, .b = b, .likeness = likeness};
}

/* Of those from `from` on, all of one record, drop the doubtful ones beyond
 * the bound. */
static void keep_best(struct candidates *all, size_t from)
{
    size_t doubtful = 0, n = from;

    if (all->n - from <= CANDIDATES_DOUBTFUL)
        return;
    sort(all->item + from, all->n - from);
    for (size_t i = from; i < all->n; i++)
        if (all->item[i].likeness.score >= PAIRING_ACCEPT ||
            doubtful++ < CANDIDATES_DOUBTFUL)
            all->item[n++] = all->item[i];
    all->n = n;
}

/* The candidates of every record, best first. */
static void index_records(struct candidates *all, size_t n)
{
    uint32_t *first = mem_alloc((n + 2) * sizeof(*first));

    memset(first, 0, (n + 2) * sizeof(*first));
    for (size_t i = 0; i < all->n; i++) {
        first[all->item[i].a + 2]++;
        first[all->item[i].b + 2]++;
    }
    for (size_t i = 2; i < n + 2; i++)
        first[i] += first[i - 1];
    all->place = mem_alloc(2 * all->n * sizeof(*all->place));
    for (size_t i = 0; i < all->n; i++) {
        all->place[first[all->item[i].a + 1]++] = (uint32_t)i;
        all->place[first[all->item[i].b + 1]++] = (uint32_t)i;
    }
    all->first = first;
}

void candidates_find(struct candidates *candidates,
                     const struct likeness_key *key, size_t n)
{
    struct blocking blocking;
    uint32_t *other = NULL;
    size_t cap = 0;

    *candidates = (struct candidates){0};
    blocking_init(&blocking, key, n);
    for (uint32_t i = 0; i < n; i++) {
        size_t from = candidates->n;
        size_t found = blocking_candidates(&blocking, i, &other, &cap);
        for (size_t k = 0; k < found; k++) {
            struct likeness likeness = likeness_of(&key[i], &key[other[k]]);
            if (likeness.score >= PAIRING_DOUBT)
                add(candidates, i, other[k], likeness);
        }
        keep_best(candidates, from);
    }
    free(other);
    blocking_release(&blocking);
    sort(candidates->item, candidates->n);
    index_records(candidates, n);
}

size_t candidates_of(const struct candidates *candidates, uint32_t record)
{
    return candidates->first[record + 1] - candidates->first[record];
}

const struct candidate *candidates_at(const struct candidates *candidates,
                                      uint32_t record, size_t i)
{
    return &candidates->item[candidates->place[candidates->first[record] + i]];
}

void candidates_release(struct candidates *candidates)
{
    free(candidates->item);
    free(candidates->first);
    free(candidates->place);
    *candidates = (struct candidates){0};
}
