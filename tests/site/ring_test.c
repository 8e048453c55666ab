#include "output/site/ring.h"

#include <criterion/criterion.h>
#include <math.h>

static struct ring ring_made(const struct ring_point *point, size_t n)
{
    struct ring ring = {0};

    for (size_t i = 0; i < n; i++) {
        ring.point =
            mem_room(ring.point, ring.n, &ring.cap, sizeof(*ring.point));
        ring.point[ring.n++] = point[i];
    }
    return ring;
}

Test(ring, is_cut_to_the_box)
{
    static const struct ring_point square[] = {
        {-5, -5}, {15, -5}, {15, 5}, {-5, 5}};
    const struct ring_box box = {{0, 0}, {10, 10}};
    struct ring ring = ring_made(square, 4);

    ring_clip(&ring, &box);
    cr_expect_float_eq(ring_area(&ring), 50, 1e-9);
    for (size_t i = 0; i < ring.n; i++) {
        cr_expect(ring.point[i].x >= 0 && ring.point[i].x <= 10);
        cr_expect(ring.point[i].y >= 0 && ring.point[i].y <= 10);
    }
    ring_release(&ring);
}

Test(ring, beside_the_box_nothing_is_left)
{
    static const struct ring_point far[] = {{20, 20}, {30, 20}, {25, 30}};
    const struct ring_box box = {{0, 0}, {10, 10}};
    struct ring ring = ring_made(far, 3);

    ring_clip(&ring, &box);
    cr_expect_eq(ring.n, 0);
    ring_clip(&ring, &box);
    ring_thin(&ring, 1);
    cr_expect_eq(ring.n, 0);
    ring_release(&ring);
}

/* A circle of a thousand corners: fewer are left, none was far off. */
Test(ring, is_thinned_within_the_tolerance)
{
    struct ring_point circle[1000];

    for (int i = 0; i < 1000; i++)
        circle[i] = (struct ring_point){100 * cos(i * 2 * M_PI / 1000),
                                        100 * sin(i * 2 * M_PI / 1000)};
    struct ring ring = ring_made(circle, 1000);
    ring_thin(&ring, 0.5);
    cr_expect_lt(ring.n, 100);
    cr_expect_gt(ring.n, 20);
    for (size_t i = 0; i < ring.n; i++) {
        struct ring_point a = ring.point[i], b = ring.point[(i + 1) % ring.n];
        double middle = hypot((a.x + b.x) / 2, (a.y + b.y) / 2);
        cr_expect_geq(middle, 99.4);
    }
    ring_release(&ring);
}

Test(ring, smaller_than_the_tolerance_is_not_drawn)
{
    static const struct ring_point small[] = {{0, 0}, {0.1, 0}, {0, 0.1}};
    struct ring ring = ring_made(small, 3);

    ring_thin(&ring, 1);
    cr_expect_eq(ring.n, 0);
    ring_release(&ring);
}

/* The middle of a U lies outside it. */
Test(ring, a_name_stands_inside_the_ring)
{
    static const struct ring_point u[] = {{0, 0},  {30, 0}, {30, 30}, {22, 30},
                                          {22, 3}, {8, 3},  {8, 30},  {0, 30}};
    struct ring ring = ring_made(u, 8);
    struct ring_point at;
    double room = ring_room(&ring, &at);

    cr_expect_gt(room, 7.9);
    cr_expect(at.x < 8 || at.x > 22 || at.y < 3);
    ring_release(&ring);
}
