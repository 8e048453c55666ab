/* Borders stay together whatever is left out of them. */
#include "output/report/svg_border.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static unsigned state;

static int random_below(int n)
{
    state = state * 1664525U + 1013904223U;
    return (int)((state >> 8) % (unsigned)n);
}

/* A jagged line from (x, 0) to (x, 1000), both ends exact. */
#define STEPS 101
static void jagged(struct svg_vertex *line, int x, int width)
{
    for (int i = 0; i < STEPS; i++)
        line[i] = (struct svg_vertex){
            i == 0 || i == STEPS - 1 ? x : x + random_below(width) - width / 2,
            i * 10};
}

/* The ring between two such lines, begun at vertex `start`, forwards or
 * backwards. */
static void add_strip(struct svg_outlines *outlines, uint32_t shape,
                      const struct svg_vertex *west,
                      const struct svg_vertex *east, size_t start,
                      bool backwards)
{
    struct svg_vertex ring[2 * STEPS], turned[2 * STEPS];
    size_t n = 2 * STEPS;

    for (size_t i = 0; i < STEPS; i++) {
        ring[i] = west[i];
        ring[STEPS + i] = east[STEPS - 1 - i];
    }
    for (size_t i = 0; i < n; i++)
        turned[i] = ring[(start + (backwards ? n - i : i)) % n];
    svg_outlines_add(outlines, shape, turned, n);
}

static double area_of(const struct svg_outlines *outlines, size_t shape)
{
    const struct svg_shape *of = &outlines->shape[shape];
    double sum = 0;

    for (uint32_t r = 0; r < of->n_ring; r++) {
        struct svg_ring ring = outlines->ring[of->first_ring + r];
        double area = 0;
        for (uint32_t i = 0; i < ring.n; i++) {
            struct svg_vertex a = outlines->vertex[ring.first + i];
            struct svg_vertex b =
                outlines->vertex[ring.first + (i + 1) % ring.n];
            area += (double)a.x * b.y - (double)b.x * a.y;
        }
        sum += fabs(area) / 2;
    }
    return sum;
}

Test(svg_outline, shapes_that_tile_a_square_still_tile_it)
{
    for (unsigned seed = 1; seed <= 50; seed++) {
        struct svg_outlines outlines = {0};
        struct svg_vertex line[4][STEPS];
        double sum = 0;

        state = seed;
        for (int l = 0; l < 4; l++)
            jagged(line[l], 300 * l, l % 3 ? 60 : 1);
        for (uint32_t s = 0; s < 3; s++)
            add_strip(&outlines, s, line[s], line[s + 1],
                      (size_t)random_below(2 * STEPS), random_below(2));
        svg_outlines_settle(&outlines, 3, 8);
        for (size_t s = 0; s < 3; s++) {
            cr_assert_eq(outlines.shape[s].n_ring, 1);
            sum += area_of(&outlines, s);
        }
        cr_expect_float_eq(sum, 900.0 * 1000, 1e-6, "seed %u: %f", seed, sum);
        cr_expect_lt(outlines.n_vertex, 3 * 2 * STEPS);
        svg_outlines_release(&outlines);
    }
}

static bool has(const struct svg_outlines *outlines, size_t shape,
                struct svg_vertex vertex)
{
    struct svg_ring ring = outlines->ring[outlines->shape[shape].first_ring];

    for (uint32_t i = 0; i < ring.n; i++)
        if (memcmp(&outlines->vertex[ring.first + i], &vertex,
                   sizeof(vertex)) == 0)
            return true;
    return false;
}

Test(svg_outline, a_shared_border_keeps_the_same_vertices_on_both_sides)
{
    struct svg_outlines outlines = {0};
    struct svg_vertex line[3][STEPS];
    size_t both = 0;

    state = 7;
    jagged(line[0], 0, 1);
    jagged(line[1], 300, 80);
    jagged(line[2], 600, 1);
    add_strip(&outlines, 0, line[0], line[1], 17, false);
    add_strip(&outlines, 1, line[1], line[2], 91, true);
    svg_outlines_settle(&outlines, 2, 6);
    for (size_t i = 0; i < STEPS; i++) {
        bool west = has(&outlines, 0, line[1][i]);
        cr_expect_eq(west, has(&outlines, 1, line[1][i]), "vertex %zu", i);
        both += west;
    }
    cr_expect(both > 2 && both < STEPS, "%zu", both);
    svg_outlines_release(&outlines);
}

