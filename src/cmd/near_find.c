/* Facilities around the home, judged. */
#include "cmd/near_finding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void near_list_add(struct near_list *list, const struct near_result *result)
{
    list->item = mem_room(list->item, list->n, &list->cap, sizeof(*list->item));
    list->item[list->n++] = *result;
}

/* ---- judging ---- */

static double margin_of(const struct near_home *home, double error_m)
{
    return home->error_m + (isfinite(error_m) ? error_m : NEAR_UNKNOWN_ERROR_M);
}

struct facility near_brief(const struct store_spot *spot)
{
    return (struct facility){.services = spot->services,
                             .filed = spot->filed,
                             .not_filed = spot->not_filed};
}

struct near_result near_result_of(const struct near_found *found,
                                  const struct store_spot *spot)
{
    const struct facility brief = near_brief(spot);

    return (struct near_result){
        .spot = *spot,
        .number = NO_FACILITY,
        .distance_m = lonlat_known(spot->point)
                          ? near_rough_m(found->home.point, spot->point)
                          : NAN,
        .margin_m = margin_of(&found->home, spot->error_m),
        .minutes = NAN,
        .state = near_judge(found->order, &brief),
    };
}

/* What is known not to be filed is counted, within the distance. */
static void judge_placed(struct near_found *found,
                         const struct store_spots *spots, struct near_list *all)
{
    const struct near_order *order = found->order;

    found->any = spots->n;
    for (size_t i = 0; i < spots->n; i++) {
        struct near_result result = near_result_of(found, &spots->item[i]);
        if (result.state == NEED_ELSE)
            continue;
        if (result.state == NEED_NO) {
            if (near_settle(found, &result, order->within_m) != NEAR_BEYOND)
                near_list_add(&found->not_filed, &result);
            continue;
        }
        result.reach = near_settle(found, &result, near_reach_m(order));
        if (result.reach != NEAR_BEYOND)
            near_list_add(all, &result);
    }
}

/* ---- records ---- */

/* Results in the order of the store, as it wants to be asked. */
struct fids {
    struct near_result **result;
    int64_t *fid;
    size_t n;
};

static int by_fid(const void *a, const void *b)
{
    const struct near_result *const *x = a, *const *y = b;

    return ((*x)->spot.fid > (*y)->spot.fid) -
           ((*x)->spot.fid < (*y)->spot.fid);
}

/* All; or, of the first `n` and of the nearest of a kind, those without a
 * record. */
static struct fids fids_of(struct near_list *list, size_t n, bool all)
{
    struct fids fids = {mem_alloc((list->n + 1) * sizeof(*fids.result)),
                        mem_alloc((list->n + 1) * sizeof(*fids.fid)), 0};

    for (size_t i = 0; i < list->n; i++)
        if (all || ((i < n || list->item[i].nearest) &&
                    list->item[i].number == NO_FACILITY))
            fids.result[fids.n++] = &list->item[i];
    qsort(fids.result, fids.n, sizeof(*fids.result), by_fid);
    for (size_t i = 0; i < fids.n; i++)
        fids.fid[i] = fids.result[i]->spot.fid;
    return fids;
}

static void fids_release(struct fids *fids)
{
    free(fids->result);
    free(fids->fid);
}

/* The records of the first `n` that have none yet. */
static bool load(struct near_found *found, struct store_near *store,
                 struct near_list *list, size_t n, struct err *err)
{
    struct fids fids = fids_of(list, n, false);
    size_t before = found->table.n_facility;
    bool ok = store_near_load(store, fids.fid, fids.n, err);

    for (size_t i = 0; ok && i < fids.n; i++)
        fids.result[i]->number = (uint32_t)(before + i);
    fids_release(&fids);
    return ok;
}

/* ---- times ---- */

/* Within the limit of time? What has no time is kept within the distance. */
static bool is_in_time(struct near_found *found, struct near_result *result)
{
    const struct near_order *order = found->order;

    if (!near_by_minutes(order))
        return true;
    if (isnan(result->minutes) && !isnan(result->distance_m)) {
        result->reach = near_settle(found, result, order->within_m);
        return result->reach != NEAR_BEYOND;
    }
    result->reach = NEAR_WITHIN;
    if (isnan(result->minutes) || result->minutes <= order->within_min)
        return true;
    near_list_add(&found->too_long, result);
    return false;
}

/* ---- hours ---- */

struct opening {
    const struct near_order *order;
    struct near_result **result;
};

static void set_open(void *context, size_t at, const struct store_hours *hours)
{
    const struct opening *opening = context;

    opening->result[at]->open = near_open(opening->order, hours);
}

static bool ask_hours(struct near_found *found, struct store_near *store,
                      struct near_list *list, struct err *err)
{
    struct fids fids = fids_of(list, list->n, true);
    struct opening opening = {found->order, fids.result};
    bool ok =
        store_near_hours(store, fids.fid, fids.n, set_open, &opening, err);

    fids_release(&fids);
    return ok;
}

static void ask_visits(const struct near_found *found,
                       struct near_result *result)
{
    const struct facility brief = near_brief(&result->spot);

    result->visits = near_comes(found->order, &brief);
    result->on_call =
        result->visits ? near_on_call(found->order, &brief) : NEED_ELSE;
}

