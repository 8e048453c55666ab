/* The day and the time that `near` is asked for, as people write them. */
#include "base/clock.h"
#include "cmd/near.h"
#include "norm/date.h"
#include "norm/holiday.h"
#include "norm/text.h"

#include <stdio.h>
#include <string.h>

#define DAY_MIN 1440
#define JAPAN_AHEAD_MIN (9 * 60)

/* ---- the day ---- */

/* As text_key() leaves them. */
static const struct {
    const char *word;
    int day;
} days[] = {
    {"月", DAY_MO}, {"火", DAY_TU}, {"水", DAY_WE}, {"木", DAY_TH},
    {"金", DAY_FR}, {"土", DAY_SA}, {"日", DAY_SU}, {"祝", DAY_PH},
    {"mo", DAY_MO}, {"tu", DAY_TU}, {"we", DAY_WE}, {"th", DAY_TH},
    {"fr", DAY_FR}, {"sa", DAY_SA}, {"su", DAY_SU}, {"ph", DAY_PH},
};
static const char *const names_en[DAY_COUNT] = {
    "monday", "tuesday",  "wednesday", "thursday",
    "friday", "saturday", "sunday",    "holiday"};

static int read_day(struct str key)
{
    for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
        struct str word = str_of(days[i].word), rest;
        if (!str_starts(key, word))
            continue;
        rest = str_cut(key, word.len, key.len);
        if (!rest.len || (word.len == 3 && /* a Japanese day */
                          (str_is(rest, "曜") || str_is(rest, "曜日") ||
                           (days[i].day == DAY_PH && str_is(rest, "日")))))
            return days[i].day;
    }
    for (int d = 0; d < DAY_COUNT; d++)
        if (str_is(key, names_en[d]) ||
            (key.len == 3 && str_starts(str_of(names_en[d]), key)))
            return d;
    return -1;
}

/* Now in Japan: days since 1970-01-01, and the minute of the day. */
static bool japan_now(int32_t *number, int *minute, struct err *err)
{
    char iso[CLOCK_TEXT];
    int year, month, day, hour, min;

    if (!clock_now(iso, err))
        return false;
    if (sscanf(iso, "%d-%d-%dT%d:%d", &year, &month, &day, &hour, &min) != 5)
        return err_set(err, ERR_INTERNAL, _("the clock has no date"));
    int since = hour * 60 + min + JAPAN_AHEAD_MIN;
    *number = calendar_day(year, month, day) + since / DAY_MIN;
    *minute = since % DAY_MIN;
    return true;
}

static bool is_one_of(struct str key, const char *const *word, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(key, word[i]))
            return true;
    return false;
}
#define IS_ONE_OF(key, ...)                                                    \
    is_one_of(key, (const char *const[]){__VA_ARGS__},                         \
              sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* ---- the time ---- */

static bool take_number(struct str *text, int *number)
{
    size_t n = 0;

    *number = 0;
    while (n < text->len && n < 3 && text->ptr[n] >= '0' && text->ptr[n] <= '9')
        *number = *number * 10 + (text->ptr[n++] - '0');
    *text = str_cut(*text, n, text->len);
    return n == 1 || n == 2;
}

static bool take(struct str *text, const char *word)
{
    if (!str_starts(*text, str_of(word)))
        return false;
    *text = str_cut(*text, strlen(word), text->len);
    return true;
}

/* 18:00, 18時, 18時半, 午後6時30分; -1 for anything else. 午後12時 is either
 * noon or midnight, depending on whom one asks. */
static int read_time(struct str key)
{
    bool after = take(&key, "午後"), before = !after && take(&key, "午前");
    int hour, minute = 0;

    if (str_is(key, "正午") && !after && !before)
        return DAY_MIN / 2;
    if (!take_number(&key, &hour))
        return -1;
    if (take(&key, "時")) {
        if (take(&key, "半"))
            minute = 30;
        else if (key.len && !(take_number(&key, &minute) && take(&key, "分")))
            return -1;
    } else if (!take(&key, ":") || key.len != 2 ||
               !take_number(&key, &minute)) {
        return -1;
    }
    if (key.len || minute > 59 || hour > 23 || ((after || before) && hour > 11))
        return -1;
    return (hour + (after ? 12 : 0)) * 60 + minute;
}

/* ---- both ---- */

static void on_date(struct near_order *order, int32_t number, int minute)
{
    int year, month, day;

    calendar_date(number, &year, &month, &day);
    snprintf(order->date, sizeof(order->date), "%04u-%02u-%02u",
             (unsigned)year % 10000, (unsigned)month % 100,
             (unsigned)day % 100);
    order->when = hours_on_date(number, minute);
}

static bool choose_day(struct near_order *order, const char *given,
                       struct str key, int minute, struct err *err)
{
    char iso[11];
    int32_t today = 0;
    int now = 0, year, month, date;
    int day = read_day(key);
    bool is_now = IS_ONE_OF(key, "now", "今");

    if (day >= 0) {
        order->when = hours_on_day(day, minute);
        return true;
    }
    if (date_read(str_of(given), iso)) {
        sscanf(iso, "%d-%d-%d", &year, &month, &date);
        on_date(order, calendar_day(year, month, date), minute);
        return true;
    }
    if (!is_now && !IS_ONE_OF(key, "今日", "本日", "today", "明日", "tomorrow"))
        return err_set(err, ERR_USAGE,
                       _("--day '%s' is no day; write 土, 祝, 今日, 明日, "
                         "2026-05-02 or, for this moment, now"),
                       given);
    if (!japan_now(&today, &now, err))
        return false;
    today += IS_ONE_OF(key, "明日", "tomorrow");
    on_date(order, today, is_now && minute < 0 ? now : minute);
    return true;
}

bool near_when(struct near_order *order, const char *day, const char *time,
               struct err *err)
{
    struct arena scratch = {0};
    int minute = -1;
    bool ok = true;

    order->timed = day || time;
    if (time) {
        minute = read_time(text_key(str_of(time), &scratch));
        if (minute < 0)
            ok = err_set(err, ERR_USAGE,
                         _("--time '%s' is no time of the day; write 18:00, "
                           "18時 or 午後6時, from 0:00 to 23:59"),
                         time);
    }
    if (ok && order->timed) {
        const char *given = day ? day : "today";
        ok = choose_day(order, given, text_key(str_of(given), &scratch), minute,
                        err);
    }
    arena_release(&scratch);
    return ok;
}
