/* corrections.csv: a value becomes the right one and its story stays, or the
 * correction is told. */
#include "join/correct.h"

#include "geocode/given.h"
#include "model/edition.h"
#include "model/wording.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define HEADER "施設ID,項目,正しい値,元の値,理由,記入者,日付\n"
#define WHY "電話で確認,窓口係,2026-01-15\n"

static struct table with_facility(void)
{
    struct table table = {0};
    struct supply supply = {.label = "a.csv", .title = "一覧"};

    table_add_supply(&table, &supply);
    uint32_t number = table_add(&table, "k-25B9900013");
    struct facility *facility = table.facility[number];
    memcpy(facility->municipality_code, "25299", 6);
    facility->name = "訪問看護ステーション　ひばり";
    facility->phone = "077-000-0121";
    facility->fax = "077-000-0122";
    facility->email = "hibari@example.jp";
    facility->postal_code = "520-0001";
    facility->departments = "内科\n外科";
    facility->capacity = "19";
    facility->address = "みなと市湊町1-2-3";
    facility->published = facility->point = (struct lonlat){136.02, 35.06};
    facility->coordinate_level = LEVEL_PUBLISHED;
    facility->position_source = "一覧";
    table_add_alias(&table, number, "n-1");
    table_keep(&table, 0, 7, number,
               UINT64_C(1) << FIELD_name | UINT64_C(1) << FIELD_phone);
    return table;
}

static bool correct_phase(struct table *table, const char *path,
                          enum correct_phase phase, struct err *err)
{
    struct correct_run run = {.phase = phase, .today = "2026-04-01"};

    return correct_apply(table, path, &run, err);
}

static bool apply_to(struct table *table, const char *rows, struct err *err)
{
    struct buf text = {0};

    buf_add_text(&text, HEADER);
    buf_add_text(&text, rows);
    const char *path = given_file("corrections.csv", buf_str(&text));
    bool ok = correct_phase(table, path, CORRECT_VALUES, err) &&
              correct_phase(table, path, CORRECT_POSITIONS, err);
    buf_release(&text);
    return ok;
}

static struct table corrected(const char *rows)
{
    struct table table = with_facility();
    struct err err = {0};

    cr_assert(apply_to(&table, rows, &err), "%s: %s", rows, err.text);
    return table;
}

static void expect_refused(const char *rows, const char *line,
                           const char *subject)
{
    struct table table = with_facility();
    struct err err = {0};

    cr_assert_not(apply_to(&table, rows, &err), "%s", rows);
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect_not_null(strstr(err.text, "corrections.csv"), "%s", err.text);
    cr_expect_not_null(strstr(err.text, line), "%s", err.text);
    cr_expect_not_null(strstr(err.text, subject), "'%s' is not in: %s", subject,
                       err.text);
    table_release(&table);
}

static const struct other_value *other_of(const struct table *table, int field,
                                          const char *rule)
{
    for (size_t i = 0; i < table->n_other_value; i++)
        if (table->other_value[i].field == field &&
            strcmp(table->other_value[i].rule, rule) == 0)
            return &table->other_value[i];
    return NULL;
}

/* ---- text ---- */

Test(correct, a_value_is_replaced_and_its_story_stays)
{
    struct table table =
        corrected("k-25B9900013,電話番号,077-000-9999,077-000-0121," WHY);
    const struct facility *facility = table.facility[0];

    cr_expect_str_eq(facility->phone, "077-000-9999");
    cr_expect_eq(table.n_finding, 0);
    const struct other_value *former =
        other_of(&table, FIELD_phone, CORRECT_FORMER);
    cr_assert_not_null(former);
    cr_expect_str_eq(former->value, "077-000-0121");
    cr_expect_eq(former->supply, 0);
    cr_expect_eq(former->line, 7, "the row that said so");
    const struct other_value *why =
        other_of(&table, FIELD_phone, CORRECT_REASON);
    cr_assert_not_null(why);
    cr_expect_str_eq(why->value, "電話で確認\n窓口係\n2026-01-15");
    cr_expect_str_eq(table.supply[why->supply].label, "corrections.csv");
    cr_expect_eq(why->line, 2);
    cr_expect_eq(table.origin[0].fields, UINT64_C(1) << FIELD_name,
                 "the row gives the name only");
    table_release(&table);
}

Test(correct, staffs_file_is_no_source_of_a_map)
{
    struct table table =
        corrected("k-25B9900013,電話番号,077-000-9999,077-000-0121," WHY);

    cr_expect_eq(table.facility[0]->sources, 0);
    cr_expect_eq(table.supply[table.n_supply - 1].row_kind, ROW_REFERENCE);
    cr_expect_eq(table.supply[table.n_supply - 1].rows.read, 0);
    table_release(&table);
}

