#include "norm/date.h"

#include "norm/text.h"

#include <stdio.h>
#include <string.h>

/* Day numbers are written as decimal YYYYMMDD. Eras overlap on the day of
 * their change up to 昭和. 明治 starts with the Gregorian calendar. */
static const struct era {
    char sign;
    int year_before_first, first, last;
} eras[] = {
    {'M', 1867, 18730101, 19120730}, {'T', 1911, 19120730, 19261225},
    {'S', 1925, 19261225, 19890107}, {'H', 1988, 19890108, 20190430},
    {'R', 2018, 20190501, 21991231},
};

/* A date is first written in signs: digits, era letters, y m d and - / . */
static const struct word {
    const char *text;
    char sign;
} words[] = {
    {"年", 'y'},   {"月", 'm'},   {"日", 'd'},   {"⽉", 'm'},
    {"⽇", 'd'},   {"令和", 'R'}, {"平成", 'H'}, {"昭和", 'S'},
    {"大正", 'T'}, {"明治", 'M'}, {"㋿", 'R'},  {"㍻", 'H'},
    {"㍼", 'S'},   {"㍽", 'T'},   {"㍾", 'M'},   {"元", '1'},
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const struct era *era_of(char sign)
{
    for (size_t i = 0; i < sizeof(eras) / sizeof(*eras); i++)
        if (eras[i].sign == sign)
            return &eras[i];
    return NULL;
}

/* The sign of what stands at `at`; 0 when a date does not hold it. */
static char sign_at(struct str s, size_t at, size_t *n)
{
    struct str rest = str_cut(s, at, s.len);
    char c = rest.ptr[0];

    *n = 1;
    if (is_digit(c) || c == '-' || c == '/' || c == '.')
        return c;
    if (c >= 'a' && c <= 'z')
        c = (char)(c - 32);
    if (era_of(c))
        return c;
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        struct str text = str_of(words[i].text);
        *n = text.len;
        if (str_starts(rest, text))
            return words[i].sign;
    }
    return 0;
}

/* Is this the end of "... 1日 現在" or "... 1日時点"? */
static bool ends_here(struct str s, size_t at)
{
    struct str rest = str_cut(s, at, s.len);

    return str_starts(rest, STR("現在")) || str_starts(rest, STR("時点"));
}

static bool write_signs(struct str s, char *signs, size_t room)
{
    size_t len = 0, n;
    char before = 0;

    for (size_t at = 0; at < s.len; at += n) {
        n = 1;
        if (s.ptr[at] == ' ') {
            bool splits = at > 0 && is_digit(s.ptr[at - 1]) && at + 1 < s.len &&
                          is_digit(s.ptr[at + 1]);
            if (splits)
                return false;
            continue;
        }
        if (before == 'd' && ends_here(s, at))
            break;
        char sign = sign_at(s, at, &n);
        bool gannen = sign == '1' && n > 1;
        if (!sign || (gannen && !era_of(before)) || len + 1 >= room)
            return false;
        before = signs[len++] = sign;
    }
    signs[len] = '\0';
    return len > 0;
}

/* Up to `most` digits; returns how many were read. */
static int number(const char **at, int most, int *value)
{
    int n = 0;

    for (*value = 0; n < most && is_digit(**at); n++, (*at)++)
        *value = *value * 10 + (**at - '0');
    return n;
}

static bool is_day(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return year >= 1868 && year <= 2199 && month >= 1 && month <= 12 &&
           day >= 1 && day <= days[month - 1] + (month == 2 && leap);
}

static bool write_iso(int year, int month, int day, char iso[11])
{
    char text[40];

    if (!is_day(year, month, day))
        return false;
    snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, day);
    memcpy(iso, text, 11);
    return true;
}

static bool read_compact(const char *digits, char iso[11])
{
    int year, month, day;

    return number(&digits, 4, &year) == 4 && number(&digits, 2, &month) == 2 &&
           number(&digits, 2, &day) == 2 && write_iso(year, month, day, iso);
}

/* [era] year, month and day with equal separators, or 年月日. */
static bool read_parts(const char *at, char iso[11])
{
    const struct era *era = era_of(*at);
    int year, month, day;

    at += era != NULL;
    int n = number(&at, 4, &year);
    if (era ? n < 1 || n > 2 || year == 0 : n != 4)
        return false;
    char between = *at;
    if (!between || !strchr("-/.y", between))
        return false;
    at++;
    if (!number(&at, 2, &month) || *at != (between == 'y' ? 'm' : between))
        return false;
    at++;
    if (!number(&at, 2, &day))
        return false;
    at += between == 'y' && *at == 'd';
    if (*at)
        return false;
    if (era) {
        year += era->year_before_first;
        int when = year * 10000 + month * 100 + day;
        if (when < era->first || when > era->last)
            return false;
    }
    return write_iso(year, month, day, iso);
}

bool date_read(struct str s, char iso[11])
{
    char text[128], signs[32];
    size_t len = text_narrow(s, text, sizeof(text));

    if (len == SIZE_MAX || len == 0)
        return false;
    size_t bracket = strchr("[(", text[0]) != NULL;
    if (!write_signs((struct str){text + bracket, len - bracket}, signs,
                     sizeof(signs)))
        return false;
    if (strspn(signs, "0123456789") == 8 && signs[8] == '\0')
        return read_compact(signs, iso);
    return read_parts(signs, iso);
}

bool date_in_name(struct str name, char iso[11])
{
    size_t end = name.len;

    while (end > 0 && name.ptr[end - 1] != '/') {
        size_t start = end;
        while (start > 0 && is_digit(name.ptr[start - 1]))
            start--;
        if (end - start == 8 || end - start == 9) {
            char digits[9] = {0};
            memcpy(digits, name.ptr + start, 8);
            if (read_compact(digits, iso))
                return true;
        }
        end = start < end ? start : end - 1;
    }
    return false;
}
