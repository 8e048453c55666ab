/* Areas as lists of towns. */
#include "audit/town_names.h"
#include "tests/audit/read_given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

TestSuite(towns, .init = given_read_folder, .fini = given_read_folder_gone);

/* Of 湖西町 the western meshes (0, 2) are nearest to 潮見ヶ丘一丁目. */
Test(towns, a_mesh_goes_where_its_nearest_town_goes)
{
    struct world world;

    world_make(&world);
    const struct region_set *set =
        world_read_set(&world, NULL,
                       GIVEN_FILE("a.csv", "市町村コード,町丁,日常生活圏域名\n"
                                           "25301,潮見ケ丘１丁目,西\n"
                                           "25301,潮見が丘二丁目,東\n"),
                       "日常生活圏域");
    cr_assert(set->approximate);
    cr_assert_str_eq(world_at(set, world_mesh(1, 0)), "西");
    cr_assert_str_eq(world_at(set, world_mesh(1, 1)), "東");
    cr_assert_str_eq(world_at(set, world_mesh(1, 2)), "西");
    cr_assert_str_eq(world_at(set, world_mesh(1, 3)), "東");
    cr_assert_str_eq(world_at(set, world_mesh(0, 0)), "-");
    cr_assert_str_eq(world_of(set, 1), "西");
    cr_assert_str_eq(world_of(set, 0), "-");
    cr_assert_eq(set->region[0].n_member, 0);
    cr_assert_str_eq(world_region(set, "東")->prefecture, "滋賀県");
    world_release(&world);
}

Test(towns, a_town_stands_for_its_chome_but_for_those_named_themselves)
{
    struct world world;

    world_make(&world);
    const struct region_set *set =
        world_read_set(&world, NULL,
                       GIVEN_FILE("a.csv", "市町村コード,大字,日常生活圏域名\n"
                                           "25301,潮見ヶ丘,広い\n"
                                           "25301,潮見ヶ丘2丁目,狭い\n"),
                       "日常生活圏域");
    cr_assert_str_eq(world_at(set, world_mesh(1, 0)), "広い");
    cr_assert_str_eq(world_at(set, world_mesh(1, 1)), "狭い");
    world_release(&world);
}

/* The dictionary has the town, far off, beside its 丁目. */
Test(towns, a_town_that_stands_beside_its_chome_stands_for_them_too)
{
    struct world world;
    struct land_town town = {.code = "25301",
                             .name = "潮見ヶ丘",
                             .point = {136.19, 35.09},
                             .radius_m = NAN};

    world_make(&world);
    land_add_town(&world.table.land, &town);
    land_sort(&world.table.land);
    const struct region_set *set =
        world_read_set(&world, NULL,
                       GIVEN_FILE("a.csv", "市町村コード,大字,日常生活圏域名\n"
                                           "25301,潮見ヶ丘,広い\n"
                                           "25301,潮見ヶ丘2丁目,狭い\n"),
                       "日常生活圏域");
    cr_assert_str_eq(world_at(set, world_mesh(1, 0)), "広い");
    cr_assert_str_eq(world_at(set, world_mesh(1, 1)), "狭い");
    cr_assert_eq(world_aside(&world, "this town is in another area already"),
                 0);
    world_release(&world);
}

Test(towns, one_cell_may_list_many_towns)
{
    struct world world;

    world_make(&world);
    const struct region_set *set = world_read_set(
        &world, NULL,
        GIVEN_FILE("a.csv", "市町村名,担当地域,地域包括支援センター\n"
                            "湖西町,潮見ヶ丘1～2丁目,湖西\n"
                            "湖東市,\"一本松町、沖ノ里\",湖東\n"),
        "地域包括支援センター");
    for (size_t k = 0; k < 4; k++) {
        cr_assert_str_eq(world_at(set, world_mesh(0, k)), "湖東");
        cr_assert_str_eq(world_at(set, world_mesh(1, k)), "湖西");
    }
    cr_assert_eq(
        world_aside(&world, "this municipality is in no area of the file"),
        2); /* the two wards */
    world_release(&world);
}

