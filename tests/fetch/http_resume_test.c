#include "tests/fetch/scripted.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

TestSuite(http_resume, .fini = scripted_tidy, .timeout = 20);

#define SIZE 5000

static const struct transfer plain;
static const struct transfer once = {.n_tried = 1};

/* Version `v` of the file. */
static struct str version(char v)
{
    static char bytes[2][SIZE];
    char *to = bytes[v == 'b'];

    for (size_t i = 0; i < SIZE; i++)
        to[i] = (char)(v + (i * i) % 23);
    return (struct str){to, SIZE};
}

#define WHOLE(validators)                                                      \
    "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n" validators
#define A "ETag: \"a\"\r\n"
#define B "ETag: \"b\"\r\n"
#define OLD "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

/* A run that is cut off behind `n` bytes of version a. */
static void cut(const char *head, size_t n)
{
    const struct scripted_answer answer[] = {
        {head, str_cut(version('a'), 0, n), false}};
    struct scripted_run run = SCRIPTED(answer, &once, false);

    cr_expect_eq(run.transfer.state, TRANSFER_FAILED);
    cr_expect_eq(run.file.len, n);
    scripted_end(&run);
}

/* The same file in the end, whatever happened before. */
static void ends_as(struct scripted_run *run, char v, uint64_t n_resumed)
{
    cr_expect_eq(run->transfer.state, TRANSFER_DONE, "%s",
                 run->transfer.err.text);
    cr_expect(str_eq(buf_str(&run->file), version(v)));
    cr_expect_eq(run->transfer.n_resumed, n_resumed);
    cr_expect_eq(run->transfer.n_bytes, SIZE);
    cr_expect_str_eq(run->transfer.url_now, "https://files.test/f.zip");
}

static const char *rest_head(char *head, size_t from, size_t total,
                             const char *validators)
{
    snprintf(head, 300,
             "HTTP/1.1 206 Partial\r\nContent-Range: bytes %zu-%zu/%zu\r\n"
             "Content-Length: %zu\r\n%s",
             from, total - 1, total, total - from, validators);
    return head;
}

Test(http_resume, a_cut_anywhere_costs_only_the_rest)
{
    static const size_t cuts[] = {1, 2, 100, 2500, 4096, 4998, 4999};
    char head[300], range[60];

    for (size_t i = 0; i < sizeof(cuts) / sizeof(*cuts); i++) {
        size_t n = cuts[i];
        cut(WHOLE(A), n);
        const struct scripted_answer answer[] = {
            {rest_head(head, n, SIZE, A), str_cut(version('a'), n, SIZE),
             false}};
        struct scripted_run run = SCRIPTED(answer, &plain, false);
        ends_as(&run, 'a', n);
        cr_expect_eq(run.transfer.n_received, SIZE - n);
        snprintf(range, sizeof(range), "\r\nRange: bytes=%zu-\r\n", n);
        cr_expect(strstr(run.server.question[0], range));
        cr_expect(strstr(run.server.question[0], "\r\nIf-Range: \"a\"\r\n"));
        cr_expect_str_eq(run.transfer.etag_now, "\"a\"");
        scripted_end(&run);
        scripted_write(scripted_path("f.zip"), STR(""));
    }
}

Test(http_resume, within_one_run_the_rest_is_asked_for_again_and_again)
{
    char head[2][300];
    const struct scripted_answer answer[] = {
        {WHOLE(A), str_cut(version('a'), 0, 10), false},
        {rest_head(head[0], 10, SIZE, A), str_cut(version('a'), 10, 990),
         false},
        {rest_head(head[1], 1000, SIZE, A), str_cut(version('a'), 1000, SIZE),
         false}};
    struct scripted_run run = SCRIPTED(answer, &plain, false);

    ends_as(&run, 'a', 0);
    cr_expect_eq(run.transfer.n_received, SIZE);
    cr_expect_eq(run.transfer.n_tried, 3);
    scripted_end(&run);
}

