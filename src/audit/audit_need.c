/*
 * One need: what every asked mesh reaches, and the access of all of them.
 *
 * Two passes over the demand: all meshes of all files share the facilities out
 * (neighbours too), then the asked meshes get their access. What is in reach
 * is searched twice, because it does not fit into memory: a mesh in Tokyo has
 * thousands of facilities within 16 km.
 */
#include "audit/audit_work.h"

#include <math.h>
#include <stdlib.h>

/* A distance is doubtful within 100 m of the limit (the centre of a mesh
 * stands for its people), or within the facility's error, where that is not
 * known within 1 km. */
#define MARGIN_M 100
#define MARGIN_UNKNOWN_M 1000

struct need_job {
    struct audit_work *work;
    struct audit_need *need;
    size_t number;
    struct audit_reach yes, unknown;
    double *supply;
    double *margin_m; /* [yes.n] */
    bool *shared;     /* [yes.n] with people whom no mesh file holds */
    double most_margin_m;
    uint64_t *reached; /* bits [n_atom][yes.n]: by somebody in the atom */
    size_t row;        /* words of an atom's bits */
    struct catchment *catchment;
    struct audit_found found;
    float *access; /* [(method * n_year + year) * n_asked + asked] */
    double *people, *mesh_access;
};

static void weigh(struct need_job *job)
{
    const struct audit_order *order = job->work->order;
    size_t n = job->yes.n;

    job->supply = mem_zeroed(n, sizeof(*job->supply));
    job->margin_m = mem_zeroed(n, sizeof(*job->margin_m));
    job->shared = mem_zeroed(n, sizeof(*job->shared));
    for (size_t i = 0; i < n; i++) {
        uint32_t f = job->yes.facility[i];
        double error_m = audit_facility(job->work, f)->error_m;
        double weight = job->need->weighted ? order->weight[f] : 1;
        job->supply[i] = weight > 0 ? weight : 0; /* NAN: not known */
        job->margin_m[i] =
            isnan(error_m) ? MARGIN_UNKNOWN_M : fmax(MARGIN_M, error_m);
        job->most_margin_m = fmax(job->most_margin_m, job->margin_m[i]);
        job->shared[i] = job->supply[i] > 0 && audit_is_shared(job->work, f);
    }
}

static void job_open(struct need_job *job)
{
    struct audit_work *work = job->work;
    size_t n_access = CATCHMENT_COUNT * work->n_year;

    audit_reach_open(&job->yes, work, job->need->need, NEED_YES);
    audit_reach_open(&job->unknown, work, job->need->need, NEED_UNKNOWN);
    weigh(job);
    job->row = (job->yes.n + 63) / 64;
    job->reached = mem_zeroed(work->n_atom * job->row, sizeof(*job->reached));
    job->catchment =
        catchment_open(job->supply, job->yes.n, work->n_year, work->reach);
    job->access = mem_alloc(n_access * work->n_asked * sizeof(*job->access));
    job->mesh_access = mem_zeroed(n_access, sizeof(*job->mesh_access));
    job->people = mem_zeroed(work->n_year, sizeof(*job->people));
}

static void job_close(struct need_job *job)
{
    free(job->reached);
    free(job->supply);
    free(job->margin_m);
    free(job->shared);
    free(job->access);
    free(job->mesh_access);
    free(job->people);
    catchment_close(job->catchment);
    audit_found_release(&job->found);
    audit_reach_close(&job->yes);
    audit_reach_close(&job->unknown);
}

/* ---- first pass ---- */

static void add_demand(struct need_job *job)
{
    const struct audit_work *work = job->work;

    for (uint32_t m = 0; m < work->people->n_mesh; m++) {
        double any = 0;
        if (!audit_in_area(work, work->people->mesh[m].centre))
            continue;
        for (size_t y = 0; y < work->n_year; y++)
            any += job->people[y] = audit_old(work, m, y);
        if (!(any > 0))
            continue;
        audit_within(&job->yes, m, work->reach, &job->found);
        if (job->found.n > 0)
            catchment_add_demand(job->catchment, job->found.pair, job->found.n,
                                 job->people);
    }
    catchment_settle(job->catchment);
}

/* ---- second pass ---- */

/* Could the mesh be covered or not by other positions within their errors?
 * `found` holds the facilities within the limit. */
static bool is_doubtful(struct need_job *job, uint32_t m, uint32_t nearest,
                        double measured)
{
    const struct audit_work *work = job->work;

    if (work->travel || nearest == NO_SLOT)
        return false;
    if (measured <= work->reach) {
        for (size_t i = 0; i < job->found.n; i++)
            if (work->reach - (double)job->found.pair[i].cost >=
                job->margin_m[job->found.pair[i].supply])
                return false;
        return true;
    }
    if (measured - work->reach > job->most_margin_m)
        return false;
    audit_within(&job->yes, m, work->reach + job->most_margin_m, &job->found);
    for (size_t i = 0; i < job->found.n; i++)
        if ((double)job->found.pair[i].cost - work->reach <=
            job->margin_m[job->found.pair[i].supply])
            return true;
    return false;
}

