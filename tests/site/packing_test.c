#include "output/site/base64.h"
#include "output/site/deflate.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect_base64(const char *text, const char *want)
{
    struct buf out = {0}, back = {0};

    base64_add(&out, str_of(text));
    cr_expect_str_eq(out.ptr ? out.ptr : "", want);
    cr_expect(base64_open(&back, buf_str(&out)));
    cr_expect(str_is(buf_str(&back), text));
    buf_release(&out);
    buf_release(&back);
}

/* RFC 4648, section 10. */
Test(base64, is_that_of_the_standard)
{
    expect_base64("", "");
    expect_base64("f", "Zg==");
    expect_base64("fo", "Zm8=");
    expect_base64("foo", "Zm9v");
    expect_base64("foobar", "Zm9vYmFy");
}

Test(base64, what_is_damaged_is_refused)
{
    static const char *const bad[] = {
        "Zg=", "Z===", "Zg==Zg==", "Zm9\n", "====", "Zm9*"};

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct buf out = {0};
        cr_expect_not(base64_open(&out, str_of(bad[i])), "%s", bad[i]);
        buf_release(&out);
    }
}

/* SHA-256 of "" by FIPS 180-4, in base64 as browsers report it. */
Test(base64, names_an_inline_text_as_browsers_do)
{
    struct buf out = {0};

    base64_add_sha256(&out, STR(""));
    cr_expect_str_eq(out.ptr,
                     "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    buf_release(&out);
}

static void add_long_text(struct buf *text)
{
    for (int i = 0; i < 40000; i++)
        buf_addf(text, "%d,", i * 7919 % 10007);
}

Test(deflate, gives_back_what_it_packed)
{
    struct buf text = {0}, packed = {0}, again = {0}, back = {0};

    add_long_text(&text);
    deflate_add(&packed, buf_str(&text));
    deflate_add(&again, buf_str(&text));
    cr_expect(packed.len < text.len / 2);
    cr_expect(str_eq(buf_str(&packed), buf_str(&again)));
    cr_expect(deflate_open(&back, buf_str(&packed), text.len));
    cr_expect(str_eq(buf_str(&back), buf_str(&text)));
    buf_release(&text);
    buf_release(&packed);
    buf_release(&again);
    buf_release(&back);
}

Test(deflate, what_is_damaged_or_too_long_is_refused)
{
    struct buf text = {0}, packed = {0}, out = {0};

    add_long_text(&text);
    deflate_add(&packed, buf_str(&text));
    cr_expect_not(deflate_open(&out, buf_str(&packed), text.len - 1));
    cr_expect_not(deflate_open(
        &out, str_cut(buf_str(&packed), 0, packed.len - 1), text.len));
    buf_add_char(&packed, 'x');
    cr_expect_not(deflate_open(&out, buf_str(&packed), text.len));
    packed.ptr[packed.len / 2] ^= 0x55;
    cr_expect_not(deflate_open(&out, buf_str(&packed), text.len));
    cr_expect_not(deflate_open(&out, STR("not packed at all"), 100));
    cr_expect_not(deflate_open(&out, STR(""), 100));
    buf_release(&text);
    buf_release(&packed);
    buf_release(&out);
}