Test(correct, a_field_has_a_name_and_two_headings_in_any_width)
{
    static const char *const name[] = {"phone", "電話番号", "Telephone",
                                       "ＰＨＯＮＥ", " 電話　番号 "};

    for (size_t i = 0; i < sizeof(name) / sizeof(*name); i++) {
        struct buf row = {0};
        buf_addf(&row, "k-25B9900013,%s,077-000-9999,077-000-0121,,,\n",
                 name[i]);
        struct table table = corrected(row.ptr);
        cr_expect_str_eq(table.facility[0]->phone, "077-000-9999", "%s",
                         name[i]);
        table_release(&table);
        buf_release(&row);
    }
}

Test(correct, a_further_id_names_the_facility_too)
{
    struct table table = corrected("'ｎ－１,name,ひばり園,"
                                   "訪問看護ステーション ひばり,,,\n");

    cr_expect_str_eq(table.facility[0]->name, "ひばり園");
    table_release(&table);
}

Test(correct, what_a_spreadsheet_does_to_the_former_value_does_not_count)
{
    static const char *const was[] = {
        "077-000-0121", "'077-000-0121", "０７７－０００－０１２１",
        "770000121",    " 0770000121 ",  "077ー000ー0121"};

    for (size_t i = 0; i < sizeof(was) / sizeof(*was); i++) {
        struct buf row = {0};
        buf_addf(&row, "k-25B9900013,phone,077-000-9999,%s,,,\n", was[i]);
        struct table table = corrected(row.ptr);
        cr_expect_str_eq(table.facility[0]->phone, "077-000-9999", "%s",
                         was[i]);
        cr_expect_eq(table.n_finding, 0);
        table_release(&table);
        buf_release(&row);
    }
}

Test(correct, a_changed_source_is_flagged_and_stands)
{
    struct table table =
        corrected("k-25B9900013,phone,077-000-9999,077-000-0001," WHY);

    cr_expect_str_eq(table.facility[0]->phone, "077-000-0121");
    cr_assert_eq(table.n_finding, 1);
    cr_expect_str_eq(table.finding[0].value, "077-000-0121");
    cr_expect_eq(table.finding[0].line, 2);
    cr_expect_str_eq(table.supply[table.finding[0].supply].label,
                     "corrections.csv");
    cr_expect_str_neq(wording_ja(table.finding[0].what), table.finding[0].what);
    cr_expect_eq(table.n_other_value, 0);
    table_release(&table);
}

Test(correct, a_source_that_is_right_by_now_is_told_apart)
{
    struct table table =
        corrected("k-25B9900013,phone,077-000-0121,077-000-0001," WHY);

    cr_assert_eq(table.n_finding, 1);
    cr_expect_not_null(strstr(table.finding[0].what, "not needed"));
    cr_expect_str_neq(wording_ja(table.finding[0].what), table.finding[0].what);
    table_release(&table);
}

Test(correct, a_value_may_be_added_or_taken_away)
{
    struct table table = corrected("k-25B9900013,url,www.example.jp/a,," WHY
                                   "k-25B9900013,fax,,077-000-0122," WHY);

    cr_expect_str_eq(table.facility[0]->url, "http://www.example.jp/a");
    cr_expect_null(other_of(&table, FIELD_url, CORRECT_FORMER));
    cr_expect_not_null(other_of(&table, FIELD_url, CORRECT_REASON));
    cr_expect_null(table.facility[0]->fax);
    table_release(&table);
}

Test(correct, items_of_a_list_stand_on_lines)
{
    struct table table = corrected("k-25B9900013,departments,\"内科\n眼科\","
                                   "\"内科\n外科\",,,\n");

    cr_expect_str_eq(table.facility[0]->departments, "内科\n眼科");
    table_release(&table);
}

