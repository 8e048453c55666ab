/* How far the addresses of each town spread, and which points are where no
 * town of the municipality can be. */
#include "geo/gazetteer/compiling.h"

#include "geo/crs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where no numbers tell a town's extent, its neighbours do: it ends where
 * they begin. Factor and bounds are fitted on the towns whose parcels are
 * known (tests/bench/geocode.sh prints what share of true places they hold). */
#define NEIGHBOURS 5
#define NEIGHBOUR_TIMES 2.2
#define CHOME_TIMES 1.3 /* 丁目 are alike in size */
#define LEAST_M 300
#define MOST_M 12000

/* A town so far from every other of its municipality, and so many times
 * farther than they are from one another, is misplaced. */
#define FAR_M 25000
#define FAR_TIMES 8

#define CELL_DEG 0.05
#define METRES_PER_DEG 111195.0 /* of latitude; only to choose neighbours */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

void compiling_sort(double *value, size_t n)
{
    qsort(value, n, sizeof(*value), by_value);
}

/* ---- neighbours ---- */

struct spot {
    int32_t x, y; /* cell */
    uint32_t town;
};

struct grid {
    struct spot *spot; /* sorted by cell */
    size_t n;
};

static int by_cell(const void *a, const void *b)
{
    const struct spot *x = a, *y = b;

    if (x->x != y->x)
        return x->x < y->x ? -1 : 1;
    if (x->y != y->y)
        return x->y < y->y ? -1 : 1;
    return (x->town > y->town) - (x->town < y->town);
}

static int32_t cell(double deg)
{
    return (int32_t)floor(deg / CELL_DEG);
}

/* The leaves: towns that others divide would count twice. */
static void fill_grid(const struct compiling *compiling, struct grid *grid)
{
    grid->spot = mem_alloc((compiling->n_town + 1) * sizeof(*grid->spot));
    grid->n = 0;
    for (uint32_t t = 0; t < compiling->n_town; t++) {
        const struct work_town *town = &compiling->town[t];
        if (!lonlat_known(town->point) ||
            town->out.match_level == LEVEL_KOAZA ||
            (town->out.flags & TOWN_MADE))
            continue;
        grid->spot[grid->n++] = (struct spot){cell(town->point.lon_deg),
                                              cell(town->point.lat_deg), t};
    }
    qsort(grid->spot, grid->n, sizeof(*grid->spot), by_cell);
}

