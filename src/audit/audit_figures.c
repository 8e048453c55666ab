/* How a need's distances and access are spread over the people of a region. */
#include "audit/audit_work.h"
#include "geo/access/spread.h"

#include <math.h>
#include <stdlib.h>

struct figures {
    const struct audit_work *work;
    size_t need;
    struct audit_rank *rank, *spare; /* [n_asked] values by size */
    size_t n;
    struct spread *item; /* of one part, by region, then value */
    size_t *first;       /* [regions + 1] */
};

static struct audit_year *year_of(const struct figures *figures, size_t part,
                                  size_t region, size_t year)
{
    struct audit *audit = figures->work->audit;

    if (part == figures->work->n_set)
        return &audit->need[figures->need].whole[year];
    return &audit->set[part].region[region].cell[figures->need].year[year];
}

/* ---- sums ---- */

static void add_mesh(struct audit_year *year, const struct audit_mesh *mesh,
                     double people)
{
    bool covered = mesh->verdict == VERDICT_COVERED;

    year->people += people;
    year->covered += covered ? people : 0;
    year->covered_maybe +=
        covered || mesh->verdict == VERDICT_MAYBE ? people : 0;
    year->doubtful += mesh->doubtful ? people : 0;
    year->unknown += mesh->verdict == VERDICT_NO_DATA ? people : 0;
}

static void add_meshes(struct figures *figures, size_t part)
{
    const struct audit_work *work = figures->work;
    const struct audit_mesh *mesh = work->audit->need[figures->need].mesh;

    for (size_t a = 0; a < work->n_asked; a++) {
        uint32_t m = work->asked[a], slot = work->part[part].slot[a];
        if (slot != NO_SLOT && mesh[m].edge && part < work->n_set)
            work->audit->set[part].region[slot].cell[figures->need].edge +=
                (double)work->old[work->base * work->n_asked + a];
        for (size_t y = 0; slot != NO_SLOT && y < work->n_year; y++)
            add_mesh(year_of(figures, part, slot, y), &mesh[m],
                     (double)work->old[y * work->n_asked + a]);
    }
}

static double per(double count, double people, double many)
{
    return people > 0 ? count * many / people : NAN;
}

static void tell_ratios(struct figures *figures, size_t part, size_t region)
{
    const struct audit_work *work = figures->work;
    const struct audit *audit = work->audit;

    for (size_t y = 0; y < work->n_year; y++) {
        struct audit_year *year = year_of(figures, part, region, y);
        uint8_t why = audit->need[figures->need].unread_why;
        bool partial = work->audit->partial;
        double yes, municipal;
        if (part == work->n_set) {
            yes = audit->need[figures->need].yes;
            municipal = audit_municipal_whole(audit, y);
        } else {
            const struct audit_region *told = &audit->set[part].region[region];
            partial = told->partial;
            yes = told->cell[figures->need].yes;
            municipal = told->municipal[y][AGE_75];
        }
        if (why == UNREAD_FILINGS || why == UNREAD_LIST)
            yes = NAN; /* not none: not known */
        double people = partial ? NAN : year->people;
        year->per_10000 = per(yes, people, 10000);
        year->per_1000 = per(yes, people, 1000);
        year->per_10000_municipal = per(yes, municipal, 10000);
    }
}

/* ---- spreads ---- */

static void begin_rank(struct figures *figures)
{
    figures->n = 0;
}

static void add_rank(struct figures *figures, double value, size_t asked)
{
    if (!isnan(value))
        figures->rank[figures->n++] =
            (struct audit_rank){value, (uint32_t)asked};
}

/* Deal the ranked values to the regions of a part; each keeps their order. */
static void deal(struct figures *figures, size_t part, size_t year)
{
    const struct audit_work *work = figures->work;
    const struct audit_part *parts = &work->part[part];
    const float *old = work->old + year * work->n_asked;
    size_t *first = figures->first;

    for (size_t r = 0; r <= parts->n; r++)
        first[r] = 0;
    for (size_t i = 0; i < figures->n; i++)
        if (parts->slot[figures->rank[i].at] != NO_SLOT)
            first[parts->slot[figures->rank[i].at]]++;
    for (size_t r = 0, sum = 0; r <= parts->n; r++) {
        size_t here = first[r];
        first[r] = sum;
        sum += here;
    }
    for (size_t i = 0; i < figures->n; i++) {
        uint32_t at = figures->rank[i].at, slot = parts->slot[at];
        if (slot != NO_SLOT)
            figures->item[first[slot]++] =
                (struct spread){figures->rank[i].value, (double)old[at]};
    }
    /* Every start has moved to the next one's. */
    for (size_t r = parts->n; r > 0; r--)
        first[r] = first[r - 1];
    first[0] = 0;
}

