#include "norm/contact.h"

#include <criterion/criterion.h>

static struct arena arena;

static void stop(void)
{
    arena_release(&arena);
}

TestSuite(contact, .fini = stop);

static void expect_phone(const char *in, const char *wanted, bool wanted_odd)
{
    bool odd = !wanted_odd;
    struct str got = contact_phone(str_of(in), &arena, &odd);

    cr_expect(str_is(got, wanted), "'%s' gives '%.*s', not '%s'", in,
              STR_ARG(got), wanted);
    cr_expect_eq(odd, wanted_odd, "%s", in);
}

static void expect_web(const char *in, enum contact_web kind,
                       const char *wanted)
{
    struct str got = STR("untouched");
    enum contact_web met = contact_web(str_of(in), &arena, &got);

    cr_expect_eq(met, kind, "'%s' is kind %d, not %d", in, (int)met, (int)kind);
    cr_expect(str_is(got, wanted), "'%s' gives '%.*s', not '%s'", in,
              STR_ARG(got), wanted);
}

Test(contact, a_phone_in_half_width_stays_as_it_is)
{
    expect_phone("03-1234-5678", "03-1234-5678", false);
    expect_phone("090-1234-5678", "090-1234-5678", false);
    expect_phone("0120-123-456", "0120-123-456", false);
}

Test(contact, a_phone_in_full_width_is_folded)
{
    expect_phone("０３－１２３４－５６７８", "03-1234-5678", false);
    expect_phone("　０３ー１２３４ｰ５６７８ ", "03-1234-5678", false);
}

Test(contact, every_dash_of_a_phone_becomes_a_hyphen)
{
    expect_phone("011ー809−1234", "011-809-1234", false);
    expect_phone("043‐202—5460", "043-202-5460", false);
    expect_phone("03─1234–5678", "03-1234-5678", false);
}

Test(contact, brackets_dots_and_spaces_of_a_phone_become_hyphens)
{
    expect_phone("（03）1234-5678", "03-1234-5678", false);
    expect_phone("0799 (74) 3333", "0799-74-3333", false);
    expect_phone("03[1234]5678", "03-1234-5678", false);
    expect_phone("0986.36.7702", "0986-36-7702", false);
    expect_phone("03・1234・5678", "03-1234-5678", false);
    expect_phone("070 - 2305 - 1234", "070-2305-1234", false);
    expect_phone("03--1234--5678-", "03-1234-5678", false);
}

Test(contact, a_phone_without_hyphens_stays_without)
{
    expect_phone("0312345678", "0312345678", false);
}

Test(contact, an_extension_is_kept_behind_a_space)
{
    expect_phone("03-1234-5678 内線123", "03-1234-5678 内線123", false);
    expect_phone("03-1234-5678（内線：１２３）", "03-1234-5678 内線123", false);
    expect_phone("03-1234-5678 内線", "03-1234-5678 内線", true);
    expect_phone("03-1234-5678 内線1234567", "03-1234-5678 内線1234567", true);
}

Test(contact, a_phone_without_area_code_is_odd_and_nothing_is_invented)
{
    expect_phone("494-2620", "494-2620", true);
    expect_phone("４９４ｰ２６２０", "494-2620", true);
}

Test(contact, what_is_not_one_number_of_japan_is_odd)
{
    expect_phone("119", "119", true);
    expect_phone("7119", "7119", true);
    expect_phone("1234567890", "1234567890", true);
    expect_phone("000-0000-0000", "000-0000-0000", true);
    expect_phone("0-0123-45678", "0-0123-45678", true);
    expect_phone("03-1234-567", "03-1234-567", true);
    expect_phone("+81-3-1234-5678", "+81-3-1234-5678", true);
}

Test(contact, an_odd_phone_stays_as_published_but_for_its_width)
{
    expect_phone("０３－１２３４－５６７８、０３－１２３４－５６７９",
                 "03-1234-5678、03-1234-5679", true);
    expect_phone("03-1234-5678 03-1234-5679", "03-1234-5678 03-1234-5679",
                 true);
    expect_phone("（代表）03-1234-5678", "(代表)03-1234-5678", true);
    expect_phone("なし", "なし", true);
    expect_phone("－", "-", true);
    expect_phone("099~295~0680", "099~295~0680", true);
}

Test(contact, a_hidden_character_does_not_make_a_phone_odd)
{
    expect_phone("\u202D03-1234-5678", "03-1234-5678", false);
}

Test(contact, a_blank_phone_is_not_odd)
{
    expect_phone("", "", false);
    expect_phone(" 　", "", false);
}

