/* zaitaku explain: which facility is meant, and a story that is readable and,
 * as JSON, complete and valid. */
#include "cmd/explain_find.h"
#include "cmd/explain_story.h"
#include "join/correct.h"
#include "join/pairing.h"

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

Test(explain, a_facility_is_found_by_any_number_that_it_has)
{
    struct table table = with_clinic();
    uint32_t second = add(&table, "k-25B9900013", "ひばり");
    uint32_t third = add(&table, "m-0119900018", "きた医院");

    table_add_alias(&table, 0, "m-2519900021");
    table.facility[0]->navii_id = "2522990000010";
    table.facility[0]->medical_code = "2519900021";
    table.facility[second]->office_number = "25B9900013";
    table.facility[second]->phone = "077-000-9999";
    table.facility[third]->phone = "011-000-0001";
    expect_found(&table, "2522990000010", 1, 0);
    expect_found(&table, "２５２２９９００００１０", 0, 0);
    expect_found(&table, "２５２２９９０００００１０", 1, 0);
    expect_found(&table, "n-2522990000010", 1, 0);
    expect_found(&table, "2519900021", 1, 0);
    expect_found(&table, "25b9900013", 1, second);
    expect_found(&table, "077-000-9999", 2, 0);
    expect_found(&table, "077（000）9999", 2, 0);
    expect_found(&table, "０１１ー０００ー０００１", 1, third);
    expect_found(&table, "0110000001", 1, third);
    expect_found(&table, "119900018", 1, third);
    expect_found(&table, "0770009", 0, 0);
    table_release(&table);
}

