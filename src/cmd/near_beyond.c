/* Nothing lies within the limit: who is the nearest all the same? */
#include "cmd/near_finding.h"

#include <math.h>
#include <stdlib.h>

/* Farther than any home visit. */
#define FARTHEST_M 200000.0

static int by_distance(const void *a, const void *b)
{
    const struct near_result *x = a, *y = b;

    return (x->distance_m > y->distance_m) - (x->distance_m < y->distance_m);
}

static int by_minutes(const void *a, const void *b)
{
    const struct near_result *x = a, *y = b;

    int by = (x->minutes > y->minutes) - (x->minutes < y->minutes);

    return by ? by : by_distance(a, b);
}

/* What is asked and lies between the limit and the radius. */
static void judge(struct near_found *found, const struct store_spots *spots,
                  double radius_m)
{
    double limit_m = near_reach_m(found->order);

    for (size_t i = 0; i < spots->n; i++) {
        struct near_result result = near_result_of(found, &spots->item[i]);
        if ((result.state != NEED_YES && result.state != NEED_UNKNOWN) ||
            result.distance_m > radius_m ||
            near_settle(found, &result, limit_m) != NEAR_BEYOND)
            continue;
        result.reach = NEAR_BEYOND;
        near_list_add(&found->beyond, &result);
    }
}

/* The order of the first few is the geodesic's. */
static void keep_nearest(const struct near_found *found, struct near_list *list)
{
    size_t n = 0;

    qsort(list->item, list->n, sizeof(*list->item), by_distance);
    while (n < list->n && n < 4 * NEAR_MOST_BEYOND)
        near_measure(found, &list->item[n++]);
    qsort(list->item, n, sizeof(*list->item), by_distance);
    list->n = n < NEAR_MOST_BEYOND ? n : NEAR_MOST_BEYOND;
    list->shown = list->n;
}

/* Those whose way is longer than was asked for are known already. */
static void take_by_minutes(struct near_found *found)
{
    struct near_list *too_long = &found->too_long;

    qsort(too_long->item, too_long->n, sizeof(*too_long->item), by_minutes);
    for (size_t i = 0; i < too_long->n && i < NEAR_MOST_BEYOND; i++) {
        near_measure(found, &too_long->item[i]);
        near_list_add(&found->beyond, &too_long->item[i]);
        found->beyond.item[i].reach = NEAR_BEYOND;
    }
    found->beyond.shown = found->beyond.n;
}

bool near_beyond(struct near_found *found, struct store_near *store,
                 struct err *err)
{
    bool ok = true;

    if (found->too_long.n) {
        take_by_minutes(found);
        return true;
    }
    for (double radius_m = 2 * near_reach_m(found->order);
         ok && !found->beyond.n; radius_m *= 2) {
        struct store_spots spots = {0};
        double here_m = fmin(radius_m, FARTHEST_M);
        ok = store_near_spots(store, near_box(found->home.point, here_m),
                              &spots, err);
        if (ok)
            judge(found, &spots, here_m);
        free(spots.item);
        if (radius_m >= FARTHEST_M)
            break;
    }
    if (ok && found->beyond.n)
        keep_nearest(found, &found->beyond);
    return ok;
}
