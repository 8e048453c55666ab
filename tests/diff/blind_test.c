/* What one side does not publish is not compared, and that is said. */
#include "given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void expect_said(const struct given *given, const char *what,
                        size_t n_old, size_t n_new)
{
    const struct change_blind *blind = given_blind(given, what);

    cr_expect_eq(blind->n_old, n_old, "%s: %zu", what, blind->n_old);
    cr_expect_eq(blind->n_new, n_new, "%s: %zu", what, blind->n_new);
}

/* ---- values ---- */

Test(blind, a_value_that_no_facility_of_a_side_has_is_not_compared)
{
    struct given given;

    given_begin(&given);
    given_both(&given, "n-1", 1);
    for (size_t i = 0; i < given.side[OLD].n_facility; i++) {
        struct facility *facility = given.side[OLD].facility[i];
        facility->phone = NULL;
        facility->opening_hours = facility->hours_text = NULL;
        facility->beds_general = NULL;
        facility->published = (struct lonlat){NAN, NAN};
    }
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    cr_expect_eq(given.changes.n_blind, 4);
    expect_said(&given, "電話番号", 0, 13);
    expect_said(&given, "診療・営業時間", 0, 13);
    expect_said(&given, "病床数", 0, 13);
    expect_said(&given, "位置（緯度・経度）", 0, 13);
    cr_expect_eq(given_blind(&given, "病床数")->code, CHANGE_BLIND_VALUE);
    cr_expect(strstr(given_blind(&given, "電話番号")->why, "滋賀県"));
    given_end(&given);
}

Test(blind, what_is_left_of_a_value_is_compared)
{
    struct given given;

    given_begin(&given);
    for (size_t i = 0; i < given.side[NEW].n_facility; i++)
        given.side[NEW].facility[i]->beds_general = NULL;
    given_of(&given.side[NEW], "n-9000")->beds_total = "12";
    given_compare(&given);
    cr_expect_str_eq(given_only(&given, CHANGE_BEDS)->after, "合計 12");
    given_end(&given);
}

Test(blind, one_that_somebody_has_is_compared)
{
    struct given given;

    given_begin(&given);
    given_both(&given, "n-1", 1);
    for (size_t i = 0; i < given.side[OLD].n_facility; i++)
        given.side[OLD].facility[i]->phone = NULL;
    given_of(&given.side[OLD], "n-1")->phone = "077-522-0001";
    given_compare(&given);
    cr_expect_eq(given.changes.count[CHANGE_PHONE], 12);
    cr_expect_eq(given.changes.n_blind, 0);
    given_end(&given);
}

/* A telephone number comes from the filing lists of some prefectures. */
Test(blind, each_prefecture_and_listing_is_judged_by_itself)
{
    struct given given;

    given_begin(&given);
    for (int side = OLD; side <= NEW; side++) {
        given_supply(&given.side[side], "navii-dental", "歯科の一覧",
                     ROW_FACILITY);
        for (unsigned i = 1; i <= 4; i++) {
            char id[8];
            snprintf(id, sizeof(id), "n-%u", i);
            struct facility *facility = given_clinic(&given.side[side], id, i);
            if (i <= 2)
                memcpy(facility->municipality_code, "26104", 6);
            else
                facility->supply = 1;
            facility->phone = side == NEW ? facility->phone : NULL;
        }
    }
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0, "there only");
    cr_expect_eq(given.changes.n_blind, 2);
    given_of(&given.side[NEW], "n-9000")->phone = NULL;
    given_compare(&given);
    given_only(&given, CHANGE_PHONE);
    given_end(&given);
}

/* ---- listings ---- */

/* Facilities of a second listing, of which one side has `n`. */
static uint32_t add_listing(struct given *given, int side, size_t n)
{
    struct table *table = &given->side[side];
    uint32_t supply =
        given_supply(table, "navii-dental", "別の一覧", ROW_FACILITY);

    for (unsigned i = 0; i < n; i++) {
        char id[16];
        snprintf(id, sizeof(id), "n-%u", 100 + i);
        struct facility *facility = given_clinic(table, id, 100 + i);
        facility->supply = supply;
        facility->sources = table_source(table, "別の一覧");
    }
    return supply;
}