Test(explain, blanks_name_nothing)
{
    cr_expect(explain_says_nothing(""));
    cr_expect(explain_says_nothing(" 　"));
    cr_expect_not(explain_says_nothing("み"));
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

Test(explain, what_may_name_a_person_is_told_with_all_only)
{
    struct table table = with_clinic();
    struct facility *facility = table.facility[0];

    facility->remarks = "開設者は仮野太郎";
    facility->corporation_name_unverified = "仮野花子";
    table_add_other_value(&table,
                          (struct other_value){0, 1, 8, FIELD_remarks,
                                               "仮野次郎に電話", "other"});
    table_find_fault(&table, 0, 0, 3, FIELD_remarks, "odd", "仮野三郎");
    for (int json = 0; json < 2; json++) {
        struct story story = begin(&table, json);
        story_values(&story);
        story_findings(&story);
        expect_not_in(&story, "仮野");
        expect_in(&story, json ? "\"name\":\"remarks\",\"value\":null,"
                                 "\"withheld\":true"
                               : "  Remarks: not shown, because it may name a "
                                 "person (--all shows it)\n");
        buf_release(&story.outline.out);
    }
    struct story story = begin(&table, false);
    story.all = true;
    story_values(&story);
    story_findings(&story);
    expect_in(&story, "Remarks: 開設者は仮野太郎\n");
    expect_in(&story, "Corporation (perhaps a person): 仮野花子\n");
    expect_in(&story, "not used: 仮野次郎に電話\n");
    expect_in(&story, "value: 仮野三郎\n");
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

/* What is known of no use, `n` times. */
static void file_useless(struct table *table, uint32_t n)
{
    struct filing_kind kind = {.symbol = "ＣＴ",
                               .name = "ＣＴ撮影",
                               .points = POINTS_MEDICAL,
                               .function = FUNCTION_NONE,
                               .known = true};
    uint16_t number = table_filing_kind(table, &kind);

    for (uint32_t i = 0; i < n; i++)
        table_file(table, (struct filing){0, i, NO_NUMBER, NO_DAY, 2, number});
    table->facility[0]->n_filing = n;
    table->facility[0]->filing_list = FILING_LIST_HAS;
}

Test(explain, filings_of_no_use_are_one_line)
{
    struct table table = with_clinic();

    file_useless(&table, 34);
    struct story story = begin(&table, false);
    story_filings(&story);
    expect_in(&story, "  filings of no use to home care: 34 (--all shows "
                      "them)\n");
    expect_not_in(&story, "ＣＴ撮影");
    buf_release(&story.outline.out);
    story = begin(&table, false);
    story.all = true;
    story_filings(&story);
    expect_in(&story, "  ＣＴ撮影\n    symbol: ＣＴ\n");
    expect_not_in(&story, "--all");
    end(&story, &table);
}

static struct story_functions functions_of_services(const char *first,
                                                    const char *second)
{
    struct facility facility = {.services = UINT64_C(1) << kind_find(first)};

    if (second)
        facility.services |= UINT64_C(1) << kind_find(second);
    return story_functions(&facility);
}

Test(explain, no_clinic_is_told_that_it_is_no_hospital)
{
    function_set of_clinic = FUNCTION_BIT(FUNCTION_home_care_support_clinic_3);
    function_set of_hospital =
        FUNCTION_BIT(FUNCTION_home_care_support_hospital_3);
    function_set of_dental = FUNCTION_BIT(FUNCTION_home_care_support_dental_1);

    function_set set = functions_of_services("clinic", NULL).unknown;
    cr_expect(set & of_clinic);
    cr_expect_not(set & (of_hospital | FUNCTION_BIT(FUNCTION_backup_hospital)));
    set = functions_of_services("hospital", NULL).unknown;
    cr_expect(set & of_hospital);
    cr_expect_not(set & of_clinic);
    set = functions_of_services("hospital", "clinic").unknown;
    cr_expect(set & of_hospital && set & of_clinic);
    set = functions_of_services("dental", NULL).unknown;
    cr_expect(set & of_dental);
    cr_expect_not(set &
                  FUNCTION_BIT(FUNCTION_home_care_support_dental_hospital));
    /* What was filed is told, whatever the kind. */
    struct facility odd = {.services = UINT64_C(1) << kind_find("clinic"),
                           .filed = of_hospital};
    cr_expect_eq(story_functions(&odd).filed, of_hospital);
}

Test(explain, the_summary_counts_and_names_the_list)
{
    struct table table = with_clinic();
    struct facility *facility = table.facility[0];

    table_add_scope(&table, (struct filing_scope){
                                2, 25, POINTS_MEDICAL,
                                functions_of(POINTS_BIT(POINTS_MEDICAL))});
    facility->filing_list = FILING_LIST_HAS;
    facility->filed = FUNCTION_BIT(FUNCTION_home_care_support_clinic_1);
    facility->not_filed =
        functions_of(POINTS_BIT(POINTS_MEDICAL)) & ~facility->filed;
    struct story story = begin(&table, false);
    story_summary(&story);
    cr_expect_str_eq(text_of(&story),
                     "Home-care filings, in short:\n"
                     "  its institution stands in the filing list\n"
                     "  filed: 1\n"
                     "    Home-care support clinic, enhanced, alone\n"
                     "  not filed: 16\n"
                     "  unknown whether filed: 0\n"
                     "  list: 届出の一覧, 'bureau.xlsx', as of 2026-01-01\n");
    end(&story, &table);
}

static void expect_words(const struct table *table, enum filing_list list,
                         const char *words, const char *why)
{
    struct story story = {.table = table, .facility = table->facility[0]};

    table->facility[0]->filing_list = (uint8_t)list;
    cr_expect_not_null(strstr(story_list_words(&story), words), "%d: %s", list,
                       story_list_words(&story));
    cr_expect_not_null(strstr(story_why_unknown(&story), why), "%d: %s", list,
                       story_why_unknown(&story));
}

Test(explain, a_list_by_item_is_not_told_as_no_list_or_as_all)
{
    struct table table = with_clinic();

    expect_words(&table, FILING_LIST_UNREAD, "no filing list",
                 "no filing list");
    expect_words(&table, FILING_LIST_INCOMPLETE, "cut off", "cut off");
    expect_words(&table, FILING_LIST_UNDECIDED, "undecided", "undecided");
    /* Another clinic's filing, of a list that covers nothing for certain. */
    uint32_t other = add(&table, "m-3", "ほか");
    memcpy(table.facility[other]->municipality_code, "25201", 6);
    struct filing_kind kind = {.symbol = "在総",
                               .name = "",
                               .points = POINTS_MEDICAL,
                               .function = FUNCTION_cancer_home_care,
                               .known = true};
    table_file(&table, (struct filing){other, 5, NO_NUMBER, NO_DAY, 2,
                                       table_filing_kind(&table, &kind)});
    expect_words(&table, FILING_LIST_UNREAD, "only lists of some filings",
                 "only lists of some filings");
    table_add_scope(
        &table, (struct filing_scope){2, 25, POINTS_MEDICAL,
                                      FUNCTION_BIT(FUNCTION_cancer_home_care)});
    expect_words(&table, FILING_LIST_HAS, "a list of some filings only",
                 "do not say everything");
    expect_words(&table, FILING_LIST_LACKS, "only lists of some filings",
                 "do not say everything");
    /* Dental filings, of which nothing was read. */
    table_add_scope(&table, (struct filing_scope){
                                2, 25, POINTS_MEDICAL,
                                functions_of(POINTS_BIT(POINTS_MEDICAL))});
    table.facility[0]->services |= UINT64_C(1) << kind_find("dental");
    table.facility[0]->not_filed = functions_of(POINTS_BIT(POINTS_MEDICAL));
    expect_words(&table, FILING_LIST_HAS, "stands in the filing list",
                 "one of its fee tables");
    table_release(&table);
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
    expect_in(&story, "      電話が同じ\n      different names\n");
    expect_in(&story, "  l-9");
    expect_in(&story, "decided: the same facility\n");
    expect_in(&story, "reason: 確認した");
    expect_in(&story, "  k-77");
    end(&story, &table);
}

Test(explain, the_summary_names_whom_it_may_be)
{
    struct table table = with_clinic();

    add_pairs(&table);
    table.facility[0]->filing_list = FILING_LIST_UNDECIDED;
    struct story story = begin(&table, false);
    story_summary(&story);
    expect_in(&story, "  undecided: a person is to say");
    expect_in(&story, "  not filed: 0\n  unknown whether filed: 17\n");
    expect_in(&story, "  may be the same as: みなとクリニック (m-2)\n");
    expect_not_in(&story, "l-9");
    end(&story, &table);
}

Test(explain, what_was_joined_tells_why)
{
    struct table table = with_clinic();
    struct buf evidence = {0};

    buf_addf(&evidence, "%s\nほか", evidences[0].ja);
    table_add_pair(&table,
                   (struct facility_pair){0, 0, "n-1", "m-7", 0.91F, 12,
                                          evidence.ptr, NULL, PAIR_JOINED});
    struct story story = begin(&table, false);
    story_pairs(&story);
    expect_not_in(&story, "m-7");
    story_joined(&story);
    expect_in(&story, "Why its records are one:\n  n-1 and m-7\n"
                      "    for and against:\n");
    expect_in(&story, evidences[0].en);
    expect_in(&story, "      ほか\n    score: 0.91\n    distance (m): 12\n");
    buf_release(&evidence);
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
    story.all = true;
    story_summary(&story);
    story_values(&story);
    story_position(&story);
    story_filings(&story);
    story_pairs(&story);
    story_rows(&story);
    story_joined(&story);
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
