#include "model/land.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const struct lonlat square[] = {{135.00004, 35.00004},
                                       {135.01, 35},
                                       {135.02, 35},
                                       {135.02, 35.02},
                                       {135, 35.02}};

Test(land, a_ring_is_closed_snapped_and_has_no_idle_vertex)
{
    struct land land = {0};

    land_add_place(&land, "25201");
    cr_assert(land_add_ring(&land, square, 5, false));
    cr_assert_eq(land.ring[0].n, 5); /* four corners, the first one twice */
    cr_assert_eq(land.vertex[0].x, 1350000);
    cr_assert_eq(land.vertex[0].y, 350000);
    cr_assert_eq(land.vertex[4].x, land.vertex[0].x);
    cr_assert_eq(land.vertex[4].y, land.vertex[0].y);
    cr_assert_eq(land.place[0].most.x, 1350200);
    cr_assert_eq(land.place[0].least.y, 350000);
    land_release(&land);
}

Test(land, what_encloses_nothing_leaves_no_trace)
{
    struct land land = {0};
    const struct lonlat line[] = {{135, 35}, {135.1, 35.1}, {135, 35}};

    land_add_place(&land, "25201");
    cr_assert_not(land_add_ring(&land, line, 3, false));
    cr_assert_not(land_add_ring(&land, square, 0, false));
    cr_assert_not(land_add_ring(&land, square, 1, false));
    cr_assert_eq(land.n_vertex, 0);
    cr_assert_eq(land.place[0].n_ring, 0);
    land_release(&land);
}

Test(land, two_neighbours_share_their_border_whatever_the_start)
{
    struct land land = {0};
    const struct lonlat west[] = {{135, 35},
                                  {135.012344, 35.000011},
                                  {135.012355, 35.01234},
                                  {135, 35.02}};
    const struct lonlat east[] = {
        {135.012355, 35.01234}, {135.012344, 35.000011}, {135.03, 35.01}};
    size_t shared = 0;

    land_add_place(&land, "25202");
    land_add_ring(&land, west, 4, false);
    land_add_place(&land, "25201");
    land_add_ring(&land, east, 3, false);
    const struct land_ring *a = &land.ring[0], *b = &land.ring[1];
    for (uint32_t i = 0; i + 1 < a->n; i++)
        for (uint32_t k = 0; k + 1 < b->n; k++)
            shared +=
                memcmp(&land.vertex[a->first + i], &land.vertex[b->first + k],
                       sizeof(*land.vertex)) == 0;
    cr_assert_eq(shared, 2);
    land_release(&land);
}

Test(land, places_and_towns_are_found_by_code)
{
    struct land land = {0};
    size_t n;

    land_add_place(&land, "25202");
    land_add_place(&land, "25201");
    land_add_town(&land, &(struct land_town){"25202", "松原町", {136, 35}, 0});
    land_add_town(&land, &(struct land_town){"25201", "湊町", {136, 35}, 0});
    land_add_town(&land, &(struct land_town){"25201", "帆柱", {136, 35}, 0});
    land_sort(&land);
    cr_assert_str_eq(land_find(&land, "25202")->code, "25202");
    cr_assert_null(land_find(&land, "25203"));
    cr_assert_null(land_find(&land, ""));
    const struct land_town *town = land_towns(&land, "25201", &n);
    cr_assert_eq(n, 2);
    cr_assert_str_eq(town[0].name, "帆柱");
    cr_assert_str_eq(town[1].name, "湊町");
    cr_assert_null(land_towns(&land, "13101", &n));
    cr_assert_eq(n, 0);
    land_release(&land);
}
