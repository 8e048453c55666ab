#include "audit/imported.h"
#include "tests/audit/read_given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

TestSuite(imported, .init = given_read_folder, .fini = given_read_folder_gone);

struct given {
    struct world world;
    struct imported imported;
};

/* The world with two kinds of areas that share a code, and a name. */
static void begin(struct given *given)
{
    struct region_file file = {
        NULL,
        GIVEN_FILE("areas.csv", "市区町村コード,二次医療圏コード,二次医療圏名,"
                                "構想区域コード,構想区域名\n"
                                "25201,2501,湖岸,2501,湖岸\n"
                                "25301,2501,湖岸,2502,湖西\n"
                                "27141,2701,中部,2701,河内\n")};

    *given = (struct given){0};
    world_make(&given->world);
    world_read(&given->world, &file, 1, NULL, 0);
}

static void end(struct given *given)
{
    imported_release(&given->imported);
    world_release(&given->world);
}

static void read_indicators(struct given *given, const char *path)
{
    struct err err = {0};

    cr_assert(imported_read_indicators(&given->imported, path,
                                       &given->world.regions, &err),
              "%s", err.text);
    const struct imported *imported = &given->imported;
    cr_assert(supply_balanced(&imported->supply[imported->n_supply - 1]));
    imported_settle(&given->imported);
}

static void read_progress(struct given *given, const char *path)
{
    struct err err = {0};

    cr_assert(imported_read_progress(&given->imported, path,
                                     &given->world.regions, &err),
              "%s", err.text);
    const struct imported *imported = &given->imported;
    cr_assert(supply_balanced(&imported->supply[imported->n_supply - 1]));
    imported_settle(&given->imported);
}

static const char *region_of(const struct given *given, uint32_t set,
                             uint32_t region)
{
    return set == REGION_NONE
               ? "-"
               : given->world.regions.set[set].region[region].name;
}

/* ---- indicators ---- */

Test(imported, an_area_is_known_by_code_or_name_in_the_first_set_that_has_it)
{
    struct given given;
    static const char *const expected[][2] = {
        {"01", "湖東市"}, {"02", "湖東市"},     {"03", "湖西町"},
        {"04", "滋賀県"}, {"05", "滋賀県"},     {"06", "河内市"},
        {"07", "湖西"},   {"08", "湖西"},       {"09", "-"},
        {"10", "湖岸"},   {"11", "河内市北区"}, {"12", "-"},
    };

    begin(&given);
    read_indicators(&given, GIVEN_FILE("i.csv",
                                       "地域コード,地域,地域区分,年度,指標,値\n"
                                       "25201,,,2024,01,1\n"
                                       ",湖東市,,2024,02,1\n"
                                       "253014,,,2024,03,1\n"
                                       "25,,,2024,04,1\n"
                                       ",滋賀県,,2024,05,1\n"
                                       "27140,,,2024,06,1\n"
                                       "2502,,,2024,07,1\n"
                                       ",湖西,,2024,08,1\n"
                                       "2501,,,2024,09,1\n" /* of two kinds */
                                       "2501,,二次医療圏,2024,10,1\n"
                                       ",大阪府河内市北区,,2024,11,1\n"
                                       ",全国,,2024,12,1\n"));
    cr_assert_eq(given.imported.n_value, 12);
    for (size_t i = 0; i < 12; i++) {
        const struct imported_value *value = &given.imported.value[i];
        cr_assert_str_eq(value->indicator, expected[i][0]);
        cr_assert_str_eq(region_of(&given, value->set, value->region),
                         expected[i][1], "%s", value->indicator);
    }
    cr_assert_str_eq(given.imported.value[8].area, "2501");
    cr_assert_str_eq(given.imported.value[11].area, "全国");
    cr_assert_str_eq(given.world.regions.set[given.imported.value[9].set].name,
                     "二次医療圏");
    end(&given);
}

