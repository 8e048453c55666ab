#include "output/tables/days.h"

#include <string.h>

#define N_DAY 8 /* the last: holidays */

static const char *const codes[N_DAY] = {"Mo", "Tu", "We", "Th",
                                         "Fr", "Sa", "Su", "PH"};
static const char *const names[N_DAY] = {"月", "火", "水", "木",
                                         "金", "土", "日", "祝"};

enum state { NOT_TOLD, UNKNOWN, CLOSED, OPEN };

struct week {
    enum state state[N_DAY];
    struct str times[N_DAY];
};

static int day_at(struct str text)
{
    for (int d = 0; d < N_DAY; d++)
        if (text.len >= 2 && memcmp(text.ptr, codes[d], 2) == 0)
            return d;
    return -1;
}

/* "Sa[2,4]": weeks of the month, behind a day. */
static bool skip_weeks(struct str *text)
{
    size_t n;

    if (text->len == 0 || text->ptr[0] != '[')
        return false;
    n = 1;
    while (n < text->len && strchr("12345,", text->ptr[n]))
        n++;
    if (n == 1 || n == text->len || text->ptr[n] != ']')
        return false;
    *text = str_cut(*text, n + 1, text->len);
    return true;
}

/* One of "Mo", "Mo-We", "Sa[2,4]" off the front; bits of its days. */
static bool take_days(struct str *text, unsigned *bits, bool *some_weeks)
{
    int first = day_at(*text), last = first;

    if (first < 0)
        return false;
    *text = str_cut(*text, 2, text->len);
    *some_weeks = skip_weeks(text);
    if (!*some_weeks && text->len > 2 && text->ptr[0] == '-') {
        *text = str_cut(*text, 1, text->len);
        last = day_at(*text);
        if (last <= first || last == N_DAY - 1)
            return false;
        *text = str_cut(*text, 2, text->len);
    }
    for (int d = first; d <= last; d++)
        *bits |= 1u << d;
    return true;
}

static bool is_times(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!text.ptr[i] || !strchr("0123456789:-,", text.ptr[i]))
            return false;
    return text.len >= 11;
}

static bool read_rule(struct str rule, struct week *week)
{
    unsigned bits = 0;
    bool some = false, some_weeks;

    for (;;) {
        if (!take_days(&rule, &bits, &some_weeks))
            return false;
        some |= some_weeks;
        if (rule.len < 2)
            return false;
        char next = rule.ptr[0];
        rule = str_cut(rule, 1, rule.len);
        if (next == ' ')
            break;
        if (next != ',')
            return false;
    }
    if (some)
        return str_is(rule, "off");
    enum state state = str_is(rule, "off")       ? CLOSED
                       : str_is(rule, "unknown") ? UNKNOWN
                                                 : OPEN;
    if (state == OPEN && !is_times(rule))
        return false;
    for (int d = 0; d < N_DAY; d++)
        if (bits >> d & 1) {
            week->state[d] = state;
            week->times[d] = rule;
        }
    return true;
}

static bool read_week(struct str text, struct week *week)
{
    struct str rule;

    while (str_part(&text, ';', &rule))
        if (!read_rule(str_trim(rule), week))
            return false;
    for (int d = 0; d < N_DAY - 1; d++)
        if (week->state[d] != OPEN && week->state[d] != CLOSED)
            return false;
    return true;
}

/* "09:00-12:00", within one day. */
static void take_times(struct str times, struct days *days)
{
    if (times.len != 11 || times.ptr[5] != '-' ||
        memcmp(times.ptr + 6, "24:00", 5) > 0 ||
        memcmp(times.ptr + 6, times.ptr, 5) <= 0)
        return;
    memcpy(days->start, times.ptr, 5);
    memcpy(days->end, times.ptr + 6, 5);
}

void days_read(const char *opening_hours, struct days *days)
{
    struct week week = {0};
    const struct str *times = NULL;
    bool equal = true;

    memset(days, 0, sizeof(*days));
    if (!opening_hours || !read_week(str_of(opening_hours), &week))
        return;
    for (int d = 0; d < N_DAY; d++) {
        if (week.state[d] != OPEN)
            continue;
        strcat(days->open, names[d]);
        equal = equal && (!times || str_eq(*times, week.times[d]));
        times = &week.times[d];
    }
    if (times && equal)
        take_times(*times, days);
}

/* ---- days by name ---- */

#define WORKDAYS 0x1Fu
#define HOLIDAY (N_DAY - 1)

/* Bits of one name off the front: 月, 月曜, 土曜日, 祝日, 平日. 0: none. */
static unsigned take_name(struct str *text, int *day)
{
    static const char *const endings[] = {"曜日", "曜", "日"};
    unsigned bits = 0;

    *day = -1;
    if (str_starts(*text, STR("平日"))) {
        *text = str_cut(*text, strlen("平日"), text->len);
        return WORKDAYS;
    }
    for (int d = 0; d < N_DAY && !bits; d++)
        if (str_starts(*text, str_of(names[d]))) {
            *text = str_cut(*text, strlen(names[d]), text->len);
            bits = 1u << d;
            *day = d;
        }
    for (size_t i = 0; bits && i < 3; i++) {
        /* 土日祝: here 日 is Sunday. */
        if (i == 2 && *day != HOLIDAY)
            break;
        if (str_starts(*text, str_of(endings[i]))) {
            *text = str_cut(*text, strlen(endings[i]), text->len);
            break;
        }
    }
    return bits;
}

static bool take_one_of(struct str *text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(*text, str_of(words[i]))) {
            *text = str_cut(*text, strlen(words[i]), text->len);
            return true;
        }
    return false;
}

static bool take_named(struct str *text, unsigned *bits)
{
    static const char *const to[] = {"～", "〜", "-"};
    int first, last;
    unsigned named = take_name(text, &first);

    *bits |= named;
    if (!named || !take_one_of(text, to, 3))
        return named;
    if (!take_name(text, &last) || first < 0 || last <= first ||
        last == HOLIDAY)
        return false;
    for (int d = first; d <= last; d++)
        *bits |= 1u << d;
    return true;
}

bool days_add_named(struct buf *out, const char *text)
{
    static const char *const between[] = {"・", "、", ",", "，", ";", "；"};
    struct str rest = str_of(text);
    unsigned bits = 0;

    if (!rest.len)
        return false;
    while (rest.len) {
        if (!take_named(&rest, &bits))
            return false;
        take_one_of(&rest, between, 6);
    }
    for (int d = 0; d < N_DAY; d++)
        if (bits >> d & 1)
            buf_add_text(out, names[d]);
    return true;
}
