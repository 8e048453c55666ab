/* Which mesh and which facility belongs to which own region. */
#include "audit/audit_work.h"

#include <stdlib.h>
#include <string.h>

static void open_part(struct audit_work *work, struct audit_part *part,
                      size_t n)
{
    size_t n_facility = work->order->table->n_facility;

    part->n = n;
    part->slot = arena_alloc(&work->arena, work->n_asked * sizeof(uint32_t));
    part->of_facility =
        arena_alloc(&work->arena, n_facility * sizeof(uint32_t));
}

void audit_part_find(struct audit_work *work, size_t s, const uint32_t *to)
{
    const struct region_set *set = &work->order->regions->set[s];
    struct audit_part *part = &work->part[s];

    open_part(work, part, work->audit->set[s].n_region);
    for (size_t a = 0; a < work->n_asked; a++) {
        uint32_t region = set->of_mesh[work->asked[a]];
        part->slot[a] = region == REGION_NONE ? NO_SLOT : to[region];
    }
    for (size_t f = 0; f < work->order->table->n_facility; f++)
        part->of_facility[f] = set->of_facility[f] == REGION_NONE
                                   ? NO_SLOT
                                   : to[set->of_facility[f]];
}

/* The facilities of the whole are those of own municipalities. */
static void find_whole(struct audit_work *work)
{
    struct audit_part *part = &work->part[work->n_set];

    open_part(work, part, 1);
    for (size_t a = 0; a < work->n_asked; a++)
        part->slot[a] = work->audit->own_mesh[work->asked[a]] ? 0 : NO_SLOT;
    for (size_t f = 0; f < work->order->table->n_facility; f++)
        part->of_facility[f] =
            work->part[0].of_facility[f] == NO_SLOT ? NO_SLOT : 0;
}

/* ---- atoms ---- */

static int compare_keys(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

static size_t settle_keys(uint64_t *key, size_t n)
{
    size_t kept = 0;

    qsort(key, n, sizeof(*key), compare_keys);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || key[kept - 1] != key[i])
            key[kept++] = key[i];
    return kept;
}

static uint64_t key_of(const struct audit_work *work, size_t part, size_t a)
{
    return (uint64_t)work->atom[a] << 32 | work->part[part].slot[a];
}

/* Part the atoms by one more part. */
static void refine(struct audit_work *work, size_t part, uint64_t *key)
{
    size_t n = 0;

    /* Meshes that follow each other mostly lie together. */
    for (size_t a = 0; a < work->n_asked; a++)
        if (n == 0 || key[n - 1] != key_of(work, part, a))
            key[n++] = key_of(work, part, a);
    work->n_atom = settle_keys(key, n);
    for (size_t a = 0; a < work->n_asked; a++) {
        uint64_t wanted = key_of(work, part, a);
        const uint64_t *found =
            bsearch(&wanted, key, work->n_atom, sizeof(*key), compare_keys);
        work->atom[a] = (uint32_t)(found - key);
    }
}

static void find_atoms(struct audit_work *work)
{
    uint64_t *key = mem_alloc(work->n_asked * sizeof(*key));

    work->atom = arena_alloc(&work->arena, work->n_asked * sizeof(uint32_t));
    work->n_atom = 1;
    for (size_t part = 0; part <= work->n_set; part++)
        refine(work, part, key);
    free(key);
    work->atom_slot = arena_alloc(
        &work->arena, (work->n_set + 1) * work->n_atom * sizeof(uint32_t));
    for (size_t part = 0; part <= work->n_set; part++)
        for (size_t a = 0; a < work->n_asked; a++)
            work->atom_slot[part * work->n_atom + work->atom[a]] =
                work->part[part].slot[a];
}

void audit_parts_settle(struct audit_work *work)
{
    find_whole(work);
    find_atoms(work);
}
