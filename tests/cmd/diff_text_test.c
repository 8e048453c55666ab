/* The words in which a comparison is told to a committee. */
#include "cmd/diff_writing.h"
#include "tests/cmd/diff_given.h"

#include <criterion/criterion.h>
#include <string.h>

static void paragraph_is(struct diff_given *given, const char *name,
                         bool japanese, const char *expected)
{
    struct buf text = {0};
    struct diff_part part = {.name = name};

    given_report(given);
    part.report = given->report;
    diff_paragraph(&part, japanese, &text);
    cr_expect_str_eq(text.ptr, expected);
    buf_release(&text);
}

/* みなと市: 2 new, 1 gone, 1 renamed, 1 unchanged. */
static void one_town(struct diff_given *given)
{
    uint32_t old, new;

    given_begin(given);
    given_change(
        given, CHANGE_NEW, NO_FACILITY,
        given_new(given, "n-1", "あさひ訪問看護", "visiting-nurse", "25299"));
    given_change(given, CHANGE_NEW, NO_FACILITY,
                 given_new(given, "n-2", "みなと薬局", "pharmacy", "25299"));
    given_change(given, CHANGE_GONE,
                 given_old(given, "n-3", "湊町クリニック", "clinic", "25299"),
                 NO_FACILITY);
    old = given_old(given, "n-4", "入江医院", "clinic", "25299");
    new = given_new(given, "n-4", "入江内科", "clinic", "25299");
    given_partners(given, old, new);
    given_change(given, CHANGE_RENAMED, old, new);
    given_same(given, "n-5", "帆柱歯科", "dental", "25299");
}

Test(diff_text, the_paragraph_tells_what_is_new_and_gone_by_kind)
{
    struct diff_given given;

    one_town(&given);
    paragraph_is(
        &given, NULL, true,
        "前回（2025年12月1日時点の公表データ）と今回（2026年6月1日時点）を比べ"
        "ると、滋賀県みなと市では、"
        "新しく載った施設が2件（薬局1、訪問看護1）、公表元から消えた施設が1件"
        "（診療所1）ありました。公表元から消えた施設は、閉鎖したとは限りません"
        "（届出の遅れや番号の変更でも一覧から消えます）。このほか、名称が変わ"
        "った施設が1件ありました。変わりのない施設は1件です。\n");
    given_release(&given);
}

Test(diff_text, the_paragraph_is_there_in_english)
{
    struct diff_given given;

    one_town(&given);
    paragraph_is(
        &given, NULL, false,
        "Comparing the data of last time (2025-12-01) with those of this time "
        "(2026-06-01), in "
        "滋賀県みなと市: new in the source: 2 (Pharmacy 1, Visiting nursing "
        "1); "
        "gone from the source: 1 (Clinic 1). Gone from the source does not "
        "mean closed: a late report or a new number has the same effect. Ask "
        "before you rely on it. Besides: renamed: 1. Without any change: 1.\n");
    given_release(&given);
}

Test(diff_text, no_change_is_said_in_so_many_words)
{
    struct diff_given given;

    given_begin(&given);
    given_same(&given, "n-5", "帆柱歯科", "dental", "25299");
    paragraph_is(&given, NULL, true,
                 "前回（2025年12月1日時点の公表データ）と今回（2026年6月1日時点"
                 "）を比べると、滋賀県みなと"
                 "市では、変更はありません。\n");
    given_release(&given);
}

Test(diff_text, where_nobody_is_nothing_is_called_unchanged)
{
    struct diff_given given;

    given_begin(&given);
    given_same(&given, "n-5", "帆柱歯科", "dental", "25299");
    given_area(&given, "13", "東京都");
    paragraph_is(&given, "東京都", true,
                 "前回（2025年12月1日時点の公表データ）と今回（2026年6月1日時点"
                 "）を比べると、東京都では、"
                 "前回にも今回にも施設がありません。\n");
    given_release(&given);
}

Test(diff_text, what_was_not_compared_is_told_also_without_any_change)
{
    struct diff_given given;
    struct change_blind blind = {.what = "電話番号", .why = "前回は不明です。"};

    given_begin(&given);
    given_same(&given, "n-5", "帆柱歯科", "dental", "25299");
    given.changes.blind = &blind;
    given.changes.n_blind = 1;
    paragraph_is(&given, NULL, true,
                 "前回（2025年12月1日時点の公表データ）と今回（2026年6月1日時点"
                 "）を比べると、滋賀県みなと"
                 "市では、比べた範囲では、変更はありません。次のものは比べてい"
                 "ません：電話番号"
                 "。\n");
    given.changes.blind = NULL;
    given_release(&given);
}