Test(http_resume, a_file_that_changed_is_fetched_whole)
{
    static const size_t cuts[] = {1, 2500, 4999};

    for (size_t i = 0; i < 3; i++) {
        cut(WHOLE(A), cuts[i]);
        const struct scripted_answer answer[] = {
            {WHOLE(B), version('b'), false}};
        struct scripted_run run = SCRIPTED(answer, &plain, false);
        ends_as(&run, 'b', 0);
        cr_expect_str_eq(run.transfer.etag_now, "\"b\"");
        scripted_end(&run);
        scripted_write(scripted_path("f.zip"), STR(""));
    }
}

Test(http_resume, a_shorter_version_leaves_nothing_of_the_longer_one)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n" B, STR("short"), false}};

    cut(WHOLE(A), 2500);
    struct scripted_run run = SCRIPTED(answer, &plain, false);
    cr_expect_eq(run.transfer.state, TRANSFER_DONE);
    cr_expect(str_is(buf_str(&run.file), "short"));
    scripted_end(&run);
}

/* Continue behind 100 bytes of a; the first answer is wrong, then comes b. */
static void starts_anew(const char *head, struct str body)
{
    cut(WHOLE(A OLD), 100);
    const struct scripted_answer answer[] = {{head, body, false},
                                             {WHOLE(B), version('b'), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, false);

    ends_as(&run, 'b', 0);
    cr_expect_eq(run.transfer.n_tried, 1, "that is no further try");
    cr_expect(strstr(run.server.question[0], "Range: bytes=100-"));
    cr_expect(!strstr(run.server.question[1], "Range:"));
    scripted_end(&run);
    scripted_write(scripted_path("f.zip"), STR(""));
}

Test(http_resume, a_rest_that_does_not_fit_is_not_appended)
{
    struct str b = version('b');
    char head[300];

    /* A server that does not look at If-Range. */
    starts_anew(rest_head(head, 100, SIZE, B), str_cut(b, 100, SIZE));
    starts_anew(rest_head(head, 100, SIZE, ""), str_cut(b, 100, SIZE));
    starts_anew(rest_head(head, 100, SIZE,
                          A "Last-Modified: Mon, 07 Nov 1994 08:49:37 GMT"
                            "\r\n"),
                str_cut(b, 100, SIZE));
    /* Another place, another size, no place at all. */
    starts_anew(rest_head(head, 101, SIZE, A), str_cut(b, 101, SIZE));
    starts_anew(rest_head(head, 0, SIZE, A), b);
    starts_anew(rest_head(head, 100, SIZE - 1, A), str_cut(b, 100, 4899));
    starts_anew("HTTP/1.1 206 Partial\r\nContent-Length: 4900\r\n" A,
                str_cut(b, 100, SIZE));
    starts_anew("HTTP/1.1 206 Partial\r\nContent-Length: 4900\r\n" A
                "Content-Range: bytes */5000\r\n",
                str_cut(b, 100, SIZE));
    starts_anew("HTTP/1.1 206 Partial\r\nContent-Length: 900\r\n" A
                "Content-Range: bytes 100-999/5000\r\n",
                str_cut(b, 100, 900));
    starts_anew("HTTP/1.1 206 Partial\r\nContent-Length: 4900\r\n" A
                "Content-Encoding: gzip\r\n"
                "Content-Range: bytes 100-4999/5000\r\n",
                str_cut(b, 100, SIZE));
}

/* RFC 9110, 15.3.7, lets a server leave it out; a file of the same length may
 * have come meanwhile. */
Test(http_resume, a_rest_without_the_validator_of_if_range_is_not_appended)
{
    char head[300];

    cut(WHOLE(OLD), 100);
    const struct scripted_answer answer[] = {{rest_head(head, 100, SIZE, ""),
                                              str_cut(version('b'), 100, SIZE),
                                              false},
                                             {WHOLE(B), version('b'), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, false);
    cr_expect(strstr(run.server.question[0], "If-Range: Sun, 06 Nov 1994"));
    cr_expect_eq(run.server.n, 2);
    ends_as(&run, 'b', 0);
    scripted_end(&run);
}

Test(http_resume, a_rest_of_the_same_date_is_appended)
{
    char head[300];

    cut(WHOLE(OLD), 100);
    const struct scripted_answer answer[] = {{rest_head(head, 100, SIZE, OLD),
                                              str_cut(version('a'), 100, SIZE),
                                              false}};
    struct scripted_run run = SCRIPTED(answer, &plain, false);
    ends_as(&run, 'a', 100);
    scripted_end(&run);
}

Test(http_resume, a_range_that_the_server_does_not_have_starts_anew)
{
    starts_anew("HTTP/1.1 416 No\r\nContent-Range: bytes */50\r\n"
                "Content-Length: 0\r\n",
                STR(""));
}

/* The question behind a cut of an answer with these validators. */
static bool asks_for_rest(const char *head, const char *if_range)
{
    cut(head, 100);
    const struct scripted_answer answer[] = {{WHOLE(B), version('b'), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, false);
    const char *asked = run.server.question[0];
    bool asks = strstr(asked, "Range: bytes=100-\r\n") != NULL;

    cr_expect_eq(strstr(asked, "If-Range:") != NULL, asks);
    if (if_range)
        cr_expect(strstr(asked, if_range), "%s", asked);
    ends_as(&run, 'b', 0);
    scripted_end(&run);
    scripted_write(scripted_path("f.zip"), STR(""));
    return asks;
}

Test(http_resume, only_a_strong_validator_asks_for_the_rest)
{
    cr_expect(asks_for_rest(WHOLE(A OLD), "If-Range: \"a\"\r\n"));
    cr_expect(asks_for_rest(WHOLE(OLD), "If-Range: Sun, 06 Nov 1994 "));
    cr_expect(asks_for_rest(WHOLE("ETag: W/\"a\"\r\n" OLD),
                            "If-Range: Sun, 06 Nov 1994 "));
    cr_expect(!asks_for_rest(WHOLE("ETag: W/\"a\"\r\n"), NULL));
    cr_expect(!asks_for_rest(WHOLE(""), NULL));
    cr_expect(!asks_for_rest(WHOLE("ETag: unquoted\r\n"), NULL));
    /* Changed in the second in which it was sent: it may change again. */
    cr_expect(!asks_for_rest(
        WHOLE(OLD "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"), NULL));
    cr_expect(!asks_for_rest(
        WHOLE(A OLD "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"), NULL));
    cr_expect(asks_for_rest(
        WHOLE(OLD "Date: Sun, 06 Nov 1994 08:49:38 GMT\r\n"), NULL));
}

Test(http_resume, a_part_of_unknown_length_is_continued_too)
{
    char head[300];
    const struct scripted_answer chunked[] = {
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" A,
         STR("3\r\npea\r\n9\r\nbro"), false}};
    struct scripted_run run = SCRIPTED(chunked, &once, false);

    cr_expect_eq(run.transfer.state, TRANSFER_FAILED);
    cr_expect_eq(run.file.len, 6);
    scripted_end(&run);
    const struct scripted_answer rest[] = {
        {rest_head(head, 6, 9, A), STR("ken"), false}};
    run = SCRIPTED(rest, &plain, false);
    cr_expect_eq(run.transfer.state, TRANSFER_DONE, "%s",
                 run.transfer.err.text);
    cr_expect(str_is(buf_str(&run.file), "peabroken"));
    scripted_end(&run);
}

Test(http_resume, a_body_longer_than_its_length_is_never_taken_longer)
{
    const struct scripted_answer answer[] = {
        {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n" A, version('a'), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, false);

    cr_expect_eq(run.file.len, 100);
    scripted_end(&run);
}

/* ---- a file that is complete, but was not used yet ---- */

static void complete(const char *head)
{
    const struct scripted_answer answer[] = {{head, version('a'), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, false);

    ends_as(&run, 'a', 0);
    scripted_end(&run);
}

Test(http_resume, a_complete_file_is_only_asked_after)
{
    static const struct scripted_answer same[] = {
        {"HTTP/1.1 304 Not Modified\r\n", STR(""), false}};
    static const char *const heads[] = {
        WHOLE(A OLD),
        "HTTP/1.1 200 OK\r\n" A OLD, /* ends with the connection */
        WHOLE("ETag: W/\"a\"\r\n")};

    for (size_t i = 0; i < 3; i++) {
        complete(heads[i]);
        struct scripted_run run =
            SCRIPTED(same, &((struct transfer){.etag = "\"older\""}), false);
        const char *asked = run.server.question[0];
        ends_as(&run, 'a', SIZE);
        cr_expect_eq(run.transfer.n_received, 0);
        cr_expect(strstr(asked, "a\"\r\n") && strstr(asked, "If-None-Match"));
        cr_expect(!strstr(asked, "Range:") && !strstr(asked, "older"));
        cr_expect(strstr(run.transfer.etag_now, "\"a\""));
        scripted_end(&run);
        scripted_write(scripted_path("f.zip"), STR(""));
    }
}

Test(http_resume, a_complete_file_that_changed_is_replaced)
{
    complete(WHOLE(A));
    const struct scripted_answer answer[] = {{WHOLE(B), version('b'), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, false);

    ends_as(&run, 'b', 0);
    scripted_end(&run);
}

Test(http_resume, a_part_and_an_older_file_are_asked_after_together)
{
    static const struct scripted_answer same[] = {
        {"HTTP/1.1 304 Not Modified\r\nETag: \"older\"\r\n", STR(""), false}};

    cut(WHOLE(A), 100);
    struct scripted_run run =
        SCRIPTED(same, &((struct transfer){.etag = "\"older\""}), false);
    cr_expect_eq(run.transfer.state, TRANSFER_SAME);
    cr_expect(strstr(run.server.question[0], "If-None-Match: \"older\""));
    cr_expect(strstr(run.server.question[0], "Range: bytes=100-"));
    scripted_end(&run);
}

/* ---- what stands beside a part ---- */

static void is_thrown_away(const char *meta)
{
    scripted_write(scripted_path("f.zip"), str_cut(version('a'), 0, 100));
    scripted_write(scripted_path("f.zip.meta"), str_of(meta));
    const struct scripted_answer answer[] = {{WHOLE(B), version('b'), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, false);

    cr_expect(!strstr(run.server.question[0], "Range:"), "%s", meta);
    ends_as(&run, 'b', 0);
    scripted_end(&run);
}

#define FIRST "zaitaku part 1\nurl https://files.test/f.zip\n"

Test(http_resume, a_part_whose_meta_is_not_whole_and_of_it_is_thrown_away)
{
    is_thrown_away("");
    is_thrown_away("something else\n");
    is_thrown_away(FIRST "etag \"a\"\nrange-by etag\n");
    is_thrown_away(FIRST "etag a\nrange-by etag\nend\n");
    is_thrown_away(FIRST "range-by etag\nend\n");
    is_thrown_away(FIRST "etag \"a\"\nrange-by etag\ntotal 99\nend\n");
    is_thrown_away(FIRST "etag \"a\"\nrange-by etag\ntotal -1\nend\n");
    is_thrown_away("zaitaku part 1\nurl https://files.test/g.zip\n"
                   "etag \"a\"\nrange-by etag\nend\n");
}

Test(http_resume, a_whole_meta_of_it_is_believed)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 404 No\r\n", STR(""), false}};

    scripted_write(scripted_path("f.zip"), str_cut(version('a'), 0, 100));
    scripted_write(scripted_path("f.zip.meta"),
                   STR(FIRST "etag \"a\"\nrange-by etag\ntotal 5000\nend\n"));
    struct scripted_run run = SCRIPTED(answer, &plain, false);
    cr_expect(strstr(run.server.question[0], "Range: bytes=100-"));
    scripted_end(&run);
}
