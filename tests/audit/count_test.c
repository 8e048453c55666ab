/* The twelve indicators, the 24-hour chain, gaps, and what would help. */
#include "given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const int two_years[] = {2025, 2040};

static struct given given;

static void begin(void)
{
    given_begin(&given, 2, two_years);
}

static void end(void)
{
    given_end(&given);
}

TestSuite(counts, .init = begin, .fini = end);

Test(counts, every_indicator_counts_its_own_facilities)
{
    static const struct {
        const char *kind, *filed;
        int counted[2]; /* indicators, from 1 */
    } rows[] = {
        {"clinic", "home-care-support-clinic-2", {1, 2}},
        {"hospital", "home-medical-management", {2, 0}},
        {"dental", "visiting-dental", {3, 4}},
        {"pharmacy", "visiting-pharmacist", {5, 6}},
        {"visiting-nurse", "nursing-24h", {7, 8}},
        {"care-manager", NULL, {9, 0}},
        {"health-facility", NULL, {10, 0}},
        {"day-care", NULL, {11, 0}},
        {"home-care", NULL, {12, 0}},
        {"community-day-care", NULL, {0, 0}},
    };
    given_mesh(&given, "25201", 0, 10);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        uint32_t expected[AUDIT_INDICATORS] = {0};
        if (given.table.n_facility > 0)
            given.table.facility[given.table.n_facility - 1]->closed = "yes";
        struct facility *facility =
            given_facility(&given, rows[i].kind, "25201", rows[i].kind, NAN);
        if (rows[i].filed)
            given_file(facility, rows[i].filed, true);
        facility->not_filed = ~facility->filed;
        for (int k = 0; k < 2; k++)
            if (rows[i].counted[k])
                expected[rows[i].counted[k] - 1] = 1;
        given_run(&given);
        const struct audit_region *region = given_region(&given, 0, "25201");
        for (int k = 0; k < AUDIT_INDICATORS; k++) {
            cr_assert_eq(region->indicator[k], expected[k], "%s %d",
                         rows[i].kind, k + 1);
            cr_assert_eq(region->indicator_unknown[k], 0);
        }
    }
}

Test(counts, indicators_from_filings_count_the_unknown_apart)
{
    given_facility(&given, "n-1", "25201", "clinic", 0);
    given_facility(&given, "n-2", "25201", "dental", 0);
    given_facility(&given, "k-3", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 10);
    given_run(&given);
    const struct audit_region *region = given_region(&given, 0, "25201");
    static const uint32_t yes[] = {0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0};
    static const uint32_t unknown[] = {1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0};
    for (int k = 0; k < AUDIT_INDICATORS; k++) {
        cr_assert_eq(region->indicator[k], yes[k], "%d", k);
        cr_assert_eq(region->indicator_unknown[k], unknown[k], "%d", k);
        cr_assert(audit_indicators[k].filed || unknown[k] == 0);
    }
}

/* ---- the chain ---- */

static void make_chain(void)
{
    given_file(given_facility(&given, "n-1", "25201", "clinic", 0),
               "home-care-support-clinic-1", true);
    given_file(given_facility(&given, "k-2", "25201", "visiting-nurse", 10000),
               "nursing-24h", true);
    struct facility *hospital =
        given_facility(&given, "n-3", "25201", "hospital", 10000);
    given_file(hospital, "backup-hospital", true);
    hospital->not_filed = ~hospital->filed; /* its lists were read */
    given_facility(&given, "n-4", "25201", "pharmacy", 0); /* unknown */
    given_file(given_facility(&given, "n-5", "25201", "pharmacy", 20000),
               "visiting-pharmacist", true);
    given_mesh(&given, "25201", 10000, 1); /* all four */
    given_count(&given, 0, 1, AGE_75, 5);
    given_mesh(&given, "25201", 0, 2);      /* pharmacy unknown */
    given_mesh(&given, "25201", 20000, 4);  /* no clinic */
    given_mesh(&given, "25201", 90000, 8);  /* nothing */
    given_mesh(&given, "26101", 10000, 16); /* elsewhere */
}

static void check_chain(void)
{
    const struct audit_chain *chain = given_region(&given, 0, "25201")->chain;
    const struct audit_chain *later = chain + 1;
    static const double missing[] = {12, 8, 8, 8}, unsure[] = {0, 0, 0, 2};

    near_to(chain->whole, 1.0);
    near_to(chain->maybe, 3.0);
    near_to(later->whole, 5.0); /* there are more of them then */
    near_to(later->missing[0], 12.0);
    for (int l = 0; l < AUDIT_LINKS; l++) {
        near_to(chain->missing[l], missing[l]);
        near_to(chain->unsure[l], unsure[l]);
    }
}

Test(counts, the_chain_needs_all_four_links_at_the_same_home)
{
    make_chain();
    given_run(&given);
    check_chain();
}

Test(counts, the_chain_is_the_same_when_its_links_are_asked_as_needs)
{
    make_chain();
    given_need(&given, "pharmacy-visits");
    given_need(&given, "visiting-nurse");
    given_need(&given, "24h");
    given_run(&given);
    check_chain();
}

/* ---- gaps ---- */

