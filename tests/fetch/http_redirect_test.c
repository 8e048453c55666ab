#include "tests/fetch/scripted.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

TestSuite(http_redirect, .timeout = 20);

#define MOVED "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "

/* The path that is asked for after a redirect to `location`; "refused" with
 * the sentence in *why. */
static const char *follow(const char *location, struct err *why)
{
    static char path[300];
    char head[1000];
    const struct transfer plain = {0};

    snprintf(head, sizeof(head), MOVED "%s\r\n", location);
    const struct scripted_answer answer[] = {
        {head, STR(""), false},
        {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n", STR("x"), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, true);
    snprintf(path, sizeof(path), "refused");
    if (run.transfer.state == TRANSFER_DONE && run.server.n == 2)
        cr_expect_eq(sscanf(run.server.question[1], "GET %299s", path), 1);
    else
        cr_expect_eq(run.server.n, 1);
    *why = run.transfer.err;
    scripted_end(&run);
    return path;
}

Test(http_redirect, is_followed_within_the_hosts_of_the_transfer)
{
    static const struct {
        const char *location, *path;
    } row[] = {
        {"/new/f.zip", "/m/files.test/new/f.zip"},
        {"g.zip?x", "/m/files.test/g.zip?x"},
        {"https://other.test/f.zip", "/m/other.test/f.zip"},
        {"https://OTHER.test:443/a b", "/m/other.test/a%20b"},
        {"//other.test/f.zip", "/m/other.test/f.zip"},
        /* as a server of the mirror says it */
        {"/m/other.test/d/", "/m/other.test/d/"},
        {"../other.test/d/", "/m/other.test/d/"},
    };
    struct err why;

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        const char *path = follow(row[i].location, &why);
        cr_expect_str_eq(path, row[i].path, "%s: %s %s", row[i].location, path,
                         why.text);
    }
}

Test(http_redirect, elsewhere_is_refused_with_both_addresses)
{
    static const char *const row[] = {
        "http://files.test/f.zip",
        "http://127.0.0.1/",
        "https://127.0.0.1/",
        "https://evil.test/f.zip",
        "https://files.test.evil.test/",
        "https://files.test@evil.test/",
        "https://files.test:8443/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "file:///etc/passwd",
        "ftp://files.test/f.zip",
        "gopher://files.test:70/",
        "javascript:alert(1)",
        "https:///f.zip",
    };

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        struct err why;
        cr_expect_str_eq(follow(row[i], &why), "refused", "%s", row[i]);
        cr_expect_eq(why.class, ERR_INPUT);
        cr_expect(strstr(why.text, "'https://files.test/f.zip'"), "%s",
                  why.text);
        cr_expect(strstr(why.text, row[i]), "%s: %s", row[i], why.text);
    }
}

Test(http_redirect, a_loop_ends_after_five_steps)
{
    static const struct scripted_answer answer[] = {
        {MOVED "/f.zip\r\n", STR(""), false}};
    const struct transfer plain = {0};
    struct scripted_run run = SCRIPTED(answer, &plain, true);

    cr_expect_eq(run.transfer.state, TRANSFER_FAILED);
    cr_expect(strstr(run.transfer.err.text, "one redirect too many"), "%s",
              run.transfer.err.text);
    cr_expect_eq(run.server.n, 6);
    cr_expect_eq(run.transfer.n_tried, 1);
    scripted_end(&run);
}

Test(http_redirect, five_steps_are_still_followed)
{
    static const struct scripted_answer answer[] = {
        {MOVED "/1\r\n", STR(""), false},
        {MOVED "/2\r\n", STR(""), false},
        {MOVED "/3\r\n", STR(""), false},
        {MOVED "/4\r\n", STR(""), false},
        {MOVED "/5\r\n", STR(""), false},
        {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n", STR("x"), false}};
    const struct transfer plain = {0};
    struct scripted_run run = SCRIPTED(answer, &plain, true);

    cr_expect_eq(run.transfer.state, TRANSFER_DONE, "%s",
                 run.transfer.err.text);
    cr_expect_str_eq(run.transfer.url_now, "https://files.test/5");
    scripted_end(&run);
}

/* Links on a page that has moved are of where it is now. */
Test(http_redirect, where_it_led_is_told_also_of_what_has_not_changed)
{
    static const struct scripted_answer answer[] = {
        {MOVED "https://other.test/new/\r\n", STR(""), false},
        {"HTTP/1.1 304 Not Modified\r\n", STR(""), false}};
    const struct transfer known = {.etag = "\"a\""};
    struct scripted_run run = SCRIPTED(answer, &known, true);

    cr_expect_eq(run.transfer.state, TRANSFER_SAME, "%s",
                 run.transfer.err.text);
    cr_expect_str_eq(run.transfer.url_now, "https://other.test/new/");
    cr_expect_eq(run.transfer.n_bytes, 0);
    scripted_end(&run);
}

Test(http_redirect, a_further_try_starts_at_the_first_address)
{
    static const struct scripted_answer answer[] = {
        {MOVED "https://other.test/f\r\n", STR(""), false},
        {"HTTP/1.1 503 Busy\r\n", STR(""), false},
        {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n", STR("x"), false}};
    const struct transfer plain = {0};
    struct scripted_run run = SCRIPTED(answer, &plain, true);

    cr_expect_eq(run.transfer.state, TRANSFER_DONE);
    cr_expect_eq(run.server.n, 3);
    cr_expect(strncmp(run.server.question[2], "GET /m/files.test/f.zip ", 24) ==
              0);
    cr_expect_eq(run.transfer.n_tried, 2);
    scripted_end(&run);
}

Test(http_redirect, to_nowhere_is_told)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n", STR(""), false}};
    const struct transfer plain = {0};
    struct scripted_run run = SCRIPTED(answer, &plain, true);

    cr_expect_eq(run.transfer.state, TRANSFER_FAILED);
    cr_expect(strstr(run.transfer.err.text, "not where to"), "%s",
              run.transfer.err.text);
    scripted_end(&run);
}
