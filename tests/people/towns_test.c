#include "tests/base/given.h"
#include "tests/geo/given.h"
#include "tests/people/made.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

TestSuite(towns, .init = given_folder, .fini = given_folder_gone);

/* Classes of ten years and more: the ages of a class may be cut anyhow. */
#define REGISTER_HEAD                                                                              \
    "令和7年1月1日住民基本台帳年齢階級別人口（市区町村別）（総計）\n" \
    "||||総数|0歳～4歳|5歳～9歳|10歳～14歳|15歳～39歳|40歳～64歳|65歳～69歳|"  \
    "70歳～74歳|75歳～79歳|80歳～99歳|100歳以上\n"                                     \
    "団体コード|都道府県名|市区町村名|性別|人|人|人|人|人|人|人|人|人|人|人\n"

#define REGISTER                                                               \
    REGISTER_HEAD                                                              \
    "-|合計|-|計|999|9|9|9|9|9|9|9|9|9|9\n"                                 \
    "250007|滋賀県|-|計|300|10|20|30|40|50|20|30|40|50|10\n"               \
    "250007|滋賀県|-|男|150|5|10|15|20|25|10|15|20|25|5\n"                 \
    "252018|滋賀県|大津市|計|110|5|6|7|20|30|10|9|8|12|1\n"             \
    "252018|滋賀県|大津市|男|50|2|3|3|10|15|5|4|3|5|0\n"                \
    "252018|滋賀県|大津市|女|60|3|3|4|10|15|5|5|5|7|1\n"                \
    "254401|滋賀県|犬上郡|計|20|1|1|1|3|5|2|2|2|2|1\n"                  \
    "254436|滋賀県|犬上郡多賀町|計|20|1|1|1|3|5|2|2|2|2|1\n"         \
    "271004|大阪府|大阪市|計|100|5|5|5|20|30|10|5|10|9|1\n"             \
    "271021|大阪府|大阪市都島区|計|50|2|3|2|10|15|5|3|5|4|1\n"       \
    "133604|東京都|島しょ|計|9|0|0|0|3|3|1|1|1|0|0\n"                   \
    "016951|北海道|色丹郡色丹村|計|0|0|0|0|0|0|0|0|0|0|0\n"          \
    "注1：外国人住民の内訳は、非公表である\n"

static struct townspeople read_towns(const char *const *path, size_t n)
{
    struct townspeople towns = {0};
    struct err err = {0};

    for (size_t i = 0; i < n; i++)
        cr_assert(townspeople_read(&towns, path[i], &err), "%s", err.text);
    cr_assert(townspeople_settle(&towns, &err), "%s", err.text);
    for (size_t i = 0; i < towns.n_source; i++)
        cr_expect(supply_balanced(&towns.source[i].supply));
    return towns;
}

static double count(const struct townspeople *towns, const char *code, int year,
                    enum age age)
{
    const struct townspeople_row *row = townspeople_find(towns, code, year);

    cr_assert_not_null(row, "%s %d", code, year);
    return row->count[age];
}

static const char *refusal(const char *path)
{
    static char said[2048];
    struct townspeople towns = {0};
    struct err err = {0};

    *said = '\0';
    if (!townspeople_read(&towns, path, &err) ||
        !townspeople_settle(&towns, &err)) {
        cr_expect_eq(err.class, ERR_INPUT);
        snprintf(said, sizeof(said), "%s", err.text);
    }
    townspeople_release(&towns);
    return said;
}

Test(towns, the_register_by_age)
{
    const char *path = made_workbook(REGISTER);
    struct townspeople towns = read_towns(&path, 1);

    cr_expect_eq(count(&towns, "25201", 2025, AGE_ALL), 110);
    cr_expect_eq(count(&towns, "25201", 2025, AGE_0_14), 18);
    cr_expect_eq(count(&towns, "25201", 2025, AGE_15_39), 20);
    cr_expect_eq(count(&towns, "25201", 2025, AGE_40_64), 30);
    cr_expect_eq(count(&towns, "25201", 2025, AGE_65_74), 19);
    cr_expect_eq(count(&towns, "25201", 2025, AGE_75), 21);
    cr_expect_null(townspeople_find(&towns, "25201", 2024));
    cr_expect_str_eq(towns.source[0].form, "register");
    cr_expect_str_eq(towns.source[0].supply.as_of, "2025-01-01");
    cr_expect(strstr(towns.basis, "（2025年1月1日）"), "%s", towns.basis);
    townspeople_release(&towns);
}

