/* Rows of the published layouts become facilities by the stated rules. */
#include "listing/inputs.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/zaitaku-reading-XXXXXX";

static void start(void)
{
    cr_assert_not_null(mkdtemp(folder));
}

static void finish(void)
{
    char command[100];

    snprintf(command, sizeof(command), "rm -rf %s", folder);
    cr_assert_eq(system(command), 0);
}

TestSuite(reading, .init = start, .fini = finish);

#define KAIGO                                                                                              \
    "\xEF\xBB\xBF都道府県コード又は市町村コード,No,都道府県名,市区町村名,"        \
    "事業所名,事業所名カナ,サービスの種類,住所,方書（ビル名等）,緯度,経度," \
    "電話番号,FAX番号,法人番号,法人の名称,事業所番号,利用可能曜日,"              \
    "利用可能曜日特記事項,定員,URL,"                                                           \
    "高齢者の方と障害者の方が同時一体的に利用できるサービス,"                   \
    "介護保険の通常の指定基準を満たしている,"                                           \
    "障害福祉の通常の指定基準を満たしている,備考\r\n"

static void write_file(const char *name, const char *text)
{
    char path[200];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file);
    cr_assert_geq(fputs(text, file), 0);
    fclose(file);
}

static bool read_folder(struct table *table, struct err *err)
{
    const char *path = folder;
    struct inputs inputs = {.path = &path, .n_path = 1};

    return inputs_read(&inputs, table, err);
}

static struct table read_one(const char *text)
{
    struct table table = {0};
    struct err err = {0};

    write_file("a.csv", text);
    cr_assert(read_folder(&table, &err), "%s", err.text);
    return table;
}

static const struct facility *only(const struct table *table)
{
    cr_assert_eq(table->n_facility, 1);
    return table->facility[0];
}

static bool found(const struct table *table, const char *what)
{
    for (size_t i = 0; i < table->n_finding; i++)
        if (strcmp(table->finding[i].what, what) == 0)
            return true;
    return false;
}

Test(reading, one_office_with_two_services_is_one_facility)
{
    struct table table = read_one(
        KAIGO
        "252018,2570100010,滋賀県,大津市,あか,アカ,訪問介護,大津市1,,35.0,"
        "135.8,,,,,2570100010,,,0,,,,,\r\n"
        "252018,2570100010,滋賀県,大津市,あかデイ,アカ,通所介護,大津市1,,35.0,"
        "135.8,,,,,2570100010,,,20,,,,,\r\n");
    const struct facility *facility = only(&table);

    cr_expect_str_eq(facility->id, "k-2570100010");
    cr_expect_eq(facility->services, UINT64_C(1) << kind_of_code("110") |
                                         UINT64_C(1) << kind_of_code("150"));
    cr_expect_str_eq(facility->name, "あか");
    cr_expect_str_eq(facility->capacity, "20", "0 means none");
    cr_expect_eq(table.supply[0].rows.kept, 1);
    cr_expect_eq(table.supply[0].rows.merged, 1);
    cr_expect(found(&table, "rows of one facility differ: the value of its "
                            "first service stands"));
    table_release(&table);
}

Test(reading, a_name_that_may_be_a_persons_goes_to_no_edition)
{
    struct table table = read_one(
        KAIGO
        "252018,2570100010,滋賀県,大津市,あか,アカ,訪問介護,大津市1,,35.0,"
        "135.8,,,,仮野　太郎,2570100010,,,0,,,,,\r\n"
        "252018,2570100028,滋賀県,大津市,あお,アオ,訪問介護,大津市1,,35.0,"
        "135.8,,,,医療法人青,2570100028,,,0,,,,,\r\n"
        "252018,2570100036,滋賀県,大津市,き,キ,訪問介護,大津市1,,35.0,"
        "135.8,,,7000012050002,名前だけ,2570100036,,,0,,,,,\r\n");

    cr_assert_eq(table.n_facility, 3);
    cr_expect_null(table.facility[0]->corporation_name);
    cr_expect_not_null(table.facility[0]->corporation_name_unverified);
    cr_expect_str_eq(table.facility[1]->corporation_name, "医療法人青");
    cr_expect_str_eq(table.facility[2]->corporation_name, "名前だけ",
                     "a registered corporation number vouches for it");
    for (size_t i = 0; i < table.n_finding; i++)
        cr_expect(!table.finding[i].value ||
                  !strstr(table.finding[i].value, "仮野"));
    table_release(&table);
}

