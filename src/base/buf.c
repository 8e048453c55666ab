#include "base/buf.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void room(struct buf *buf, size_t more)
{
    size_t need = buf->len + more + 1;

    if (need <= buf->cap)
        return;
    size_t cap = buf->cap ? buf->cap * 2 : 256;
    while (cap < need)
        cap *= 2;
    buf->ptr = mem_grow(buf->ptr, cap);
    buf->cap = cap;
}

void buf_add(struct buf *buf, const void *bytes, size_t len)
{
    room(buf, len);
    if (len)
        memcpy(buf->ptr + buf->len, bytes, len);
    buf->len += len;
    buf->ptr[buf->len] = '\0';
}

void buf_add_str(struct buf *buf, struct str s)
{
    buf_add(buf, s.ptr, s.len);
}

void buf_add_text(struct buf *buf, const char *text)
{
    if (text)
        buf_add(buf, text, strlen(text));
}

void buf_add_char(struct buf *buf, char c)
{
    buf_add(buf, &c, 1);
}

void buf_addf(struct buf *buf, const char *format, ...)
{
    va_list args, again;

    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    room(buf, (size_t)len);
    vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, again);
    va_end(again);
    buf->len += (size_t)len;
}

void buf_add_code(struct buf *buf, uint32_t code)
{
    char bytes[4];
    int n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

    for (int i = n - 1; i > 0; i--, code >>= 6)
        bytes[i] = (char)(0x80 | (code & 0x3F));
    bytes[0] = (char)(n == 1 ? code : (0xF00U >> n & 0xFF) | code);
    buf_add(buf, bytes, (size_t)n);
}

void buf_add_hiragana(struct buf *buf, struct str s)
{
    uint32_t code;

    for (size_t at = 0, len; at < s.len; at += len) {
        len = str_char(s, at, &code);
        if (len == 0)
            return;
        bool katakana = (code >= 0x30A1 && code <= 0x30F6) || code == 0x30FD ||
                        code == 0x30FE;
        buf_add_code(buf, katakana ? code - 0x60 : code);
    }
}

void buf_add_deg(struct buf *buf, double deg)
{
    long long micro = llround(deg * 1e6);
    unsigned long long left =
        micro < 0 ? 0 - (unsigned long long)micro : (unsigned long long)micro;
    char text[32], *at = text + sizeof(text);
    bool kept = false; /* a decimal that is not a trailing zero */

    for (int i = 0; i < 6; i++, left /= 10) {
        kept = kept || left % 10 != 0;
        if (kept)
            *--at = (char)('0' + left % 10);
    }
    if (kept)
        *--at = '.';
    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (micro < 0)
        *--at = '-';
    buf_add(buf, at, (size_t)(text + sizeof(text) - at));
}

/*
 * What a byte may need. Most text passes at one look-up per byte; only the
 * bytes marked here are looked at again.
 */
enum {
    JSON_LOOK = 1, /* escaped, or the first byte of U+2028 */
    XML_LOOK = 2,  /* escaped, left out, or a rare lead byte */
    XML_THREE = 4, /* first of three bytes that are always allowed */
};

/* clang-format off */
static const unsigned char look[256] = {
    3, 3, 3, 3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3, /* 00 */
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, /* 10 */
    0, 0, 3, 0, 0, 0, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, /* 20 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 3, 0, /* 30 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 40 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, /* 50 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 60 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, /* 70 */
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, /* 80 */
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, /* 90 */
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, /* A0 */
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, /* B0 */
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, /* C0 */
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, /* D0 */
    2, 4, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 2, 4, 2, /* E0 */
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, /* F0 */
};
/* clang-format on */

