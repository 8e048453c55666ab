#include "fetch/page_date.h"

#include "fetch/page.h"
#include "fetch/plain.h"

#include <stdio.h>
#include <string.h>

/* So many blanks between two parts, characters in a bracket: a limit for
 * hostile pages. */
#define MAX_BLANKS 64
#define MAX_BRACKET 20

struct scan {
    struct str text;
    size_t at;
};

/* The next character that is not blank, without taking it; 0 at the end. */
static uint32_t peek(const struct scan *scan, size_t *len)
{
    uint32_t code = 0;
    size_t at = scan->at;

    *len = 0;
    for (int i = 0; i < MAX_BLANKS && at < scan->text.len; i++) {
        size_t n = plain_char(scan->text, at, &code);
        if (n == 0)
            return 0;
        at += n;
        *len = at - scan->at;
        if (code != ' ')
            return code;
    }
    return 0;
}

static bool take(struct scan *scan, uint32_t wanted)
{
    size_t len;

    if (peek(scan, &len) != wanted || wanted == 0)
        return false;
    scan->at += len;
    return true;
}

static bool take_word(struct scan *scan, const char *word)
{
    struct scan ahead = *scan;
    struct str rest = str_of(word);
    uint32_t code;

    for (size_t at = 0; at < rest.len;) {
        at += str_char(rest, at, &code);
        if (!take(&ahead, code))
            return false;
    }
    *scan = ahead;
    return true;
}

/* 0 to 9 of a digit or a kanji digit, 10 of 十, -1 of anything else. */
static int digit_of(uint32_t code)
{
    static const uint32_t kanji[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09,
                                     0x56DB, 0x4E94, 0x516D, 0x4E03,
                                     0x516B, 0x4E5D, 0x5341};

    if (code >= '0' && code <= '9')
        return (int)(code - '0');
    for (int i = 0; i <= 10; i++)
        if (code == kanji[i])
            return i;
    return -1;
}

/* Up to four digits, or 十 among them: 2026, 二〇二六, 二十六. */
static bool take_number(struct scan *scan, int *number)
{
    int value = 0, unit = 0, n = 0;
    size_t len = 0;

    for (; n < 5; n++) {
        int digit = digit_of(peek(scan, &len));
        if (digit < 0)
            break;
        scan->at += len;
        if (digit == 10) {
            value += (unit ? unit : 1) * 10;
            unit = 0;
        } else {
            unit = unit * 10 + digit;
        }
    }
    *number = value + unit;
    return n > 0 && n < 5;
}

/* "(木)", "(2026年)": passed over where it stands. */
static void pass_bracket(struct scan *scan)
{
    struct scan ahead = *scan;
    size_t len;

    if (!take(&ahead, '('))
        return;
    for (int i = 0; i < MAX_BRACKET; i++) {
        uint32_t code = peek(&ahead, &len);
        if (code == 0)
            return;
        ahead.at += len;
        if (code == ')') {
            *scan = ahead;
            return;
        }
    }
}

static int era_of(struct scan *scan)
{
    static const struct era {
        const char *word, *letter;
        uint32_t sign;
        int before;
    } eras[] = {
        {"令和", "R", 0x32FF, 2018}, {"平成", "H", 0x337B, 1988},
        {"昭和", "S", 0x337C, 1925}, {"大正", "T", 0x337D, 1911},
        {"明治", "M", 0x337E, 1867},
    };

    for (size_t i = 0; i < sizeof(eras) / sizeof(*eras); i++)
        if (take_word(scan, eras[i].word) || take(scan, eras[i].sign) ||
            take_word(scan, eras[i].letter))
            return eras[i].before;
    return 0;
}

static bool take_year(struct scan *scan, int *year)
{
    int before = era_of(scan);

    if (before && take_word(scan, "元"))
        *year = 1;
    else if (!take_number(scan, year))
        return false;
    if (before ? *year < 1 || *year > 99 : *year < 1868 || *year > 2199)
        return false;
    *year += before;
    pass_bracket(scan); /* 令和8(2026)年 */
    return true;
}

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

/* What stands behind 月: 末, 末日, a day, or nothing. */
static int day_of(struct scan *scan, int year, int month)
{
    struct scan ahead = *scan;
    int day;

    if (take_word(scan, "末")) {
        take_word(scan, "日");
        return days_of(year, month);
    }
    if (!take_number(&ahead, &day) || !take_word(&ahead, "日"))
        return 1;
    *scan = ahead;
    return day;
}

static bool take_parts(struct scan *scan, int *year, int *month, int *day)
{
    if (!take_year(scan, year))
        return false;
    bool words = take_word(scan, "年");
    uint32_t mark = words ? 0 : take(scan, '.') ? '.' : '/';
    if (words)
        pass_bracket(scan);
    else if (mark == '/' && !take(scan, '/'))
        return false;
    if (!take_number(scan, month) || *month < 1 || *month > 12)
        return false;
    if (words) {
        bool month_too = take_word(scan, "月");
        *day = month_too ? day_of(scan, *year, *month) : 0;
        return month_too;
    }
    return take(scan, mark) && take_number(scan, day);
}

static bool date_at(struct str text, size_t *at, char iso[11])
{
    struct scan scan = {text, *at};
    int year, month, day;

    if (!take_parts(&scan, &year, &month, &day) || day < 1 ||
        day > days_of(year, month))
        return false;
    pass_bracket(&scan);
    take_word(&scan, "の");
    if (!take_word(&scan, "時点") && !take_word(&scan, "現在"))
        return false;
    /* The remainders tell the compiler what the checks above know. */
    snprintf(iso, 11, "%04u-%02u-%02u", (unsigned)year % 10000U,
             (unsigned)month % 100U, (unsigned)day % 100U);
    *at = scan.at;
    return true;
}

/* Can a date start with this, behind that? */
static bool may_start(uint32_t code, uint32_t before)
{
    bool letter = (before | 32) >= 'a' && (before | 32) <= 'z';
    int digit = digit_of(code);

    if (digit >= 0)
        return digit < 10 && digit_of(before) < 0;
    return code == 0x4EE4 || code == 0x5E73 || code == 0x662D ||
           code == 0x5927 || code == 0x660E || code == 0x32FF ||
           (code >= 0x337B && code <= 0x337E) ||
           (code < 0x80 && code != 0 && strchr("RHSTM", (int)code) && !letter &&
            digit_of(before) < 0);
}

bool page_date_next(struct str text, size_t *from, struct page_day *day)
{
    uint32_t code, before = 0;
    size_t n;

    for (size_t at = *from; at < text.len; at += n) {
        n = plain_char(text, at, &code);
        if (n == 0) {
            n = 1;
            code = 0;
        } else if (may_start(code, before)) {
            *from = at;
            if (date_at(text, from, day->iso)) {
                day->at = at;
                return true;
            }
        }
        before = code;
    }
    *from = text.len;
    return false;
}

bool page_date(struct str text, char iso[11])
{
    struct page_day day;
    size_t from = 0;

    if (!page_date_next(text, &from, &day))
        return false;
    memcpy(iso, day.iso, sizeof(day.iso));
    return true;
}
