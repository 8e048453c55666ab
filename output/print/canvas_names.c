#include "output/print/canvas_own.h"

#include <stdlib.h>
#include <string.h>

/* FNV-1a, 64 bits. */
static uint64_t hash(const char *text)
{
    uint64_t value = 0xcbf29ce484222325u;

    for (; *text; text++)
        value = (value ^ (unsigned char)*text) * 0x100000001b3u;
    return value;
}

static const char **find(const struct name_set *set, const char *name)
{
    size_t at = (size_t)hash(name) & (set->cap - 1);

    while (set->slot[at] && strcmp(set->slot[at], name) != 0)
        at = (at + 1) & (set->cap - 1);
    return &set->slot[at];
}

static void grow(struct name_set *set)
{
    struct name_set wider = {.cap = set->cap ? 2 * set->cap : 64};

    wider.slot = mem_alloc(wider.cap * sizeof(*wider.slot));
    memset(wider.slot, 0, wider.cap * sizeof(*wider.slot));
    for (size_t i = 0; i < set->cap; i++)
        if (set->slot[i])
            *find(&wider, set->slot[i]) = set->slot[i];
    free(set->slot);
    set->slot = wider.slot;
    set->cap = wider.cap;
}

bool name_set_add(struct name_set *set, const char *name)
{
    if (2 * set->n >= set->cap)
        grow(set);
    const char **slot = find(set, name);
    if (*slot)
        return false;
    *slot = arena_copy(&set->arena, name, strlen(name));
    set->n++;
    return true;
}

void name_set_release(struct name_set *set)
{
    free(set->slot);
    arena_release(&set->arena);
    *set = (struct name_set){0};
}