static void add_town(const char *code, const char *name, double east_m)
{
    struct land_town town = {.name = name, .point = given_at(east_m)};

    memcpy(town.code, code, sizeof(town.code));
    land_add_town(&given.table.land, &town);
}

Test(counts, gaps_are_named_by_the_nearest_town_and_sorted_by_people)
{
    add_town("25201", "遠い町", 70000);
    add_town("25201", "近い町", 48000);
    add_town("26101", "隣の町", 50000);
    land_sort(&given.table.land);
    given_need(&given, "visiting-nurse");
    given_facility(&given, "k-1", "25201", "visiting-nurse", 0);
    given_mesh(&given, "25201", 0, 100);
    given_mesh(&given, "25201", 50000, 5);
    given_mesh(&given, "25201", 70001, 9);
    given_mesh(&given, "25201", 50001, 9);
    given_mesh(&given, "25201", 60000, 0); /* nobody: no gap */
    given_mesh(&given, "26101", 50000, 99);
    given_count(&given, 1, 1, AGE_75, 3);
    const struct audit_need *need = &given_run(&given)->need[0];
    cr_assert_eq(need->n_gap, 3);
    static const uint32_t mesh[] = {2, 3, 1};
    static const char *const town[] = {"遠い町", "近い町", "近い町"};
    for (size_t g = 0; g < 3; g++) {
        cr_assert_eq(need->gap[g].mesh, mesh[g]);
        cr_assert_str_eq(need->gap[g].town, town[g]);
    }
    near_to(need->gap[0].people, 9.0);
    near_to(need->gap[2].people, 5.0);
    near_to(need->gap[2].people_last, 3.0);
}

Test(counts, a_gap_far_from_all_towns_of_its_own_has_the_nearest_one)
{
    given_need(&given, "visiting-nurse");
    given_mesh(&given, "25201", 0, 1);
    given_run(&given);
    cr_assert_null(given.audit.need[0].gap[0].town);
    add_town("26101", "隣の町", 500);
    land_sort(&given.table.land);
    given_run(&given);
    cr_assert_str_eq(given.audit.need[0].gap[0].town, "隣の町");
}

/* ---- what would help ---- */

static void make_gaps(void)
{
    given_need(&given, "nursing-24h");
    given_file(given_facility(&given, "k-1", "25201", "visiting-nurse", 0),
               "nursing-24h", true);
    given_mesh(&given, "25201", 0, 1000);
    given_mesh(&given, "25201", 100000, 10);
    given_mesh(&given, "25201", 110000, 20);
    given_mesh(&given, "25201", 200000, 25);
    given.order.want_sites = 5;
}

Test(counts, given_places_are_chosen_by_whom_they_add)
{
    struct candidate_place place[] = {{"西", given_at(105000)},
                                      {"中", given_at(0)},
                                      {"東", given_at(200000)},
                                      {"所在不明", {NAN, NAN}}};

    make_gaps();
    given.order.sites = SITES_GIVEN;
    given.order.candidate = place;
    given.order.n_candidate = 4;
    const struct audit_need *need = &given_run(&given)->need[0];
    cr_assert_eq(need->n_site, 2);
    cr_assert_str_eq(need->site[0].name, "西");
    near_to(need->site[0].people, 30.0);
    cr_assert_str_eq(need->site[1].name, "東");
    near_to(need->site[1].people, 25.0);
    near_to(need->site[1].sum, 55.0);
    given.order.want_sites = 1;
    cr_assert_eq(given_run(&given)->need[0].n_site, 1);
}

Test(counts, clinics_help_from_across_the_border_too)
{
    make_gaps();
    given_facility(&given, "n-1", "26101", "clinic", 95000);
    given_facility(&given, "n-2", "25201", "clinic", NAN);
    given_facility(&given, "n-3", "25201", "clinic", 110000)->closed = "yes";
    given_facility(&given, "n-4", "25201", "pharmacy", 110000);
    given.order.sites = SITES_CLINICS;
    const struct audit_need *need = &given_run(&given)->need[0];
    cr_assert_eq(need->n_site, 1);
    cr_assert_str_eq(need->site[0].name, "n-1（26101）");
    near_to(need->site[0].people, 30.0);
}

Test(counts, meshes_that_help_are_told_with_their_town)
{
    make_gaps();
    municipalities_set(&given.table.municipalities, &given.table.arena, "25201",
                       "湖東市", NULL, PLACE_REGISTRY);
    add_town("25201", "東町", 200000);
    land_sort(&given.table.land);
    given.order.sites = SITES_MESHES;
    const struct audit_need *need = &given_run(&given)->need[0];
    cr_assert_eq(need->n_site, 2);
    cr_assert_str_eq(need->site[0].name, "湖東市東町（50000002）");
    cr_assert_str_eq(need->site[1].name, "湖東市東町（50000004）");
    cr_assert_float_eq(need->site[1].point.lon_deg, given_at(200000).lon_deg,
                       1e-12);
}

Test(counts, no_place_is_proposed_where_no_filing_list_was_read)
{
    make_gaps();
    given.table.facility[0]->filed = 0;
    given.order.sites = SITES_MESHES;
    const struct audit_need *need = &given_run(&given)->need[0];
    cr_assert(need->unread);
    cr_assert_eq(need->n_gap, 4);
    cr_assert_eq(need->n_site, 0);
}
