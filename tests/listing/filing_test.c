/* 届出受理医療機関名簿: rows become institutions and their filings. */
#include "given.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(filing, .init = given_start, .fini = given_finish);

#define TITLE                                                                                  \
    "届出受理医療機関名簿（届出項目別含む全体）\n[令和 8年 1月 1日 " \
    "現在　医科]　令和８年２月２日作成\n"
#define HEAD                                                                                              \
    "項番|都道府県コード|都道府県名|区分|医療機関番号|併設医療機関番号|"    \
    "医療機関記号番号|医療機関名称|医療機関所在地（郵便番号）|"                \
    "医療機関所在地（住所）|電話番号|FAX番号|病床数|受理届出名称|受理記号|" \
    "受理番号|算定開始年月日|個別有効開始年月日|備考（見出し）|"               \
    "備考（データ）\n"
#define CLINIC                                                                 \
    "1|13|東京都|医科|0110056|||"                                         \
    "架空医院|101－0062|架空町一丁目１番１号|03-0000-0001|03-0000-0002|"

static void given_list(const char *rows)
{
    struct buf text = {0};

    buf_add_text(&text, rows);
    given_book("list.xlsx", (const char *[]){"Sheet1", text.ptr, NULL});
    buf_release(&text);
}

static const struct filing_kind *kind_of(const struct table *table, size_t i)
{
    return &table->filing_kind[table->filing[i].kind];
}

static size_t n_found(const struct table *table, const char *what)
{
    size_t n = 0;

    for (size_t i = 0; i < table->n_finding; i++)
        n += strcmp(table->finding[i].what, what) == 0;
    return n;
}

static const struct institution *institution(const struct table *table,
                                             const char *code)
{
    for (size_t i = 0; i < table->n_institution; i++)
        if (strcmp(table->institution[i].code, code) == 0)
            return &table->institution[i];
    cr_assert_fail("no institution %s", code);
    return NULL;
}

Test(filing, a_row_is_a_filing_of_an_institution)
{
    given_list(TITLE "\n" HEAD CLINIC "一般　　       19~療養　　        3|"
                     "別添１の「第９」の１の（３）に規定する在宅療養支援診療所|"
                     "支援診３|第1726号|令和 6年10月 1日|||\n");
    struct table table = given_table();
    const struct institution *found = institution(&table, "1310110056");
    const struct supply *supply = &table.supply[0];
    char iso[11];

    cr_expect_str_eq(found->name, "架空医院");
    cr_expect_str_eq(found->postal_code, "101-0062");
    cr_expect_str_eq(found->address, "架空町一丁目１番１号");
    cr_expect_str_eq(found->phone, "03-0000-0001");
    cr_expect_str_eq(found->fax, "03-0000-0002");
    cr_expect_str_eq(found->beds, "一般　　       19\n療養　　        3");
    cr_expect_eq(found->prefecture, 13);
    cr_expect_eq(found->points, POINTS_MEDICAL);
    cr_expect_eq(table.n_filing, 1);
    cr_expect_eq(table.filing[0].number, 1726);
    cr_expect(filing_day(table.filing[0].start, iso));
    cr_expect_str_eq(iso, "2024-10-01");
    cr_expect_eq(kind_of(&table, 0)->function,
                 FUNCTION_home_care_support_clinic_3);
    cr_expect_str_eq(kind_of(&table, 0)->symbol, "支援診３");
    cr_expect_str_eq(supply->as_of, "2026-01-01");
    cr_expect_str_eq(supply->publisher, "関東信越厚生局");
    cr_expect(strstr(supply->attribution,
                     "「届出受理医療機関名簿（2026年1月1日時点）」（関東信越"));
    cr_expect_eq(supply->row_kind, ROW_FILING);
    cr_expect_eq(table.n_filing_scope, 1);
    cr_expect_eq(table.filing_scope[0].functions,
                 functions_of(POINTS_BIT(POINTS_MEDICAL)));
    cr_expect_eq(table.n_finding, 0);
    table_release(&table);
}

