/* Lists of municipalities, and what all files of areas have in common. */
#include "tests/audit/read_given.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(areas, .init = given_read_folder, .fini = given_read_folder_gone);

Test(areas, headings_tell_the_kind_the_vintage_and_the_members)
{
    struct world world;

    world_make(&world);
    const struct region_set *set = world_read_set(
        &world, NULL,
        GIVEN_FILE("a.csv", "市区町村コード,市区町村名,"
                            "二次医療圏コード,二次医療圏名,年度\n"
                            "25201,湖東市,2501,湖岸,令和6年度\n"
                            "253014,湖西町,2501,湖岸,令和6年度\n"
                            "27141,北区,2701,河内,令和6年度\n"
                            "27142,南区,2701,河内,令和6年度\n"),
        "二次医療圏");
    cr_assert_str_eq(set->id, "areas-1");
    cr_assert_eq(set->n_region, 2);
    cr_assert_str_eq(set->vintage, "令和6年度");
    cr_assert_not(set->approximate);
    const struct region *area = world_region(set, "2501");
    cr_assert_str_eq(area->name, "湖岸");
    cr_assert_str_eq(area->prefecture, "滋賀県");
    cr_assert(area->own);
    cr_assert_eq(area->n_member, 2);
    cr_assert_str_eq(area->member[0], "25201");
    cr_assert_str_eq(area->member[1], "25301");
    for (size_t i = 0; i < WORLD_MESHES; i++)
        cr_assert_str_eq(world_at(set, world_mesh(i / 4, i % 4)),
                         i < 8 ? "2501" : "2701");
    for (size_t f = 0; f < 4; f++)
        cr_assert_str_eq(world_of(set, f), f < 2 ? "2501" : "2701");
    cr_assert_eq(set->supply->rows.kept, 4);
    cr_assert_eq(world.regions.aside.n, 0);
    world_release(&world);
}

Test(areas, one_file_gives_a_set_for_each_kind_that_it_names)
{
    struct world world;

    world_make(&world);
    const char *path = GIVEN_FILE(
        "a.csv", "団体コード,第２次医療圏名,地域医療構想区域名,管轄保健所\n"
                 "25201,湖岸,湖東,湖東保健所\n"
                 "25301,湖岸,湖西,湖東保健所\n");
    const struct region_set *set =
        world_read_set(&world, NULL, path, "二次医療圏");
    cr_assert_eq(set->n_region, 1);
    set = world_set(&world, "構想区域");
    cr_assert_not_null(set);
    cr_assert_eq(set->n_region, 2);
    set = world_set(&world, "保健所");
    cr_assert_not_null(set);
    cr_assert_str_eq(set->region[0].name, "湖東保健所");
    cr_assert_str_eq(set->supply->title, "二次医療圏・構想区域・保健所の区分");
    world_release(&world);
}

Test(areas, one_kind_is_never_read_under_the_name_of_another)
{
    struct world world;

    world_make(&world);
    const char *text = world_refused(
        &world, "二次医療圏",
        GIVEN_FILE("a.csv", "市区町村コード,構想区域名\n25201,湖岸\n"),
        ERR_INPUT);
    cr_assert_not_null(strstr(text, "構想区域"), "%s", text);
    cr_assert_not_null(strstr(text, "二次医療圏"), "%s", text);
    world_release(&world);
}

Test(areas, of_several_kinds_the_one_asked_for_is_read)
{
    struct world world;

    world_make(&world);
    world_read_set(&world, "構想区域",
                   GIVEN_FILE("a.csv",
                              "市区町村コード,二次医療圏名,構想区域名\n"
                              "25201,湖岸,湖東\n"),
                   "構想区域");
    cr_assert_null(world_set(&world, "二次医療圏"));
    world_release(&world);
}

Test(areas, headings_that_do_not_tell_the_kind_need_it_from_the_user)
{
    struct world world;
    const char *path =
        GIVEN_FILE("a.csv", "lg_code,pref,area_code\n252018,滋賀県,2501\n"
                            "253014,滋賀県,\n");

    world_make(&world);
    const char *text = world_refused(&world, NULL, path, ERR_INPUT);
    cr_assert_not_null(strstr(text, "--areas 二次医療圏=a.csv"), "%s", text);
    const struct region_set *set =
        world_read_set(&world, "二次医療圏", path, "二次医療圏");
    cr_assert_str_eq(world_at(set, world_mesh(0, 0)), "2501");
    cr_assert_str_eq(world_region(set, "2501")->name, "2501");
    cr_assert_str_eq(world_at(set, world_mesh(1, 0)), "-");
    cr_assert_eq(set->supply->rows.blank, 1);
    cr_assert_eq(
        world_aside(&world, "this municipality is in no area of the file"), 3);
    world_release(&world);
}

Test(areas, a_files_name_may_tell_the_kind)
{
    struct world world;

    world_make(&world);
    world_read_set(&world, NULL,
                   GIVEN_FILE("二次医療圏_20240401.csv",
                              "市区町村コード,圏域名\n25201,湖岸\n"),
                   "二次医療圏");
    cr_assert_str_eq(world_set(&world, "二次医療圏")->vintage, "2024-04-01");
    world_release(&world);
}

