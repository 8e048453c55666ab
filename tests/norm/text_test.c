#include "norm/text.h"

#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

static struct arena arena;

static void stop(void)
{
    arena_release(&arena);
}

TestSuite(text, .fini = stop);

typedef struct str transform(struct str s, struct arena *arena);

static unsigned met;

static struct str clean(struct str s, struct arena *a)
{
    return text_clean(s, a, &met);
}

static struct str clean_lines(struct str s, struct arena *a)
{
    return text_clean_lines(s, a, &met);
}

static void expect_bytes(transform *by, struct str in, const char *wanted)
{
    struct str got = by(in, &arena);

    cr_expect(str_is(got, wanted), "'%.*s' gives '%.*s', not '%s'", STR_ARG(in),
              STR_ARG(got), wanted);
}

static void expect(transform *by, const char *in, const char *wanted)
{
    expect_bytes(by, str_of(in), wanted);
}

static void expect_borrowed(transform *by, const char *in)
{
    cr_expect_eq(by(str_of(in), &arena).ptr, in, "'%s' was copied", in);
}

static size_t encode(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)((n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0) | code);
    return n;
}

Test(text, cleaning_trims_ascii_and_ideographic_space)
{
    expect(clean, " \t　さくら訪問看護　\r\n", "さくら訪問看護");
    expect(clean, "　 ", "");
    expect(clean, "", "");
    expect_bytes(clean, (struct str){NULL, 0}, "");
}

Test(text, cleaning_borrows_when_nothing_changes)
{
    expect_borrowed(clean, "さくら 訪問看護　ステーション（本店）(支店)");
    expect_borrowed(clean, "\U00020BB7野家 ①");
}

Test(text, cleaning_makes_every_kind_of_break_one_space)
{
    expect(clean, "午前（改行）午後", "午前 午後");
    expect(clean, "午前(改行)午後", "午前 午後");
    expect(clean, "a\nb\rc\td", "a b c d");
    expect(clean, "a\r\nb", "a b");
    expect(clean,
           "a\u2028b\u2029c\xC2\x85"
           "d",
           "a b c d");
    expect(clean, "a\u00A0b", "a b");
    expect(clean, "a\u2009b", "a b");
}

Test(text, cleaning_makes_a_run_of_breaks_and_the_spaces_round_it_one_space)
{
    expect(clean, "午前 　（改行）（改行）\r\n 　午後", "午前 午後");
    expect(clean, "a\u00A0 \u200B\u00A0b", "a b");
}

Test(text, cleaning_keeps_other_spaces_as_published)
{
    expect(clean, "医療法人　 さくら会", "医療法人　 さくら会");
}

Test(text, cleaning_keeps_line_breaks_of_remarks_as_lines)
{
    expect(clean_lines, "一般　54 \r\n\r\n　療養　34\r\n",
           "一般　54\n療養　34");
    expect(clean_lines, "a（改行）b\u2028c", "a\nb\nc");
    expect(clean_lines, "a\tb\u00A0c", "a b c");
    expect_borrowed(clean_lines, "a\nb");
}

Test(text, cleaning_takes_out_controls_and_says_so)
{
    static const char *const odd[] = {"a\001b",
                                      "a\x7F"
                                      "b",
                                      "a\xC2\x80"
                                      "b",
                                      "a\u202Eb",
                                      "a\u2066b",
                                      "a\u200Fb",
                                      "a\uFDD0b",
                                      "a\uFFFEb",
                                      "a\U0001FFFFb"};

    for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
        met = 0;
        expect(clean, odd[i], "ab");
        cr_expect_eq(met, TEXT_CONTROL, "%zu", i);
    }
    met = 0;
    expect_bytes(clean, STR("a\0b"), "ab");
    cr_expect_eq(met, TEXT_CONTROL);
}

Test(text, cleaning_takes_out_zero_width_characters_and_bom_without_a_word)
{
    met = 0;
    expect(clean, "\uFEFFさ\u200Bく\u200Dら\u2060\u00AD", "さくら");
    cr_expect_eq(met, 0U);
}

Test(text, cleaning_keeps_variation_selectors)
{
    expect_borrowed(clean, "葛\U000E0100飾区");
    expect_borrowed(clean, "☎\uFE0E");
}

Test(text, cleaning_keeps_replacement_and_private_characters_and_says_so)
{
    met = 0;
    expect_borrowed(clean, "渡\uFFFD");
    cr_expect_eq(met, TEXT_REPLACED);
    met = 0;
    expect_borrowed(clean, "渡\uE000\U000F0000");
    cr_expect_eq(met, TEXT_PRIVATE);
}

Test(text, cleaning_only_adds_to_what_was_met)
{
    met = TEXT_PRIVATE;
    expect(clean, "a\001b", "ab");
    cr_expect_eq(met, TEXT_PRIVATE | TEXT_CONTROL);
}

