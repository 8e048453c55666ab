/* What of the changes is told, where, and in which order. */
#include "cmd/diff_writing.h"
#include "tests/cmd/diff_given.h"

#include <criterion/criterion.h>
#include <string.h>

/* "code change id" of every item, ';' between. */
static void items_are(const struct diff_report *report, const char *expected)
{
    struct buf text = {0};

    for (size_t i = 0; i < report->n; i++)
        buf_addf(&text, "%s%s %s %s", i ? ";" : "", report->item[i].code,
                 change_names[report->item[i].change->kind].id,
                 change_facility(report->changes, report->item[i].change)->id);
    cr_expect_str_eq(text.ptr ? text.ptr : "", expected);
    buf_release(&text);
}

static void count_is(const struct diff_report *report)
{
    size_t sum[CHANGE_COUNT] = {0}, n = 0;

    for (size_t i = 0; i < report->n_tally; i++)
        for (int c = 0; c < CHANGE_COUNT; c++)
            sum[c] += report->tally[i].count[c];
    for (int c = 0; c < CHANGE_COUNT; c++) {
        cr_expect_eq(sum[c], report->count[c], "%s", change_names[c].id);
        n += sum[c];
    }
    cr_expect_eq(n, report->n);
}

/* One facility in both, whose names differ. */
static void renamed(struct diff_given *given, const char *id, const char *name,
                    const char *code)
{
    uint32_t old = given_old(given, id, "元の名前", "clinic", code);
    uint32_t new = given_new(given, id, name, "clinic", code);

    given_partners(given, old, new);
    given_change(given, CHANGE_RENAMED, old, new);
    given_change(given, CHANGE_PHONE, old, new);
}

Test(diff_report, gone_and_new_come_first_then_facility_by_facility)
{
    struct diff_given given;

    given_begin(&given);
    renamed(&given, "n-1", "ワカバ", "25299");
    renamed(&given, "n-2", "アサヒ", "25299");
    given_change(&given, CHANGE_NEW, NO_FACILITY,
                 given_new(&given, "n-3", "カモメ", "clinic", "25299"));
    given_change(&given, CHANGE_GONE,
                 given_old(&given, "n-4", "ミナト", "clinic", "25299"),
                 NO_FACILITY);
    given_change(&given, CHANGE_GONE,
                 given_old(&given, "n-5", "イリエ", "clinic", "25299"),
                 NO_FACILITY);
    renamed(&given, "n-6", "アオイ", "01101");
    given_report(&given);
    items_are(&given.report,
              "01101 renamed n-6;01101 phone n-6;25299 gone n-5;25299 gone n-4;"
              "25299 new n-3;25299 renamed n-2;25299 phone n-2;"
              "25299 renamed n-1;25299 phone n-1");
    count_is(&given.report);
    given_release(&given);
}

Test(diff_report, an_area_is_told_alone_and_its_counts_too)
{
    struct diff_given given;

    given_begin(&given);
    renamed(&given, "n-1", "ワカバ", "25299");
    renamed(&given, "n-2", "アサヒ", "25499");
    given_same(&given, "n-3", "カモメ", "clinic", "25499");
    given_same(&given, "n-4", "ミナト", "clinic", "25299");
    uint32_t left_out = given_old(&given, "n-5", "アシ", "clinic", "25499");
    struct change_blind blind = {
        .code = CHANGE_BLIND_KIND, .n_old = 1, .facility = &left_out};
    given.changes.blind = &blind;
    given.changes.n_blind = 1;
    given_area(&given, "25499", "みずうみ町");
    given_report(&given);
    items_are(&given.report, "25499 renamed n-2;25499 phone n-2");
    count_is(&given.report);
    cr_expect_eq(given.report.n_same, 1);
    cr_expect_eq(given.report.n_old, 3);
    cr_expect_eq(given.report.n_new, 2);
    cr_expect_eq(given.report.n_left_out_old, 1);
    cr_expect_eq(given.report.n_place, 1);
    given.changes.blind = NULL;
    given_release(&given);
}

