#include "cmd/valid_text.h"

#include <criterion/criterion.h>

#define LOST "\xEF\xBF\xBD" /* U+FFFD */

static void expect_made(struct str s, const char *text)
{
    struct buf out = {0};

    valid_text_add(&out, s);
    cr_expect_str_eq(out.ptr ? out.ptr : "", text);
    cr_expect(valid_text(buf_str(&out)));
    buf_release(&out);
}

Test(valid_text, utf8_without_nul_is_valid_and_stays)
{
    cr_expect(valid_text(STR("")));
    cr_expect(valid_text(STR("大津市 🏥 葛󠄀")));
    expect_made(STR("大津市 🏥\n\x01"), "大津市 🏥\n\x01");
    expect_made(STR(""), "");
}

Test(valid_text, each_bad_byte_is_one_mark)
{
    cr_expect_not(valid_text(STR("a\xFF")));
    expect_made(STR("a\xFF\xFE"
                    "b"),
                "a" LOST LOST "b");
    expect_made(STR("\xC0\x80"), LOST LOST);
    expect_made(STR("大\xE6\xB4"), "大" LOST LOST);
    expect_made(STR("\xF4\x90\x80\x80"), LOST LOST LOST LOST);
}

Test(valid_text, a_nul_is_not_the_end)
{
    cr_expect_not(valid_text(STR("a\0b")));
    expect_made(STR("a\0b"), "a" LOST "b");
}
