/* Sets and their own regions: who lives there, and which mesh is whose. */
#include "audit/audit_work.h"

#include <math.h>
#include <string.h>

/*
 * Weights of the demand indices of JMAP (日本医師会 地域医療情報システム,
 * jmap.jp, guide page): use of medical and of long-term care per person of an
 * age, as multiples of those aged 40 to 64.
 */
static const double medical_weight[AGE_COUNT] = {
    [AGE_0_14] = 0.6,  [AGE_15_39] = 0.4, [AGE_40_64] = 1.0,
    [AGE_65_74] = 2.3, [AGE_75] = 3.9,
};
static const double care_weight[AGE_COUNT] = {
    [AGE_40_64] = 1.0,
    [AGE_65_74] = 9.7,
    [AGE_75] = 87.3,
};
/* The year in which they are 100 (ibid.). */
#define INDEX_YEAR 2020

/* NAN where an age that counts is not known. */
static double weigh(const double *people, const double *weight)
{
    double sum = 0;

    for (int age = 0; age < AGE_COUNT; age++)
        if (weight[age] > 0)
            sum += weight[age] * people[age];
    return sum;
}

/* Of so many the sum over the ages is no longer that of all. */
#define MOST_AGELESS 0.01

static bool is_told(const struct audit_region *region, size_t year)
{
    return !(region->ageless[year] >
             MOST_AGELESS * region->people[year][AGE_ALL]);
}

static void tell_indices(const struct people *people,
                         struct audit_region *region)
{
    double medical = NAN, care = NAN; /* of the year that is 100 */

    for (size_t y = 0; y < people->n_year; y++) {
        bool told = is_told(region, y);
        region->medical[y] =
            told ? weigh(region->people[y], medical_weight) : NAN;
        region->care[y] = told ? weigh(region->people[y], care_weight) : NAN;
        if (people->year[y] == INDEX_YEAR) {
            medical = region->medical[y];
            care = region->care[y];
        }
    }
    for (size_t y = 0; y < people->n_year; y++) {
        region->medical_index[y] =
            medical > 0 ? region->medical[y] * 100 / medical : NAN;
        region->care_index[y] = care > 0 ? region->care[y] * 100 / care : NAN;
    }
}

static void open_region(const struct audit_work *work,
                        const struct region *region, struct audit_region *told)
{
    struct arena *arena = &work->audit->arena;
    size_t n_year = work->n_year, n_need = work->order->n_need;

    told->region = region;
    told->people = arena_alloc(arena, n_year * sizeof(*told->people));
    told->municipal = arena_alloc(arena, n_year * sizeof(*told->municipal));
    told->ageless = arena_alloc(arena, n_year * sizeof(double));
    told->medical = arena_alloc(arena, n_year * sizeof(double));
    told->care = arena_alloc(arena, n_year * sizeof(double));
    told->medical_index = arena_alloc(arena, n_year * sizeof(double));
    told->care_index = arena_alloc(arena, n_year * sizeof(double));
    told->chain = arena_alloc(arena, n_year * sizeof(*told->chain));
    told->cell = arena_alloc(arena, n_need * sizeof(*told->cell));
    for (size_t n = 0; n < n_need; n++)
        told->cell[n].year =
            arena_alloc(arena, n_year * sizeof(*told->cell[n].year));
    for (size_t y = 0; y < n_year; y++)
        for (int age = 0; age < AGE_COUNT; age++)
            told->people[y][age] = NAN; /* until a mesh tells them */
}

/* The own regions of a set; to[region] is where one went, or NO_SLOT. */
static void open_set(const struct audit_work *work, size_t s, uint32_t *to)
{
    const struct region_set *set = &work->order->regions->set[s];
    struct audit_set *told = &work->audit->set[s];

    told->set = set;
    told->region =
        arena_alloc(&work->audit->arena, set->n_region * sizeof(*told->region));
    for (size_t r = 0; r < set->n_region; r++) {
        to[r] = NO_SLOT;
        if (!set->region[r].own)
            continue;
        to[r] = (uint32_t)told->n_region;
        open_region(work, &set->region[r], &told->region[told->n_region++]);
    }
}

static void add_mesh(const struct audit_work *work, uint32_t mesh,
                     struct audit_region *region)
{
    region->n_mesh++;
    for (size_t y = 0; y < work->n_year; y++) {
        const float *count = people_of(work->people, mesh, y);
        if (isnan(count[AGE_75]) && count[AGE_ALL] > 0)
            region->ageless[y] += (double)count[AGE_ALL];
        for (int age = 0; age < AGE_COUNT; age++) {
            double *sum = &region->people[y][age];
            if (!isnan(count[age]))
                *sum = (isnan(*sum) ? 0 : *sum) + (double)count[age];
        }
    }
}

void audit_regions_tell(struct audit_work *work)
{
    const struct regions *regions = work->order->regions;
    struct audit *audit = work->audit;
    struct arena scratch = {0};

    audit->n_set = work->n_set;
    audit->set = arena_alloc(&audit->arena, work->n_set * sizeof(*audit->set));
    work->part =
        arena_alloc(&work->arena, (work->n_set + 1) * sizeof(*work->part));
    for (size_t s = 0; s < work->n_set; s++) {
        uint32_t *to =
            arena_alloc(&scratch, regions->set[s].n_region * sizeof(*to));
        open_set(work, s, to);
        audit_part_find(work, s, to);
        struct audit_set *told = &audit->set[s];
        for (size_t a = 0; a < work->n_asked; a++)
            if (work->part[s].slot[a] != NO_SLOT)
                add_mesh(work, work->asked[a],
                         &told->region[work->part[s].slot[a]]);
        for (size_t r = 0; r < told->n_region; r++) {
            tell_indices(work->people, &told->region[r]);
            audit_municipal(work, told->set, &told->region[r]);
        }
        arena_reset(&scratch);
    }
    arena_release(&scratch);
}
