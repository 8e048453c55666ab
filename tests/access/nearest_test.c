#include "geo/access/mesh.h"
#include "geo/access/nearest.h"
#include "geo/crs.h"
#include "tests/access/given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#define SAME_M 1e-9 /* as near, by nearest.h */

/* ---- brute force ---- */

/* A sphere of mean radius: within 0.6 % of the geodesic. */
static double sphere_m(struct lonlat a, struct lonlat b)
{
    const double degree = M_PI / 180;
    double lat = sin((b.lat_deg - a.lat_deg) * degree / 2);
    double lon = sin((b.lon_deg - a.lon_deg) * degree / 2);
    double h = lat * lat +
               cos(a.lat_deg * degree) * cos(b.lat_deg * degree) * lon * lon;

    return 2 * 6371008.8 * asin(fmin(1, sqrt(h)));
}

/* Every point that a sphere, 2 % allowed for, does not rule out is measured. */
static struct nearest_hit brute_find(const struct lonlat *point, size_t n,
                                     struct lonlat from)
{
    struct nearest_hit best = {NEAREST_NONE, INFINITY};
    double least_m = INFINITY, sphere = INFINITY;

    for (size_t i = 0; i < n; i++)
        if (lonlat_known(point[i]))
            sphere = fmin(sphere, sphere_m(from, point[i]));
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < n; i++) {
            if (!lonlat_known(point[i]) ||
                sphere_m(from, point[i]) > sphere * 1.02 + 1)
                continue;
            double distance_m = crs_distance_m(from, point[i]);
            if (pass == 0) {
                least_m = fmin(least_m, distance_m);
            } else if (distance_m <= least_m + SAME_M) {
                return (struct nearest_hit){(uint32_t)i, distance_m};
            }
        }
    return best;
}

