/* What lines enclose. */
#include "output/report/area_net.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct area_net net;
static struct area_loops loops;

static void add_ring(const struct land_vertex *vertex, size_t n)
{
    for (size_t i = 0; i < n; i++)
        area_net_add(&net, vertex[i], vertex[(i + 1) % n]);
}

static void add_square(int32_t x, int32_t y, int32_t side)
{
    struct land_vertex corner[4] = {
        {x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};

    add_ring(corner, 4);
}

/* Exteriors less holes. */
static double enclosed(void)
{
    double sum = 0;

    for (size_t l = 0; l < loops.n_loop; l++)
        sum +=
            fabs(loops.loop[l].area) / 2 * (loops.loop[l].depth % 2 ? -1 : 1);
    return sum;
}

static void clear(void)
{
    area_net_release(&net);
    area_loops_release(&loops);
}

/* Valid by OGC simple features: no loop passes a vertex twice. */
static void are_simple(void)
{
    for (size_t l = 0; l < loops.n_loop; l++) {
        const struct land_vertex *of = loops.vertex + loops.loop[l].first;
        for (size_t i = 0; i < loops.loop[l].n; i++)
            for (size_t j = 0; j < i; j++)
                cr_assert(of[i].x != of[j].x || of[i].y != of[j].y,
                          "a loop touches itself");
    }
}

Test(area_net, neighbours_become_one)
{
    add_square(0, 0, 10);
    add_square(10, 0, 10);
    area_net_trace(&net, &loops);
    cr_assert_eq(loops.n_loop, 1);
    cr_expect_eq(loops.loop[0].n, 6);
    cr_expect_float_eq(enclosed(), 200, 0);
    clear();
}

/* Where three places meet on a straight border, one of them has no vertex. */
Test(area_net, a_border_with_a_vertex_on_one_side_only_is_gone_too)
{
    static const struct land_vertex bent[5] = {
        {10, 0}, {20, 0}, {20, 20}, {10, 20}, {10, 8}};

    add_square(0, 0, 20);
    add_ring(bent, 5);
    area_net_split(&net);
    area_net_trace(&net, &loops);
    cr_assert_eq(loops.n_loop, 1, "%zu loops", loops.n_loop);
    cr_expect_float_eq(enclosed(), 200, 0); /* even-odd: they overlap */
    clear();
    add_square(0, 0, 10);
    add_ring(
        (struct land_vertex[]){
            {10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 7}, {10, 3}},
        6);
    area_net_split(&net);
    area_net_trace(&net, &loops);
    cr_assert_eq(loops.n_loop, 1, "%zu loops", loops.n_loop);
    cr_expect_float_eq(enclosed(), 200, 0);
    are_simple();
    clear();
}

Test(area_net, a_hole_an_island_in_it_and_its_pond_are_told_apart)
{
    add_square(0, 0, 100);
    add_square(10, 10, 50);
    add_square(20, 20, 20);
    add_square(25, 25, 5);
    area_net_trace(&net, &loops);
    cr_assert_eq(loops.n_loop, 4);
    for (int l = 0; l < 4; l++)
        cr_expect_eq(loops.loop[l].depth, l);
    cr_expect_eq(loops.loop[1].parent, 0);
    cr_expect_eq(loops.loop[3].parent, 2);
    cr_expect_float_eq(enclosed(), 10000 - 2500 + 400 - 25, 0);
    clear();
}

Test(area_net, squares_that_touch_at_a_corner_are_two)
{
    add_square(0, 0, 10);
    add_square(10, 10, 10);
    area_net_trace(&net, &loops);
    cr_expect_eq(loops.n_loop, 2);
    are_simple();
    clear();
}

Test(area_net, a_spike_encloses_nothing)
{
    static const struct land_vertex spike[] = {{0, 0},   {10, 0},  {10, 10},
                                               {15, 15}, {10, 10}, {0, 10}};

    add_ring(spike, 6);
    area_net_trace(&net, &loops);
    cr_assert_eq(loops.n_loop, 1);
    cr_expect_float_eq(enclosed(), 100, 0);
    clear();
}

/* ---- any cells of a grid ---- */

#define SIDE 24
static unsigned state = 5;

static bool chance(int percent)
{
    state = state * 1664525U + 1013904223U;
    return (int)((state >> 8) % 100) < percent;
}

/* Cells are inside the loops, and others are not, whatever their shape and in
 * whatever order they come. */
Test(area_net, any_cells_are_enclosed_and_no_others)
{
    for (int trial = 0; trial < 400; trial++) {
        size_t n = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            int at = trial % 2 ? SIDE * SIDE - 1 - i : i;
            bool is = chance(20 + trial % 7 * 10);
            n += is;
            if (is)
                add_square(at % SIDE * 10, at / SIDE * 10, 10);
        }
        area_net_trace(&net, &loops);
        cr_assert_float_eq(enclosed(), (double)n * 100, 0);
        are_simple();
        for (size_t l = 0; l < loops.n_loop; l++)
            cr_assert(loops.loop[l].depth % 2 == 0 ||
                      (loops.loop[l].parent < l &&
                       loops.loop[loops.loop[l].parent].depth ==
                           loops.loop[l].depth - 1));
        clear();
    }
}
