#include "tests/fetch/scripted.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define ZLIB_CONST
#include <zlib.h>

TestSuite(http, .fini = scripted_tidy, .timeout = 20);

static const struct transfer plain;

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void failed(struct scripted_run *run, enum err_class class,
                   const char *why, size_t n_asked)
{
    cr_expect_eq(run->transfer.state, TRANSFER_FAILED);
    cr_expect_eq(run->transfer.err.class, class, "%s", run->transfer.err.text);
    cr_expect(strstr(run->transfer.err.text, why), "%s",
              run->transfer.err.text);
    cr_expect_eq(run->server.n, n_asked, "%zu questions", run->server.n);
    scripted_end(run);
}

/* ---- plain answers ---- */

Test(http, a_page_comes_with_what_the_server_says_of_it)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"a\"\r\n"
         "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
         "Content-Type: text/html; charset=\"Shift_JIS\"\r\n",
         STR("hello"), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, true);
    const struct transfer *got = &run.transfer;

    cr_expect_eq(got->state, TRANSFER_DONE, "%s", got->err.text);
    cr_expect(str_is(buf_str(&got->body), "hello"));
    cr_expect_str_eq(got->etag_now, "\"a\"");
    cr_expect_str_eq(got->modified_now, "Sun, 06 Nov 1994 08:49:37 GMT");
    cr_expect_str_eq(got->charset, "Shift_JIS");
    cr_expect_eq(got->n_received, 5);
    cr_expect_eq(got->n_bytes, 5);
    cr_expect_str_eq(got->url_now, "https://files.test/f.zip");
    cr_expect_eq(got->status, 200);
    cr_expect_eq(got->n_tried, 1);
    scripted_end(&run);
}

Test(http, the_question_is_honest_and_goes_to_the_mirror)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n", STR(""), false}};
    struct scripted_run run = SCRIPTED(
        answer, &((struct transfer){.url = "https://FILES.test/a%20b?c=d#e"}),
        true);
    const char *asked = run.server.question[0];

    cr_expect(strncmp(asked, "GET /m/files.test/a%20b?c=d HTTP/1.1\r\n", 38) ==
                  0,
              "%s", asked);
    cr_expect(strstr(asked, "\r\nUser-Agent: zaitaku/"), "%s", asked);
    cr_expect(strstr(asked, "\r\nAccept-Encoding: gzip\r\n"), "%s", asked);
    cr_expect(!strstr(asked, "If-"), "%s", asked);
    scripted_end(&run);
}

Test(http, a_file_stands_whole_at_its_path)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"a\"\r\n",
         STR("hello"), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, false);

    cr_expect_eq(run.transfer.state, TRANSFER_DONE);
    cr_expect(str_is(buf_str(&run.file), "hello"));
    cr_expect(strstr(run.server.question[0], "Accept-Encoding: identity\r\n"));
    cr_expect_eq(run.transfer.body.len, 0);
    scripted_end(&run);
}

Test(http, a_chunked_answer_needs_no_length)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n",
         STR("5\r\nhello\r\n2\r\n, \r\n0\r\nX-Trailer: 1\r\n\r\n"), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, false);

    cr_expect_eq(run.transfer.state, TRANSFER_DONE, "%s",
                 run.transfer.err.text);
    cr_expect(str_is(buf_str(&run.file), "hello, "));
    scripted_end(&run);
}

Test(http, what_has_not_changed_is_not_sent)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 304 Not Modified\r\nETag: W/\"b\"\r\n", STR(""), false}};
    struct scripted_run run = SCRIPTED(
        answer,
        &((struct transfer){.etag = "W/\"b\"",
                            .modified = "Sun, 06 Nov 1994 08:49:37 GMT"}),
        false);
    const char *asked = run.server.question[0];

    cr_expect_eq(run.transfer.state, TRANSFER_SAME, "%s",
                 run.transfer.err.text);
    cr_expect(strstr(asked, "If-None-Match: W/\"b\"\r\n"), "%s", asked);
    cr_expect(strstr(asked, "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 "
                            "GMT\r\n"),
              "%s", asked);
    cr_expect_eq(run.transfer.n_received, 0);
    cr_expect_str_eq(run.transfer.etag_now, "W/\"b\"");
    cr_expect_str_eq(run.transfer.modified_now,
                     "Sun, 06 Nov 1994 08:49:37 GMT");
    cr_expect_null(run.file.ptr);
    scripted_end(&run);
}