Test(diff_report, a_facility_that_moved_away_is_told_to_the_one_it_left)
{
    struct diff_given given;

    given_begin(&given);
    uint32_t old = given_old(&given, "n-1", "ワカバ", "clinic", "25299");
    uint32_t new = given_new(&given, "n-1", "ワカバ", "clinic", "25499");
    given_partners(&given, old, new);
    given_change(&given, CHANGE_MUNICIPALITY, old, new);
    given_report(&given);
    items_are(&given.report, "25499 municipality n-1");
    diff_report_release(&given.report);
    given_area(&given, "25299", "みなと市");
    given_report(&given);
    items_are(&given.report, "25299 municipality n-1");
    count_is(&given.report);
    given_release(&given);
}

Test(diff_report, a_designated_city_stands_for_its_wards)
{
    struct diff_given given;

    given_begin(&given);
    renamed(&given, "n-1", "ワカバ", "01101");
    renamed(&given, "n-2", "アサヒ", "01102");
    renamed(&given, "n-3", "カモメ", "25299");
    given_area(&given, "01100", "札幌市");
    given_report(&given);
    items_are(&given.report, "01101 renamed n-1;01101 phone n-1;"
                             "01102 renamed n-2;01102 phone n-2");
    given_release(&given);
}

Test(diff_report, a_municipality_stands_for_what_was_merged_into_it)
{
    struct diff_given given;
    struct change_merger merger = {"25498", "25299", 3};

    given_begin(&given);
    given_change(&given, CHANGE_GONE,
                 given_old(&given, "n-1", "ワカバ", "clinic", "25498"),
                 NO_FACILITY);
    given.changes.merger = &merger;
    given.changes.n_merger = 1;
    given_area(&given, "25299", "みなと市");
    given_report(&given);
    items_are(&given.report, "25498 gone n-1");
    cr_expect_eq(given.report.n_merger, 1);
    diff_report_release(&given.report);
    given.areas.n = 0;
    given_area(&given, "25499", "みずうみ町");
    given_report(&given);
    items_are(&given.report, "");
    cr_expect_eq(given.report.n_merger, 0);
    given.changes.merger = NULL;
    given_release(&given);
}

Test(diff_report, every_change_has_a_name_in_both_languages)
{
    for (int c = 0; c < CHANGE_COUNT; c++) {
        cr_expect(change_names[c].id && *change_names[c].id);
        cr_expect(change_names[c].ja && *change_names[c].ja);
        cr_expect(change_names[c].en && *change_names[c].en);
    }
}

Test(diff_report, json_of_nothing_is_one_object)
{
    struct diff_given given;
    struct buf text = {0};

    given_begin(&given);
    given_report(&given);
    diff_json(&given.report, &text);
    cr_expect(str_starts(buf_str(&text), STR("{\"not_taken\":[],\"old\":{"
                                             "\"path\":null,")),
              "%s", text.ptr);
    cr_expect(str_ends(buf_str(&text), STR("\"not_compared\":[],\"mergers\":[],"
                                           "\"municipalities\":[],"
                                           "\"changes\":[]}\n")),
              "%s", text.ptr);
    buf_release(&text);
    given_release(&given);
}

/* Rows of every kind of imbalance. */
static void uneven(struct diff_given *given)
{
    static const uint32_t second[] = {1};
    static struct change_blind blind[] = {
        {.code = CHANGE_BLIND_LISTING, .n_old = 1, .facility = second},
        {.code = CHANGE_BLIND_LISTING, .n_new = 1, .facility = second}};

    given_begin(given);
    renamed(given, "n-1", "ワカバ", "25299");
    given_old(given, "n-2", "left out", "clinic", "25299");
    given_new(given, "n-3", "left out", "dental", "25299");
    uint32_t old = given_old(given, "n-4", "サザナミ", "clinic", "25299");
    uint32_t new = given_new(given, "n-4", "サザナミ", "clinic", "25499");
    given_partners(given, old, new);
    given_change(given, CHANGE_MUNICIPALITY, old, new);
    given_change(given, CHANGE_GONE,
                 given_old(given, "n-5", "イリエ", "clinic", "25299"),
                 NO_FACILITY);
    given_change(given, CHANGE_NEW, NO_FACILITY,
                 given_new(given, "n-6", "カモメ", "clinic", "25299"));
    given->changes.blind = blind;
    given->changes.n_blind = 2;
}

static void adds_up(const struct change_tally *row)
{
    cr_expect_eq((long)row->n_old + (long)row->count[CHANGE_NEW] -
                     (long)row->count[CHANGE_GONE] + diff_report_rest(row),
                 (long)row->n_new, "%s %d", row->code, row->kind);
}

