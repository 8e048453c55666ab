#include "model/municipality.h"

#include <criterion/criterion.h>
#include <string.h>

Test(municipality, the_registry_wins_over_a_listing_whatever_the_order)
{
    struct municipalities places = {0};
    struct arena arena = {0};

    municipalities_set(&places, &arena, "25201", "大津市役所", NULL,
                       PLACE_LISTING);
    municipalities_set(&places, &arena, "25201", "大津市", "オオツシ",
                       PLACE_REGISTRY);
    municipalities_set(&places, &arena, "25201", "大津", NULL, PLACE_BOUNDARY);
    cr_assert_eq(places.n, 1);
    cr_expect_str_eq(municipalities_find(&places, "25201")->name, "大津市");
    municipalities_release(&places);
    arena_release(&arena);
}

Test(municipality, codes_stay_sorted_and_are_found)
{
    struct municipalities places = {0};
    struct arena arena = {0};
    static const char *const codes[] = {"47201", "01101", "25201", "13101"};

    for (size_t i = 0; i < 4; i++)
        municipalities_set(&places, &arena, codes[i], codes[i], NULL,
                           PLACE_LISTING);
    for (size_t i = 1; i < places.n; i++)
        cr_expect_lt(strcmp(places.item[i - 1].code, places.item[i].code), 0);
    cr_expect_not_null(municipalities_find(&places, "13101"));
    cr_expect_null(municipalities_find(&places, "13102"));
    cr_expect_null(municipalities_find(&places, ""));
    municipalities_release(&places);
    arena_release(&arena);
}

Test(municipality, wards_belong_to_their_city)
{
    static const char *const pairs[][2] = {
        {"01101", "01100"},
        {"14118", "14100"},
        {"14131", "14130"},
        {"14153", "14150"},
        {"22138", "22130"},
        {"27147", "27140"},
        {"27128", "27100"},
        {"40137", "40130"},
        /* Tokyo's special wards are municipalities of their own. */
        {"13101", "13101"},
        {"25201", "25201"},
        {"27202", "27202"},
    };
    char city[6];

    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
        municipality_city(pairs[i][0], city);
        cr_expect_str_eq(city, pairs[i][1]);
        cr_expect_eq(municipality_is_ward(pairs[i][0]),
                     strcmp(pairs[i][0], pairs[i][1]) != 0);
    }
    cr_expect(municipality_has_wards("27100"));
    cr_expect_not(municipality_has_wards("13100"));
}

Test(municipality, prefectures_are_named_by_code_and_back)
{
    cr_expect_str_eq(prefecture_name("25201"), "滋賀県");
    cr_expect_str_eq(prefecture_name("47"), "沖縄県");
    cr_expect_null(prefecture_name("48201"));
    cr_expect_null(prefecture_name("00000"));
    cr_expect_null(prefecture_name(""));
    cr_expect_str_eq(prefecture_code("北海道"), "01");
    cr_expect_null(prefecture_code("滋賀"));
}
