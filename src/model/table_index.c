#include "model/table_index.h"

#include <assert.h>
#include <string.h>

#include <uthash.h>

struct table_index {
    const char *key;
    uint32_t number;
    UT_hash_handle hh;
};

static struct table_index *find(const struct table_index *index,
                                const char *key)
{
    struct table_index *entry;

    HASH_FIND(hh, index, key, strlen(key), entry);
    return entry;
}

void index_put(struct table_index **index, struct arena *arena, const char *key,
               uint32_t number)
{
    struct table_index *entry = arena_alloc(arena, sizeof(*entry));

    assert(!find(*index, key));
    entry->key = key;
    entry->number = number;
    HASH_ADD_KEYPTR(hh, *index, entry->key, strlen(entry->key), entry);
}

uint32_t index_get(const struct table_index *index, const char *key)
{
    const struct table_index *entry = find(index, key);

    return entry ? entry->number : NO_INDEX;
}

void index_move(struct table_index *index, const uint32_t *to)
{
    struct table_index *entry, *next;

    HASH_ITER(hh, index, entry, next)
    {
        entry->number = to[entry->number];
    }
}

void index_clear(struct table_index **index)
{
    HASH_CLEAR(hh, *index);
}
