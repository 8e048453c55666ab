#include "fetch/retry.h"

#include <criterion/criterion.h>

Test(retry, only_what_passes_is_tried_again)
{
    static const long again[] = {429, 500, 502, 503, 504};
    size_t n = 0;

    for (long status = 100; status < 600; status++)
        n += retry_status(status);
    cr_expect_eq(n, sizeof(again) / sizeof(*again));
    for (size_t i = 0; i < n; i++)
        cr_expect(retry_status(again[i]));
}

Test(retry, pauses_double_up_to_a_minute)
{
    static const uint64_t expected[] = {1000,  2000,  4000,  8000,
                                        16000, 32000, 60000, 60000};

    for (unsigned i = 0; i < 8; i++)
        cr_expect_eq(retry_pause_ms(i + 1, 1000, 0), expected[i]);
    cr_expect_eq(retry_pause_ms(4000000000U, 1000, 0), 60000);
    cr_expect_eq(retry_pause_ms(2, 50, 0), 100);
}

Test(retry, chance_takes_off_at_most_a_quarter)
{
    uint64_t least = UINT64_MAX;

    for (uint64_t random = 0; random < 3000; random++) {
        uint64_t pause = retry_pause_ms(2, 1000, random);
        cr_expect(pause >= 1500 && pause <= 2000);
        least = pause < least ? pause : least;
    }
    cr_expect_eq(least, 1500);
}

static time_t date_of(const char *text)
{
    time_t date = -1;

    cr_expect(http_date(text, &date), "%s", text);
    return date;
}

/* The three forms that RFC 9110, 5.6.7 gives for one moment. */
Test(retry, dates_are_read_in_all_forms_of_the_standard)
{
    cr_expect_eq(date_of("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777);
    cr_expect_eq(date_of("Sunday, 06-Nov-94 08:49:37 GMT"), 784111777);
    cr_expect_eq(date_of("Sun Nov  6 08:49:37 1994"), 784111777);
    cr_expect_eq(date_of("Mon, 01 Dec 2025 00:00:00 GMT"), 1764547200);
}

Test(retry, what_is_no_date_is_refused)
{
    static const char *const bad[] = {
        "",
        "yesterday",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 GMT and more",
        "Sun, 06 Nov 1994 08:49:37 JST",
        "Sun, 32 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nox 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nov 0094 08:49:37 GMT",
        "2026-06-01T00:00:00Z",
    };
    time_t date;

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        cr_expect(!http_date(bad[i], &date), "%s", bad[i]);
}

Test(retry, the_server_asks_in_seconds_or_by_a_date)
{
    uint64_t ms = 1;

    cr_expect(retry_after("120", 0, &ms) && ms == 120000);
    cr_expect(retry_after(" 0 ", 0, &ms) && ms == 0);
    cr_expect(retry_after("99999999999999999999999", 0, &ms));
    cr_expect_gt(ms, UINT64_C(1000000000000));
    cr_expect(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", 784111770, &ms) &&
              ms == 7000);
    cr_expect(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", 784111780, &ms) &&
              ms == 0);
    cr_expect(!retry_after("soon", 0, &ms));
    cr_expect(!retry_after("-5", 0, &ms));
    cr_expect(!retry_after("", 0, &ms));
}