Test(filing, a_remark_repeats_its_filing)
{
    given_list(
        TITLE HEAD CLINIC
        "|在宅療養支援診療所（３）|支援診３|第1号|令和元年 5月 1日|||\n" CLINIC
        "|在宅療養支援診療所（３）|支援診３|第1号|令和元年 5月 "
        "1日||甲：|乙\n" CLINIC "|||||||丙\n" CLINIC
        "|在宅療養支援診療所（３）|支援診３|第2号|令和元年 5月 1日|||\n");
    struct table table = given_table();

    cr_expect_eq(table.n_institution, 1);
    cr_expect_eq(table.n_filing, 2);
    cr_expect_eq(table.supply[0].rows.merged, 2);
    cr_expect_eq(table.filing_kind[0].n, 2);
    table_release(&table);
}

Test(filing, an_institution_printed_once_has_the_rows_below_it)
{
    given_list(
        TITLE HEAD CLINIC
        "|在宅がん医療総合診療料|在総|第1号|令和 6年 1月 1日|||\n"
        "|||||||||||||時間外対応加算１|時間外１|第2号|令和 6年 1月 1日|||\n"
        "2|13|東京都|医科||||名無し||||||時間外対応加算１|時間外１|第3号||||\n"
        "|||||||||||||時間外対応加算１|時間外１|第4号|令和 6年 1月 1日|||\n");
    struct table table = given_table();

    cr_expect_eq(table.n_institution, 1);
    cr_expect_eq(table.n_filing, 2);
    /* What follows a row without a number belongs to nobody. */
    cr_expect_eq(table.n_set_aside, 2);
    table_release(&table);
}

#define ITEM_HEAD                                                                                            \
    "項番|都道府県コード|都道府県名|受理届出名称|医療機関番号|医療機関名称|" \
    "受理記号|受理番号|算定開始年月日\n"

Test(filing, an_item_list_covers_the_functions_that_occur_in_it)
{
    given_list(
        "[令和 8年 1月 1日 現在　医科]\n" ITEM_HEAD
        "1|13|東京都|在宅がん医療総合診療料|0110056|架空医院|在総|第1号|\n"
        "1|13|東京都|一般病棟入院基本料|0110056|架空医院|一般入院|第2号|\n"
        "1|14|神奈川県|一般病棟入院基本料|0110056|架空医院|一般入院|第2号|\n");
    struct table table = given_table();

    cr_expect_eq(table.n_filing_scope, 2);
    for (size_t i = 0; i < table.n_filing_scope; i++)
        cr_expect_eq(table.filing_scope[i].functions,
                     FUNCTION_BIT(FUNCTION_cancer_home_care));
    cr_expect_eq(table.filing_scope[1].prefecture, 14);
    table_release(&table);
}

#define SHORT_HEAD "医療機関番号|医療機関名称|受理届出名称|受理記号|受理番号\n"
#define SHORT_ROW "0110056|架空医院|在宅がん医療総合診療料|在総|第1号\n"

Test(filing, a_sheet_for_each_prefecture_names_it)
{
    given_book(
        "tohoku.xlsx",
        (const char *[]){
            "青森県", "[令和 8年 1月 1日 現在　医科]\n" SHORT_HEAD SHORT_ROW,
            "岩手", "[令和 8年 1月 1日 現在　歯科]\n" SHORT_HEAD SHORT_ROW,
            "凡例", "注意|これは凡例\n", NULL});
    struct table table = given_table();

    cr_expect_eq(table.n_institution, 2);
    institution(&table, "0210110056");
    institution(&table, "0330110056");
    cr_expect_str_eq(table.supply[0].publisher, "東北厚生局");
    cr_expect_eq(table.n_skipped, 1);
    table_release(&table);
}

Test(filing, a_list_that_names_no_prefecture_or_fee_table_is_set_aside)
{
    given_text("a.csv",
               "医療機関番号,医療機関名称,受理記号\n0110056,甲,在総\n");
    struct table table = given_table();

    cr_expect_eq(table.n_set_aside, 1);
    cr_expect(strstr(table.set_aside[0].reason, "prefecture"));
    table_release(&table);
    given_text("a.csv", "都道府県名,医療機関番号,医療機関名称,受理記号\n"
                        "東京都,0110056,甲,在総\n");
    table = given_table();
    cr_expect_eq(table.n_set_aside, 1);
    cr_expect(strstr(table.set_aside[0].reason, "fee table"));
    table_release(&table);
}

