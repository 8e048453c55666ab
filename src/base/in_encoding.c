#include "base/in_encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

struct cp932 {
    iconv_t iconv;
};

bool encoding_is_ascii(struct str s)
{
    size_t at = 0;
    uint64_t word;

    for (; at + sizeof(word) <= s.len; at += sizeof(word)) {
        memcpy(&word, s.ptr + at, sizeof(word));
        if (word & 0x8080808080808080U)
            return false;
    }
    for (; at < s.len; at++)
        if ((unsigned char)s.ptr[at] >= 0x80)
            return false;
    return true;
}

/*
 * Length of the run of valid three-byte characters (nearly all Japanese) that
 * starts at `at`. Bits 0x200F tell overlong (0) and surrogates (0x200D).
 */
static size_t three_byte_run(struct str s, size_t at)
{
    const unsigned char *byte = (const unsigned char *)s.ptr;
    size_t from = at;

    while (s.len - at >= 3) {
        uint32_t three = byte[at] | (uint32_t)byte[at + 1] << 8 |
                         (uint32_t)byte[at + 2] << 16;
        uint32_t odd = three & 0x200F;
        if ((three & 0xC0C0F0) != 0x8080E0 || odd == 0 || odd == 0x200D)
            break;
        at += 3;
    }
    return at - from;
}

bool encoding_is_utf8(struct str s)
{
    uint32_t code;

    for (size_t at = 0; at < s.len;) {
        if ((unsigned char)s.ptr[at] < 0x80) {
            at++;
            continue;
        }
        size_t n = three_byte_run(s, at);
        if (n == 0)
            n = str_char(s, at, &code);
        if (n == 0)
            return false;
        at += n;
    }
    return true;
}

enum encoding encoding_guess(struct str sample)
{
    size_t good = 0, bad = 0, n;
    uint32_t code;

    for (size_t at = 0; at < sample.len; at += n) {
        n = 1;
        if ((unsigned char)sample.ptr[at] < 0x80)
            continue;
        n = str_char(sample, at, &code);
        if (n > 0) {
            good++;
            continue;
        }
        n = 1;
        if (sample.len - at >= 4) /* else perhaps cut off */
            bad++;
    }
    if (good == 0 && bad == 0)
        return encoding_is_ascii(sample) ? ENCODING_ASCII : ENCODING_CP932;
    return good > bad ? ENCODING_UTF_8 : ENCODING_CP932;
}

const char *encoding_name(struct arena *arena, const char *name)
{
    struct str s = str_of(name);
    struct buf text = {0};
    uint32_t code;
    size_t n;

    if (encoding_is_utf8(s))
        return arena_copy(arena, s.ptr, s.len);
    struct cp932 *cp932 = cp932_open();
    if (!cp932 || !cp932_add(cp932, s, &text)) {
        buf_clear(&text);
        for (size_t at = 0; at < s.len; at += n ? n : 1) {
            n = str_char(s, at, &code);
            buf_add_str(&text, n ? str_cut(s, at, n) : STR("\xEF\xBF\xBD"));
        }
    }
    const char *copy = arena_copy(arena, text.ptr, text.len);
    cp932_close(cp932);
    buf_release(&text);
    return copy;
}

struct cp932 *cp932_open(void)
{
    iconv_t converter = iconv_open("UTF-8", "CP932");

    if (converter == (iconv_t)-1)
        return NULL;
    struct cp932 *cp932 = mem_alloc(sizeof(*cp932));
    cp932->iconv = converter;
    return cp932;
}

bool cp932_add(struct cp932 *cp932, struct str s, struct buf *out)
{
    char text[4096];
    char *from = NULL; /* iconv() takes char ** yet never writes there */
    size_t left = s.len;

    memcpy(&from, &s.ptr, sizeof(from));
    while (left > 0) {
        char *to = text;
        size_t room = sizeof(text);
        size_t n = iconv(cp932->iconv, &from, &left, &to, &room);
        buf_add(out, text, sizeof(text) - room);
        if (n == (size_t)-1 && errno != E2BIG) {
            iconv(cp932->iconv, NULL, NULL, NULL, NULL);
            return false;
        }
    }
    return true;
}

void cp932_close(struct cp932 *cp932)
{
    if (!cp932)
        return;
    iconv_close(cp932->iconv);
    free(cp932);
}
