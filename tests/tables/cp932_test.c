/* CP932 as Windows writes it, and as our own reader reads it. */
#include "output/tables/cp932.h"

#include "base/in_encoding.h"

#include <criterion/criterion.h>
#include <iconv.h>
#include <stdlib.h>

static void setup(void)
{
    struct err err = {0};

    cr_assert(cp932_begin(&err), "%s", err.text);
}

TestSuite(cp932, .init = setup);

static size_t utf8(uint32_t character, char text[4])
{
    if (character < 0x80) {
        text[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        text[0] = (char)(0xC0 | character >> 6);
        text[1] = (char)(0x80 | (character & 63));
        return 2;
    }
    text[0] = (char)(0xE0 | character >> 12);
    text[1] = (char)(0x80 | (character >> 6 & 63));
    text[2] = (char)(0x80 | (character & 63));
    return 3;
}

/* Read by base/in_encoding.h. */
static uint32_t read_back(struct cp932 *reader, int32_t code)
{
    char bytes[2] = {(char)(code >> 8), (char)code};
    struct str s = {bytes + (code < 0x100), code < 0x100 ? 1 : 2};
    struct buf text = {0};
    uint32_t character = 0;

    cr_assert(cp932_add(reader, s, &text), "%04X", (unsigned)code);
    cr_assert_eq(str_char(buf_str(&text), 0, &character), text.len);
    buf_release(&text);
    return character;
}

/* Characters whose code is read as another one, which looks the same. */
static bool is_twin(uint32_t character)
{
    static const uint32_t twins[] = {0x301C, 0x2016, 0x2212, 0x2014, 0xA2,
                                     0xA3,   0xAC,   0xA5,   0xA6,   0x203E};

    for (size_t i = 0; i < sizeof(twins) / sizeof(*twins); i++)
        if (twins[i] == character)
            return true;
    return false;
}

Test(cp932, whatever_is_written_is_read_back_as_it_was)
{
    struct cp932 *reader = cp932_open();
    size_t n = 0;

    for (uint32_t character = 1; character < 0x10000; character++) {
        int32_t code = cp932_code(character);
        if (code < 0)
            continue;
        n++;
        cr_expect((read_back(reader, code) == character) != is_twin(character),
                  "U+%04X is %04X", character, (unsigned)code);
    }
    /* 6,879 of JIS X 0208, 83 of NEC, 388 of IBM, 1,880 for users, 190 of one
     * byte less NUL and DEL's kin, 10 twins: no small part is missing. */
    cr_expect_gt(n, 9300);
    cp932_close(reader);
}

/* An outsider's table: what the C library writes. It maps some characters that
 * only look alike, which we call lost. */
Test(cp932, the_codes_are_those_of_the_c_library)
{
    iconv_t library = iconv_open("CP932", "UTF-8");
    size_t n = 0;

    cr_assert_neq(library, (iconv_t)-1);
    for (uint32_t character = 0x20; character < 0x10000; character++) {
        char text[4], bytes[4] = {0}, *from = text, *to = bytes;
        size_t left = utf8(character, text), room = sizeof(bytes);
        int32_t code = cp932_code(character);
        iconv(library, NULL, NULL, NULL, NULL);
        if (character >= 0xD800 && character < 0xE000)
            continue;
        if (iconv(library, &from, &left, &to, &room) == (size_t)-1)
            room = sizeof(bytes);
        int32_t theirs = room == 4   ? -1
                         : room == 3 ? (unsigned char)bytes[0]
                                     : (unsigned char)bytes[0] << 8 |
                                           (unsigned char)bytes[1];
        if (code < 0 || is_twin(character))
            continue;
        n++;
        cr_expect_eq(code, theirs, "U+%04X: %04X, not %04X", character,
                     (unsigned)code, (unsigned)theirs);
    }
    cr_expect_gt(n, 9000);
    iconv_close(library);
}

Test(cp932, of_several_codes_the_one_of_windows_is_taken)
{
    static const struct {
        uint32_t character;
        int32_t code;
    } known[] = {
        {0xFF5E, 0x8160}, {0x301C, 0x8160}, /* ～ and wave dash */
        {0xFF0D, 0x817C}, {0x2212, 0x817C}, /* － and minus */
        {0x2225, 0x8161}, {0x2016, 0x8161}, /* ∥ */
        {0xFFE0, 0x8191}, {0x00A2, 0x8191}, /* ￠ */
        {0xFFE1, 0x8192}, {0x00A3, 0x8192}, /* ￡ */
        {0xFFE2, 0x81CA}, {0x00AC, 0x81CA}, /* ￢ */
        {0x2460, 0x8740},                   /* ① */
        {0x2160, 0x8754},                   /* Ⅰ */
        {0x2170, 0xFA40},                   /* ⅰ */
        {0x3231, 0x878A},                   /* ㈱ */
        {0x2235, 0x81E6},                   /* ∵ */
        {0x9AD9, 0xFBFC},                   /* 髙 */
        {0xFA11, 0xFAB1},                   /* 﨑 */
        {0x3013, 0x81AC},                   /* 〓 itself */
        {'\\', '\\'},     {0xFF71, 0xB1},   /* ｱ */
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
        cr_expect_eq(cp932_code(known[i].character), known[i].code, "U+%04X",
                     known[i].character);
    cr_expect_eq(cp932_code(0x20BB7), -1);
    cr_expect_eq(cp932_code(0x845B + 0x10000), -1);
}

static void note(void *context, uint32_t character)
{
    buf_addf(context, "%04X ", character);
}

Test(cp932, what_it_lacks_becomes_a_geta_mark_and_is_told)
{
    struct buf fit = {0}, lost = {0}, bytes = {0};

    cp932_add_fit(&fit, "𠮷野家 葛󠄀 髙橋 é", note, &lost);
    cr_expect_str_eq(fit.ptr, "〓野家 葛 髙橋 〓");
    cr_expect_str_eq(lost.ptr, "20BB7 E0100 00E9 ");
    cp932_add_encoded(&bytes, buf_str(&fit));
    cr_expect_eq(bytes.len, 6 + 1 + 2 + 1 + 4 + 1 + 2);
    buf_release(&fit);
    buf_release(&lost);
    buf_release(&bytes);
}
