#include "norm/hours.h"

#include <criterion/criterion.h>

static struct arena arena;

static void stop(void)
{
    arena_release(&arena);
}

TestSuite(hours, .fini = stop);

static void add(struct week_hours *week, int day, int start_min, int end_min)
{
    hours_add(&week->day[day],
              (struct interval){(short)start_min, (short)end_min});
}

static void add_range(struct week_hours *week, int from, int to)
{
    for (int day = from; day <= to; day++)
        add(week, day, 540, 1020);
}

static void expect_week(const struct week_hours *week, const char *osm,
                        const char *text, unsigned wanted_odd)
{
    unsigned odd = 0;
    const char *got_osm = hours_osm(week, &arena, &odd);
    const char *got_text = hours_text(week, &arena);

    cr_expect_str_eq(got_osm ? got_osm : "(null)", osm ? osm : "(null)");
    if (text || !osm)
        cr_expect_str_eq(got_text ? got_text : "(null)",
                         text ? text : "(null)");
    cr_expect_eq(odd, wanted_odd, "%u", odd);
}

/* Rule 7. */

Test(hours, the_example_of_the_header_is_written_like_that)
{
    static const int open[] = {DAY_MO, DAY_TU, DAY_WE, DAY_FR};
    struct week_hours week = {0};

    for (int i = 0; i < 4; i++) {
        add(&week, open[i], 540, 720);
        add(&week, open[i], 840, 1080);
    }
    week.weekly[DAY_SU] = week.weekly[DAY_PH] = FLAG_CLOSED;
    week.nth[1][DAY_SA] = week.nth[3][DAY_SA] = FLAG_CLOSED;
    expect_week(&week,
                "Mo-We,Fr 09:00-12:00,14:00-18:00; Th,Sa unknown; "
                "Su,PH off; Sa[2,4] off",
                "月～水・金 9:00～12:00、14:00～18:00／木・土 不明／"
                "日・祝 休み／第2・第4土曜 休み",
                0);
}

Test(hours, a_closed_flag_with_hours_makes_the_day_unknown)
{
    struct week_hours week = {0};

    add_range(&week, DAY_MO, DAY_SU);
    week.weekly[DAY_WE] = week.weekly[DAY_PH] = FLAG_CLOSED;
    expect_week(&week, "Mo-Tu,Th-Su 09:00-17:00; We unknown; PH off",
                "月・火・木～日 9:00～17:00／水 不明／祝 休み", HOURS_CONFLICT);
}

Test(hours, an_open_flag_without_hours_is_unknown)
{
    struct week_hours week = {0};

    for (int day = 0; day < DAY_COUNT; day++)
        week.weekly[day] = FLAG_OPEN;
    week.weekly[DAY_SU] = FLAG_CLOSED;
    expect_week(&week, "Mo-Sa unknown; Su off; PH unknown",
                "月～土・祝 不明／日 休み", 0);
}

Test(hours, a_week_of_which_nothing_is_known_is_empty)
{
    struct week_hours week = {0};

    expect_week(&week, NULL, NULL, 0);
    for (int day = 0; day < DAY_COUNT; day++)
        week.weekly[day] = FLAG_OPEN;
    expect_week(&week, NULL, NULL, 0);
}

Test(hours, a_week_of_conflicts_only_is_empty_and_says_so)
{
    struct week_hours week = {0};

    add(&week, DAY_MO, 540, 1020);
    week.weekly[DAY_MO] = FLAG_CLOSED;
    expect_week(&week, NULL, NULL, HOURS_CONFLICT);
}

/* Rule 8. */

Test(hours, a_closed_week_of_the_month_is_known_by_itself)
{
    struct week_hours week = {0};

    week.nth[1][DAY_SA] = FLAG_CLOSED;
    expect_week(&week, "Mo-Su,PH unknown; Sa[2] off",
                "月～日・祝 不明／第2土曜 休み", 0);
}

Test(hours, closed_weeks_of_several_days_are_one_rule)
{
    struct week_hours week = {0};

    add_range(&week, DAY_MO, DAY_PH);
    week.nth[1][DAY_TH] = FLAG_CLOSED;
    week.nth[1][DAY_SA] = week.nth[3][DAY_SA] = FLAG_CLOSED;
    expect_week(&week, "Mo-Su,PH 09:00-17:00; Th[2],Sa[2,4] off",
                "月～日・祝 9:00～17:00／第2木曜、第2・第4土曜 休み", 0);
}

