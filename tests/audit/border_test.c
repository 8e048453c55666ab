/* What lies around an audit and was not given is said. */
#include "given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const int one_year[] = {2025};

static struct given given;

static void begin(void)
{
    given_begin(&given, 1, one_year);
    given_need(&given, "visiting-nurse");
}

static void end(void)
{
    given_end(&given);
}

TestSuite(border, .init = begin, .fini = end);

static void add_town(const char *code, double east_m)
{
    struct land_town town = {.name = "町", .point = given_at(east_m)};

    memcpy(town.code, code, sizeof(town.code));
    land_add_town(&given.table.land, &town);
    land_sort(&given.table.land);
}

static void name_place(const char *code)
{
    municipalities_set(&given.table.municipalities, &given.table.arena, code,
                       "となり町", NULL, PLACE_REGISTRY);
}

/* Facilities at 0 and 30 km; a town without people is 16 km beyond the second.
 */
static void make_border(void)
{
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_facility(&given, "k-2", "25201", "visiting-nurse", 30000);
    given_mesh(&given, "25201", 0, 100);    /* the first one's only */
    given_mesh(&given, "25201", 15000, 20); /* of both */
    given_mesh(&given, "25201", 40000, 3);  /* the second one's */
    given_mesh(&given, "25201", 90000, 1);  /* of none */
}

Test(border, access_is_too_high_where_a_facility_serves_people_of_no_file)
{
    make_border();
    add_town("26102", 45900);
    const struct audit_need *need = given_run(&given)->need;
    static const bool edge[] = {false, true, true, false};
    for (uint32_t m = 0; m < 4; m++)
        cr_assert_eq(need->mesh[m].edge, edge[m], "%u", m);
    near_to(given_region(&given, 0, "25201")->cell[0].edge, 23.0);
}

Test(border, a_town_beyond_the_limit_or_with_people_does_no_harm)
{
    make_border();
    add_town("26102", 46100);
    add_town("26101", 31000); /* a mesh of it takes part */
    given_mesh(&given, "26101", 31000, 5);
    given_run(&given);
    near_to(given_region(&given, 0, "25201")->cell[0].edge, 0.0);
}

Test(border, a_facility_of_a_town_without_people_makes_access_too_high)
{
    given_town(&given, "26102", false);
    given_facility(&given, "k-1", "26102", "visiting-nurse", 0);
    given_mesh(&given, "25201", 1000, 100);
    cr_assert(given_run(&given)->need[0].mesh[0].edge);
    cr_assert_eq(given.audit.quality.n_no_people, 1);
    cr_assert_str_eq(given.audit.quality.no_people[0], "26102");
}

Test(border, a_ward_is_inhabited_when_its_city_is)
{
    given_town(&given, "26100", true);
    given_facility(&given, "k-1", "26100", "visiting-nurse", 0);
    given_mesh(&given, "26100", 1000, 100);
    add_town("26102", 5000);
    given_run(&given);
    near_to(given_region(&given, 0, "26100")->cell[0].edge, 0.0);
}

Test(border, neighbours_of_whom_the_store_has_no_facility_are_named)
{
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_facility(&given, "n-1", "26101", "pharmacy", 9000);
    given_mesh(&given, "25201", 0, 10);
    add_town("25201", 100);
    add_town("26101", 9000);
    add_town("24202", 15900);
    add_town("24203", 16100);
    const struct audit_quality *quality = &given_run(&given)->quality;
    cr_assert_eq(quality->n_no_facilities, 1);
    cr_assert_str_eq(quality->no_facilities[0], "24202");
}

Test(border, a_region_with_facilities_of_people_unknown_has_no_ratio)
{
    given_town(&given, "25202", true);
    given_town(&given, "25203", true);
    struct region_set *areas = given_set(&given, "areas");
    given_area(&given, areas, "東", true, "25201 25202");
    given_area(&given, areas, "西", true, "25203");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_facility(&given, "k-2", "25202", "visiting-nurse", 0);
    given_facility(&given, "k-3", "25203", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 1000);
    given_mesh(&given, "25203", 0, 1000);
    name_place("25202");
    given_run(&given);
    const struct audit_region *east = given_region(&given, 2, "東");
    cr_assert(east->partial);
    cr_assert(isnan(east->cell[0].year[0].per_10000));
    cr_assert(isnan(east->cell[0].year[0].per_1000));
    near_to(east->cell[0].year[0].covered, 1000.0);
    const struct audit_region *west = given_region(&given, 2, "西");
    cr_assert_not(west->partial);
    near_to(west->cell[0].year[0].per_10000, 10.0);
    cr_assert(given.audit.partial);
    cr_assert(isnan(given.audit.need[0].whole[0].per_10000));
}

Test(border, townspeople_of_another_year_are_told_to_be_of_no_use)
{
    given_mesh(&given, "25201", 0, 10);
    cr_assert_not(given_run(&given)->quality.townspeople_unused);
    given_townspeople(&given, "25201", 2020, 9);
    cr_assert(given_run(&given)->quality.townspeople_unused);
    given_townspeople(&given, "25201", 2025, 9);
    cr_assert_not(given_run(&given)->quality.townspeople_unused);
}
