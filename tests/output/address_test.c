/* Addresses as people read them. The samples are shapes of published ones. */
#include "output/address.h"

#include <criterion/criterion.h>

static void expect_line(const char *address, const char *building,
                        const char *want)
{
    struct arena arena = {0};
    const char *line = address_line(&arena, address, building);

    cr_expect_str_eq(line, want);
    arena_release(&arena);
}

Test(address, tells_an_end_that_is_repeated_once)
{
    expect_line("駒形富士山323-1CareVilla瑞穂 CareVilla瑞穂", NULL,
                "駒形富士山323-1CareVilla瑞穂");
    expect_line("箱根ヶ崎１８８－６藤野ビル201号室　藤野ビル201号室", NULL,
                "箱根ヶ崎１８８－６藤野ビル201号室");
    expect_line("一里山3丁目21-18 21-18", NULL, "一里山3丁目21-18");
    expect_line("月輪三丁目29番4号2F2F", NULL, "月輪三丁目29番4号2F");
}

Test(address, keeps_what_only_looks_repeated)
{
    static const char *const kept[] = {
        "湊町1-1",       "湊町11-1 1-1",     "湊町5番10 10", "みなみみなみ",
        "桜町 桜",       "山ノ上12F2F",      "湊町1丁目1",   "一丁目",
        "港北区北北1-2", "町1-11 おか おか",
    };

    for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
        expect_line(kept[i], NULL, kept[i]);
}

Test(address, tells_a_building_once)
{
    expect_line("湊町1-2ともしびビル201", "ともしびビル201",
                "湊町1-2ともしびビル201");
    expect_line("湊町1-2 ＡＢＣビル ２０１", "abcビル201",
                "湊町1-2 ＡＢＣビル ２０１");
    expect_line("湊町1-2", "ともしびビル201", "湊町1-2 ともしびビル201");
    expect_line("湊町1-2ビル1", "ビル2", "湊町1-2ビル1 ビル2");
    /* A room, not the end of the house's number. */
    expect_line("湊町1-2", "2", "湊町1-2 2");
    expect_line("湊町1-1201", "201", "湊町1-1201 201");
    expect_line(NULL, "ともしびビル", "ともしびビル");
    expect_line("湊町1-2", "", "湊町1-2");
}

Test(address, of_nothing_is_nothing)
{
    struct arena arena = {0};

    cr_expect_null(address_line(&arena, NULL, NULL));
    cr_expect_null(address_line(&arena, "", " "));
    cr_expect(address_has(STR(""), NULL));
    arena_release(&arena);
}