Test(hours, closed_weeks_of_a_closed_day_are_not_repeated)
{
    struct week_hours week = {0};

    add_range(&week, DAY_MO, DAY_FR);
    for (int day = DAY_SA; day < DAY_COUNT; day++)
        week.weekly[day] = FLAG_CLOSED;
    week.nth[1][DAY_SA] = FLAG_CLOSED;
    expect_week(&week, "Mo-Fr 09:00-17:00; Sa-Su,PH off",
                "月～金 9:00～17:00／土・日・祝 休み", 0);
}

Test(hours, five_closed_weeks_against_an_open_flag_are_a_conflict)
{
    struct week_hours week = {0};

    add_range(&week, DAY_MO, DAY_PH);
    week.weekly[DAY_SA] = FLAG_OPEN;
    for (int w = 0; w < 5; w++)
        week.nth[w][DAY_SA] = FLAG_CLOSED;
    expect_week(&week, "Mo-Fr,Su 09:00-17:00; Sa unknown; PH 09:00-17:00",
                "月～金・日・祝 9:00～17:00／土 不明", HOURS_CONFLICT);
}

Test(hours, five_closed_weeks_without_a_flag_are_closed)
{
    struct week_hours week = {0};

    add_range(&week, DAY_MO, DAY_FR);
    for (int w = 0; w < 5; w++)
        week.nth[w][DAY_SA] = FLAG_CLOSED;
    week.weekly[DAY_SU] = week.weekly[DAY_PH] = FLAG_CLOSED;
    expect_week(&week, "Mo-Fr 09:00-17:00; Sa-Su,PH off",
                "月～金 9:00～17:00／土・日・祝 休み", 0);
}

Test(hours, five_closed_weeks_with_hours_are_a_conflict)
{
    struct week_hours week = {0};

    add_range(&week, DAY_MO, DAY_SA);
    for (int w = 0; w < 5; w++)
        week.nth[w][DAY_SA] = FLAG_CLOSED;
    expect_week(&week, "Mo-Fr 09:00-17:00; Sa-Su,PH unknown", NULL,
                HOURS_CONFLICT);
}

/* Rules 9 and 12. */

Test(hours, a_holiday_closed_with_hours_is_a_conflict_too)
{
    struct week_hours week = {0};

    add_range(&week, DAY_MO, DAY_PH);
    week.weekly[DAY_PH] = FLAG_CLOSED;
    expect_week(&week, "Mo-Su 09:00-17:00; PH unknown",
                "月～日 9:00～17:00／祝 不明", HOURS_CONFLICT);
}

Test(hours, no_weekday_rule_stands_behind_the_holiday_rule)
{
    struct week_hours week = {0};

    add_range(&week, DAY_TU, DAY_SU);
    week.weekly[DAY_MO] = week.weekly[DAY_PH] = FLAG_CLOSED;
    expect_week(&week, "Mo off; Tu-Su 09:00-17:00; PH off",
                "月・祝 休み／火～日 9:00～17:00", 0);
}

Test(hours, a_range_needs_two_days_in_osm_and_three_in_japanese)
{
    struct week_hours week = {0};

    add_range(&week, DAY_MO, DAY_TU);
    add_range(&week, DAY_TH, DAY_SA);
    expect_week(&week, "Mo-Tu,Th-Sa 09:00-17:00; We,Su,PH unknown",
                "月・火・木～土 9:00～17:00／水・日・祝 不明", 0);
}

/* How times are written. */

Test(hours, a_night_is_written_with_the_time_of_the_next_day)
{
    struct week_hours week = {0};

    for (int day = 0; day < DAY_COUNT; day++)
        add(&week, day, 1020, 1950);
    expect_week(&week, "Mo-Su,PH 17:00-08:30", "月～日・祝 17:00～翌8:30", 0);
}

Test(hours, a_whole_day_is_24_hours)
{
    struct week_hours week = {0};

    for (int day = 0; day < DAY_COUNT; day++)
        add(&week, day, 0, 1440);
    expect_week(&week, "Mo-Su,PH 00:00-24:00", "月～日・祝 24時間", 0);
}

Test(hours, an_evening_may_end_at_24)
{
    struct week_hours week = {0};

    for (int day = 0; day < DAY_COUNT; day++)
        add(&week, day, 1080, 1440);
    expect_week(&week, "Mo-Su,PH 18:00-24:00", "月～日・祝 18:00～24:00", 0);
}

Test(hours, more_than_a_day_keeps_its_extended_end)
{
    struct week_hours week = {0};

    for (int day = 0; day < DAY_COUNT; day++) {
        add(&week, day, 0, 1440);
        add(&week, day, 1020, 1950);
    }
    expect_week(&week, "Mo-Su,PH 00:00-32:30", "月～日・祝 0:00～翌8:30", 0);
}
