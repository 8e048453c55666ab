#include "output/leak.h"

#include <criterion/criterion.h>

static bool leaks(const char *secret, const char *public, const char *file)
{
    struct leaks *all = leaks_open();
    uint32_t facility;
    int field;
    struct str value;

    leaks_forbid(all, str_of(secret), 7, 3);
    leaks_allow(all, str_of(public));
    bool hit = leaks_find(all, str_of(file), &facility, &field, &value);
    if (hit) {
        cr_expect_eq(facility, 7);
        cr_expect_eq(field, 3);
    }
    leaks_close(all);
    return hit;
}

Test(leak, a_hidden_value_is_found_anywhere)
{
    cr_expect(leaks("077-000-9999", "", "{\"phone\":\"077-000-9999\"}"));
    cr_expect(leaks("担当者のなまえ", "", "x担当者のなまえ"));
    cr_expect_not(leaks("077-000-9999", "", "{\"phone\":\"077-000-9998\"}"));
}

Test(leak, a_value_that_is_also_public_is_none)
{
    cr_expect_not(leaks("医療法人あか会", "医療法人あか会　あか病院",
                        "医療法人あか会　あか病院"));
}

Test(leak, escaped_forms_are_found_too)
{
    cr_expect(leaks("A&B<secret>", "", "<x>A&amp;B&lt;secret&gt;</x>"));
    cr_expect(leaks("say \"hello\"", "", "{\"x\":\"say \\\"hello\\\"\"}"));
    cr_expect_not(leaks("S&Kライフ", "S&Kライフ", "<x>S&amp;Kライフ</x>"),
                  "public in its raw form means public escaped");
}

Test(leak, values_under_six_characters_are_passed_over)
{
    cr_expect_not(leaks("12345", "", "12345"));
    cr_expect_not(leaks("あいうえお", "", "あいうえお"), "15 bytes, 5 chars");
    cr_expect(leaks("123456", "", "x123456"));
}

Test(leak, the_last_bytes_are_searched)
{
    cr_expect(leaks("abcdef", "", "abcdef"));
    cr_expect(leaks("xyzabcdef", "", "xyzabcdef"));
    cr_expect_not(leaks("abcdefghi", "", "abcdefgh"));
}