Test(http, validators_that_are_none_are_not_sent)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 304 Not Modified\r\n", STR(""), false}};
    struct scripted_run run = SCRIPTED(
        answer,
        &((struct transfer){
            .etag = "\"a\"\r\nX: y", .modified = "lately", .n_tried = 1}),
        false);

    cr_expect(!strstr(run.server.question[0], "X: y"));
    cr_expect(!strstr(run.server.question[0], "lately"));
    scripted_end(&run);
}

/* ---- limits ---- */

Test(http, a_length_above_the_limit_is_refused_unread)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n", STR("x"), true}};
    struct scripted_run run =
        SCRIPTED(answer, &((struct transfer){.max_bytes = 1000}), false);

    cr_expect_eq(run.transfer.n_received, 0);
    cr_expect_null(run.file.ptr);
    failed(&run, ERR_INPUT, "limit of 1000 bytes", 1);
}

static struct buf zeros(size_t n)
{
    struct buf text = {0};
    static const char block[1 << 12];

    for (; n > 0; n -= n < sizeof(block) ? n : sizeof(block))
        buf_add(&text, block, n < sizeof(block) ? n : sizeof(block));
    return text;
}

Test(http, a_body_without_a_length_ends_at_the_limit)
{
    struct buf body = {0}, block = zeros(1 << 20);

    for (int i = 0; i < 8; i++) {
        buf_addf(&body, "%zx\r\n", block.len);
        buf_add_str(&body, buf_str(&block));
        buf_add_text(&body, "\r\n");
    }
    const struct scripted_answer answer[] = {
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n", buf_str(&body),
         false}};
    struct scripted_run run =
        SCRIPTED(answer, &((struct transfer){.max_bytes = 1 << 20}), false);
    cr_expect_leq(run.transfer.n_received, (1 << 20) + (1 << 18));
    cr_expect_leq(run.file.len, 1 << 20);
    failed(&run, ERR_INPUT, "limit of 1048576 bytes", 1);
    buf_release(&body);
    buf_release(&block);
}

static struct buf packed(struct str text)
{
    z_stream stream = {0};
    struct buf out = {0};
    char room[1 << 16];
    int result;

