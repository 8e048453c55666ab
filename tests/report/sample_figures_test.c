/* What the made-up audit found: simple, and consistent in itself. */
#include "tests/report/sample_audit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct share { /* somebody's cost, and how many they are */
    double cost, people;
};

static int by_cost(const void *a, const void *b)
{
    double p = ((const struct share *)a)->cost;
    double q = ((const struct share *)b)->cost;

    return (p > q) - (p < q);
}

static double quantile(const struct share *share, size_t n, double q)
{
    double all = 0, sum = 0;

    for (size_t i = 0; i < n; i++)
        all += share[i].people;
    for (size_t i = 0; i < n; i++) {
        sum += share[i].people;
        if (sum >= q * all)
            return share[i].cost;
    }
    return NAN;
}

/* Good enough for figures that nobody checks against the earth. */
static double metres(struct lonlat a, struct lonlat b)
{
    return hypot((a.lon_deg - b.lon_deg) * 91000,
                 (a.lat_deg - b.lat_deg) * 111000);
}

static double people_75(const struct sample *sample, size_t mesh, size_t year)
{
    return people_of(&sample->people, mesh, year)[AGE_75];
}

/* ---- meshes ---- */

static void find_nearest(const struct sample *sample, size_t n, size_t m,
                         struct audit_mesh *mesh)
{
    double maybe = INFINITY, yes = INFINITY;

    *mesh = (struct audit_mesh){
        .nearest = NO_FACILITY, .cost = NAN, .verdict = VERDICT_NOT};
    for (uint32_t f = 0; f < sample->table.n_facility; f++) {
        const struct facility *facility = sample->table.facility[f];
        enum need_state state = need_met(&sample->need[n], facility);
        if (n == 3) /* no filing list was read */
            state = state == NEED_ELSE ? NEED_ELSE : NEED_UNKNOWN;
        double far = metres(facility->point, sample->people.mesh[m].centre);
        if (state == NEED_UNKNOWN)
            maybe = fmin(maybe, far);
        if (state == NEED_YES && far < yes) {
            yes = far;
            mesh->nearest = f;
            mesh->cost = far;
        }
    }
    if (yes <= sample->order.limit)
        mesh->verdict = VERDICT_COVERED;
    else if (maybe <= sample->order.limit)
        mesh->verdict = VERDICT_MAYBE;
    if (n == 0 && m % 31 == 30)
        mesh->verdict = VERDICT_NO_DATA;
    mesh->doubtful = fabs(yes - sample->order.limit) < 100;
    if (isfinite(yes))
        mesh->access = (float)(30 * exp(-yes / 1500));
}

static void add_gap(struct audit_need *need, size_t m, double now, double last,
                    size_t *cap)
{
    need->gap = mem_room(need->gap, need->n_gap, cap, sizeof(*need->gap));
    need->gap[need->n_gap++] =
        (struct audit_gap){(uint32_t)m, now, last,
                           m % 5 == 0   ? NULL
                           : m % 5 == 1 ? "浜'\"<i>町</i>"
                                        : "中央一丁目"};
}

static int by_people(const void *a, const void *b)
{
    const struct audit_gap *p = a, *q = b;

    if (p->people != q->people)
        return p->people < q->people ? 1 : -1;
    return (p->mesh > q->mesh) - (p->mesh < q->mesh);
}

/* The list moves into the arena, so that nobody need free it. */
static void settle_gaps(struct sample *sample, struct audit_need *need)
{
    struct audit_gap *list = need->gap;

    if (!list)
        return;
    qsort(list, need->n_gap, sizeof(*list), by_people);
    need->gap = arena_alloc(&sample->arena, need->n_gap * sizeof(*list));
    memcpy(need->gap, list, need->n_gap * sizeof(*list));
    free(list);
}