Test(reading, family_names_that_end_like_a_town_are_still_names)
{
    struct table table = read_one(
        KAIGO
        "252018,2570100010,滋賀県,大津市,あか,アカ,訪問介護,大津市1,,35.0,"
        "135.8,,,,市川　町子,2570100010,,,0,,,,,\r\n"
        "252018,2570100028,滋賀県,大津市,あお,アオ,訪問介護,大津市1,,35.0,"
        "135.8,,,,大津市,2570100028,,,0,,,,,\r\n");

    cr_expect_null(table.facility[0]->corporation_name);
    /* Too short to tell from a name such as 村上 市: fails closed. */
    cr_expect_null(table.facility[1]->corporation_name);
    table_release(&table);
}

Test(reading, positions_that_cannot_be_are_findings_and_no_candidates)
{
    struct table table = read_one(
        KAIGO
        "252018,2570100010,滋賀県,大津市,あ,ア,訪問介護,大津市1,,"
        "0.000000000000000,0.000000000000000,,,,,2570100010,,,0,,,,,\r\n"
        "252018,2570100028,滋賀県,大津市,い,イ,訪問介護,大津市1,,"
        "53.412910000000000,-8.243890000000000,,,,,2570100028,,,0,,,,,\r\n"
        "252018,2570100036,滋賀県,大津市,う,ウ,訪問介護,大津市1,,"
        "35.1,-224.1,,,,,2570100036,,,0,,,,,\r\n"
        "252018,2570100044,滋賀県,大津市,え,エ,訪問介護,大津市1,,"
        "35.1,135.9,,,,,2570100044,,,0,,,,,\r\n");

    cr_expect_eq(table.n_facility, 4);
    cr_expect_eq(table.n_candidate, 1);
    cr_expect_eq(table.candidate[0].facility, 3);
    cr_expect(found(&table, "no position is published"));
    cr_expect(found(&table, "the longitude is off by 360 degrees"));
    table_release(&table);
}

Test(reading, exchanged_headings_are_refused)
{
    struct table table = {0};
    struct err err = {0};

    write_file("a.csv",
               KAIGO "252018,2570100010,滋賀県,大津市,あ,ア,訪問介護,大津市1,,"
                     "135.9,35.1,,,,,2570100010,,,0,,,,,\r\n"
                     "252018,2570100028,滋賀県,大津市,い,イ,訪問介護,大津市1,,"
                     "135.8,35.2,,,,,2570100028,,,0,,,,,\r\n");
    cr_assert_not(read_folder(&table, &err));
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect_not_null(strstr(err.text, "exchanged"));
    table_release(&table);
}

Test(reading, a_row_of_another_width_is_set_aside_with_its_line)
{
    struct table table = read_one(
        KAIGO
        "252018,2570100010,滋賀県,大津市,あ,ア,訪問介護,大津市1\r\n"
        "252018,2570100028,滋賀県,大津市,い,イ,訪問介護,大津市1,,35.1,135.9,"
        ",,,,2570100028,,,0,,,,,\r\n");

    only(&table);
    cr_assert_eq(table.n_set_aside, 1);
    cr_expect_eq(table.set_aside[0].line, 2);
    cr_expect_eq(table.supply[0].rows.read, 2);
    table_release(&table);
}

Test(reading, a_service_nobody_knows_is_kept_as_other)
{
    struct table table = read_one(
        KAIGO
        "252018,2570100010,滋賀県,大津市,あ,ア,月面介護,大津市1,,35.1,135.9,"
        ",,,,2570100010,,,0,,,,,\r\n");

    cr_expect_eq(only(&table)->main_kind, kind_find("other"));
    cr_expect(found(&table, "unknown kind of service"));
    table_release(&table);
}

Test(reading, a_mail_address_in_the_web_column_is_for_professionals)
{
    struct table table = read_one(
        KAIGO
        "252018,2570100010,滋賀県,大津市,あ,ア,訪問介護,大津市1,,35.1,135.9,"
        ",,,,2570100010,,,0,info@example.jp,,,,\r\n");

    cr_expect_null(only(&table)->url);
    cr_expect_str_eq(only(&table)->email, "info@example.jp");
    table_release(&table);
}

/* ---- 医療情報ネット ---- */

static void add_heading(struct buf *out, const struct listing *listing)
{
    buf_add_text(out, "\xEF\xBB\xBF");
    for (size_t c = 0; c < listing->n_column; c++)
        buf_addf(out, "%s\"%s\"", c ? "," : "", listing->column[c].heading);
    buf_add_text(out, "\r\n");
}

