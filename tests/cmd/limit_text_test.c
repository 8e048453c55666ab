#include "cmd/limit_text.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
    const char *text;
    bool minutes;
    double amount;
} right[] = {
    {"16km", false, 16000}, {"16 km", false, 16000}, {"１６ｋｍ", false, 16000},
    {"0.5km", false, 500},  {"800m", false, 800},    {"1.5キロ", false, 1500},
    {"30min", true, 30},    {"30分", true, 30},      {"３０分", true, 30},
    {"1時間", true, 60},
};

Test(limit_text, distances_and_times_are_read_in_any_width)
{
    for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++) {
        struct limit limit = {0};
        struct err err = {0};
        cr_expect(limit_read("within", right[i].text, &limit, &err), "%s: %s",
                  right[i].text, err.text);
        cr_expect_eq(limit.minutes, right[i].minutes, "%s", right[i].text);
        cr_expect_float_eq(limit.amount, right[i].amount, 1e-9, "%s",
                           right[i].text);
    }
}

Test(limit_text, what_is_neither_is_refused_with_its_option)
{
    static const char *const wrong[] = {"",       "16",     "km",   "0km",
                                        "-5km",   "16mi",   "1e9m", "nan km",
                                        "25時間", "30min x"};

    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        struct limit limit = {0};
        struct err err = {0};
        cr_expect(!limit_read("within", wrong[i], &limit, &err), "%s",
                  wrong[i]);
        cr_expect_eq(err.class, ERR_USAGE);
        cr_expect_not_null(strstr(err.text, "--within"));
    }
}