Test(text, cleaning_replaces_bytes_that_are_not_utf8)
{
    met = 0;
    expect(clean, "a\xFF\xE3\x81z", "a\uFFFD\uFFFD\uFFFDz");
    cr_expect_eq(met, TEXT_REPLACED);
}

Test(text, cleaning_twice_is_cleaning_once)
{
    expect(clean, "a（改\u200B行）b", "a b");
    expect(clean, "（改（改行）行）", "（改 行）");
    for (uint32_t code = 0; code < 0x110000; code++) {
        char in[16] = "（", *end = in + 3;
        end += encode(code >= 0xD800 && code < 0xE000 ? '(' : code, end);
        *end++ = ' ';
        struct str once = clean((struct str){in, (size_t)(end - in)}, &arena);
        struct str twice = clean(once, &arena);
        cr_assert_eq(once.ptr, twice.ptr, "U+%04X", code);
        cr_assert(str_eq(once, twice), "U+%04X", code);
        arena_reset(&arena);
    }
}

Test(text, nfkc_borrows_normal_text)
{
    expect_borrowed(text_nfkc, "");
    expect_borrowed(text_nfkc, "Sakura 03-1234-5678");
    expect_borrowed(text_nfkc, "東京都千代田区、さくらビル・ガーデン々");
    expect_borrowed(text_nfkc, "caf\u00E9 \U00020BB7");
}

Test(text, nfkc_folds_width_ligatures_and_marks)
{
    expect(text_nfkc, "４－２３　外山ビル４階", "4-23 外山ビル4階");
    expect(text_nfkc, "ｻｸﾗﾎｳﾓﾝｶﾞｰﾃﾞﾝ", "サクラホウモンガーデン");
    expect(text_nfkc, "か\u3099は\u309A", "がぱ");
    expect(text_nfkc, "cafe\u0301", "caf\u00E9");
    expect(text_nfkc, "Ａ\u0301", "\u00C1");
    expect(text_nfkc, "①㈱㍻⽉⾦㌔", "1(株)平成月金キロ");
    expect(text_nfkc, "\uFDFA", "صلى الله عليه وسلم");
    expect(text_nfkc, "\u1100\u1161\u11A8", "\uAC01");
    cr_expect(str_eq(text_nfkc(STR("a\0１"), &arena), STR("a\0001")));
}

Test(text, nfkc_replaces_bytes_that_are_not_utf8)
{
    expect(text_nfkc, "１\xC0\xAF", "1\uFFFD\uFFFD");
}

/* The short way round ICU must give what ICU gives: every character is once
 * normalised alone and once within a piece that ICU sees. */
Test(text, nfkc_is_the_same_on_the_short_way_and_through_icu)
{
    char joined[16];

    for (uint32_t code = 1; code < 0x10000; code++) {
        if (code >= 0xD800 && code < 0xE000)
            continue;
        size_t n = encode(code, joined);
        struct str alone = text_nfkc((struct str){joined, n}, &arena);
        alone.ptr = arena_copy(&arena, alone.ptr, alone.len);
        memcpy(joined + n, "\u0327", 2); /* a mark after it */
        struct str with = text_nfkc((struct str){joined, n + 2}, &arena);
        char *sum = arena_alloc(&arena, alone.len + 2);
        memcpy(sum, alone.ptr, alone.len);
        memcpy(sum + alone.len, "\u0327", 2);
        struct str parts = text_nfkc((struct str){sum, alone.len + 2}, &arena);
        cr_assert(str_eq(with, parts), "U+%04X", code);
        struct str again = text_nfkc(alone, &arena);
        cr_assert_eq(again.ptr, alone.ptr, "U+%04X", code);
        arena_reset(&arena);
    }
}

Test(text, nfkc_does_not_depend_on_where_a_long_text_is_cut)
{
    struct str half = STR("ｶﾞ"), full = STR("ガ");

    for (size_t shift = 0; shift < 6; shift++) {
        char in[6 + 6 * 300], want[6 + 3 * 300];
        memset(in, 'a', shift);
        memset(want, 'a', shift);
        for (size_t i = 0; i < 300; i++) {
            memcpy(in + shift + i * half.len, half.ptr, half.len);
            memcpy(want + shift + i * full.len, full.ptr, full.len);
        }
        struct str got =
            text_nfkc((struct str){in, shift + 300 * half.len}, &arena);
        cr_expect(str_eq(got, (struct str){want, shift + 300 * full.len}));
    }
}

