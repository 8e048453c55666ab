/* Days and times for columns that have room for little. */
#include "output/tables/days.h"

#include <criterion/criterion.h>

static void are(const char *opening_hours, const char *open, const char *start,
                const char *end)
{
    struct days days;

    days_read(opening_hours, &days);
    cr_expect_str_eq(days.open, open, "%s: %s", opening_hours, days.open);
    cr_expect_str_eq(days.start, start, "%s: %s", opening_hours, days.start);
    cr_expect_str_eq(days.end, end, "%s: %s", opening_hours, days.end);
}

Test(days, one_interval_of_all_open_days_is_told)
{
    are("Mo-Fr 09:00-17:00; Sa-Su,PH off", "月火水木金", "09:00", "17:00");
    are("Mo,We,Fr 10:00-15:00; Tu,Th,Sa-Su,PH off", "月水金", "10:00", "15:00");
    are("Mo-Su,PH 00:00-24:00", "月火水木金土日祝", "00:00", "24:00");
}

Test(days, times_that_differ_are_left_to_the_remarks)
{
    are("Mo-Fr 09:00-12:00,14:00-18:00; Sa-Su,PH off", "月火水木金", "", "");
    are("Mo-Fr 09:00-18:00; Sa 09:00-12:00; Su,PH off", "月火水木金土", "", "");
    are("Mo-Fr 17:00-08:30; Sa-Su,PH off", "月火水木金", "", "");
}

Test(days, a_day_that_is_not_known_makes_no_day_known)
{
    are("Mo-Fr unknown; Sa-Su,PH off", "", "", "");
    are("Mo-Fr 09:00-17:00; Sa unknown; Su,PH off", "", "", "");
    are("Mo-Fr 09:00-17:00", "", "", ""); /* nothing of Saturday */
}

Test(days, holidays_may_be_unknown)
{
    are("Mo-Fr 09:00-17:00; Sa-Su off; PH unknown", "月火水木金", "09:00",
        "17:00");
}

Test(days, weeks_of_the_month_take_no_day_away)
{
    are("Mo-Fr 09:00-12:00; Sa 09:00-12:00; Su,PH off; Sa[2,4] off",
        "月火水木金土", "09:00", "12:00");
    are("Mo-Sa 09:00-12:00; Su,PH off; Th[2],Sa[2,4] off", "月火水木金土",
        "09:00", "12:00");
}

Test(days, what_is_written_otherwise_is_not_known)
{
    static const char *const odd[] = {"",
                                      ";",
                                      "24/7",
                                      "Mo",
                                      "Mo ",
                                      "Mo-",
                                      "Mo-Mo 1",
                                      "Fr-Mo 09:00-12:00",
                                      "Mo[6] off",
                                      "Mo[ off",
                                      "Mo-Su sunrise-sunset",
                                      "Mo-Su 09:00-12:00 \"by appointment\"",
                                      "Sa[1] 09:00-12:00",
                                      "Mo-Su,PH 9-12",
                                      "月-金 09:00-12:00",
                                      "Mo-SuX 09:00-12:00"};

    are(NULL, "", "", "");
    for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++)
        are(odd[i], "", "", "");
}

static void named(const char *text, const char *expected)
{
    struct buf days = {0};

    cr_expect(days_add_named(&days, text), "%s", text);
    cr_expect_str_eq(days.ptr, expected, "%s: %s", text, days.ptr);
    buf_release(&days);
}

Test(days, days_by_name_are_told_in_one_way)
{
    named("月火水木金", "月火水木金");
    named("平日", "月火水木金");
    named("平日,土曜日,日曜日,祝日", "月火水木金土日祝");
    named("平日,土曜日", "月火水木金土");
    named("月～金・祝", "月火水木金祝");
    named("土日祝", "土日祝");
    named("日祝日", "日祝");
    named("祝、月", "月祝");
    named("月曜日〜土曜日", "月火水木金土");
}

Test(days, a_text_that_says_more_names_no_day)
{
    static const char *const other[] = {"",          "月火水木金 09:00～12:00",
                                        "要相談",    "月～",
                                        "金～月",    "月～祝",
                                        "平日～土",  "～金",
                                        "第2土曜日", "毎日",
                                        ","};
    struct buf days = {0};

    cr_expect_not(days_add_named(&days, NULL));
    for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
        cr_expect_not(days_add_named(&days, other[i]), "%s", other[i]);
    cr_expect_eq(days.len, 0);
}