/* Days and hours are those of an office or of outpatients. They rule out only
 * who does not come to the home. */
static bool is_not_closed(struct near_found *found, struct near_result *result)
{
    ask_visits(found, result);
    if (result->visits || result->open != HOURS_CLOSED)
        return true;
    near_list_add(&found->closed, result);
    return false;
}

/* ---- both ---- */

/* What does not stay is left out, and counted. */
static void sift(struct near_found *found, struct near_list *list,
                 bool (*stays)(struct near_found *, struct near_result *))
{
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++)
        if (stays(found, &list->item[i]))
            list->item[n++] = list->item[i];
    list->n = n;
}

static bool look_closer(struct near_found *found, struct store_near *store,
                        struct near_list *all, struct err *err)
{
    const struct near_order *order = found->order;
    struct near_list *unplaced = &found->unplaced;

    if (order->od) {
        if (!load(found, store, all, all->n, err) ||
            !load(found, store, unplaced, unplaced->n, err) ||
            !near_travel(found, all, err))
            return false;
        sift(found, all, is_in_time);
        sift(found, unplaced, is_in_time);
    }
    if (!order->timed)
        return true;
    if (!ask_hours(found, store, all, err) ||
        !ask_hours(found, store, unplaced, err))
        return false;
    sift(found, all, is_not_closed);
    sift(found, unplaced, is_not_closed);
    return true;
}

/* ---- all of it ---- */

static bool settle_home(struct near_found *found, struct store_near *store,
                        struct err *err)
{
    struct near_home *home = &found->home;

    if (!home->code[0] &&
        !store_near_municipality(store, home->point, home->code, err))
        return false;
    const struct municipality *place =
        municipalities_find(&found->table.municipalities, home->code);
    if (!home->municipality && place)
        home->municipality = place->name;
    return true;
}

static bool find(struct near_found *found, struct store_near *store,
                 struct near_list *all, struct err *err)
{
    struct store_spots around = {0}, unplaced = {0};
    double error_m = fmax(store_near_error_m(store), NEAR_UNKNOWN_ERROR_M);
    double radius_m = near_reach_m(found->order) + found->home.error_m +
                      error_m + NEAR_MARGIN_M;
    bool ok = settle_home(found, store, err) &&
              store_near_spots(store, near_box(found->home.point, radius_m),
                               &around, err) &&
              store_near_unplaced(store, &unplaced, err);

    if (ok) {
        judge_placed(found, &around, all);
        near_judge_unplaced(found, &around, &unplaced);
    }
    free(around.item);
    free(unplaced.item);
    return ok && look_closer(found, store, all, err);
}

/* Of what is left out, programs are told the nearest by name. */
static bool name_left_out(struct near_found *found, struct store_near *store,
                          struct err *err)
{
    struct near_list *lists[] = {&found->not_filed, &found->closed,
                                 &found->too_long, &found->unplaced_around};

    for (size_t l = 0; l < sizeof(lists) / sizeof(*lists); l++) {
        near_put_left_out(found, lists[l]);
        if (found->order->form == NEAR_JSON &&
            !load(found, store, lists[l], lists[l]->shown, err))
            return false;
    }
    return true;
}

/* Nothing within the limit: what is the nearest beyond it? */
static bool look_beyond(struct near_found *found, struct store_near *store,
                        struct err *err)
{
    struct near_list *beyond = &found->beyond;

    if (found->known.n || found->unsure.n || found->resting.n)
        return true;
    if (!near_beyond(found, store, err) ||
        !load(found, store, beyond, beyond->n, err) ||
        (found->order->timed && !ask_hours(found, store, beyond, err)))
        return false;
    for (size_t i = 0; i < beyond->n && found->order->timed; i++)
        ask_visits(found, &beyond->item[i]);
    return true;
}

static bool load_all(struct near_found *found, struct store_near *store,
                     struct err *err)
{
    struct near_list *lists[] = {&found->known, &found->unsure, &found->resting,
                                 &found->unplaced};

    for (size_t l = 0; l < sizeof(lists) / sizeof(*lists); l++)
        if (!load(found, store, lists[l], lists[l]->shown, err))
            return false;
    return true;
}

bool near_find(struct near_found *found, struct err *err)
{
    struct near_list all = {0};
    struct store_near *store =
        store_near_open(found->order->store, &found->table, err);
    bool ok = store && find(found, store, &all, err);

    if (ok) {
        near_put_in_order(found, &all);
        near_group(found);
        ok = load_all(found, store, err) && look_beyond(found, store, err) &&
             name_left_out(found, store, err);
    }
    free(all.item);
    store_near_close(store);
    return ok;
}

void near_found_release(struct near_found *found)
{
    struct near_list *lists[] = {
        &found->known,    &found->unsure,   &found->resting,
        &found->unplaced, &found->beyond,   &found->not_filed,
        &found->closed,   &found->too_long, &found->unplaced_around};

    for (size_t l = 0; l < sizeof(lists) / sizeof(*lists); l++)
        free(lists[l]->item);
    if (found->order && found->order->od)
        travel_release(&found->travel);
    table_release(&found->table);
    arena_release(&found->arena);
}