Test(imported, years_are_read_in_every_common_form)
{
    struct given given;

    begin(&given);
    read_indicators(&given, GIVEN_FILE("i.csv", "area,year,indicator,value\n"
                                                "25201,2024,a,1\n"
                                                "25201,2023年度,a,1\n"
                                                "25201,令和４年度,a,1\n"
                                                "25201,R3,a,1\n"
                                                "25201,令和元年,a,1\n"
                                                "25201,H30年度,a,1\n"
                                                "25201,2017-10-01,a,1\n"
                                                "25201,FY2016,a,1\n"
                                                "25201,平成50年,a,1\n"
                                                "25201,来年,a,1\n"
                                                "25201,24,a,1\n"));
    static const int years[] = {2016, 2017, 2018, 2019, 2021, 2022, 2023, 2024};
    cr_assert_eq(given.imported.n_value, 8);
    for (size_t i = 0; i < 8; i++)
        cr_assert_eq(given.imported.value[i].year, years[i]);
    cr_assert_eq(given.imported.aside.n, 3);
    cr_assert_eq(given.imported.aside.item[0].line, 10);
    end(&given);
}

Test(imported, numbers_are_read_and_what_is_none_stays_as_text)
{
    struct given given;
    static const struct {
        const char *text;
        double value;
    } expected[] = {
        {"1,234.5", 1234.5}, {"１２３", 123}, {"△5", -5},   {"▲ 1,000", -1000},
        {"-3", -3},          {"12.5%", 12.5}, {"0", 0},     {"1.5E-05", 1.5e-5},
        {"-", NAN},          {"…", NAN},      {"***", NAN}, {"x", NAN},
        {"12,34", NAN},      {"1.2.3", NAN},  {"--3", NAN}, {"約10", NAN},
    };
    struct buf csv = {0};

    begin(&given);
    buf_add_text(&csv, "area,year,indicator,value,unit,source\n");
    for (size_t i = 0; i < 16; i++)
        buf_addf(&csv, "25201,2024,%02zu,\"%s\",件,県調査\n", i,
                 expected[i].text);
    buf_add_text(&csv, "25201,2024,99,,件,県調査\n");
    read_indicators(&given, given_read_file("i.csv", buf_str(&csv)));
    buf_release(&csv);
    cr_assert_eq(given.imported.n_value, 16);
    for (size_t i = 0; i < 16; i++) {
        const struct imported_value *value = &given.imported.value[i];
        cr_assert_str_eq(value->text, expected[i].text);
        cr_assert_str_eq(value->unit, "件");
        cr_assert_str_eq(value->source, "県調査");
        if (isnan(expected[i].value))
            cr_assert(isnan(value->value), "%s", value->text);
        else
            cr_assert_eq(value->value, expected[i].value, "%s", value->text);
    }
    cr_assert_eq(given.imported.supply[0].rows.blank, 1);
    end(&given);
}

Test(imported, repeats_are_merged_and_contradictions_set_aside_over_files)
{
    struct given given;

    begin(&given);
    read_indicators(&given, GIVEN_FILE("a.csv", "area,year,indicator,value\n"
                                                "湖東市,2024,a,1\n"
                                                "25201,2024,a,1.0\n"
                                                "25201,2024,a,2\n"));
    read_indicators(&given, GIVEN_FILE("b.csv", "area,year,indicator,value\n"
                                                "252018,令和6,a,1\n"
                                                "25201,2024,a,3\n"
                                                "25201,2023,a,3\n"));
    cr_assert_eq(given.imported.n_value, 2);
    cr_assert_eq(given.imported.value[0].year, 2023);
    cr_assert_eq(given.imported.value[1].value, 1);
    cr_assert_eq(given.imported.supply[0].rows.merged, 1);
    cr_assert_eq(given.imported.supply[0].rows.set_aside, 1);
    cr_assert_eq(given.imported.supply[1].rows.merged, 1);
    cr_assert_eq(given.imported.supply[1].rows.set_aside, 1);
    cr_assert_str_eq(given.imported.aside.item[1].label, "b.csv");
    end(&given);
}

