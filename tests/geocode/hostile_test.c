/* Rows that are meant to hurt: nothing crashes, nothing is made up, and the
 * work is bounded. */
#include "geo/geocode/search.h"
#include "geocode/given.h"
#include "geocode/promise.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static struct geocoder *geocoder[2];

static void begin(void)
{
    geocoder[GIVEN_SAMPLES] = geocoder_open(given_gazetteer(GIVEN_SAMPLES));
    geocoder[GIVEN_NAMES] = geocoder_open(given_gazetteer(GIVEN_NAMES));
}

static void end(void)
{
    geocoder_close(geocoder[GIVEN_SAMPLES]);
    geocoder_close(geocoder[GIVEN_NAMES]);
}

TestSuite(hostile, .init = begin, .fini = end);

/* The steps of all walks that the address took. */
static unsigned steps(enum given given, struct str address,
                      const struct geocode_hint *hint)
{
    struct geocode_result result;

    geocode(geocoder[given], address, hint, &result);
    const char *broken = promise_broken(&result, address);
    cr_assert_null(broken, "%s: %.*s", broken,
                   (int)(address.len < 200 ? address.len : 200), address.ptr);
    cr_assert_leq(geocoder[given]->walk.steps, WALK_STEPS);
    return WALK_STEPS - geocoder[given]->walk.steps;
}

static void holds(struct str address)
{
    steps(GIVEN_SAMPLES, address, NULL);
    steps(GIVEN_NAMES, address, NULL);
}

static struct buf repeated(const char *start, const char *part, size_t n)
{
    struct buf text = {0};

    buf_add_text(&text, start);
    for (size_t i = 0; i < n; i++)
        buf_add_text(&text, part);
    return text;
}

static void holds_repeated(const char *start, const char *part, size_t n)
{
    struct buf text = repeated(start, part, n);

    holds(buf_str(&text));
    buf_release(&text);
}

Test(hostile, ten_megabytes_in_one_line_are_one_address_with_a_doubt)
{
    struct geocode_result result;
    struct buf text = repeated("滋賀県みなと市湊町1-2-3 ", "x", 10000000);

    geocode(geocoder[GIVEN_SAMPLES], buf_str(&text), NULL, &result);
    cr_expect_eq(result.place.match_level, LEVEL_HOUSE);
    cr_expect(result.reasons & REASON_BIT(TOO_LONG));
    cr_expect(promise_inside(result.remainder, buf_str(&text)));
    cr_expect_geq(result.remainder.len + result.building.len, 9999000);
    buf_release(&text);
    holds_repeated("", "滋賀県", 3000000);
    holds_repeated("", " ", 10000000);
}

Test(hostile, a_hundred_thousand_brackets_hold)
{
    static const char *const bracket[] = {"(",  ")",    "（", "）",   "()",
                                          ")(", "（）", "「", "」『", "[<{"};

    for (size_t i = 0; i < sizeof(bracket) / sizeof(*bracket); i++) {
        holds_repeated("", bracket[i], 100000);
        holds_repeated("滋賀県みなと市", bracket[i], 100000);
        holds_repeated("滋賀県みなと市湊町1-2-3", bracket[i], 100000);
        holds_repeated("滋賀県みなと市湊町1-2-3", bracket[i], 100);
    }
}

Test(hostile, a_hundred_thousand_digits_hold)
{
    static const char *const digit[] = {"0",    "9",    "９",   "一",   "十",
                                        "百千", "九十", "億兆", "〇",   "1-",
                                        "1の",  "一の", "甲",   "甲1-", "①"};

    for (size_t i = 0; i < sizeof(digit) / sizeof(*digit); i++) {
        holds_repeated("", digit[i], 100000);
        holds_repeated("滋賀県みなと市湊町", digit[i], 100000);
        holds_repeated("滋賀県みなと市湊町", digit[i], 100);
        holds_repeated("北海道札幌市中央区北", digit[i], 300);
    }
}

Test(hostile, what_a_walk_may_skip_is_not_skipped_for_ever)
{
    static const char *const part[] = {
        "字",   "大字", "小字", "ノ",   "町",     "丁目", "丁", "村",
        "区",   "大",   "通",   "第",   "り",     "部",   "条", "-",
        "一",   "1丁",  "字ノ", "町村", "字大字", "ノ町", "西", "東入ル",
        "上ル", "通り", "●",    "?",    "ﾞ",      "゜",   "〒", "、"};
    static const char *const start[] = {"",
                                        "滋賀県みなと市",
                                        "滋賀県みなと市古浜",
                                        "京都府京都市上京区",
                                        "北海道札幌市中央区北",
                                        "石川県七尾市"};

    for (size_t s = 0; s < sizeof(start) / sizeof(*start); s++)
        for (size_t p = 0; p < sizeof(part) / sizeof(*part); p++)
            for (size_t n = 1; n <= 1000; n *= 10)
                holds_repeated(start[s], part[p], n);
}