Test(correct, a_value_that_the_field_cannot_have_is_refused)
{
    static const struct {
        const char *row, *subject;
    } bad[] = {
        {"phone,770000121,077-000-0121", "first 0"},
        {"phone,077-000-0121 / 0122,077-000-0121", "telephone"},
        {"phone,hibari@example.jp,077-000-0121", "telephone"},
        {"phone,FAX 077-000-0122,077-000-0121", "telephone"},
        {"url,hibari@example.jp,", "web page"},
        {"email,www.example.jp,hibari@example.jp", "mail address"},
        {"postal_code,5200001番,520-0001", "postal code"},
        {"postal_code,600001,520-0001", "postal code"},
        {"capacity,十九,19", "number"},
        {"building,3月2日,", "date"},
        {"building,2026/3/2,", "date"},
        {"building,03/02/2026,", "date"},
        {"address,2026-03-02,みなと市湊町1-2-3", "date"},
        {"name,,訪問看護ステーション　ひばり", "closed"},
        {"position_doubt,なし,", "position_doubt"},
        {"address_decision,x,", "address_decision"},
        {"施設ID,n-2,", "施設ID"},
        {"functions_as_of,2026-01-01,", "functions_as_of"},
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct buf row = {0};
        buf_addf(&row, "k-25B9900013,%s,,,\n", bad[i].row);
        expect_refused(row.ptr, "line 2", bad[i].subject);
        buf_release(&row);
    }
}

/* Whatever is refused elsewhere must not get in by way of a correction. */
Test(correct, what_residents_may_not_see_cannot_be_typed_into_what_they_see)
{
    static const struct {
        const char *row, *subject;
    } bad[] = {
        {"phone,0770000122,077-000-0121", "FAX"},
        {"phone,０７７（０００）０１２２,077-000-0121", "FAX"},
        {"name,ひばり（FAX 077-000-0122）,訪問看護ステーション　ひばり", "FAX"},
        {"service_area,市内 連絡先 a@example.jp,", "mail address"},
        {"hours_text,連絡は ｈｉｂａｒｉ＠example.jp,", "mail address"},
        {"url,https://example.jp/?to=hibari@example.jp,", "mail address"},
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct buf row = {0};
        buf_addf(&row, "k-25B9900013,%s,,,\n", bad[i].row);
        expect_refused(row.ptr, "line 2", bad[i].subject);
        buf_release(&row);
    }
    /* Professionals see remarks about both. */
    struct table table = corrected(
        "k-25B9900013,closed_days_note,FAX 077-000-0122 a@example.jp,,,,\n");
    cr_expect_not_null(table.facility[0]->closed_days_note);
    table_release(&table);
}

Test(correct, two_corrections_of_one_field_are_refused_with_both_lines)
{
    expect_refused("k-25B9900013,phone,077-000-9999,077-000-0121,,,\n"
                   "k-25B9900013,name,ひばり園,"
                   "訪問看護ステーション　ひばり,,,\n"
                   "n-1,電話番号,077-000-8888,077-000-0121,,,\n",
                   "line 4", "line 2");
    expect_refused("k-25B9900013,閉鎖,はい,,,,\nk-25B9900013,closed,no,,,,\n",
                   "line 3", "line 2");
    struct table table =
        corrected("k-25B9900013,phone,077-000-9999,077-000-0121,,,\n"
                  "n-1,phone,０７７－０００－９９９９,077-000-0121,,,\n");
    cr_expect_str_eq(table.facility[0]->phone, "077-000-9999");
    cr_expect_eq(table.n_finding, 0, "the same twice is fine");
    table_release(&table);
}

Test(correct, an_unknown_facility_tells_which_one_was_meant)
{
    expect_refused("１,name,あ,い,,,\n", "line 2", "is it 'n-1'?");
    expect_refused("25B9900013,name,あ,い,,,\n", "line 2",
                   "is it 'k-25B9900013'?");
    expect_refused("2.52299E+12,name,あ,い,,,\n", "line 2", "column 施設ID");
}

Test(correct, an_unknown_field_tells_the_nearest)
{
    expect_refused("n-1,電話,あ,い,,,\n", "'電話'", "'電話番号' (phone)");
    expect_refused("n-1,TEL,あ,い,,,\n", "'TEL'", "'電話番号' (phone)");
    expect_refused("n-1,所在地の住所,あ,い,,,\n", "line 2", "'住所' (address)");
    expect_refused("n-1,位置（緯度経度）,あ,い,,,\n", "line 2",
                   "'位置' (position)");
    expect_refused("n-1,院長名,あ,い,,,\n", "line 2", "no field");
    expect_refused("n-1,市区町村,あ,い,,,\n", "line 2", "cannot be corrected");
    expect_refused("n-1,医療機関コード,あ,い,,,\n", "line 2", "pairs.csv");
}

Test(correct, an_unknown_facility_is_refused_with_its_line)
{
    expect_refused(",,,,,,\nk-9,phone,077-000-9999,,,,\n", "line 3", "k-9");
}

/* ---- position ---- */

