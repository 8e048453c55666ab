#include "bench/audit_country.h"

#include "geo/access/mesh.h"
#include "geo/access/nearest.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MUNICIPALITIES 1900
#define PREFECTURES 47
#define MEDICAL_AREAS 335
#define PER_DEG_LAT 240 /* 500 m meshes: 15 seconds of latitude, 22.5 of */
#define PER_DEG_LON 160 /* longitude (JIS X 0410, 2分の1地域メッシュ) */

static const char *const need_ids[COUNTRY_NEEDS] = {
    "visiting-nurse",   "care-manager",
    "pharmacy",         "clinic",
    "dental",           "home-care",
    "day-care",         "health-facility",
    "nursing-24h",      "pharmacy-visits",
    "home-care-clinic", "doctor-visits",
    "dental-visits",    "hospital",
    "backup-hospital",  "community-day-care",
    "night-home-care",  "home-pharmacy",
    "enhanced-nursing", "psychiatric"};

/* Longitude, latitude. */
static const double islands[][26][2] = {
    {{140.0, 41.5},
     {141.2, 41.8},
     {143.3, 42.0},
     {145.5, 43.3},
     {144.3, 44.0},
     {141.9, 45.5},
     {141.6, 43.4},
     {140.4, 43.2},
     {139.8, 42.3}},
    {{130.9, 34.0}, {132.2, 33.9}, {133.9, 34.5}, {135.0, 34.65}, {135.1, 34.2},
     {135.8, 33.5}, {136.9, 34.3}, {136.9, 35.0}, {138.2, 34.6},  {138.8, 34.8},
     {139.8, 35.0}, {140.8, 35.7}, {141.0, 37.5}, {141.9, 39.5},  {141.4, 41.4},
     {140.3, 41.2}, {139.9, 39.5}, {138.8, 37.9}, {137.0, 37.3},  {136.7, 36.6},
     {136.0, 35.7}, {134.0, 35.5}, {132.6, 35.4}, {131.0, 34.4}},
    {{132.1, 33.4}, {133.0, 32.8}, {134.2, 33.3}, {134.6, 34.2}, {133.0, 34.0}},
    {{129.8, 33.2},
     {130.9, 33.9},
     {131.9, 33.2},
     {131.4, 31.4},
     {130.6, 31.1},
     {130.2, 31.3},
     {130.2, 32.3}},
};
#define ISLANDS (sizeof(islands) / sizeof(*islands))

/* xorshift64*: Vigna 2016, An experimental exploration of Marsaglia's xorshift
 * generators, scrambled. */
double country_chance(struct country *country)
{
    uint64_t x = country->seed;

    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    country->seed = x;
    return (double)(x * UINT64_C(2685821657736338717) >> 11) /
           9007199254740992.0;
}

static bool on_land(struct lonlat at)
{
    for (size_t i = 0; i < ISLANDS; i++) {
        bool inside = false;
        size_t n = 0;
        while (n < 26 && islands[i][n][0] > 0)
            n++;
        for (size_t a = 0, b = n - 1; a < n; b = a++) {
            const double *p = islands[i][a], *q = islands[i][b];
            if ((p[1] > at.lat_deg) != (q[1] > at.lat_deg) &&
                at.lon_deg <
                    (q[0] - p[0]) * (at.lat_deg - p[1]) / (q[1] - p[1]) + p[0])
                inside = !inside;
        }
        if (inside)
            return true;
    }
    return false;
}

static struct lonlat somewhere(struct country *country)
{
    struct lonlat at;

    do
        at = (struct lonlat){129 + 17 * country_chance(country),
                             31 + 14.6 * country_chance(country)};
    while (!on_land(at));
    return at;
}

/* ---- meshes and people ---- */

/* The k-th largest town has 1 / k of the largest one's people, in a circle
 * that grows with it. */
static double people_at(const struct nearest *towns, struct nearest_list *list,
                        struct lonlat at)
{
    double people = 0.4;

    nearest_within(towns, at, 80000, list);
    for (size_t i = 0; i < list->n; i++) {
        double rank = 1 + list->item[i].at;
        double spread_m = 25000 / pow(rank, 1 / 3.0) + 1000;
        people += 900 / pow(rank, 1 / 3.0) *
                  exp(-list->item[i].distance_m / spread_m);
    }
    return people;
}

static void add_mesh(struct country *country, uint64_t code, double old,
                     size_t n_year)
{
    struct people *people = &country->people;
    size_t at = people->n_mesh++;

    people->mesh[at] =
        (struct people_mesh){.code = code, .centre = mesh_centre(code)};
    for (size_t y = 0; y < n_year; y++)
        for (int age = 0; age < AGE_COUNT; age++)
            people->count[(at * n_year + y) * AGE_COUNT + (size_t)age] =
                (float)(old * (1 + 0.2 * (double)y) *
                        (age == AGE_75    ? 1
                         : age == AGE_ALL ? 7
                                          : 1.5));
}

static int compare_codes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

