/* JSON that was read: types, limits, and where a fault is. */
#include "fetch/json.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void is_refused(struct str text, const char *where)
{
    struct err err = {0};
    struct json *json = json_parse(text, "x.json", &err);

    cr_expect_null(json, "%.*s", STR_ARG(text));
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect(strstr(err.text, "'x.json'"), "%s", err.text);
    cr_expect(strstr(err.text, where), "%.*s: %s", STR_ARG(text), err.text);
    json_free(json);
}

Test(json, a_fault_is_told_with_line_and_column)
{
    is_refused(STR(""), "line 1, column 1 ");
    is_refused(STR("{\n \"a\": tru}"), "line 2, column 7 ");
    is_refused(STR("{\"あいう\": tru}"), "line 1, column 9 ");
    is_refused(STR("{} x"), "line 1, column 4 ");
    is_refused(STR("[1, 2\n"), "line ");
    is_refused(STR("{\"a\": \"\xFF\"}"), "line 1, column 8 ");
    is_refused(STR("[\n\"a\\u0000b\"]"), "line 2, column 3 ");
    is_refused(STR("nope"), "line 1, column 1 ");
}

Test(json, a_backslash_before_u0000_is_no_nul)
{
    struct err err = {0};
    struct json *json = json_parse(STR("[\"\\\\u0000\"]"), "x.json", &err);
    const char *text;

    cr_assert(json, "%s", err.text);
    cr_assert(json_text(json_items(json), &text));
    cr_expect_str_eq(text, "\\u0000");
    json_free(json);
}

Test(json, nesting_without_end_is_refused)
{
    char deep[5000];

    memset(deep, '[', sizeof(deep));
    is_refused((struct str){deep, sizeof(deep)}, "line 1, column ");
}

Test(json, a_getter_takes_its_own_type_only)
{
    struct err err = {0};
    struct json *json = json_parse(
        STR("{\"t\": \"x\", \"n\": 1.5, \"c\": 7, \"b\": true, \"z\": null,"
            " \"a\": [1, 2], \"o\": {}, \"m\": -1, \"big\": 1e300}"),
        "x.json", &err);
    const char *text = "kept";
    double number = 9;
    uint64_t count = 9;
    bool yes = false;

    cr_assert(json, "%s", err.text);
    cr_expect(json_text(json_member(json, "t"), &text));
    cr_expect_str_eq(text, "x");
    cr_expect_not(json_text(json_member(json, "n"), &text));
    cr_expect(json_number(json_member(json, "n"), &number));
    cr_expect_eq(number, 1.5);
    cr_expect_not(json_number(json_member(json, "t"), &number));
    cr_expect(json_count(json_member(json, "c"), &count));
    cr_expect_eq(count, 7);
    cr_expect_not(json_count(json_member(json, "n"), &count));
    cr_expect_not(json_count(json_member(json, "m"), &count));
    cr_expect_not(json_count(json_member(json, "big"), &count));
    cr_expect_eq(count, 7);
    cr_expect(json_bool(json_member(json, "b"), &yes));
    cr_expect(yes);
    cr_expect_not(json_bool(json_member(json, "c"), &yes));
    cr_expect(json_is_null(json_member(json, "z")));
    cr_expect_not(json_is_null(json_member(json, "none")));
    cr_expect(json_is_array(json_member(json, "a")));
    cr_expect(json_is_object(json_member(json, "o")));
    json_free(json);
}

Test(json, what_is_not_there_is_no_error)
{
    const char *text;
    uint64_t count;

    cr_expect_null(json_member(NULL, "a"));
    cr_expect_not(json_text(NULL, &text));
    cr_expect_not(json_count(NULL, &count));
    cr_expect_null(json_items(NULL));
    cr_expect_null(json_next(NULL));
    cr_expect_eq(json_size(NULL), 0);
    json_free(NULL);
}

Test(json, items_and_members_come_in_the_order_of_the_text)
{
    struct err err = {0};
    struct json *json =
        json_parse(STR("{\"b\": [3, 1, 2], \"a\": 0}"), "x.json", &err);
    const struct json *member = json_items(json);
    char seen[8] = "";
    size_t n = 0;

    cr_assert(json);
    cr_expect_str_eq(json_name(member), "b");
    cr_expect_str_eq(json_name(json_next(member)), "a");
    cr_expect_eq(json_size(member), 3);
    for (const struct json *i = json_items(member); i; i = json_next(i)) {
        uint64_t count = 0;
        cr_expect_null(json_name(i));
        cr_expect(json_count(i, &count));
        seen[n++] = (char)('0' + count);
    }
    cr_expect_str_eq(seen, "312");
    json_free(json);
}

Test(json, names_are_exact)
{
    struct err err = {0};
    struct json *json = json_parse(STR("{\"Id\": 1}"), "x.json", &err);

    cr_expect_null(json_member(json, "id"));
    cr_expect(json_member(json, "Id"));
    json_free(json);
}
