#include "fetch/bar.h"

#include <criterion/criterion.h>
#include <string.h>

static void shows(struct bar bar, const char *expected)
{
    struct buf line = {0};

    bar_line(&bar, &line);
    cr_expect_str_eq(line.ptr, expected);
    buf_release(&line);
}

Test(bar, shows_files_bytes_and_rate)
{
    shows((struct bar){.n = 4,
                       .n_over = 1,
                       .under_way = 1,
                       .n_bytes = 1500000,
                       .n_to_come = 500000,
                       .rate = 250000,
                       .label = "f"},
          "[#####.....] 1/4  250.0 kB/s  1.5 MB / 2.0 MB  f");
    shows((struct bar){.n = 1}, "[..........] 0/1  0 B/s  0 B / 0 B");
    shows((struct bar){.n = 2, .n_over = 2},
          "[##########] 2/2  0 B/s  0 B / 0 B");
}

Test(bar, shows_the_rate_on_forty_columns)
{
    struct bar bar = {.n = 150,
                      .n_over = 149,
                      .n_bytes = 987600000,
                      .n_to_come = 900000,
                      .rate = 123456789};
    struct buf line = {0};

    bar_line(&bar, &line);
    cr_expect_leq(strstr(line.ptr, "123.5 MB/s") + 10 - line.ptr, 40, "%s",
                  line.ptr);
    buf_release(&line);
}

Test(bar, bytes_have_the_unit_that_fits)
{
    static const struct {
        uint64_t n;
        const char *text;
    } row[] = {{0, "0 B"},
               {999, "999 B"},
               {1000, "1.0 kB"},
               {999949, "999.9 kB"},
               {999950, "1.0 MB"},
               {12345678, "12.3 MB"},
               {UINT64_C(1) << 30, "1.1 GB"},
               {UINT64_MAX, "18446744.1 TB"}};
    char text[BAR_TEXT];

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        bar_bytes(row[i].n, text);
        cr_expect_str_eq(text, row[i].text);
    }
}
