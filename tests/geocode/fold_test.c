#include "geo/geocode/fold.h"

#include "geocode/given.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct folded folded_of(const char *text)
{
    struct folded folded;

    fold_text(given_fold(), str_of(text), &folded);
    return folded;
}

static void fold_alike(const char *a, const char *b)
{
    struct folded x = folded_of(a), y = folded_of(b);

    cr_expect_eq(x.n, y.n, "%s %zu, %s %zu", a, x.n, b, y.n);
    cr_expect(x.n == y.n && memcmp(x.sym, y.sym, x.n * sizeof(symbol)) == 0,
              "%s and %s", a, b);
}

static void fold_apart(const char *a, const char *b)
{
    struct folded x = folded_of(a), y = folded_of(b);

    cr_expect(x.n != y.n || memcmp(x.sym, y.sym, x.n * sizeof(symbol)) != 0,
              "%s and %s", a, b);
}

/* ---- characters ---- */

Test(fold, full_and_half_width_are_one)
{
    fold_alike("１２３ＡＢｃ", "123abC");
    fold_alike("ｱﾄﾞﾚｽ", "アドレス");
    fold_alike("①②", "12");
    fold_alike("㈱", "㈱");
}

Test(fold, hiragana_small_kana_and_katakana_are_one)
{
    fold_alike("あっゃゎ", "アツヤワ");
    fold_alike("ァィゥェォ", "アイウエオ");
}

Test(fold, a_voicing_mark_joins_its_kana_however_it_is_written)
{
    fold_alike("か\xE3\x82\x99", "ガ"); /* NFKD, U+3099 */
    fold_alike("カ\xE3\x82\x9B", "ガ"); /* U+309B */
    fold_alike("ｶﾞｷﾞｸﾞｹﾞｺﾞ", "ガギグゲゴ");
    fold_alike("ｻﾞｼﾞｽﾞｾﾞｿﾞﾀﾞﾁﾞﾂﾞﾃﾞﾄﾞ", "ザジズゼゾダヂヅデド");
    fold_alike("ﾊﾞﾋﾞﾌﾞﾍﾞﾎﾞﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ", "バビブベボパピプペポ");
    fold_alike("は\xE3\x82\x9A", "パ");
    fold_alike("ｳﾞ", "ヴ");
}

Test(fold, a_voicing_mark_without_its_kana_stays)
{
    struct folded folded = folded_of("山ﾞﾅﾟ");

    cr_assert_eq(folded.n, 4);
    cr_expect_eq(folded.sym[1], SYM_VOICED);
    cr_expect_eq(folded.sym[3], SYM_HALF_VOICED);
    cr_expect_eq(folded_of("ﾞ").sym[0], SYM_VOICED);
}

Test(fold, a_mark_covers_the_bytes_of_its_kana)
{
    struct folded folded = folded_of("xｶﾞ丘");

    cr_assert_eq(folded.n, 3);
    cr_expect_eq(folded.from[1], 1);
    cr_expect_eq(folded.to[1], 7);
    cr_expect_eq(folded.from[2], 7);
}

Test(fold, variation_selectors_and_controls_are_left_out)
{
    fold_alike("葛\xF3\xA0\x84\x80飾", "葛飾"); /* U+E0100 */
    fold_alike("塚\xEF\xB8\x80", "塚");         /* U+FE00 */
    fold_alike("あ\x01\xE2\x80\x8Bい", "あい"); /* U+0001, U+200B */
}

Test(fold, compatibility_ideographs_are_their_plain_ones)
{
    fold_alike("\xEF\xA8\x90", "塚"); /* U+FA10 */
    fold_alike("隆", "隆");
    fold_alike("\xF0\xAF\xA0\x80", "丽"); /* U+2F800 */
}

Test(fold, any_dash_is_a_bar_and_so_is_the_long_vowel)
{
    static const char *const dash[] = {"-",  "‐",  "‑", "‒",  "–",  "—", "―",
                                       "−",  "－", "─", "━",  "ー", "ｰ", "⁻",
                                       "﹣", "﹘", "~", "～", "〜"};

    for (size_t i = 0; i < sizeof(dash) / sizeof(*dash); i++) {
        struct folded folded = folded_of(dash[i]);
        cr_expect_eq(folded.n, 1, "%s", dash[i]);
        cr_expect_eq(folded.sym[0], SYM_BAR, "%s", dash[i]);
    }
}

