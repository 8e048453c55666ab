/* Access by floating catchments, as an audit tells it. */
#include "given.h"
#include "published.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

static const int two_years[] = {2020, 2040};

static struct given given;

static void begin(void)
{
    given_begin(&given, 2, two_years);
    given_need(&given, "visiting-nurse");
}

static void end(void)
{
    given_end(&given);
}

TestSuite(access, .init = begin, .fini = end);

Test(access, one_facility_is_shared_by_all_in_its_reach_own_or_not)
{
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 100);
    given_mesh(&given, "26101", 100, 300);
    given_mesh(&given, "26101", 17000, 1000); /* out of its reach */
    given_run(&given);
    const struct audit_year *year = given_year(&given, "25201", 0, 0);
    near_to(year->access_mean[CATCHMENT_2SFCA], 1 / 400.0 * 10000);
    near_to(year->access_median[CATCHMENT_2SFCA], 25.0);
    near_to(year->gini[CATCHMENT_2SFCA], 0.0);
    /* Demand at hand weighs 1, and so does the home: nearly the same. */
    near_to(year->access_mean[CATCHMENT_E2SFCA_STEP], 25.0);
}

Test(access, each_year_has_its_own_people)
{
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    uint32_t mesh = given_mesh(&given, "25201", 0, 100);
    given_count(&given, mesh, 1, AGE_75, 250);
    given_run(&given);
    near_to(given_year(&given, "25201", 0, 0)->access_mean[0], 100.0);
    near_to(given_year(&given, "25201", 0, 1)->access_mean[0], 40.0);
    near_to(given_year(&given, "25201", 0, 1)->people, 250.0);
    near_to(given_year(&given, "25201", 0, 1)->per_10000, 40.0);
    near_to((double)given.audit.need[0].mesh[mesh].access, 100.0);
}

Test(access, weights_of_the_user_are_the_supply)
{
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_facility(&given, "k-2", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 100);
    given.order.weight = (double[]){2.5, NAN};
    given_run(&given);
    const struct audit_cell *cell = given_region(&given, 0, "25201")->cell;
    near_to(cell->supply, 2.5);
    cr_assert_eq(cell->unweighted, 1);
    cr_assert_eq(cell->yes, 2);
    near_to(cell->year[0].access_mean[0], 250.0);
    near_to(cell->year[0].per_10000, 200.0); /* of facilities */
    given.order.weight = NULL;
    given_run(&given);
    cell = given_region(&given, 0, "25201")->cell;
    near_to(cell->supply, 2.0);
    near_to(cell->year[0].access_mean[0], 200.0);
}

Test(access, weights_fall_with_distance_as_the_methods_say)
{
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 100);
    given_mesh(&given, "25201", 8000, 200);  /* second third: 0.68 */
    given_mesh(&given, "25201", 15000, 300); /* last third: 0.22 */
    given_run(&given);
    const struct audit_year *year = given_year(&given, "25201", 0, 0);
    double ratio = 1 / (100 + 0.68 * 200 + 0.22 * 300);
    near_to(year->access_mean[CATCHMENT_E2SFCA_STEP], 10000 / 600.0);
    near_to(year->access_median[CATCHMENT_E2SFCA_STEP], 0.22 * ratio * 10000);
    /* exp(-c^2 / b), 0.01 at the limit. */
    double half = pow(0.01, 0.25), far = pow(0.01, 15 * 15 / 256.0);
    double gauss = 10000 / (100 + half * 200 + far * 300);
    near_to((double)given.audit.need[0].mesh[0].access, gauss);
    near_to((double)given.audit.need[0].mesh[1].access, gauss * half);
    near_to((double)given.audit.need[0].mesh[2].access, gauss * far);
}

Test(access, gini_and_lorenz_are_those_of_the_homes)
{
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 50);
    given_mesh(&given, "25201", 40000, 150); /* has none */
    given_run(&given);
    const struct audit_need *need = &given.audit.need[0];
    near_to(need->whole[0].gini[CATCHMENT_2SFCA], 0.75);
    near_to(need->whole[0].access_median[CATCHMENT_2SFCA], 0.0);
    near_to(need->lorenz[0], 0.0);
    near_to(need->lorenz[75], 0.0);
    near_to(need->lorenz[80], 0.2);
    near_to(need->lorenz[100], 1.0);
}

