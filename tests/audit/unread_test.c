/* What nobody read is unknown, in every figure, and never none. */
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

TestSuite(unread, .init = begin, .fini = end);

#define DENTAL 2   /* of the indicators */
#define NURSE 6    /* ibid. */
#define NURSE_24 7 /* ibid. */

Test(unread, a_kind_that_the_store_has_nowhere_is_unknown)
{
    given_need(&given, "dental");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 10);
    given.order.sites = SITES_MESHES;
    given.order.want_sites = 3;
    struct audit *audit = given_run(&given);
    const struct audit_need *need = &audit->need[0];
    cr_assert(need->unread);
    cr_assert_eq(need->unread_why, UNREAD_LIST);
    cr_assert_eq(need->mesh[0].verdict, VERDICT_MAYBE);
    cr_assert(isnan(need->mesh[0].access));
    cr_assert_eq(need->n_site, 0);
    near_to(need->whole[0].covered, 0.0);
    near_to(need->whole[0].covered_maybe, 10.0);
    cr_assert(isnan(need->whole[0].per_10000));
    cr_assert(isnan(given_year(&given, "25201", 0, 0)->per_1000));
    cr_assert(isnan(need->whole[0].access_mean[0]));
    cr_assert(audit->indicator_unread[DENTAL]);
    cr_assert_eq(audit->indicator_unread_why[DENTAL], UNREAD_LIST);
    cr_assert_not(audit->indicator_unread[NURSE]);
}

Test(unread, one_of_its_kind_anywhere_shows_that_the_list_was_read)
{
    given_need(&given, "dental");
    given_facility(&given, "n-1", "26101", "dental", 90000);
    given_mesh(&given, "25201", 0, 10);
    struct audit *audit = given_run(&given);
    cr_assert_not(audit->need[0].unread);
    cr_assert_eq(audit->need[0].mesh[0].verdict, VERDICT_NOT);
    near_to(audit->need[0].whole[0].per_10000, 0.0);
    cr_assert_not(audit->indicator_unread[DENTAL]);
}

Test(unread, a_filing_known_of_another_town_of_the_prefecture_was_read)
{
    given_town(&given, "25202", false);
    given_need(&given, "nursing-24h");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    struct facility *other =
        given_facility(&given, "k-2", "25202", "visiting-nurse", 90000);
    given_mesh(&given, "25201", 0, 10);
    cr_assert_eq(given_run(&given)->need[0].unread_why, UNREAD_FILINGS);
    cr_assert(given.audit.indicator_unread[NURSE_24]);
    cr_assert_eq(given.audit.link_unread_why[1], UNREAD_FILINGS);
    cr_assert(isnan(given.audit.need[0].whole[0].per_10000));
    given_file(other, "nursing-24h", false);
    cr_assert_not(given_run(&given)->need[0].unread);
    cr_assert_not(given.audit.link_unread[1]);
    cr_assert_eq(given.audit.need[0].mesh[0].verdict, VERDICT_MAYBE);
}

Test(unread, a_link_that_nobody_read_is_missing_nowhere)
{
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 10);
    struct audit *audit = given_run(&given);
    const struct audit_chain *chain = given_region(&given, 0, "25201")->chain;
    for (int l = 0; l < AUDIT_LINKS; l++) {
        cr_assert(audit->link_unread[l]);
        near_to(chain->missing[l], 0.0);
        near_to(chain->unsure[l], 10.0);
    }
    near_to(chain->whole, 0.0);
    near_to(chain->maybe, 10.0);
}

Test(unread, a_matrix_that_names_none_of_its_facilities_tells_nothing)
{
    given.order.by_minutes = true;
    given.order.limit = 30;
    given.order.travel = &given.travel;
    given_need(&given, "pharmacy");
    given_need(&given, "visiting-nurse");
    given_facility(&given, "n-1", "25201", "pharmacy", 0);
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_file(given_facility(&given, "n-2", "25201", "clinic", 0),
               "home-care-support-clinic-1", true);
    given_mesh(&given, "25201", 0, 10);
    given_leg(&given, 0, "k-1", 31);
    struct audit *audit = given_run(&given);
    cr_assert_eq(audit->need[0].unread_why, UNREAD_TRAVEL);
    cr_assert_eq(audit->need[0].mesh[0].verdict, VERDICT_NO_DATA);
    near_to(audit->need[0].whole[0].unknown, 10.0);
    near_to(audit->need[0].whole[0].per_10000, 1000.0); /* it is counted */
    cr_assert_eq(audit->need[0].n_gap, 0);
    cr_assert_not(audit->need[1].unread);
    cr_assert_eq(audit->need[1].mesh[0].verdict, VERDICT_NOT);
    /* The clinic is there, and no way to it is known. */
    const struct audit_chain *chain = given_region(&given, 0, "25201")->chain;
    cr_assert_eq(audit->link_unread_why[0], UNREAD_TRAVEL);
    cr_assert_not(audit->indicator_unread[0]);
    near_to(chain->no_data[0], 10.0);
    near_to(chain->missing[0], 0.0);
}

Test(unread, what_has_no_weight_is_counted_by_facility)
{
    given_need(&given, "visiting-nurse");
    given_need(&given, "pharmacy");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_facility(&given, "k-2", "25201", "visiting-nurse", 0);
    given_facility(&given, "n-1", "25201", "pharmacy", 0);
    given_mesh(&given, "25201", 0, 1000);
    given.order.weight = (double[]){2.5, NAN, NAN};
    given.order.weight_name = "看護職員";
    struct audit *audit = given_run(&given);
    const struct audit_cell *cell = given_region(&given, 0, "25201")->cell;
    cr_assert(audit->need[0].weighted);
    near_to(cell[0].supply, 2.5);
    cr_assert_eq(cell[0].unweighted, 1);
    near_to(cell[0].year[0].access_mean[CATCHMENT_2SFCA], 25.0);
    cr_assert_not(audit->need[1].weighted);
    near_to(cell[1].supply, 1.0);
    cr_assert_eq(cell[1].unweighted, 0);
    near_to(cell[1].year[0].access_mean[CATCHMENT_2SFCA], 10.0);
}

Test(unread, indicators_and_links_are_called_as_their_needs)
{
    static const char *const ids[] = {
        "home-care-clinic", "doctor-visits", "dental",
        "dental-visits",    "pharmacy",      "pharmacy-visits",
        "visiting-nurse",   "nursing-24h",   "care-manager",
        "health-facility",  "day-care",      "home-care"};
    static const int links[] = {0, 7, -1, 5};
    struct need need;

    for (int k = 0; k < AUDIT_INDICATORS; k++) {
        cr_assert(need_find(ids[k], &need));
        cr_assert_str_eq(audit_indicators[k].name_ja, need.name_ja);
    }
    for (int l = 0; l < AUDIT_LINKS; l++) {
        cr_assert(
            need_find(links[l] < 0 ? "backup-hospital" : ids[links[l]], &need));
        cr_assert_str_eq(audit_links_ja[l], need.name_ja);
    }
}