/* All meshes on land, or every so-manieth of them: in order of codes. */
static uint64_t *choose_meshes(size_t wanted, size_t *n)
{
    uint64_t *code = NULL;
    size_t cap = 0, kept = 0;

    for (int row = 31 * PER_DEG_LAT; row < 46 * PER_DEG_LAT; row++)
        for (int column = 129 * PER_DEG_LON; column < 146 * PER_DEG_LON;
             column++) {
            struct lonlat at = {(column + 0.5) / PER_DEG_LON,
                                (row + 0.5) / PER_DEG_LAT};
            if (!on_land(at))
                continue;
            code = mem_room(code, *n, &cap, sizeof(*code));
            code[(*n)++] = mesh_at(at, 9);
        }
    qsort(code, *n, sizeof(*code), compare_codes);
    for (size_t i = 0; i < *n && wanted < *n; i++)
        if (i * wanted / *n != (i + 1) * wanted / *n)
            code[kept++] = code[i];
    *n = wanted < *n ? kept : *n;
    return code;
}

static void make_people(struct country *country, size_t wanted, size_t n_year)
{
    struct people *people = &country->people;
    struct nearest *towns = nearest_open(country->town, COUNTRY_TOWNS);
    struct nearest_list list = {0};
    size_t n = 0;
    uint64_t *code = choose_meshes(wanted, &n);
    double sum = 0;

    people->mesh = mem_alloc(n * sizeof(*people->mesh));
    people->count = mem_alloc(n * n_year * AGE_COUNT * sizeof(*people->count));
    people->n_year = n_year;
    people->digits = 9;
    country->sum = mem_alloc(n * sizeof(*country->sum));
    for (size_t y = 0; y < n_year; y++)
        people->year[y] = 2020 + 10 * (int)y;
    for (size_t i = 0; i < n; i++) {
        double mean = people_at(towns, &list, mesh_centre(code[i]));
        double old = floor(mean * 2 * country_chance(country));
        add_mesh(country, code[i], old, n_year);
        country->sum[i] = sum += old;
    }
    free(code);
    free(list.item);
    nearest_close(towns);
}

/* ---- facilities ---- */

/* Somewhere in a mesh that is drawn by its people. */
static struct lonlat at_people(struct country *country)
{
    size_t low = 0, high = country->people.n_mesh - 1;
    double wanted = country_chance(country) * country->sum[high];

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (country->sum[middle] > wanted)
            high = middle;
        else
            low = middle + 1;
    }
    struct mesh_box box = mesh_box(country->people.mesh[low].code);
    return (struct lonlat){box.west_deg + (box.east_deg - box.west_deg) *
                                              country_chance(country),
                           box.south_deg + (box.north_deg - box.south_deg) *
                                               country_chance(country)};
}

/* Every facility meets about a third of the needs. */
static void make_facilities(struct country *country, size_t n, size_t n_need)
{
    double share = 0.3;
    size_t all = (size_t)((double)n / share);
    char id[24];

    for (size_t i = 0; i < all; i++) {
        snprintf(id, sizeof(id), "k-%010zu", i);
        uint32_t at = table_add(&country->table, id);
        struct facility *facility = country->table.facility[at];
        for (size_t k = 0; k < n_need; k++)
            if (country_chance(country) < share) {
                facility->services |= country->need[k].kinds;
                facility->filed |= country->need[k].functions;
            }
        facility->point = at_people(country);
        facility->error_m = country_chance(country) < 0.8 ? 20 : 300;
        facility->coordinate_level = LEVEL_PUBLISHED;
    }
}

/* ---- regions ---- */

static void make_set(struct country *country, size_t s, const char *id,
                     size_t n)
{
    struct region_set *set = &country->set[s];
    struct lonlat *seat = mem_alloc(n * sizeof(*seat));
    struct nearest_hit hit;

    *set = (struct region_set){.id = id, .name = id, .n_region = n};
    set->region = arena_alloc(&country->arena, n * sizeof(*set->region));
    for (size_t r = 0; r < n; r++) {
        set->region[r].code = arena_format(&country->arena, "%05zu", r);
        set->region[r].name = set->region[r].code;
        set->region[r].own = true;
        seat[r] = somewhere(country);
    }
    struct nearest *seats = nearest_open(seat, n);
    set->of_mesh = mem_alloc(country->people.n_mesh * sizeof(uint32_t));
    set->of_facility = mem_alloc(country->table.n_facility * sizeof(uint32_t));
    for (size_t m = 0; m < country->people.n_mesh; m++) {
        nearest_find(seats, country->people.mesh[m].centre, &hit);
        set->of_mesh[m] = hit.at;
    }
    for (size_t f = 0; f < country->table.n_facility; f++) {
        nearest_find(seats, country->table.facility[f]->point, &hit);
        set->of_facility[f] = hit.at;
    }
    nearest_close(seats);
    free(seat);
}

void country_make(struct country *country, size_t n_mesh, size_t n_facility,
                  size_t n_need, size_t n_year)
{
    country->seed = UINT64_C(88172645463325252);
    for (size_t t = 0; t < COUNTRY_TOWNS; t++)
        country->town[t] = somewhere(country);
    for (size_t k = 0; k < n_need; k++)
        if (!need_find(need_ids[k], &country->need[k]))
            abort();
    make_people(country, n_mesh, n_year);
    make_facilities(country, n_facility, n_need);
    make_set(country, 0, "municipality", MUNICIPALITIES);
    make_set(country, 1, "prefecture", PREFECTURES);
    make_set(country, 2, "areas-1", MEDICAL_AREAS);
    country->regions =
        (struct regions){.set = country->set, .n_set = COUNTRY_SETS};
}
