/* Who lives in a region, and what they will need. */
#include "given.h"
#include "published.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const int years[] = {2025, 2020, 2040};

static struct given given;

/* 2020 is 100, whichever year is asked first. */
static void begin(void)
{
    static const int ascending[] = {2020, 2025, 2040};

    given_begin(&given, 3, ascending);
    given.order.base_year = years[0];
    given_need(&given, "visiting-nurse");
}

static void end(void)
{
    given_end(&given);
}

TestSuite(residents, .init = begin, .fini = end);

Test(residents, people_of_a_region_are_those_of_its_meshes)
{
    given_mesh(&given, "25201", 0, 10);
    uint32_t hidden = given_mesh(&given, "25201", 1000, 5);
    given_mesh(&given, "26101", 2000, 100);
    given_count(&given, hidden, 1, AGE_75, NAN);
    struct audit *audit = given_run(&given);
    const struct audit_region *region = given_region(&given, 0, "25201");
    cr_assert_eq(audit->base, 1);
    cr_assert_eq(region->n_mesh, 2);
    near_to(region->people[0][AGE_75], 15.0);
    near_to(region->people[1][AGE_75], 10.0); /* the other is not known */
    near_to(region->people[0][AGE_ALL], 60.0);
    cr_assert(isnan(region->people[0][AGE_15_39]));
    near_to(region->cell[0].year[1].people, 10.0);
}

/* Whoever is of no age in one year would look like growth in the next. */
Test(residents, demand_is_not_told_where_the_ages_of_many_are_hidden)
{
    given_mesh(&given, "25201", 0, 985);
    uint32_t hidden = given_mesh(&given, "25201", 1000, 15);
    for (size_t y = 0; y < 3; y++)
        for (int age = AGE_0_14; age < AGE_75; age++)
            for (uint32_t m = 0; m < 2; m++)
                given_count(&given, m, y, age, 10);
    given_count(&given, hidden, 1, AGE_75, NAN);
    struct audit *audit = given_run(&given);
    const struct audit_region *region = given_region(&given, 0, "25201");
    near_to(region->ageless[1], 60.0);
    near_to(region->ageless[0], 0.0);
    cr_assert(isnan(region->medical_index[1]) && isnan(region->care[1]));
    cr_assert(region->medical_index[2] > 0);
    near_to(audit->quality.ageless_people, 60.0);
    given_count(&given, hidden, 1, AGE_ALL, 39); /* under 1 % of 3,979 */
    given_run(&given);
    cr_assert(given_region(&given, 0, "25201")->medical_index[1] > 0);
}

Test(residents, demand_indices_are_those_that_jmap_publishes)
{
    struct published rows = published_rows("jmap.csv", 7);

    cr_assert_gt(rows.n, (size_t)1);
    given_mesh(&given, "25201", 0, 1);
    for (size_t i = 0; i < rows.n; i++) {
        for (int age = AGE_0_14; age <= AGE_75; age++)
            given_count(&given, 0, 0, age, rows.item[i][age - AGE_0_14]);
        given_run(&given);
        const struct audit_region *region = given_region(&given, 0, "25201");
        cr_assert_float_eq(region->medical[0], rows.item[i][5], 1e-9);
        cr_assert_float_eq(region->care[0], rows.item[i][6], 1e-9);
    }
}

Test(residents, demand_indices_are_100_in_2020)
{
    given_mesh(&given, "25201", 0, 1);
    for (size_t y = 0; y < 3; y++)
        for (int age = AGE_0_14; age <= AGE_75; age++)
            given_count(&given, 0, y, age, age == AGE_75 ? 100 + 50 * y : 100);
    given_run(&given);
    const struct audit_region *region = given_region(&given, 0, "25201");
    near_to(region->medical_index[0], 100.0);
    near_to(region->care_index[0], 100.0);
    near_to(region->medical_index[2], (820 + 390) / 820.0 * 100);
    near_to(region->care_index[2], (9800 + 8730) / 9800.0 * 100);
}