Test(towns, only_municipalities_wards_and_prefectures_are_rows)
{
    const char *path = made_workbook(REGISTER);
    struct townspeople towns = read_towns(&path, 1);
    const struct row_count *rows = &towns.source[0].supply.rows;

    cr_expect_eq(towns.n_row, 5);
    cr_expect_not_null(townspeople_find(&towns, "25000", 2025));
    cr_expect_not_null(townspeople_find(&towns, "27100", 2025), "the city");
    cr_expect_not_null(townspeople_find(&towns, "27102", 2025), "its ward");
    cr_expect_null(townspeople_find(&towns, "25440", 2025), "犬上郡");
    cr_expect_null(townspeople_find(&towns, "13360", 2025), "島しょ");
    cr_expect_null(townspeople_find(&towns, "01695", 2025), "色丹村");
    cr_expect_eq(rows->read, 13);
    cr_expect_eq(rows->kept, 5);
    cr_expect_eq(rows->merged, 7);
    cr_expect_eq(rows->blank, 1, "the note");
    townspeople_release(&towns);
}

Test(towns, odd_rows_are_set_aside)
{
    const char *path = made_workbook(
        REGISTER "252026|滋賀県|彦根市|計|110|5|6|7|20|30|10|9|8|x|1\n"
                 "252035|滋賀県|長浜市|計|110|5|6|7|20|30|10|9|8|12|1\n"
                 "252042|滋賀県|近江八幡市|計|9|5|6|7|20|30|10|9|8|12|1\n");
    struct townspeople towns = read_towns(&path, 1);

    cr_assert_eq(towns.n_aside, 3);
    cr_expect_str_eq(towns.aside[0].reason,
                     "a number of people cannot be read");
    cr_expect_str_eq(towns.aside[1].reason,
                     "the municipality code cannot be read");
    cr_expect_str_eq(towns.aside[1].value, "252035");
    cr_expect(strstr(towns.aside[2].reason, "do not add up"));
    townspeople_release(&towns);
}

/* ---- projections ---- */

#define PROJECTION_NOTE                                                        \
    "|||||市などの別：a＝都道府県\n"                                \
    "|||||福島県「浜通り地域」は13市町村を含む地域です。\n"

#define TOTAL                                                                                       \
    "結果表1　総人口および指数（令和2（2020）年＝100とした場合）"          \
    "\n" PROJECTION_NOTE "コード|市などの別|都道府県|市区町村|総人口（人）||" \
    "令和2（2020）年の総人口を100としたときの総人口の指数\n"                  \
    "||||2020年|2025年|2020年|2025年\n"                                                         \
    "25000|a|滋賀県||1000|900|100|90\n"                                                          \
    "25201|2|滋賀県|大津市|400|360|100|90\n"                                                  \
    "1100|1|北海道|札幌市|200|180|100|90\n"                                                   \
    "7999|9|福島県|浜通り地域|100|90|100|90\n"

static const char *shares(int over, const char *first, const char *second)
{
    char text[4096];

    snprintf(text, sizeof(text),
             "結果表3-4　年齢別人口割合\n" PROJECTION_NOTE
             "コード|市などの別|都道府県|市区町村|"
             "総人口に占める%d歳以上人口の割合（％）\n||||2020年|2025年\n"
             "25000|a|滋賀県||30|40\n25201|2|滋賀県|大津市|%s|%s\n"
             "1100|1|北海道|札幌市|20|25\n7999|9|福島県|浜通り地域|30|35\n",
             over, first, second);
    return made_workbook(text);
}

