#include "tests/audit/read_given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

TestSuite(regions, .init = given_read_folder, .fini = given_read_folder_gone);

Test(regions, municipalities_come_first_then_prefectures_then_cities)
{
    struct world world;

    world_make(&world);
    world_read(&world, NULL, 0, NULL, 0);
    cr_assert_eq(world.regions.n_set, 3);
    cr_assert_str_eq(world.regions.set[0].id, "municipality");
    cr_assert_str_eq(world.regions.set[1].id, "prefecture");
    cr_assert_str_eq(world.regions.set[2].id, "city");
    const struct region *ward = world_region(&world.regions.set[0], "27142");
    cr_assert_str_eq(ward->name, "河内市南区");
    cr_assert_str_eq(ward->prefecture, "大阪府");
    cr_assert_str_eq(world_at(&world.regions.set[1], world_mesh(3, 0)), "27");
    cr_assert_str_eq(world_at(&world.regions.set[2], world_mesh(3, 0)),
                     "27140");
    cr_assert_str_eq(world_region(&world.regions.set[2], "27140")->name,
                     "河内市");
    cr_assert_not(world.regions.set[0].approximate);
    world_release(&world);
}

Test(regions, there_is_no_set_of_cities_where_there_are_no_wards)
{
    struct world world;

    world_make(&world);
    world.people.n_mesh = 8;
    world.table.n_facility = 2;
    world_read(&world, NULL, 0, NULL, 0);
    cr_assert_eq(world.regions.n_set, 2);
    world_release(&world);
}

Test(regions, an_abolished_code_follows_its_successor)
{
    struct world world;

    world_make(&world);
    memcpy(world.people.mesh[world_mesh(1, 2)].municipality_code, "25309", 6);
    world_read(&world, NULL, 0, NULL, 0);
    const struct region_set *set = &world.regions.set[0];
    cr_assert_str_eq(world_of(set, 1), "25301"); /* its own code is 25309 */
    cr_assert_str_eq(world_at(set, world_mesh(1, 2)), "25301");
    world_release(&world);
}

Test(regions, a_facility_with_a_citys_code_goes_to_the_ward_of_its_mesh)
{
    struct world world;

    world_make(&world);
    world_read(&world, NULL, 0, NULL, 0);
    cr_assert_str_eq(world_of(&world.regions.set[0], 3), "27142");
    world_release(&world);
}

Test(regions, a_facility_whose_ward_nobody_knows_stands_in_the_city)
{
    struct world world;

    world_make(&world);
    world.table.facility[3]->point = (struct lonlat){NAN, NAN};
    const char *own[] = {"27140"};
    world_read(&world, NULL, 0, own, 1);
    const struct region_set *set = &world.regions.set[0];
    cr_assert_str_eq(world_of(set, 3), "27140");
    cr_assert_str_eq(world_region(set, "27140")->name, "河内市（区不明）");
    cr_assert(world_region(set, "27140")->own);
    cr_assert_str_eq(world_of(&world.regions.set[2], 3), "27140");
    cr_assert_str_eq(world_region(&world.regions.set[2], "27140")->name,
                     "河内市");
    world_release(&world);
}

Test(regions, only_own_regions_are_own)
{
    struct world world;
    const char *own[] = {"25201", "27140"};

    world_make(&world);
    world_read(&world, NULL, 0, own, 2);
    const struct region_set *set = &world.regions.set[0];
    cr_assert(world_region(set, "25201")->own);
    cr_assert_not(world_region(set, "25301")->own);
    cr_assert(world_region(set, "27141")->own);
    cr_assert(world_region(set, "27142")->own);
    cr_assert(world_region(&world.regions.set[2], "27140")->own);
    world_release(&world);
}

Test(regions, cities_are_a_set_only_where_an_own_region_is_a_ward)
{
    struct world world;
    const char *own[] = {"25201"};

    world_make(&world);
    world_read(&world, NULL, 0, own, 1);
    cr_assert_eq(world.regions.n_set, 2);
    regions_release(&world.regions);
    own[0] = "27141";
    world_read(&world, NULL, 0, own, 1);
    cr_assert_eq(world.regions.n_set, 3);
    world_release(&world);
}

/* 富山県 has 15 municipalities; 27 has 43, of which a city is here. */
Test(regions, a_prefecture_is_own_only_with_all_of_its_municipalities)
{
    static const char *const toyama[] = {
        "16201", "16202", "16204", "16205", "16206", "16207", "16208", "16209",
        "16210", "16211", "16321", "16322", "16323", "16342", "16343"};
    const char *own[] = {"16", "27"};
    struct world world;

    world_make(&world);
    for (size_t i = 0; i < 15; i++)
        memcpy(world.people.mesh[i].municipality_code, toyama[i], 6);
    world_read(&world, NULL, 0, own, 2);
    cr_assert(world_region(&world.regions.set[1], "16")->own);
    cr_assert_not(world_region(&world.regions.set[1], "27")->own);
    cr_assert_eq(world_aside(&world,
                             "not all municipalities of this prefecture "
                             "have people here: it is not told as a "
                             "whole"),
                 1);
    cr_assert_str_eq(world.regions.aside.item[0].value, "大阪府: 1/43");
    regions_release(&world.regions);
    own[0] = "16201"; /* it has other own towns no more */
    world_read(&world, NULL, 0, own, 1);
    cr_assert_not(world_region(&world.regions.set[1], "16")->own);
    regions_release(&world.regions);
    memcpy(world.people.mesh[14].municipality_code, "16342", 6);
    own[0] = "16"; /* one of its towns is in no file */
    world_read(&world, NULL, 0, own, 1);
    cr_assert_not(world_region(&world.regions.set[1], "16")->own);
    world_release(&world);
}

