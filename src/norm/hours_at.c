#include "norm/hours_at.h"

#include "norm/holiday.h"
#include "norm/hours_known.h"

enum truth { NO, MAYBE, YES };

struct hours_when hours_on_date(int32_t number, int minute)
{
    struct hours_when when = {.minute = minute};
    struct hours_day *day[] = {&when.today, &when.before};

    for (int32_t i = 0; i < 2; i++) {
        day[i]->weekday = calendar_weekday(number - i);
        day[i]->nth = calendar_nth(number - i);
        day[i]->day =
            calendar_is_holiday(number - i) ? DAY_PH : day[i]->weekday;
    }
    return when;
}

struct hours_when hours_on_day(int day, int minute)
{
    bool holiday = day == DAY_PH;
    int before = holiday ? -1 : (day + HOURS_WEEKDAYS - 1) % HOURS_WEEKDAYS;

    return (struct hours_when){.today = {day, holiday ? -1 : day, 0},
                               .before = {before, before, 0},
                               .minute = minute};
}

/* Closed in that week of the month? */
static enum truth is_off(const struct week_hours *week,
                         const struct hours_day *day)
{
    unsigned n_off = 0, n_any = 0;

    for (int w = 0; w < HOURS_WEEKS; w++)
        for (int d = 0; d < HOURS_WEEKDAYS; d++) {
            bool closed = week->nth[w][d] == FLAG_CLOSED;
            n_any += closed;
            n_off += closed && d == day->weekday;
        }
    if (day->weekday < 0)
        return n_any ? MAYBE : NO;
    if (day->nth)
        return week->nth[day->nth - 1][day->weekday] == FLAG_CLOSED ? YES : NO;
    return n_off == 0 ? NO : n_off == HOURS_WEEKS ? YES : MAYBE;
}

static bool covers(const struct day_hours *hours, int minute)
{
    for (size_t i = 0; i < hours->n; i++)
        if (hours->interval[i].start_min <= minute &&
            minute < hours->interval[i].end_min)
            return true;
    return false;
}

static bool is_open_day(const struct week_hours *week, int day)
{
    return week->day[day].n > 0 || week->weekly[day] == FLAG_OPEN;
}

static enum truth lesser(enum truth a, enum truth b)
{
    return a < b ? a : b;
}

/* Open on that day (minute -1), or then; unknown hours are MAYBE. */
static enum truth is_open(const struct week_hours *week,
                          const struct hours_day *day, int minute)
{
    enum truth on = (enum truth)(YES - is_off(week, day));

    if (!is_open_day(week, day->day))
        return week->weekly[day->day] == FLAG_CLOSED ? NO : lesser(on, MAYBE);
    if (minute < 0)
        return on;
    if (week->day[day->day].n == 0)
        return lesser(on, MAYBE);
    return covers(&week->day[day->day], minute) ? on : NO;
}

/* Does the night of the day before last until then? */
static enum truth is_night(const struct week_hours *week,
                           const struct hours_day *before, int minute)
{
    int late = minute + HOURS_DAY_MIN;
    bool any = false;

    if (before->day >= 0)
        return covers(&week->day[before->day], late)
                   ? (enum truth)(YES - is_off(week, before))
                   : NO;
    for (int d = 0; d < DAY_COUNT; d++)
        any = any || covers(&week->day[d], late);
    return any ? MAYBE : NO;
}

enum hours_answer hours_at(const struct week_hours *week,
                           const struct hours_when *when)
{
    enum truth open = is_open(week, &when->today, when->minute);

    if (when->minute >= 0) {
        enum truth night = is_night(week, &when->before, when->minute);
        open = night > open ? night : open;
    }
    return open == YES ? HOURS_OPEN : open == NO ? HOURS_CLOSED : HOURS_UNSURE;
}

enum hours_answer hours_published_at(const char *opening_hours,
                                     const char *available_days, bool noted,
                                     const struct hours_when *when)
{
    struct week_hours week;

    if ((opening_hours && hours_osm_read(str_of(opening_hours), &week)) ||
        (available_days &&
         hours_days_read(str_of(available_days), noted, &week)))
        return hours_at(&week, when);
    return HOURS_UNSURE;
}