static size_t first_of(const struct grid *grid, int32_t x, int32_t y)
{
    size_t low = 0, high = grid->n;

    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct spot *spot = &grid->spot[middle];
        if (spot->x < x || (spot->x == x && spot->y < y))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Distances by plane approximation: they only choose a radius. */
static double about_m(struct lonlat a, struct lonlat b)
{
    double x = (a.lon_deg - b.lon_deg) * cos(a.lat_deg * M_PI / 180);
    double y = a.lat_deg - b.lat_deg;

    return METRES_PER_DEG * sqrt(x * x + y * y);
}

static void insert(double nearest[NEIGHBOURS], double metres)
{
    for (size_t i = 0; i < NEIGHBOURS; i++)
        if (metres < nearest[i]) {
            double last = nearest[i];
            nearest[i] = metres;
            metres = last;
        }
}

/* The distance to the fifth neighbour; INFINITY in an empty land. */
static double spacing_m(const struct compiling *compiling,
                        const struct grid *grid, uint32_t of)
{
    struct lonlat at = compiling->town[of].point;
    double nearest[NEIGHBOURS];
    int32_t x = cell(at.lon_deg), y = cell(at.lat_deg);

    for (size_t i = 0; i < NEIGHBOURS; i++)
        nearest[i] = INFINITY;
    for (int32_t i = x - 2; i <= x + 2; i++) {
        for (size_t s = first_of(grid, i, y - 2);
             s < grid->n && grid->spot[s].x == i && grid->spot[s].y <= y + 2;
             s++) {
            uint32_t other = grid->spot[s].town;
            double metres = about_m(at, compiling->town[other].point);
            /* 大字A and A of one name stand at one point. */
            if (other != of && metres > 1)
                insert(nearest, metres);
        }
    }
    return nearest[NEIGHBOURS - 1];
}

static double clamp(double metres)
{
    return fmin(fmax(metres, LEAST_M), MOST_M);
}

static double reach(const struct compiling *compiling, const struct grid *grid,
                    uint32_t of)
{
    double known_m = compiling->town[of].radius_m;

    if (known_m > 0)
        return fmax(known_m * 1.1, LEAST_M / 2.0);
    double times = compiling->town[of].out.match_level == LEVEL_CHOME
                       ? CHOME_TIMES
                       : NEIGHBOUR_TIMES;
    return clamp(fmax(times * spacing_m(compiling, grid, of), -known_m * 1.1));
}

/* ---- parents ---- */

/* The point of a town that no source has: the middle of its parts. */
static void point_of_parts(struct compiling *compiling, struct work_town *town)
{
    double lon = 0, lat = 0;
    size_t n = 0;

    for (uint32_t c = town->first_child; c != NO_DRAFT;
         c = compiling->town[c].next_sibling) {
        if (!lonlat_known(compiling->town[c].point))
            continue;
        lon += compiling->town[c].point.lon_deg;
        lat += compiling->town[c].point.lat_deg;
        n++;
    }
    if (n)
        town->point = (struct lonlat){lon / (double)n, lat / (double)n};
}

static void hold_parts(struct compiling *compiling, struct work_town *town)
{
    for (uint32_t c = town->first_child; c != NO_DRAFT;
         c = compiling->town[c].next_sibling) {
        const struct work_town *part = &compiling->town[c];
        if (lonlat_known(part->point) && lonlat_known(town->point) &&
            !(part->out.flags & TOWN_DOUBTED))
            town->radius_m =
                fmax(town->radius_m, crs_distance_m(part->point, town->point) +
                                         (part->out.match_level == LEVEL_KOAZA
                                              ? LEAST_M
                                              : part->radius_m));
    }
}

/* Parts come before their parents in no order: a 丁目 may have 小字 and belong
 * to a town. Two rounds reach every depth there is. */
static void settle_parents(struct compiling *compiling)
{
    for (int round = 0; round < 2; round++)
        for (size_t t = 0; t < compiling->n_town; t++) {
            struct work_town *town = &compiling->town[t];
            if (!lonlat_known(town->point))
                point_of_parts(compiling, town);
            if (town->out.flags & TOWN_MADE)
                town->radius_m = fmax(town->radius_m, LEAST_M);
            hold_parts(compiling, town);
        }
}

/* A 丁目 without a point is somewhere in its town. */
static void lend_points(struct compiling *compiling)
{
    for (size_t t = 0; t < compiling->n_town; t++) {
        struct work_town *town = &compiling->town[t];
        if (lonlat_known(town->point) || town->parent == NO_DRAFT)
            continue;
        const struct work_town *parent = &compiling->town[town->parent];
        if (!lonlat_known(parent->point))
            continue;
        town->point = parent->point;
        town->radius_m = parent->radius_m + LEAST_M;
        town->out.source_point = parent->out.source_point;
        town->out.coordinate_level = parent->out.coordinate_level;
    }
}

/* ---- municipalities ---- */

static void add_point(struct layout_city *city, const struct lonlat *sum,
                      size_t n)
{
    if (city->lon_udeg != LAYOUT_NOWHERE || n == 0)
        return;
    city->lon_udeg = (int32_t)lround(sum->lon_deg / (double)n * 1e6);
    city->lat_udeg = (int32_t)lround(sum->lat_deg / (double)n * 1e6);
}

/* A designated city reaches as far as its wards. */
static void hold_wards(struct compiling *compiling)
{
    for (size_t c = 0; c < compiling->n_city; c++) {
        struct layout_city *city = &compiling->city[c];
        struct lonlat at = layout_point(city->lon_udeg, city->lat_udeg);
        for (uint32_t i = 0; (city->flags & CITY_BODY) && i < city->n_link[0];
             i++) {
            const struct layout_city *ward =
                &compiling->city[compiling->link[city->link[0] + i]];
            struct lonlat point = layout_point(ward->lon_udeg, ward->lat_udeg);
            if (lonlat_known(point) && lonlat_known(at))
                city->radius_m =
                    fmaxf(city->radius_m,
                          (float)crs_distance_m(at, point) + ward->radius_m);
        }
    }
}

static void settle_cities(struct compiling *compiling)
{
    struct lonlat *sum = mem_alloc(compiling->n_city * sizeof(*sum));
    size_t *n = mem_alloc(compiling->n_city * sizeof(*n));

    memset(sum, 0, compiling->n_city * sizeof(*sum));
    memset(n, 0, compiling->n_city * sizeof(*n));
    for (size_t t = 0; t < compiling->n_town; t++) {
        const struct work_town *town = &compiling->town[t];
        if (!lonlat_known(town->point) || (town->out.flags & TOWN_DOUBTED))
            continue;
        sum[town->out.city].lon_deg += town->point.lon_deg;
        sum[town->out.city].lat_deg += town->point.lat_deg;
        n[town->out.city]++;
    }
    for (size_t c = 0; c < compiling->n_city; c++) {
        add_point(&compiling->city[c], &sum[c], n[c]);
        compiling->city[c].radius_m = n[c] ? 0 : 30000;
    }
    for (size_t t = 0; t < compiling->n_town; t++) {
        const struct work_town *town = &compiling->town[t];
        struct layout_city *city = &compiling->city[town->out.city];
        if (!lonlat_known(town->point) || (town->out.flags & TOWN_DOUBTED))
            continue;
        struct lonlat at = layout_point(city->lon_udeg, city->lat_udeg);
        double far_m = crs_distance_m(at, town->point) + town->radius_m;
        city->radius_m = fmaxf(city->radius_m, (float)far_m);
    }
    hold_wards(compiling);
    free(sum);
    free(n);
}

void compile_radius(struct compiling *compiling)
{
    struct grid grid;

    fill_grid(compiling, &grid);
    for (uint32_t t = 0; t < compiling->n_town; t++)
        if (lonlat_known(compiling->town[t].point))
            compiling->town[t].radius_m = reach(compiling, &grid, t);
    free(grid.spot);
    settle_parents(compiling);
    lend_points(compiling);
    settle_cities(compiling);
}

/* ---- audit ---- */

static void doubt(struct compiling *compiling, struct work_town *town,
                  enum gazetteer_fault fault, double metres)
{
    char detail[32];

    snprintf(detail, sizeof(detail), "%.0f m", metres);
    compiling_fault(compiling, fault, compiling->city[town->out.city].code,
                    town->name, detail, town->out.source_point);
    town->out.flags |= TOWN_DOUBTED;
}

/* The distance from a town to the nearest other of its municipality, towns
 * [from, to) being one municipality's. */
static double lonely_m(const struct compiling *compiling, size_t from,
                       size_t to, size_t of)
{
    double nearest = INFINITY;

    for (size_t t = from; t < to; t++)
        if (t != of && lonlat_known(compiling->town[t].point))
            nearest = fmin(nearest, about_m(compiling->town[t].point,
                                            compiling->town[of].point));
    return nearest;
}

/* Islands are far and right; that much their names tell. */
static bool is_island(const struct work_town *town)
{
    return str_find(str_of(town->name), STR("島")) != SIZE_MAX;
}

static void find_far(struct compiling *compiling, size_t from, size_t to)
{
    size_t n = to - from, count = 0;
    double *alone = mem_alloc(n * sizeof(*alone)),
           *sorted = mem_alloc(n * sizeof(*sorted));

    for (size_t t = from; t < to; t++) {
        alone[t - from] = NAN;
        if (!lonlat_known(compiling->town[t].point))
            continue;
        alone[t - from] = lonely_m(compiling, from, to, t);
        sorted[count++] = alone[t - from];
    }
    if (count >= 5) {
        compiling_sort(sorted, count);
        double usual_m = sorted[count * 9 / 10];
        for (size_t t = from; t < to; t++)
            if (alone[t - from] > FAR_M && !is_island(&compiling->town[t]) &&
                alone[t - from] > FAR_TIMES * usual_m)
                doubt(compiling, &compiling->town[t], FAULT_TOWN_FAR,
                      alone[t - from]);
    }
    free(alone);
    free(sorted);
}

static void find_outside(struct compiling *compiling)
{
    const struct compile_options *options = compiling->options;

    for (size_t t = 0; options->outside_m && t < compiling->n_town; t++) {
        struct work_town *town = &compiling->town[t];
        if (!lonlat_known(town->point))
            continue;
        double metres = options->outside_m(options->context,
                                           compiling->city[town->out.city].code,
                                           town->point);
        if (metres > 1000)
            doubt(compiling, town, FAULT_TOWN_OUTSIDE, metres);
    }
}

void compile_audit(struct compiling *compiling)
{
    /* Towns stand in order of their municipality; those that were made for
     * their parts follow and have no points yet. */
    for (size_t t = 0, first; t < compiling->n_town;) {
        for (first = t;
             t < compiling->n_town &&
             compiling->town[t].out.city == compiling->town[first].out.city;)
            t++;
        find_far(compiling, first, t);
    }
    find_outside(compiling);
    for (size_t t = 0; t < compiling->n_town; t++) {
        const struct work_town *town = &compiling->town[t];
        if (!lonlat_known(town->point) && !(town->out.flags & TOWN_MADE))
            compiling_fault(compiling, FAULT_TOWN_NO_POINT,
                            compiling->city[town->out.city].code, town->name,
                            "", town->out.source);
    }
}
