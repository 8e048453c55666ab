/* How good the data is that the figures were made of. */
#include "audit/audit_work.h"

#include <math.h>
#include <stdlib.h>

/* ---- facilities ---- */

static bool is_asked(const struct audit_work *work,
                     const struct facility *facility)
{
    for (size_t n = 0; n < work->order->n_need; n++)
        if (need_met(&work->order->need[n], facility) != NEED_ELSE)
            return true;
    return false;
}

static void tell_facilities(struct audit_work *work)
{
    struct audit_quality *quality = &work->audit->quality;
    const struct audit_part *whole = &work->part[work->n_set];

    for (size_t i = 0; i < work->n_open; i++) {
        const struct facility *facility = audit_facility(work, work->open[i]);
        if (whole->of_facility[work->open[i]] == NO_SLOT ||
            !is_asked(work, facility))
            continue;
        quality->facilities++;
        if (!lonlat_known(facility->point))
            continue;
        quality->placed++;
        quality->level[facility->coordinate_level]++;
        quality->beyond_100_m += !(facility->error_m <= 100); /* or NAN */
    }
}

/* ---- meshes ---- */

static void tell_meshes(struct audit_work *work)
{
    struct audit_quality *quality = &work->audit->quality;
    const struct region_set *set = &work->order->regions->set[0];

    for (uint32_t m = 0; m < work->people->n_mesh; m++) {
        quality->no_region += set->of_mesh[m] == REGION_NONE;
        if (!work->audit->own_mesh[m])
            continue;
        const float *count = people_of(work->people, m, work->base);
        quality->own_meshes++;
        if (isnan(count[AGE_75]) && count[AGE_ALL] > 0)
            quality->ageless_people += (double)count[AGE_ALL];
        if (work->people->mesh[m].note == PEOPLE_AS_PUBLISHED)
            continue;
        quality->hidden_meshes++;
        quality->hidden_people += audit_old(work, m, work->base);
    }
}

/* ---- what is not here ---- */

static void keep_codes(struct audit_work *work, struct audit_codes *codes,
                       const char ***kept, size_t *n)
{
    struct arena *arena = &work->audit->arena;

    audit_codes_settle(codes);
    *kept = arena_alloc(arena, codes->n * sizeof(**kept));
    *n = codes->n;
    for (size_t i = 0; i < codes->n; i++)
        (*kept)[i] = arena_copy(arena, codes->item[i], 5);
    free(codes->item);
}

static void tell_no_people(struct audit_work *work)
{
    struct audit_quality *quality = &work->audit->quality;
    struct audit_codes missing = {0};

    for (uint32_t f = 0; f < work->order->table->n_facility; f++)
        if (work->touched[f] && !audit_lives_in(work, audit_home(work, f)))
            audit_codes_add(&missing, audit_home(work, f));
    keep_codes(work, &missing, &quality->no_people, &quality->n_no_people);
}

static void tell_no_facilities(struct audit_work *work)
{
    struct audit_quality *quality = &work->audit->quality;
    struct audit_codes missing = {0};

    audit_border_bare(work, &missing);
    keep_codes(work, &missing, &quality->no_facilities,
               &quality->n_no_facilities);
}

static bool is_unused(const struct audit_work *work)
{
    const struct townspeople *given = work->order->townspeople;

    for (size_t i = 0; given && i < given->n_row; i++)
        for (size_t y = 0; y < work->n_year; y++)
            if (given->row[i].year == work->people->year[y])
                return false;
    return given && given->n_row > 0;
}

void audit_quality_tell(struct audit_work *work)
{
    tell_facilities(work);
    tell_meshes(work);
    tell_no_people(work);
    tell_no_facilities(work);
    work->audit->quality.townspeople_unused = is_unused(work);
}