Test(imported, files_without_their_columns_are_refused)
{
    struct given given;
    struct err err = {0};

    begin(&given);
    cr_assert_not(imported_read_indicators(
        &given.imported,
        GIVEN_FILE("i.csv", "出力日:2024/1/1\n地域,2022,2023\n湖東市,1,2\n"),
        &given.world.regions, &err));
    cr_assert_eq(err.class, ERR_INPUT);
    cr_assert_not_null(strstr(err.text, "指標"), "%s", err.text);
    err = (struct err){0};
    cr_assert_not(imported_read_progress(&given.imported,
                                         GIVEN_FILE("p.csv", "<html></html>"),
                                         &given.world.regions, &err));
    cr_assert_eq(err.class, ERR_INPUT);
    err = (struct err){0};
    cr_assert_not(imported_read_progress(
        &given.imported,
        GIVEN_FILE("q.csv", "地域,年度,項目\n湖東市,2024,ア\n"),
        &given.world.regions, &err));
    cr_assert_not_null(strstr(err.text, "状況"), "%s", err.text);
    end(&given);
}

/* ---- progress ---- */

Test(imported, progress_has_items_states_and_totals)
{
    struct given given;

    begin(&given);
    read_progress(&given,
                  GIVEN_FILE("p.csv",
                             "地域,年度,項目,状況,市区町村数\n"
                             "湖東市,2024,(ア) 資源の把握,実施している,\n"
                             "湖東市,2024,（イ）,年度内に実施予定,\n"
                             "湖東市,2024,ｳ,実施していない,\n"
                             "湖東市,2024,関係者向けマップ,作成済,\n"
                             "湖東市,2024,市民向けマップ,作成しない,\n"
                             "湖東市,2024,アンケート,不明,\n"
                             "全国,平成27年度,ア,実施している,671\n"
                             "全国,平成27年度,ア,実施していない,\"1,233\"\n"));
    const struct progress_row *row = given.imported.progress;
    cr_assert_eq(given.imported.n_progress, 8);
    cr_assert_str_eq(row[0].item, "ア");
    cr_assert_eq(row[0].state, PROGRESS_DONE);
    cr_assert_not(row[0].total);
    cr_assert_eq(row[0].count, 1);
    cr_assert_str_eq(region_of(&given, row[0].set, row[0].region), "湖東市");
    cr_assert_str_eq(row[1].item, "ア");
    cr_assert(row[1].total);
    cr_assert_eq(row[1].count, 671);
    cr_assert_eq(row[1].year, 2015);
    cr_assert_eq(row[1].set, REGION_NONE);
    cr_assert_eq(row[2].state, PROGRESS_NOT);
    cr_assert_eq(row[2].count, 1233);
    cr_assert_str_eq(row[3].item, "アンケート");
    cr_assert_eq(row[3].state, PROGRESS_UNKNOWN);
    cr_assert_str_eq(row[4].item, "イ");
    cr_assert_eq(row[4].state, PROGRESS_PLANNED);
    cr_assert_str_eq(row[5].item, "ウ");
    cr_assert_eq(row[5].state, PROGRESS_NOT);
    end(&given);
}

Test(imported, states_that_contradict_or_are_unknown_words_are_set_aside)
{
    struct given given;

    begin(&given);
    read_progress(&given, GIVEN_FILE("p.csv", "area,year,item,state,count\n"
                                              "25201,2024,ア,done,\n"
                                              "25201,2024,ア,done,\n"
                                              "25201,2024,ア,planned,\n"
                                              "25201,2024,イ,maybe,\n"
                                              "25201,2024,イ,not,many\n"
                                              "25201,2024,イ,,\n"));
    cr_assert_eq(given.imported.n_progress, 1);
    cr_assert_eq(given.imported.supply[0].rows.merged, 1);
    cr_assert_eq(given.imported.supply[0].rows.set_aside, 3);
    cr_assert_eq(given.imported.supply[0].rows.blank, 1);
    end(&given);
}

