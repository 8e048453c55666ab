#include "base/str.h"

#include <stdlib.h>
#include <string.h>

struct str str_of(const char *text)
{
    return (struct str){text ? text : "", text ? strlen(text) : 0};
}

bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool str_is(struct str a, const char *text)
{
    return str_eq(a, str_of(text));
}

bool str_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

int str_cmp(struct str a, struct str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.ptr, b.ptr, len) : 0;

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str start)
{
    return s.len >= start.len && memcmp(s.ptr, start.ptr, start.len) == 0;
}

bool str_ends(struct str s, struct str end)
{
    return s.len >= end.len &&
           memcmp(s.ptr + s.len - end.len, end.ptr, end.len) == 0;
}

size_t str_find(struct str s, struct str what)
{
    if (what.len == 0)
        return 0;
    if (s.len < what.len)
        return SIZE_MAX; /* perhaps without bytes: NULL */
    const char *hit = memmem(s.ptr, s.len, what.ptr, what.len);
    return hit ? (size_t)(hit - s.ptr) : SIZE_MAX;
}

struct str str_cut(struct str s, size_t from, size_t len)
{
    if (from > s.len)
        from = s.len;
    if (len > s.len - from)
        len = s.len - from;
    return (struct str){s.ptr + from, len};
}

static size_t space_at_start(struct str s)
{
    if (s.len >= 1 && memchr(" \t\r\n\v\f", s.ptr[0], 6))
        return 1;
    if (s.len >= 3 && memcmp(s.ptr, "\xE3\x80\x80", 3) == 0)
        return 3;
    if (s.len >= 2 && memcmp(s.ptr, "\xC2\xA0", 2) == 0)
        return 2;
    return 0;
}

static size_t space_at_end(struct str s)
{
    if (s.len >= 1 && memchr(" \t\r\n\v\f", s.ptr[s.len - 1], 6))
        return 1;
    if (str_ends(s, STR("\xE3\x80\x80")))
        return 3;
    if (str_ends(s, STR("\xC2\xA0")))
        return 2;
    return 0;
}

struct str str_trim(struct str s)
{
    size_t n;

    while ((n = space_at_start(s)) > 0)
        s = str_cut(s, n, s.len);
    while ((n = space_at_end(s)) > 0)
        s.len -= n;
    return s;
}

const char *str_keep(struct arena *arena, struct str s)
{
    return s.len ? arena_copy(arena, s.ptr, s.len) : NULL;
}

bool str_digits(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0;
}

size_t str_char(struct str s, size_t at, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *byte = (const unsigned char *)s.ptr + at;
    size_t left = s.len - at;
    unsigned char lead = byte[0];
    size_t need = lead < 0x80             ? 1
                  : (lead & 0xE0) == 0xC0 ? 2
                  : (lead & 0xF0) == 0xE0 ? 3
                  : (lead & 0xF8) == 0xF0 ? 4
                                          : 0;

    if (need == 0 || need > left)
        return 0;
    uint32_t value = need == 1 ? lead : lead & (0x7FU >> need);
    for (size_t i = 1; i < need; i++) {
        if ((byte[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (byte[i] & 0x3F);
    }
    if (value < least[need] || value > 0x10FFFF ||
        (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *code = value;
    return need;
}

bool str_valid_utf8(struct str s)
{
    uint32_t code;

    for (size_t at = 0; at < s.len;) {
        if ((unsigned char)s.ptr[at] < 0x80) {
            at++;
            continue;
        }
        size_t n = str_char(s, at, &code);
        if (n == 0)
            return false;
        at += n;
    }
    return true;
}

size_t str_chars(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return n;
}

bool str_part(struct str *rest, char separator, struct str *part)
{
    if (!rest->ptr)
        return false;
    const char *end = memchr(rest->ptr, separator, rest->len);
    if (!end) {
        *part = *rest;
        *rest = (struct str){NULL, 0};
        return true;
    }
    *part = (struct str){rest->ptr, (size_t)(end - rest->ptr)};
    *rest = str_cut(*rest, part->len + 1, rest->len);
    return true;
}

bool str_number(struct str s, double *number)
{
    char text[64], *end;

    if (s.len == 0 || s.len >= sizeof(text))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("0123456789.+-", s.ptr[i]))
            return false;
    memcpy(text, s.ptr, s.len);
    text[s.len] = '\0';
    /* main() never sets LC_NUMERIC, so strtod reads '.'. */
    *number = strtod(text, &end);
    return *end == '\0' && end != text;
}
