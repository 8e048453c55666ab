#include "output/site/html.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect_text(const char *text, const char *want)
{
    struct buf out = {0};

    html_text(&out, text);
    cr_expect_str_eq(out.ptr ? out.ptr : "", want);
    buf_release(&out);
}

Test(html, text_never_becomes_markup)
{
    expect_text("<b a='1' b=\"2\">&amp;",
                "&lt;b a=&#39;1&#39; b=&quot;2&quot;&gt;&amp;amp;");
    expect_text("]]> --> {{x}}", "]]&gt; --&gt; {{x}}");
}

Test(html, what_a_page_may_not_hold_is_left_out)
{
    expect_text("a\x01\x1B\x7F"
                "b",
                "ab");
    expect_text("a\xC2\x80\xC2\x9F"
                "b\xC2\xA0",
                "ab\xC2\xA0");
    expect_text("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90\xF0\x9F\xBF\xBF|", "|");
    expect_text("broken \xE3\x81 \xFF|", "broken  |");
    expect_text("line\r\nnext\ttab", "line \nnext\ttab");
    expect_text(NULL, "");
}

Test(html, every_script_of_the_world_stays_as_it_is)
{
    const char *text =
        "大津市民病院（本院） 𠮷野家 葛󠄀 🏥 ｶﾅ é "
        "ＡＢＣ、。";

    expect_text(text, text);
}

Test(html, only_whole_web_addresses_become_links)
{
    static const char *const link[] = {
        "https://example.jp", "http://example.jp/a?b=c&d=%E3%81#e",
        "HTTPS://EXAMPLE.JP:8443/x", "https://例え.jp/地図",
        "https://example.jp/maps/@35.0,135.8"};
    static const char *const other[] = {"",
                                        "example.jp",
                                        "www.example.jp",
                                        "javascript:alert(1)",
                                        "https:example.jp",
                                        "https://",
                                        "https:///a",
                                        "http:// example.jp",
                                        "https://a b.jp",
                                        "https://user@example.jp",
                                        "https://a.jp:x/",
                                        "https://example.jp/<b>",
                                        "https://example.jp/%zz",
                                        "https://a.jp/#b#c",
                                        "https://example.jp/\"onclick=",
                                        "data:text/html,",
                                        "https://example.jp/\n",
                                        " https://example.jp",
                                        "https://.jp",
                                        "https://example.jp/\xFF",
                                        "https://example.jp\\@b.jp",
                                        "ftp://a.jp"};

    for (size_t i = 0; i < sizeof(link) / sizeof(*link); i++)
        cr_expect(html_is_link(link[i]), "%s", link[i]);
    for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
        cr_expect_not(html_is_link(other[i]), "%s", other[i]);
    cr_expect_not(html_is_link(NULL));
}

static void expect_phone(const char *phone, const char *want)
{
    struct buf out = {0};

    html_phone(&out, phone);
    cr_expect_str_eq(out.ptr, want);
    buf_release(&out);
}

Test(html, a_number_can_be_dialled_and_two_in_a_cell_cannot)
{
    expect_phone("077-000-0000", "<a href=tel:0770000000>077-000-0000</a>");
    expect_phone("+81 (77) 000", "<a href=tel:+8177000>+81 (77) 000</a>");
    expect_phone("077-000-0000（代表）", "077-000-0000（代表）");
    expect_phone("077-000-0000/0001", "077-000-0000/0001");
    expect_phone("0770000000 0770000001", "0770000000 0770000001");
    expect_phone("-", "-");
    expect_phone("<b>", "&lt;b&gt;");
}

Test(html, days_are_written_as_people_write_them)
{
    struct buf out = {0};

    html_date(&out, "2026-04-01");
    html_text(&out, "|");
    html_date(&out, "2026年度<");
    html_text(&out, "|");
    html_date(&out, NULL);
    cr_expect_str_eq(out.ptr, "2026年4月1日|2026年度&lt;|");
    buf_release(&out);
}