/* ---- weights and candidates ---- */

Test(imported, weights_are_found_by_id_and_by_the_number_of_an_office)
{
    struct table table = {0};
    struct arena arena = {0};
    struct supply supply;
    struct aside_list aside = {0};
    struct err err = {0};
    double weight[4];

    table_add(&table, "k-2569900075");
    table_add(&table, "n-1");
    table_add(&table, "m-2519900118");
    table_add(&table, "k-2519900118");
    cr_assert(weights_read(GIVEN_FILE("w.csv",
                                      "事業所番号,名称,看護職員（常勤換算）\n"
                                      "2569900075,あ,\"1,002.5\"\n"
                                      "n-1,い,３\n"
                                      "n-1,い,3.0\n"
                                      "n-1,い,4\n"
                                      "2519900118,う,1\n"
                                      "k-2519900118,う,-1\n"
                                      "m-2519900118,え,\n"
                                      "k-9,お,1\n"),
                           &table, weight, &supply, &aside, &arena, &err),
              "%s", err.text);
    cr_assert_eq(weight[0], 1002.5);
    cr_assert_eq(weight[1], 3);
    cr_assert(isnan(weight[2]));
    cr_assert(isnan(weight[3])); /* two facilities have the number */
    cr_assert(supply_balanced(&supply));
    cr_assert_eq(supply.rows.kept, 2);
    cr_assert_eq(supply.rows.merged, 1);
    cr_assert_eq(supply.rows.blank, 1);
    cr_assert_eq(supply.rows.set_aside, 4);
    cr_assert_eq(aside.n, 4);
    cr_assert_eq(aside.item[0].line, 5);
    cr_assert_str_eq(aside.item[3].value, "k-9");
    cr_assert_not(weights_read(GIVEN_FILE("v.csv", "id,weight\nk-9,1\n"),
                               &table, weight, &supply, &aside, &arena, &err));
    cr_assert_eq(err.class, ERR_INPUT);
    cr_assert_not(weights_read(GIVEN_FILE("u.csv", "id,note\nn-1,1\n"), &table,
                               weight, &supply, &aside, &arena, &err));
    free(aside.item);
    arena_release(&arena);
    table_release(&table);
}

Test(imported, candidates_have_a_name_and_a_place_in_japan)
{
    struct candidate_place *place = NULL;
    struct arena arena = {0};
    struct supply supply;
    struct aside_list aside = {0};
    struct err err = {0};
    size_t n = 0;

    cr_assert(candidates_read(GIVEN_FILE("c.csv", "名称,経度,緯度\n"
                                                  "旧小学校,136.05,35.06\n"
                                                  "旧小学校,136.05,35.06\n"
                                                  ",１３６．１,35.05\n"
                                                  "逆,35.05,136.1\n"
                                                  "外国,0.5,51.5\n"
                                                  ",,\n"),
                              &place, &n, &supply, &aside, &arena, &err),
              "%s", err.text);
    cr_assert_eq(n, 2);
    cr_assert_str_eq(place[0].name, "旧小学校");
    cr_assert_eq(place[0].point.lon_deg, 136.05);
    cr_assert_eq(place[1].point.lon_deg, 136.1);
    cr_assert(supply_balanced(&supply));
    cr_assert_eq(supply.rows.merged, 1);
    cr_assert_eq(supply.rows.set_aside, 2);
    cr_assert_eq(aside.n, 2);
    cr_assert_str_eq(aside.item[0].value, "逆");
    cr_assert_eq(supply.rows.blank, 1);
    cr_assert_not(candidates_read(GIVEN_FILE("d.csv", "名称,住所\nあ,い\n"),
                                  &place, &n, &supply, &aside, &arena, &err));
    cr_assert_eq(err.class, ERR_INPUT);
    free(aside.item);
    arena_release(&arena);
}
