/* Prefectures and municipalities as people type them. */
#include "cmd/area_code.h"

#include <criterion/criterion.h>
#include <string.h>

static struct err err;

static const char *area(const char *text)
{
    static char code[6];

    err = (struct err){0};
    return area_code_read(text, code, &err) ? code : err.text;
}

static const char *prefecture(const char *text)
{
    const char *code = NULL;

    err = (struct err){0};
    return area_code_prefecture(text, &code, &err) ? code : err.text;
}

Test(area_code, five_digits_and_six_are_taken_in_any_width)
{
    cr_expect_str_eq(area("25299"), "25299");
    cr_expect_str_eq(area("252018"), "25201");
    cr_expect_str_eq(area("２５２９９"), "25299");
    cr_expect_str_eq(area("２５２０１８"), "25201");
}

Test(area_code, what_is_wrong_with_a_municipality_is_told)
{
    cr_expect(strstr(area("2529"), "4 digits"));
    cr_expect(strstr(area("２５２９"), "4 digits"));
    cr_expect(strstr(area("252019"), "check digit (the 6th)"));
    cr_expect(strstr(area("みなと市"), "not by name"));
    cr_expect(strstr(area("99999"), "give 5 digits"));
    cr_expect_eq(err.class, ERR_USAGE);
}

Test(area_code, a_prefecture_is_taken_by_number_and_by_name_with_or_without_ken)
{
    cr_expect_str_eq(prefecture("25"), "25");
    cr_expect_str_eq(prefecture("２５"), "25");
    cr_expect_str_eq(prefecture("滋賀県"), "25");
    cr_expect_str_eq(prefecture("滋賀"), "25");
    cr_expect_str_eq(prefecture("東京"), "13");
    cr_expect_str_eq(prefecture("京都"), "26");
    cr_expect_str_eq(prefecture("大阪"), "27");
    cr_expect_str_eq(prefecture("北海道"), "01");
}

Test(area_code, no_prefecture_is_guessed)
{
    static const char *const wrong[] = {"志賀県", "48", "00", "5",
                                        "251",    "",   "県", "滋賀県大津市"};

    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        cr_expect(strstr(prefecture(wrong[i]), "is not a prefecture"), "'%s'",
                  wrong[i]);
        cr_expect_eq(err.class, ERR_USAGE);
    }
}

Test(area_code, a_municipality_stands_for_its_prefecture_once)
{
    const char *pref[] = {"滋賀", "13"}, *town[] = {"25299", "261009"};
    struct opt_list given = {.item = pref, .n = 2},
                    areas = {.item = town, .n = 2};
    struct opt_list both = {0};
    struct arena arena = {0};

    cr_assert(area_code_prefectures(&given, &areas, &both, &arena, &err));
    cr_assert_eq(both.n, 3);
    cr_expect_str_eq(both.item[0], "25");
    cr_expect_str_eq(both.item[1], "13");
    cr_expect_str_eq(both.item[2], "26");
    opt_list_release(&both);
    arena_release(&arena);
}
