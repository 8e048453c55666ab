#include "norm/contact.h"

#include "base/buf.h"
#include "norm/text.h"

#include <string.h>

/* Visible text in half width, where a published value starts from. */
static struct str half_width(struct str s, struct arena *arena)
{
    unsigned met = 0;

    return str_trim(text_nfkc(text_clean(s, arena, &met), arena));
}

/* ---- telephone ---- */

#define PHONE_MOST_DIGITS                                                      \
    11 /* 総務省 電気通信番号計画: 10, or 11 for mobiles */
#define EXTENSION_MOST_DIGITS 6

struct phone {
    char text[2 * PHONE_MOST_DIGITS];
    size_t len, n_digit;
    struct str extension;
};

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

static bool is_separator(uint32_t code)
{
    switch (code) {
    case ' ':
    case '(':
    case ')':
    case '[':
    case ']':
    case '.':
    case 0x00B7: /* · */
    case 0x3010: /* 【 */
    case 0x3011: /* 】 */
    case 0x3014: /* 〔 */
    case 0x3015: /* 〕 */
    case 0x30FB: /* ・ */
        return true;
    default:
        return text_is_dash(code);
    }
}

static size_t skip_separators(struct str s, size_t at)
{
    uint32_t code;
    size_t n;

    while (at < s.len && (n = str_char(s, at, &code)) > 0 &&
           (is_separator(code) || code == ':'))
        at += n;
    return at;
}

/* "内線123", the rest of the text. */
static bool read_extension(struct str s, struct str *extension)
{
    const struct str word = STR("内線");

    if (!str_starts(s, word))
        return false;
    size_t start = skip_separators(s, word.len), end = start;
    while (end < s.len && is_digit((unsigned char)s.ptr[end]))
        end++;
    *extension = str_cut(s, start, end - start);
    return end > start && end - start <= EXTENSION_MOST_DIGITS &&
           skip_separators(s, end) == s.len;
}

/* False when the text is more than digits, separators and an extension. */
static bool read_phone(struct str s, struct phone *phone)
{
    bool separated = false;
    uint32_t code;
    size_t n;

    for (size_t at = 0; at < s.len; at += n) {
        if ((n = str_char(s, at, &code)) == 0)
            return false;
        if (is_separator(code)) {
            separated = phone->n_digit > 0;
            continue;
        }
        if (!is_digit(code))
            return read_extension(str_cut(s, at, s.len), &phone->extension);
        if (phone->n_digit++ == PHONE_MOST_DIGITS)
            return false;
        if (separated)
            phone->text[phone->len++] = '-';
        separated = false;
        phone->text[phone->len++] = (char)code;
    }
    return true;
}

/* 0 and 9 or 10 digits more; 00 begins a call to other countries. */
static bool is_number_of_japan(const struct phone *phone)
{
    size_t second = phone->len > 1 && phone->text[1] == '-' ? 2 : 1;

    return phone->n_digit >= PHONE_MOST_DIGITS - 1 && phone->text[0] == '0' &&
           phone->text[second] != '0';
}

struct str contact_phone(struct str s, struct arena *arena, bool *odd)
{
    struct str half = half_width(s, arena);
    struct phone phone = {0};

    *odd = half.len > 0;
    if (!read_phone(half, &phone) || phone.n_digit == 0)
        return half;
    *odd = !is_number_of_japan(&phone);
    const char *text =
        phone.extension.len
            ? arena_format(arena, "%.*s 内線%.*s", (int)phone.len, phone.text,
                           STR_ARG(phone.extension))
            : arena_copy(arena, phone.text, phone.len);
    return str_of(text);
}

/* ---- pages and mail ---- */

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool starts_ignoring_case(struct str s, struct str start)
{
    return s.len >= start.len && strncasecmp(s.ptr, start.ptr, start.len) == 0;
}

/* Kana and kanji, as registered under .jp; no letter that looks like ASCII.
 * The long vowel behind an ASCII letter is a mistyped hyphen. */
static bool is_japanese_letter(uint32_t code, unsigned char before)
{
    return code == 0x3005 || (code >= 0x3041 && code <= 0x3096) ||
           (code >= 0x30A1 && code <= 0x30FA) ||
           (code == 0x30FC && before >= 0x80) ||
           (code >= 0x4E00 && code <= 0x9FFF);
}

/* RFC 1123 section 2.1, with the underscore that is met in practice. */
static bool is_label(struct str label, bool japanese)
{
    unsigned char before = 0;
    uint32_t code;
    size_t n;

    if (label.len == 0 || label.len > 63 || label.ptr[0] == '-' ||
        label.ptr[label.len - 1] == '-')
        return false;
    for (size_t at = 0; at < label.len; at += n) {
        unsigned char c = (unsigned char)label.ptr[at];
        n = 1;
        if (c >= 0x80) {
            n = str_char(label, at, &code);
            if (n == 0 || !japanese || !is_japanese_letter(code, before))
                return false;
        } else if (!is_letter(c) && !is_digit(c) && c != '-' && c != '_') {
            return false;
        }
        before = c;
    }
    return true;
}