static int by_distance(const void *a, const void *b)
{
    const struct nearest_hit *x = a, *y = b;

    if (x->distance_m != y->distance_m)
        return x->distance_m < y->distance_m ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* All points by distance; free it. */
static struct nearest_hit *brute_order(const struct lonlat *point, size_t n,
                                       struct lonlat from, size_t *n_known)
{
    struct nearest_hit *hit = mem_alloc(n * sizeof(*hit));

    *n_known = 0;
    for (size_t i = 0; i < n; i++)
        if (lonlat_known(point[i]))
            hit[(*n_known)++] = (struct nearest_hit){
                (uint32_t)i, crs_distance_m(from, point[i])};
    qsort(hit, *n_known, sizeof(*hit), by_distance);
    return hit;
}

/* ---- the nearest ---- */

static void check_find(const struct lonlat *point, size_t n, struct lonlat from)
{
    struct nearest *tree = nearest_open(point, n);
    struct nearest_hit expected = brute_find(point, n, from), hit;

    cr_assert_eq(nearest_find(tree, from, &hit), expected.at != NEAREST_NONE);
    if (expected.at != NEAREST_NONE) {
        cr_assert_eq(hit.at, expected.at, "%u at %.9f, not %u at %.9f", hit.at,
                     hit.distance_m, expected.at, expected.distance_m);
        cr_assert_eq(hit.distance_m, expected.distance_m);
    }
    nearest_close(tree);
}

Test(nearest, none_of_500_cells_is_off_by_1_mm_or_names_another_of_30000)
{
    enum { POINTS = 30000, CELLS = 500 };
    struct lonlat *point = mem_alloc(POINTS * sizeof(*point));
    struct given given = {31};
    double most_m = 0;

    for (size_t i = 0; i < POINTS; i++)
        point[i] = given_town_point(&given);
    struct nearest *tree = nearest_open(point, POINTS);
    cr_assert_eq(nearest_size(tree), POINTS);
    for (size_t i = 0; i < CELLS; i++) {
        struct lonlat cell = mesh_centre(
            mesh_at(i % 2 ? given_point(&given) : given_town_point(&given), 9));
        struct nearest_hit expected = brute_find(point, POINTS, cell), hit;
        cr_assert(nearest_find(tree, cell, &hit));
        cr_assert_eq(hit.at, expected.at);
        most_m = fmax(most_m, fabs(hit.distance_m - expected.distance_m));
    }
    cr_expect_leq(most_m, 0);
    nearest_close(tree);
    free(point);
}

Test(nearest, few_points_of_any_number_are_all_looked_at)
{
    struct lonlat point[80];
    struct given given = {5};

    for (size_t n = 1; n < 80; n++)
        for (int round = 0; round < 20; round++) {
            for (size_t i = 0; i < n; i++)
                point[i] = given_point(&given);
            check_find(point, n, given_point(&given));
        }
}

Test(nearest, of_points_in_one_place_the_first_is_named)
{
    struct lonlat point[300];
    struct given given = {6};

    for (int round = 0; round < 50; round++) {
        /* A few buildings with many tenants, and all in one. */
        size_t places = round % 5 == 0 ? 1 : 12;
        for (size_t i = 0; i < 300; i++)
            point[i] = i < places ? given_point(&given)
                                  : point[given_below(&given, places)];
        for (size_t i = 0; i < 20; i++) {
            check_find(point, 300, given_point(&given));
            check_find(point, 300, point[i * 15]);
        }
    }
}

Test(nearest, points_in_a_line_are_told_apart)
{
    struct lonlat point[200];
    struct given given = {8};

    for (int along = 0; along < 3; along++) {
        for (size_t i = 0; i < 200; i++)
            point[i] =
                (struct lonlat){along == 1 ? 139 : 130 + 0.05 * (double)i,
                                along == 0 ? 35 : 30 + 0.05 * (double)i};
        for (int i = 0; i < 200; i++) {
            check_find(point, 200, given_point(&given));
            check_find(point, 200, point[given_below(&given, 200)]);
            /* Just between two of them. */
            size_t k = given_below(&given, 199);
            check_find(
                point, 200,
                (struct lonlat){(point[k].lon_deg + point[k + 1].lon_deg) / 2,
                                (point[k].lat_deg + point[k + 1].lat_deg) / 2});
        }
    }
}

/* Move a point along its azimuth until its geodesic distance is that one. */
static struct lonlat at_distance(struct lonlat from, double azimuth_deg,
                                 double distance_m)
{
    double moved_m = distance_m;
    struct lonlat to = given_towards(from, azimuth_deg, moved_m);

    for (int i = 0; i < 12; i++) {
        moved_m *= distance_m / crs_distance_m(from, to);
        to = given_towards(from, azimuth_deg, moved_m);
    }
    return to;
}

/*
 * Points of almost one distance all around, where the order of chords is not
 * that of geodesics: at 100 km the chords of a ring differ by 6 mm, at 5,000 km
 * by kilometres. The nearest is nearer by a part of 1e-10.
 */
Test(nearest, a_ring_of_points_is_settled_by_the_geodesic_near_and_far)
{
    struct lonlat ring[120];
    struct given given = {9};
    size_t n_other = 0;

    for (double radius_m = 10; radius_m < 1.8e7; radius_m *= 1.6)
        for (int round = 0; round < 6; round++) {
            struct lonlat from = {135, given_number(&given, -5, 60)};
            struct nearest_hit hit;
            size_t nearer = given_below(&given, 120), least = 0;
            for (size_t i = 0; i < 120; i++)
                ring[i] = at_distance(from, 3 * (double)i,
                                      radius_m * (i == nearer ? 1 - 1e-10 : 1));
            for (size_t i = 0; i < 120; i++)
                if (crs_distance_m(from, ring[i]) <
                    crs_distance_m(from, ring[least]) - SAME_M)
                    least = i;
            struct nearest *tree = nearest_open(ring, 120);
            cr_assert(nearest_find(tree, from, &hit));
            double off_m = hit.distance_m - crs_distance_m(from, ring[least]);
            cr_assert_leq(off_m, SAME_M, "%g m: %u, not %zu: %g m off",
                          radius_m, hit.at, least, off_m);
            n_other += hit.at != nearer;
            nearest_close(tree);
        }
    /* Below some metres the part of 1e-10 is less than rounding. */
    cr_expect_leq(n_other, 60);
}

Test(nearest, points_without_a_place_are_passed_over)
{
    struct lonlat point[100];
    struct given given = {10};
    struct nearest_hit hit;

    for (size_t i = 0; i < 100; i++)
        point[i] = i % 3 ? (struct lonlat){NAN, NAN} : given_point(&given);
    point[3].lat_deg = NAN;
    point[6].lon_deg = INFINITY;
    point[9].lat_deg = -INFINITY;
    struct nearest *tree = nearest_open(point, 100);
    cr_expect_eq(nearest_size(tree), 31);
    nearest_close(tree);
    point[6] = point[9] = (struct lonlat){NAN, NAN};
    for (int i = 0; i < 50; i++)
        check_find(point, 100, given_point(&given));

    tree = nearest_open(point, 1);
    cr_expect(nearest_find(tree, point[0], &hit));
    cr_expect_not(nearest_find(tree, (struct lonlat){NAN, 35}, &hit));
    cr_expect_not(nearest_find(tree, (struct lonlat){135, INFINITY}, &hit));
    nearest_close(tree);
}

Test(nearest, a_tree_without_points_finds_nothing)
{
    static const struct lonlat nowhere[2] = {{NAN, NAN}, {NAN, NAN}};
    struct lonlat from = {135, 35};
    struct nearest_list list = {0};
    struct nearest_hit hit;

    for (size_t n = 0; n <= 2; n += 2) {
        struct nearest *tree = nearest_open(n ? nowhere : NULL, n);
        cr_expect_eq(nearest_size(tree), 0);
        cr_expect_not(nearest_find(tree, from, &hit));
        cr_expect_eq(nearest_some(tree, from, 1, &hit), 0);
        nearest_within(tree, from, 1e9, &list);
        cr_expect_eq(list.n, 0);
        nearest_close(tree);
    }
    free(list.item);
    nearest_close(NULL);
}

/* ---- the nearest few ---- */

Test(nearest, the_nearest_few_come_by_distance_then_index)
{
    struct lonlat point[400];
    struct nearest_hit hit[500];
    struct given given = {11};

    for (size_t i = 0; i < 400; i++)
        point[i] = i % 4 == 3 ? point[i - 3] : given_town_point(&given);
    for (int round = 0; round < 60; round++) {
        struct lonlat from =
            round % 3 ? given_town_point(&given) : given_point(&given);
        size_t want = round % 7 == 0 ? 500 : 1 + given_below(&given, 60), n;
        struct nearest_hit *expected = brute_order(point, 400, from, &n);
        struct nearest *tree = nearest_open(point, 400);
        size_t found = nearest_some(tree, from, want, hit);
        cr_assert_eq(found, want < n ? want : n);
        for (size_t i = 0; i < found; i++) {
            cr_assert_eq(hit[i].at, expected[i].at);
            cr_assert_eq(hit[i].distance_m, expected[i].distance_m);
        }
        cr_expect_eq(nearest_some(tree, from, 0, hit), 0);
        nearest_close(tree);
        free(expected);
    }
}

/* ---- within a radius ---- */

/* The same points, by index, each within 0.1 mm of its geodesic. */
static void check_within(const struct lonlat *point, size_t n,
                         struct nearest *tree, struct lonlat from,
                         double radius_m, struct nearest_list *list)
{
    size_t found = 0;
    double *distance_m = mem_alloc(n * sizeof(*distance_m));

    nearest_within(tree, from, radius_m, list);
    for (size_t i = 0; i < n; i++)
        distance_m[i] = NAN;
    for (size_t i = 0; i < list->n; i++) {
        cr_assert(isnan(distance_m[list->item[i].at]), "told twice");
        distance_m[list->item[i].at] = list->item[i].distance_m;
    }
    for (size_t i = 0; i < n; i++) {
        double exact_m =
            lonlat_known(point[i]) ? crs_distance_m(from, point[i]) : INFINITY;
        cr_assert_eq(exact_m <= radius_m, !isnan(distance_m[i]),
                     "%zu is %.9f m away, the radius is %.9f", i, exact_m,
                     radius_m);
        if (exact_m > radius_m)
            continue;
        cr_assert_leq(fabs(distance_m[i] - exact_m), 1e-4);
        found++;
    }
    cr_assert_eq(found, list->n);
    free(distance_m);
}

Test(nearest, all_within_a_radius_are_told_and_no_other)
{
    static const double radii[] = {0,     1,   500,   16000, 30000,
                                   99000, 2e5, 1.5e6, 1e7};
    struct lonlat point[600];
    struct nearest_list list = {0};
    struct given given = {12};

    for (size_t i = 0; i < 600; i++)
        point[i] =
            i % 9 == 8 ? (struct lonlat){NAN, NAN} : given_town_point(&given);
    struct nearest *tree = nearest_open(point, 600);
    for (int round = 0; round < 90; round++) {
        struct lonlat from = round % 2 ? point[given_below(&given, 600)]
                                       : given_town_point(&given);
        if (lonlat_known(from))
            check_within(point, 600, tree, from, radii[round % 9], &list);
    }
    nearest_within(tree, point[0], NAN, &list);
    cr_expect_eq(list.n, 0);
    nearest_within(tree, point[0], -1, &list);
    cr_expect_eq(list.n, 0);
    nearest_close(tree);
    free(list.item);
}

Test(nearest, a_point_at_the_very_radius_is_within_by_its_geodesic)
{
    struct lonlat point[300];
    struct nearest_list list = {0};
    struct given given = {13};

    for (size_t i = 0; i < 300; i++)
        point[i] = given_town_point(&given);
    struct nearest *tree = nearest_open(point, 300);
    for (size_t i = 0; i < 300; i++) {
        struct lonlat from = point[given_below(&given, 300)];
        double edge_m = crs_distance_m(from, point[i]);
        check_within(point, 300, tree, from, edge_m, &list);
        check_within(point, 300, tree, from, nextafter(edge_m, 0), &list);
        check_within(point, 300, tree, from, fmax(0, edge_m - 5e-4), &list);
        check_within(point, 300, tree, from, edge_m + 5e-4, &list);
    }
    nearest_close(tree);
    free(list.item);
}

/* The header says 0.1 mm up to 100 km, 0.01 mm up to 50. Beyond, every distance
 * is a geodesic. */
Test(nearest, distances_within_a_radius_are_geodesics_in_all_directions)
{
    static const double length_m[] = {0.01,  1,     16,     500,   2000,
                                      8000,  16000, 30000,  40000, 50000,
                                      75000, 99999, 100001, 120000};
    enum { LENGTHS = sizeof(length_m) / sizeof(*length_m), AZIMUTHS = 72 };
    static struct lonlat point[LENGTHS * AZIMUTHS];
    struct nearest_list list = {0};
    double most_m = 0, most_far_m = 0;

    for (double lat = 24; lat <= 46; lat += 0.5) {
        struct lonlat from = {130 + lat / 3, lat};
        size_t n = 0;
        for (size_t i = 0; i < LENGTHS; i++)
            for (size_t k = 0; k < AZIMUTHS; k++)
                point[n++] = given_towards(from, 5 * (double)k, length_m[i]);
        struct nearest *tree = nearest_open(point, n);
        nearest_within(tree, from, 2e5, &list);
        cr_assert_eq(list.n, n);
        for (size_t i = 0; i < n; i++) {
            double exact_m = crs_distance_m(from, point[list.item[i].at]);
            double off_m = fabs(list.item[i].distance_m - exact_m);
            if (exact_m <= 51000)
                most_m = fmax(most_m, off_m);
            most_far_m = fmax(most_far_m, off_m);
        }
        nearest_close(tree);
    }
    cr_expect_leq(most_m, 5e-6, "%g m off up to 50 km", most_m);
    cr_expect_leq(most_far_m, 7e-5, "%g m off up to 120 km", most_far_m);
    free(list.item);
}

Test(nearest, the_order_in_which_points_are_given_changes_nothing)
{
    enum { N = 500 };
    struct lonlat point[N], moved[N];
    struct nearest_list list = {0}, other = {0};
    struct given given = {14};
    size_t order[N];

    for (size_t i = 0; i < N; i++)
        point[i] = given_town_point(&given);
    given_order(&given, order, N);
    for (size_t i = 0; i < N; i++)
        moved[i] = point[order[i]];
    struct nearest *tree = nearest_open(point, N);
    struct nearest *moved_tree = nearest_open(moved, N);
    for (int i = 0; i < 200; i++) {
        struct lonlat from = given_town_point(&given);
        struct nearest_hit hit, moved_hit;
        cr_assert(nearest_find(tree, from, &hit));
        cr_assert(nearest_find(moved_tree, from, &moved_hit));
        cr_assert_eq(order[moved_hit.at], hit.at);
        cr_assert_eq(moved_hit.distance_m, hit.distance_m);

        nearest_within(tree, from, 60000, &list);
        nearest_within(moved_tree, from, 60000, &other);
        cr_assert_eq(list.n, other.n);
        for (size_t k = 0; k < other.n; k++)
            other.item[k].at = (uint32_t)order[other.item[k].at];
        if (list.n > 0) {
            qsort(list.item, list.n, sizeof(*list.item), by_distance);
            qsort(other.item, other.n, sizeof(*other.item), by_distance);
        }
        for (size_t k = 0; k < list.n; k++)
            cr_assert(list.item[k].at == other.item[k].at &&
                      list.item[k].distance_m == other.item[k].distance_m);
    }
    nearest_close(tree);
    nearest_close(moved_tree);
    free(list.item);
    free(other.item);
}

/* ---- sums ---- */

Test(nearest, sums_over_a_radius_are_those_of_its_points)
{
    enum { N = 1500 };
    static const double radii[] = {0, 900, 16000, 45000, 100000, 130000, 2e6};
    static struct lonlat point[N];
    static int64_t worth[N];
    struct nearest_list list = {0};
    struct given given = {15};

    for (size_t i = 0; i < N; i++) {
        point[i] =
            i % 11 == 10 ? (struct lonlat){NAN, NAN} : given_town_point(&given);
        worth[i] = (int64_t)given_below(&given, 1000);
    }
    struct nearest *tree = nearest_open(point, N);
    struct nearest_sums *sums = nearest_sums_open(tree, worth);
    for (int round = 0; round < 400; round++) {
        struct lonlat from = given_town_point(&given);
        double radius_m = radii[round % 7];
        /* At the very edge of some point. */
        size_t edge = given_below(&given, N);
        if (round % 2 && lonlat_known(point[edge]))
            radius_m = crs_distance_m(from, point[edge]);
        nearest_within(tree, from, radius_m, &list);
        int64_t sum = 0;
        for (size_t i = 0; i < list.n; i++)
            sum += worth[list.item[i].at];
        cr_assert_eq(nearest_sums_within(sums, from, radius_m), sum);
        if (round % 10 != 5 || radius_m > 1e5)
            continue;
        cr_assert_eq(nearest_sums_take(sums, from, radius_m), sum);
        for (size_t i = 0; i < list.n; i++)
            worth[list.item[i].at] = 0;
    }
    nearest_sums_close(sums);
    nearest_close(tree);
    nearest_sums_close(NULL);
    free(list.item);
}

/* Boxes surely inside are not looked into: everybody in them must be within.
 * The meridian at the equator is where the ellipsoid is curved most. */
Test(nearest, sums_hold_where_the_ellipsoid_is_curved_most)
{
    enum { N = 4000 };
    static struct lonlat point[N];
    static int64_t worth[N];
    struct nearest_list list = {0};
    struct given given = {16};

    for (int place = 0; place < 4; place++) {
        struct lonlat from = {30, 30 * place};
        for (size_t i = 0; i < N; i++) {
            /* Thin clusters on the rim, along the meridian and across it. */
            point[i] = given_towards(from, 90 * (double)(i % 4),
                                     given_number(&given, 99e3, 101e3));
            worth[i] = 1;
        }
        struct nearest *tree = nearest_open(point, N);
        struct nearest_sums *sums = nearest_sums_open(tree, worth);
        for (double radius_m = 98e3; radius_m < 100e3; radius_m += 7) {
            nearest_within(tree, from, radius_m, &list);
            cr_assert_eq(nearest_sums_within(sums, from, radius_m),
                         (int64_t)list.n);
        }
        nearest_sums_close(sums);
        nearest_close(tree);
    }
    free(list.item);
}
