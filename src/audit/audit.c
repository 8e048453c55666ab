/* The order of an audit's steps, and the sharing of its work. */
#include "audit/audit_work.h"

#include "base/buf.h"

#include <assert.h>
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define MAX_THREADS 64

struct sharing {
    struct audit_work *work;
    void (*job)(struct audit_work *work, size_t at);
    size_t n;
    atomic_size_t next;
};

static void *take_jobs(void *context)
{
    struct sharing *sharing = context;
    size_t at;

    while ((at = atomic_fetch_add(&sharing->next, 1)) < sharing->n)
        sharing->job(sharing->work, at);
    return NULL;
}

void audit_share(struct audit_work *work,
                 void (*job)(struct audit_work *work, size_t at), size_t n)
{
    struct sharing sharing = {.work = work, .job = job, .n = n};
    pthread_t thread[MAX_THREADS];
    size_t started = 0, want = work->order->threads;

    while (started + 1 < want && started + 1 < n && started < MAX_THREADS &&
           pthread_create(&thread[started], NULL, take_jobs, &sharing) == 0)
        started++;
    take_jobs(&sharing); /* this thread works too, so one is always there */
    for (size_t i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
}

/* ---- what is asked ---- */

static bool refuse_year(const struct people *people, int year, struct err *err)
{
    struct buf years = {0};

    for (size_t y = 0; y < people->n_year; y++)
        buf_addf(&years, y ? ", %d" : "%d", people->year[y]);
    err_set(err, ERR_USAGE,
            _("the population has no year '%d': its years are %s; choose one "
              "of these"),
            year, years.ptr ? years.ptr : "-");
    buf_release(&years);
    return false;
}

static bool find_base(struct audit_work *work, struct err *err)
{
    const struct people *people = work->people;

    for (size_t y = 0; y < people->n_year; y++)
        if (people->year[y] == work->order->base_year) {
            work->base = work->audit->base = y;
            return true;
        }
    return refuse_year(people, work->order->base_year, err);
}

/* By its own regions of any set; own meshes are those of the first set. */
static void find_asked(struct audit_work *work)
{
    const struct regions *regions = work->order->regions;
    size_t n_mesh = work->people->n_mesh;
    bool *own = arena_alloc(&work->audit->arena, n_mesh * sizeof(*own));

    work->asked = arena_alloc(&work->arena, n_mesh * sizeof(*work->asked));
    for (size_t m = 0; m < n_mesh; m++) {
        bool asked = false;
        for (size_t s = 0; s < regions->n_set; s++) {
            const struct region_set *set = &regions->set[s];
            uint32_t region = set->of_mesh[m];
            bool here = region != REGION_NONE && set->region[region].own;
            asked = asked || here;
            if (s == 0)
                own[m] = here;
        }
        if (asked)
            work->asked[work->n_asked++] = (uint32_t)m;
    }
    work->audit->own_mesh = own;
}

static void gather_old(struct audit_work *work)
{
    size_t n = work->n_asked;

    work->old =
        arena_alloc(&work->arena, work->n_year * n * sizeof(*work->old));
    for (size_t y = 0; y < work->n_year; y++)
        for (size_t a = 0; a < n; a++)
            work->old[y * n + a] = (float)audit_old(work, work->asked[a], y);
}

static bool has_people(const struct audit_work *work)
{
    for (size_t m = 0; m < work->people->n_mesh; m++)
        for (size_t y = 0; work->audit->own_mesh[m] && y < work->n_year; y++)
            if (people_of(work->people, m, y)[AGE_ALL] > 0 ||
                people_of(work->people, m, y)[AGE_75] > 0)
                return true;
    return false;
}

/* A mesh and a facility in its reach, a facility and a mesh in its: demand
 * farther than two limits from all asked meshes changes nothing of theirs. */
static void find_area(struct audit_work *work)
{
    double west = 180, south = 90, east = -180, north = -90;

    for (size_t a = 0; a < work->n_asked; a++) {
        struct lonlat at = work->people->mesh[work->asked[a]].centre;
        west = fmin(west, at.lon_deg);
        east = fmax(east, at.lon_deg);
        south = fmin(south, at.lat_deg);
        north = fmax(north, at.lat_deg);
    }
    /* A degree of latitude is 110,574 m at least (GRS80, equator), one of
     * longitude more than 111,300 m x cos(latitude). */
    double lat_deg = 2 * work->reach / 110000;
    double narrow = cos(fmin(89, fmax(fabs(south), fabs(north)) + lat_deg) *
                        acos(-1) / 180);
    double lon_deg = 2 * work->reach / (111000 * narrow);
    bool all = work->travel != NULL; /* minutes tell nothing of degrees */
    work->area.west = all ? -INFINITY : west - lon_deg;
    work->area.east = all ? INFINITY : east + lon_deg;
    work->area.south = all ? -INFINITY : south - lat_deg;
    work->area.north = all ? INFINITY : north + lat_deg;
}

static int compare_ids(const void *a, const void *b, void *context)
{
    const struct table *table = context;

    return strcmp(table->facility[*(const uint32_t *)a]->id,
                  table->facility[*(const uint32_t *)b]->id);
}

static void find_open(struct audit_work *work)
{
    const struct table *table = work->order->table;

    work->open =
        arena_alloc(&work->arena, table->n_facility * sizeof(*work->open));
    for (size_t f = 0; f < table->n_facility; f++)
        if (!table->facility[f]->closed)
            work->open[work->n_open++] = (uint32_t)f;
    qsort_r(work->open, work->n_open, sizeof(*work->open), compare_ids,
            (void *)(uintptr_t)table);
}

/* ---- what is found ---- */

static void make_room(struct audit_work *work)
{
    const struct audit_order *order = work->order;
    struct audit *audit = work->audit;

    audit->need =
        arena_alloc(&audit->arena, order->n_need * sizeof(*audit->need));
    for (size_t n = 0; n < order->n_need; n++) {
        struct audit_need *need = &audit->need[n];
        need->need = &order->need[n];
        need->mesh = arena_alloc(&audit->arena,
                                 work->people->n_mesh * sizeof(*need->mesh));
        for (size_t m = 0; m < work->people->n_mesh; m++)
            need->mesh[m] = (struct audit_mesh){.nearest = NO_FACILITY,
                                                .access = NAN,
                                                .cost = NAN,
                                                .verdict = VERDICT_NO_DATA};
        need->whole =
            arena_alloc(&audit->arena, work->n_year * sizeof(*need->whole));
    }
    for (size_t l = 0; l < AUDIT_LINKS; l++)
        work->link[l] = arena_alloc(&work->arena, work->n_asked);
    work->touched = arena_alloc(&work->arena, order->table->n_facility);
}

static void do_job(struct audit_work *work, size_t at)
{
    size_t n_need = work->order->n_need;

    if (at < n_need)
        audit_need_job(work, at);
    else
        audit_link_job(work, at - n_need);
}

static void open_towns(struct audit_work *work)
{
    const struct land *land = &work->order->table->land;
    struct lonlat *point = mem_alloc(land->n_town * sizeof(*point));

    for (size_t t = 0; t < land->n_town; t++)
        point[t] = land->town[t].point;
    work->towns = nearest_open(point, land->n_town);
    free(point);
}

/* Sets of which nothing is reported: a prefecture that is here in part. */
static void drop_empty_sets(struct audit *audit)
{
    size_t kept = 1;

    for (size_t s = 1; s < audit->n_set; s++)
        if (audit->set[s].n_region > 0)
            audit->set[kept++] = audit->set[s];
    audit->n_set = kept;
}

static void do_all(struct audit_work *work)
{
    size_t n_need = work->order->n_need;

    gather_old(work);
    find_area(work);
    audit_border_open(work);
    find_open(work);
    make_room(work);
    audit_regions_tell(work);
    audit_parts_settle(work);
    audit_border_partial(work);
    audit_count(work);
    audit_share(work, do_job, n_need + AUDIT_LINKS);
    audit_chain_tell(work);
    open_towns(work);
    audit_gaps_find(work);
    if (work->order->sites != SITES_NONE)
        audit_share(work, audit_site_job, n_need);
    audit_quality_tell(work);
    nearest_close(work->towns);
    audit_border_close(work);
    drop_empty_sets(work->audit);
}

static struct audit_work work_of(const struct audit_order *order,
                                 struct audit *audit)
{
    struct audit_work work = {.order = order,
                              .people = order->people,
                              .audit = audit,
                              .n_year = order->people->n_year,
                              .reach = order->limit,
                              .unit = 1,
                              .n_set = order->regions->n_set};

    assert(order->limit > 0 && work.n_set > 0);
    audit->order = order;
    if (order->by_minutes && order->travel) {
        work.travel = order->travel;
    } else if (order->by_minutes) {
        assert(order->detour > 0 && order->speed_km_h > 0);
        work.unit = order->detour / (order->speed_km_h * 1000 / 60);
        work.reach = order->limit / work.unit;
    }
    return work;
}

bool audit_run(const struct audit_order *order, struct audit *audit,
               struct err *err)
{
    struct audit_work work = work_of(order, audit);

    if (!find_base(&work, err))
        return false;
    find_asked(&work);
    bool ok = has_people(&work);
    if (ok) {
        pthread_mutex_init(&work.lock, NULL);
        do_all(&work);
        pthread_mutex_destroy(&work.lock);
    } else {
        err_set(err, ERR_USAGE,
                _("nobody lives in the area of this audit: no mesh of it has "
                  "people; give the population meshes of the area"));
    }
    arena_release(&work.arena);
    return ok;
}

void audit_release(struct audit *audit)
{
    arena_release(&audit->arena);
}