Test(towns, the_only_own_municipality_need_not_be_named)
{
    struct world world;
    const char *own[] = {"25301"};
    const char *path = GIVEN_FILE("a.csv", "町丁目,日常生活圏域\n"
                                           "潮見ヶ丘一丁目,西\n");
    struct region_file file = {NULL, path};

    world_make(&world);
    world_read(&world, &file, 1, own, 1);
    const struct region_set *set = world_set(&world, "日常生活圏域");
    cr_assert_str_eq(world_at(set, world_mesh(1, 0)), "西");
    const char *text = world_refused(&world, NULL, path, ERR_INPUT);
    cr_assert_not_null(strstr(text, "市区町村コード"), "%s", text);
    world_release(&world);
}

Test(towns, a_town_of_a_city_is_looked_for_in_all_its_wards)
{
    struct world world;

    world_make(&world);
    const struct region_set *set =
        world_read_set(&world, NULL,
                       GIVEN_FILE("a.csv", "市町村コード,町丁,日常生活圏域名\n"
                                           "27140,北町,北\n"
                                           "27142,本町,南\n"),
                       "日常生活圏域");
    cr_assert_str_eq(world_at(set, world_mesh(2, 0)), "北");
    cr_assert_str_eq(world_at(set, world_mesh(2, 1)), "-"); /* 本町 of 北区 */
    cr_assert_str_eq(world_at(set, world_mesh(3, 1)), "南");
    cr_assert_str_eq(world_at(set, world_mesh(3, 0)), "-");
    world_release(&world);
}

Test(towns, a_name_that_fits_several_towns_says_nothing)
{
    struct world world;
    struct land_town town = {
        .code = "25201", .name = "沖ノ里", .point = {136.0562, 35.0542}};

    world_make(&world);
    land_add_town(&world.table.land, &town);
    land_sort(&world.table.land);
    const struct region_set *set =
        world_read_set(&world, NULL,
                       GIVEN_FILE("a.csv", "市町村コード,町丁,日常生活圏域名\n"
                                           "27140,本町,中\n" /* 2 wards */
                                           "25201,沖の里,外\n"
                                           "25201,沖ノ里,里\n"),
                       "日常生活圏域");
    cr_assert_str_eq(world_at(set, world_mesh(2, 1)), "-");
    cr_assert_str_eq(world_at(set, world_mesh(3, 1)), "-");
    cr_assert_str_eq(world_at(set, world_mesh(0, 0)), "里");
    cr_assert_eq(
        world_aside(&world, "several towns of this municipality may be meant"),
        2);
    world_release(&world);
}

Test(towns, towns_that_are_not_found_or_not_named_are_told)
{
    struct world world;

    world_make(&world);
    world_read_set(&world, NULL,
                   GIVEN_FILE("a.csv", "市町村コード,町丁,日常生活圏域名\n"
                                       "25301,潮見ヶ丘一丁目,西\n"
                                       "25301,潮見ヶ丘一丁目,東\n"
                                       "25301,潮見ヶ丘9丁目,東\n"
                                       "25301,ない町,東\n"),
                   "日常生活圏域");
    cr_assert_eq(world_aside(&world, "no town of this name is known in its "
                                     "municipality"),
                 2);
    cr_assert_eq(world_aside(&world, "this town is in another area already"),
                 1);
    cr_assert_eq(world_aside(&world, "towns that the list does not name: the "
                                     "meshes around them are in no area"),
                 1);
    world_release(&world);
}