    cr_assert_eq(
        deflateInit2(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = (const Bytef *)text.ptr;
    stream.avail_in = (uInt)text.len;
    do {
        stream.next_out = (Bytef *)room;
        stream.avail_out = sizeof(room);
        result = deflate(&stream, Z_FINISH);
        buf_add(&out, room, sizeof(room) - stream.avail_out);
    } while (result == Z_OK);
    deflateEnd(&stream);
    return out;
}

#define PACKED "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Encoding: gzip\r\n"

Test(http, a_page_that_unpacks_without_end_is_refused)
{
    struct buf text = zeros(HTTP_MAX_PAGE + 1), bytes = packed(buf_str(&text));
    const struct scripted_answer answer[] = {{PACKED, buf_str(&bytes), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, true);

    cr_expect_leq(run.transfer.body.len, HTTP_MAX_PAGE);
    failed(&run, ERR_INPUT, "limit of 8388608 bytes", 1);
    buf_release(&bytes);
    buf_release(&text);
}

Test(http, a_packed_page_that_unpacks_to_nothing_ends_at_the_limit_too)
{
    struct buf empty = packed(STR("")), bytes = {0};

    for (int i = 0; i < 100; i++)
        buf_add_str(&bytes, buf_str(&empty));
    const struct scripted_answer answer[] = {{PACKED, buf_str(&bytes), false}};
    struct scripted_run run =
        SCRIPTED(answer, &((struct transfer){.max_bytes = 1000}), true);
    failed(&run, ERR_INPUT, "limit of 1000 bytes", 1);
    buf_release(&bytes);
    buf_release(&empty);
}

Test(http, a_packed_page_is_unpacked_and_counted_as_sent)
{
    struct buf text = zeros(100000), bytes = packed(buf_str(&text));
    const struct scripted_answer answer[] = {{PACKED, buf_str(&bytes), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, true);

    cr_expect_eq(run.transfer.state, TRANSFER_DONE, "%s",
                 run.transfer.err.text);
    cr_expect(str_eq(buf_str(&run.transfer.body), buf_str(&text)));
    cr_expect_eq(run.transfer.n_received, bytes.len);
    cr_expect_eq(run.transfer.n_bytes, 100000);
    scripted_end(&run);
    buf_release(&bytes);
    buf_release(&text);
}

Test(http, a_packed_page_that_breaks_off_is_asked_for_again)
{
    struct buf bytes = packed(STR("a page"));
    const struct scripted_answer answer[] = {
        {PACKED, str_cut(buf_str(&bytes), 0, bytes.len - 1), false},
        {PACKED, STR("no gzip at all"), false},
        {PACKED, buf_str(&bytes), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, true);

    cr_expect_eq(run.transfer.state, TRANSFER_DONE, "%s",
                 run.transfer.err.text);
    cr_expect(str_is(buf_str(&run.transfer.body), "a page"));
    cr_expect_eq(run.transfer.n_tried, 3);
    scripted_end(&run);
    run = scripted_fetch(answer, 1, &((struct transfer){.n_tried = 2}), true);
    failed(&run, ERR_NETWORK, "breaks off", 2);
    buf_release(&bytes);
}

Test(http, a_packed_file_is_unpacked_and_never_continued)
{
    struct buf bytes = packed(STR("0123456789"));
    const struct scripted_answer answer[] = {
        {PACKED, str_cut(buf_str(&bytes), 0, bytes.len - 5), false},
        {PACKED, buf_str(&bytes), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, false);
    struct buf meta = scripted_read(scripted_path("f.zip.meta"));

    cr_expect_eq(run.transfer.state, TRANSFER_DONE, "%s",
                 run.transfer.err.text);
    cr_expect(str_is(buf_str(&run.file), "0123456789"));
    cr_expect(!strstr(run.server.question[1], "Range:"));
    cr_expect_null(meta.ptr);
    scripted_end(&run);
    buf_release(&bytes);
}

Test(http, a_packing_that_was_not_asked_for_is_refused)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n", STR("x"), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, true);

    failed(&run, ERR_INPUT, "not asked for", 1);
}

Test(http, a_flood_of_headers_is_refused)
{
    struct buf head = {0}, line = {0};

    buf_add_text(&head, "HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 30000; i++)
        buf_addf(&head, "X-%d: 0123456789\r\n", i);
    const struct scripted_answer many[] = {{head.ptr, STR("x"), false}};
    struct scripted_run run = SCRIPTED(many, &plain, true);
    failed(&run, ERR_INPUT, "far too long", 1);

    buf_add_text(&line, "HTTP/1.1 200 OK\r\nX: ");
    for (int i = 0; i < 300000; i++)
        buf_add_char(&line, 'x');
    buf_add_text(&line, "\r\n");
    const struct scripted_answer one[] = {{line.ptr, STR("x"), false}};
    run = SCRIPTED(one, &plain, true);
    failed(&run, ERR_INPUT, "far too long", 1);
    buf_release(&head);
    buf_release(&line);
}

/* ---- faults that pass, and those that do not ---- */

Test(http, what_is_not_there_is_not_asked_for_twice)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n", STR("gone"),
         false}};
    struct scripted_run run = SCRIPTED(answer, &plain, false);

    cr_expect_eq(run.transfer.status, 404);
    cr_expect_eq(run.transfer.n_received, 4);
    cr_expect_null(run.file.ptr);
    cr_expect(strstr(run.transfer.err.text, "'https://files.test/f.zip'"));
    failed(&run, ERR_NETWORK, "404", 1);
}

Test(http, a_server_that_asks_to_wait_is_waited_for)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 429 Too Many\r\nRetry-After: 1\r\n", STR(""), false},
        {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n", STR("x"), false}};
    double begin = seconds();
    struct scripted_run run = SCRIPTED(answer, &plain, true);

    cr_expect_eq(run.transfer.state, TRANSFER_DONE);
    cr_expect_geq(seconds() - begin, 1.0);
    scripted_end(&run);
}

Test(http, a_wait_that_is_too_long_is_told_instead)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 503 Busy\r\nRetry-After: 301\r\n", STR(""), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, true);

    failed(&run, ERR_NETWORK, "try again in 301 seconds", 1);
}

Test(http, a_server_out_of_order_is_asked_again)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 500 Oops\r\nContent-Length: 9\r\n", STR("<h1>no<h1"), false},
        {"HTTP/1.1 502 Oops\r\n", STR(""), false},
        {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n", STR("x"), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, true);

    cr_expect_eq(run.transfer.state, TRANSFER_DONE);
    cr_expect_eq(run.transfer.n_tried, 3);
    cr_expect(str_is(buf_str(&run.transfer.body), "x"));
    scripted_end(&run);
}

Test(http, a_storm_ends_after_so_many_tries)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 500 Oops\r\n", STR(""), false}};
    struct scripted_run run =
        SCRIPTED(answer, &((struct transfer){.n_tried = 4}), true);

    cr_expect_eq(run.transfer.n_tried, 4);
    failed(&run, ERR_NETWORK, "tried 4 times", 4);
}

Test(http, one_try_is_not_counted)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 500 Oops\r\n", STR(""), false}};
    struct scripted_run run =
        SCRIPTED(answer, &((struct transfer){.n_tried = 1}), true);

