/* What is near a mesh: the nearest facility, the limit, what is not known. */
#include "given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const int one_year[] = {2025};

static struct given given;

static void begin(void)
{
    given_begin(&given, 1, one_year);
}

static void end(void)
{
    given_end(&given);
}

TestSuite(reach, .init = begin, .fini = end);

static const struct audit_mesh *mesh_of(size_t need, uint32_t mesh)
{
    return &given.audit.need[need].mesh[mesh];
}

Test(reach, a_mesh_knows_its_nearest_facility_and_how_far_it_is)
{
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-2", "25201", "visiting-nurse", -5000);
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_facility(&given, "n-3", "25201", "pharmacy", 1000);
    given_mesh(&given, "25201", 1000, 10);
    given_mesh(&given, "25201", -4000, 10);
    given_mesh(&given, "25201", 16001, 10);
    struct audit *audit = given_run(&given);
    cr_assert_eq(mesh_of(0, 0)->nearest, table_find(&given.table, "k-1"));
    cr_assert_float_eq(mesh_of(0, 0)->cost, 1000, 1e-3);
    cr_assert_eq(mesh_of(0, 1)->nearest, table_find(&given.table, "k-2"));
    cr_assert_float_eq(mesh_of(0, 1)->cost, 1000, 1e-3);
    cr_assert_eq(mesh_of(0, 1)->verdict, VERDICT_COVERED);
    cr_assert_float_eq(mesh_of(0, 2)->cost, 16001, 1e-3);
    cr_assert_eq(mesh_of(0, 2)->verdict, VERDICT_NOT);
    near_to(audit->need[0].whole[0].covered, 20.0);
}

Test(reach, of_two_equally_near_the_one_with_the_lower_id_is_named)
{
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-2", "25201", "visiting-nurse", 100);
    given_facility(&given, "k-1", "25201", "visiting-nurse", 100);
    given_mesh(&given, "25201", 0, 10);
    given_run(&given);
    cr_assert_eq(mesh_of(0, 0)->nearest, table_find(&given.table, "k-1"));
}

Test(reach, the_spread_of_the_nearest_is_weighted_by_people)
{
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 1000, 60);
    given_mesh(&given, "25201", 2000, 25);
    given_mesh(&given, "25201", 3000, 10);
    given_mesh(&given, "25201", 20000, 5);
    given_mesh(&given, "25201", 99000, 0); /* nobody: in no figure */
    given_run(&given);
    const struct audit_year *year = given_year(&given, "25201", 0, 0);
    near_to(year->people, 100.0);
    near_to(year->covered, 95.0);
    near_to(year->mean, (60 * 1000 + 25 * 2000 + 10 * 3000 + 5 * 20000) / 100.);
    near_to(year->median, 1000.0);
    near_to(year->p90, 3000.0);
    near_to(year->most, 20000.0);
    near_to(year->per_10000, 100.0);
    near_to(year->per_1000, 10.0);
}

Test(reach, an_unknown_facility_is_neither_yes_nor_no)
{
    given_need(&given, "nursing-24h");
    given_file(given_facility(&given, "k-1", "25201", "visiting-nurse", 0),
               "nursing-24h", true);
    given_facility(&given, "k-2", "25201", "visiting-nurse", 40000);
    given_file(given_facility(&given, "k-3", "25201", "visiting-nurse", 80000),
               "nursing-24h", false);
    given_mesh(&given, "25201", 0, 10);
    given_mesh(&given, "25201", 40000, 7);
    given_mesh(&given, "25201", 80000, 3);
    struct audit *audit = given_run(&given);
    const struct audit_cell *cell = given_region(&given, 0, "25201")->cell;
    cr_assert(cell->yes == 1 && cell->unknown == 1 && cell->no == 1);
    cr_assert_eq(mesh_of(0, 0)->verdict, VERDICT_COVERED);
    cr_assert_eq(mesh_of(0, 1)->verdict, VERDICT_MAYBE);
    cr_assert_eq(mesh_of(0, 2)->verdict, VERDICT_NOT);
    near_to(cell->year[0].covered, 10.0);
    near_to(cell->year[0].covered_maybe, 17.0);
    near_to(cell->year[0].per_10000, 1 / 20.0 * 10000);
    cr_assert_not(audit->need[0].unread);
    /* Distance is to a known one only. */
    cr_assert_float_eq(mesh_of(0, 1)->cost, 40000, 1e-3);
}

