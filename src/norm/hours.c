/* Intervals of a day (rules 1 to 6), and the names of what is odd. */
#include "norm/hours.h"

#include "base/err.h"
#include "norm/text.h"

#include <assert.h>
#include <string.h>

#define DAY_MIN 1440
#define LONGEST_NIGHT_MIN (16 * 60)

/* "HH:MM" as minutes, up to 24:00; -1 when it is something else. */
static int read_minutes(struct str s)
{
    size_t colon = str_find(s, STR(":"));

    if (colon == SIZE_MAX)
        return -1;
    struct str hour = str_cut(s, 0, colon);
    struct str minute = str_cut(s, colon + 1, s.len);
    if (!str_digits(hour) || hour.len > 2 || !str_digits(minute) ||
        minute.len != 2)
        return -1;
    int hours = 0;
    for (size_t i = 0; i < hour.len; i++)
        hours = hours * 10 + (hour.ptr[i] - '0');
    int minutes = (minute.ptr[0] - '0') * 10 + (minute.ptr[1] - '0');
    if (minutes > 59 || hours * 60 + minutes > DAY_MIN)
        return -1;
    return hours * 60 + minutes;
}

/* Rules 2 to 5. Returns the HOURS_* bit of what was dropped, or 0. */
static unsigned make_interval(int start, int end, struct interval *interval)
{
    if (start == 0 && end == 0)
        return HOURS_PLACEHOLDER;
    if (start == end)
        return HOURS_EMPTY;
    if (start == (end + 1) % DAY_MIN) {
        start = 0;
        end = DAY_MIN;
    } else if (end == 0) {
        end = DAY_MIN;
    } else if (start > end) {
        end += DAY_MIN;
        if (end - start > LONGEST_NIGHT_MIN)
            return HOURS_IMPLAUSIBLE;
    }
    *interval = (struct interval){(short)start, (short)end};
    return 0;
}

bool hours_read(struct str start, struct str end, struct interval *interval,
                unsigned *odd)
{
    char from[16], to[16];
    size_t from_len = text_narrow(start, from, sizeof(from));
    size_t to_len = text_narrow(end, to, sizeof(to));
    unsigned fault;

    if (from_len == 0 && to_len == 0)
        return false;
    if (from_len == 0 || to_len == 0) {
        *odd |= HOURS_HALF;
        return false;
    }
    int start_min =
        from_len == SIZE_MAX ? -1 : read_minutes((struct str){from, from_len});
    int end_min =
        to_len == SIZE_MAX ? -1 : read_minutes((struct str){to, to_len});
    if (start_min < 0 || end_min < 0 || start_min == DAY_MIN)
        fault = HOURS_UNREADABLE;
    else
        fault = make_interval(start_min, end_min, interval);
    *odd |= fault;
    return fault == 0;
}

static short least(short a, short b)
{
    return a < b ? a : b;
}

static short most(short a, short b)
{
    return a > b ? a : b;
}

static void widen(struct interval *interval, struct interval by)
{
    interval->start_min = least(interval->start_min, by.start_min);
    interval->end_min = most(interval->end_min, by.end_min);
}

void hours_add(struct day_hours *day, struct interval interval)
{
    struct interval *all = day->interval;
    size_t from = 0, to;

    assert(interval.start_min < interval.end_min);
    while (from < day->n && all[from].end_min < interval.start_min)
        from++;
    for (to = from; to < day->n && all[to].start_min <= interval.end_min; to++)
        widen(&interval, all[to]);
    if (to == from && day->n == HOURS_MAX_INTERVALS) {
        bool before = from > 0 && (from == day->n ||
                                   interval.start_min - all[from - 1].end_min <=
                                       all[from].start_min - interval.end_min);
        widen(&all[before ? from - 1 : from], interval);
        return;
    }
    memmove(all + from + 1, all + to, (day->n - to) * sizeof(*all));
    all[from] = interval;
    day->n += from + 1 - to;
}

const char *hours_odd_text(unsigned bit)
{
    switch (bit) {
    case HOURS_HALF:
        return N_("only one end of the opening hours is given");
    case HOURS_PLACEHOLDER:
        return N_("the opening hours are 00:00-00:00");
    case HOURS_EMPTY:
        return N_("opening hours start and end at the same time");
    case HOURS_IMPLAUSIBLE:
        return N_("opening hours over midnight last longer than 16 hours");
    case HOURS_CONFLICT:
        return N_("closed days and opening hours contradict each other");
    case HOURS_UNREADABLE:
        return N_("the opening hours are not HH:MM");
    default:
        return N_("the opening hours are odd");
    }
}