Test(diff_report, every_row_and_the_sum_add_up)
{
    struct diff_given given;

    uneven(&given);
    for (int narrow = 0; narrow < 2; narrow++) {
        if (narrow)
            given_area(&given, "25299", "みなと市");
        given_report(&given);
        struct change_tally sum = diff_report_sum(&given.report);
        for (size_t i = 0; i < given.report.n_tally; i++)
            adds_up(&given.report.tally[i]);
        adds_up(&sum);
        cr_expect_eq(sum.n_old, given.report.n_old);
        cr_expect_eq(sum.n_new, given.report.n_new);
        cr_expect_eq(given.report.n_left_out_old, 1);
        cr_expect_eq(given.report.n_left_out_new, 1);
        cr_expect_eq(diff_report_rest(&sum), narrow ? -1 : 0);
        diff_report_release(&given.report);
    }
    given.changes.blind = NULL;
    given_release(&given);
}

Test(diff_report, an_area_and_a_prefecture_are_both_told)
{
    struct diff_given given;

    given_begin(&given);
    renamed(&given, "n-1", "ワカバ", "25299");
    renamed(&given, "n-2", "アサヒ", "25499");
    renamed(&given, "n-3", "カモメ", "01101");
    given_area(&given, "25499", "みずうみ町");
    given_area(&given, "01", "北海道");
    given_report(&given);
    items_are(&given.report, "01101 renamed n-3;01101 phone n-3;"
                             "25499 renamed n-2;25499 phone n-2");
    given_release(&given);
}

Test(diff_report, what_was_not_compared_is_counted_in_the_area)
{
    static const uint32_t facility[] = {0, 1, 2};
    struct change_blind blind[] = {
        {.code = CHANGE_BLIND_SPLIT, .n_new = 3, .facility = facility},
        {.code = CHANGE_BLIND_LISTING, .what = "一覧"}};
    struct diff_given given;

    given_begin(&given);
    given_new(&given, "n-1", "ワカバ", "clinic", "25299");
    given_new(&given, "n-2", "アサヒ", "clinic", "25499");
    given_new(&given, "n-3", "カモメ", "clinic", "25499");
    given.changes.blind = blind;
    given.changes.n_blind = 2;
    given_area(&given, "25499", "みずうみ町");
    given_report(&given);
    cr_assert_eq(given.report.n_blind, 2);
    cr_expect_eq(given.report.blind[0].n_new, 2);
    diff_report_release(&given.report);
    given.areas.n = 0;
    given_area(&given, "01", "北海道");
    given_report(&given);
    cr_assert_eq(given.report.n_blind, 1, "a list that is missing stays");
    cr_expect_eq(given.report.blind[0].blind, &blind[1]);
    given.changes.blind = NULL;
    given_release(&given);
}

Test(diff_report, facilities_are_counted_apart_from_their_filings)
{
    struct diff_given given;

    given_begin(&given);
    given_same(&given, "n-1", "ワカバ", "clinic", "25299");
    given_same(&given, "n-2", "アサヒ", "clinic", "25299");
    for (uint32_t i = 0; i < 3; i++)
        given_change(&given, CHANGE_KNOWN, i % 2, i % 2);
    given_change(&given, CHANGE_PHONE, 0, 0);
    given_report(&given);
    cr_expect_eq(given.report.count[CHANGE_KNOWN], 3);
    cr_expect_eq(given.report.n_facility[CHANGE_KNOWN], 2);
    given_release(&given);
}

Test(diff_report, json_has_no_path_that_is_none)
{
    struct diff_given given;
    struct buf text = {0};
    static const char *const sentence[] = {"一覧は今回取得できませんでした。"};

    given_begin(&given);
    given_report(&given);
    given.report.file_old = "data";
    given.report.path_new = "今回";
    given.report.not_taken = sentence;
    given.report.n_not_taken = 1;
    diff_json(&given.report, &text);
    cr_expect(strstr(text.ptr, "\"old\":{\"path\":\"data\""), "%s", text.ptr);
    cr_expect(strstr(text.ptr, "\"new\":{\"path\":null"), "%s", text.ptr);
    cr_expect(strstr(text.ptr, "\"not_taken\":[\n\"一覧は今回取得できません"
                               "でした。\"]"),
              "%s", text.ptr);
    buf_release(&text);
    given_release(&given);
}