/* A clinic row; every flag of the week is `weekly`. */
static void add_clinic(struct buf *out, const char *id, const char *name,
                       const char *weekly)
{
    const struct listing *clinic = &listing_navii_clinic;

    for (size_t c = 0; c < clinic->n_column; c++) {
        const struct column *column = &clinic->column[c];
        const char *cell = "";
        if (column->cell == CELL_ID)
            cell = id;
        else if (column->cell == CELL_TEXT && column->arg == FIELD_name)
            cell = name;
        else if (column->cell == CELL_INSTITUTION)
            cell = "2";
        else if (column->cell == CELL_PREFECTURE2)
            cell = "25";
        else if (column->cell == CELL_CITY3)
            cell = "201";
        else if (column->cell == CELL_WEEKLY && column->arg < 7)
            cell = weekly;
        else if (column->cell == CELL_LATITUDE)
            cell = "35.0";
        else if (column->cell == CELL_LONGITUDE)
            cell = "135.9";
        buf_addf(out, "%s\"%s\"", c ? "," : "", cell);
    }
    buf_add_text(out, "\r\n");
}

Test(reading, closing_day_flags_are_inverted_zero_is_closed)
{
    struct buf text = {0};

    add_heading(&text, &listing_navii_clinic);
    add_clinic(&text, "0252010000010", "閉", "0");
    add_clinic(&text, "0252010000020", "開", "1");
    struct table table = read_one(text.ptr);
    cr_assert_eq(table.n_flags, 2);
    cr_expect_eq(table.flags[0].weekly[DAY_MO], FLAG_CLOSED);
    cr_expect_eq(table.flags[1].weekly[DAY_MO], FLAG_OPEN);
    cr_expect_str_eq(table.facility[0]->id, "n-0252010000010");
    cr_expect_str_eq(table.facility[0]->municipality_code, "25201");
    buf_release(&text);
    table_release(&table);
}

Test(reading, one_id_with_two_names_is_two_facilities)
{
    struct buf text = {0};

    add_heading(&text, &listing_navii_clinic);
    add_clinic(&text, "0252010000010", "一", "1");
    add_clinic(&text, "0252010000010", "二", "1");
    add_clinic(&text, "0252010000010", "一", "1");
    struct table table = read_one(text.ptr);
    cr_assert_eq(table.n_facility, 2);
    cr_expect_str_eq(table.facility[1]->id, "n-0252010000010-2");
    cr_expect_eq(table.supply[0].rows.merged, 1);
    buf_release(&text);
    table_release(&table);
}

Test(reading, a_missing_column_is_named)
{
    struct buf text = {0};
    struct table table = {0};
    struct err err = {0};

    add_heading(&text, &listing_navii_clinic);
    add_clinic(&text, "0252010000010", "一", "1");
    char *hit = strstr(text.ptr, "祝日に休診");
    memcpy(hit, "祝日の休診", strlen("祝日の休診"));
    write_file("a.csv", text.ptr);
    cr_assert_not(read_folder(&table, &err));
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect_not_null(strstr(err.text, "祝日に休診"));
    cr_expect_not_null(strstr(err.text, "祝日の休診"));
    buf_release(&text);
    table_release(&table);
}

Test(reading, headings_match_after_nfkc_and_case_folding)
{
    struct buf text = {0};

    add_heading(&text, &listing_navii_clinic);
    add_clinic(&text, "0252010000010", "一", "1");
    char *hit = strstr(text.ptr, "GW");
    memcpy(hit, "gw", 2); /* as in the published files */
    struct table table = read_one(text.ptr);
    only(&table);
    buf_release(&text);
    table_release(&table);
}

Test(reading, two_editions_of_one_listing_are_refused)
{
    struct buf text = {0};
    struct table table = {0};
    struct err err = {0};

    add_heading(&text, &listing_navii_clinic);
    add_clinic(&text, "0252010000010", "一", "1");
    write_file("c_20250601.csv", text.ptr);
    write_file("c_20251201.csv", text.ptr);
    cr_assert_not(read_folder(&table, &err));
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect_not_null(strstr(err.text, "2025-06-01"));
    buf_release(&text);
    table_release(&table);
}

Test(reading, a_ward_from_which_another_was_separated_goes_on)
{
    struct table table = {0};
    struct err err = {0};
    char path[200];

    write_file("mergers.csv",
               "\"date\",\"type\",\"event\",\"from_city_code\","
               "\"from_city_name\",\"to_city_code\",\"to_city_name\"\n"
               "\"1989-11-06\",\"分離\",\"\",\"01107\",\"西区\",\"01109\","
               "\"手稲区\"\n"
               "\"2005-04-01\",\"編入合併\",\"\",\"02364\",\"浪岡町\","
               "\"02201\",\"青森市\"\n");
    snprintf(path, sizeof(path), "%s/mergers.csv", folder);
    cr_assert(inputs_read_places(path, &table, &err), "%s", err.text);
    const struct municipality *ward =
        municipalities_find(&table.municipalities, "01107");
    const struct municipality *town =
        municipalities_find(&table.municipalities, "02364");
    cr_expect(!ward || !ward->successor[0], "西区 is still 西区");
    cr_assert_not_null(town);
    cr_expect_str_eq(town->successor, "02201");
    table_release(&table);
}