Test(fold, what_nobody_can_read_is_unreadable)
{
    static const char *const sign[] = {"●",
                                       "■",
                                       "□",
                                       "〓",
                                       "?",
                                       "？",
                                       "\xEF\xBF\xBD",
                                       "\xEE\x80\x80",
                                       "\xF3\xB0\x80\x80"};

    for (size_t i = 0; i < sizeof(sign) / sizeof(*sign); i++)
        cr_expect_eq(folded_of(sign[i]).sym[0], SYM_UNREADABLE, "%s", sign[i]);
}

Test(fold, each_byte_that_is_no_utf8_is_one_unreadable_character)
{
    struct folded folded = folded_of("\x8E\xA0市\xE5\xB8");

    cr_assert_eq(folded.n, 5);
    for (size_t i = 0; i < folded.n; i++)
        cr_expect_eq(folded.sym[i] == SYM_UNREADABLE, i != 2, "%zu", i);
    cr_expect_eq(folded.from[2], 2);
    cr_expect_eq(folded.to[4], 7);
}

/* ---- variants.def ---- */

static const char *const variants[] = {
#define VARIANTS(text) text,
#include "geo/gazetteer/variants.def"
#undef VARIANTS
};

Test(fold, all_characters_of_a_row_of_variants_are_one_symbol)
{
    for (size_t v = 0; v < sizeof(variants) / sizeof(*variants); v++) {
        struct folded folded = folded_of(variants[v]);
        cr_expect_geq(folded.n, 2, "%s", variants[v]);
        for (size_t i = 1; i < folded.n; i++)
            cr_expect_eq(folded.sym[i], folded.sym[0], "%s, character %zu",
                         variants[v], i);
    }
}

Test(fold, no_two_rows_of_variants_are_one_symbol)
{
    for (size_t v = 0; v < sizeof(variants) / sizeof(*variants); v++)
        for (size_t w = 0; w < v; w++)
            cr_expect_neq(folded_of(variants[v]).sym[0],
                          folded_of(variants[w]).sym[0], "%s and %s",
                          variants[v], variants[w]);
}

Test(fold, what_tells_towns_apart_is_not_folded)
{
    fold_apart("東", "西");
    fold_apart("上町", "下町");
    fold_apart("狛江", "拍江");
    fold_apart("大", "太");
    fold_apart("甲402", "402");
}

Test(fold, kana_before_chome_are_the_numbers_they_look_like)
{
    fold_alike("ニ丁目", "二丁目");
    fold_alike("西ハ丁目", "西八丁目");
    fold_alike("西ー丁目", "西一丁目");
    fold_apart("ニセコ", "二セコ");
}

/* ---- marks and bytes ---- */

Test(fold, spaces_are_marks_on_what_follows)
{
    struct folded folded = folded_of(" 大津市　 1 ");

    cr_assert_eq(folded.n, 4);
    cr_expect(folded.mark[0] & FOLD_SPACED);
    cr_expect_not(folded.mark[1]);
    cr_expect(folded.mark[3] & FOLD_SPACED);
    cr_expect(folded.mark[4] & FOLD_SPACED, "the end");
}

static void in_order(const struct folded *folded)
{
    size_t at = 0;

    for (size_t i = 0; i < folded->n; i++) {
        cr_assert_geq(folded->from[i], at);
        cr_assert_gt(folded->to[i], folded->from[i]);
        at = folded->to[i];
    }
    cr_assert_leq(at, folded->text.len);
    cr_assert_eq(folded->sym[folded->n], SYM_NONE);
}