static void make_meshes(struct sample *sample, size_t n)
{
    struct audit_need *need = &sample->audit.need[n];
    size_t cap = 0;

    need->mesh = arena_alloc(&sample->arena,
                             sample->people.n_mesh * sizeof(*need->mesh));
    for (size_t m = 0; m < sample->people.n_mesh; m++) {
        double now = people_75(sample, m, 0);
        find_nearest(sample, n, m, &need->mesh[m]);
        if (sample->audit.own_mesh[m] && now > 0 &&
            need->mesh[m].verdict != VERDICT_COVERED)
            add_gap(need, m, now, people_75(sample, m, SAMPLE_YEARS - 1), &cap);
    }
    settle_gaps(sample, need);
}

static void make_sites(struct sample *sample, size_t n)
{
    struct audit_need *need = &sample->audit.need[n];

    need->n_site = need->n_gap < 3 ? need->n_gap : 3;
    need->site = arena_alloc(&sample->arena, 3 * sizeof(*need->site));
    for (size_t i = 0, sum = 0; i < need->n_site; i++) {
        const struct people_mesh *mesh =
            &sample->people.mesh[need->gap[i].mesh];
        sum += 300 / (i + 1);
        need->site[i] = (struct audit_site){
            i == 0 ? "\"𠮷田\" 診療所 <A&B>" : "中央クリニック", mesh->centre,
            300.0 / (double)(i + 1), (double)sum};
    }
}

/* ---- years ---- */

static bool in_region(const struct sample *sample, size_t m, size_t set,
                      uint32_t region)
{
    return sample->audit.own_mesh[m] &&
           (region == REGION_NONE ||
            sample->regions.set[set].of_mesh[m] == region);
}

static void find_access(struct audit_year *year, double sum)
{
    double mean = year->people > 0 ? sum / year->people : NAN;

    for (size_t c = 0; c < CATCHMENT_COUNT; c++) {
        year->access_mean[c] = mean * (1 + 0.1 * (double)c);
        year->access_median[c] = mean * (0.9 + 0.1 * (double)c);
        year->gini[c] = mean > 0 ? 0.2 + 0.05 * (double)c : NAN;
    }
}

/* Region REGION_NONE: all own meshes. */
static struct audit_year make_year(struct sample *sample, size_t n, size_t y,
                                   size_t set, uint32_t region, double yes)
{
    struct share *share = mem_alloc(sample->people.n_mesh * sizeof(*share));
    struct audit_year year = {.per_10000_municipal = NAN};
    double reach = 0, access = 0, cost = 0;
    size_t n_share = 0;

    for (size_t m = 0; m < sample->people.n_mesh; m++) {
        const struct audit_mesh *mesh = &sample->audit.need[n].mesh[m];
        double people = people_75(sample, m, y);
        if (!in_region(sample, m, set, region) || people <= 0)
            continue;
        year.people += people;
        year.covered += mesh->verdict == VERDICT_COVERED ? people : 0;
        year.covered_maybe += mesh->verdict <= VERDICT_MAYBE ? people : 0;
        year.unknown += mesh->verdict == VERDICT_NO_DATA ? people : 0;
        year.doubtful += mesh->doubtful ? people : 0;
        access += people * (double)mesh->access;
        if (mesh->nearest == NO_FACILITY)
            continue;
        share[n_share++] = (struct share){mesh->cost, people};
        reach += people;
        cost += people * mesh->cost;
    }
    qsort(share, n_share, sizeof(*share), by_cost);
    year.mean = reach > 0 ? cost / reach : NAN;
    year.median = quantile(share, n_share, 0.5);
    year.p90 = quantile(share, n_share, 0.9);
    year.most = n_share ? share[n_share - 1].cost : NAN;
    year.per_10000 = year.people > 0 ? yes / year.people * 10000 : NAN;
    year.per_1000 = year.per_10000 / 10;
    if (region != 2)
        year.per_10000_municipal = year.per_10000 * 0.97;
    find_access(&year, access);
    free(share);
    return year;
}

/* ---- regions ---- */

