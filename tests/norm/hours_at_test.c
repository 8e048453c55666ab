#include "norm/hours_at.h"

#include "norm/holiday.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define WEEK                                                                   \
    "Mo-We,Fr 09:00-12:00,14:00-18:00; Th,Sa unknown; Su,PH off; We[2,4] off"

static const char *const answers[] = {"unsure", "closed", "open"};

static struct week_hours week_of(const char *osm)
{
    struct week_hours week;

    cr_assert(hours_osm_read(str_of(osm), &week), "%s", osm);
    return week;
}

/* "2026-09-07 09:00" */
static struct hours_when date(const char *text)
{
    int year, month, day, hour, minute;

    cr_assert_eq(
        sscanf(text, "%d-%d-%d %d:%d", &year, &month, &day, &hour, &minute), 5);
    return hours_on_date(calendar_day(year, month, day), hour * 60 + minute);
}

static void expect_on(const char *osm, const char *when, const char *wanted)
{
    struct week_hours week = week_of(osm);
    struct hours_when at = date(when);

    cr_expect_str_eq(answers[hours_at(&week, &at)], wanted, "%s: %s", when,
                     osm);
}

static void expect_day(const char *osm, int day, int minute, const char *wanted)
{
    struct week_hours week = week_of(osm);
    struct hours_when at = hours_on_day(day, minute);

    cr_expect_str_eq(answers[hours_at(&week, &at)], wanted, "day %d, %d: %s",
                     day, minute, osm);
}

/* ---- reading ---- */

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 16;
}

static struct week_hours any_week(uint32_t *seed)
{
    struct week_hours week = {.nth = {{0}}};

    for (int d = 0; d < DAY_COUNT; d++) {
        uint32_t form = next(seed) % 6, n = form < 4 ? 1 + form % 3 : 0;
        week.weekly[d] = n ? FLAG_UNKNOWN : (enum day_flag)(form == 5) * 2;
        for (uint32_t i = 0; i < n; i++) {
            short start = (short)(next(seed) % 288 * 5);
            short end = (short)(start + 5 + next(seed) % 192 * 5);
            hours_add(&week.day[d], (struct interval){start, end});
        }
        /* As the listings have it: equal days stand together. */
        if (d > 0 && next(seed) % 2) {
            week.day[d] = week.day[d - 1];
            week.weekly[d] = week.weekly[d - 1];
        }
        for (int w = 0; w < 5 && d < 7; w++)
            if (week.day[d].n && next(seed) % 9 == 0)
                week.nth[w][d] = FLAG_CLOSED;
    }
    return week;
}

Test(hours_at, whatever_is_written_is_read_as_it_was)
{
    uint32_t seed = 7;
    size_t n = 0;

    for (int i = 0; i < 20000; i++) {
        struct week_hours week = any_week(&seed), again;
        struct arena arena = {0};
        unsigned odd = 0;
        const char *osm = hours_osm(&week, &arena, &odd);
        if (osm && !odd) {
            n++;
            cr_assert(hours_osm_read(str_of(osm), &again), "%s", osm);
            const char *twice = hours_osm(&again, &arena, &odd);
            cr_assert_str_eq(osm, twice ? twice : "(nothing)");
        }
        arena_release(&arena);
    }
    cr_expect_gt(n, 10000);
}

Test(hours_at, what_is_not_written_by_us_is_not_read)
{
    static const char *const others[] = {
        "",
        " ",
        "open",
        "24/7",
        "Mo-Fr",
        "Mo-Fr 9-12",
        "Mo-Fr 9:00-12:00",
        "Mo-Fr 09:60-12:00",
        "Mo-Fr 09:00-12:00,",
        "Mo-Fr 09:00-12:00;",
        "Mo-Fr 09:00-12:00; ",
        "Mo-Fr 09:00-12:00 \"by appointment\"",
        "Jan-Mar Mo 09:00-12:00",
        "We-Mo 09:00-10:00",
        "Mo-PH 09:00-10:00",
        "Sa[6] off",
        "Sa[] off",
        "Sa[2,4] 09:00-10:00",
        "PH[2] off",
        "Mo 25:00-26:00",
        "Mo 09:00-99:00",
    };
    struct week_hours week;

    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
        cr_expect_not(hours_osm_read(str_of(others[i]), &week), "%s",
                      others[i]);
}

/* ---- rule 1: dates ---- */

Test(hours_at, an_hour_within_an_interval_is_open_and_its_end_is_not)
{
    expect_on(WEEK, "2026-09-07 09:00", "open");
    expect_on(WEEK, "2026-09-07 11:59", "open");
    expect_on(WEEK, "2026-09-07 12:00", "closed");
    expect_on(WEEK, "2026-09-07 14:00", "open");
    expect_on("Mo-Su,PH 00:00-24:00", "2026-09-06 23:59", "open");
}

Test(hours_at, unknown_days_are_neither_open_nor_closed)
{
    expect_on(WEEK, "2026-09-05 10:00", "unsure");
    expect_day(WEEK, DAY_TH, 600, "unsure");
    expect_day(WEEK, DAY_TH, -1, "unsure");
}

Test(hours_at, a_public_holiday_has_its_own_hours)
{
    /* Monday the 21st of September 2026 is 敬老の日. */
    expect_on(WEEK, "2026-09-21 10:00", "closed");
    expect_on("Mo-Fr 09:00-12:00; PH 10:00-11:00", "2026-09-21 10:30", "open");
    expect_on("Mo-Fr 09:00-12:00", "2026-09-21 10:30", "unsure");
    expect_day(WEEK, DAY_PH, 600, "closed");
}

