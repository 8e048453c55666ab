#include "norm/hours.h"

#include <criterion/criterion.h>

static void expect_read(const char *start, const char *end, int from, int to)
{
    struct interval got = {-1, -1};
    unsigned odd = 0;

    cr_assert(hours_read(str_of(start), str_of(end), &got, &odd), "%s-%s",
              start, end);
    cr_expect(got.start_min == from && got.end_min == to, "%s-%s is %d-%d",
              start, end, got.start_min, got.end_min);
    cr_expect_eq(odd, 0U);
}

static void expect_dropped(const char *start, const char *end, unsigned wanted)
{
    struct interval got;
    unsigned odd = 0;

    cr_expect_not(hours_read(str_of(start), str_of(end), &got, &odd), "%s-%s",
                  start, end);
    cr_expect_eq(odd, wanted, "%s-%s: %u", start, end, odd);
}

static void add(struct week_hours *week, int day, int start_min, int end_min)
{
    hours_add(&week->day[day],
              (struct interval){(short)start_min, (short)end_min});
}

/* Rule 1. */

Test(hours, two_times_are_an_interval)
{
    expect_read("09:00", "12:30", 540, 750);
    expect_read("０９：００", "１２：３０", 540, 750);
    expect_read(" 9:00", "12:30　", 540, 750);
}

Test(hours, two_blanks_say_nothing)
{
    expect_dropped("", "", 0);
    expect_dropped(" ", "　", 0);
}

Test(hours, half_an_interval_is_dropped)
{
    expect_dropped("09:00", "", HOURS_HALF);
    expect_dropped("", "12:30", HOURS_HALF);
}

Test(hours, what_is_no_time_is_unreadable)
{
    static const char *const bad[] = {
        "午前",
        "9時",
        "09:60",
        "24:01",
        "25:00",
        "0900",
        "09:0",
        "009:00",
        ":00",
        "09:00:00",
        "-1:00",
        "9 :00",
        "09:00から受付を始めますのでお越し下さい"};

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        expect_dropped(bad[i], "18:00", HOURS_UNREADABLE);
    expect_dropped("09:00", "要相談", HOURS_UNREADABLE);
    expect_dropped("24:00", "08:00", HOURS_UNREADABLE);
}

/* Rules 2 and 3. */

Test(hours, zero_to_zero_is_a_placeholder)
{
    expect_dropped("00:00", "00:00", HOURS_PLACEHOLDER);
}

Test(hours, an_end_equal_to_the_start_is_empty)
{
    expect_dropped("09:00", "09:00", HOURS_EMPTY);
}

/* Rule 4. */

Test(hours, the_whole_day_has_one_form)
{
    expect_read("00:00", "23:59", 0, 1440);
    expect_read("00:00", "24:00", 0, 1440);
    expect_read("09:00", "08:59", 0, 1440);
}

/* Rule 5. */

Test(hours, an_end_of_zero_is_midnight)
{
    expect_read("12:00", "00:00", 720, 1440);
}

Test(hours, a_start_after_the_end_runs_over_midnight)
{
    expect_read("17:00", "08:30", 1020, 1950);
    expect_read("17:16", "08:29", 1036, 1949);
    expect_read("16:00", "08:00", 960, 1920);
}

Test(hours, a_night_longer_than_16_hours_is_implausible)
{
    expect_dropped("16:00", "08:01", HOURS_IMPLAUSIBLE);
    expect_dropped("13:00", "09:00", HOURS_IMPLAUSIBLE);
}

Test(hours, faults_are_added_to_those_already_met)
{
    struct interval interval;
    unsigned odd = HOURS_EMPTY;

    hours_read(STR("09:00"), STR(""), &interval, &odd);
    cr_expect_eq(odd, (unsigned)(HOURS_EMPTY | HOURS_HALF));
}

/* Rule 6. */

Test(hours, overlapping_and_touching_intervals_become_one)
{
    struct week_hours week = {0};

    add(&week, DAY_MO, 840, 1080);
    add(&week, DAY_MO, 540, 600);
    add(&week, DAY_MO, 600, 720);   /* touches */
    add(&week, DAY_MO, 550, 580);   /* inside */
    add(&week, DAY_MO, 1000, 1140); /* overlaps */
    cr_assert_eq(week.day[DAY_MO].n, 2U);
    cr_expect_eq(week.day[DAY_MO].interval[0].start_min, 540);
    cr_expect_eq(week.day[DAY_MO].interval[0].end_min, 720);
    cr_expect_eq(week.day[DAY_MO].interval[1].start_min, 840);
    cr_expect_eq(week.day[DAY_MO].interval[1].end_min, 1140);
}

Test(hours, an_interval_may_join_several)
{
    struct week_hours week = {0};

    for (int hour = 8; hour < 16; hour += 2)
        add(&week, DAY_MO, hour * 60, hour * 60 + 30);
    add(&week, DAY_MO, 9 * 60, 14 * 60);
    cr_assert_eq(week.day[DAY_MO].n, 2U);
    cr_expect_eq(week.day[DAY_MO].interval[0].end_min, 510);
    cr_expect_eq(week.day[DAY_MO].interval[1].start_min, 540);
    cr_expect_eq(week.day[DAY_MO].interval[1].end_min, 870);
}

Test(hours, beyond_the_room_the_nearest_interval_takes_it)
{
    struct week_hours week = {0};
    struct day_hours *day = &week.day[DAY_MO];

    for (int i = 0; i < HOURS_MAX_INTERVALS; i++)
        add(&week, DAY_MO, i * 50 + 10, i * 50 + 20);
    add(&week, DAY_MO, 25, 28);
    cr_assert_eq(day->n, (size_t)HOURS_MAX_INTERVALS);
    cr_expect_eq(day->interval[0].end_min, 28);
    add(&week, DAY_MO, 2, 4);
    cr_expect_eq(day->interval[0].start_min, 2);
    add(&week, DAY_MO, 1300, 1310);
    cr_expect_eq(day->interval[HOURS_MAX_INTERVALS - 1].end_min, 1310);
    add(&week, DAY_MO, 105, 108);
    cr_expect_eq(day->interval[2].start_min, 105);
    cr_expect_eq(day->interval[1].end_min, 70);
    cr_assert_eq(day->n, (size_t)HOURS_MAX_INTERVALS);
}

Test(hours, every_fault_has_its_own_text)
{
    for (unsigned a = 1; a <= HOURS_UNREADABLE; a <<= 1)
        for (unsigned b = 1; b < a; b <<= 1)
            cr_expect_str_neq(hours_odd_text(a), hours_odd_text(b));
}