Test(blind, facilities_of_a_missing_listing_are_neither_new_nor_gone)
{
    struct given given;

    for (int side = OLD; side <= NEW; side++) {
        given_begin(&given);
        add_listing(&given, side, 3);
        given_compare(&given);
        cr_expect_eq(given.changes.n, 0);
        expect_said(&given, "別の一覧", side == OLD ? 3 : 0,
                    side == NEW ? 3 : 0);
        given_end(&given);
    }
}

Test(blind, a_listing_whose_title_has_another_year_is_not_missing)
{
    struct given given;

    given_begin(&given);
    given_supply(&given.side[OLD], "local", "資源マップ（2025年版）",
                 ROW_FACILITY);
    given_supply(&given.side[NEW], "local", "資源マップ（２０２６年版）",
                 ROW_FACILITY);
    given_clinic(&given.side[OLD], "l-00000001-1", 1)->supply = 1;
    given_clinic(&given.side[OLD], "l-00000001-2", 2)->supply = 1;
    given_clinic(&given.side[NEW], "l-00000001-1", 1)->supply = 1;
    given_compare(&given);
    given_only(&given, CHANGE_GONE);
    cr_expect_eq(given.changes.n_blind, 0);
    given_end(&given);
}

Test(blind, who_stands_in_a_listing_of_both_sides_too_is_gone)
{
    struct given given;

    given_begin(&given);
    add_listing(&given, OLD, 1);
    given_of(&given.side[OLD], "n-100")->sources |= 1;
    given_compare(&given);
    given_only(&given, CHANGE_GONE);
    given_end(&given);
}

Test(blind, a_value_that_only_a_missing_listing_gives_is_not_compared)
{
    struct given given;

    given_begin(&given);
    given_both(&given, "n-1", 1);
    uint32_t supply = add_listing(&given, OLD, 1);
    given_of(&given.side[OLD], "n-1")->phone = "077-599-9999";
    table_merge(&given.side[OLD], supply, 9,
                table_find(&given.side[OLD], "n-1"),
                UINT64_C(1) << FIELD_phone);
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    given_end(&given);
}

Test(blind, services_that_a_missing_listing_told_were_not_dropped)
{
    struct given given;

    given_begin(&given);
    given_both(&given, "n-1", 1);
    add_listing(&given, OLD, 1);
    struct facility *facility = given_of(&given.side[OLD], "n-1");
    given_services(facility, "clinic visiting-nurse");
    facility->sources |= table_source(&given.side[OLD], "別の一覧");
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    given_end(&given);
}

Test(blind, a_prefecture_without_any_facility_of_a_listing_is_missing)
{
    struct given given;

    for (unsigned n = 9; n <= 10; n++) {
        given_begin(&given);
        for (unsigned i = 0; i < n; i++) {
            char id[16];
            snprintf(id, sizeof(id), "n-%u", 100 + i);
            memcpy(
                given_clinic(&given.side[OLD], id, 100 + i)->municipality_code,
                "26104", 6);
        }
        given_compare(&given);
        cr_expect_eq(given.changes.count[CHANGE_GONE], n == 9 ? 9 : 0);
        cr_expect_eq(given.changes.n_left_out_old, n == 10 ? 10 : 0);
        if (n == 10)
            cr_expect(strstr(given_blind(&given, "一覧")->why, "京都府"));
        given_end(&given);
    }
}

