#include "geo/access/catchment.h"

#include "base/arena.h"
#include "geo/access/decay.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const catchment_ids[CATCHMENT_COUNT] = {
    [CATCHMENT_2SFCA] = "2sfca",
    [CATCHMENT_E2SFCA_STEP] = "e2sfca-step",
    [CATCHMENT_E2SFCA_GAUSS] = "e2sfca-gauss",
    [CATCHMENT_3SFCA] = "3sfca",
};

/* Luo and Qi 2009, Health & Place 15(4), 1100-1107: the slow decay of their
 * three zones of 10 minutes. */
#define STEP_NEAR 1.0
#define STEP_MIDDLE 0.68
#define STEP_FAR 0.22

double catchment_weight(enum catchment_method method, double cost, double limit)
{
    const struct decay_step thirds[] = {{limit / 3, STEP_NEAR},
                                        {limit * 2 / 3, STEP_MIDDLE},
                                        {limit, STEP_FAR}};

    if (!(cost <= limit))
        return 0;
    switch (method) {
    case CATCHMENT_2SFCA:
        return 1;
    case CATCHMENT_E2SFCA_STEP:
        return decay_steps(thirds, 3, cost);
    default:
        return decay_gauss_to(cost, limit);
    }
}

/* Methods lie side by side: one supply in one year is one line of four. */
struct catchment {
    const double *supply; /* until it is settled */
    size_t n_supply, n_year;
    double limit, third, two_thirds;
    double gauss; /* -1 / b */
    /* [(supply * n_year + year) * CATCHMENT_COUNT + method]: sum_i P_i f_ij,
     * once settled R_j. */
    double *ratio;
    struct reach *scratch;
    size_t cap_scratch;
};

/* A supply and the share of it, by method, that a demand point takes. */
struct reach {
    double f[CATCHMENT_COUNT];
    uint32_t supply;
};

struct catchment *catchment_open(const double *supply, size_t n_supply,
                                 size_t n_year, double limit)
{
    struct catchment *catchment = mem_alloc(sizeof(*catchment));
    size_t size =
        n_supply * n_year * CATCHMENT_COUNT * sizeof(*catchment->ratio);

    assert(limit > 0);
    *catchment = (struct catchment){
        .supply = supply,
        .n_supply = n_supply,
        .n_year = n_year,
        .limit = limit,
        .third = limit / 3,
        .two_thirds = limit * 2 / 3,
        .gauss = log(DECAY_AT_LIMIT) / (limit * limit),
        .ratio = mem_alloc(size),
    };
    memset(catchment->ratio, 0, size);
    return catchment;
}

void catchment_close(struct catchment *catchment)
{
    if (!catchment)
        return;
    free(catchment->scratch);
    free(catchment->ratio);
    free(catchment);
}

/* The weights of catchment_weight(), for many. f of 3SFCA is the square of the
 * Gaussian; the sum of Gaussians by which it is to be divided is returned. */
static double weigh_pairs(const struct catchment *catchment,
                          const struct catchment_pair *pair, size_t n,
                          struct reach *reach)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        /* A cost was rounded to a float, perhaps over the limit. */
        double cost = fmin((double)pair[i].cost, catchment->limit);
        double gauss = exp(cost * cost * catchment->gauss);
        double step = cost <= catchment->third        ? STEP_NEAR
                      : cost <= catchment->two_thirds ? STEP_MIDDLE
                                                      : STEP_FAR;
        reach[i] =
            (struct reach){{1, step, gauss, gauss * gauss}, pair[i].supply};
        sum += gauss;
    }
    return sum;
}

static double weigh_links(const struct catchment_link *link, size_t n,
                          struct reach *reach)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        double f = link[i].weight;
        reach[i] = (struct reach){{f > 0, f, f, f * f}, link[i].supply};
        sum += f;
    }
    return sum;
}

static struct reach *scratch(struct catchment *catchment, size_t n)
{
    if (n > catchment->cap_scratch) {
        catchment->cap_scratch = n + n / 2;
        catchment->scratch =
            mem_grow(catchment->scratch,
                     catchment->cap_scratch * sizeof(*catchment->scratch));
    }
    return catchment->scratch;
}