Test(contact, a_page_with_a_scheme_stays)
{
    expect_web("https://www.example.jp/a?b=c#d", WEB_PAGE,
               "https://www.example.jp/a?b=c#d");
    expect_web("http://example.co.jp:8080", WEB_PAGE,
               "http://example.co.jp:8080");
    expect_web("HTTP://Example.JP/", WEB_PAGE, "http://Example.JP/");
}

Test(contact, full_width_characters_of_a_page_are_folded)
{
    expect_web("https：//www.example.jp", WEB_PAGE, "https://www.example.jp");
    expect_web("ｈｔｔｐ：／／ｗｗｗ．ｅｘａｍｐｌｅ．ｊｐ／～ａ", WEB_PAGE,
               "http://www.example.jp/~a");
}

Test(contact, a_page_without_a_scheme_gets_http)
{
    expect_web("www.example.jp", WEB_PAGE, "http://www.example.jp");
    expect_web("example.or.jp/houkan/", WEB_PAGE,
               "http://example.or.jp/houkan/");
    expect_web("egao-example.com", WEB_PAGE, "http://egao-example.com");
    expect_web("www.example.museum", WEB_PAGE, "http://www.example.museum");
}

Test(contact, a_mail_address_in_a_url_column_is_mail)
{
    expect_web("info@example.co.jp", WEB_MAIL, "info@example.co.jp");
    expect_web("ｉｎｆｏ＠ｅｘａｍｐｌｅ．ｊｐ", WEB_MAIL, "info@example.jp");
    expect_web("mailto:info@example.jp", WEB_MAIL, "info@example.jp");
    expect_web("a..b.@docomo.ne.jp", WEB_MAIL, "a..b.@docomo.ne.jp");
}

Test(contact, a_blank_url_is_none)
{
    expect_web("", WEB_NONE, "");
    expect_web(" 　\n", WEB_NONE, "");
}

Test(contact, a_scheme_alone_is_none)
{
    expect_web("http://", WEB_NONE, "");
    expect_web("ｈｔｔｐｓ：／／", WEB_NONE, "");
}

Test(contact, dangerous_schemes_are_never_a_link)
{
    static const char *const bad[] = {
        "javascript:alert(1)",
        "javascript://www.example.jp/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://www.example.jp/",
        "http://user:password@example.jp/",
        "https://www.example.jp@evil.example.com/",
        "user@example.jp/path",
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        expect_web(bad[i], WEB_ODD, "");
}

Test(contact, misspelt_addresses_are_odd_and_not_repaired)
{
    static const char *const bad[] = {
        "http//www.example.or.jp",
        "https//www.example.com",
        "http:/www.example.com",
        "http:www.example.com",
        "http;//www.example.jp",
        "htt://example.jp/",
        "http://http://www.example.jp/",
        "http:∥www.example.or.jp",
        "http.www.example.com",
        "ttp://www.example.com",
        "URL:www.example.com",
        "http://www/example.jp",
        "http://www、example,or,jp",
        "http://examplecom/",
        "https:",
        "www.example.jp.",
        "http://example..jp",
        "http://www.example.jp:",
        "http://www.example.jp:99999",
        "株式会社 和心",
        "なし",
        "-",
        "Dr.Suzuki",
        "rabbit01132015",
        "http://-example.jp",
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        expect_web(bad[i], WEB_ODD, "");
}

Test(contact, characters_that_break_a_link_are_odd)
{
    static const char *const bad[] = {
        "www.example.com   只今作成中",
        "http://a.example.jp http://b.example.jp",
        "http://www.example.jp/\"onclick=x",
        "http://www.example.jp/<b>",
        "http://www.example.jp\\@evil.example.com",
        "http://192.168.0.1/",
        "http://[::1]/",
        "http://2130706433/",
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        expect_web(bad[i], WEB_ODD, "");
}

Test(contact, a_japanese_host_is_a_page_and_a_lookalike_is_not)
{
    expect_web("https://さくら訪問看護.com/", WEB_PAGE,
               "https://さくら訪問看護.com/");
    expect_web("http://サポート.jp", WEB_PAGE, "http://サポート.jp");
    expect_web("http://www.example.c\u043E.jp", WEB_ODD, ""); /* Cyrillic */
    expect_web("http://exampleーcare.com", WEB_ODD, "");
    expect_web("さくら訪問看護.com", WEB_ODD, "");
}

Test(contact, characters_outside_ascii_behind_the_host_are_encoded)
{
    expect_web("http://www.example.jp/施設|1", WEB_PAGE,
               "http://www.example.jp/%E6%96%BD%E8%A8%AD%7C1");
}
