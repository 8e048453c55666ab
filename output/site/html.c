#include "output/site/html.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* 0: stands as it is; 1: looked at again. */
static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte != '&' && byte != '<' && byte != '>' &&
           byte != '"' && byte != '\'' && byte < 0x7F;
}

/* Lead bytes of the characters of Japanese text but U+Exxx-U+Fxxx, among which
 * noncharacters are. */
static bool is_three(struct str s, size_t at)
{
    const unsigned char *byte = (const unsigned char *)s.ptr + at;

    return byte[0] > 0xE0 && byte[0] < 0xED && s.len - at >= 3 &&
           (byte[1] & 0xC0) == 0x80 && (byte[2] & 0xC0) == 0x80;
}

static const char *escape_of(uint32_t code)
{
    switch (code) {
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
        return " ";
    case '\t':
    case '\n':
        return NULL;
    default:
        /* HTML Standard, 13.1.1 and 13.2.3.5: controls, noncharacters. */
        return code < 0x20 || (code >= 0x7F && code <= 0x9F) ||
                       (code >= 0xFDD0 && code <= 0xFDEF) ||
                       (code & 0xFFFE) == 0xFFFE
                   ? ""
                   : NULL;
    }
}

void html_add(struct buf *out, struct str text)
{
    size_t plain = 0, at = 0;

    while (at < text.len) {
        uint32_t code = (unsigned char)text.ptr[at];
        size_t n = 1;
        if (is_plain((unsigned char)code)) {
            at++;
            continue;
        }
        if (is_three(text, at)) {
            at += 3;
            continue;
        }
        if (code >= 0x80 && (n = str_char(text, at, &code)) == 0) {
            code = 0;
            n = 1;
        }
        const char *instead = escape_of(code);
        if (instead) {
            buf_add(out, text.ptr + plain, at - plain);
            buf_add_text(out, instead);
            plain = at + n;
        }
        at += n;
    }
    buf_add(out, text.ptr + plain, text.len - plain);
}

void html_text(struct buf *out, const char *text)
{
    html_add(out, str_of(text));
}

void html_attribute(struct buf *out, const char *name, const char *value)
{
    buf_add_char(out, ' ');
    buf_add_text(out, name);
    HTML(out, "=\"");
    html_text(out, value);
    buf_add_char(out, '"');
}

void html_date(struct buf *out, const char *date)
{
    struct str text = str_of(date);

    if (text.len == 10 && text.ptr[4] == '-' && text.ptr[7] == '-' &&
        str_digits(str_cut(text, 0, 4)) && str_digits(str_cut(text, 5, 2)) &&
        str_digits(str_cut(text, 8, 2)))
        buf_addf(out, "%d年%d月%d日", atoi(date), atoi(date + 5),
                 atoi(date + 8));
    else
        html_text(out, date);
}

static bool is_hex(char c)
{
    return c && strchr("0123456789abcdefABCDEF", c);
}

static bool is_letter(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

/* The host of a URL: names and numbers, perhaps a port; no user, which could
 * make a strange host look like a known one. */
static bool is_host(struct str host)
{
    const char *colon = host.len ? memchr(host.ptr, ':', host.len) : NULL;

    if (colon) {
        size_t at = (size_t)(colon - host.ptr);
        struct str port = str_cut(host, at + 1, host.len);
        if (!str_digits(port) || port.len > 5)
            return false;
        host.len = at;
    }
    for (size_t i = 0; i < host.len; i++) {
        unsigned char c = (unsigned char)host.ptr[i];
        if (c < 0x80 && !is_letter(c) && c != '-' && c != '.')
            return false;
    }
    return host.len && host.ptr[0] != '.' && host.ptr[host.len - 1] != '.';
}

bool html_is_link(const char *url)
{
    static const char allowed[] = "-._~:/?#!$&'()*+,;=%@";
    const char *host;
    bool fragment = false;

    if (url && strncasecmp(url, "https://", 8) == 0)
        host = url + 8;
    else if (url && strncasecmp(url, "http://", 7) == 0)
        host = url + 7;
    else
        return false;
    if (!str_valid_utf8(str_of(url)) ||
        !is_host((struct str){host, strcspn(host, "/?#")}))
        return false;
    for (const char *at = host; *at; at++) {
        unsigned char c = (unsigned char)*at;
        if (c < 0x80 && !is_letter(c) && !strchr(allowed, c))
            return false;
        if ((c == '%' && !(is_hex(at[1]) && is_hex(at[2]))) ||
            (c == '#' && fragment))
            return false;
        fragment |= c == '#';
    }
    return true;
}

void html_link(struct buf *out, const char *url, const char *text)
{
    if (!html_is_link(url)) {
        html_text(out, text);
        return;
    }
    HTML(out, "<a rel=\"noopener noreferrer\"");
    html_attribute(out, "href", url);
    buf_add_char(out, '>');
    html_text(out, text);
    HTML(out, "</a>");
}

void html_phone(struct buf *out, const char *phone)
{
    size_t digits = 0;
    const char *at = phone + (*phone == '+');

    for (; *at && strchr("0123456789-() ", *at); at++)
        digits += *at >= '0' && *at <= '9';
    /* 110 ... +81-3-1234-5678 (E.164: at most 15). */
    if (*at || digits < 3 || digits > 15) {
        html_text(out, phone);
        return;
    }
    HTML(out, "<a href=tel:");
    for (at = phone; *at; at++)
        if (*at == '+' || (*at >= '0' && *at <= '9'))
            buf_add_char(out, *at);
    buf_add_char(out, '>');
    html_text(out, phone);
    HTML(out, "</a>");
}