/* A hundred characters of every 256. */
Test(hostile, every_block_of_unicode_holds)
{
    for (uint32_t block = 0; block < 0x110000; block += 0x100) {
        struct buf text = {0};
        buf_add_text(&text, block & 0x100 ? "滋賀県みなと市湊町" : "");
        for (uint32_t c = block; c < block + 0x100; c += 2) {
            uint32_t code = c >= 0xD800 && c < 0xE000 ? 0xFFFD : c;
            if (code < 0x80)
                buf_add_char(&text, (char)(code ? code : '!'));
            else if (code < 0x800)
                buf_addf(&text, "%c%c", (int)(0xC0 | code >> 6),
                         (int)(0x80 | (code & 0x3F)));
            else if (code < 0x10000)
                buf_addf(&text, "%c%c%c", (int)(0xE0 | code >> 12),
                         (int)(0x80 | (code >> 6 & 0x3F)),
                         (int)(0x80 | (code & 0x3F)));
            else
                buf_addf(&text, "%c%c%c%c", (int)(0xF0 | code >> 18),
                         (int)(0x80 | (code >> 12 & 0x3F)),
                         (int)(0x80 | (code >> 6 & 0x3F)),
                         (int)(0x80 | (code & 0x3F)));
        }
        cr_assert(str_valid_utf8(buf_str(&text)));
        holds(buf_str(&text));
        buf_release(&text);
    }
}

/* ---- at random, always the same ---- */

static uint32_t state;

static uint32_t chance(uint32_t n)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % n;
}

Test(hostile, a_hundred_thousand_rows_of_random_bytes_hold)
{
    char text[120];

    state = 20251201;
    for (int row = 0; row < 100000; row++) {
        size_t len = chance(sizeof(text));
        for (size_t i = 0; i < len; i++)
            text[i] = (char)chance(256);
        steps(row % 2 ? GIVEN_NAMES : GIVEN_SAMPLES, (struct str){text, len},
              NULL);
    }
}

/* Parts of addresses in any order reach farther than bytes. */
Test(hostile, thirty_thousand_rows_of_shuffled_parts_hold)
{
    static const char *const part[] = {
        "滋賀県", "みなと市", "湊町",       "古浜",       "大字",   "字",
        "松ヶ崎", "甲",       "402",        "1",          "-",      "の",
        "番地",   "号",       "丁目",       "二",         "十",     "（",
        "）",     " ",        "　",         "〒529-0001", "TEL",    "京都市",
        "上京区", "近衛町",   "上ル",       "通",         "北",     "西",
        "条",     "三",       "浦和市",     "浪岡町",     "中央区", "●",
        "他",     "、",       "無番地",     "●市",        "ビル",   "階",
        "浜ノ上", "ロ",       "みずうみ町", "湖央郡",     "古浜村", "潮見ケ丘",
        "\xFF",   "イ",       "101号室"};
    static const struct geocode_hint hint[] = {
        {"25299", "529-0001"}, {"13104", NULL},      {"", ""},
        {"99999", "x"},        {"25498", "5290001"}, {NULL, NULL},
    };

    state = 7;
    for (int row = 0; row < 30000; row++) {
        struct buf text = {0};
        for (uint32_t n = 1 + chance(14); n-- > 0;)
            buf_add_text(&text, part[chance(sizeof(part) / sizeof(*part))]);
        steps(row % 2 ? GIVEN_NAMES : GIVEN_SAMPLES, buf_str(&text),
              &hint[chance(6)]);
        buf_release(&text);
    }
}

Test(hostile, equal_input_gives_equal_output_whatever_came_before)
{
    static const char *const address =
        "滋賀県（い）みなと市（ろ）湊町1-2-3（は";
    struct geocode_result first, again;
    struct buf a = {0}, b = {0};

    geocode(geocoder[0], str_of(address), NULL, &first);
    geocode_json(&first, str_of(address), &a);
    holds_repeated("滋賀県みなと市", "（字", 500);
    geocode(geocoder[0], str_of(address), NULL, &again);
    geocode_json(&again, str_of(address), &b);
    cr_expect(str_eq(buf_str(&a), buf_str(&b)), "%.*s\n%.*s",
              STR_ARG(buf_str(&a)), STR_ARG(buf_str(&b)));
    buf_release(&a);
    buf_release(&b);
}

Test(hostile, twice_the_length_is_at_most_thrice_the_steps)
{
    static const char *const part[] = {"字", "町", "ノ", "1-", "西", "●"};

    for (size_t p = 0; p < sizeof(part) / sizeof(*part); p++)
        for (size_t n = 8; n <= 64; n *= 2) {
            struct buf once = repeated("滋賀県みなと市古浜", part[p], n);
            struct buf twice = repeated("滋賀県みなと市古浜", part[p], 2 * n);
            unsigned a = steps(GIVEN_SAMPLES, buf_str(&once), NULL);
            unsigned b = steps(GIVEN_SAMPLES, buf_str(&twice), NULL);
            cr_expect_leq(b, 3 * a, "%s %zu: %u, twice %u", part[p], n, a, b);
            buf_release(&once);
            buf_release(&twice);
        }
}
