#include "listing/filing_seen.h"

#include "base/err.h"

#include <stdlib.h>
#include <string.h>

/* Each step spreads what came before it over all bits (the finaliser of
 * MurmurHash3). */
static uint64_t mix(uint64_t hash, uint64_t more)
{
    hash = (hash ^ more) * UINT64_C(0xff51afd7ed558ccd);
    return hash ^ hash >> 33;
}

static uint64_t hash_of(const struct filing *filing)
{
    uint64_t hash = mix(0, (uint64_t)filing->holder << 16 | filing->kind);

    return mix(hash, (uint64_t)filing->number << 32 | (uint32_t)filing->start);
}

static bool is_same(const struct filing *a, const struct filing *b)
{
    return a->holder == b->holder && a->kind == b->kind &&
           a->number == b->number && a->start == b->start;
}

static void put(struct filing_seen *seen, const struct table *table, size_t i)
{
    size_t at = hash_of(&table->filing[i]) & (seen->n_slot - 1);

    while (seen->slot[at])
        at = (at + 1) & (seen->n_slot - 1);
    seen->slot[at] = (uint32_t)i + 1;
}

static void grow(struct filing_seen *seen, const struct table *table)
{
    seen->n_slot = seen->n_slot ? seen->n_slot * 2 : 1024;
    free(seen->slot);
    seen->slot = mem_alloc(seen->n_slot * sizeof(*seen->slot));
    memset(seen->slot, 0, seen->n_slot * sizeof(*seen->slot));
    for (size_t i = 0; i < table->n_filing; i++)
        put(seen, table, i);
}

bool filing_seen_before(struct filing_seen *seen, const struct table *table,
                        const struct filing *filing)
{
    /* Three of four slots are used at most. */
    if (table->n_filing * 4 >= seen->n_slot * 3)
        grow(seen, table);
    size_t at = hash_of(filing) & (seen->n_slot - 1);
    for (; seen->slot[at]; at = (at + 1) & (seen->n_slot - 1))
        if (is_same(&table->filing[seen->slot[at] - 1], filing))
            return true;
    seen->slot[at] = (uint32_t)table->n_filing + 1;
    return false;
}

void filing_seen_release(struct filing_seen *seen)
{
    free(seen->slot);
    *seen = (struct filing_seen){0};
}