Test(text, any_bytes_take_linear_time)
{
    enum { N = 4 << 20 };
    static const struct str unit[] = {
        {"\u0301\u0316", 4},  {"\xE3", 1},      {"（改", 6},
        {" \t", 2},           {"\uFDFA", 3},    {"ｶﾞ", 6},
        {"\xFF", 1},          {"（改行）", 12}, {"　\u200B", 6},
        {"e\u0301\u0316", 5},
    };
    clock_t start = clock();

    char *bytes = arena_alloc(&arena, N);
    for (size_t u = 0; u < sizeof(unit) / sizeof(*unit); u++) {
        struct arena scratch = {0};
        for (size_t i = 0; i < N; i++)
            bytes[i] = unit[u].ptr[i % unit[u].len];
        struct str s = {bytes, N};
        clean(s, &scratch);
        text_key(s, &scratch);
        text_kana(s, &scratch);
        text_ascii(s, &scratch);
        arena_release(&scratch);
    }
    cr_expect_lt((double)(clock() - start) / CLOCKS_PER_SEC, 120.0);
}

Test(text, a_key_ignores_width_case_space_dashes_and_selectors)
{
    expect(text_key, "ＧＷ、お盆等", "gw、お盆等");
    expect(text_key, " 緯 度　\t", "緯度");
    expect(text_key, "電話\u3000番\u00A0号", "電話番号");
    expect(text_key, "定期閉店第１週", "定期閉店第1週");
    expect(text_key, "葛\U000E0100飾\uFE00区", "葛飾区");
    expect(text_key, "ｴﾘｱ―１‐２−３ー４", "エリア-1-2-3-4");
    expect(text_key, "Ｓｔｒａße", "strasse");
    expect(text_key, "a\001\u200Bb", "ab");
    expect_borrowed(text_key, "緯度");
}

Test(text, a_key_of_a_key_is_itself)
{
    expect(text_key, "a \u0301", "\u00E1");
    for (uint32_t code = 1; code < 0x110000; code++) {
        char in[8] = "a ";
        if (code >= 0xD800 && code < 0xE000)
            continue;
        size_t n = 2 + encode(code, in + 2);
        struct str once = text_key((struct str){in, n}, &arena);
        struct str twice = text_key(once, &arena);
        cr_assert(str_eq(once, twice), "U+%04X", code);
        arena_reset(&arena);
    }
}

Test(text, a_reading_is_full_width_katakana)
{
    expect(text_kana, "ｻｸﾗ ｸﾘﾆｯｸ", "サクラ クリニック");
    expect(text_kana, "さくら　　ゔぃら\n", "サクラ ヴィラ");
    expect(text_kana, "ガーデンゝゞ", "ガーデンヽヾ");
    expect(text_kana, "か゛ーて゛ん", "ガーデン");
    expect(text_kana, "\u200Bア\001イ", "アイ");
    expect(text_kana, "", "");
}

Test(text, every_dash_between_digits_is_a_dash)
{
    static const uint32_t dash[] = {'-',    0x2010, 0x2011, 0x2012, 0x2013,
                                    0x2014, 0x2015, 0x2212, 0x2500, 0x2501,
                                    0xFF0D, 0x30FC, 0xFF70, 0xFE63, 0x2043};
    static const uint32_t other[] = {'_',    '~', 0x301C, 0xFF5E,
                                     0x4E00, '.', 0x30FB};

    for (size_t i = 0; i < sizeof(dash) / sizeof(*dash); i++) {
        char in[8] = "1";
        size_t n = 1 + encode(dash[i], in + 1);
        in[n++] = '2';
        cr_expect(text_is_dash(dash[i]), "U+%04X", dash[i]);
        expect_bytes(text_ascii, (struct str){in, n}, "1-2");
    }
    for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
        cr_expect_not(text_is_dash(other[i]), "U+%04X", other[i]);
}

Test(text, ascii_is_half_width_without_spaces)
{
    expect(text_ascii, "０１ １２９　１０９９７", "0112910997");
    expect(text_ascii, "３４Ｂ０１０００２０", "34B0100020");
    expect(text_ascii, " 1\u200B2\0013 ", "123");
    expect_borrowed(text_ascii, "0112910997");
}

Test(text, ascii_keeps_what_makes_a_value_wrong)
{
    expect(text_ascii, "第１２号", "第12号");
}

Test(text, narrow_folds_into_given_room)
{
    char out[8];

    cr_assert_eq(text_narrow(STR(" ０９：３０　"), out, sizeof(out)), 5U);
    cr_expect_arr_eq(out, "09:30", 5);
    cr_assert_eq(text_narrow(STR("1 \u3000－\u200B2"), out, sizeof(out)), 4U);
    cr_expect_arr_eq(out, "1 -2", 4);
    cr_expect_eq(text_narrow(STR("　"), out, sizeof(out)), 0U);
    cr_expect_eq(text_narrow(STR("12345678"), out, sizeof(out)), 8U);
    cr_expect_eq(text_narrow(STR("123456789"), out, sizeof(out)), SIZE_MAX);
    cr_expect_eq(text_narrow(STR("1234567 9"), out, sizeof(out)), SIZE_MAX);
}
