#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/in_encoding.h"
#include "base/str.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

Test(str, parts_include_empty_ones)
{
    static const char *const expected[] = {"a", "", "b", ""};
    struct str rest = STR("a,,b,"), part;

    for (size_t i = 0; i < 4; i++) {
        cr_assert(str_part(&rest, ',', &part));
        cr_expect(str_is(part, expected[i]), "%zu", i);
    }
    cr_expect(!str_part(&rest, ',', &part));
}

Test(str, trimming_knows_japanese_spaces)
{
    cr_expect(
        str_is(str_trim(STR("\u3000 \u00A0a\u3000b\t\r\n\u3000")), "a\u3000b"));
    cr_expect_eq(str_trim(STR("\u3000 ")).len, 0);
}

Test(str, cuts_are_clamped)
{
    cr_expect(str_is(str_cut(STR("abc"), 1, 9), "bc"));
    cr_expect_eq(str_cut(STR("abc"), 9, 1).len, 0);
}

Test(str, comparison_is_by_bytes_then_length)
{
    cr_expect_lt(str_cmp(STR("a"), STR("ab")), 0);
    cr_expect_gt(str_cmp(STR("\xE3"), STR("a")), 0);
    cr_expect_eq(str_cmp(STR(""), STR("")), 0);
    cr_expect_eq(str_find(STR("abc"), STR("c")), 2);
    cr_expect_eq(str_find(STR("abc"), STR("d")), SIZE_MAX);
}

/* Unicode 15, table 3-7, well-formed byte sequences, and what lies beside. */
Test(str, utf_8_is_checked_to_the_letter)
{
    static const struct {
        struct str bytes;
        bool valid;
    } cases[] = {
        {{"", 0}, true},
        {{"\x7F", 1}, true},
        {{"\xC2\x80", 2}, true},
        {{"\xC1\xBF", 2}, false},
        {{"\xE0\xA0\x80", 3}, true},
        {{"\xE0\x9F\xBF", 3}, false},
        {{"\xED\x9F\xBF", 3}, true},
        {{"\xED\xA0\x80", 3}, false},
        {{"\xEE\x80\x80", 3}, true},
        {{"\xEF\xBF\xBF", 3}, true},
        {{"\xF0\x90\x80\x80", 4}, true},
        {{"\xF0\x8F\xBF\xBF", 4}, false},
        {{"\xF4\x8F\xBF\xBF", 4}, true},
        {{"\xF4\x90\x80\x80", 4}, false},
        {{"\x80", 1}, false},
        {{"\xE3\x81", 2}, false},
        {{"\xE3\x81\x82\xE3", 4}, false},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        cr_expect_eq(str_valid_utf8(cases[i].bytes), cases[i].valid, "%zu", i);
        cr_expect_eq(encoding_is_utf8(cases[i].bytes), cases[i].valid, "%zu",
                     i);
    }
}

Test(str, both_checks_of_utf_8_agree_on_every_three_bytes)
{
    for (uint32_t i = 0; i < 0x1000000; i++) {
        char bytes[3] = {(char)(i >> 16), (char)(i >> 8), (char)i};
        struct str s = {bytes, 3};
        if (str_valid_utf8(s) != encoding_is_utf8(s))
            cr_assert_fail("%06x", i);
    }
}

Test(str, numbers_are_whole_texts)
{
    double number;

    cr_expect(str_number(STR("-35.5"), &number) && number == -35.5);
    cr_expect(!str_number(STR(""), &number));
    cr_expect(!str_number(STR("1,5"), &number));
    cr_expect(!str_number(STR("1e5"), &number));
    cr_expect(!str_number(STR("nan"), &number));
    cr_expect(!str_number(STR("1.2.3"), &number));
}

Test(encoding, is_guessed_from_what_is_not_ascii)
{
    cr_expect_eq(encoding_guess(STR("abc")), ENCODING_ASCII);
    cr_expect_eq(encoding_guess(STR("\u533B\u9662")), ENCODING_UTF_8);
    cr_expect_eq(encoding_guess(STR("\u533B\u9662\xE3\x81")), ENCODING_UTF_8);
    cr_expect_eq(encoding_guess(STR("\x88\xE3\x89\x40")), ENCODING_CP932);
    cr_expect_eq(encoding_guess(STR("\u533B\u9662\xFF,\u533B\u9662")),
                 ENCODING_UTF_8);
}