static void count_facilities(struct sample *sample, size_t n, size_t set,
                             uint32_t region, struct audit_cell *cell)
{
    for (size_t f = 0; f < sample->table.n_facility; f++) {
        const struct facility *facility = sample->table.facility[f];
        enum need_state state = need_met(&sample->need[n], facility);
        uint32_t of = sample->regions.set[set].of_facility[f];
        if (n == 3 && state != NEED_ELSE)
            state = NEED_UNKNOWN;
        if (of != region) {
            cell->neighbours += state == NEED_YES && f % 3 == 0;
            continue;
        }
        cell->yes += state == NEED_YES;
        cell->unknown += state == NEED_UNKNOWN;
        cell->no += state == NEED_NO;
        cell->unplaced += state == NEED_YES && isnan(facility->point.lon_deg);
    }
    cell->supply = cell->yes;
}

static void make_cells(struct sample *sample, size_t set, uint32_t region,
                       struct audit_region *found)
{
    found->cell = arena_alloc(&sample->arena,
                              sample->order.n_need * sizeof(*found->cell));
    for (size_t n = 0; n < sample->order.n_need; n++) {
        struct audit_cell *cell = &found->cell[n];
        count_facilities(sample, n, set, region, cell);
        cell->year =
            arena_alloc(&sample->arena, SAMPLE_YEARS * sizeof(*cell->year));
        for (size_t m = 0; m < sample->people.n_mesh; m++)
            if (in_region(sample, m, set, region) &&
                sample->audit.need[n].mesh[m].edge)
                cell->edge += people_75(sample, m, 0);
        for (size_t y = 0; y < SAMPLE_YEARS; y++)
            cell->year[y] =
                make_year(sample, n, y, set, region, (double)cell->yes);
    }
}

static void make_demand(struct sample *sample, size_t set, uint32_t region,
                        struct audit_region *found)
{
    double *number =
        arena_alloc(&sample->arena, 4 * SAMPLE_YEARS * sizeof(*number));

    found->people =
        arena_alloc(&sample->arena, SAMPLE_YEARS * sizeof(*found->people));
    found->municipal =
        arena_alloc(&sample->arena, SAMPLE_YEARS * sizeof(*found->municipal));
    for (size_t m = 0; m < sample->people.n_mesh; m++) {
        if (!in_region(sample, m, set, region))
            continue;
        found->n_mesh += people_75(sample, m, 0) > 0;
        for (size_t y = 0; y < SAMPLE_YEARS; y++)
            for (int age = 0; age < AGE_COUNT; age++)
                found->people[y][age] +=
                    (double)people_of(&sample->people, m, y)[age];
    }
    found->ageless =
        arena_alloc(&sample->arena, SAMPLE_YEARS * sizeof(*found->ageless));
    found->medical = number;
    found->care = number + SAMPLE_YEARS;
    found->medical_index = number + 2 * SAMPLE_YEARS;
    found->care_index = number + 3 * SAMPLE_YEARS;
    for (size_t y = 0; y < SAMPLE_YEARS; y++) {
        const double *of = found->people[y];
        for (int age = 0; age < AGE_COUNT; age++)
            found->municipal[y][age] =
                region == 2 || y ? NAN : floor(of[age] * 1.03);
        found->medical[y] =
            0.6 * of[1] + 0.4 * of[2] + of[3] + 2.3 * of[4] + 3.9 * of[5];
        found->care[y] = of[3] + 9.7 * of[4] + 87.3 * of[5];
        /* The last region has nobody in 2020, so no index. */
        found->medical_index[y] = of[0] > 0 ? 101.5 + (double)y : NAN;
        found->care_index[y] = of[0] > 0 ? 108.25 + 4 * (double)y : NAN;
    }
}

static void make_region(struct sample *sample, size_t set, uint32_t region,
                        struct audit_region *found)
{
    found->region = &sample->regions.set[set].region[region];
    make_demand(sample, set, region, found);
    make_cells(sample, set, region, found);
    for (uint32_t i = 0; i < AUDIT_INDICATORS; i++) {
        found->indicator[i] = (region + 1) * (i % 4);
        found->indicator_unknown[i] = audit_indicators[i].filed ? region : 0;
    }
    found->chain =
        arena_alloc(&sample->arena, SAMPLE_YEARS * sizeof(*found->chain));
    for (size_t y = 0; y < SAMPLE_YEARS; y++) {
        double all = found->people[y][AGE_75];
        found->chain[y] = (struct audit_chain){
            .whole = all * 0.4,
            .maybe = all * 0.7,
            .missing = {all * 0.1, all * 0.2, all * 0.5, 0},
            .unsure = {all * 0.05, 0, all * 0.2, 0},
            .no_data = {0, 0, all * 0.1, 0}};
    }
}

