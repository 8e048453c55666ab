/* Which facilities a mesh reaches: by straight line, or by a travel matrix. */
#include "audit/audit_work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void open_tree(struct audit_reach *reach)
{
    struct lonlat *point = mem_alloc(reach->n * sizeof(*point));

    for (size_t i = 0; i < reach->n; i++)
        point[i] = audit_facility(reach->work, reach->facility[i])->point;
    reach->tree = nearest_open(point, reach->n);
    free(point);
}

static void open_places(struct audit_reach *reach)
{
    size_t n_facility = reach->work->order->table->n_facility;

    reach->place = mem_alloc(n_facility * sizeof(*reach->place));
    memset(reach->place, 0xff, n_facility * sizeof(*reach->place));
    for (size_t i = 0; i < reach->n; i++)
        reach->place[reach->facility[i]] = (uint32_t)i;
}

void audit_reach_open(struct audit_reach *reach, const struct audit_work *work,
                      const struct need *need, enum need_state state)
{
    *reach = (struct audit_reach){.work = work};
    reach->facility = mem_alloc(work->n_open * sizeof(*reach->facility));
    for (size_t i = 0; i < work->n_open; i++) {
        const struct facility *facility = audit_facility(work, work->open[i]);
        if (need_met(need, facility) == state &&
            (work->travel || lonlat_known(facility->point)))
            reach->facility[reach->n++] = work->open[i];
    }
    if (work->travel)
        open_places(reach);
    else
        open_tree(reach);
}

void audit_reach_close(struct audit_reach *reach)
{
    if (reach->tree)
        nearest_close(reach->tree);
    free(reach->facility);
    free(reach->place);
    *reach = (struct audit_reach){0};
}

static const struct travel_leg *legs_of(const struct audit_work *work,
                                        uint32_t mesh, size_t *n)
{
    const struct travel_leg *leg =
        travel_of(work->travel, work->people->mesh[mesh].code, n);

    if (!leg)
        *n = 0;
    return leg;
}

bool audit_is_known(const struct audit_work *work, uint32_t mesh)
{
    size_t n;

    return !work->travel || legs_of(work, mesh, &n) != NULL;
}

static uint32_t nearest_leg(const struct audit_reach *reach, uint32_t mesh,
                            double *measured)
{
    size_t n;
    const struct travel_leg *leg = legs_of(reach->work, mesh, &n);
    uint32_t best = NO_SLOT;

    for (size_t i = 0; i < n; i++) {
        uint32_t place = reach->place[leg[i].facility];
        double minutes = (double)leg[i].minutes;
        if (place != NO_SLOT && (best == NO_SLOT || minutes < *measured ||
                                 (minutes == *measured && place < best))) {
            best = place;
            *measured = minutes;
        }
    }
    return best;
}

uint32_t audit_nearest(const struct audit_reach *reach, uint32_t mesh,
                       double *measured)
{
    struct nearest_hit hit;

    if (reach->place)
        return nearest_leg(reach, mesh, measured);
    if (!nearest_find(reach->tree, reach->work->people->mesh[mesh].centre,
                      &hit))
        return NO_SLOT;
    *measured = hit.distance_m;
    return hit.at;
}

/* Rounding must not take what is within the limit beyond it. */
static float cost_of(double measured, double limit)
{
    float cost = (float)measured;

    return (double)cost > limit ? nextafterf(cost, 0) : cost;
}

static void make_room(struct audit_found *found, size_t n)
{
    found->n = 0;
    if (n <= found->cap)
        return;
    found->cap = n + n / 2;
    found->pair = mem_grow(found->pair, found->cap * sizeof(*found->pair));
}

static void legs_within(const struct audit_reach *reach, uint32_t mesh,
                        double limit, struct audit_found *found)
{
    size_t n;
    const struct travel_leg *leg = legs_of(reach->work, mesh, &n);

    make_room(found, n);
    for (size_t i = 0; i < n; i++) {
        uint32_t place = reach->place[leg[i].facility];
        double minutes = (double)leg[i].minutes;
        if (place != NO_SLOT && minutes <= limit)
            found->pair[found->n++] =
                (struct catchment_pair){place, cost_of(minutes, limit)};
    }
}

void audit_within(const struct audit_reach *reach, uint32_t mesh, double limit,
                  struct audit_found *found)
{
    if (reach->place) {
        legs_within(reach, mesh, limit, found);
        return;
    }
    nearest_within(reach->tree, reach->work->people->mesh[mesh].centre, limit,
                   &found->list);
    make_room(found, found->list.n);
    for (size_t i = 0; i < found->list.n; i++) {
        const struct nearest_hit *hit = &found->list.item[i];
        found->pair[found->n++] =
            (struct catchment_pair){hit->at, cost_of(hit->distance_m, limit)};
    }
}

void audit_found_release(struct audit_found *found)
{
    free(found->list.item);
    free(found->pair);
    *found = (struct audit_found){0};
}

enum audit_verdict audit_judge(const struct audit_reach *yes,
                               const struct audit_reach *unknown, uint8_t why,
                               uint32_t mesh, uint32_t *nearest,
                               double *measured)
{
    double limit = yes->work->reach, unsure = 0;

    *measured = NAN;
    *nearest = NO_SLOT;
    if (why == UNREAD_TRAVEL || !audit_is_known(yes->work, mesh))
        return VERDICT_NO_DATA;
    if (why == UNREAD_LIST)
        return VERDICT_MAYBE;
    *nearest = audit_nearest(yes, mesh, measured);
    if (*nearest != NO_SLOT && *measured <= limit)
        return VERDICT_COVERED;
    return audit_nearest(unknown, mesh, &unsure) != NO_SLOT && unsure <= limit
               ? VERDICT_MAYBE
               : VERDICT_NOT;
}