Test(reach, a_need_whose_filings_nobody_read_says_so)
{
    given_need(&given, "nursing-24h");
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_file(given_facility(&given, "k-2", "26101", "visiting-nurse", 90000),
               "nursing-24h", true);
    given_mesh(&given, "25201", 0, 10);
    struct audit *audit = given_run(&given);
    cr_assert(audit->need[0].unread);
    cr_assert_not(audit->need[1].unread);
    cr_assert_eq(mesh_of(0, 0)->verdict, VERDICT_MAYBE);
    near_to(audit->need[0].whole[0].covered, 0.0);
    near_to(audit->need[0].whole[0].covered_maybe, 10.0);
}

Test(reach, closed_facilities_are_nowhere)
{
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0)->closed = "yes";
    given_facility(&given, "k-2", "25201", "visiting-nurse", 500);
    given_mesh(&given, "25201", 0, 10);
    struct audit *audit = given_run(&given);
    cr_assert_eq(audit->need[0].yes, 1);
    cr_assert_eq(given_region(&given, 0, "25201")->cell[0].yes, 1);
    cr_assert_eq(given_region(&given, 0, "25201")->indicator[6], 1);
    cr_assert_float_eq(mesh_of(0, 0)->cost, 500, 1e-3);
    cr_assert_eq(audit->quality.facilities, 1);
}

Test(reach, facilities_without_a_place_are_counted_and_reach_nobody)
{
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-1", "25201", "visiting-nurse", NAN);
    given_facility(&given, "k-2", "25201", "visiting-nurse", 20000);
    given_mesh(&given, "25201", 0, 10);
    struct audit *audit = given_run(&given);
    const struct audit_cell *cell = given_region(&given, 0, "25201")->cell;
    cr_assert(cell->yes == 2 && cell->unplaced == 1);
    cr_assert_eq(audit->need[0].unplaced, 1);
    near_to(cell->year[0].per_10000, 2000.0);
    near_to(cell->year[0].covered, 0.0);
    cr_assert_float_eq(mesh_of(0, 0)->cost, 20000, 1e-3);
    cr_assert(audit->quality.facilities == 2 && audit->quality.placed == 1);
}

Test(reach, without_any_facility_nobody_is_covered_and_no_distance_is_told)
{
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0)->closed = "yes";
    given_mesh(&given, "25201", 0, 10);
    struct audit *audit = given_run(&given);
    const struct audit_year *year = given_year(&given, "25201", 0, 0);
    near_to(year->people, 10.0);
    near_to(year->covered, 0.0);
    near_to(year->per_10000, 0.0);
    cr_assert(isnan(year->mean) && isnan(year->median) && isnan(year->most));
    for (int k = 0; k < CATCHMENT_COUNT; k++) {
        near_to(year->access_mean[k], 0.0);
        cr_assert(isnan(year->gini[k]));
    }
    cr_assert_eq(mesh_of(0, 0)->verdict, VERDICT_NOT);
    cr_assert_eq(mesh_of(0, 0)->nearest, NO_FACILITY);
    cr_assert_eq(audit->need[0].n_gap, 1);
    cr_assert_not(audit->need[0].unread);
}

Test(reach, a_region_without_people_has_counts_and_no_ratios)
{
    given_town(&given, "25202", true);
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-1", "25202", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 10);
    given_run(&given);
    const struct audit_region *region = given_region(&given, 0, "25202");
    const struct audit_year *year = region->cell[0].year;
    cr_assert(region->n_mesh == 0 && region->cell[0].yes == 1);
    cr_assert(isnan(region->people[0][AGE_75]));
    near_to(year->people, 0.0);
    cr_assert(isnan(year->per_10000) && isnan(year->mean) &&
              isnan(year->access_mean[0]) && isnan(year->gini[0]));
}

/* ---- how sure the limit is ---- */