Test(access, luo_and_wang_2003_figure_3)
{
    struct published rows = published_rows("luo_wang.csv", 4);

    given.order.by_minutes = true;
    given.order.limit = 30;
    given.order.travel = &given.travel;
    given_facility(&given, "k-a", "25201", "visiting-nurse", NAN)->point =
        given_at(0);
    given_facility(&given, "k-b", "25201", "visiting-nurse", 0);
    cr_assert_eq(rows.n, 11);
    for (size_t i = 0; i < rows.n; i++) {
        char town[6];
        snprintf(town, sizeof(town), "252%02.0f", 10 + rows.item[i][0]);
        given_town(&given, town, true);
        uint32_t mesh = given_mesh(&given, town, 0, 1);
        if (!isnan(rows.item[i][1]))
            given_leg(&given, mesh, "k-a", rows.item[i][1]);
        if (!isnan(rows.item[i][2]))
            given_leg(&given, mesh, "k-b", rows.item[i][2]);
    }
    given_run(&given);
    for (size_t i = 0; i < rows.n; i++) {
        char town[6];
        snprintf(town, sizeof(town), "252%02.0f", 10 + rows.item[i][0]);
        near_to(given_year(&given, town, 0, 0)->access_mean[CATCHMENT_2SFCA],
                rows.item[i][3] * 10000);
    }
}

/* ---- of what surrounds a region ---- */

Test(access, facilities_across_the_border_are_counted_apart)
{
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_facility(&given, "k-2", "26101", "visiting-nurse", 15000);
    given_facility(&given, "k-3", "26101", "visiting-nurse", 17000);
    given_facility(&given, "k-4", "", "visiting-nurse", -15000);
    given_mesh(&given, "25201", 0, 10);
    given_mesh(&given, "25201", 2000, 0); /* nobody lives there */
    given_mesh(&given, "26101", 16000, 10);
    struct audit *audit = given_run(&given);
    const struct audit_cell *cell = given_region(&given, 0, "25201")->cell;
    cr_assert_eq(cell->yes, 1);
    cr_assert_eq(cell->neighbours, 2);
    cr_assert_eq(audit->need[0].yes, 1);
    cr_assert_eq(audit->set[0].n_region, 1);
}

Test(access, a_neighbour_of_one_area_is_at_home_in_a_larger_one)
{
    given_town(&given, "25202", true);
    given_facility(&given, "k-1", "25202", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 10);
    given_mesh(&given, "25202", 0, 10);
    given_run(&given);
    cr_assert_eq(given_region(&given, 0, "25201")->cell[0].neighbours, 1);
    cr_assert_eq(given_region(&given, 0, "25202")->cell[0].neighbours, 0);
    cr_assert_eq(given_region(&given, 1, "25")->cell[0].neighbours, 0);
    cr_assert_eq(given_region(&given, 1, "25")->cell[0].yes, 1);
}

Test(access, an_area_that_crosses_the_border_is_told_as_a_whole)
{
    struct region_set *set = given_set(&given, "二次医療圏");

    given_area(&given, set, "A1", true, "25201 26101");
    given_facility(&given, "k-1", "26101", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 10);
    given_mesh(&given, "26101", 0, 30);
    given_mesh(&given, "26101", 40000, 60);
    struct audit *audit = given_run(&given);
    const struct audit_region *region = given_region(&given, 2, "A1");
    cr_assert_eq(region->n_mesh, 3);
    cr_assert_eq(region->cell[0].yes, 1);
    near_to(region->cell[0].year[0].people, 100.0);
    near_to(region->cell[0].year[0].covered, 40.0);
    /* What is listed stays within the own municipalities. */
    near_to(audit->need[0].whole[0].people, 10.0);
    cr_assert_eq(audit->need[0].n_gap, 0);
    cr_assert(!audit->own_mesh[1] && !audit->own_mesh[2]);
}