/* Letters, or a name in Punycode. */
static bool is_top_domain(struct str label)
{
    if (starts_ignoring_case(label, STR("xn--")))
        return true;
    for (size_t i = 0; i < label.len; i++)
        if (!is_letter((unsigned char)label.ptr[i]))
            return false;
    return label.len >= 2;
}

/* Two labels or more. *top receives the last. */
static bool is_host(struct str host, bool japanese, struct str *top)
{
    struct str rest = host;
    size_t labels = 0;

    while (str_part(&rest, '.', top)) {
        if (!is_label(*top, japanese))
            return false;
        labels++;
    }
    return labels >= 2 && host.len <= 253 && is_top_domain(*top);
}

static bool is_mail(struct str s)
{
    static const char more[] = ".!#$%&'*+/=?^_`{|}~-"; /* RFC 5322 3.2.3 */
    struct str local, top;

    if (!str_part(&s, '@', &local) || !s.ptr)
        return false;
    if (local.len == 0 || local.len > 64)
        return false;
    for (size_t i = 0; i < local.len; i++) {
        unsigned char c = (unsigned char)local.ptr[i];
        if (!is_letter(c) && !is_digit(c) && !memchr(more, c, sizeof(more) - 1))
            return false;
    }
    return is_host(s, false, &top);
}

/* Without a scheme "Dr.Suzuki" looks like a host too. */
static bool is_known_top(struct str top)
{
    static const struct str known[] = {
        {"com", 3},    {"net", 3},   {"org", 3},      {"info", 4},
        {"biz", 3},    {"site", 4},  {"online", 6},   {"care", 4},
        {"clinic", 6}, {"tokyo", 5}, {"hospital", 8}, {"shop", 4},
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
        if (top.len == known[i].len && starts_ignoring_case(top, known[i]))
            return true;
    return top.len == 2; /* ISO 3166 */
}

/* "http.www.example.jp" is a misspelt scheme. */
static bool is_host_without_scheme(struct str host, struct str top)
{
    if (starts_ignoring_case(host, STR("http")) ||
        starts_ignoring_case(host, STR("ttp")))
        return false;
    return is_known_top(top) || starts_ignoring_case(host, STR("www."));
}

static bool is_port(struct str port)
{
    int number = 0;

    if (!str_digits(port) || port.len > 5)
        return false;
    for (size_t i = 0; i < port.len; i++)
        number = number * 10 + (port.ptr[i] - '0');
    return number >= 1 && number <= 65535;
}

/* The part before '/', '?' or '#': a host and perhaps a port, no user. */
static bool is_authority(struct str authority, bool has_scheme)
{
    struct str rest = authority, host, top;

    if (!str_part(&rest, ':', &host))
        return false;
    return (!rest.ptr || is_port(rest)) && is_host(host, has_scheme, &top) &&
           (has_scheme || is_host_without_scheme(host, top));
}

/* Path, query and fragment: RFC 3986 forbids these outright, and they end
 * links in running text. False when one is met. */
static bool add_path(struct buf *url, struct str path)
{
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (c <= ' ' || c == 0x7F || memchr("<>\"\\[]", c, 6))
            return false;
        if (c >= 0x80 || memchr("{}|^`", c, 5))
            buf_addf(url, "%%%02X", c);
        else
            buf_add_char(url, (char)c);
    }
    return true;
}

static const struct str scheme[] = {{"http://", 7}, {"https://", 8}};

/* What a form had filled in before the publisher did. */
static bool is_bare_scheme(struct str s)
{
    return str_eq(s, scheme[0]) || str_eq(s, scheme[1]);
}

static bool read_page(struct str s, struct buf *url)
{
    struct str start = scheme[0];
    bool has_scheme = false;
    size_t end = 0;

    for (size_t i = 0; i < 2 && !has_scheme; i++) {
        has_scheme = starts_ignoring_case(s, scheme[i]);
        if (has_scheme)
            start = scheme[i];
    }
    if (has_scheme)
        s = str_cut(s, start.len, s.len);
    while (end < s.len && !memchr("/?#", s.ptr[end], 3))
        end++;
    struct str authority = str_cut(s, 0, end);
    if (!is_authority(authority, has_scheme))
        return false;
    buf_add_str(url, start);
    buf_add_str(url, authority);
    return add_path(url, str_cut(s, end, s.len));
}

enum contact_web contact_web(struct str s, struct arena *arena, struct str *out)
{
    struct str half = half_width(s, arena), mail = half;
    struct buf url = {0};
    enum contact_web kind = WEB_ODD;

    *out = STR("");
    if (half.len == 0 || is_bare_scheme(half))
        return WEB_NONE;
    if (starts_ignoring_case(mail, STR("mailto:")))
        mail = str_cut(mail, 7, mail.len);
    if (is_mail(mail)) {
        *out = mail;
        return WEB_MAIL;
    }
    if (read_page(half, &url)) {
        *out = (struct str){arena_copy(arena, url.ptr, url.len), url.len};
        kind = WEB_PAGE;
    }
    buf_release(&url);
    return kind;
}