Test(hours_at, weeks_of_the_month_that_are_off_are_closed_on_holidays_too)
{
    expect_on(WEEK, "2026-09-02 10:00", "open");
    expect_on(WEEK, "2026-09-09 10:00", "closed");
    /* The 23rd is the fourth Wednesday, and 秋分の日. */
    expect_on("Mo-Su,PH 09:00-12:00; We[4] off", "2026-09-23 10:00", "closed");
}

/* ---- rule 2: days of the week ---- */

Test(hours_at, a_weekday_that_is_closed_in_some_weeks_is_unsure)
{
    expect_day(WEEK, DAY_WE, 600, "unsure");
    expect_day(WEEK, DAY_WE, -1, "unsure");
    expect_day(WEEK, DAY_WE, 1200, "closed");
    expect_day(WEEK, DAY_MO, 600, "open");
    expect_day("Mo-Su,PH 09:00-12:00; We[1,2,3,4,5] off", DAY_WE, 600,
               "closed");
    /* A holiday may fall on a Wednesday of these weeks. */
    expect_day("Mo-Su,PH 09:00-12:00; We[4] off", DAY_PH, 600, "unsure");
}

Test(hours_at, a_day_is_open_when_any_hour_of_it_is)
{
    expect_day(WEEK, DAY_MO, -1, "open");
    expect_day(WEEK, DAY_SU, -1, "closed");
}

/* ---- rule 3: nights ---- */

Test(hours_at, a_night_goes_on_after_midnight_also_into_a_closed_day)
{
    const char *night = "Mo-Fr 17:00-08:30; Sa-Su,PH off";

    expect_on(night, "2026-09-04 23:00", "open");
    expect_on(night, "2026-09-05 08:29", "open");
    expect_on(night, "2026-09-05 08:30", "closed");
    expect_on(night, "2026-09-07 03:00", "closed");
    expect_day(night, DAY_SA, 180, "open");
    expect_day(night, DAY_SU, 180, "closed");
    /* The day before a holiday may be any. */
    expect_day(night, DAY_PH, 180, "unsure");
    expect_day(night, DAY_PH, 600, "closed");
}

Test(hours_at, a_night_of_a_week_that_is_off_does_not_begin)
{
    const char *night = "Mo-Su,PH 17:00-08:30; Fr[1] off";

    expect_on(night, "2026-09-05 03:00", "closed");
    expect_on(night, "2026-09-12 03:00", "open");
    expect_day(night, DAY_SA, 180, "unsure");
}

/* ---- rule 4: 利用可能曜日 ---- */

static void expect_available(const char *days, bool noted,
                             struct hours_when when, const char *wanted)
{
    cr_expect_str_eq(answers[hours_published_at(NULL, days, noted, &when)],
                     wanted, "%s", days);
}

Test(hours_at, days_that_are_not_named_are_closed_unless_remarks_stand_there)
{
    expect_available("平日,土曜日", false, hours_on_day(DAY_MO, -1), "open");
    expect_available("平日,土曜日", false, hours_on_day(DAY_SA, -1), "open");
    expect_available("平日,土曜日", false, hours_on_day(DAY_SU, -1), "closed");
    expect_available("平日,土曜日", false, hours_on_day(DAY_PH, -1), "closed");
    expect_available("平日,土曜日", true, hours_on_day(DAY_SU, -1), "unsure");
    expect_available("平日,土曜日,日曜日,祝日", true, hours_on_day(DAY_PH, -1),
                     "open");
}

Test(hours_at, days_without_times_tell_no_hour)
{
    expect_available("平日,土曜日", false, date("2026-09-07 10:00"), "unsure");
    expect_available("平日,土曜日", false, date("2026-09-06 10:00"), "closed");
    expect_available("月火水木金 09:00～18:00", false, date("2026-09-07 10:00"),
                     "open");
    expect_available("月火水木金 09:00～18:00", false, date("2026-09-07 18:00"),
                     "closed");
}

Test(hours_at, single_letters_say_nothing_of_holidays)
{
    expect_available("月火水木金", false, hours_on_day(DAY_SA, -1), "closed");
    expect_available("月火水木金", false, hours_on_day(DAY_PH, -1), "unsure");
    expect_available("土日祝", false, hours_on_day(DAY_PH, -1), "open");
    expect_available("土日祝", false, hours_on_day(DAY_SU, -1), "open");
}

Test(hours_at, other_words_are_unsure)
{
    expect_available("要相談", false, hours_on_day(DAY_MO, -1), "unsure");
    expect_available("平日 午前", false, hours_on_day(DAY_MO, -1), "unsure");
    expect_available("", false, hours_on_day(DAY_MO, -1), "unsure");
}

Test(hours_at, opening_hours_go_before_available_days)
{
    struct hours_when sunday = hours_on_day(DAY_SU, -1);

    cr_expect_eq(hours_published_at("Mo-Fr 09:00-12:00; Sa-Su,PH off",
                                    "平日,日曜日", false, &sunday),
                 HOURS_CLOSED);
    cr_expect_eq(
        hours_published_at("by appointment", "平日,日曜日", false, &sunday),
        HOURS_OPEN);
    cr_expect_eq(hours_published_at(NULL, NULL, false, &sunday), HOURS_UNSURE);
}
