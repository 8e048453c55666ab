/* zaitaku explain: which facility is meant, and a story that is readable and,
 * as JSON, complete and valid. */
#include "cmd/explain_find.h"
#include "cmd/explain_story.h"
#include "join/correct.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

/* ---- a table ---- */

static uint32_t add(struct table *table, const char *id, const char *name)
{
    uint32_t number = table_add(table, id);

    table->facility[number]->name = name;
    return number;
}

static struct table with_clinic(void)
{
    struct table table = {0};
    struct supply navii = {
        .label = "clinics.csv", .title = "診療所の一覧", .as_of = "2025-12-01"};
    struct supply care = {.label = "nurses.csv", .title = "介護の一覧"};
    struct supply list = {.label = "bureau.xlsx",
                          .title = "届出の一覧",
                          .as_of = "2026-01-01",
                          .row_kind = ROW_FILING};
    struct supply answers = {.label = "corrections.csv",
                             .title = "職員の訂正",
                             .row_kind = ROW_REFERENCE};

    table_add_supply(&table, &navii);
    table_add_supply(&table, &care);
    table_add_supply(&table, &list);
    table_add_supply(&table, &answers);
    uint32_t number = add(&table, "n-1", "みなと診療所");
    struct facility *facility = table.facility[number];
    memcpy(facility->municipality_code, "25299", 6);
    facility->services = UINT64_C(1) << kind_find("clinic");
    facility->main_kind = kind_find("clinic");
    facility->name_kana = "ミナトシンリョウジョ";
    facility->phone = "077-000-9999";
    table_keep(&table, 0, 3, number, UINT64_C(1) << FIELD_name);
    table_merge(&table, 1, 8, number, UINT64_C(1) << FIELD_name_kana);
    return table;
}

static struct story begin(const struct table *table, bool json)
{
    struct story story = {
        .table = table, .facility = table->facility[0], .number = 0};

    outline_begin(&story.outline, json);
    return story;
}

static const char *text_of(const struct story *story)
{
    return story->outline.out.ptr ? story->outline.out.ptr : "";
}

static void expect_in(const struct story *story, const char *what)
{
    cr_expect_not_null(strstr(text_of(story), what), "'%s' is not in:\n%s",
                       what, text_of(story));
}

static void expect_not_in(const struct story *story, const char *what)
{
    cr_expect_null(strstr(text_of(story), what), "'%s' is in:\n%s", what,
                   text_of(story));
}

static void end(struct story *story, struct table *table)
{
    buf_release(&story->outline.out);
    table_release(table);
}

/* ---- which facility ---- */

static void expect_found(const struct table *table, const char *what, size_t n,
                         uint32_t first)
{
    struct found found;

    explain_find(table, what, &found);
    cr_expect_eq(found.n, n, "'%s' fits %zu, not %zu", what, found.n, n);
    if (n && found.n)
        cr_expect_eq(found.facility[0], first, "%s", what);
    found_release(&found);
}

Test(explain, a_facility_is_found_by_id_further_id_and_name)
{
    struct table table = with_clinic();

    table_add_alias(&table, 0, "k-2519900021");
    add(&table, "n-2", "みなと診療所分院");
    add(&table, "n-3", "ＡＢＣ 訪問看護");
    expect_found(&table, "n-1", 1, 0);
    expect_found(&table, " ｎ－１ ", 1, 0);
    expect_found(&table, "k-2519900021", 1, 0);
    expect_found(&table, "みなと診療所", 1, 0);
    expect_found(&table, "みなと 診療所", 1, 0);
    expect_found(&table, "分院", 1, 1);
    expect_found(&table, "診療所", 2, 0);
    expect_found(&table, "abc訪問", 1, 2);
    expect_found(&table, "みなとしん", 1, 0);
    expect_found(&table, "ﾐﾅﾄｼﾝﾘｮｳｼﾞｮ", 1, 0);
    expect_found(&table, "どこにもない", 0, 0);
    expect_found(&table, "", 0, 0);
    expect_found(&table, "　", 0, 0);
    table_release(&table);
}

/* ---- values ---- */

Test(explain, a_value_tells_its_row)
{
    struct table table = with_clinic();
    struct story story = begin(&table, false);

    story_values(&story);
    expect_in(&story, "  Name: みなと診療所\n"
                      "    from: 診療所の一覧, 'clinics.csv' line 3, as of "
                      "2025-12-01\n");
    expect_in(&story, "'nurses.csv' line 8, as of unknown");
    expect_not_in(&story, "Web page");
    end(&story, &table);
}

