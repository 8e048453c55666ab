/* How many lines a text takes in a cell. */
#include "output/workbook_lines.h"

#include <criterion/criterion.h>

Test(workbook_lines, kanji_take_twice_the_width_of_digits)
{
    cr_expect_eq(workbook_lines("一二三四五", 10), 2);
    cr_expect_eq(workbook_lines("一二三四", 10), 1);
    cr_expect_eq(workbook_lines("123456789", 10), 1);
    cr_expect_eq(workbook_lines("1234567890", 10), 2);
    cr_expect_eq(workbook_lines("ｶﾅｶﾅｶﾅｶﾅ", 10), 1);
}

Test(workbook_lines, line_feeds_begin_lines)
{
    cr_expect_eq(workbook_lines("", 10), 1);
    cr_expect_eq(workbook_lines("一\n二\n", 10), 3);
    cr_expect_eq(workbook_lines("一二三四五六\n七", 10), 3);
}

Test(workbook_lines, a_word_goes_down_as_a_whole)
{
    cr_expect_eq(workbook_lines("aaaa bbbb cccc", 8), 3);
    cr_expect_eq(workbook_lines("一二三https://e.jp", 14), 2);
    cr_expect_eq(workbook_lines("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 10), 4);
}