Test(areas, names_that_repeat_are_told_apart_by_prefecture)
{
    struct world world;

    world_make(&world);
    const struct region_set *set =
        world_read_set(&world, NULL,
                       GIVEN_FILE("a.csv", "市区町村コード,二次医療圏名\n"
                                           "25201,中部\n25301,中部\n"
                                           "27140,中　部\n"),
                       "二次医療圏");
    cr_assert_eq(set->n_region, 2);
    cr_assert_str_eq(world_at(set, world_mesh(1, 0)), "滋賀県中部");
    cr_assert_str_eq(world_at(set, world_mesh(2, 0)), "大阪府中部");
    cr_assert_str_eq(world_region(set, "滋賀県中部")->name, "中部");
    world_release(&world);
}

Test(areas, areas_of_one_city_are_told_apart_by_city)
{
    struct world world;

    world_make(&world);
    const struct region_set *set =
        world_read_set(&world, NULL,
                       GIVEN_FILE("a.csv", "市区町村コード,日常生活圏域コード,"
                                           "日常生活圏域名\n"
                                           "25201,1,中央\n25301,1,中央\n"),
                       "日常生活圏域");
    cr_assert_eq(set->n_region, 2);
    cr_assert_str_neq(world_at(set, world_mesh(0, 0)),
                      world_at(set, world_mesh(1, 0)));
    cr_assert_str_eq(set->region[set->of_mesh[world_mesh(0, 0)]].name,
                     "湖東市 中央");
    world_release(&world);
}

Test(areas, one_code_with_two_names_makes_two_areas_and_is_told)
{
    struct world world;

    world_make(&world);
    const struct region_set *set =
        world_read_set(&world, NULL,
                       GIVEN_FILE("a.csv", "市区町村コード,二次医療圏コード,"
                                           "二次医療圏名\n"
                                           "25201,2501,湖東\n25301,2501,湖西\n"
                                           "27140,2501,\n"),
                       "二次医療圏");
    cr_assert_eq(set->n_region, 2);
    cr_assert_str_neq(set->region[0].code, set->region[1].code);
    cr_assert_eq(world_aside(&world, "this code of an area has another name "
                                     "above: they are kept apart"),
                 1);
    world_release(&world);
}

Test(areas, the_code_of_a_city_means_its_wards_and_theirs_come_first)
{
    struct world world;

    world_make(&world);
    const struct region_set *set =
        world_read_set(&world, NULL,
                       GIVEN_FILE("a.csv", "市区町村コード,保健所名\n"
                                           "27140,市保健所\n27142,南保健所\n"),
                       "保健所");
    cr_assert_str_eq(world_at(set, world_mesh(2, 0)), "市保健所");
    cr_assert_str_eq(world_at(set, world_mesh(3, 0)), "南保健所");
    const struct region *area = world_region(set, "市保健所");
    cr_assert_eq(area->n_member, 1);
    cr_assert_str_eq(area->member[0], "27141");
    world_release(&world);
}

Test(areas, abolished_codes_and_names_follow_their_successor)
{
    struct world world;

    world_make(&world);
    const struct region_set *set = world_read_set(
        &world, NULL,
        GIVEN_FILE("a.csv", "市区町村コード,市区町村名,保健所名\n"
                            "25309,,湖西\n,湖 東 市,湖東\n"
                            ",大阪府河内市北区,北\n"),
        "保健所");
    cr_assert_str_eq(world_at(set, world_mesh(1, 0)), "湖西");
    cr_assert_str_eq(world_at(set, world_mesh(0, 0)), "湖東");
    cr_assert_str_eq(world_at(set, world_mesh(2, 0)), "北");
    world_release(&world);
}

Test(areas, a_name_of_several_municipalities_needs_its_prefecture)
{
    struct world world;

    world_make(&world);
    municipalities_set(&world.table.municipalities, &world.table.arena, "13999",
                       "湖東市", NULL, PLACE_REGISTRY);
    municipalities_set(&world.table.municipalities, &world.table.arena, "25302",
                       "府中町", NULL, PLACE_REGISTRY);
    municipalities_set(&world.table.municipalities, &world.table.arena, "34302",
                       "府中町", NULL, PLACE_REGISTRY);
    const struct region_set *set =
        world_read_set(&world, NULL,
                       GIVEN_FILE("a.csv", "都道府県名,市区町村名,保健所名\n"
                                           ",湖東市,湖東\n"
                                           ",府中町,湖西\n"
                                           "滋賀県,犬上郡湖西町,湖西\n"),
                       "保健所");
    /* Only one 湖東市 has people here; neither 府中町 has. */
    cr_assert_str_eq(world_at(set, world_mesh(0, 0)), "湖東");
    cr_assert_str_eq(world_at(set, world_mesh(1, 0)), "湖西");
    cr_assert_eq(set->supply->rows.set_aside, 1);
    cr_assert_str_eq(world.regions.aside.item[0].value, "府中町");
    cr_assert_eq(world.regions.aside.item[0].line, 3);
    world_release(&world);
}