Test(svg_outline, what_is_left_out_was_within_the_tolerance)
{
    struct svg_outlines outlines = {0};
    struct svg_vertex line[2][STEPS];
    const double tolerance = 9;

    state = 3;
    jagged(line[0], 0, 40);
    jagged(line[1], 400, 40);
    add_strip(&outlines, 0, line[0], line[1], 0, false);
    svg_outlines_settle(&outlines, 1, tolerance);
    struct svg_ring ring = outlines.ring[0];
    for (int l = 0; l < 2; l++)
        for (size_t i = 0; i < STEPS; i++) {
            double least = INFINITY;
            for (uint32_t k = 0; k < ring.n; k++)
                least = fmin(
                    least, svg_border_distance(
                               line[l][i], outlines.vertex[ring.first + k],
                               outlines.vertex[ring.first + (k + 1) % ring.n]));
            cr_expect_leq(least, tolerance);
        }
    svg_outlines_release(&outlines);
}

static void add_square(struct svg_outlines *outlines, uint32_t shape, int x,
                       int y, int side)
{
    const struct svg_vertex ring[] = {
        {x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};

    svg_outlines_add(outlines, shape, ring, 5);
}

static void expect_path(const struct svg_outlines *outlines, size_t shape,
                        const char *want)
{
    struct buf out = {0};

    svg_outlines_path(&out, outlines, shape);
    cr_expect_str_eq(out.ptr ? out.ptr : "", want);
    buf_release(&out);
}

Test(svg_outline, a_border_inside_a_shape_is_gone)
{
    struct svg_outlines outlines = {0};

    add_square(&outlines, 0, 0, 0, 100);
    add_square(&outlines, 0, 100, 0, 100);
    svg_outlines_settle(&outlines, 1, 2);
    cr_assert_eq(outlines.n_ring, 1);
    cr_expect_float_eq(area_of(&outlines, 0), 20000, 1e-9);
    cr_expect_eq(outlines.ring[0].n, 4, "%u", outlines.ring[0].n);
    svg_outlines_release(&outlines);
}

Test(svg_outline, a_lake_and_what_fills_it_share_their_shore)
{
    struct svg_outlines outlines = {0};

    add_square(&outlines, 0, 0, 0, 100);
    add_square(&outlines, 0, 40, 40, 20);
    add_square(&outlines, 1, 40, 40, 20);
    svg_outlines_settle(&outlines, 2, 2);
    cr_expect_eq(outlines.shape[0].n_ring, 2);
    cr_expect_eq(outlines.shape[1].n_ring, 1);
    expect_path(&outlines, 1, "M40 40l0 20 20 0 0 -20z");
    svg_outlines_release(&outlines);
}

Test(svg_outline, an_islet_too_small_to_see_is_left_out)
{
    struct svg_outlines outlines = {0};

    add_square(&outlines, 0, 0, 0, 100);
    add_square(&outlines, 0, 200, 200, 1);
    add_square(&outlines, 1, 300, 300, 1);
    svg_outlines_settle(&outlines, 3, 2);
    cr_expect_eq(outlines.shape[0].n_ring, 1);
    cr_expect_eq(outlines.shape[1].n_ring, 0);
    cr_expect_eq(outlines.shape[2].n_ring, 0);
    expect_path(&outlines, 1, "");
    svg_outlines_release(&outlines);
}

Test(svg_outline, a_name_stands_in_the_widest_part)
{
    struct svg_outlines outlines = {0};
    /* An L: the long arm lies at the bottom. */
    const struct svg_vertex ring[] = {{0, 0},    {40, 0},    {40, 60},
                                      {400, 60}, {400, 100}, {0, 100}};

    svg_outlines_add(&outlines, 0, ring, 6);
    svg_outlines_settle(&outlines, 1, 1);
    cr_expect_eq(outlines.shape[0].room, 400);
    cr_expect_eq(outlines.shape[0].label.x, 200);
    cr_expect(outlines.shape[0].label.y > 60 &&
              outlines.shape[0].label.y < 100);
    svg_outlines_release(&outlines);
}