Test(residents, without_ages_or_2020_no_index_is_told)
{
    given_mesh(&given, "25201", 0, 1);
    given_run(&given);
    const struct audit_region *region = given_region(&given, 0, "25201");
    cr_assert(isnan(region->medical[0]) && isnan(region->care_index[1]));
    for (size_t y = 0; y < 3; y++)
        for (int age = AGE_0_14; age <= AGE_75; age++)
            given_count(&given, 0, y, age, 10);
    given.people.year[0] = 2015;
    given_run(&given);
    region = given_region(&given, 0, "25201");
    near_to(region->medical[1], 82.0);
    cr_assert(isnan(region->medical_index[1]));
}

/* ---- by municipal counts ---- */

Test(residents, municipal_people_are_of_the_same_year_only)
{
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 90);
    given_townspeople(&given, "25201", 2025, 200);
    given_run(&given);
    const struct audit_region *region = given_region(&given, 0, "25201");
    cr_assert(isnan(region->municipal[0][AGE_75]));
    near_to(region->municipal[1][AGE_75], 200.0);
    near_to(region->cell[0].year[1].per_10000_municipal, 50.0);
    cr_assert(isnan(region->cell[0].year[0].per_10000_municipal));
    near_to(given.audit.need[0].whole[1].per_10000_municipal, 50.0);
}

Test(residents, a_region_is_the_sum_of_its_municipalities_if_all_are_known)
{
    struct region_set *set = given_set(&given, "二次医療圏");

    given_town(&given, "25202", true);
    given_town(&given, "25203", true);
    given_area(&given, set, "A1", true, "25201 25202");
    given_area(&given, set, "A2", true, "25203");
    given_mesh(&given, "25201", 0, 1);
    given_townspeople(&given, "25201", 2025, 200);
    given_townspeople(&given, "25202", 2025, 300);
    given_run(&given);
    near_to(given_region(&given, 2, "A1")->municipal[1][AGE_75], 500.0);
    cr_assert(isnan(given_region(&given, 2, "A2")->municipal[1][AGE_75]));
    cr_assert(isnan(given_region(&given, 1, "25")->municipal[1][AGE_75]));
    cr_assert(isnan(given.audit.need[0].whole[1].per_10000_municipal));
}

Test(residents, a_prefecture_has_its_own_row)
{
    given_mesh(&given, "25201", 0, 1);
    given_townspeople(&given, "25000", 2025, 1234);
    given_townspeople(&given, "25201", 2025, 200);
    given_run(&given);
    near_to(given_region(&given, 1, "25")->municipal[1][AGE_75], 1234.0);
}

Test(residents, one_of_the_thirteen_of_hamadori_is_not_known)
{
    given_town(&given, "07204", true);
    given_town(&given, "07201", true);
    given_mesh(&given, "07204", 0, 1);
    given_townspeople(&given, "07201", 2025, 200);
    given_townspeople(&given, "07999", 2025, 300);
    given_run(&given);
    cr_assert(isnan(given_region(&given, 0, "07204")->municipal[1][AGE_75]));
    cr_assert(isnan(given_region(&given, 1, "07")->municipal[1][AGE_75]));
}

Test(residents, an_area_code_of_the_user_is_no_municipality)
{
    struct region_set *set = given_set(&given, "構想区域");

    given_area(&given, set, "25201", true, "26101");
    given_mesh(&given, "25201", 0, 1);
    given_townspeople(&given, "25201", 2025, 200);
    given_run(&given);
    cr_assert(isnan(given_region(&given, 2, "25201")->municipal[1][AGE_75]));
}

/* ---- how good the data is ---- */

Test(residents, people_whose_figures_were_hidden_are_counted)
{
    given_mesh(&given, "25201", 0, 10);
    given.people.mesh[given_mesh(&given, "25201", 0, 7)].note =
        PEOPLE_SHARED_OUT;
    given.people.mesh[given_mesh(&given, "26101", 0, 5)].note =
        PEOPLE_SHARED_OUT;
    given.people.mesh[given_mesh(&given, "", 0, 5)].note = PEOPLE_UNSHARED;
    struct audit *audit = given_run(&given);
    cr_assert_eq(audit->quality.own_meshes, 2);
    cr_assert_eq(audit->quality.hidden_meshes, 1);
    near_to(audit->quality.hidden_people, 7.0);
    cr_assert_eq(audit->quality.no_region, 1);
}