Test(regions, own_takes_prefectures_codes_with_check_digit_and_old_codes)
{
    struct world world;
    const char *own[] = {"２７", "25309"};

    world_make(&world);
    world_read(&world, NULL, 0, own, 2);
    const struct region_set *set = &world.regions.set[0];
    cr_assert_not(world_region(set, "25201")->own);
    cr_assert(world_region(set, "25301")->own);
    cr_assert(world_region(set, "27141")->own);
    world_release(&world);
}

Test(regions, an_own_code_without_people_is_an_error_of_usage)
{
    struct world world;
    struct err err = {0};
    const char *own[] = {"25201", "26"};

    world_make(&world);
    cr_assert_not(regions_read(&world.regions, &world.table, &world.people,
                               NULL, 0, own, 2, &err));
    cr_assert_eq(err.class, ERR_USAGE);
    cr_assert_not_null(strstr(err.text, "'26'"), "%s", err.text);
    own[1] = "99999";
    regions_release(&world.regions);
    err = (struct err){0};
    cr_assert_not(regions_read(&world.regions, &world.table, &world.people,
                               NULL, 0, own, 2, &err));
    cr_assert_eq(err.class, ERR_USAGE);
    world_release(&world);
}

Test(regions, meshes_without_codes_go_where_the_nearest_town_is)
{
    struct world world;

    world_make(&world);
    world_hide_codes(&world);
    world_read(&world, NULL, 0, NULL, 0);
    const struct region_set *set = &world.regions.set[0];
    for (size_t i = 0; i < 16; i++) {
        static const char *const codes[] = {"25201", "25301", "27141", "27142"};
        cr_assert_str_eq(world_at(set, world_mesh(i / 4, i % 4)), codes[i / 4]);
    }
    cr_assert(set->approximate);
    world_release(&world);
}

Test(regions, an_outline_tells_more_than_the_nearest_town)
{
    struct world world;

    world_make(&world);
    world_hide_codes(&world);
    world_draw(&world);
    /* The towns of 湖東市 stand as if they were of 湖西町, and the reverse. */
    for (size_t i = 0; i < world.table.land.n_town; i++) {
        char *code = world.table.land.town[i].code;
        if (strncmp(code, "25", 2) == 0)
            code[2] = code[2] == '2' ? '3' : '2';
    }
    land_sort(&world.table.land);
    world_read(&world, NULL, 0, NULL, 0);
    cr_assert_str_eq(world_at(&world.regions.set[0], world_mesh(0, 0)),
                     "25201");
    cr_assert_str_eq(world_at(&world.regions.set[0], world_mesh(1, 3)),
                     "25301");
    world_release(&world);
}

Test(regions, a_region_without_an_outline_is_drawn_by_what_became_it)
{
    struct world world;

    world_make(&world);
    land_add_place(&world.table.land, "25309");
    land_add_place(&world.table.land, "27140");
    land_sort(&world.table.land);
    world_read(&world, NULL, 0, NULL, 0);
    const struct region *town = world_region(&world.regions.set[0], "25301");
    cr_assert_eq(town->n_member, 1);
    cr_assert_str_eq(town->member[0], "25309");
    /* One ward is not the city; both together are. */
    cr_assert_str_eq(world_region(&world.regions.set[0], "27141")->member[0],
                     "27141");
    const struct region *city = world_region(&world.regions.set[2], "27140");
    cr_assert_eq(city->n_member, 1);
    cr_assert_str_eq(city->member[0], "27140");
    world_release(&world);
}

Test(regions, areas_that_have_only_codes_are_said_to_have_no_names)
{
    static const char reason[] =
        "areas without a name: they are shown by their codes; add a column of "
        "names to the file";
    struct world world;

    world_make(&world);
    world_read_set(&world, NULL,
                   GIVEN_FILE("a.csv", "市区町村コード,構想区域コード\n"
                                       "25201,2501\n25301,2502\n"),
                   "構想区域");
    cr_assert_eq(world_aside(&world, reason), 1);
    cr_assert_str_eq(world.regions.aside.item[world.regions.aside.n - 1].value,
                     "構想区域: 2");
    world_release(&world);
    world_make(&world);
    world_read_set(&world, NULL,
                   GIVEN_FILE("b.csv", "市区町村コード,構想区域コード,"
                                       "構想区域名\n25201,2501,湖岸\n"),
                   "構想区域");
    cr_assert_eq(world_aside(&world, reason), 0);
    world_release(&world);
}

Test(regions, a_municipality_that_ended_gives_its_facilities_to_their_place)
{
    struct world world;

    world_make(&world);
    world_draw(&world);
    struct municipality *gone =
        municipalities_set(&world.table.municipalities, &world.table.arena,
                           "25498", "古浜村", NULL, PLACE_REGISTRY);
    gone->abolished = "2010-03-21";
    memcpy(world.table.facility[0]->municipality_code, "25498", 6);
    memcpy(world.table.facility[1]->municipality_code, "25498", 6);
    world.table.facility[1]->point = (struct lonlat){NAN, NAN};
    world_read(&world, NULL, 0, NULL, 0);
    cr_assert_str_eq(world_of(&world.regions.set[0], 0), "25201");
    cr_assert_str_eq(world_of(&world.regions.set[0], 1), "25498");
    regions_release(&world.regions);
    /* Meshes of its time: both stand in it. */
    memcpy(world.people.mesh[0].municipality_code, "25498", 6);
    world_read(&world, NULL, 0, NULL, 0);
    cr_assert_str_eq(world_of(&world.regions.set[0], 0), "25498");
    world_release(&world);
}
