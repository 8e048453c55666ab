#include "cmd/grounding.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

/* A square of 0.1 degrees whose south-west corner is (lon, lat). */
static void add_square(struct table *table, const char *code, double lon_deg,
                       double lat_deg)
{
    const struct lonlat ring[] = {{lon_deg, lat_deg},
                                  {lon_deg + 0.1, lat_deg},
                                  {lon_deg + 0.1, lat_deg + 0.1},
                                  {lon_deg, lat_deg + 0.1}};

    land_add_place(&table->land, code);
    land_add_ring(&table->land, ring, 4, false);
    municipalities_set(&table->municipalities, &table->arena, code, code, NULL,
                       PLACE_REGISTRY);
}

static void add_town(struct table *table, const char *code, const char *name,
                     double lon_deg, double lat_deg)
{
    struct land_town town = {
        .name = name, .point = {lon_deg, lat_deg}, .radius_m = NAN};

    memcpy(town.code, code, 6);
    land_add_town(&table->land, &town);
}

static struct view shown(struct table *table, const char *code)
{
    struct view view = {.code = code};

    land_sort(&table->land);
    table->land_credit = "credit";
    ground_show(&view, table, &table->arena);
    return view;
}

Test(grounding, the_own_place_comes_first_then_those_in_the_frame)
{
    struct table table = {0};

    add_square(&table, "25201", 135.0, 35.0);
    add_square(&table, "25202", 135.1, 35.0); /* beside it */
    add_square(&table, "25203", 135.4, 35.0); /* far from it */
    struct view view = shown(&table, "25202");
    cr_assert_eq(view.n_ground, 2);
    cr_assert(view.ground[0].own);
    cr_assert_str_eq(view.ground[0].code, "25202");
    cr_assert_not(view.ground[1].own);
    cr_assert_str_eq(view.ground[1].code, "25201");
    cr_assert_str_eq(view.ground_credit, "credit");
    table_release(&table);
}

Test(grounding, a_city_without_an_outline_is_drawn_by_its_wards)
{
    struct table table = {0};

    add_square(&table, "14101", 139.5, 35.5);
    add_square(&table, "14102", 139.6, 35.5);
    add_square(&table, "14131", 139.7, 35.5); /* a ward of another city */
    struct view view = shown(&table, "14100");
    cr_assert_eq(view.n_ground, 3);
    cr_assert(view.ground[0].own && view.ground[1].own);
    cr_assert_not(view.ground[2].own);
    table_release(&table);
}

Test(grounding, the_city_around_a_ward_is_no_neighbour)
{
    struct table table = {0};

    add_square(&table, "14100", 139.5, 35.5);
    add_square(&table, "14101", 139.5, 35.5);
    struct view view = shown(&table, "14101");
    cr_assert_eq(view.n_ground, 1);
    cr_assert_str_eq(view.ground[0].code, "14101");
    table_release(&table);
}

Test(grounding, own_towns_are_all_there_and_of_neighbours_the_near_ones)
{
    struct table table = {0};

    add_square(&table, "25201", 135.0, 35.0);
    add_square(&table, "25202", 135.1, 35.0);
    add_town(&table, "25201", "湊町", 135.05, 35.05);
    add_town(&table, "25201", "沖の島", 137, 36);
    add_town(&table, "25202", "隣町", 135.11, 35.05);
    add_town(&table, "25202", "遠い町", 135.19, 35.05);
    struct view view = shown(&table, "25201");
    cr_assert_eq(view.n_town, 3);
    cr_assert_str_eq(view.town[2].name, "隣町");
    cr_assert_str_eq(view.town[2].place, "25202");
    table_release(&table);
}

Test(grounding, without_boundaries_there_is_no_ground_and_no_credit)
{
    struct table table = {0};
    struct view view = shown(&table, "25201");

    cr_assert_eq(view.n_ground, 0);
    cr_assert_eq(view.n_town, 0);
    cr_assert_null(view.ground_credit);
    table_release(&table);
}

Test(grounding, a_ward_without_an_outline_lies_in_its_city)
{
    struct table table = {0};

    add_square(&table, "14100", 139.5, 35.5);
    add_square(&table, "14130", 139.6, 35.5);
    add_square(&table, "14201", 140.5, 35.5); /* far away */
    struct view view = shown(&table, "14101");
    cr_assert_eq(view.n_ground, 2);
    cr_assert_not(view.ground[0].own);
    cr_assert_str_eq(view.ground[0].code, "14100");
    table_release(&table);
}
