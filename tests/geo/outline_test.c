#include "geo/crs.h"
#include "geo/outline.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#define SPIKES 240

/* A jagged star of 480 edges around Lake Biwa, half a degree wide. */
static size_t given_star(struct lonlat *point)
{
    for (int i = 0; i < 2 * SPIKES; i++) {
        double turn = 6.283185307179586 * i / (2 * SPIKES);
        double reach = i % 2 ? 0.5 : 0.3 + 0.1 * sin(5 * turn);
        point[i] =
            (struct lonlat){136 + reach * cos(turn), 35.3 + reach * sin(turn)};
    }
    return 2 * SPIKES;
}

struct given {
    struct lonlat star[2 * SPIKES];
    size_t n;
    struct outline_vertices vertices;
    struct outline outline;
};

static void set_given(struct given *given)
{
    struct outline_ring ring = {.polygon = 1};

    given->n = given_star(given->star);
    outline_add_ring(&given->vertices, given->star, given->n, &ring);
    cr_assert_eq(ring.n, given->n + 1, "the ring is closed");
    outline_init(&given->outline, &given->vertices, &ring, 1);
}

static void release_given(struct given *given)
{
    outline_release(&given->outline);
    free(given->vertices.item);
}

static double pick(double from, double to)
{
    return from + (to - from) * rand() / RAND_MAX;
}

/* The textbook loop over all edges. */
static bool holds(const struct given *given, struct lonlat at)
{
    bool odd = false;

    for (size_t i = 0; i < given->n; i++) {
        struct lonlat a = given->star[i], b = given->star[(i + 1) % given->n];
        if ((a.lat_deg > at.lat_deg) == (b.lat_deg > at.lat_deg))
            continue;
        double t = (at.lat_deg - a.lat_deg) / (b.lat_deg - a.lat_deg);
        odd ^= at.lon_deg < a.lon_deg + t * (b.lon_deg - a.lon_deg);
    }
    return odd;
}

Test(outline, the_index_says_what_all_edges_say)
{
    struct given given = {0};
    size_t inside = 0;

    srand(1);
    set_given(&given);
    for (int i = 0; i < 200000; i++) {
        struct lonlat at = {pick(135.4, 136.6), pick(34.7, 35.9)};
        bool in =
            outline_holds(&given.outline, &given.vertices, outline_vertex(at));
        cr_assert_eq(in, holds(&given, at), "%.9f,%.9f", at.lon_deg,
                     at.lat_deg);
        inside += in;
    }
    cr_expect(inside > 40000 && inside < 160000);
    release_given(&given);
}

/* 200 points of every edge, each with its geodesic. */
static double sampled_m(const struct given *given, struct lonlat from)
{
    double least_m = INFINITY;

    for (size_t i = 0; i < given->n; i++) {
        struct lonlat a = given->star[i], b = given->star[(i + 1) % given->n];
        for (int s = 0; s < 200; s++) {
            struct lonlat at = {a.lon_deg + (b.lon_deg - a.lon_deg) * s / 200,
                                a.lat_deg + (b.lat_deg - a.lat_deg) * s / 200};
            least_m = fmin(least_m, crs_distance_m(from, at));
        }
    }
    return least_m;
}

Test(outline, the_nearest_point_is_that_of_the_geodesics_to_50_km)
{
    struct given given = {0};

    srand(2);
    set_given(&given);
    for (int i = 0; i < 60; i++) {
        double turn = pick(0, 6.28), far_deg = pick(0.5, 1.0);
        struct lonlat from = {136 + far_deg * cos(turn),
                              35.3 + far_deg * sin(turn)};
        double all_m = sampled_m(&given, from);
        double ours_m = crs_distance_m(
            from, outline_nearest(&given.outline, &given.vertices, from));
        /* Samples lie 100 m apart at most: they can only be farther. */
        cr_expect_leq(ours_m, all_m * (1 + 1e-4) + 0.02, "%f,%f: %f, %f",
                      from.lon_deg, from.lat_deg, ours_m, all_m);
        cr_expect_geq(ours_m, all_m - 50);
    }
    release_given(&given);
}

Test(outline, a_point_in_the_middle_of_the_star_finds_its_edge_too)
{
    struct given given = {0};
    struct lonlat from = {136, 35.3};

    set_given(&given);
    double ours_m = crs_distance_m(
        from, outline_nearest(&given.outline, &given.vertices, from));
    cr_expect_float_eq(ours_m, sampled_m(&given, from), 1);
    release_given(&given);
}

Test(outline, vertices_are_kept_to_a_centimetre)
{
    struct outline_vertex vertex =
        outline_vertex((struct lonlat){135.12345674, -0.00000006});

    cr_expect_eq(vertex.x, 1351234567);
    cr_expect_eq(vertex.y, -1);
    vertex = outline_vertex((struct lonlat){-180, 90});
    cr_expect_eq(vertex.x, -1800000000);
    cr_expect_eq(vertex.y, 900000000);
}

Test(outline, rings_that_enclose_nothing_are_left_out)
{
    static const struct lonlat spot[] = {{135, 35}, {135, 35}, {135, 35}};
    static const struct lonlat line[] = {{135, 35}, {136, 35}, {135, 35}};
    struct outline_vertices vertices = {0};
    struct outline_ring ring = {.n = 7};

    outline_add_ring(&vertices, spot, 3, &ring);
    cr_expect_eq(ring.n, 0);
    outline_add_ring(&vertices, line, 3, &ring);
    cr_expect_eq(ring.n, 0);
    outline_add_ring(&vertices, NULL, 0, &ring);
    cr_expect_eq(ring.n, 0);
    cr_expect_eq(vertices.n, 0);
    free(vertices.item);
}
