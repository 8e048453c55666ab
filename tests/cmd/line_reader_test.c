#include "cmd/line_reader.h"

#include "base/buf.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define KEEP 4096
#define LOST "\xEF\xBF\xBD" /* U+FFFD */

/* ---- all lines of some bytes, each in brackets ---- */

struct heard {
    struct buf text;
    size_t n, longest;
    bool windows;
};

static int file_of(struct str bytes)
{
    char path[] = "/tmp/zaitaku-lines-XXXXXX";
    int fd = mkstemp(path);

    cr_assert(fd >= 0);
    cr_assert_eq(write(fd, bytes.ptr, bytes.len), (ssize_t)bytes.len);
    cr_assert_eq(lseek(fd, 0, SEEK_SET), 0);
    unlink(path);
    return fd;
}

static struct heard hear(struct str bytes, size_t keep)
{
    struct line_reader *reader =
        line_reader_open(file_of(bytes), "a.txt", keep);
    struct heard heard = {0};
    struct err err = {0};
    struct str line;

    while (line_reader_next(reader, &line, &err) && line.ptr) {
        cr_assert(str_valid_utf8(line));
        cr_assert_null(line.len ? memchr(line.ptr, 0, line.len) : NULL);
        heard.n++;
        heard.longest = line.len > heard.longest ? line.len : heard.longest;
        buf_addf(&heard.text, "[%.*s]", STR_ARG(line));
    }
    cr_assert_eq(err.class, ERR_NONE, "%s", err.text);
    heard.windows = line_reader_is_windows(reader);
    line_reader_close(reader);
    return heard;
}

static void expect_lines(struct str bytes, const char *lines, bool windows)
{
    struct heard heard = hear(bytes, KEEP);

    cr_expect_str_eq(heard.text.ptr ? heard.text.ptr : "", lines);
    cr_expect_eq(heard.windows, windows, "%s", lines);
    buf_release(&heard.text);
}

/* ---- line ends ---- */

Test(line_reader, every_line_comes_once_whatever_its_end)
{
    expect_lines(STR("a\nb\n"), "[a][b]", false);
    expect_lines(STR("a\r\nb\r\n"), "[a][b]", false);
    expect_lines(STR("a\r\nb\nc\r\n"), "[a][b][c]", false);
    expect_lines(STR("a\nb"), "[a][b]", false);
    expect_lines(STR("a\nb\r"), "[a][b]", false);
}

Test(line_reader, blank_lines_are_lines)
{
    expect_lines(STR("\n"), "[]", false);
    expect_lines(STR("\r\n\r\n"), "[][]", false);
    expect_lines(STR("a\n\n\nb\n"), "[a][][][b]", false);
    expect_lines(STR(" \n"), "[ ]", false);
    expect_lines(STR("a\n\n"), "[a][]", false);
}

Test(line_reader, an_empty_stream_has_no_line)
{
    expect_lines(STR(""), "", false);
}

Test(line_reader, a_carriage_return_within_a_line_stays)
{
    expect_lines(STR("a\rb\nc\r\r\n"), "[a\rb][c\r]", false);
}

Test(line_reader, the_end_is_said_again_and_again)
{
    struct line_reader *reader =
        line_reader_open(file_of(STR("a")), "a.txt", KEEP);
    struct err err = {0};
    struct str line;

    cr_assert(line_reader_next(reader, &line, &err));
    cr_expect(str_is(line, "a"));
    for (int i = 0; i < 3; i++) {
        cr_expect(line_reader_next(reader, &line, &err));
        cr_expect_null(line.ptr);
        cr_expect(line_reader_ready(reader), "the end need not be waited for");
    }
    line_reader_close(reader);
}

/* ---- encodings ---- */