Test(areas, repeats_are_merged_and_contradictions_set_aside)
{
    struct world world;

    world_make(&world);
    const struct region_set *set = world_read_set(
        &world, NULL,
        GIVEN_FILE("a.csv", "市区町村コード,保健所名\n"
                            "25201,湖東\n25201,湖東\n25201,湖西\n"
                            "25701,湖東\n252011,湖東\n,湖東\n"
                            "13101,千代田\n,\n"),
        "保健所");
    cr_assert_str_eq(world_at(set, world_mesh(0, 0)), "湖東");
    cr_assert_eq(set->supply->rows.kept, 2); /* one of them is elsewhere */
    cr_assert_eq(set->supply->rows.merged, 1);
    cr_assert_eq(set->supply->rows.set_aside, 4);
    cr_assert_eq(set->supply->rows.blank, 1);
    cr_assert_eq(
        world_aside(&world, "this municipality is in another area already"), 1);
    cr_assert_eq(world_aside(&world, "no municipality of this code is known"),
                 1);
    cr_assert_eq(world_aside(&world, "no code of a municipality, or its check "
                                     "digit is wrong"),
                 1);
    cr_assert_not(world_region(set, "千代田")->own);
    world_release(&world);
}

/* A table of figures by municipality names them twice, and groups none. */
Test(areas, a_list_of_municipalities_alone_is_no_list_of_areas)
{
    struct world world;

    world_make(&world);
    const char *text =
        world_refused(&world, "構想区域",
                      GIVEN_FILE("a.csv", "地域,市区町村コード,年度,指標,値\n"
                                          "湖東市,25201,2024,SCR,96\n"
                                          "湖東市,25201,2025,SCR,98\n"),
                      ERR_INPUT);
    cr_assert_not_null(strstr(text, "no list of areas"), "%s", text);
    world_release(&world);
}

Test(areas, two_files_of_one_kind_make_one_set)
{
    struct world world;

    world_make(&world);
    struct region_file file[] = {
        {NULL, GIVEN_FILE("a.csv", "市区町村コード,保健所名\n25201,湖東\n")},
        {NULL, GIVEN_FILE("b.csv", "市区町村コード,保健所名\n25301,湖西\n")}};
    world_read(&world, file, 2, NULL, 0);
    cr_assert_eq(world.regions.n_set, 4);
    const struct region_set *set = world_set(&world, "保健所");
    cr_assert_str_eq(world_at(set, world_mesh(0, 0)), "湖東");
    cr_assert_str_eq(world_at(set, world_mesh(1, 0)), "湖西");
    cr_assert_eq(world.regions.n_supply, 2);
    world_release(&world);
}

Test(areas, titles_above_the_headings_and_cp932_are_read)
{
    struct world world;

    world_make(&world);
    /* 保健所名簿 令和6年4月1日現在 / 市町村コード,保健所名 / 25201,湖東 */
    const struct region_set *set = world_read_set(
        &world, NULL,
        GIVEN_FILE("a.csv",
                   "\x95\xdb\x8c\x92\x8f\x8a\x96\xbc\x95\xeb,"
                   "\x97\xdf\x98\x61\x36\x94\x4e\x34\x8c\x8e\x31\x93\xfa\x8c"
                   "\xbb\x8d\xdd\r\n"
                   "\x8e\x73\x92\xac\x91\xba\x83\x52\x81\x5b\x83\x68,"
                   "\x95\xdb\x8c\x92\x8f\x8a\x96\xbc\r\n"
                   "25201,\x8c\xce\x93\x8c\r\n"),
        "保健所");
    cr_assert_str_eq(world_at(set, world_mesh(0, 0)), "湖東");
    cr_assert_str_eq(set->vintage, "2024-04-01");
    cr_assert_str_eq(set->supply->encoding, "CP932");
    world_release(&world);
}

Test(areas, files_that_are_no_areas_are_refused_with_what_was_looked_for)
{
    struct world world;

    world_make(&world);
    const char *text = world_refused(
        &world, NULL, GIVEN_FILE("a.csv", "氏名,金額\nあ,1\n"), ERR_INPUT);
    cr_assert_not_null(strstr(text, "市区町村コード"), "%s", text);
    cr_assert_not_null(strstr(text, "金額"), "%s", text);
    text = world_refused(&world, NULL, GIVEN_FILE("empty.csv", ""), ERR_INPUT);
    cr_assert_not_null(strstr(text, "empty.csv"), "%s", text);
    text = world_refused(&world, NULL,
                         GIVEN_FILE("p.csv", "<html><body></body></html>"),
                         ERR_INPUT);
    cr_assert_not_null(strstr(text, "web page"), "%s", text);
    text = world_refused(
        &world, NULL, GIVEN_FILE("b.csv", "市区町村コード,保健所名\n99999,x\n"),
        ERR_INPUT);
    cr_assert_not_null(strstr(text, "b.csv"), "%s", text);
    world_refused(&world, NULL, "no/such/file.csv", ERR_STORAGE);
    world_release(&world);
}