Test(explain, what_was_not_used_tells_why_and_a_correction_who)
{
    struct table table = with_clinic();

    table_add_other_value(
        &table, (struct other_value){0, 1, 8, FIELD_name, "みなとクリニック",
                                     "the first listing stands"});
    table_add_other_value(&table, (struct other_value){0, 3, 2, FIELD_phone,
                                                       "電話で確認\n窓口係\n",
                                                       CORRECT_REASON});
    table_add_other_value(&table,
                          (struct other_value){0, 0, 3, FIELD_phone,
                                               "077-000-0121", CORRECT_FORMER});
    struct story story = begin(&table, false);
    story_values(&story);
    expect_in(&story, "not used: みなとクリニック\n"
                      "      why: the first listing stands\n"
                      "      from: 介護の一覧, 'nurses.csv' line 8");
    expect_in(&story, "Telephone: 077-000-9999\n"
                      "    corrected by staff: 'corrections.csv' line 2\n"
                      "      reason: 電話で確認\n"
                      "      by: 窓口係\n"
                      "    not used: 077-000-0121\n"
                      "      why: staff corrected it\n"
                      "      from: 診療所の一覧, 'clinics.csv' line 3");
    end(&story, &table);
}

Test(explain, a_value_that_was_taken_away_is_still_told)
{
    struct table table = with_clinic();

    table_add_other_value(&table,
                          (struct other_value){0, 0, 3, FIELD_fax,
                                               "077-000-0122", CORRECT_FORMER});
    struct story story = begin(&table, false);
    story_values(&story);
    expect_in(&story, "Fax: no value\n    not used: 077-000-0122\n");
    end(&story, &table);
}

/* ---- the other sections ---- */

Test(explain, every_row_is_told_once)
{
    struct table table = with_clinic();
    struct story story = begin(&table, false);

    story_rows(&story);
    expect_in(&story, "  row kept: 診療所の一覧, 'clinics.csv' line 3");
    expect_in(&story, "  row merged: 介護の一覧, 'nurses.csv' line 8");
    end(&story, &table);
}

Test(explain, a_position_tells_its_candidates_and_who_moved_it)
{
    struct table table = with_clinic();
    struct facility *facility = table.facility[0];

    facility->point = (struct lonlat){136.1, 35.1};
    facility->published = (struct lonlat){136.02, 35.06};
    facility->position_source = "職員の確認";
    facility->coordinate_level = LEVEL_MANUAL;
    table_add_candidate(
        &table,
        (struct candidate){
            {136.02, 35.06}, 0, 0, 3, (uint16_t)kind_find("clinic"), NAN});
    table_add_candidate(&table,
                        (struct candidate){{136.5, 35.6}, 0, 1, 8, 0, 5});
    table_add_other_value(&table,
                          (struct other_value){0, 3, 4, FIELD_position_source,
                                               "現地を見た\n係\n2026-01-15",
                                               CORRECT_REASON});
    struct story story = begin(&table, false);
    story_position(&story);
    expect_in(&story, "35.100000,136.100000");
    expect_in(&story, "    chosen: 診療所の一覧, 'clinics.csv' line 3");
    expect_in(&story, "    not chosen: 介護の一覧, 'nurses.csv' line 8");
    expect_in(&story, "reason: 現地を見た");
    end(&story, &table);
}

Test(explain, filings_tell_what_is_filed_not_filed_and_unknown)
{
    struct table table = with_clinic();
    struct facility *facility = table.facility[0];
    struct filing_kind known = {.symbol = "支援診１",
                                .name = "在宅療養支援診療所（１）",
                                .points = POINTS_MEDICAL,
                                .function = FUNCTION_home_care_support_clinic_1,
                                .known = true};
    struct filing_kind other = {.symbol = "謎",
                                .name = "",
                                .points = POINTS_MEDICAL,
                                .function = FUNCTION_NONE};
    uint16_t one = table_filing_kind(&table, &known);
    uint16_t two = table_filing_kind(&table, &other);

    table_file(&table, (struct filing){0, 5, 1726, 19000, 2, one});
    table_file(&table, (struct filing){0, 6, NO_NUMBER, NO_DAY, 2, two});
    facility->n_filing = 2;
    facility->filing_list = FILING_LIST_HAS;
    facility->filed = FUNCTION_BIT(FUNCTION_home_care_support_clinic_1);
    facility->not_filed = FUNCTION_BIT(FUNCTION_cancer_home_care);
    facility->functions_as_of = "2026-01-01";
    struct story story = begin(&table, false);
    story_filings(&story);
    expect_in(&story, "  在宅療養支援診療所（１）\n    symbol: 支援診１\n");
    expect_in(&story, "    number: 1726\n    since: 2022-01-08\n");
    expect_in(&story, "from: 届出の一覧, 'bureau.xlsx' line 5, as of "
                      "2026-01-01");
    expect_in(&story, "  謎\n");
    expect_in(&story, "not known to say anything of home care");
    expect_in(&story, "not filed: Comprehensive cancer care at home\n");
    expect_in(&story, "unknown whether filed:\n");
    expect_in(&story, "why unknown: the lists that were read do not say");
    end(&story, &table);
}

