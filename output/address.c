#include "output/address.h"

#include <stdlib.h>

/* A text as characters that compare: halfwidth, lower case, no blanks. */
struct plain {
    uint32_t *code;
    size_t *at; /* where it begins in the text */
    size_t n;
};

static uint32_t plain_code(uint32_t code)
{
    if (code >= 0xFF01 && code <= 0xFF5E)
        code -= 0xFF01 - '!';
    if (code >= 'A' && code <= 'Z')
        return code + ('a' - 'A');
    switch (code) {
    case 0x2010: /* hyphens and dashes; the minus sign */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
        return '-';
    default:
        return code;
    }
}

static bool is_blank(uint32_t code)
{
    return code == ' ' || code == '\t' || code == '\n' || code == '\r' ||
           code == 0x3000;
}

static struct plain plain_of(struct str text)
{
    struct plain plain = {
        .code = mem_alloc((text.len + 1) * sizeof(*plain.code)),
        .at = mem_alloc((text.len + 1) * sizeof(*plain.at)),
    };
    uint32_t code;

    for (size_t at = 0, len; at < text.len; at += len) {
        len = str_char(text, at, &code);
        if (len == 0)
            break;
        if (is_blank(code))
            continue;
        plain.code[plain.n] = plain_code(code);
        plain.at[plain.n++] = at;
    }
    return plain;
}

static void release(struct plain *plain)
{
    free(plain->code);
    free(plain->at);
}

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

/* Do n characters from `a` and from `b` on agree, and does a number that `a`
 * begins with not begin earlier? ("11-1" does not end with "1-1".) */
static bool same_end(const struct plain *text, size_t a,
                     const struct plain *other, size_t b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text->code[a + i] != other->code[b + i])
            return false;
    return a == 0 || !is_digit(text->code[a]) || !is_digit(text->code[a - 1]);
}

/* A short number alone may be a room of a house of that number. */
static bool may_be_room(const struct plain *text)
{
    size_t digits = 0;

    while (digits < text->n && is_digit(text->code[digits]))
        digits++;
    return digits == text->n && digits < 3;
}

bool address_has(struct str address, const char *building)
{
    struct plain text = plain_of(address), end = plain_of(str_of(building));
    bool has = end.n == 0 || (end.n <= text.n && !may_be_room(&end) &&
                              same_end(&text, text.n - end.n, &end, 0, end.n));

    release(&text);
    release(&end);
    return has;
}

/* As a repetition: a number alone, or syllables, repeat by chance. */
static bool says_enough(const struct plain *text, size_t from, size_t n)
{
    bool digit = false, other = false;

    for (size_t i = from; i < from + n; i++)
        *(is_digit(text->code[i]) ? &digit : &other) = true;
    return n >= 2 && other && (digit || n >= 4);
}

static bool blank_before(struct str address, const struct plain *text, size_t i)
{
    uint32_t code;
    size_t previous = text->at[i - 1];

    return previous + str_char(address, previous, &code) < text->at[i];
}

/* A repetition stands behind a blank, or is such as a floor: 2F2F. Names do
 * repeat syllables. */
struct str address_once(const char *address)
{
    struct str all = str_of(address);
    struct plain text = plain_of(all);
    size_t len = all.len;

    for (size_t n = text.n / 2; n >= 2; n--) {
        size_t second = text.n - n, first = second - n;
        bool apart = blank_before(all, &text, second);
        bool floor =
            is_digit(text.code[second]) && !is_digit(text.code[text.n - 1]);
        if (!(apart || floor) || !says_enough(&text, second, n) ||
            !same_end(&text, first, &text, second, n))
            continue;
        len = text.at[second];
        break;
    }
    release(&text);
    return str_trim(str_cut(all, 0, len));
}

void address_add_line(struct buf *out, const char *address,
                      const char *building)
{
    struct str once = address_once(address);

    buf_add_str(out, once);
    if (address_has(once, building))
        return;
    if (once.len)
        buf_add_char(out, ' ');
    buf_add_str(out, str_trim(str_of(building)));
}

const char *address_line(struct arena *arena, const char *address,
                         const char *building)
{
    struct buf line = {0};

    address_add_line(&line, address, building);
    const char *kept = str_keep(arena, buf_str(&line));
    buf_release(&line);
    return kept;
}
