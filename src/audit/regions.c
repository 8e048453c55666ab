#include "audit/regions_own.h"

#include <stdlib.h>

/* municipality, prefecture, city */
#define FIXED_SETS 3

static void find_lived(struct regions_work *work)
{
    const struct people *people = work->people;

    for (size_t i = 0; i < people->n_mesh; i++)
        for (size_t y = 0; y < people->n_year && !work->lived[i]; y++)
            work->lived[i] = people_of(people, i, y)[AGE_ALL] > 0;
}

bool regions_read(struct regions *regions, const struct table *table,
                  const struct people *people, const struct region_file *file,
                  size_t n_file, const char *const *own, size_t n_own,
                  struct err *err)
{
    struct regions_work work = {
        .all = regions, .table = table, .people = people};
    struct arena *arena = &regions->arena;

    work.lived = arena_alloc(&work.scratch, people->n_mesh + 1);
    work.own_mesh = arena_alloc(&work.scratch, people->n_mesh + 1);
    work.place =
        arena_alloc(&work.scratch, REGIONS_CODES * sizeof(*work.place));
    regions->set =
        arena_alloc(arena, (FIXED_SETS + n_file * REGIONS_FILE_SETS) *
                               sizeof(*regions->set));
    regions->supply =
        arena_alloc(arena, (n_file + 1) * sizeof(*regions->supply));
    work.ground = regions_ground_open(table);
    find_lived(&work);
    bool ok = regions_make_municipalities(&work, own, n_own, err);
    if (ok) {
        regions_make_prefectures(&work);
        regions_make_cities(&work);
    }
    ok = ok && regions_read_files(&work, file, n_file, err);
    regions_ground_close(work.ground);
    arena_release(&work.scratch);
    return ok;
}

void regions_release(struct regions *regions)
{
    free(regions->aside.item);
    arena_release(&regions->arena);
    *regions = (struct regions){0};
}
