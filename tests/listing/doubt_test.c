/* What the bureaus' lists do not prove is not believed. */
#include "given.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(doubt, .init = given_start, .fini = given_finish);

#define HEAD                                                                                           \
    "都道府県名,区分,医療機関番号,医療機関名称,医療機関所在地,受理記号," \
    "受理番号\n"
#define DATE "[令和 8年 1月 1日 現在　医科],,,,,,\n"
#define WHOLE                                                                  \
    "届出受理医療機関名簿（全体）[令和 8年 1月 1日 現在　医科],,,,,,\n"
#define SHIGA "滋賀県,医科,"
#define BAD "\xFF\xFE"

static const struct institution *institution(const struct table *table,
                                             const char *code)
{
    const struct institution *found = table_find_institution(table, code);

    cr_assert(found, "no institution %s", code);
    return found;
}

static bool has(const struct table *table, const char *code, const char *symbol)
{
    uint32_t holder = table_institution_number(table, institution(table, code));

    for (size_t i = 0; i < table->n_filing; i++)
        if (table->filing[i].holder == holder &&
            strcmp(table->filing_kind[table->filing[i].kind].symbol, symbol) ==
                0)
            return true;
    return false;
}

static bool found(const struct table *table, const char *part)
{
    for (size_t i = 0; i < table->n_finding; i++)
        if (strstr(table->finding[i].what, part))
            return true;
    return false;
}

/* What the lists say everything about. */
static function_set scope(const struct table *table, int prefecture,
                          enum points points)
{
    function_set all = 0;

    for (size_t i = 0; i < table->n_filing_scope; i++)
        if (table->filing_scope[i].prefecture == prefecture &&
            table->filing_scope[i].points == points)
            all |= table->filing_scope[i].functions;
    return all;
}

static function_set medical(void)
{
    return functions_of(POINTS_BIT(POINTS_MEDICAL));
}

/* ---- whose filing it is ---- */

Test(doubt, a_broken_row_ends_the_institution_above_it)
{
    given_text("a.csv", WHOLE HEAD SHIGA "9909010,甲,,在総,第1号\n" SHIGA
                                         "9909028,乙" BAD
                                         ",,在総,第1号\n,,,,,支援診３,第2号\n");
    struct table table = given_table();

    cr_expect(has(&table, "2519909010", "在総"));
    cr_expect(!has(&table, "2519909010", "支援診３"));
    cr_expect_eq(table.supply[0].rows.set_aside, 2);
    cr_expect(found(&table, "name no institution"));
    table_release(&table);
}

#define STATIONS                                                                                             \
    "届出受理指定訪問看護事業所名簿 [令和 8年 1月 1日現在],,,,,,\n"                    \
    "項番,ステーションコード,ステーション名,所在地,電話番号,受理番号,算定開" \
    "始年月日\n"
#define PLACE ",滋賀県みなと市湊町1-1,,"

Test(doubt, a_broken_row_ends_the_station_above_it)
{
    given_text("st.csv", STATIONS "1,9909019,甲" PLACE "(訪看10)第1号,\n"
                                  "2,9909027,乙" BAD PLACE "(訪看25)第1号,\n"
                                  ",,,,,(訪看23)第9号,\n"
                                  "3,9909035,丙" PLACE "(訪看10)第1号,\n"
                                  "4,,丁" PLACE "(訪看23)第9号,\n");
    struct table table = given_table();

    cr_expect_eq(table.n_institution, 2);
    cr_expect_eq(table.n_filing, 2);
    cr_expect_eq(table.supply[0].rows.set_aside, 3);
    table_release(&table);
}

Test(doubt, one_number_in_two_prefectures_is_two_institutions)
{
    given_text("a.csv",
               DATE "医療機関番号,医療機関名称,医療機関所在地,受理記号\n"
                    "9909010,甲,滋賀県甲市1,在総\n"
                    "9909010,乙,京都府乙市1,支援診３\n"
                    "9909010,丙,京都府乙市1,在総\n");
    struct table table = given_table();

    cr_expect_str_eq(institution(&table, "2519909010")->name, "甲");
    cr_expect_str_eq(institution(&table, "2619909010")->name, "乙");
    cr_expect(!has(&table, "2519909010", "支援診３"));
    cr_expect(found(&table, "different names"));
    table_release(&table);
}