Test(line_reader, a_bom_is_taken_out_and_means_windows)
{
    expect_lines(STR("\xEF\xBB\xBF大津市\n長浜市\n"), "[大津市][長浜市]", true);
    expect_lines(STR("\xEF\xBB\xBF"), "[]", true);
    expect_lines(STR("大津市\n\xEF\xBB\xBF長浜市\n"),
                 "[大津市][\xEF\xBB\xBF長浜市]", false);
}

Test(line_reader, lines_in_cp932_are_converted_one_by_one)
{
    expect_lines(STR("\x91\xE5\x92\xC3\x8E\x73\r\n\x95\x5C\x8E\xA6\r\n"),
                 "[大津市][表示]", true);
    expect_lines(STR("大津市\n\x91\xE5\x92\xC3\x8E\x73\nabc\n"),
                 "[大津市][大津市][abc]", true);
    expect_lines(STR("abc\n123\n"), "[abc][123]", false);
}

Test(line_reader, what_cannot_be_read_is_marked_and_the_rest_kept)
{
    expect_lines(STR("a\xFF\xFE"
                     "b\n"),
                 "[a" LOST LOST "b]", false);
    expect_lines(STR("大津\xE5\xB8\nb\n"), "[大津" LOST LOST "][b]", false);
    expect_lines(STR("\xED\xA0\x80\n"), "[" LOST LOST LOST "]", false);
}

Test(line_reader, a_nul_byte_is_no_end_of_text)
{
    expect_lines(STR("大\0津\nb\n"), "[大" LOST "津][b]", false);
    expect_lines(STR("\0\n"), "[" LOST "]", false);
    expect_lines(STR("a\0"), "[a" LOST "]", false);
}

static void expect_refused(struct str bytes)
{
    struct line_reader *reader =
        line_reader_open(file_of(bytes), "a.txt", KEEP);
    struct err err = {0};
    struct str line;

    cr_assert_not(line_reader_next(reader, &line, &err));
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect_not_null(strstr(err.text, "'a.txt'"));
    cr_expect_not_null(strstr(err.text, "UTF-16"));
    line_reader_close(reader);
}

Test(line_reader, utf16_is_refused)
{
    expect_refused(STR("\xFF\xFE"
                       "a\0\r\0\n\0"));
    expect_refused(STR("\xFE\xFF\0a\0\r\0\n"));
}

/* ---- long lines ---- */

static struct buf repeated(const char *text, size_t n)
{
    struct buf out = {0};

    for (size_t i = 0; i < n; i++)
        buf_add_text(&out, text);
    return out;
}

Test(line_reader, of_a_long_line_the_start_is_kept_and_the_next_is_whole)
{
    struct buf bytes = repeated("0123456789", 300000); /* 3 MB */

    buf_add_text(&bytes, "\nnext\n");
    struct heard heard = hear(buf_str(&bytes), 25);
    cr_expect_eq(heard.n, 2);
    cr_expect_str_eq(heard.text.ptr, "[0123456789012345678901234][next]");
    buf_release(&bytes);
    buf_release(&heard.text);
}

Test(line_reader, a_line_of_just_the_limit_is_whole)
{
    struct heard heard = hear(STR("12345\r\n1234\r\n123456\r\n12345"), 5);

    cr_expect_str_eq(heard.text.ptr, "[12345][1234][12345][12345]");
    buf_release(&heard.text);
}

Test(line_reader, no_character_is_cut_in_two)
{
    for (size_t keep = 1; keep < 20; keep++) {
        struct heard heard = hear(STR("大津市御陵町\nab🏥cd🏥\n"), keep);
        cr_expect_eq(heard.n, 2);
        cr_expect_null(strstr(heard.text.ptr, LOST), "%zu: %s", keep,
                       heard.text.ptr);
        cr_expect_leq(heard.longest, keep);
        buf_release(&heard.text);
    }
}

