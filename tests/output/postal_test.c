/* Postal codes as people write them. */
#include "output/postal.h"

#include <criterion/criterion.h>

Test(postal, seven_digits_are_written_in_one_way)
{
    static const char *const published[] = {
        "5290001",          "529-0001",  "５２９－０００１", "〒529-0001",
        "〒 5290001",       "529ー0001", "529−0001",         "529‐0001",
        "５２９　０００１", " 529-0001 "};
    struct buf out = {0};

    for (size_t i = 0; i < sizeof(published) / sizeof(*published); i++) {
        buf_clear(&out);
        cr_expect(postal_add(&out, published[i]), "%s", published[i]);
        cr_expect_str_eq(out.ptr, "529-0001", "%s: %s", published[i], out.ptr);
    }
    buf_release(&out);
}

Test(postal, what_is_no_postal_code_is_left_to_the_caller)
{
    static const char *const other[] = {"",
                                        "529",
                                        "529-000",
                                        "52900012",
                                        "529-000A",
                                        "不明",
                                        "529-0001番",
                                        "529/0001",
                                        ("529\xFF"
                                         "0001")};
    struct buf out = {0};

    cr_expect_not(postal_add(&out, NULL));
    for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
        cr_expect_not(postal_add(&out, other[i]), "%s", other[i]);
    cr_expect_eq(out.len, 0);
}
