/* Intervals and closing flags weighed against each other. */
#include "norm/hours_known.h"

#define ALL_WEEKS ((1U << HOURS_WEEKS) - 1)

static unsigned closed_weeks(const struct week_hours *week, int day)
{
    unsigned closed = 0;

    for (int w = 0; w < HOURS_WEEKS; w++)
        if (week->nth[w][day] == FLAG_CLOSED)
            closed |= 1U << w;
    return closed;
}

static void judge_day(struct hours_known *week, int day)
{
    bool hours = week->from->day[day].n > 0;
    enum day_flag flag = week->from->weekly[day];
    unsigned off = day < HOURS_WEEKDAYS ? closed_weeks(week->from, day) : 0;
    bool never = off == ALL_WEEKS;

    if (never && flag == FLAG_UNKNOWN)
        flag = FLAG_CLOSED;
    if ((hours && flag == FLAG_CLOSED) || (never && flag == FLAG_OPEN))
        week->odd |= HOURS_CONFLICT;
    else if (flag == FLAG_CLOSED)
        week->state[day] = STATE_CLOSED;
    else if (hours)
        week->state[day] = STATE_OPEN;
    if (day < HOURS_WEEKDAYS && flag != FLAG_CLOSED && !never)
        week->off[day] = off;
    week->known |= week->state[day] != STATE_UNKNOWN ||
                   (day < HOURS_WEEKDAYS && week->off[day]);
}

struct hours_known hours_known(const struct week_hours *from)
{
    struct hours_known week = {.from = from};

    for (int day = 0; day < DAY_COUNT; day++)
        judge_day(&week, day);
    return week;
}

static bool same_day(const struct hours_known *week, int a, int b)
{
    const struct day_hours *x = &week->from->day[a], *y = &week->from->day[b];

    if (week->state[a] != week->state[b])
        return false;
    if (week->state[a] != STATE_OPEN)
        return true;
    if (x->n != y->n)
        return false;
    for (size_t i = 0; i < x->n; i++)
        if (x->interval[i].start_min != y->interval[i].start_min ||
            x->interval[i].end_min != y->interval[i].end_min)
            return false;
    return true;
}

unsigned hours_known_group(const struct hours_known *week, int day,
                           unsigned left)
{
    unsigned group = 0;

    for (int other = day; other < DAY_COUNT; other++)
        if (left & 1U << other && same_day(week, day, other))
            group |= 1U << other;
    return group;
}