static bool json_escape(const struct str s, size_t at, size_t *used,
                        char escaped[8])
{
    static const char two[] = "\b\t\n\f\r\"\\";
    static const char letter[] = "btnfr\"\\";
    static const char hex[] = "0123456789abcdef";
    unsigned char c = (unsigned char)s.ptr[at];
    const char *hit;

    *used = 1;
    if (c == 0xE2) {
        if (s.len - at < 3 || (unsigned char)s.ptr[at + 1] != 0x80 ||
            ((unsigned char)s.ptr[at + 2] & 0xFE) != 0xA8)
            return false;
        *used = 3;
        memcpy(escaped, s.ptr[at + 2] & 1 ? "\\u2029" : "\\u2028", 7);
    } else if (c != 0 && (hit = strchr(two, c)) != NULL) {
        memcpy(escaped, (char[]){'\\', letter[hit - two], '\0'}, 3);
    } else {
        memcpy(escaped, "\\u00", 4);
        escaped[4] = hex[c >> 4];
        escaped[5] = hex[c & 15];
        escaped[6] = '\0';
    }
    return true;
}

void buf_add_json(struct buf *buf, struct str s)
{
    char escaped[8];
    size_t plain = 0, used;

    for (size_t at = 0; at < s.len; at++) {
        if (!(look[(unsigned char)s.ptr[at]] & JSON_LOOK) ||
            !json_escape(s, at, &used, escaped))
            continue;
        buf_add(buf, s.ptr + plain, at - plain);
        buf_add_text(buf, escaped);
        at += used - 1;
        plain = at + 1;
    }
    if (s.len > plain)
        buf_add(buf, s.ptr + plain, s.len - plain);
}

void buf_add_json_text(struct buf *buf, const char *text)
{
    if (!text) {
        buf_add_text(buf, "null");
        return;
    }
    buf_add_char(buf, '"');
    buf_add_json(buf, str_of(text));
    buf_add_char(buf, '"');
}

/* XML 1.0 (fifth edition), production 2, Char. */
static bool xml_allows(uint32_t c)
{
    return c == 9 || c == 10 || c == 13 || (c >= 0x20 && c <= 0xD7FF) ||
           (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
}

static const char *xml_escape(uint32_t c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\r':
        return "&#13;";
    default:
        return xml_allows(c) ? NULL : "";
    }
}

/* The number of bytes from `at` on that stand in XML as they are. */
static size_t xml_plain(struct str s, size_t at)
{
    const unsigned char *byte = (const unsigned char *)s.ptr;
    size_t start = at;

    while (at < s.len) {
        unsigned char class = look[byte[at]];
        if (class & XML_LOOK)
            break;
        if (!(class & XML_THREE)) {
            at++;
            continue;
        }
        if (s.len - at < 3 || (byte[at + 1] & 0xC0) != 0x80 ||
            (byte[at + 2] & 0xC0) != 0x80)
            break;
        at += 3;
    }
    return at - start;
}

void buf_add_xml(struct buf *buf, struct str s)
{
    size_t plain = 0, n;

    for (size_t at = xml_plain(s, 0); at < s.len; at += xml_plain(s, at)) {
        uint32_t code = (unsigned char)s.ptr[at];
        n = 1;
        if (code >= 0x80 && (n = str_char(s, at, &code)) == 0) {
            code = 0; /* not UTF-8: left out */
            n = 1;
        }
        const char *text = xml_escape(code);
        if (text) {
            buf_add(buf, s.ptr + plain, at - plain);
            buf_add_text(buf, text);
            plain = at + n;
        }
        at += n;
    }
    buf_add(buf, s.ptr + plain, s.len - plain);
}

void buf_add_csv(struct buf *buf, struct str s)
{
    bool quote = false;

    for (size_t i = 0; i < s.len && !quote; i++)
        quote = strchr(",\"\r\n", s.ptr[i]) != NULL;
    if (!quote) {
        buf_add_str(buf, s);
        return;
    }
    buf_add_char(buf, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"')
            buf_add_char(buf, '"');
        buf_add_char(buf, s.ptr[i]);
    }
    buf_add_char(buf, '"');
}

struct str buf_str(const struct buf *buf)
{
    return (struct str){buf->ptr ? buf->ptr : "", buf->len};
}

void buf_clear(struct buf *buf)
{
    buf->len = 0;
    if (buf->ptr)
        buf->ptr[0] = '\0';
}

void buf_release(struct buf *buf)
{
    free(buf->ptr);
    *buf = (struct buf){0};
}
