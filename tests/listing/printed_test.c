/* Lists made for printing: visiting nurse stations, and all institutions. */
#include "given.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(printed, .init = given_start, .fini = given_finish);

#define NURSING_TITLE                                                          \
    "||届出受理指定訪問看護事業所名簿\n"                        \
    "||[令和 8年 8月 1日現在]||||||||||||||令和8年8月10日作成　1頁\n"
#define NURSING_HEAD                                                                    \
    "||項番||ステーション~コード|||法人名称~ステーション名称|||" \
    "ステーション所在地|||電話番号~FAX番号|||受理番号||算定開始年月日\n"
#define STATION(number, numbers, starts)                                           \
    "||1||" number "|||株式会社架空~架空訪問看護ステーション|||" \
    "〒320－0001~宇都宮市架空町１番地|||028-600-0001~028-600-0002|||" numbers      \
    "||" starts "\n"

static const char *symbol(const struct table *table, size_t filing)
{
    return table->filing_kind[table->filing[filing].kind].symbol;
}

Test(printed, a_station_has_its_filings_in_one_cell)
{
    given_book(
        "09.xlsx",
        (const char *[]){
            "栃木",
            NURSING_TITLE NURSING_HEAD STATION(
                "0990016", "(訪看23)第12号~(訪看10)第3号~（訪看２５）第4号",
                "令和 6年 6月 1日~令和 5年 1月 1日~令和 5年 2月 1日")
                NURSING_TITLE NURSING_HEAD STATION(
                    "0990024", "(訪看24)第1号",
                    "") "||||||||||||||||(訪看10)第9号||\n",
            NULL});
    struct table table = given_table();
    const struct institution *station = &table.institution[0];
    char iso[11];

    cr_expect_eq(table.n_institution, 2);
    cr_expect_str_eq(station->code, "0960990016");
    cr_expect_str_eq(station->name, "架空訪問看護ステーション");
    cr_expect_str_eq(station->postal_code, "320-0001");
    cr_expect_str_eq(station->address, "宇都宮市架空町１番地");
    cr_expect_str_eq(station->phone, "028-600-0001");
    cr_expect_str_eq(station->fax, "028-600-0002");
    cr_assert_eq(table.n_filing, 5);
    cr_expect_str_eq(symbol(&table, 0), "訪看23");
    cr_expect_eq(table.filing[0].number, 12);
    cr_expect(filing_day(table.filing[1].start, iso));
    cr_expect_str_eq(iso, "2023-01-01");
    cr_expect_str_eq(symbol(&table, 2), "訪看25");
    cr_expect_eq(table.filing[4].holder, 1);
    cr_expect_eq(table.filing_kind[table.filing[0].kind].function,
                 FUNCTION_nursing_24h);
    cr_expect_eq(table.supply[0].rows.kept, 3);
    cr_expect_eq(table.supply[0].rows.blank, 3);
    cr_expect_str_eq(table.supply[0].as_of, "2026-08-01");
    cr_expect_eq(table.n_filing_scope, 1);
    cr_expect_eq(table.filing_scope[0].points, POINTS_NURSING);
    table_release(&table);
}

Test(printed, a_station_of_a_list_without_date_or_title_is_read)
{
    given_book("a.xlsx",
               (const char *[]){
                   "栃木県",
                   NURSING_HEAD STATION("0990016", "(訪看99)第1号", ""), NULL});
    struct table table = given_table();

    cr_expect_eq(table.n_institution, 1);
    cr_expect_eq(table.supply[0].as_of, NULL);
    cr_expect_eq(table.filing[0].start, NO_DAY);
    cr_expect_eq(table.filing_kind[0].function, FUNCTION_NONE);
    cr_expect_str_eq(table.finding[table.n_finding - 1].value, "訪看99 ×1行");
    table_release(&table);
}

Test(printed, a_station_list_without_names_is_nearly_one)
{
    given_book("a.xlsx", (const char *[]){"栃木県",
                                          "項番|ステーションコード|受理番号\n"
                                          "1|0990016|(訪看23)第1号\n",
                                          NULL});
    given_refused("is nearly the listing '届出受理指定訪問看護事業所名簿'");
}

#define CODES                                                                  \
    "コード内容別医療機関一覧表\n[福井県]\n"                   \
    "[令和 8年 7月 1日現在　薬局　現存/休止]\n令和 8年 7月 1日作成　　1頁\n"

static void nothing_holds(const struct table *table, const char *person)
{
    for (size_t i = 0; i < table->n_institution; i++) {
        const struct institution *one = &table->institution[i];
        const char *text[] = {one->name, one->address, one->phone,
                              one->fax,  one->beds,    one->together};
        for (size_t t = 0; t < sizeof(text) / sizeof(*text); t++)
            cr_expect(!text[t] || !strstr(text[t], person), "%s", text[t]);
    }
    for (size_t i = 0; i < table->n_finding; i++)
        cr_expect(!table->finding[i].value ||
                  !strstr(table->finding[i].value, person));
    for (size_t i = 0; i < table->n_set_aside; i++)
        cr_expect(!table->set_aside[i].value ||
                  !strstr(table->set_aside[i].value, person));
}

Test(printed, a_code_list_has_institutions_and_no_person)
{
    given_book(
        "fukui.xlsx",
        (const char *[]){
            "Sheet1",
            CODES
            "項番|医療機関番号|医療機関名称|医療機関所在地|電話番号|"
            "開設者氏名\n"
            "1|01-40055 ~(01-30055)|架空薬局本店|〒910－0006福井市架空１－９|"
            "0776-00-0001~常勤 1|架空　太郎|架空　花子|昭38. 5. 1\n"
            "|||||架空　次郎||新規||現存\n" CODES
            "2|01,4006,3|架空薬局二号店|〒910－0007~福井市架空２|架空　太郎\n"
            "3|01,4007,1|架空　太郎||架空　花子\n"
            "||||架空　太郎\n",
            NULL});
    struct table table = given_table();
    const struct institution *first = &table.institution[0];

    cr_expect_eq(table.n_institution, 2);
    cr_expect_str_eq(first->code, "1840140055");
    cr_expect_str_eq(first->name, "架空薬局本店");
    cr_expect_str_eq(first->postal_code, "910-0006");
    cr_expect_str_eq(first->address, "福井市架空１－９");
    cr_expect_str_eq(first->phone, "0776-00-0001");
    cr_expect_eq(table.institution[1].phone, NULL);
    nothing_holds(&table, "太郎");
    nothing_holds(&table, "次郎");
    nothing_holds(&table, "花子");
    cr_expect_eq(table.supply[0].rows.kept, 2);
    cr_expect_eq(table.supply[0].rows.set_aside, 1);
    cr_expect_eq(table.n_filing, 0);
    cr_expect_eq(table.n_filing_scope, 0);
    cr_expect_str_eq(table.supply[0].publisher, "近畿厚生局");
    cr_expect_str_eq(table.supply[0].as_of, "2026-07-01");
    table_release(&table);
}