Test(towns, projections_are_total_times_share_in_any_order)
{
    const char *path[] = {made_workbook(TOTAL), shares(65, "30", "35.5"),
                          shares(75, "15", "17.25")};

    for (int turn = 0; turn < 3; turn++) {
        const char *turned[] = {path[turn], path[(turn + 1) % 3],
                                path[(turn + 2) % 3]};
        struct townspeople towns = read_towns(turned, 3);
        cr_expect_eq(count(&towns, "25201", 2020, AGE_ALL), 400);
        cr_expect_float_eq(count(&towns, "25201", 2020, AGE_75), 60, 1e-4);
        cr_expect_float_eq(count(&towns, "25201", 2020, AGE_65_74), 60, 1e-4);
        cr_expect_float_eq(count(&towns, "25201", 2025, AGE_75), 62.1, 1e-4);
        cr_expect_float_eq(count(&towns, "25201", 2025, AGE_65_74), 65.7, 1e-4);
        cr_expect(isnan(count(&towns, "25201", 2025, AGE_0_14)));
        cr_expect_eq(count(&towns, "01100", 2025, AGE_ALL), 180,
                     "the code's zero is back");
        cr_expect(strstr(towns.basis, "令和5（2023）年推計"), "%s",
                  towns.basis);
        townspeople_release(&towns);
    }
}

Test(towns, ages_are_unknown_until_their_share_is_read)
{
    const char *path = made_workbook(TOTAL);
    struct townspeople towns = read_towns(&path, 1);

    cr_expect_eq(count(&towns, "25201", 2025, AGE_ALL), 360);
    cr_expect(isnan(count(&towns, "25201", 2025, AGE_75)));
    townspeople_release(&towns);
    cr_expect(strstr(refusal(shares(65, "1", "2")), "結果表1"));
}

Test(towns, thirteen_municipalities_of_fukushima_have_one_row)
{
    const char *path = made_workbook(TOTAL);
    struct townspeople towns = read_towns(&path, 1);
    size_t n = 0;

    cr_expect_eq(count(&towns, "07999", 2025, AGE_ALL), 90);
    for (int i = 7200; i < 7600; i++) {
        char code[6];
        snprintf(code, sizeof(code), "%05d", i);
        n += townspeople_is_hamadori(code);
        if (townspeople_is_hamadori(code))
            cr_expect_null(townspeople_find(&towns, code, 2025));
    }
    cr_expect_eq(n, 13);
    cr_expect(townspeople_is_hamadori("07204"), "いわき市");
    cr_expect_not(townspeople_is_hamadori("07201"), "福島市");
    townspeople_release(&towns);
}

Test(towns, another_base_is_refused)
{
    struct townspeople towns = {0};
    struct err err = {0};

    cr_assert(townspeople_read(&towns, made_workbook(REGISTER), &err));
    cr_expect_not(townspeople_read(&towns, made_workbook(TOTAL), &err));
    cr_expect(strstr(err.text, "another base"), "%s", err.text);
    townspeople_release(&towns);
}

Test(towns, the_same_table_twice_counts_once)
{
    const char *path[] = {made_workbook(REGISTER), made_workbook(REGISTER)};
    struct townspeople towns = read_towns(path, 2);

    cr_expect_eq(towns.n_row, 5);
    cr_expect_eq(
        towns.source[0].supply.rows.kept + towns.source[1].supply.rows.kept, 5);
    townspeople_release(&towns);
}

Test(towns, other_tables_are_refused)
{
    cr_expect(strstr(refusal(given_file(STR("id,name\n1,a\n"))),
                     "no population of municipalities"));
    cr_expect(strstr(refusal(given_file(STR("<!DOCTYPE html>"))), "web page"));
    cr_expect(strstr(refusal(made_workbook("a|b\n1|2\n")),
                     "no population of municipalities"));
    cr_expect(strstr(refusal(made_workbook(
                         "結果表3-1\nコード|市などの別|都道府県|市区町村|"
                         "総人口に占める0-14歳人口の割合（％）\n||||2020年\n"
                         "25201|2|滋賀県|大津市|12\n")),
                     "結果表1"));
    cr_expect(
        strstr(refusal(made_workbook(
                   "令和7年1月1日住民基本台帳年齢階級別人口（外国人住民）\n"
                   "||||総数|0歳～14歳\n"
                   "団体コード|都道府県名|市区町村名|性別|人|人\n"
                   "252018|滋賀県|大津市|計|110|5\n")),
               "all residents"));
    cr_expect(strstr(
        refusal(made_workbook("令和7年1月1日住民基本台帳年齢階級別人口\n"
                              "||||総数|0歳～14歳\n"
                              "団体コード|都道府県名|市区町村名|性別|人|人\n"
                              "252018|滋賀県|大津市|計|110|5\n")),
        "15-39"));
    cr_expect(strstr(refusal(made_workbook(REGISTER_HEAD)), "no municipality"));
}
