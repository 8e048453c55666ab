#include "fetch/plain.h"

#include <string.h>

/* A valid code point, as UTF-8. */
static void add_char(struct buf *out, uint32_t code)
{
    char byte[4];
    size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};

    for (size_t i = n; i-- > 1; code >>= 6)
        byte[i] = (char)(0x80 | (code & 0x3F));
    byte[0] = (char)(lead[n] | code);
    buf_add(out, byte, n);
}

static bool is_blank(uint32_t code)
{
    return code <= ' ' || code == 0x85 || code == 0xA0 || code == 0x3000 ||
           (code >= 0x2000 && code <= 0x200B) || code == 0x2028 ||
           code == 0x2029 || code == 0x202F || code == 0x205F || code == 0xFEFF;
}

size_t plain_char(struct str s, size_t at, uint32_t *code)
{
    size_t n = str_char(s, at, code);

    if (n == 0)
        return 0;
    if (is_blank(*code))
        *code = ' ';
    else if (*code >= 0xFF01 && *code <= 0xFF5E)
        *code -= 0xFEE0;
    else if (*code == 0x2F47)
        *code = 0x65E5; /* 日 */
    else if (*code == 0x2F49)
        *code = 0x6708; /* 月 */
    return n;
}

/* U+FF61 to U+FF9F, three bytes each in UTF-8. */
static const char katakana[] =
    "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテト"
    "ナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/* The sounds that take a mark; with it they stand one (゛) or two (゜) places
 * further in Unicode. */
static bool takes_mark(uint32_t kana, bool half_voiced)
{
    bool ha = kana >= 0x30CF && kana <= 0x30DB; /* ハ to ホ */

    if (half_voiced)
        return ha && (kana - 0x30CF) % 3 == 0;
    return (ha && (kana - 0x30CF) % 3 == 0) ||
           (kana >= 0x30AB && kana <= 0x30C1 && kana % 2 == 1) ||
           (kana >= 0x30C4 && kana <= 0x30C8 && kana % 2 == 0);
}

/* One half-width sound and the mark behind it. */
static size_t add_katakana(struct buf *out, struct str s, size_t at,
                           uint32_t half)
{
    uint32_t kana, mark = 0;
    size_t n = 3;

    str_char((struct str){katakana, sizeof(katakana) - 1}, (half - 0xFF61) * 3,
             &kana);
    if (at + 3 < s.len)
        str_char(s, at + 3, &mark);
    if ((mark == 0xFF9E || mark == 0xFF9F) &&
        takes_mark(kana, mark == 0xFF9F)) {
        kana += mark == 0xFF9F ? 2 : 1;
        n += 3;
    } else if (mark == 0xFF9E && half == 0xFF73) {
        kana = 0x30F4; /* ヴ */
        n += 3;
    }
    add_char(out, kana);
    return n;
}

static const char *era_word(uint32_t code)
{
    return code == 0x32FF   ? "令和"
           : code == 0x337B ? "平成"
           : code == 0x337C ? "昭和"
           : code == 0x337D ? "大正"
           : code == 0x337E ? "明治"
                            : NULL;
}

static void add_folded(struct buf *out, struct str s)
{
    uint32_t code;
    size_t n;

    for (size_t at = 0; at < s.len; at += n) {
        n = plain_char(s, at, &code);
        if (n == 0) {
            buf_add_text(out, "\xEF\xBF\xBD");
            n = 1;
        } else if (code >= 0xFF61 && code <= 0xFF9F) {
            n = add_katakana(out, s, at, code);
        } else if (era_word(code)) {
            buf_add_text(out, era_word(code));
        } else if (code != ' ') {
            add_char(out, code);
        } else if (out->len > 0 && out->ptr[out->len - 1] != ' ') {
            buf_add_char(out, ' ');
        }
    }
}

static struct str kept(struct buf *out, struct arena *arena)
{
    struct str text = str_trim(buf_str(out));

    text.ptr = arena_copy(arena, text.ptr ? text.ptr : "", text.len);
    buf_release(out);
    return text;
}

struct str plain_text(struct str s, struct arena *arena)
{
    struct buf out = {0};

    add_folded(&out, s);
    return kept(&out, arena);
}

struct str plain_blanks(struct str s, struct arena *arena)
{
    struct buf out = {0};
    uint32_t code;
    size_t n;

    for (size_t at = 0; at < s.len; at += n) {
        n = plain_char(s, at, &code);
        if (n == 0 || code != ' ')
            buf_add(&out, s.ptr + at, n ? n : 1);
        else if (out.len > 0 && out.ptr[out.len - 1] != ' ')
            buf_add_char(&out, ' ');
        n = n ? n : 1;
    }
    return kept(&out, arena);
}