static double most_of(const struct spread *item, size_t n)
{
    while (n > 0 && !(item[n - 1].weight > 0))
        n--;
    return n > 0 ? item[n - 1].value : NAN;
}

static void tell_nearest(struct figures *figures)
{
    const struct audit_work *work = figures->work;
    const struct audit_mesh *mesh = work->audit->need[figures->need].mesh;

    begin_rank(figures);
    for (size_t a = 0; a < work->n_asked; a++)
        add_rank(figures, mesh[work->asked[a]].cost, a);
    audit_rank(figures->rank, figures->spare, figures->n);
    for (size_t part = 0; part <= work->n_set; part++)
        for (size_t y = 0; y < work->n_year; y++) {
            deal(figures, part, y);
            for (size_t r = 0; r < work->part[part].n; r++) {
                struct audit_year *year = year_of(figures, part, r, y);
                struct spread *item = figures->item + figures->first[r];
                size_t n = figures->first[r + 1] - figures->first[r];
                year->mean = spread_mean(item, n);
                year->median = spread_quantile(item, n, 0.5);
                year->p90 = spread_quantile(item, n, 0.9);
                year->most = most_of(item, n);
            }
        }
}

static void tell_access(struct figures *figures, size_t method, size_t y)
{
    const struct audit_work *work = figures->work;

    for (size_t part = 0; part <= work->n_set; part++) {
        deal(figures, part, y);
        for (size_t r = 0; r < work->part[part].n; r++) {
            struct audit_year *year = year_of(figures, part, r, y);
            struct spread *item = figures->item + figures->first[r];
            size_t n = figures->first[r + 1] - figures->first[r];
            year->access_mean[method] = spread_mean(item, n);
            year->access_median[method] = spread_quantile(item, n, 0.5);
            year->gini[method] = spread_gini(item, n);
        }
    }
    /* The whole was dealt last. */
    if (method == CATCHMENT_E2SFCA_GAUSS && y == work->base)
        spread_lorenz(figures->item, figures->first[1],
                      work->audit->need[figures->need].lorenz, AUDIT_LORENZ);
}

static void tell_accesses(struct figures *figures, const float *access)
{
    const struct audit_work *work = figures->work;

    for (size_t k = 0; k < CATCHMENT_COUNT * work->n_year; k++) {
        const float *column = access + k * work->n_asked;
        const float *old = work->old + k % work->n_year * work->n_asked;
        begin_rank(figures);
        for (size_t a = 0; a < work->n_asked; a++)
            if (old[a] > 0)
                add_rank(figures, (double)column[a], a);
        audit_rank(figures->rank, figures->spare, figures->n);
        tell_access(figures, k / work->n_year, k % work->n_year);
    }
}

void audit_figures(struct audit_work *work, size_t need, const float *access)
{
    struct figures figures = {.work = work, .need = need};
    size_t most_regions = 1, n = work->n_asked;

    for (size_t part = 0; part <= work->n_set; part++)
        if (work->part[part].n > most_regions)
            most_regions = work->part[part].n;
    figures.rank = mem_alloc(n * sizeof(*figures.rank));
    figures.spare = mem_alloc(n * sizeof(*figures.spare));
    figures.item = mem_alloc(n * sizeof(*figures.item));
    figures.first = mem_alloc((most_regions + 1) * sizeof(*figures.first));
    for (size_t part = 0; part <= work->n_set; part++) {
        add_meshes(&figures, part);
        for (size_t r = 0; r < work->part[part].n; r++)
            tell_ratios(&figures, part, r);
    }
    tell_nearest(&figures);
    tell_accesses(&figures, access);
    free(figures.rank);
    free(figures.spare);
    free(figures.item);
    free(figures.first);
}