Test(filing, names_in_cp932_in_a_zip_say_prefecture_and_fee_table)
{
    struct buf book = given_book_bytes(
        (const char *[]){"Sheet1", SHORT_HEAD SHORT_ROW, NULL});

    /* 届出/13一覧（歯）.xlsx */
    given_zip("r8.zip",
              "\x93\xCD\x8F\x6F/13\x88\xEA\x97\x97\x81\x69\x81\x46\x8E\x95"
              "\x81\x6A.xlsx",
              buf_str(&book));
    struct table table = given_table();

    institution(&table, "1330110056");
    cr_expect_eq(table.supply[0].as_of, NULL);
    table_release(&table);
    buf_release(&book);
}

Test(filing, csv_in_cp932_is_read)
{
    /* 都道府県名,区分,医療機関番号,医療機関名称,受理記号 / 東京都,薬局,... */
    given_text("a.csv",
               "\x93\x73\x93\xB9\x95\x7B\x8C\xA7\x96\xBC,\x8B\xE6\x95\xAA,"
               "\x88\xE3\x97\xC3\x8B\x40\x8A\xD6\x94\xD4\x8D\x86,"
               "\x88\xE3\x97\xC3\x8B\x40\x8A\xD6\x96\xBC\x8F\xCC,"
               "\x8E\xF3\x97\x9D\x8B\x4C\x8D\x86\r\n"
               "\x93\x8C\x8B\x9E\x93\x73,\x96\xF2\x8B\xC7,0110056,"
               "\x8D\x62,\x8D\xDD\x96\xF2\r\n");
    struct table table = given_table();

    cr_expect_str_eq(institution(&table, "1340110056")->name, "甲");
    cr_expect_eq(kind_of(&table, 0)->function, FUNCTION_visiting_pharmacist);
    table_release(&table);
}

#define TOKYO "東京都,医科,"
#define CSV_HEAD "都道府県名,区分,医療機関番号,医療機関名称,受理記号,受理番号\n"

Test(filing, lost_zeros_are_put_back_and_a_wrong_check_digit_is_told)
{
    given_text("a.csv", CSV_HEAD TOKYO
               "110056,甲,在総,第1号\n" TOKYO "0110057,乙,在総,第1号\n" TOKYO
               "不明,丙,在総,第1号\n" TOKYO "01100567,丁,在総,第1号\n");
    struct table table = given_table();

    institution(&table, "1310110056");
    institution(&table, "1310110057");
    cr_expect_eq(n_found(&table, "not 10 characters with a right check digit"),
                 1);
    cr_expect_eq(table.n_set_aside, 2);
    table_release(&table);
}

Test(filing, rows_without_filing_or_of_another_width_are_set_aside)
{
    given_text("a.csv", CSV_HEAD TOKYO
               "0110056,甲,,\n" TOKYO "0110056,甲,在総\n"
               ",,,,,\n" CSV_HEAD TOKYO "0110056,甲,在総,第1号\n");
    struct table table = given_table();

    cr_expect_eq(table.supply[0].rows.set_aside, 2);
    cr_expect_eq(table.supply[0].rows.blank, 2);
    cr_expect_eq(table.supply[0].rows.kept, 1);
    table_release(&table);
}

Test(filing, unclear_filings_are_told_once_with_their_rows)
{
    given_text("a.csv", CSV_HEAD TOKYO "0110056,甲,謎の記号,第1号\n" TOKYO
                                       "0110056,甲,謎の記号,第2号\n" TOKYO
                                       "0110056,甲,謎の記号,不明\n");
    struct table table = given_table();

    cr_expect_eq(table.n_filing, 3);
    cr_expect_eq(kind_of(&table, 0)->function, FUNCTION_NONE);
    cr_expect_eq(table.n_finding, 3);
    cr_expect_str_eq(table.finding[1].value, "不明 ×1行");
    cr_expect_str_eq(table.finding[2].value, "謎の記号 ×3行");
    table_release(&table);
}

