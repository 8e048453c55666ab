#include "fetch/url.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;

static const char *whole(const char *text)
{
    struct url url;

    return url_split(text, &url, &arena) ? url_text(&url, &arena) : "none";
}

static void same(const char *text, const char *expected)
{
    cr_expect_str_eq(whole(text), expected, "%s is %s", text, whole(text));
}

static void leads(const char *reference, const char *expected)
{
    const char *to = url_resolve("http://a.test/b/c/d;p?q", reference, &arena);

    cr_expect_str_eq(to ? to : "none", expected, "'%s' leads to %s", reference,
                     to ? to : "none");
}

Test(url, is_put_together_anew_from_its_parts)
{
    same("https://www.example.test/a/b.zip",
         "https://www.example.test/a/b.zip");
    same("HTTPS://WWW.Example.TEST", "https://www.example.test/");
    same("https://h.test:443/", "https://h.test/");
    same("http://h.test:443/", "http://h.test:443/");
    same("https://h.test:/x", "https://h.test/x");
    same("https://h.test?q=1", "https://h.test/?q=1");
    same("https://h.test/a#part", "https://h.test/a");
    same("https://[2001:DB8::1]:8443/x", "https://[2001:db8::1]:8443/x");
    same("https://h.test/a b/\xE5\x8C\x97.csv",
         "https://h.test/a%20b/%E5%8C%97.csv");
    same("https://h.test/%7e?x=%2F..", "https://h.test/%7e?x=%2F..");
}

Test(url, dot_segments_never_leave_the_root)
{
    same("https://h.test/a/./b/../c", "https://h.test/a/c");
    same("https://h.test/../../x", "https://h.test/x");
    same("https://h.test/a/%2e%2E/b", "https://h.test/b");
    same("https://h.test/a/..", "https://h.test/");
    same("https://h.test/a/b/.", "https://h.test/a/b/");
    same("https://h.test/a?b/../c", "https://h.test/a?b/../c");
    same("https://h.test//a/...", "https://h.test//a/...");
}

Test(url, what_two_readers_could_read_in_two_ways_is_none)
{
    static const char *const bad[] = {
        "",
        "h.test/x",
        "//h.test/x",
        "ftp://h.test/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https:/h.test/",
        "https:///x",
        "https://user@h.test/",
        "https://h.test@evil.test/",
        "https://h.test\\@evil.test/",
        "https://h.test:0/",
        "https://h.test:65536/",
        "https://h.test:80x/",
        "https://h.test:443:443/",
        "https://h%2etest/",
        "https://\xE5\x8C\x97.test/",
        "https://h test/",
        "https://[::1/",
        "https://[]/",
        "https://::1/",
        "https://h.test/a\nb",
        "https://h.test/\x7F",
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        same(bad[i], "none");
}

Test(url, longer_than_the_limit_is_none)
{
    struct url url;
    char *text = arena_alloc(&arena, URL_MAX_BYTES + 2);

    memset(text, 'a', URL_MAX_BYTES + 1);
    memcpy(text, "https://h.test/", 15);
    cr_expect(!url_split(text, &url, &arena));
    text[URL_MAX_BYTES] = '\0';
    cr_expect(url_split(text, &url, &arena));
}

/* The examples of RFC 3986, 5.4, as far as they are of http. */
Test(url, references_lead_where_the_standard_says)
{
    leads("g", "http://a.test/b/c/g");
    leads("./g", "http://a.test/b/c/g");
    leads("g/", "http://a.test/b/c/g/");
    leads("/g", "http://a.test/g");
    leads("//g.test", "http://g.test/");
    leads("?y", "http://a.test/b/c/d;p?y");
    leads("g?y", "http://a.test/b/c/g?y");
    leads("#s", "http://a.test/b/c/d;p?q");
    leads("g#s", "http://a.test/b/c/g");
    leads(";x", "http://a.test/b/c/;x");
    leads("", "http://a.test/b/c/d;p?q");
    leads(".", "http://a.test/b/c/");
    leads("..", "http://a.test/b/");
    leads("../..", "http://a.test/");
    leads("../../../g", "http://a.test/g");
    leads("g;x=1/../y", "http://a.test/b/c/y");
    leads("g?y/../x", "http://a.test/b/c/g?y/../x");
    leads("https://other.test/z", "https://other.test/z");
}

Test(url, references_as_pages_write_them_lead_somewhere)
{
    leads("  g.zip\n", "http://a.test/b/c/g.zip");
    leads("long\n\tname.zip", "http://a.test/b/c/longname.zip");
    leads("mailto:someone@example.test", "none");
    leads("javascript:void(0)", "none");
    leads("//user@g.test/", "none");
}

Test(url, decoding_leaves_what_is_no_escape)
{
    struct str text = url_decode(STR("a%20b+%e5%8c%97%zz%2%00%"), &arena);

    cr_expect(str_is(text, "a b+\xE5\x8C\x97%zz%2%00%"), "%.*s", STR_ARG(text));
    cr_expect_eq(url_decode(STR(""), &arena).len, 0);
}

static const char *mirrored(const char *mirror, const char *text)
{
    struct url at, url, there;

    cr_assert(url_split(mirror, &at, &arena) && url_split(text, &url, &arena));
    url_to_mirror(&at, &url, &there, &arena);
    return url_text(&there, &arena);
}

Test(url, a_mirror_stands_for_all_hosts)
{
    cr_expect_str_eq(mirrored("http://127.0.0.1:8080/", "https://h.test/a?b"),
                     "http://127.0.0.1:8080/h.test/a?b");
    cr_expect_str_eq(mirrored("https://localhost/m/", "https://h.test:99/a"),
                     "https://localhost/m/h.test:99/a");
}

Test(url, only_what_lies_in_the_mirror_comes_back_from_it)
{
    static const struct {
        const char *there, *url;
    } row[] = {
        {"http://127.0.0.1:8080/m/h.test/a/b?c", "https://h.test/a/b?c"},
        {"http://127.0.0.1:8080/m/h.test:99/a", "https://h.test:99/a"},
        {"http://127.0.0.1:8080/mm/h.test/a", NULL},
        {"http://127.0.0.1:8080/h.test/a", NULL},
        {"http://127.0.0.1:8080/m", NULL},
        {"http://127.0.0.1:8080/m//a", NULL},
        {"http://127.0.0.1:81/m/h.test/a", NULL},
        {"https://127.0.0.1:8080/m/h.test/a", NULL},
        {"http://h.test:8080/m/h.test/a", NULL},
    };
    struct url at, there, url;

    cr_assert(url_split("http://127.0.0.1:8080/m", &at, &arena));
    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        cr_assert(url_split(row[i].there, &there, &arena));
        bool found = url_from_mirror(&at, &there, &url, &arena);
        cr_expect_eq(found, row[i].url != NULL, "%s", row[i].there);
        if (found && row[i].url)
            cr_expect_str_eq(url_text(&url, &arena), row[i].url);
    }
}