Test(towns, a_municipality_without_towns_in_the_list_is_in_it_whole)
{
    struct world world;

    world_make(&world);
    const struct region_set *set =
        world_read_set(&world, NULL,
                       GIVEN_FILE("a.csv", "市町村コード,町丁,日常生活圏域名\n"
                                           "25201,,湖東\n"
                                           "25301,潮見ヶ丘一丁目,西\n"
                                           "25301,,残り\n"),
                       "日常生活圏域");
    cr_assert_str_eq(world_at(set, world_mesh(0, 3)), "湖東");
    cr_assert_str_eq(world_at(set, world_mesh(1, 0)), "西");
    cr_assert_str_eq(world_at(set, world_mesh(1, 1)), "残り");
    world_release(&world);
}

Test(towns, towns_need_a_store_that_knows_them)
{
    struct world world;

    world_make(&world);
    world.table.land.n_town = 0;
    const char *text = world_refused(
        &world, NULL,
        GIVEN_FILE("a.csv", "市町村コード,町丁,日常生活圏域名\n25301,一,西\n"),
        ERR_PLACE);
    cr_assert_not_null(strstr(text, "--gazetteer"), "%s", text);
    world_release(&world);
}

Test(towns, a_cell_is_read_as_the_towns_that_it_lists)
{
    static const struct {
        const char *cell, *towns;
    } expected[] = {
        {"湊町", "湊町"},
        {"湊町一丁目", "湊町1丁目"},
        {"湊町１～３丁目", "湊町1丁目 湊町2丁目 湊町3丁目"},
        {"湊町1丁目〜2丁目、桟橋通", "湊町1丁目 湊町2丁目 桟橋通"},
        {"湊町1・3丁目", "湊町1丁目 湊町3丁目"},
        {"湊町１，２，４丁目", "湊町1丁目 湊町2丁目 湊町4丁目"},
        {"湊町（1丁目～2丁目）", "湊町1丁目 湊町2丁目"},
        {"湊町（一部）、桟橋通の一部", "湊町 桟橋通"},
        {"湊町（２丁目を除く）", "湊町(2丁目を除く)"},
        {"湊町十二丁目", "湊町12丁目"},
        {"湊町二十一丁目", "湊町21丁目"},
        {"助七一丁目", "助七1丁目"},
        {"三十三間堂町、八軒町", "三十三間堂町 八軒町"},
        {"センター町\n北　町", "センタ-町 北町"},
        {"湊町2～1丁目", "湊町2~1丁目"},
        {"", ""},
    };
    struct arena arena = {0};
    struct str name[16];

    for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
        struct buf got = {0};
        size_t n = town_names_list(str_of(expected[i].cell), name, 16, &arena);
        buf_add_text(&got, "");
        for (size_t k = 0; k < n; k++)
            buf_addf(&got, "%s%.*s", k ? " " : "", STR_ARG(name[k]));
        cr_expect(str_is(buf_str(&got), expected[i].towns), "%s: %.*s",
                  expected[i].cell, STR_ARG(buf_str(&got)));
        buf_release(&got);
    }
    arena_release(&arena);
}

Test(towns, names_written_otherwise_are_alike_and_others_are_not)
{
    static const struct {
        const char *a, *b;
        bool alike;
    } expected[] = {
        {"大字松ヶ崎", "松ケ崎", true},
        {"字古浜", "古濱", true},
        {"一ノ山", "一の山", true},
        {"霞が関３丁目", "霞ヶ関三丁目", true},
        {"湊町1丁目", "湊町2丁目", false},
        {"湊町", "湊", false},
        {"上湊町", "湊町", false},
        {"センター町", "センタ－町", true},
    };
    struct arena arena = {0};

    for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
        struct str a = town_names_loose(
            town_names_plain(str_of(expected[i].a), &arena), &arena);
        struct str b = town_names_loose(
            town_names_plain(str_of(expected[i].b), &arena), &arena);
        cr_expect_eq(str_eq(a, b), expected[i].alike, "%s %s", expected[i].a,
                     expected[i].b);
    }
    arena_release(&arena);
}