Test(correct, a_position_keeps_its_story)
{
    struct table table =
        corrected("k-25B9900013,位置,\"35.0961,135.9939\",," WHY);
    const struct facility *facility = table.facility[0];

    cr_expect_eq(facility->coordinate_level, LEVEL_MANUAL);
    cr_expect_str_eq(facility->position_source, "職員の確認");
    cr_expect_null(facility->address_decision,
                   "that is of an address, this of one facility");
    cr_expect_str_eq(
        other_of(&table, FIELD_position_source, CORRECT_REASON)->value,
        "電話で確認\n窓口係\n2026-01-15");
    cr_expect_str_eq(
        other_of(&table, FIELD_position_source, CORRECT_FORMER)->value,
        "35.060000,136.020000");
    table_release(&table);
}

Test(correct, a_position_that_moved_since_is_flagged)
{
    struct table table = corrected(
        "k-25B9900013,位置,\"35.0961,135.9939\",\"35.07,136.02\"," WHY);

    cr_expect_eq(table.facility[0]->coordinate_level, LEVEL_PUBLISHED);
    cr_assert_eq(table.n_finding, 1);
    table_release(&table);
    table = corrected(
        "k-25B9900013,位置,\"35.0961,135.9939\",\"35.06,136.02\"," WHY);
    cr_expect_eq(table.facility[0]->coordinate_level, LEVEL_MANUAL);
    table_release(&table);
}

Test(correct, values_come_first_and_positions_when_all_else_is_settled)
{
    struct table table = with_facility();
    struct err err = {0};
    const char *path = given_file(
        "corrections.csv",
        STR(HEADER "k-25B9900013,address,みなと市新田町5,みなと市湊町1-2-3," WHY
                   "k-25B9900013,位置,\"35.0961,135.9939\",," WHY));

    cr_assert(correct_phase(&table, path, CORRECT_VALUES, &err));
    cr_expect_str_eq(table.facility[0]->address, "みなと市新田町5");
    cr_expect_eq(table.facility[0]->coordinate_level, LEVEL_PUBLISHED);
    cr_assert(correct_phase(&table, path, CORRECT_POSITIONS, &err));
    cr_expect_eq(table.facility[0]->coordinate_level, LEVEL_MANUAL);
    cr_expect_eq(table.n_finding, 0, "no correction is applied twice");
    cr_expect_eq(table.n_supply, 2, "corrections.csv is one input");
    table_release(&table);
}

/* ---- closed ---- */

Test(correct, a_facility_may_be_closed_with_reason_who_and_date)
{
    static const struct {
        const char *value, *closed;
    } row[] = {
        {"はい", "閉鎖　理由：電話で確認　記入者：窓口係　日付：2026-01-15"},
        {"YES", "閉鎖　理由：電話で確認　記入者：窓口係　日付：2026-01-15"},
        {"閉鎖", "閉鎖　理由：電話で確認　記入者：窓口係　日付：2026-01-15"},
        {"2025/11/30", "閉鎖（2025-11-30から）　理由：電話で確認　記入者："
                       "窓口係　日付：2026-01-15"},
        {"令和7年11月30日", "閉鎖（2025-11-30から）　理由：電話で確認　記入者"
                            "：窓口係　日付：2026-01-15"},
    };

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        struct buf text = {0};
        buf_addf(&text, "k-25B9900013,閉鎖,%s,," WHY, row[i].value);
        struct table table = corrected(text.ptr);
        cr_assert_not_null(table.facility[0]->closed);
        cr_expect_str_eq(table.facility[0]->closed, row[i].closed);
        cr_assert_eq(table.n_finding, 1);
        cr_expect_eq(table.finding[0].field, FIELD_closed);
        cr_expect_str_neq(wording_ja(table.finding[0].what),
                          table.finding[0].what);
        table_release(&table);
        buf_release(&text);
    }
}

Test(correct, a_facility_that_is_not_closed_is_open)
{
    static const char *const value[] = {"いいえ", "no", ""};

    for (size_t i = 0; i < sizeof(value) / sizeof(*value); i++) {
        struct buf text = {0};
        buf_addf(&text, "k-25B9900013,closed,%s,," WHY, value[i]);
        struct table table = corrected(text.ptr);
        cr_expect_null(table.facility[0]->closed);
        cr_expect_eq(table.n_finding, 0);
        table_release(&table);
        buf_release(&text);
    }
    expect_refused("k-25B9900013,閉鎖,移転したらしい,,,,\n", "line 2",
                   "移転したらしい");
}

Test(correct, no_edition_shows_who_closed_a_facility)
{
    for (int e = 0; e < EDITION_COUNT; e++)
        cr_expect_not(edition_shows((enum edition)e, FIELD_closed));
}
