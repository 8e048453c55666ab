#include "norm/date.h"

#include <criterion/criterion.h>

static void expect(const char *in, const char *wanted)
{
    char iso[11] = "----------";
    bool ok = date_read(str_of(in), iso);

    cr_expect_eq(ok, wanted != NULL, "%s", in);
    cr_expect_str_eq(iso, wanted ? wanted : "----------", "%s", in);
}

static void expect_name(const char *in, const char *wanted)
{
    char iso[11] = "----------";
    bool ok = date_in_name(str_of(in), iso);

    cr_expect_eq(ok, wanted != NULL, "%s", in);
    cr_expect_str_eq(iso, wanted ? wanted : "----------", "%s", in);
}

Test(date, western_years_are_read_in_every_published_form)
{
    expect("2025-12-01", "2025-12-01");
    expect("2025/12/1", "2025-12-01");
    expect("2025.12.1", "2025-12-01");
    expect("20251201", "2025-12-01");
    expect("2025年１２月１日", "2025-12-01");
    expect("２０２５－１２－０１", "2025-12-01");
    expect("2025年12月1", "2025-12-01");
}

Test(date, eras_are_read_with_any_padding_and_width)
{
    expect("令和 6年10月 1日", "2024-10-01");
    expect("令和　６年１０月　１日", "2024-10-01");
    expect("令和元年5月1日", "2019-05-01");
    expect("R6.10.1", "2024-10-01");
    expect("r06/10/01", "2024-10-01");
    expect("S22.4.1", "1947-04-01");
    expect("Ｈ３１．４．３０", "2019-04-30");
    expect("㍻3年4月1日", "1991-04-01");
    expect("㋿2年⽉", NULL);
    expect("㋿2年3⽉4⽇", "2020-03-04");
    expect("大正15年12月25日", "1926-12-25");
    expect("明治45年7月30日", "1912-07-30");
}

Test(date, a_day_outside_its_era_is_no_date)
{
    expect("令和元年4月30日", NULL);
    expect("平成31年5月1日", NULL);
    expect("平成元年1月7日", NULL);
    expect("昭和64年1月7日", "1989-01-07");
    expect("昭和64年1月8日", NULL);
    expect("昭和元年12月24日", NULL);
    expect("令和0年5月1日", NULL);
}

Test(date, meiji_starts_with_the_gregorian_calendar)
{
    expect("明治5年12月1日", NULL);
    expect("明治6年1月1日", "1873-01-01");
}

Test(date, a_day_that_is_not_in_the_calendar_is_no_date)
{
    expect("2025-02-29", NULL);
    expect("2024-02-29", "2024-02-29");
    expect("2100-02-29", NULL);
    expect("2000-02-29", "2000-02-29");
    expect("2025-13-01", NULL);
    expect("2025-00-01", NULL);
    expect("2025-04-31", NULL);
    expect("2025-04-00", NULL);
    expect("1867-01-01", NULL);
    expect("2200-01-01", NULL);
}

Test(date, other_text_is_no_date)
{
    static const char *const bad[] = {
        "",           "不明",        "2025年12月", "25-12-01",   "2025-12/01",
        "2025 1201x", "2025-1-1 2",  "2025年12/1", "元年5月1日", "20251",
        "202512011",  "2025-12-01T", "1/2/2025",   "R6",         "令和",
        "2025-012-1", "2025元1201",  "-",          "(",          "日",
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        expect(bad[i], NULL);
}

Test(date, a_space_inside_a_number_is_no_date)
{
    expect("2025-1 2-1", NULL);
    expect("2025 - 12 - 1", "2025-12-01");
}

Test(date, what_follows_genzai_is_not_read)
{
    expect("令和8年1月1日現在", "2026-01-01");
    expect("［令和 8年 1月 1日 現在　医科］　令和８年２月２日作成",
           "2026-01-01");
    expect("2026年８月１日時点", "2026-08-01");
    expect("令和8年1月現在", NULL);
}

Test(date, the_data_date_in_a_file_name_is_the_last_group_of_eight_digits)
{
    expect_name("01-1_hospital_facility_info_20251201.csv", "2025-12-01");
    expect_name("01-1_hospital_facility_info_20251201.csv.zip", "2025-12-01");
    expect_name("20240101_x_20251201", "2025-12-01");
    expect_name("20240101_x_99999999", "2024-01-01");
}

Test(date, one_extra_digit_in_a_file_name_is_read_over)
{
    expect_name("03-1_dental_facility_info_202506012.csv", "2025-06-01");
}

Test(date, an_output_time_in_a_file_name_is_no_data_date)
{
    expect_name("jigyosho_130_all_20260709180342.csv", NULL);
    expect_name("20260630_all_20260709180342.csv", "2026-06-30");
}

Test(date, a_file_name_without_a_date_has_none)
{
    expect_name("jigyosho_130.csv", NULL);
    expect_name("272104_care_service_202603.xlsx", NULL);
    expect_name("", NULL);
    expect_name("11121000.csv", NULL);
}

Test(date, folders_are_not_part_of_a_file_name)
{
    expect_name("20251201/list.csv", NULL);
    expect_name("20240101/list_20251201.csv", "2025-12-01");
}
