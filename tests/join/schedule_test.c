#include "join/schedule.h"

#include "norm/hours.h"

#include <criterion/criterion.h>
#include <string.h>

static struct table with_facility(void)
{
    struct table table = {0};
    struct supply supply = {.label = "a.csv", .title = "一覧"};

    table_add_supply(&table, &supply);
    table_add(&table, "n-1");
    return table;
}

static void add(struct table *table, const char *department, uint8_t day,
                int start, int end, bool reception)
{
    uint16_t number =
        department ? table_department(table, department) : NO_DEPARTMENT;

    table_add_hours(table, (struct hours_entry){0, number, day, reception,
                                                (int16_t)start, (int16_t)end});
}

Test(schedule, a_facility_is_open_when_any_department_is)
{
    struct table table = with_facility();

    add(&table, "内科", DAY_MO, 540, 720, false);
    add(&table, "外科", DAY_MO, 660, 1020, false);
    schedule_compose(&table);
    cr_expect_not_null(
        strstr(table.facility[0]->opening_hours, "Mo 09:00-17:00"));
    cr_expect_str_eq(table.facility[0]->departments, "内科\n外科");
    cr_expect_not_null(
        strstr(table.facility[0]->department_hours, "外科：月 11:00～17:00"));
    cr_expect_null(table.hours, "what it was made from is freed");
    table_release(&table);
}

Test(schedule, reception_hours_are_kept_apart)
{
    struct table table = with_facility();

    add(&table, "内科", DAY_MO, 540, 720, false);
    add(&table, "内科", DAY_MO, 510, 690, true);
    schedule_compose(&table);
    cr_expect_not_null(
        strstr(table.facility[0]->opening_hours, "Mo 09:00-12:00"));
    cr_expect_not_null(
        strstr(table.facility[0]->reception_hours, "Mo 08:30-11:30"));
    table_release(&table);
}

Test(schedule, a_department_without_hours_is_still_a_department)
{
    struct table table = with_facility();

    add(&table, "眼科", HOURS_NO_DAY, 0, 0, false);
    schedule_compose(&table);
    cr_expect_str_eq(table.facility[0]->departments, "眼科");
    cr_expect_null(table.facility[0]->opening_hours);
    cr_expect_null(table.facility[0]->department_hours);
    table_release(&table);
}

Test(schedule, a_department_is_closed_when_the_facility_is)
{
    struct table table = with_facility();
    struct day_flags flags = {0};

    for (int d = 0; d < DAY_COUNT; d++)
        flags.weekly[d] = d < DAY_WE ? FLAG_OPEN : FLAG_CLOSED;
    table_add_flags(&table, flags);
    add(&table, "内科", DAY_MO, 540, 720, false);
    add(&table, "外科", DAY_TU, 540, 720, false);
    add(&table, "眼科", HOURS_NO_DAY, 0, 0, false);
    schedule_compose(&table);
    cr_expect_str_eq(table.facility[0]->department_hours,
                     "内科：月 9:00～12:00／火 不明／水～日・祝 休み\n"
                     "外科：月 不明／火 9:00～12:00／水～日・祝 休み");
    table_release(&table);
}

Test(schedule, closed_days_with_hours_are_unknown_and_a_finding)
{
    struct table table = with_facility();
    struct day_flags flags = {0};

    flags.weekly[DAY_MO] = FLAG_CLOSED;
    flags.weekly[DAY_TU] = FLAG_OPEN;
    table_add_flags(&table, flags);
    add(&table, NULL, DAY_MO, 540, 720, false);
    add(&table, NULL, DAY_TU, 540, 720, false);
    schedule_compose(&table);
    cr_expect_not_null(strstr(table.facility[0]->opening_hours, "Mo"));
    cr_expect_not_null(strstr(table.facility[0]->opening_hours, "unknown"));
    cr_expect_eq(table.n_finding, 1);
    table_release(&table);
}
