/* One quote too many or too few, at any place of a listing, costs at most the
 * row it stands in. */
#include "tests/base/given.h"

#include <criterion/criterion.h>

#define COLUMNS 6
#define ROWS 1000

/* Rows of a listing: a number, names, a comma inside a cell, empty cells. */
static struct buf listing(bool quote_all)
{
    const char *q = quote_all ? "\"" : "";
    struct buf csv = {0};

    for (int i = 0; i < ROWS; i++) {
        const char *hours = i % 3 == 0 ? "\"月,火\"" : i % 3 == 1 ? "\"\"" : "";
        buf_addf(&csv, "%s%d%s,%s医院%s,%s東町%d号%s,", q, 1000000 + i, q, q, q,
                 q, i, q);
        buf_addf(&csv, "%s,%s%s%s,%s%s%s\r\n", hours, q, i % 7 ? "外科" : "", q,
                 q, i % 5 ? "備考" : "", q);
    }
    return csv;
}

static void remove_each_quote(bool quote_all, size_t step)
{
    struct buf csv = listing(quote_all);
    size_t nth = 0;

    for (size_t at = 0; at < csv.len; at++) {
        if (csv.ptr[at] != '"' || nth++ % step)
            continue;
        struct buf changed = {0};
        buf_add(&changed, csv.ptr, at);
        buf_add(&changed, csv.ptr + at + 1, csv.len - at - 1);
        struct given_count count = given_count(buf_str(&changed), COLUMNS);
        cr_assert_eq(count.rows + count.faults, ROWS, "at %zu", at);
        cr_assert_geq(count.whole, ROWS - 1, "at %zu", at);
        buf_release(&changed);
    }
    buf_release(&csv);
}

Test(csv, removing_any_quote_of_a_sparsely_quoted_file_keeps_the_count)
{
    remove_each_quote(false, 3);
}

Test(csv, removing_any_quote_of_a_fully_quoted_file_keeps_the_count)
{
    remove_each_quote(true, 17);
}

static void add_a_quote_everywhere(bool quote_all, size_t step)
{
    struct buf csv = listing(quote_all);

    for (size_t at = 0; at < csv.len; at += step) {
        struct buf changed = {0};
        if (csv.ptr[at] == '\n') /* would make one line end two */
            continue;
        buf_add(&changed, csv.ptr, at);
        buf_add_char(&changed, '"');
        buf_add(&changed, csv.ptr + at, csv.len - at);
        struct given_count count = given_count(buf_str(&changed), COLUMNS);
        cr_assert_eq(count.rows + count.faults, ROWS, "at %zu", at);
        cr_assert_geq(count.whole, ROWS - 1, "at %zu", at);
        buf_release(&changed);
    }
    buf_release(&csv);
}

Test(csv, a_quote_added_anywhere_keeps_the_count)
{
    add_a_quote_everywhere(false, 71);
    add_a_quote_everywhere(true, 97);
}