Test(filing, private_use_characters_are_kept_and_told)
{
    given_text("a.csv", CSV_HEAD TOKYO "0110056,\xEE\x80\x80医院,在総,第1号\n");
    struct table table = given_table();

    cr_expect_str_eq(table.institution[0].name, "\xEE\x80\x80医院");
    cr_expect_eq(n_found(&table, "private-use character"), 1);
    table_release(&table);
}

Test(filing, the_other_department_of_the_house_is_known)
{
    given_text("a.csv", "都道府県コード,区分,医療機関番号,併設医療機関番号,"
                        "医療機関名称,受理記号\n"
                        "8,医科,0110056,0830002,甲,在総\n"
                        "8,歯科,0830002,0110056,甲,歯訪診\n");
    struct table table = given_table();

    cr_expect_str_eq(institution(&table, "0810110056")->together, "0830830002");
    cr_expect_str_eq(institution(&table, "0830830002")->together, "0810110056");
    table_release(&table);
}

#define DATED(day)                                                                    \
    "[令和 8年 " day "月 1日 現在　医科]\n都道府県名,医療機関番号," \
    "医療機関名称,受理記号\n"

Test(filing, two_editions_of_one_list_are_refused)
{
    given_text("a.csv", DATED("1") "東京都,0110056,甲,在総\n");
    given_text("b.csv", DATED("2") "東京都,0110056,甲,在総\n");
    given_refused("are two editions of the filing list of 東京都");
}

Test(filing, lists_of_other_prefectures_may_have_other_dates)
{
    given_text("a.csv", DATED("1") "東京都,0110056,甲,在総\n");
    given_text("b.csv", DATED("2") "神奈川県,0110056,甲,在総\n");
    struct table table = given_table();

    cr_expect_eq(table.n_institution, 2);
    table_release(&table);
}

Test(filing, parts_of_one_date_repeat_nothing)
{
    given_text("a.csv", DATED("1") "東京都,0110056,甲,在総\n");
    given_text("b.csv", DATED("1") "東京都,0110056,甲,在総\n");
    struct table table = given_table();

    cr_expect_eq(table.n_filing, 1);
    cr_expect_eq(table.supply[1].rows.merged, 1);
    table_release(&table);
}

Test(filing, a_date_may_be_given)
{
    struct table table = {0};
    struct err err = {0};

    given_text("a.csv", DATED("1") "東京都,0110056,甲,在総\n");
    cr_assert(given_read_dated(&table, "a.csv=2026-03-01", &err), "%s",
              err.text);
    cr_expect_str_eq(table.supply[0].as_of, "2026-03-01");
    table_release(&table);
}

Test(filing, a_list_without_names_is_nearly_one)
{
    given_text("a.csv", "医療機関番号,受理記号,受理番号\n0110056,在総,第1号\n");
    given_refused("is nearly the listing '届出受理医療機関名簿',");
}

/* The files of January 2026: 16 lists, no row lost. */
Test(filing, published_lists_are_read)
{
    const char *path = DATA_DIR "/bureau_r0802";
    struct inputs inputs = {.path = &path, .n_path = 1};
    struct table table = {0};
    struct err err = {0};

    if (access(path, R_OK) != 0)
        cr_skip_test("the bureau's lists are not on this machine");
    cr_assert(inputs_read(&inputs, &table, &err), "%s", err.text);
    cr_expect_eq(table.n_supply, 16);
    cr_expect_eq(supply_total(table.supply, table.n_supply, ROW_FILING).read,
                 32425);
    cr_expect_eq(table.n_set_aside, 0);
    cr_expect_eq(table.n_institution, 2374);
    cr_expect_eq(n_found(&table, "not 10 characters with a right check digit"),
                 0);
    cr_expect_eq(n_found(&table, "private-use character"), 4);
    for (size_t i = 0; i < table.n_supply; i++) {
        cr_expect_str_eq(table.supply[i].as_of, "2026-01-01");
        cr_expect_str_eq(table.supply[i].publisher, "関東信越厚生局");
    }
    table_release(&table);
}
