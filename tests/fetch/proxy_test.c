#include "fetch/proxy.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void clear(void)
{
    static const char *const names[] = {
        "http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY",
        "all_proxy",  "ALL_PROXY",  "no_proxy",    "NO_PROXY"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        unsetenv(names[i]);
}

TestSuite(proxy, .init = clear);

static const char *of(const char *host)
{
    struct proxies proxies;
    struct err err = {0};

    cr_assert(proxies_read(&proxies, &err), "%s", err.text);
    const char *proxy = proxy_find(&proxies, true, host);
    return proxy ? proxy : "none";
}

Test(proxy, without_variables_there_is_none)
{
    cr_expect_str_eq(of("h.test"), "none");
}

Test(proxy, small_letters_go_before_and_the_own_scheme_before_all)
{
    setenv("all_proxy", "http://a.test:1", 1);
    cr_expect_str_eq(of("h.test"), "http://a.test:1");
    setenv("ALL_PROXY", "http://b.test:2", 1);
    cr_expect_str_eq(of("h.test"), "http://b.test:2");
    setenv("HTTPS_PROXY", "http://c.test:3", 1);
    cr_expect_str_eq(of("h.test"), "http://c.test:3");
    setenv("https_proxy", "d.test:4", 1);
    cr_expect_str_eq(of("h.test"), "d.test:4");
    setenv("https_proxy", "", 1);
    cr_expect_str_eq(of("h.test"), "http://c.test:3");
}

Test(proxy, of_http_counts_in_small_letters_only)
{
    struct proxies proxies;
    struct err err = {0};

    setenv("HTTP_PROXY", "http://evil.test:1", 1);
    cr_assert(proxies_read(&proxies, &err));
    cr_expect_null(proxy_find(&proxies, false, "h.test"));
    setenv("http_proxy", "http://good.test:1", 1);
    cr_assert(proxies_read(&proxies, &err));
    cr_expect_str_eq(proxy_find(&proxies, false, "h.test"),
                     "http://good.test:1");
    cr_expect_null(proxy_find(&proxies, true, "h.test"));
}

Test(proxy, exceptions_hold_for_a_host_and_all_below_it)
{
    setenv("https_proxy", "http://p.test:1", 1);
    setenv("no_proxy", "one.test, .two.test\tLG.test", 1);
    cr_expect_str_eq(of("one.test"), "none");
    cr_expect_str_eq(of("www.one.test"), "none");
    cr_expect_str_eq(of("two.test"), "none");
    cr_expect_str_eq(of("www.two.test"), "none");
    cr_expect_str_eq(of("city.lg.test"), "none");
    cr_expect_str_eq(of("one.test."), "none");
    cr_expect_str_eq(of("phone.test"), "http://p.test:1");
    cr_expect_str_eq(of("one.test.evil.test"), "http://p.test:1");
    cr_expect_str_eq(of("test"), "http://p.test:1");
}

Test(proxy, a_star_excepts_all_and_an_empty_list_nothing)
{
    setenv("https_proxy", "http://p.test:1", 1);
    setenv("NO_PROXY", "*", 1);
    cr_expect_str_eq(of("h.test"), "none");
    setenv("no_proxy", " ,. ,", 1);
    cr_expect_str_eq(of("h.test"), "http://p.test:1");
}

Test(proxy, that_cannot_be_read_is_an_error_naming_the_variable)
{
    static const char *const bad[] = {
        "ftp://p.test:1", "http://",           "http://:80",     "p.test:port",
        "p.test:70000",   "u:secret@p.test:x", "http://p q.test"};
    struct proxies proxies;

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct err err = {0};
        setenv("HTTPS_PROXY", bad[i], 1);
        cr_expect(!proxies_read(&proxies, &err), "%s", bad[i]);
        cr_expect_eq(err.class, ERR_USAGE);
        cr_expect(strstr(err.text, "HTTPS_PROXY"), "%s", err.text);
        /* It may hold a password. */
        cr_expect(!strstr(err.text, "secret"), "%s", err.text);
    }
}

Test(proxy, is_shown_without_its_password)
{
    char text[PROXY_TEXT];

    proxy_text("http://user:p@ss@p.test:8080/", text);
    cr_expect_str_eq(text, "p.test:8080");
    proxy_text("socks5h://[::1]:1080", text);
    cr_expect_str_eq(text, "[::1]:1080");
}