    cr_expect(!strstr(run.transfer.err.text, "tried"), "%s",
              run.transfer.err.text);
    failed(&run, ERR_NETWORK, "; try again later", 1);
}

Test(http, a_connection_that_stands_still_is_asked_again)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nETag: \"a\"\r\n", STR("ab"),
         true},
        {"HTTP/1.1 206 Part\r\nContent-Length: 2\r\nETag: \"a\"\r\n"
         "Content-Range: bytes 2-3/4\r\n",
         STR("cd"), false}};
    double begin = seconds();
    struct scripted_run run = SCRIPTED(answer, &plain, false);

    cr_expect_eq(run.transfer.state, TRANSFER_DONE, "%s",
                 run.transfer.err.text);
    cr_expect(str_is(buf_str(&run.file), "abcd"));
    /* Sooner than the server gives up. */
    cr_expect_leq(seconds() - begin, 10.0);
    scripted_end(&run);
}

Test(http, an_empty_or_foreign_answer_is_asked_again)
{
    static const struct scripted_answer answer[] = {
        {"", STR(""), false},
        {"", STR("SSH-2.0-x\r\n"), false},
        {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n", STR("x"), false}};
    struct scripted_run run = SCRIPTED(answer, &plain, true);

    cr_expect_eq(run.transfer.state, TRANSFER_DONE, "%s",
                 run.transfer.err.text);
    cr_expect_eq(run.transfer.n_tried, 3);
    scripted_end(&run);
}

static struct transfer one(const char *url, const char *host)
{
    static const char *hosts[1];

    hosts[0] = host;
    return (struct transfer){.url = url, .host = hosts, .n_host = 1};
}

static void run_one(const struct http_options *options,
                    struct transfer *transfer)
{
    struct arena arena = {0};
    struct err err = {0};

    cr_assert(http_run(options, transfer, 1, &arena, &err), "%s", err.text);
    cr_expect_eq(transfer->state, TRANSFER_FAILED);
    arena_release(&arena);
}

Test(http, a_closed_port_is_tried_again_and_then_told)
{
    static const struct scripted_answer answer[] = {{"", STR(""), false}};
    struct scripted server;
    struct transfer t = one("https://files.test/", "files.test");

    scripted_start(&server, answer, 1);
    scripted_stop(&server);
    run_one(&(struct http_options){.mirror = server.mirror,
                                   .quiet = true,
                                   .tries = 2},
            &t);
    cr_expect_eq(t.n_tried, 2);
    cr_expect_eq(t.err.class, ERR_NETWORK);
    cr_expect(strstr(t.err.text, "no connection"), "%s", t.err.text);
}

Test(http, a_file_that_cannot_be_written_is_named_and_not_tried_again)
{
    struct buf body = zeros(100000);
    const struct scripted_answer answer[] = {
        {"HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: 100000\r\n",
         buf_str(&body), false}};

    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){50000, RLIM_INFINITY});
    struct scripted_run run = SCRIPTED(answer, &plain, false);
    cr_expect_eq(run.file.len, 50000);
    cr_expect(strstr(run.transfer.err.text, run.transfer.path));
    failed(&run, ERR_STORAGE, "f.zip", 1);
    buf_release(&body);
}

/* ---- where nothing is asked ---- */

