/* The order of results: what is known first, then the nearest. */
#include "cmd/near_finding.h"

#include <math.h>
#include <stdlib.h>

/* Of each reason to be left out: a list of more is no list for a person. */
#define MOST_NAMED 1000

static uint8_t rank_of(const struct near_order *order,
                       const struct near_result *result)
{
    uint8_t rank = NEAR_RANK_KNOWN;

    if (order->timed && result->open != HOURS_OPEN &&
        result->on_call != NEED_YES)
        rank |= result->open == HOURS_UNSURE || result->on_call == NEED_UNKNOWN
                    ? NEAR_RANK_HOURS
                    : NEAR_RANK_RESTING;
    if (result->state == NEED_UNKNOWN)
        rank |= NEAR_RANK_FUNCTION;
    if (near_by_minutes(order) && isnan(result->minutes))
        rank |= NEAR_RANK_MINUTES;
    return rank;
}

static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

/* By what is unknown; then times, shortest first, before what has none; then
 * distances, shortest first, before what has no place. */
static int in_order(const void *a, const void *b)
{
    const struct near_result *x = a, *y = b;
    int by = x->rank - y->rank;

    if (!by)
        by = isnan(x->minutes) - isnan(y->minutes);
    if (!by && !isnan(x->minutes))
        by = compare(x->minutes, y->minutes);
    if (!by)
        by = isnan(x->distance_m) - isnan(y->distance_m);
    if (!by && !isnan(x->distance_m))
        by = compare(x->distance_m, y->distance_m);
    return by ? by : (x->spot.fid > y->spot.fid) - (x->spot.fid < y->spot.fid);
}

/* One more than those that the geodesic could bring among the first `n`. */
static size_t could_be_shown(const struct near_list *list, size_t n)
{
    double last_m = n ? list->item[n - 1].distance_m : 0;
    double far_m = last_m + 2 * near_rough_error_m(last_m);

    while (n && n < list->n && list->item[n].rank == list->item[n - 1].rank &&
           list->item[n].distance_m <= far_m)
        n++;
    return n;
}

static void put_list(const struct near_found *found, struct near_list *list)
{
    size_t count = found->order->count;

    if (list->n == 0)
        return;
    qsort(list->item, list->n, sizeof(*list->item), in_order);
    list->shown = list->n < count ? list->n : count;
    size_t n = could_be_shown(list, list->shown);
    for (size_t i = 0; i < n; i++)
        near_measure(found, &list->item[i]);
    qsort(list->item, n, sizeof(*list->item), in_order);
}

void near_put_in_order(struct near_found *found, const struct near_list *all)
{
    struct near_list *unplaced = &found->unplaced;

    for (size_t i = 0; i < all->n; i++) {
        struct near_result *result = &all->item[i];
        result->rank = rank_of(found->order, result);
        near_list_add(result->rank & NEAR_RANK_RESTING  ? &found->resting
                      : result->rank == NEAR_RANK_KNOWN ? &found->known
                                                        : &found->unsure,
                      result);
    }
    put_list(found, &found->known);
    put_list(found, &found->unsure);
    put_list(found, &found->resting);
    for (size_t i = 0; i < unplaced->n; i++)
        unplaced->item[i].rank = rank_of(found->order, &unplaced->item[i]);
    if (unplaced->n)
        qsort(unplaced->item, unplaced->n, sizeof(*unplaced->item), in_order);
    unplaced->shown = unplaced->n;
}

void near_put_left_out(const struct near_found *found, struct near_list *list)
{
    list->shown = list->n < MOST_NAMED ? list->n : MOST_NAMED;
    if (found->order->form != NEAR_JSON || !list->n)
        return;
    qsort(list->item, list->n, sizeof(*list->item), in_order);
    for (size_t i = 0; i < list->shown; i++)
        near_measure(found, &list->item[i]);
    qsort(list->item, list->shown, sizeof(*list->item), in_order);
}

bool near_is_before(const struct near_found *found, struct near_result *a,
                    struct near_result *b)
{
    if (fabs(a->distance_m - b->distance_m) <=
        near_rough_error_m(a->distance_m) + near_rough_error_m(b->distance_m)) {
        near_measure(found, a);
        near_measure(found, b);
    }
    if (isnan(a->minutes) != isnan(b->minutes))
        return isnan(b->minutes);
    if (!isnan(a->minutes) && compare(a->minutes, b->minutes) != 0)
        return a->minutes < b->minutes;
    return a->distance_m < b->distance_m;
}