static void add(struct catchment *catchment, struct reach *reach, size_t n,
                double sum, const double *people)
{
    size_t n_year = catchment->n_year;

    for (size_t i = 0; i < n; i++) {
        double *demand =
            catchment->ratio + reach[i].supply * n_year * CATCHMENT_COUNT;
        assert(reach[i].supply < catchment->n_supply);
        reach[i].f[CATCHMENT_3SFCA] *= sum > 0 ? 1 / sum : 0;
        for (size_t year = 0; year < n_year; year++)
            for (int method = 0; method < CATCHMENT_COUNT; method++)
                demand[year * CATCHMENT_COUNT + method] +=
                    reach[i].f[method] * (people[year] > 0 ? people[year] : 0);
    }
}

void catchment_add_demand(struct catchment *catchment,
                          const struct catchment_pair *pair, size_t n,
                          const double *people)
{
    struct reach *reach = scratch(catchment, n);

    add(catchment, reach, n, weigh_pairs(catchment, pair, n, reach), people);
}

void catchment_add_linked(struct catchment *catchment,
                          const struct catchment_link *link, size_t n,
                          const double *people)
{
    struct reach *reach = scratch(catchment, n);

    add(catchment, reach, n, weigh_links(link, n, reach), people);
}

void catchment_settle(struct catchment *catchment)
{
    size_t lines = catchment->n_year * CATCHMENT_COUNT;

    for (size_t i = 0; i < catchment->n_supply * lines; i++) {
        double demand = catchment->ratio[i];
        catchment->ratio[i] =
            demand > 0 ? catchment->supply[i / lines] / demand : 0;
    }
    catchment->supply = NULL;
}

/* Enough for most demand points, and small enough for the stack. */
#define BATCH 256

static void gather(const struct catchment *catchment, const struct reach *reach,
                   size_t n, double *access)
{
    size_t n_year = catchment->n_year;

    for (size_t year = 0; year < n_year; year++) {
        double sum[CATCHMENT_COUNT] = {0};
        for (size_t i = 0; i < n; i++) {
            const double *ratio =
                catchment->ratio +
                (reach[i].supply * n_year + year) * CATCHMENT_COUNT;
            for (int method = 0; method < CATCHMENT_COUNT; method++)
                sum[method] += reach[i].f[method] * ratio[method];
        }
        for (size_t method = 0; method < CATCHMENT_COUNT; method++)
            access[method * n_year + year] += sum[method];
    }
}

static void start(const struct catchment *catchment, double *access)
{
    assert(!catchment->supply);
    for (size_t i = 0; i < CATCHMENT_COUNT * catchment->n_year; i++)
        access[i] = 0;
}

static void finish(const struct catchment *catchment, double sum,
                   double *access)
{
    double *last = access + CATCHMENT_3SFCA * catchment->n_year;

    for (size_t year = 0; sum > 0 && year < catchment->n_year; year++)
        last[year] /= sum;
}

void catchment_get(const struct catchment *catchment,
                   const struct catchment_pair *pair, size_t n, double *access)
{
    struct reach reach[BATCH];
    double sum = 0;

    start(catchment, access);
    for (size_t at = 0, some; at < n; at += some) {
        some = n - at < BATCH ? n - at : BATCH;
        sum += weigh_pairs(catchment, pair + at, some, reach);
        gather(catchment, reach, some, access);
    }
    finish(catchment, sum, access);
}

void catchment_get_linked(const struct catchment *catchment,
                          const struct catchment_link *link, size_t n,
                          double *access)
{
    struct reach reach[BATCH];
    double sum = 0;

    start(catchment, access);
    for (size_t at = 0, some; at < n; at += some) {
        some = n - at < BATCH ? n - at : BATCH;
        sum += weigh_links(link + at, some, reach);
        gather(catchment, reach, some, access);
    }
    finish(catchment, sum, access);
}