Test(reach, a_verdict_within_a_hundred_metres_of_the_limit_is_doubtful)
{
    static const double east_m[] = {15850, 15901, 15999, 16001, 16099, 16150};
    static const bool doubtful[] = {false, true, true, true, true, false};

    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    for (size_t i = 0; i < 6; i++)
        given_mesh(&given, "25201", east_m[i], 1);
    struct audit *audit = given_run(&given);
    for (uint32_t i = 0; i < 6; i++)
        cr_assert_eq(mesh_of(0, i)->doubtful, doubtful[i], "%g", east_m[i]);
    near_to(audit->need[0].whole[0].doubtful, 4.0);
    near_to(audit->need[0].whole[0].covered, 3.0);
}

Test(reach, a_facility_is_doubtful_within_its_own_error)
{
    given_need(&given, "visiting-nurse");
    given_need(&given, "pharmacy");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0)->error_m = 700;
    given_facility(&given, "n-1", "25201", "pharmacy", 0)->error_m = NAN;
    given_mesh(&given, "25201", 15301, 1);
    given_mesh(&given, "25201", 15299, 1);
    given_mesh(&given, "25201", 15001, 1);
    given_mesh(&given, "25201", 14999, 1);
    given_mesh(&given, "25201", 16699, 1);
    given_mesh(&given, "25201", 16999, 1);
    given_mesh(&given, "25201", 17001, 1);
    given_run(&given);
    static const bool expected[2][7] = {
        {true, false, false, false, true, false, false},
        {true, true, true, false, true, true, false}};
    for (size_t need = 0; need < 2; need++)
        for (uint32_t m = 0; m < 7; m++)
            cr_assert_eq(mesh_of(need, m)->doubtful, expected[need][m],
                         "%zu %u", need, m);
}

Test(reach, one_sure_facility_makes_a_covered_mesh_sure)
{
    given_need(&given, "visiting-nurse");
    /* The nearer one is placed by its district only. */
    given_facility(&given, "k-1", "25201", "visiting-nurse", 14000)->error_m =
        3000;
    given_facility(&given, "k-2", "25201", "visiting-nurse", 15000);
    given_mesh(&given, "25201", 0, 1);
    given_run(&given);
    cr_assert_not(mesh_of(0, 0)->doubtful);
    given.table.facility[1]->closed = "yes";
    given_run(&given);
    cr_assert(mesh_of(0, 0)->doubtful);
}

Test(reach, a_far_facility_of_great_error_makes_an_uncovered_mesh_doubtful)
{
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 16200);
    given_facility(&given, "k-2", "25201", "visiting-nurse", 17000)->error_m =
        3000;
    given_mesh(&given, "25201", 0, 1);
    given_run(&given);
    cr_assert_eq(mesh_of(0, 0)->verdict, VERDICT_NOT);
    cr_assert(mesh_of(0, 0)->doubtful);
    given.table.facility[1]->error_m = 900;
    given_run(&given);
    cr_assert_not(mesh_of(0, 0)->doubtful);
}

/* ---- minutes ---- */

static void ask_minutes(double limit, double detour, double speed_km_h)
{
    given.order.by_minutes = true;
    given.order.limit = limit;
    given.order.detour = detour;
    given.order.speed_km_h = speed_km_h;
}

Test(reach, assumed_minutes_are_the_straight_line_times_detour_over_speed)
{
    /* 30 min at 30 km/h are 15 km, of which 1 / 1.5 as the crow flies. */
    ask_minutes(30, 1.5, 30);
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 5000, 1);
    given_mesh(&given, "25201", 9950, 1);
    given_mesh(&given, "25201", 10150, 1);
    struct audit *audit = given_run(&given);
    cr_assert_float_eq(mesh_of(0, 0)->cost, 15, 1e-6);
    cr_assert_float_eq(mesh_of(0, 1)->cost, 29.85, 1e-6);
    cr_assert_float_eq(mesh_of(0, 2)->cost, 30.45, 1e-6);
    near_to(audit->need[0].whole[0].covered, 2.0);
    near_to(audit->need[0].whole[0].doubtful, 1.0);
    near_to(audit->need[0].whole[0].most, 30.45);
}

