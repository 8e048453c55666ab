#include "norm/holiday.h"

#include "norm/hours.h"

/* H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil,
 * civil_from_days): years of 400, begun in March. */
int32_t calendar_day(int year, int month, int day)
{
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           719468;
}

void calendar_date(int32_t number, int *year, int *month, int *day)
{
    int32_t shifted = number + 719468;
    int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int32_t of_era = shifted - era * 146097;
    int32_t year_of_era =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int32_t of_year =
        of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t shifted_month = (5 * of_year + 2) / 153;

    *day = of_year - (153 * shifted_month + 2) / 5 + 1;
    *month = shifted_month + (shifted_month < 10 ? 3 : -9);
    *year = year_of_era + era * 400 + (*month <= 2);
}

int calendar_weekday(int32_t number)
{
    int32_t from_monday = (number + DAY_TH) % 7; /* 1970-01-01: a Thursday */

    return from_monday < 0 ? from_monday + 7 : from_monday;
}

int calendar_nth(int32_t number)
{
    int year, month, day;

    calendar_date(number, &year, &month, &day);
    return (day + 6) / 7;
}

/*
 * The law leaves 春分日 and 秋分日 to the calendar that the National
 * Astronomical Observatory publishes each February. These approximations
 * (新こよみ便利帳, 海上保安庁水路部) agree with it from 1980 on and are given
 * up to 2150.
 */
static int equinox(int year, double until2099, double from2100)
{
    int passed = year - 1980;

    return (int)((year < 2100 ? until2099 : from2100) + 0.242194 * passed) -
           passed / 4;
}

/* A Monday of the month: 成人の日, 海の日, 敬老の日, スポーツの日. */
static bool is_happy_monday(int32_t number, int month)
{
    static const int nth[13] = {[1] = 2, [7] = 3, [9] = 3, [10] = 2};

    return nth[month] && calendar_weekday(number) == DAY_MO &&
           calendar_nth(number) == nth[month];
}

/* 第二条: the holidays that have a name. */
static bool is_named(int32_t number)
{
    static const int fixed[][2] = {{1, 1}, {2, 11}, {2, 23}, {4, 29}, {5, 3},
                                   {5, 4}, {5, 5},  {8, 11}, {11, 3}, {11, 23}};
    int year, month, day;

    calendar_date(number, &year, &month, &day);
    for (unsigned i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
        if (fixed[i][0] == month && fixed[i][1] == day)
            return true;
    return is_happy_monday(number, month) ||
           (month == 3 && day == equinox(year, 20.8431, 21.851)) ||
           (month == 9 && day == equinox(year, 23.2488, 24.2488));
}

/* 第三条第二項: of a holiday on a Sunday, the next day that is none. */
static bool is_instead(int32_t number)
{
    int32_t before = number - 1;

    while (is_named(before)) {
        if (calendar_weekday(before) == DAY_SU)
            return true;
        before--;
    }
    return false;
}

bool calendar_is_holiday(int32_t number)
{
    /* 第三条第三項: a day between two holidays is one. */
    return is_named(number) || is_instead(number) ||
           (is_named(number - 1) && is_named(number + 1));
}