Test(encoding, names_become_utf_8_whatever_they_are)
{
    struct arena arena = {0};

    cr_expect_str_eq(encoding_name(&arena, "\u540D.csv"), "\u540D.csv");
    cr_expect_str_eq(encoding_name(&arena, "\x96\xBC.csv"), "\u540D.csv");
    cr_expect_str_eq(encoding_name(&arena, "a\xFF.csv"), "a\uFFFD.csv");
    arena_release(&arena);
}

Test(buf, degrees_have_six_decimals_at_most)
{
    static const struct {
        double deg;
        const char *text;
    } cases[] = {
        {135, "135"},           {-35.5, "-35.5"},  {0, "0"},
        {1.0000004, "1"},       {-0.0000004, "0"}, {139.6917064, "139.691706"},
        {0.000001, "0.000001"}, {100.10, "100.1"}};
    struct buf buf = {0};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        buf_clear(&buf);
        buf_add_deg(&buf, cases[i].deg);
        cr_expect_str_eq(buf.ptr, cases[i].text);
    }
    buf_release(&buf);
}

Test(buf, json_is_safe_inside_a_page)
{
    struct buf buf = {0};

    buf_add_json(&buf, STR("</script>\"\\\n\x01&\u2028\u2029\u202A\x7F"));
    cr_expect_str_eq(buf.ptr, "\\u003c/script\\u003e\\\"\\\\\\n\\u0001\\u0026"
                              "\\u2028\\u2029\u202A\\u007f");
    buf_release(&buf);
}

Test(buf, xml_holds_no_forbidden_character)
{
    struct buf buf = {0};

    buf_add_xml(&buf, STR("<a b='&\">\x01\x0B\t\xFF\uFFFE\u3042\r"));
    cr_expect_str_eq(buf.ptr, "&lt;a b=&#39;&amp;&quot;&gt;\t\u3042&#13;");
    buf_release(&buf);
}

Test(buf, csv_cells_are_quoted_when_needed)
{
    struct buf buf = {0};

    buf_add_csv(&buf, STR("a b"));
    buf_add_csv(&buf, STR("\"c\",\n"));
    cr_expect_str_eq(buf.ptr, "a b\"\"\"c\"\",\n\"");
    buf_release(&buf);
}

Test(arena, memory_is_zeroed_also_after_a_reset)
{
    struct arena arena = {0};

    for (int round = 0; round < 3; round++) {
        for (size_t size = 1; size < 400000; size = size * 3 + 1) {
            unsigned char *bytes = arena_alloc(&arena, size);
            cr_assert_eq((uintptr_t)bytes % 16, 0);
            for (size_t i = 0; i < size; i++)
                cr_assert_eq(bytes[i], 0);
            memset(bytes, 0xAA, size);
        }
        arena_reset(&arena);
    }
    cr_expect_str_eq(arena_format(&arena, "%d-%s", 7, "x"), "7-x");
    arena_release(&arena);
}

Test(err, context_stands_before_the_sentence)
{
    struct err err = {0};

    cr_expect(!err_set(&err, ERR_INPUT, "no column '%s'", "a"));
    cr_expect(!err_in(&err, "cannot read '%s'", "b"));
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect_str_eq(err.text, "cannot read 'b': no column 'a'");
}

Test(err, a_sentence_that_is_too_long_stays_utf_8)
{
    struct err err = {0};
    struct buf text = {0};

    for (int i = 0; i < 3000; i++)
        buf_add_text(&text, "\u3042");
    for (int shift = 0; shift < 3; shift++) {
        err_set(&err, ERR_INPUT, "%s%s", &"aaa"[shift], text.ptr);
        cr_expect(str_valid_utf8(str_of(err.text)));
        err_in(&err, "b");
        cr_expect(str_valid_utf8(str_of(err.text)));
    }
    buf_release(&text);
}

Test(buf, a_character_is_written_as_it_is_read)
{
    static const uint32_t codes[] = {'a',     0x7F,    0x80,   0x7FF,
                                     0x800,   0x3042,  0xFFFD, 0x10000,
                                     0x20BB7, 0x10FFFF};

    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
        struct buf buf = {0};
        uint32_t read = 0;
        buf_add_code(&buf, codes[i]);
        cr_assert_eq(str_char(buf_str(&buf), 0, &read), buf.len);
        cr_assert_eq(read, codes[i]);
        buf_release(&buf);
    }
}

Test(buf, readings_become_hiragana_and_all_else_stays)
{
    struct buf buf = {0};

    buf_add_hiragana(&buf, STR("ミナト ヴァーヶヽ漢字abc"));
    cr_assert_str_eq(buf.ptr, "みなと ゔぁーゖゝ漢字abc");
    buf_release(&buf);
}