Test(blind, an_institution_of_a_filing_list_that_was_not_read_is_not_gone)
{
    struct given given;

    given_begin(&given);
    for (int side = OLD; side <= NEW; side++) {
        given_supply(&given.side[side], "bureau-filings", "名簿", ROW_FILING);
        struct facility *facility = given_clinic(&given.side[side], "n-1", 1);
        facility->supply = 1; /* 滋賀 was read on both sides */
    }
    for (int i = 0; i < 2; i++) {
        struct facility *facility = given_clinic(
            &given.side[OLD], i ? "m-2610100019" : "m-2510100011", 2 + i);
        facility->supply = 1;
        facility->medical_code = facility->id + 2;
        memcpy(facility->municipality_code, i ? "26104" : "25201", 6);
    }
    given_compare(&given);
    cr_expect_str_eq(
        change_facility(&given.changes, given_only(&given, CHANGE_GONE))->id,
        "m-2510100011");
    expect_said(&given, "名簿", 1, 0);
    given_end(&given);
}

/* ---- kinds ---- */

static void add_kind(struct given *given, int side, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        char id[16];
        snprintf(id, sizeof(id), "k-%u", 100 + i);
        given_services(given_clinic(&given->side[side], id, 100 + i),
                       "visiting-bath");
    }
}

Test(blind, ten_of_a_kind_that_all_vanish_are_a_missing_file)
{
    struct given given;

    for (unsigned n = 9; n <= 10; n++) {
        given_begin(&given);
        given_both(&given, "n-1", 1);
        given_services(given_of(&given.side[OLD], "n-1"),
                       "clinic visiting-bath");
        add_kind(&given, OLD, n - 1);
        given_compare(&given);
        cr_expect_eq(given.changes.count[CHANGE_GONE], n == 9 ? 8 : 0);
        cr_expect_eq(given.changes.count[CHANGE_SERVICE_DROPPED], n == 9);
        if (n == 10)
            expect_said(&given, "訪問入浴介護", 9, 0);
        given_end(&given);
    }
    given_begin(&given);
    add_kind(&given, NEW, 10);
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    expect_said(&given, "訪問入浴介護", 0, 10);
    given_end(&given);
}

/* The row of the missing file gave name, address, telephone and position. */
Test(blind, values_of_a_missing_file_of_a_service_are_not_compared)
{
    struct given given;

    given_begin(&given);
    struct table *old = &given.side[OLD];
    uint32_t bath = given_supply(old, "navii-clinic", "一覧", ROW_FACILITY);
    add_kind(&given, OLD, 10);
    given_both(&given, "k-1", 1);
    uint32_t number = table_find(old, "k-1");
    struct facility *facility = old->facility[number];
    given_services(facility, "clinic visiting-bath");
    facility->name = "訪問入浴の湖南";
    facility->phone = "077-599-9999";
    facility->published.lat_deg += 0.1;
    table_keep(old, bath, 2, number,
               UINT64_C(1) << FIELD_name | UINT64_C(1) << FIELD_phone);
    table_add_candidate(
        old, (struct candidate){facility->published, number, bath, 2,
                                (uint16_t)kind_find("visiting-bath"), NAN});
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    given_end(&given);
}

/* ---- filings ---- */

Test(blind, filings_are_compared_only_where_both_sides_read_a_list)
{
    struct given given;
    function_set filed = FUNCTION_BIT(FUNCTION_home_medical_management);

    for (int unread = OLD; unread <= NEW; unread++) {
        given_begin(&given);
        given_both(&given, "n-1", 1);
        struct facility *silent = given_of(&given.side[unread], "n-1");
        given_of(&given.side[!unread], "n-1")->filed = filed;
        silent->filing_list = FILING_LIST_UNREAD;
        silent->not_filed = 0;
        given_compare(&given);
        cr_expect_eq(given.changes.n, 0);
        cr_expect_eq(given.changes.n_blind, 1);
        expect_said(&given, "在宅医療の届出（医科）", unread == NEW,
                    unread == OLD);
        const struct change_blind *blind =
            given_blind(&given, "在宅医療の届出（医科）");
        cr_expect_eq(blind->code, CHANGE_BLIND_FILINGS);
        cr_expect_eq(blind->facility[0],
                     table_find(&given.side[!unread], "n-1"));
        given_end(&given);
    }
}