Test(residents, positions_are_counted_by_level_and_error)
{
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    struct facility *rough =
        given_facility(&given, "k-2", "25201", "visiting-nurse", 0);
    rough->error_m = 101;
    rough->coordinate_level = LEVEL_CHOME;
    given_facility(&given, "k-3", "25201", "visiting-nurse", 0)->error_m = NAN;
    given_facility(&given, "k-4", "25201", "visiting-nurse", NAN);
    given_facility(&given, "k-5", "26101", "visiting-nurse", 0);
    given_facility(&given, "n-6", "25201", "pharmacy", 0); /* not asked */
    given_mesh(&given, "25201", 0, 10);
    const struct audit_quality *quality = &given_run(&given)->quality;
    cr_assert_eq(quality->facilities, 4);
    cr_assert_eq(quality->placed, 3);
    cr_assert_eq(quality->level[LEVEL_PUBLISHED], 2);
    cr_assert_eq(quality->level[LEVEL_CHOME], 1);
    cr_assert_eq(quality->beyond_100_m, 2);
}

Test(residents, towns_in_reach_whose_people_are_not_here_are_named)
{
    given_town(&given, "26202", false);
    given_town(&given, "26203", false);
    given_town(&given, "26204", false);
    given_facility(&given, "k-1", "26203", "visiting-nurse", 15000);
    given_facility(&given, "k-2", "26101", "visiting-nurse", 15000);
    given_facility(&given, "k-3", "26202", "visiting-nurse", 17000);
    given_facility(&given, "k-4", "26204", "pharmacy", 0);
    given_facility(&given, "k-5", "27999", "visiting-nurse", 0);
    given_facility(&given, "k-6", "26100", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 10);
    given_mesh(&given, "26101", 15000, 10);
    const struct audit_quality *quality = &given_run(&given)->quality;
    /* 26100 is the city of the ward 26101. */
    cr_assert_eq(quality->n_no_people, 2);
    cr_assert_str_eq(quality->no_people[0], "26203");
    cr_assert_str_eq(quality->no_people[1], "27999");
}

Test(residents, a_city_is_not_counted_beside_its_wards)
{
    struct region_set *set = given_set(&given, "二次医療圏");

    /* Facilities of 27100 whose ward nobody knows; nobody lives there. */
    given_town(&given, "27100", true);
    given_town(&given, "27102", true);
    given_town(&given, "27103", true);
    given.town[0].own = false; /* 25201 */
    given_area(&given, set, "A1", true, "27100 27102 27103");
    given_area(&given, set, "A2", true, "27100");
    given_need(&given, "pharmacy");
    given_facility(&given, "n-1", "27100", "pharmacy", 0);
    given_mesh(&given, "27102", 0, 1);
    given_mesh(&given, "27103", 0, 1);
    given_townspeople(&given, "27100", 2025, 700);
    given_townspeople(&given, "27102", 2025, 200);
    given_townspeople(&given, "27103", 2025, 300);
    given_run(&given);
    cr_assert(isnan(given_region(&given, 0, "27100")->municipal[1][AGE_75]));
    near_to(given_region(&given, 0, "27102")->municipal[1][AGE_75], 200.0);
    near_to(given_region(&given, 2, "A1")->municipal[1][AGE_75], 500.0);
    near_to(given_region(&given, 1, "27")->municipal[1][AGE_75], 500.0);
    near_to(given.audit.need[1].whole[1].per_10000_municipal, 20.0);
}

Test(residents, members_of_an_older_map_are_those_that_they_became)
{
    struct region_set *set = given_set(&given, "二次医療圏");
    struct municipality *place;

    given_area(&given, set, "A1", true, "25201 25401 25402");
    for (const char *const *old = (const char *const[]){"25401", "25402", NULL};
         *old; old++) {
        place =
            municipalities_set(&given.table.municipalities, &given.table.arena,
                               *old, "旧町", NULL, PLACE_REGISTRY);
        memcpy(place->successor, "25202", 6);
    }
    given_mesh(&given, "25201", 0, 1);
    given_townspeople(&given, "25201", 2025, 200);
    given_townspeople(&given, "25202", 2025, 300);
    given_run(&given);
    near_to(given_region(&given, 2, "A1")->municipal[1][AGE_75], 500.0);
}