Test(diff_text, the_municipalities_with_the_most_changes_stand_first)
{
    struct diff_given given;
    struct buf text = {0};

    one_town(&given);
    for (int i = 0; i < 5; i++)
        given_change(&given, CHANGE_GONE,
                     given_old(&given,
                               (const char[]){'k', '-', (char)('1' + i), '\0'},
                               "水辺デイ", "day-care", "25499"),
                     NO_FACILITY);
    given_report(&given);
    struct diff_part part = {.report = given.report};
    diff_paragraph(&part, true, &text);
    cr_expect(strstr(text.ptr, "滋賀県の2市区町村では、"), "%s", text.ptr);
    cr_expect(strstr(text.ptr,
                     "変更が多いのは、みずうみ町（5件）、みなと市（4件）"
                     "です。"),
              "%s", text.ptr);
    buf_release(&text);
    given_release(&given);
}

Test(diff_text, mergers_and_pairs_to_check_are_told)
{
    struct diff_given given;
    struct change_merger merger = {"25498", "25299", 3};
    struct buf text = {0};

    one_town(&given);
    given_change(&given, CHANGE_POSSIBLE, 0, 0)->score = 1;
    given.changes.merger = &merger;
    given.changes.n_merger = 1;
    given_report(&given);
    struct diff_part part = {.report = given.report};
    diff_paragraph(&part, true, &text);
    cr_expect(
        strstr(text.ptr, "古浜村はみなと市になりました（移った施設は3件）。"),
        "%s", text.ptr);
    cr_expect(strstr(text.ptr, "1組は同じ施設かもしれません（例：「湊町"
                               "クリニック」と「あさひ訪問看護」）。"),
              "%s", text.ptr);
    buf_release(&text);
    given.changes.merger = NULL;
    given_release(&given);
}

Test(diff_text, an_unknown_date_is_called_unknown)
{
    struct diff_given given;

    given_begin(&given);
    given.old.supply[0].as_of = NULL;
    given_same(&given, "n-5", "帆柱歯科", "dental", "25299");
    paragraph_is(&given, "滋賀県みなと市", true,
                 "前回（時点不明の公表データ）と今回（2026年6月1日時点）を比べ"
                 "ると、滋賀県みなと市では、"
                 "変更はありません。\n");
    given_release(&given);
}

Test(diff_text, large_numbers_are_grouped)
{
    struct diff_given given;
    struct buf text = {0};

    one_town(&given);
    given_report(&given);
    given.report.n_same = 1234567;
    struct diff_part part = {.report = given.report};
    diff_paragraph(&part, true, &text);
    cr_expect(strstr(text.ptr, "変わりのない施設は1,234,567件です。"), "%s",
              text.ptr);
    buf_release(&text);
    given_release(&given);
}

Test(diff_text, the_table_shows_rows_with_changes_and_the_total)
{
    struct diff_given given;
    struct buf text = {0};

    one_town(&given);
    given_report(&given);
    struct diff_part part = {.report = given.report};
    diff_text(&given.report, &part, 1, true, &text);
    static const char *const expected[] = {
        "     前回     今回     新規   消えた 数えない     移転     改称   "
        "その他  ",
        "        2        1        0        1        0        0        1       "
        " 0  ",
        "  滋賀県みなと市 診療所\n",
        "        3        4        2        1        0        0        1       "
        " 0  合計",
        "職員用です。公開しないでください。",
        "出典：診療所一覧"};
    for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++)
        cr_expect(strstr(text.ptr, expected[i]), "no %s in %s", expected[i],
                  text.ptr);
    cr_expect(!strstr(text.ptr, "歯科診療所\n"), "%s", text.ptr);
    buf_release(&text);
    given_release(&given);
}

Test(diff_text, what_was_not_taken_stands_before_all_else)
{
    static const char *const sentence[] = {
        "介護の一覧は今回取得できなかったため、前の版のままです。"};
    struct diff_given given;
    struct buf text = {0};

    one_town(&given);
    given_report(&given);
    given.report.not_taken = sentence;
    given.report.n_not_taken = 1;
    struct diff_part part = {.report = given.report};
    diff_paragraph(&part, true, &text);
    cr_expect(str_starts(buf_str(&text), str_of(sentence[0])), "%s", text.ptr);
    buf_release(&text);
    given_release(&given);
}

static void add_supply(struct table *table, const char *as_of)
{
    struct supply supply = {.label = "b.csv", .title = "b", .as_of = as_of};

    table_add_supply(table, &supply);
}