/* 大津市大津市..., two bytes each */
Test(line_reader, no_character_of_cp932_is_cut_in_two_either)
{
    for (size_t keep = 6; keep < 12; keep++) {
        struct heard heard = hear(STR("\x91\xE5\x92\xC3\x8E\x73\x91\xE5\x92\xC3"
                                      "\x8E\x73\n"),
                                  keep);
        cr_expect_eq(strncmp(heard.text.ptr, "[大津", 7), 0, "%zu: %s", keep,
                     heard.text.ptr);
        cr_expect_null(strstr(heard.text.ptr, LOST), "%zu: %s", keep,
                       heard.text.ptr);
        buf_release(&heard.text);
    }
}

/* The buffer is read in pieces of 64 KiB: a line end falls on its edge. */
Test(line_reader, line_ends_on_the_edge_of_a_read_are_one_line_end)
{
    for (size_t n = 65533; n < 65539; n++) {
        struct buf bytes = repeated("x", n);
        buf_add_text(&bytes, "\r\nb\r\n");
        struct heard heard = hear(buf_str(&bytes), 1000000);
        cr_expect_eq(heard.n, 2);
        cr_expect_eq(heard.longest, n);
        cr_expect_str_eq(heard.text.ptr + heard.text.len - 4, "][b]");
        buf_release(&bytes);
        buf_release(&heard.text);
    }
}

/* ---- pipes ---- */

Test(line_reader, ready_means_that_next_need_not_wait)
{
    int end[2];
    struct err err = {0};
    struct str line;

    cr_assert_eq(pipe(end), 0);
    struct line_reader *reader = line_reader_open(end[0], "-", KEEP);
    cr_expect_not(line_reader_ready(reader), "nothing is typed yet");
    cr_assert_eq(write(end[1], "大津", 6), 6);
    cr_expect_not(line_reader_ready(reader), "half a line");
    cr_assert_eq(write(end[1], "市\nb\nc", 7), 7);
    cr_expect(line_reader_ready(reader));
    cr_expect(line_reader_ready(reader), "asking takes nothing away");
    cr_assert(line_reader_next(reader, &line, &err));
    cr_expect(str_is(line, "大津市"));
    cr_expect(line_reader_ready(reader));
    cr_assert(line_reader_next(reader, &line, &err));
    cr_expect(str_is(line, "b"));
    cr_expect_not(line_reader_ready(reader));
    close(end[1]);
    cr_expect(line_reader_ready(reader), "the last line has no end");
    cr_assert(line_reader_next(reader, &line, &err));
    cr_expect(str_is(line, "c"));
    line_reader_close(reader);
}

Test(line_reader, a_stream_that_cannot_be_read_is_an_error)
{
    struct line_reader *reader =
        line_reader_open(open("/tmp", O_RDONLY), "/tmp", KEEP);
    struct err err = {0};
    struct str line;

    cr_assert_not(line_reader_next(reader, &line, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    cr_expect_not_null(strstr(err.text, "'/tmp'"));
    line_reader_close(reader);
}

/* ---- any bytes ---- */

Test(line_reader, any_bytes_give_as_many_lines_as_they_have_line_ends)
{
    uint32_t random = 12345;

    for (int round = 0; round < 500; round++) {
        char bytes[400];
        size_t ends = 0, len = round % (sizeof(bytes) - 1) + 1;
        for (size_t i = 0; i < len; i++) {
            random = random * 1664525 + 1013904223;
            bytes[i] = (char)(random >> 24);
            if (random >> 8 & 1)
                bytes[i] = "\n\r\0a\x81\x40\xE3\x81"[random >> 16 & 7];
            ends += bytes[i] == '\n';
        }
        bytes[0] = 'a'; /* no mark of UTF-16 */
        ends = 0;
        for (size_t i = 0; i < len; i++)
            ends += bytes[i] == '\n';
        struct heard heard = hear((struct str){bytes, len}, 50);
        cr_expect_eq(heard.n, ends + (bytes[len - 1] != '\n'));
        buf_release(&heard.text);
    }
}
