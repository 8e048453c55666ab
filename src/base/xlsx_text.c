#include "base/xlsx_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Doubles hold every whole number up to here. */
#define EXACT 9007199254740992.0

#define LAST_DAY 2958465 /* 9999-12-31 in the 1900 system */

/* Howard Hinnant, "chrono-compatible low-level date algorithms",
 * civil_from_days; `day` counts from 1970-01-01. */
static void add_date(struct buf *buf, long day)
{
    long z = day + 719468;
    long era = z / 146097;
    long doe = z - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    long mp = (5 * doy + 2) / 153;
    long month = mp < 10 ? mp + 3 : mp - 9;

    buf_addf(buf, "%04ld-%02ld-%02ld", yoe + era * 400 + (month <= 2), month,
             doy - (153 * mp + 2) / 5 + 1);
}

static bool parse(struct str stored, double *number)
{
    char text[64], *end;

    if (stored.len == 0 || stored.len >= sizeof(text))
        return false;
    for (size_t i = 0; i < stored.len; i++)
        if (!stored.ptr[i] || !strchr("0123456789.+-eE", stored.ptr[i]))
            return false;
    memcpy(text, stored.ptr, stored.len);
    text[stored.len] = '\0';
    /* main() never sets LC_NUMERIC, so strtod reads '.'. */
    *number = strtod(text, &end);
    return *end == '\0';
}

void xlsx_add_number(struct buf *buf, struct str stored, bool is_date,
                     bool from_1904)
{
    double number;

    if ((!is_date && str_digits(stored)) || !parse(stored, &number) ||
        number != floor(number) || fabs(number) > EXACT) {
        buf_add_str(buf, stored);
        return;
    }
    double last = from_1904 ? LAST_DAY - 1462 : LAST_DAY;
    if (is_date && number >= (from_1904 ? 0 : 1) && number <= last) {
        long serial = (long)number + (from_1904 ? 1462 : 0);
        add_date(buf, serial - (serial < 60 ? 25568 : 25569));
        return;
    }
    buf_addf(buf, "%.0f", number == 0 ? 0.0 : number); /* not "-0" */
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The control or ASCII character that _xHHHH_ stands for; 0 when it is
 * something else. Programs escape nothing but those. */
static char escaped_char(const char *at, size_t left)
{
    int code = 0;

    if (left < 7 || at[0] != '_' || at[1] != 'x' || at[6] != '_')
        return '\0';
    for (int i = 2; i < 6; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0)
            return '\0';
        code = code * 16 + digit;
    }
    return code < 0x80 ? (char)code : '\0';
}

void xlsx_unescape(struct buf *buf, size_t from)
{
    if (from >= buf->len || !memmem(buf->ptr + from, buf->len - from, "_x", 2))
        return;
    size_t to = from;
    for (size_t at = from; at < buf->len; at++) {
        char c = escaped_char(buf->ptr + at, buf->len - at);
        buf->ptr[to++] = c ? c : buf->ptr[at];
        at += c ? 6 : 0;
    }
    buf->len = to;
    buf->ptr[to] = '\0';
}

bool xlsx_format_is_date(const char *code)
{
    bool day = false, era = false, year_of_era = false;

    if (strcasecmp(code, "General") == 0)
        return false;
    for (; *code && *code != ';'; code++) {
        char end = *code == '"' ? '"' : *code == '[' ? ']' : '\0';
        const char *to = end ? strchr(code + 1, end) : NULL;

        if (to)
            code = to;
        else if ((*code == '\\' || *code == '_' || *code == '*') && code[1])
            code++;
        else if (strchr("yYdD", *code))
            day = true;
        else if (strchr("gG", *code))
            era = true;
        else if (strchr("eE", *code))
            year_of_era = true;
    }
    return day || (era && year_of_era);
}