static void make_sets(struct sample *sample)
{
    struct audit *audit = &sample->audit;

    audit->n_set = sample->regions.n_set;
    audit->set =
        arena_alloc(&sample->arena, audit->n_set * sizeof(*audit->set));
    for (size_t s = 0; s < audit->n_set; s++) {
        const struct region_set *from = &sample->regions.set[s];
        struct audit_set *set = &audit->set[s];
        set->set = from;
        set->region =
            arena_alloc(&sample->arena, from->n_region * sizeof(*set->region));
        for (uint32_t r = 0; r < from->n_region; r++)
            if (from->region[r].own)
                make_region(sample, s, r, &set->region[set->n_region++]);
    }
}

/* ---- needs ---- */

static void make_need(struct sample *sample, size_t n)
{
    struct audit_need *need = &sample->audit.need[n];

    need->need = &sample->need[n];
    need->unread = n == 3;
    need->unread_why = n == 3 ? UNREAD_FILINGS : UNREAD_NO;
    for (size_t r = 0; r < sample->audit.set[0].n_region; r++) {
        const struct audit_cell *cell = &sample->audit.set[0].region[r].cell[n];
        need->yes += cell->yes;
        need->unknown += cell->unknown;
        need->no += cell->no;
        need->unplaced += cell->unplaced;
    }
    make_sites(sample, n);
    for (size_t k = 0; k < AUDIT_LORENZ; k++)
        need->lorenz[k] =
            need->yes ? pow((double)k / (AUDIT_LORENZ - 1), 1.8) : NAN;
    need->whole =
        arena_alloc(&sample->arena, SAMPLE_YEARS * sizeof(*need->whole));
    for (size_t y = 0; y < SAMPLE_YEARS; y++)
        need->whole[y] =
            make_year(sample, n, y, 0, REGION_NONE, (double)need->yes);
}

static void make_quality(struct sample *sample)
{
    static const char *no_people[] = {"26998", "24001"};
    struct audit_quality *quality = &sample->audit.quality;

    quality->facilities = sample->table.n_facility;
    for (size_t f = 0; f < sample->table.n_facility; f++) {
        const struct facility *facility = sample->table.facility[f];
        if (isnan(facility->point.lon_deg))
            continue;
        quality->placed++;
        quality->level[facility->coordinate_level]++;
        quality->beyond_100_m += !(facility->error_m <= 100);
    }
    for (size_t m = 0; m < sample->people.n_mesh; m++)
        quality->own_meshes += sample->audit.own_mesh[m];
    quality->hidden_meshes = 3;
    quality->hidden_people = 59.5;
    quality->no_people = no_people;
    quality->n_no_people = 2;
}

void sample_figures(struct sample *sample)
{
    struct audit *audit = &sample->audit;

    audit->order = &sample->order;
    audit->need = arena_alloc(&sample->arena,
                              sample->order.n_need * sizeof(*audit->need));
    for (size_t n = 0; n < sample->order.n_need; n++)
        make_meshes(sample, n);
    make_sets(sample);
    for (size_t n = 0; n < sample->order.n_need; n++)
        make_need(sample, n);
    make_quality(sample);
    audit->created = "2026-04-15";
    audit->command = "zaitaku audit --store 'my \"store\" <1>.gpkg' "
                     "--population 1km_mesh_suikei_2018_shape_25.zip "
                     "--year 2025,2030,2040 --threshold 2km -o audit/";
    audit->maker = "みなと市高齢福祉課 <係>";
    audit->title = "滋賀県 在宅医療・介護の地域差の点検 \"試し\" & <見本>";
}
