#include "output/print/self_check_own.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;

static void release(void)
{
    arena_release(&arena);
}

TestSuite(self_check_words, .fini = release);

Test(self_check_words, days_are_counted_as_town_halls_count_them)
{
    static const struct {
        const char *iso, *day, *text;
    } row[] = {
        {"2026-04-01", "令和8年（2026年）4月1日", "令和8年4月1日"},
        {"2019-05-01", "令和元年（2019年）5月1日", "令和元年5月1日"},
        {"2019-04-30", "平成31年（2019年）4月30日", "平成31年4月30日"},
        {"1989-01-07", "昭和64年（1989年）1月7日", "昭和64年1月7日"},
        {"1900-01-01", "1900年1月1日", "1900-01-01"},
        {"2026-13-01", NULL, "2026-13-01"},
        {"12026-01-01", NULL, "12026-01-01"},
        {"2026-01-011", "令和8年（2026年）1月1日", "2026-01-011"},
        {"2026", NULL, "2026"},
        {"", NULL, ""},
    };

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        const char *day = self_check_day(row[i].iso, &arena);
        cr_expect(row[i].day ? day && strcmp(day, row[i].day) == 0 : !day,
                  "%s: %s", row[i].iso, day ? day : "-");
        cr_expect_str_eq(self_check_days(row[i].iso, &arena), row[i].text);
    }
    cr_expect_null(self_check_day(NULL, &arena));
    cr_expect_str_eq(
        self_check_days("加算（2025-04-01から）、2020-12-31", &arena),
        "加算（令和7年4月1日から）、令和2年12月31日");
}

Test(self_check_words, postal_codes_are_written_in_one_way)
{
    static const char *const row[][2] = {
        {"5290001", "〒529-0001"},
        {"529-0001", "〒529-0001"},
        {"〒529‐0001", "〒529-0001"},
        {"５２９－０００２", "〒529-0002"},
        {"529", "〒529"},
        {"52900011", "〒52900011"},
    };

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
        cr_expect_str_eq(self_check_postal(row[i][0], &arena), row[i][1]);
}

/* The times of a desk are of no use in two halves. */
Test(self_check_words, contacts_wrap_between_words_only)
{
    const struct text_style style = {.size = 10};
    struct canvas *canvas = canvas_open(
        &(struct canvas_about){.title = "t", .created = "2026-04-01"},
        &(struct err){0});
    const char *text =
        "電話 0599-00-0000（平日8時30分～17時15分）　FAX 0599-00-0001";

    cr_assert_not_null(canvas);
    cr_expect_str_eq(self_check_lines(canvas, text, 1000, &style, &arena),
                     text);
    cr_expect_str_eq(
        self_check_lines(canvas, text, 180, &style, &arena),
        "電話 0599-00-0000\n（平日8時30分～17時15分）　\nFAX 0599-00-0001");
    cr_expect_str_eq(self_check_lines(canvas, "", 100, &style, &arena), "");
    canvas_abandon(canvas);
}