Test(doubt, a_row_that_was_set_aside_leaves_its_institution_incomplete)
{
    given_text("a.csv", WHOLE HEAD SHIGA
               "9909010,甲,,在総,第1号\n" SHIGA "9909010,甲,,支援診３\n" SHIGA
               "9909028,乙,,在総,第1号\n" SHIGA "9909036,丙,,,\n" SHIGA
               "9909044,丁,,在総\n");
    struct table table = given_table();

    cr_expect(institution(&table, "2519909010")->incomplete);
    cr_expect(!institution(&table, "2519909028")->incomplete);
    cr_expect(institution(&table, "2519909036")->incomplete);
    cr_expect(institution(&table, "2519909044")->incomplete);
    /* The cells of a row of another width may have slipped. */
    cr_expect_null(institution(&table, "2519909044")->name);
    cr_expect_eq(table.supply[0].rows.set_aside, 3);
    cr_expect(!found(&table, "name no institution"));
    table_release(&table);
}

Test(doubt, a_running_number_without_a_code_is_no_further_row)
{
    given_text(
        "code.csv",
        "コード内容別医療機関一覧表 [令和 8年 1月 1日現在 医科] 滋賀県,,,\n"
        "項番,医療機関番号,医療機関名称,医療機関所在地\n"
        "1,\"99,0901,0\",甲医院,〒520-0001滋賀県みなと市湊町1-1\n"
        ",,架空　太郎,\n"
        "2,99・0902・8,乙医院,〒520-0001滋賀県みなと市湊町1-2\n");
    struct table table = given_table();

    cr_expect_eq(table.supply[0].rows.kept, 1);
    cr_expect_eq(table.supply[0].rows.merged, 1);
    cr_expect_eq(table.supply[0].rows.set_aside, 1);
    cr_expect_str_eq(table.set_aside[0].value, "2");
    table_release(&table);
}

/* ---- what a list says everything about ---- */

static void given_kinds(const char *title, int n)
{
    struct buf text = {0};

    buf_addf(&text, "%s" HEAD SHIGA "9909010,甲,,在総,第1号\n", title);
    for (int i = 1; i < n; i++)
        buf_addf(&text, SHIGA "9909010,甲,,記%d,第1号\n", i);
    given_text("a.csv", text.ptr);
    buf_release(&text);
}

static function_set scope_of_kinds(const char *title, int n)
{
    given_kinds(title, n);
    struct table table = given_table();
    function_set covered = scope(&table, 25, POINTS_MEDICAL);

    cr_expect_eq(found(&table, "may hold only some"), covered != medical());
    table_release(&table);
    return covered;
}

Test(doubt, a_list_is_whole_when_it_says_so_or_has_many_kinds)
{
    const function_set one = FUNCTION_BIT(FUNCTION_cancer_home_care);

    cr_expect_eq(scope_of_kinds(WHOLE, 1), medical());
    cr_expect_eq(scope_of_kinds(DATE, 2), one);
    cr_expect_eq(scope_of_kinds(DATE, 3), medical());
    cr_expect_eq(scope_of_kinds("", 19), one);
    cr_expect_eq(scope_of_kinds("", 20), medical());
}

Test(doubt, stray_rows_claim_no_prefecture_and_no_fee_table)
{
    given_text("a.csv", "滋賀県の届出受理医療機関名簿（全体）"
                        "[令和 8年 1月 1日 現在　医科],,,,,,\n" HEAD SHIGA
                        "9909010,甲,,在総,第1号\n"
                        "三重県,医科,9909010,乙,,在総,第1号\n"
                        "滋賀県,歯科,9909010,丙,,歯訪診,第1号\n");
    struct table table = given_table();

    cr_expect_eq(scope(&table, 25, POINTS_MEDICAL), medical());
    cr_expect_eq(scope(&table, 24, POINTS_MEDICAL), 0);
    cr_expect_eq(scope(&table, 25, POINTS_DENTAL), 0);
    cr_expect(found(&table, "another prefecture or fee table"));
    table_release(&table);
}

Test(doubt, few_rows_among_many_claim_no_prefecture)
{
    struct buf text = {0};

    buf_add_text(&text, WHOLE HEAD "三重県,医科,9909010,乙,,在総,第1号\n");
    for (int i = 0; i < 200; i++)
        buf_addf(&text, SHIGA "99%05d,甲%d,,在総,第1号\n", i, i);
    given_text("a.csv", text.ptr);
    struct table table = given_table();

    cr_expect_eq(scope(&table, 25, POINTS_MEDICAL), medical());
    cr_expect_eq(scope(&table, 24, POINTS_MEDICAL), 0);
    table_release(&table);
    buf_release(&text);
}

/* ---- names of files ---- */

#define BARE "医療機関番号,医療機関名称,医療機関所在地,受理記号\n"

Test(doubt, the_address_is_believed_before_the_name_of_the_file)
{
    given_text("01_ika.csv", BARE "9909010,甲,滋賀県甲市1,在総\n");
    struct table table = given_table();

    institution(&table, "2519909010");
    cr_expect(found(&table, "the name of the file"));
    table_release(&table);
}

