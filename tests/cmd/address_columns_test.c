#include "cmd/address_columns.h"

#include <criterion/criterion.h>
#include <string.h>

#define HEADINGS(...)                                                          \
    (const struct str[]){__VA_ARGS__},                                         \
        sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str)

static bool find(const struct str *cell, size_t n,
                 struct address_headings wanted, struct address_columns *found,
                 struct err *err)
{
    const struct row header = {.line = 1, .n_cell = n, .cell = cell};

    *found = (struct address_columns){NO_COLUMN, NO_COLUMN, NO_COLUMN};
    *err = (struct err){0};
    return address_columns_find(&header, &wanted, "a.csv", found, err);
}

static void expect_refused(const struct str *cell, size_t n,
                           struct address_headings wanted, const char *part)
{
    struct address_columns found;
    struct err err;

    cr_assert_not(find(cell, n, wanted, &found, &err));
    cr_expect_eq(err.class, ERR_USAGE);
    cr_expect_not_null(strstr(err.text, "'a.csv'"), "%s", err.text);
    cr_expect_not_null(strstr(err.text, part), "%s", err.text);
}

/* ---- no heading given ---- */

Test(address_columns, the_one_usual_heading_is_the_address)
{
    static const char *const usual[] = {
        "住所",           "所在地",       "所在地_連結表記", "住所（番地まで）",
        "住所(番地まで)", "事業所所在地", " 住 所 ",         "Address",
        "ＡＤＤＲＥＳＳ"};

    for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++) {
        struct address_columns found;
        struct err err;
        cr_expect(find(HEADINGS(STR("番号"), str_of(usual[i]), STR("電話")),
                       (struct address_headings){0}, &found, &err),
                  "%s", err.text);
        cr_expect_eq(found.address, 1, "%s", usual[i]);
        cr_expect_eq(found.municipality, NO_COLUMN);
        cr_expect_eq(found.postal, NO_COLUMN);
    }
}

Test(address_columns, parts_of_an_address_and_other_addresses_are_not_guessed)
{
    expect_refused(HEADINGS(STR("番号"), STR("メールアドレス"),
                            STR("住所コード"), STR("所在地_町字")),
                   (struct address_headings){0},
                   "番号, メールアドレス, 住所コード, 所在地_町字");
}

Test(address_columns, two_headings_that_fit_are_both_named)
{
    expect_refused(HEADINGS(STR("住所"), STR("名称"), STR("所在地")),
                   (struct address_headings){0}, "住所, 所在地; name one");
}

Test(address_columns, a_table_without_headings_says_so)
{
    expect_refused(HEADINGS(STR(""), STR(" ")), (struct address_headings){0},
                   "none");
}

Test(address_columns, other_columns_are_never_guessed)
{
    struct address_columns found;
    struct err err;

    cr_assert(
        find(HEADINGS(STR("住所"), STR("市区町村コード"), STR("郵便番号")),
             (struct address_headings){0}, &found, &err));
    cr_expect_eq(found.municipality, NO_COLUMN);
    cr_expect_eq(found.postal, NO_COLUMN);
}

/* ---- headings given ---- */

Test(address_columns, a_given_heading_is_found_in_any_width)
{
    struct address_columns found;
    struct err err;

    cr_assert(
        find(HEADINGS(STR("住所"), STR("通所先の住所（１）"), STR("コード"),
                      STR("郵便 番号")),
             (struct address_headings){"通所先の住所(1)", "コード", "郵便番号"},
             &found, &err),
        "%s", err.text);
    cr_expect_eq(found.address, 1, "and not the usual one");
    cr_expect_eq(found.municipality, 2);
    cr_expect_eq(found.postal, 3);
}

Test(address_columns, a_given_heading_is_found_whole_only)
{
    expect_refused(HEADINGS(STR("住所"), STR("住所2")),
                   (struct address_headings){.address = "住"}, "'住'");
}

Test(address_columns, one_column_may_serve_twice)
{
    struct address_columns found;
    struct err err;

    cr_assert(find(HEADINGS(STR("所在地")),
                   (struct address_headings){"所在地", NULL, "所在地"}, &found,
                   &err));
    cr_expect_eq(found.address, 0);
    cr_expect_eq(found.postal, 0);
}

Test(address_columns, a_missing_heading_is_told_with_those_that_are_there)
{
    expect_refused(HEADINGS(STR("住所"), STR(""), STR("名称")),
                   (struct address_headings){.address = "勤務先"},
                   "no column '勤務先'; its columns are: 住所, 名称");
    expect_refused(HEADINGS(STR("住所"), STR("名称")),
                   (struct address_headings){.municipality = "コード"},
                   "'コード'");
    expect_refused(HEADINGS(STR("住所"), STR("名称")),
                   (struct address_headings){.postal = "〒"}, "'〒'");
}

Test(address_columns, a_heading_that_stands_twice_is_not_chosen_from)
{
    expect_refused(HEADINGS(STR("住所"), STR("住所"), STR("所在地")),
                   (struct address_headings){.address = "住所"}, "2 times");
    expect_refused(HEADINGS(STR("住所"), STR("コード"), STR("ｺｰﾄﾞ")),
                   (struct address_headings){.municipality = "コード"},
                   "2 times");
}

Test(address_columns, a_wide_table_gives_a_sentence_that_can_be_read)
{
    struct str cell[ROWS_MAX_COLUMNS];
    struct address_columns found;
    struct err err;

    for (size_t i = 0; i < ROWS_MAX_COLUMNS; i++)
        cell[i] = STR("とても長い見出しの列がいくつもある表");
    cr_assert_not(find(cell, ROWS_MAX_COLUMNS, (struct address_headings){0},
                       &found, &err));
    cr_expect_lt(strlen(err.text), 1000);
    cr_expect_not_null(strstr(err.text, "..."));
    cr_expect(str_valid_utf8(str_of(err.text)));
}
