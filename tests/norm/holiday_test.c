#include "norm/holiday.h"

#include "base/buf.h"
#include "norm/hours.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

Test(holiday, days_are_those_of_the_c_library)
{
    for (int32_t number = -200000; number < 300000; number += 7) {
        time_t seconds = (time_t)number * 86400;
        struct tm tm;
        int year, month, day;
        gmtime_r(&seconds, &tm);
        calendar_date(number, &year, &month, &day);
        cr_assert(year == tm.tm_year + 1900 && month == tm.tm_mon + 1 &&
                      day == tm.tm_mday,
                  "day %d is %d-%d-%d", number, year, month, day);
        cr_assert_eq(calendar_day(year, month, day), number);
        cr_assert_eq(calendar_weekday(number), (tm.tm_wday + 6) % 7);
        cr_assert_eq(calendar_nth(number), (tm.tm_mday + 6) / 7);
    }
}

static void add_holidays(struct buf *out, int year)
{
    for (int32_t n = calendar_day(year, 1, 1); n < calendar_day(year + 1, 1, 1);
         n++) {
        int month, day;
        calendar_date(n, &year, &month, &day);
        if (calendar_is_holiday(n))
            buf_addf(out, "%s%d/%d", out->len ? " " : "", month, day);
    }
}

Test(holiday, holidays_are_those_that_the_cabinet_office_published)
{
    FILE *file = fopen(SOURCE_DIR "/tests/norm/holidays.csv", "r");
    char line[400];
    size_t n = 0;

    cr_assert_not_null(file);
    while (fgets(line, sizeof(line), file)) {
        struct buf found = {0};
        if (line[0] < '0' || line[0] > '9')
            continue;
        line[strcspn(line, "\n")] = '\0';
        add_holidays(&found, atoi(line));
        cr_expect_str_eq(found.ptr, strchr(line, ',') + 1, "%.4s", line);
        buf_release(&found);
        n++;
    }
    fclose(file);
    cr_expect_eq(n, 5);
}

Test(holiday, a_day_between_two_holidays_is_one)
{
    /* September 2032, from the dates of 敬老の日 and 秋分の日. */
    cr_expect(calendar_is_holiday(calendar_day(2032, 9, 21)));
    cr_expect_not(calendar_is_holiday(calendar_day(2031, 9, 22)));
}
