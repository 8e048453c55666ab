#include "people/features.h"
#include "tests/base/given.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* The values, between '|' and a line each, or what was said. */
static struct buf read_all(struct str json)
{
    struct arena arena = {0};
    struct err err = {0};
    struct buf out = {0};
    struct in_source source = given_source(&arena, given_file(json));
    bool known = false, more = true, ok;
    struct features *features = features_open(&source, &known, &err);
    size_t n = 0;

    if (!features)
        buf_addf(&out, "error: %s", err.text);
    else if (!known)
        buf_add_text(&out, "unknown");
    else
        features_columns(features, &n);
    while (features && known) {
        ok = features_next(features, &more, &err);
        if (!ok)
            buf_addf(&out, "error: %s", err.text);
        if (!ok || !more)
            break;
        for (size_t i = 0; i < n; i++)
            buf_addf(&out, "%s%.*s", i ? "|" : "",
                     STR_ARG(features_get(features, (int)i)));
        buf_add_char(&out, '\n');
    }
    features_close(features);
    arena_release(&arena);
    return out;
}

static void reads(const char *json, const char *expected)
{
    struct buf out = read_all(str_of(json));

    cr_expect_str_eq(out.ptr ? out.ptr : "", expected, "%s: %s", json,
                     out.ptr ? out.ptr : "");
    buf_release(&out);
}

static void refuses(const char *json, const char *said)
{
    struct buf out = read_all(str_of(json));

    cr_expect(out.ptr && strstr(out.ptr, "error: ") && strstr(out.ptr, said),
              "%s: %s", json, out.ptr ? out.ptr : "");
    buf_release(&out);
}

#define FEATURES(list)                                                         \
    "{\"type\":\"FeatureCollection\",\"name\":{\"a\":[1,{}]},"                 \
    "\"features\":[" list "],\"bbox\":[1,2]}\n"
#define FEATURE(properties)                                                    \
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\","                \
    "\"coordinates\":[[[1e2,-3.5],[1,2]]]},\"properties\":" properties "}"

Test(features, values_are_text_and_null_is_empty)
{
    reads(FEATURES(FEATURE(
              "{\"a\":\" x \",\"b\":1.50,\"c\":null,\"d\":-1e-05,\"e\":true}")),
          "x|1.50||-1e-05|true\n");
}

Test(features, columns_are_found_by_name_in_any_order)
{
    reads(
        FEATURES(FEATURE(
            "{\"a\":1,\"b\":2,\"c\":3}") ","
                                         " {\"properties\":{\"c\":6,\"a\":4,"
                                         "\"x\":9,\"b\":5}} ," FEATURE(
                                             "{\"b\":7}") "," FEATURE("null")),
        "1|2|3\n4|5|6\n|7|\n||\n");
}

Test(features, escapes_and_nested_values)
{
    reads(FEATURES(FEATURE("{\"\\u0061\":\"\\u5927\\u6d25\\n\\\"\\\\\\/\","
                           "\"b\":{\"c\":[\"}\",\"]\"]},\"d\":\"\\ud83d"
                           "\\ude00\"}")),
          "大津\n\"\\/||😀\n");
}

Test(features, a_name_that_comes_twice_is_two_columns)
{
    reads(FEATURES(FEATURE("{\"a\":1,\"a\":2}")), "1|2\n");
}

Test(features, a_byte_order_mark_is_passed_over)
{
    reads("\xEF\xBB\xBF" FEATURES(FEATURE("{\"a\":1}")), "1\n");
}

Test(features, other_json_is_unknown)
{
    reads("{\"a\":1}", "unknown");
    reads("{\"features\":3}", "unknown");
    reads(FEATURES(""), "unknown");
    reads(FEATURES(FEATURE("{}")), "unknown");
}

Test(features, what_is_damaged_or_cut_off_is_refused)
{
    const char *whole = FEATURES(FEATURE("{\"a\":1}") "," FEATURE("{\"a\":2}"));
    char part[512];

    refuses("<html>", "no sound GeoJSON");
    refuses("", "cut off");
    refuses("[1]", "no sound GeoJSON");
    refuses(FEATURES("{\"properties\":{\"a\" 1}}"), "no sound GeoJSON");
    refuses(FEATURES(FEATURE("{\"a\":1}") FEATURE("{\"a\":1}")),
            "no sound GeoJSON");
    refuses(FEATURES(FEATURE("{\"a\":\"\\ud83dx\"}")), "no sound GeoJSON");
    /* Cut anywhere before its last brace. */
    for (size_t len = 0; len + 2 < strlen(whole); len++) {
        snprintf(part, sizeof(part), "%.*s", (int)len, whole);
        struct buf out = read_all(str_of(part));
        cr_expect(out.ptr && strstr(out.ptr, "error: "), "%zu: %s", len,
                  out.ptr ? out.ptr : "");
        buf_release(&out);
    }
}

Test(features, values_may_lie_across_any_border_of_the_buffer)
{
    for (size_t pad = 65536 - 40; pad < 65536 + 10; pad++) {
        struct buf json = {0};
        buf_add_text(&json, "{\"x\":\"");
        for (size_t i = 0; i < pad - 30; i++)
            buf_add_char(&json, 'y');
        buf_add_text(&json, "\",\"features\":[{\"properties\":{\"abc\":12345,"
                            "\"def\":\"u\\u0041v\"}}]}");
        struct buf out = read_all(buf_str(&json));
        cr_expect_str_eq(out.ptr, "12345|uAv\n", "%zu", pad);
        buf_release(&out);
        buf_release(&json);
    }
}