Test(explain, unknown_is_never_told_as_not_filed)
{
    struct table table = with_clinic();
    struct story story = begin(&table, false);

    story_filings(&story);
    expect_in(&story, "no filing list of its prefecture and fee table was "
                      "read");
    expect_not_in(&story, "\n  not filed:");
    end(&story, &table);
}

static void add_pairs(struct table *table)
{
    uint32_t b = add(table, "m-2", "みなとクリニック");

    table_add_pair(table, (struct facility_pair){b, 0, "m-2", "n-1", 0.7F, 30,
                                                 "電話が同じ\n名称が違う", NULL,
                                                 PAIR_OPEN});
    table_add_pair(table, (struct facility_pair){0, 0, "l-9", "n-1", NAN, NAN,
                                                 NULL, "同じ\n確認した\n\n",
                                                 PAIR_DECIDED_ONE});
    table->facility[0]->related = "m-2\nk-77";
}

Test(explain, pairs_and_neighbours_are_named)
{
    struct table table = with_clinic();

    add_pairs(&table);
    struct story story = begin(&table, false);
    story_pairs(&story);
    expect_in(&story, "  m-2 みなとクリニック\n    to be decided");
    expect_in(&story, "      電話が同じ\n      名称が違う\n");
    expect_in(&story, "  l-9");
    expect_in(&story, "decided: the same facility\n");
    expect_in(&story, "reason: 確認した");
    expect_in(&story, "  k-77");
    end(&story, &table);
}

Test(explain, a_section_without_anything_says_so)
{
    struct table table = with_clinic();
    struct story story = begin(&table, false);

    story_findings(&story);
    cr_expect_str_eq(text_of(&story), "What was odd: none\n");
    end(&story, &table);
}

/* ---- JSON ---- */

/* Nesting and commas as RFC 8259 wants them; texts are buf_add_json()'s. */
static bool is_balanced(const char *json)
{
    char stack[64];
    size_t depth = 0;
    bool text = false;

    for (const char *c = json; *c; c++) {
        if (text) {
            c += *c == '\\';
            text = *c != '"';
        } else if (*c == '"') {
            text = true;
        } else if (*c == '{' || *c == '[') {
            stack[depth++] = *c;
        } else if (*c == '}' || *c == ']') {
            if (depth == 0 || stack[--depth] != (*c == '}' ? '{' : '[') ||
                c[-1] == ',' || c[-1] == ':')
                return false;
        } else if (*c == ',' && (c[-1] == ',' || c[-1] == '[' || c[-1] == '{'))
            return false;
    }
    return depth == 0 && !text;
}

Test(explain, the_json_is_whole_and_has_no_locale)
{
    struct table table = with_clinic();

    add_pairs(&table);
    table.facility[0]->remarks = "引用\"符\"と\\と\n改行";
    table_find_fault(&table, 0, 0, 3, FIELD_phone, N_("private-use character"),
                     "x");
    struct story story = begin(&table, true);
    story_values(&story);
    story_position(&story);
    story_filings(&story);
    story_pairs(&story);
    story_rows(&story);
    story_findings(&story);
    outline_end(&story.outline);
    cr_expect(is_balanced(text_of(&story)), "%s", text_of(&story));
    expect_in(&story, "\"name\":\"name\",\"value\":\"みなと診療所\"");
    expect_in(&story, "\"origins\":[{\"title\":\"診療所の一覧\",\"file\":"
                      "\"clinics.csv\",\"line\":3,\"as_of\":\"2025-12-01\"}]");
    expect_in(&story, "\"point\":null");
    expect_in(&story, "\"id\":\"m-2\",\"name\":\"みなとクリニック\",\"state\":"
                      "\"open\",\"score\":0.70,\"distance_m\":30");
    expect_in(&story, "\"decision\":\"同じ\",\"reason\":\"確認した\",\"who\":"
                      "null,\"date\":null");
    expect_in(&story, "\"what\":\"private-use character\",\"what_ja\":"
                      "\"外字（私用領域の文字）があります\"");
    expect_in(&story, "\"fields\":[\"name\"]");
    expect_in(&story, "引用\\\"符\\\"と\\\\と\\n改行");
    end(&story, &table);
}