Test(blind, where_neither_side_read_a_list_nothing_is_said)
{
    struct given given;

    given_begin(&given);
    for (int side = OLD; side <= NEW; side++)
        for (size_t i = 0; i < given.side[side].n_facility; i++)
            given.side[side].facility[i]->filing_list = FILING_LIST_UNREAD;
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    cr_expect_eq(given.changes.n_blind, 0);
    given_end(&given);
}

/* ---- edges ---- */

Test(blind, an_empty_side_is_a_missing_listing)
{
    struct given given;

    given_begin(&given);
    table_release(&given.side[OLD]);
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    cr_expect_eq(given.changes.n_left_out_new, 12);
    cr_expect(given.changes.nothing_in_common);
    given_end(&given);
}

Test(blind, two_empty_tables_are_the_same)
{
    struct given given = {0};

    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    cr_expect_eq(given.changes.n_blind, 0);
    cr_expect_not(given.changes.nothing_in_common);
    given_end(&given);
}

Test(blind, two_different_lists_have_nothing_in_common)
{
    struct given given;

    given_begin(&given);
    for (size_t i = 0; i < given.side[NEW].n_facility; i++)
        given.side[NEW].facility[i]->phone = "077-599-9999";
    given_compare(&given);
    cr_expect_not(given.changes.nothing_in_common);
    given.side[NEW].supply[0].listing = "kaigo";
    given.side[NEW].supply[0].title = "介護";
    given_compare(&given);
    cr_expect(given.changes.nothing_in_common);
    given_end(&given);
}

Test(blind, sides_of_which_everything_is_left_out_have_nothing_in_common)
{
    struct given given = {0};

    for (int side = OLD; side <= NEW; side++) {
        given_supply(&given.side[side], "kaigo", "介護", ROW_FACILITY);
        for (unsigned i = 0; i < 10; i++) {
            char id[16];
            snprintf(id, sizeof(id), "k-%d%u", side, i);
            given_services(
                given_clinic(&given.side[side], id, (unsigned)side * 100 + i),
                side == OLD ? "visiting-bath" : "home-care");
        }
    }
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    cr_expect(given.changes.nothing_in_common);
    given_end(&given);
}

Test(blind, a_possible_pair_needs_both_to_be_told)
{
    struct given given;

    given_begin(&given);
    add_listing(&given, OLD, 1);
    struct facility *facility = given_clinic(&given.side[NEW], "n-1", 100);
    facility->name = "まったく別の名前診療所";
    facility->phone = NULL;
    given_compare(&given);
    cr_assert_eq(given.match.n_maybe, 1);
    given_only(&given, CHANGE_NEW);
    given_end(&given);
}

/* ---- rows that could not be used ---- */

Test(blind, rows_of_a_side_that_could_not_be_used_are_said)
{
    struct given given;

    given_begin(&given);
    given.side[NEW].supply[0].rows.set_aside = 3;
    given_compare(&given);
    cr_assert_eq(given.changes.n_blind, 1);
    cr_expect_eq(given.changes.blind[0].code, CHANGE_BLIND_UNREAD);
    cr_expect(strstr(given.changes.blind[0].why, "3行"));
    cr_expect(strstr(given.changes.blind[0].why, "公表元から消えた"));
    cr_expect_eq(given.changes.blind[0].n_old + given.changes.blind[0].n_new,
                 0);
    given_end(&given);
}

Test(blind, rows_that_the_very_same_file_lacks_on_both_sides_are_not)
{
    struct given given;

    given_begin(&given);
    for (int s = OLD; s <= NEW; s++) {
        given.side[s].supply[0].rows.set_aside = 3;
        memset(given.side[s].supply[0].sha256, 'a', 64);
    }
    given_compare(&given);
    cr_expect_eq(given.changes.n_blind, 0);
    memset(given.side[NEW].supply[0].sha256, 'b', 64);
    given_compare(&given);
    cr_expect_eq(given.changes.n_blind, 2);
    given_end(&given);
}