Test(doubt, the_name_of_the_file_is_believed_last)
{
    given_text("01_ika.csv", BARE "9909010,甲,甲市1,在総\n");
    struct table table = given_table();

    institution(&table, "0119909010");
    table_release(&table);
}

Test(doubt, parts_of_words_in_names_of_files_say_nothing)
{
    given_text("jikan.csv", BARE "9909010,甲,滋賀県甲市1,在総\n");
    struct table table = given_table();

    cr_expect_eq(table.n_institution, 0);
    table_release(&table);
}

Test(doubt, a_kanji_word_is_not_a_prefecture)
{
    given_text("大分類_ika.csv", BARE "9909010,甲,甲市1,在総\n");
    struct table table = given_table();

    cr_expect_eq(table.n_institution, 0);
    table_release(&table);
}

Test(doubt, what_a_newer_list_says_stands_whatever_its_file_is_called)
{
    const char *item =
        "項目別 [令和 8年 %d月 1日 現在　医科],,,,,,\n" HEAD SHIGA
        "9909010,%s,,%s,第1号\n";
    const struct {
        const char *older, *newer;
    } names[] = {{"a.csv", "b.csv"}, {"b.csv", "a.csv"}};

    for (int i = 0; i < 2; i++) {
        struct buf older = {0}, newer = {0};
        buf_addf(&older, item, 1, "甲医院", "在総");
        buf_addf(&newer, item, 2, "甲新医院", "在後病");
        given_text(names[i].older, older.ptr);
        given_text(names[i].newer, newer.ptr);
        struct table table = given_table();
        cr_expect_str_eq(institution(&table, "2519909010")->name, "甲新医院");
        table_release(&table);
        buf_release(&older);
        buf_release(&newer);
    }
}

Test(doubt, a_list_without_a_date_beside_one_of_a_date_is_refused)
{
    given_text("a.csv", DATE HEAD SHIGA "9909010,甲,,在総,第1号\n");
    given_text("b.csv", HEAD SHIGA "9909010,甲,,支援診３,第1号\n");
    given_refused("--as-of 'b.csv=YYYY-MM-DD'");
}

/* ---- cells ---- */

Test(doubt, a_code_of_ten_digits_says_prefecture_and_fee_table)
{
    given_text("a.csv", HEAD ",,2519909010,甲,,在総,第1号\n" SHIGA
                             "2519909028,乙,,在総,第1号\n" SHIGA
                             "2619909036,丙,,在総,第1号\n");
    struct table table = given_table();

    institution(&table, "2519909010");
    institution(&table, "2519909028");
    cr_expect_eq(table.n_institution, 2);
    cr_expect_eq(table.n_set_aside, 1);
    table_release(&table);
}

static void expect_starts(const char *starts, int32_t a, int32_t b, int32_t c)
{
    struct buf text = {0};

    buf_addf(&text,
             STATIONS
             "1,9909019,甲" PLACE
             "\"(訪看23)第1号\n(訪看25)第2号\n(訪看26)第3号\",\"%s\"\n",
             starts);
    given_text("st.csv", text.ptr);
    struct table table = given_table();
    cr_assert_eq(table.n_filing, 3);
    cr_expect_eq(table.filing[0].start, a, "%s", starts);
    cr_expect_eq(table.filing[1].start, b, "%s", starts);
    cr_expect_eq(table.filing[2].start, c, "%s", starts);
    table_release(&table);
    buf_release(&text);
}

Test(doubt, a_start_belongs_to_the_filing_of_its_line)
{
    int32_t x = filing_day_of("2024-06-01"), y = filing_day_of("2025-07-01");

    expect_starts("R6.6.1\nR6.6.1\nR7.7.1", x, x, y);
    expect_starts("R6.6.1\n\nR7.7.1", x, NO_DAY, y);
    expect_starts("\nR6.6.1\nR7.7.1", NO_DAY, x, y);
    expect_starts("R6.6.1", x, x, x);
    expect_starts("R6.6.1\nR7.7.1", NO_DAY, NO_DAY, NO_DAY);
}

Test(doubt, a_row_is_kept_when_any_of_its_filings_is_new)
{
    given_text("st.csv",
               STATIONS "1,9909019,甲" PLACE "(訪看23)第1号,\n"
                        "1,9909019,甲" PLACE "(訪看23)第1号(訪看25)第2号,\n"
                        "1,9909019,甲" PLACE "(訪看23)第1号(訪看25)第2号,\n"
                        "2,9909027,乙" PLACE ",\n");
    struct table table = given_table();

    cr_expect_eq(table.n_institution, 2);
    cr_expect_eq(table.n_filing, 2);
    cr_expect_eq(table.supply[0].rows.kept, 2);
    cr_expect_eq(table.supply[0].rows.merged, 2);
    table_release(&table);
}