static void note_reached(struct need_job *job, size_t a)
{
    uint64_t *row = job->reached + job->work->atom[a] * job->row;

    for (size_t i = 0; i < job->found.n; i++) {
        uint32_t supply = job->found.pair[i].supply;
        row[supply / 64] |= UINT64_C(1) << supply % 64;
    }
}

/* `found` holds the facilities within the limit. */
static bool is_edge(const struct need_job *job)
{
    for (size_t i = 0; i < job->found.n; i++)
        if (job->shared[job->found.pair[i].supply])
            return true;
    return false;
}

static void put_access(struct need_job *job, size_t a, bool known)
{
    const struct audit_work *work = job->work;
    size_t n_access = CATCHMENT_COUNT * work->n_year;

    if (known)
        catchment_get(job->catchment, job->found.pair, job->found.n,
                      job->mesh_access);
    for (size_t k = 0; k < n_access; k++)
        job->access[k * work->n_asked + a] =
            known ? (float)(job->mesh_access[k] * 10000) : NAN;
}

static void tell_mesh(struct need_job *job, size_t a)
{
    const struct audit_work *work = job->work;
    uint32_t m = work->asked[a], nearest;
    struct audit_mesh *mesh = &job->need->mesh[m];
    double measured;

    mesh->verdict =
        (uint8_t)audit_judge(&job->yes, &job->unknown, job->need->unread_why, m,
                             &nearest, &measured);
    bool known = mesh->verdict != VERDICT_NO_DATA &&
                 job->need->unread_why != UNREAD_LIST;
    job->found.n = 0;
    if (mesh->verdict == VERDICT_COVERED)
        audit_within(&job->yes, m, work->reach, &job->found);
    if (audit_old(work, m, work->base) > 0)
        note_reached(job, a);
    put_access(job, a, known);
    mesh->edge = is_edge(job);
    mesh->doubtful = is_doubtful(job, m, nearest, measured);
    mesh->nearest =
        nearest == NO_SLOT ? NO_FACILITY : job->yes.facility[nearest];
    mesh->cost = measured * work->unit;
    size_t shown = CATCHMENT_E2SFCA_GAUSS * work->n_year + work->base;
    mesh->access = job->access[shown * work->n_asked + a];
}

/* ---- told ---- */

static uint32_t ones(const uint64_t *word, size_t n)
{
    uint32_t sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (uint32_t)__builtin_popcountll(word[i]);
    return sum;
}

/* Bits [regions of a part][yes.n]: reached by somebody of the region. */
static uint64_t *reached_by(const struct need_job *job, size_t part)
{
    const struct audit_work *work = job->work;
    const uint32_t *slot = work->atom_slot + part * work->n_atom;
    uint64_t *bits = mem_zeroed(work->part[part].n * job->row, sizeof(*bits));

    for (size_t a = 0; a < work->n_atom; a++)
        for (size_t i = 0; slot[a] != NO_SLOT && i < job->row; i++)
            bits[slot[a] * job->row + i] |= job->reached[a * job->row + i];
    return bits;
}

static void tell_neighbours(struct need_job *job, size_t s)
{
    struct audit_set *set = &job->work->audit->set[s];
    uint64_t *bits = reached_by(job, s);

    for (size_t i = 0; i < job->yes.n; i++) {
        uint32_t home = job->work->part[s].of_facility[job->yes.facility[i]];
        if (home != NO_SLOT)
            bits[home * job->row + i / 64] &= ~(UINT64_C(1) << i % 64);
    }
    for (size_t r = 0; r < set->n_region; r++)
        set->region[r].cell[job->number].neighbours =
            ones(bits + r * job->row, job->row);
    free(bits);
}

static void tell_touched(struct need_job *job)
{
    struct audit_work *work = job->work;
    uint64_t *bits = reached_by(job, work->n_set);

    pthread_mutex_lock(&work->lock);
    for (size_t i = 0; i < job->yes.n; i++)
        work->touched[job->yes.facility[i]] |= bits[i / 64] >> i % 64 & 1;
    pthread_mutex_unlock(&work->lock);
    free(bits);
}

void audit_need_job(struct audit_work *work, size_t at)
{
    struct need_job job = {
        .work = work, .need = &work->audit->need[at], .number = at};

    job_open(&job);
    add_demand(&job);
    for (size_t a = 0; a < work->n_asked; a++)
        tell_mesh(&job, a);
    for (size_t s = 0; s < work->n_set; s++)
        tell_neighbours(&job, s);
    tell_touched(&job);
    audit_figures(work, at, job.access);
    job_close(&job);
}