Test(reach, assumed_minutes_give_the_same_access_as_the_line_they_stand_for)
{
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_facility(&given, "k-2", "25201", "visiting-nurse", 9000);
    for (int i = 0; i < 12; i++)
        given_mesh(&given, "25201", 1111.0 * i, 10 + i);
    given.order.limit = 10000;
    given_run(&given);
    struct audit_year line = given.audit.need[0].whole[0];
    ask_minutes(30, 1.5, 30);
    given_run(&given);
    for (int k = 0; k < CATCHMENT_COUNT; k++) {
        near_to(given.audit.need[0].whole[0].access_mean[k],
                line.access_mean[k]);
        near_to(given.audit.need[0].whole[0].gini[k], line.gini[k]);
    }
    near_to(given.audit.need[0].whole[0].covered, line.covered);
}

static void ask_matrix(double limit)
{
    ask_minutes(limit, 0, 0);
    given.order.travel = &given.travel;
}

Test(reach, a_travel_matrix_decides_and_the_straight_line_does_not)
{
    ask_matrix(30);
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_facility(&given, "k-2", "25201", "visiting-nurse", 90000);
    given_facility(&given, "n-3", "25201", "pharmacy", 0);
    for (int m = 0; m < 4; m++)
        given_mesh(&given, "25201", 0, m + 1);
    given_leg(&given, 0, "k-1", 31);
    given_leg(&given, 0, "k-2", 30);
    given_leg(&given, 0, "n-3", 1);
    given_leg(&given, 1, "k-1", 45);
    given_leg(&given, 2, "n-3", 5);
    struct audit *audit = given_run(&given);
    cr_assert_eq(mesh_of(0, 0)->nearest, table_find(&given.table, "k-2"));
    cr_assert_eq(mesh_of(0, 0)->verdict, VERDICT_COVERED);
    near_to(mesh_of(0, 0)->cost, 30.0);
    cr_assert_eq(mesh_of(0, 1)->verdict, VERDICT_NOT);
    near_to(mesh_of(0, 1)->cost, 45.0);
    /* Its rows name no such facility: out of reach, and no time is known. */
    cr_assert_eq(mesh_of(0, 2)->verdict, VERDICT_NOT);
    cr_assert(isnan(mesh_of(0, 2)->cost));
    /* It has no row at all: nothing is known. */
    cr_assert_eq(mesh_of(0, 3)->verdict, VERDICT_NO_DATA);
    cr_assert(isnan(mesh_of(0, 3)->access));
    const struct audit_year *year = &audit->need[0].whole[0];
    near_to(year->covered, 1.0);
    near_to(year->unknown, 4.0);
    near_to(year->mean, (30 + 2 * 45) / 3.0);
    near_to(year->doubtful, 0.0);
    cr_assert_eq(audit->need[0].n_gap, 2);
    const struct audit_chain *chain = audit->set[0].region[0].chain;
    near_to(chain->missing[3], 2.0);
    near_to(chain->unsure[3], 4.0); /* 1 and 5 min from the pharmacy */
    near_to(chain->no_data[3], 4.0);
}

Test(reach, of_two_at_the_same_minutes_the_one_with_the_lower_id_is_named)
{
    ask_matrix(30);
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-2", "25201", "visiting-nurse", 0);
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 1);
    given_leg(&given, 0, "k-2", 7);
    given_leg(&given, 0, "k-1", 7);
    given_run(&given);
    cr_assert_eq(mesh_of(0, 0)->nearest, table_find(&given.table, "k-1"));
}

Test(reach, unknown_facilities_within_the_minutes_may_cover)
{
    ask_matrix(30);
    given_need(&given, "nursing-24h");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 1);
    given_mesh(&given, "25201", 0, 2);
    given_leg(&given, 0, "k-1", 30);
    given_leg(&given, 1, "k-1", 30.5);
    given_run(&given);
    cr_assert_eq(mesh_of(0, 0)->verdict, VERDICT_MAYBE);
    cr_assert_eq(mesh_of(0, 1)->verdict, VERDICT_NOT);
}

Test(reach, no_places_are_proposed_by_a_travel_matrix)
{
    ask_matrix(30);
    given.order.sites = SITES_MESHES;
    given.order.want_sites = 5;
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 1);
    given_leg(&given, 0, "k-1", 99);
    struct audit *audit = given_run(&given);
    cr_assert_eq(audit->need[0].n_gap, 1);
    cr_assert_eq(audit->need[0].n_site, 0);
}