Test(fold, symbols_stand_for_their_bytes_in_order_whatever_the_bytes)
{
    char text[200];

    srand(6);
    for (int round = 0; round < 20000; round++) {
        struct folded folded;
        size_t len = (size_t)rand() % sizeof(text);
        for (size_t i = 0; i < len; i++)
            text[i] = (char)rand();
        fold_text(given_fold(), (struct str){text, len}, &folded);
        in_order(&folded);
    }
}

Test(fold, a_text_too_long_is_cut_and_says_so)
{
    struct buf text = {0};
    struct folded folded;

    for (int i = 0; i < FOLD_MAX; i++)
        buf_add_char(&text, '1');
    fold_text(given_fold(), buf_str(&text), &folded);
    cr_expect_eq(folded.n, FOLD_MAX);
    cr_expect_not(folded.cut);
    buf_add_text(&text, "市");
    fold_text(given_fold(), buf_str(&text), &folded);
    cr_expect_eq(folded.n, FOLD_MAX);
    cr_expect(folded.cut);
    in_order(&folded);
    buf_release(&text);
}

/* ---- numbers ---- */

static void reads(const char *text, const char *expected)
{
    struct folded folded = folded_of(text);
    struct fold_number number;
    struct buf found = {0};

    fold_number(&folded, 0, &number);
    for (size_t i = 0; i < number.n; i++)
        buf_addf(&found, "%s%u@%u", i ? " " : "", number.value[i],
                 number.end[i]);
    cr_expect(str_is(buf_str(&found), expected), "%s: right %s, found %.*s",
              text, expected, STR_ARG(buf_str(&found)));
    buf_release(&found);
}

Test(fold, arabic_digits_have_one_reading)
{
    reads("1", "1@1");
    reads("１２3号", "123@3");
    reads("0012", "12@4");
    reads("12 3", "12@2");
    reads("市", "");
    reads("", "");
}

Test(fold, a_number_too_large_is_no_small_one)
{
    reads("4294967294", "4294967294@10");
    reads("4294967296", "4294967295@10");
    reads("99999999999999999999999", "4294967295@23");
}

Test(fold, kanji_have_every_well_formed_beginning_longest_first)
{
    reads("十二", "12@2 10@1");
    reads("一四", "14@2 1@1");
    reads("二十", "20@2 2@1");
    reads("二〇", "20@2 2@1");
    reads("百二十三", "123@4 120@3 102@2 100@1");
    reads("二千三百四十五", "2345@7 2340@6 2304@5 2300@4 2003@3 2000@2 2@1");
    reads("九九十", "99@2 9@1");
    reads("十百", "10@1");
    reads("十一二", "11@2 10@1");
    reads("八五十", "85@2 8@1");
    reads("〇", "0@1");
}

Test(fold, numbers_of_documents_are_kanji)
{
    reads("壱弐参", "123@3 12@2 1@1");
    reads("拾弐", "12@2 10@1");
    reads("弌", "1@1");
}

/* ---- keys ---- */

static void keys(const char *a, const char *b, bool same)
{
    symbol x[64], y[64];
    struct folded of_a = folded_of(a), of_b = folded_of(b);
    size_t n = fold_key(&of_a, x, 64), m = fold_key(&of_b, y, 64);

    cr_expect_eq(n == m && memcmp(x, y, n * sizeof(*x)) == 0, same, "%s and %s",
                 a, b);
}

Test(fold, a_key_does_not_tell_how_its_numbers_are_written)
{
    keys("西新宿二丁目", "西新宿２丁目", true);
    keys("西新宿二丁目", "西新宿2丁目", true);
    keys("新金岡町四丁", "新金岡町4丁目", true);
    keys("第三十五地割", "第35地割", true);
    keys("四日市", "4日市", true);
    keys("四日市", "五日市", false);
    keys("二丁目", "丁目", false);
    keys("六丁の目", "六丁目", false);
}

Test(fold, a_key_never_takes_more_than_its_room)
{
    symbol key[9];
    struct folded folded = folded_of("あいうえおかきくけこ");

    key[8] = 0xABCD;
    cr_expect_eq(fold_key(&folded, key, 8), 8);
    cr_expect_eq(key[8], 0xABCD);
    cr_expect_eq(fold_key(&folded, key, 0), 0);
}