Test(diff_text, dates_are_told_one_by_one_and_those_of_last_time_apart)
{
    struct diff_given given;
    struct buf text = {0};

    one_town(&given);
    add_supply(&given.old, "2025-12-31");
    add_supply(&given.new, "2026-06-30");
    add_supply(&given.new, "2025-12-01");
    given_report(&given);
    struct diff_part part = {.report = given.report};
    diff_paragraph(&part, true, &text);
    cr_expect(str_starts(buf_str(&text),
                         STR("前回（2025年12月1日・31日時点の公表データ）と"
                             "今回（2026年6月1日・30日時点。一部2025年12月1日"
                             "時点）を比べると、")),
              "%s", text.ptr);
    buf_release(&text);
    given_release(&given);
}

Test(diff_text, of_many_things_not_compared_three_are_named)
{
    struct change_blind blind[6] = {
        {.what = "い", .why = "1。"}, {.what = "ろ", .why = "1。"},
        {.what = "い", .why = "2。"}, {.what = "は", .why = "1。"},
        {.what = "に", .why = "1。"}, {.what = "ほ", .why = "1。"}};
    struct diff_given given;
    struct buf text = {0};

    one_town(&given);
    given.changes.blind = blind;
    given.changes.n_blind = 6;
    given_report(&given);
    struct diff_part part = {.report = given.report};
    diff_paragraph(&part, true, &text);
    cr_expect(strstr(text.ptr, "次のものは比べていません：い、ろ、は、ほか2"
                               "（下の「比べていないもの」）。"),
              "%s", text.ptr);
    buf_release(&text);
    given.changes.blind = NULL;
    given_release(&given);
}

Test(diff_text, records_that_were_split_have_a_sentence_of_their_own)
{
    static const uint32_t facility[] = {0, 1};
    struct change_blind blind = {.code = CHANGE_BLIND_SPLIT,
                                 .what = "別々の記録になった施設",
                                 .why = "まとめていました。",
                                 .n_new = 2,
                                 .facility = facility};
    struct diff_given given;
    struct buf text = {0};

    one_town(&given);
    given.changes.blind = &blind;
    given.changes.n_blind = 1;
    given_report(&given);
    struct diff_part part = {.report = given.report};
    diff_text(&given.report, &part, 1, true, &text);
    cr_expect(strstr(text.ptr, "前回はほかの施設と1つにまとめていた2件が、今回"
                               "は別々の記録になりました"),
              "%s", text.ptr);
    cr_expect(!strstr(text.ptr, "次のものは比べていません"), "%s", text.ptr);
    cr_expect(strstr(text.ptr, "まとめていました。（今回2施設）"), "%s",
              text.ptr);
    buf_release(&text);
    given.changes.blind = NULL;
    given_release(&given);
}

Test(diff_text, what_staff_corrected_is_told_apart)
{
    struct diff_given given;
    struct buf text = {0};

    one_town(&given);
    given.changes.item[3].by_staff = true;
    given_report(&given);
    struct diff_part part = {.report = given.report};
    diff_paragraph(&part, true, &text);
    cr_expect(strstr(text.ptr, "以上のうち1件は職員の訂正によるもの"), "%s",
              text.ptr);
    buf_release(&text);
    given_release(&given);
}

Test(diff_text, a_row_that_does_not_add_up_by_itself_is_explained)
{
    struct diff_given given;
    struct buf text = {0};

    one_town(&given);
    uint32_t split = given_new(&given, "n-9", "葦原医院", "clinic", "25299");
    struct change_blind blind = {.code = CHANGE_BLIND_SPLIT,
                                 .what = "別々の記録になった施設",
                                 .why = "まとめていました。",
                                 .n_new = 1,
                                 .facility = &split};
    given.changes.blind = &blind;
    given.changes.n_blind = 1;
    given_report(&given);
    struct diff_part part = {.report = given.report};
    diff_text(&given.report, &part, 1, true, &text);
    cr_expect(
        strstr(text.ptr,
               "        2        2        0        1       +1        0  "),
        "%s", text.ptr);
    cr_expect(strstr(text.ptr, "前回＋新規－消えた＋数えない＝今回"), "%s",
              text.ptr);
    given.changes.blind = NULL;
    buf_release(&text);
    given_release(&given);
}

Test(diff_text, an_edition_that_was_not_taken_may_hold_changes)
{
    static const char *const sentence[] = {"介護の一覧は前の版のままです。"};
    struct diff_given given;
    struct buf text = {0};

    given_begin(&given);
    given_same(&given, "n-5", "帆柱歯科", "dental", "25299");
    given_report(&given);
    given.report.not_taken = sentence;
    given.report.n_not_taken = 1;
    struct diff_part part = {.report = given.report};
    diff_paragraph(&part, true, &text);
    cr_expect(strstr(text.ptr, "比べた範囲では、変更はありません。"), "%s",
              text.ptr);
    buf_release(&text);
    given_release(&given);
}