static void clear_proxies(void)
{
    static const char *const names[] = {"https_proxy", "HTTPS_PROXY",
                                        "all_proxy",   "ALL_PROXY",
                                        "no_proxy",    "NO_PROXY"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        unsetenv(names[i]);
}

Test(http, a_host_on_this_machine_is_not_connected_to)
{
    struct transfer t = one("https://localhost/", "localhost");

    clear_proxies();
    run_one(&(struct http_options){.quiet = true}, &t);
    cr_expect_eq(t.n_tried, 1);
    cr_expect_eq(t.err.class, ERR_NETWORK);
    cr_expect(strstr(t.err.text, "not public"), "%s", t.err.text);
}

/* A proxy on this machine gives this answer; what is said of it. */
static void proxy_says(const char *head, const char *user, const char *expected)
{
    const struct scripted_answer answer[] = {{head, STR(""), false}};
    struct scripted server;
    struct transfer t = one("https://files.test/", "files.test");
    char proxy[64];

    clear_proxies();
    scripted_start(&server, answer, 1);
    snprintf(proxy, sizeof(proxy), "http://%s127.0.0.1:%u", user, server.port);
    setenv("https_proxy", proxy, 1);
    run_one(&(struct http_options){.quiet = true}, &t);
    scripted_stop(&server);
    cr_expect_eq(t.n_tried, 1);
    cr_expect(strncmp(server.question[0], "CONNECT files.test:443 ", 23) == 0);
    cr_expect(strstr(t.err.text, expected), "%s", t.err.text);
    cr_expect(!strstr(t.err.text, "secret"), "%s", t.err.text);
    scripted_release(&server);
}

Test(http, a_proxy_may_stand_on_this_machine_and_says_no)
{
    proxy_says("HTTP/1.1 403 No\r\nContent-Length: 0\r\n", "", "status 403");
}

Test(http, a_proxy_that_asks_who_it_is_gets_a_remedy)
{
#define WHO                                                                    \
    "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"            \
    "Content-Length: 0\r\n"
    proxy_says(WHO, "", "http://NAME:PASSWORD@HOST:PORT");
    proxy_says(WHO, "me:secret@", "does not accept");
    proxy_says(WHO, "me:secret@", "%40");
}

Test(http, only_https_and_the_hosts_of_the_transfer_are_asked)
{
    static const char *const bad[] = {
        "http://files.test/", "https://evil.test/", "https://files.test.evil/",
        "file:///etc/passwd", "files.test"};
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 200 OK\r\n", STR("x"), false}};

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct scripted_run run =
            SCRIPTED(answer, &((struct transfer){.url = bad[i]}), true);
        failed(&run, ERR_INPUT, bad[i], 0);
    }
}

Test(http, options_that_cannot_be_are_refused_before_anything_begins)
{
    static const struct {
        struct http_options options;
        enum err_class class;
    } row[] = {
        {{.mirror = "http://192.0.2.1/"}, ERR_USAGE},
        {{.mirror = "http://127.0.0.1.evil.test/"}, ERR_USAGE},
        {{.mirror = "/srv/mirror"}, ERR_USAGE},
        {{.mirror = "http://127.0.0.1/", .authority = "/no/such/file"},
         ERR_STORAGE},
    };
    struct transfer t = one("https://files.test/", "files.test");
    struct arena arena = {0};

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        struct err err = {0};
        cr_expect(!http_run(&row[i].options, &t, 1, &arena, &err));
        cr_expect_eq(err.class, row[i].class, "%s", err.text);
    }
    arena_release(&arena);
}

Test(http, no_transfers_are_soon_done)
{
    struct arena arena = {0};
    struct err err = {0};

    cr_expect(http_run(&(struct http_options){.mirror = "http://127.0.0.1/"},
                       NULL, 0, &arena, &err));
    arena_release(&arena);
}

Test(http, one_that_fails_does_not_stop_the_others)
{
    static const struct scripted_answer answer[] = {
        {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n", STR("x"), false}};
    struct scripted server;
    struct transfer transfer[60];
    struct arena arena = {0};
    struct err err = {0};

    scripted_start(&server, answer, 1);
    for (size_t i = 0; i < 60; i++)
        transfer[i] =
            one(i % 10 == 3 ? "https://evil.test/" : "https://files.test/",
                "files.test");
    cr_expect(
        http_run(&(struct http_options){.mirror = server.mirror, .quiet = true},
                 transfer, 60, &arena, &err));
    scripted_stop(&server);
    for (size_t i = 0; i < 60; i++) {
        cr_expect_eq(transfer[i].state,
                     i % 10 == 3 ? TRANSFER_FAILED : TRANSFER_DONE);
        buf_release(&transfer[i].body);
    }
    cr_expect_eq(server.n, 54);
    scripted_release(&server);
    arena_release(&arena);
}
