#include "tests/base/given.h"

#include <criterion/criterion.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

Test(csv, a_stray_quote_never_swallows_the_next_row)
{
    struct buf text = given_rows(
        given_file(STR("a,b,c\n1,\"2,3\n4,5,6\n7,8,9\n\"10,\"11\",12\n13,,\n")),
        0, 3);

    cr_expect_str_eq(text.ptr, "a|b|c\n!\n4|5|6\n7|8|9\n!\n13||\n");
    buf_release(&text);
}

/* Without a header's width, the end of the file shows it. */
Test(csv, a_quote_that_never_closes_costs_one_row)
{
    given_rows_are(STR("a,b\n\"1,2\n3,4\n5,6\n"), "a|b\n!\n3|4\n5|6\n");
}

Test(csv, a_quote_inside_an_unquoted_cell_is_taken_literally)
{
    given_rows_are(STR("a\"b,5\"\n"), "a\"b|5\"\n");
}

Test(csv, line_ends_inside_quotes_belong_to_the_cell)
{
    struct buf text = given_rows(
        given_file(
            STR("a,b,c\r\n1,\"x\r\ny\",2\r\n\"\n\",\"\"\"\",\"\r\"\r\n")),
        0, 3);

    cr_expect_str_eq(text.ptr, "a|b|c\n1|x\r\ny|2\n\n|\"|\r\n");
    buf_release(&text);
}

Test(csv, rows_know_their_first_line)
{
    static const size_t expected[] = {1, 2, 5, 8, 9};
    struct in_source source = {
        .path = given_file(STR("a,b\r\n1,\"x\r\ny\r\nz\"\r\n2,3\r\n\r\n\r\n"
                               "\"4,5\"6\r\n7,8")),
        .label = "given"};
    struct err err = {0};
    struct row row;
    struct rows *rows = rows_open(&source, 0, &err);

    for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
        cr_assert(rows_next(rows, &row, &err));
        cr_expect_eq(row.line, expected[i], "row %zu: %zu", i, row.line);
    }
    cr_expect(rows_next(rows, &row, &err) && !row.cell);
    cr_expect(rows_unfinished(rows));
    rows_close(rows);
}

Test(csv, lf_crlf_and_lone_cr_end_lines)
{
    given_rows_are(STR("a,b\rc,d\r\ne,f\ng,h\r\r\ni,j\r"),
                   "a|b\nc|d\ne|f\ng|h\ni|j\n");
}

Test(csv, unicode_line_separators_end_nothing)
{
    given_rows_are(STR("a\u2028b,c\xC2\x85:\n\u2029,e\n"),
                   "a\u2028b|c\xC2\x85:\n\u2029|e\n");
}

Test(csv, empty_files_have_no_rows)
{
    given_rows_are(STR(""), "");
    given_rows_are(STR("\xEF\xBB\xBF"), "");
    given_rows_are(STR("\r\n\r\n\n\r"), "");
}

Test(csv, empty_cells_are_kept)
{
    given_rows_are(STR(",\n,,\n\"\"\na,\n,b"), "|\n||\n\na|\n|b\n");
}

Test(csv, a_byte_order_mark_is_no_text)
{
    given_rows_are(STR("\xEF\xBB\xBF\"a\",b\n"), "a|b\n");
}

Test(csv, tabs_separate_when_the_first_line_has_no_comma)
{
    given_rows_are(STR("a\tb\n1,5\t2\n"), "a|b\n1,5|2\n");
    given_rows_are(STR("a\tb,c\n"), "a\tb|c\n");
    given_rows_are(STR("\"a\";b\n1,5;\"2;3\"\n"), "a|b\n1,5|2;3\n");
    given_rows_are(STR("a;b\tc\n"), "a;b|c\n");
}

Test(csv, bytes_that_are_not_utf_8_set_one_row_aside)
{
    given_rows_are(STR("事業所名称,所在地の住所\n\xE5\x8C,x\n\xED\xA0\x80,y\n"
                       "良,い\n\xC0\xAF,z\n\xF5\x80\x80\x80,w\n末,尾\n"),
                   "事業所名称|所在地の住所\n!\n!\n良|い\n!\n!\n末|尾\n");
}

Test(csv, nul_bytes_set_one_row_aside)
{
    given_rows_are(STR("a,b\n1,\0002\n3,4\n"), "a|b\n!\n3|4\n");
}

Test(csv, cp932_is_recognised_and_read_strictly)
{
    given_rows_are(STR("\x96\xBC\x91\x4F,\x8F\x8A\x8D\xDD\n" /* 名前,所在 */
                       "\x5C\x7E\xB1,\x94\x5C\n"             /* \~ｱ,能 */
                       "\x87\x40,\x81\x60\n"                 /* ①,～ */
                       "\x81,x\n\xFD,y\n\"\x96\xBC\"\"\",z\n"),
                   "名前|所在\n\\~ｱ|能\n①|～\n!\n!\n名\"|z\n");
}

/* What glibc makes of two bytes; empty when it refuses. */
static struct str pair_by_iconv(iconv_t iconv_, char pair[2], char out[16])
{
    char *from = pair, *to = out;
    size_t left = 2, room = 16;

    iconv(iconv_, NULL, NULL, NULL, NULL);
    if (iconv(iconv_, &from, &left, &to, &room) == (size_t)-1 || left > 0)
        return (struct str){"", 0};
    return (struct str){out, 16 - room};
}

/* Bytes that end a cell are left to the tests of the scanner. */
static bool is_text(int byte)
{
    return byte != 0 && byte != '\n' && byte != '\r' && byte != '"' &&
           byte != ',';
}

Test(csv, all_pairs_of_cp932_are_read_as_iconv_reads_them)
{
    struct buf csv = {0};
    struct err err = {0};
    struct row row;
    char out[16];
    size_t refused = 0;
    iconv_t converter = iconv_open("UTF-8", "CP932");

    for (int i = 0; i < 200; i++) /* decides the encoding */
        buf_add_text(&csv, "\x96\xBC\x91\x4F,\x8F\x8A\x8D\xDD\n");
    for (int pair = 0; pair < 0x10000; pair++)
        if (is_text(pair >> 8) && is_text(pair & 255))
            buf_addf(&csv, "%c%c,x\n", pair >> 8, pair & 255);
    struct in_source source = {.path = given_file(buf_str(&csv)),
                               .label = "pairs"};
    struct rows *rows = rows_open(&source, 0, &err);
    for (int i = 0; i < 200; i++)
        cr_assert(rows_next(rows, &row, &err) && !row.fault);
    cr_assert_str_eq(rows_encoding(rows), "CP932");
    for (int pair = 0; pair < 0x10000; pair++) {
        if (!is_text(pair >> 8) || !is_text(pair & 255))
            continue;
        char bytes[2] = {(char)(pair >> 8), (char)(pair & 255)};
        struct str expected = pair_by_iconv(converter, bytes, out);
        cr_assert(rows_next(rows, &row, &err) && row.cell);
        cr_assert_eq(row.fault != NULL, expected.len == 0, "%04x", pair);
        cr_assert(row.fault || str_eq(row.cell[0], expected), "%04x", pair);
        refused += row.fault != NULL;
    }
    cr_expect(rows_next(rows, &row, &err) && !row.cell);
    cr_expect_gt(refused, 10000);
    rows_close(rows);
    buf_release(&csv);
    iconv_close(converter);
}

/* Rows that have something in every way a scanner may be cut. */
#define TRICKY                                                                 \
    "\"a\"\"b\r\nc\",\xE3\x81\x82\r\n\"\",\"\"\"\"\r\nx,y\r\n\"q\"\r\n\r\nz,"  \
    "\r"

Test(csv, the_ends_of_the_buffer_are_not_seen)
{
    static const size_t buffers[] = {(size_t)256 << 10, (size_t)512 << 10};

    for (size_t b = 0; b < 2; b++) {
        for (size_t shift = 0; shift <= sizeof(TRICKY) + 1; shift++) {
            struct buf csv = {0}, expected = {0};
            for (size_t i = 0; i < buffers[b] - shift - 1; i++)
                buf_add_char(&csv, 'p');
            buf_add_str(&expected, buf_str(&csv));
            buf_add_text(&csv, "\n" TRICKY);
            buf_add_text(&expected, "\na\"b\r\nc|\xE3\x81\x82\n|\"\nx|y\nq\nz|"
                                    "\n");
            struct buf text = given_rows(given_file(buf_str(&csv)), 0, 0);
            cr_assert_eq(text.len, expected.len, "%zu", shift);
            cr_assert_str_eq(text.ptr, expected.ptr, "%zu", shift);
            buf_release(&text);
            buf_release(&csv);
            buf_release(&expected);
        }
    }
}

/* The start and the end of a row, with `bytes` of filling between. */
static struct buf giant(const char *before, size_t bytes, const char *after)
{
    struct buf csv = {0};
    char filling[4096];

    memset(filling, 'x', sizeof(filling));
    buf_add_text(&csv, before);
    for (; bytes > sizeof(filling); bytes -= sizeof(filling))
        buf_add(&csv, filling, sizeof(filling));
    buf_add(&csv, filling, bytes);
    buf_add_text(&csv, after);
    return csv;
}

static void giant_costs_one_row(const char *before, size_t bytes,
                                const char *after)
{
    struct buf csv = giant(before, bytes, after);
    const char *path = given_file(buf_str(&csv));

    buf_release(&csv);
    long mib = given_peak_mib();
    struct buf text = given_rows(path, 0, 2);
    cr_expect_str_eq(text.ptr, "a|b\n!\n3|4\n");
    buf_release(&text);
    cr_expect_leq(given_peak_mib() - mib, 16);
}

Test(csv, a_cell_of_50_mb_costs_one_row_and_no_memory)
{
    giant_costs_one_row("a,b\n1,", 50000000, "\n3,4\n");
    giant_costs_one_row("a,b\n1,\"", 50000000, "\"\n3,4\n");
    giant_costs_one_row("a,b\n1,\"x\"x", 50000000, "\r3,4\n");
}

Test(csv, cells_of_the_largest_size_are_read_and_larger_ones_set_aside)
{
    for (int quoted = 0; quoted < 2; quoted++) {
        for (size_t more = 0; more < 2; more++) {
            struct buf csv =
                giant(quoted ? "1,\"" : "1,", ROWS_MAX_FIELD + more,
                      quoted ? "\"\n2,3\n" : "\n2,3\n");
            struct given_count count = given_count(buf_str(&csv), 2);
            cr_expect_eq(count.rows, 2 - more);
            cr_expect_eq(count.faults, more);
            buf_release(&csv);
        }
    }
}

Test(csv, rows_over_4_mib_are_set_aside)
{
    struct buf csv = {0};

    for (int i = 0; i < 5; i++) {
        struct buf cell = giant("", 900000, ",");
        buf_add_str(&csv, buf_str(&cell));
        buf_release(&cell);
    }
    buf_add_text(&csv, "x\n1,2\n");
    struct given_count count = given_count(buf_str(&csv), 2);
    cr_expect_eq(count.rows, 1);
    cr_expect_eq(count.faults, 1);
    buf_release(&csv);
}

Test(csv, rows_of_more_than_512_columns_are_set_aside)
{
    struct buf csv = {0};

    for (int row = 0; row < 2; row++) {
        for (int i = 0; i < ROWS_MAX_COLUMNS - 1 + row; i++)
            buf_add_char(&csv, ',');
        buf_add_text(&csv, "\"x\ny\"\n");
    }
    buf_add_text(&csv, "z\n");
    struct given_count count = given_count(buf_str(&csv), 0);
    cr_expect_eq(count.rows, 2);
    cr_expect_eq(count.faults, 1);
    buf_release(&csv);
}

/* Each line opens a quote that the next one closes and opens again: without
 * a bound every line would be searched for its end over the whole file. */
Test(csv, work_is_linear_for_any_input, .timeout = 60)
{
    struct buf csv = {0};
    struct timespec start, end;

    for (int i = 0; i < 1500000; i++)
        buf_add_text(&csv, "a\",\"x\n");
    clock_gettime(CLOCK_MONOTONIC, &start);
    struct given_count count = given_count(buf_str(&csv), 0);
    clock_gettime(CLOCK_MONOTONIC, &end);
    cr_expect_eq(count.rows + count.faults, 1500000);
    cr_expect_lt(end.tv_sec - start.tv_sec, 10);
    buf_release(&csv);
}

Test(csv, what_is_no_table_is_refused_with_a_remedy)
{
    static const struct {
        struct str bytes;
        const char *words;
    } imposters[] = {
        {{"\xFF\xFE\x61\0", 4}, "UTF-16"},
        {{"\xFE\xFF\0a", 4}, "UTF-16"},
        {{"a\0b\0,\0", 6}, "NUL"},
        {{"\n <!DOCTYPE html>", 17}, "web page"},
        {{"\xEF\xBB\xBF<html>", 9}, "web page"},
        {{"%PDF-1.7\n", 9}, "PDF"},
        {{"\xD0\xCF\x11\xE0\xA1\xB1", 6}, "XLSX or CSV"},
        {{"\x1F\x8B\x08", 3}, "gzip"},
    };

    for (size_t i = 0; i < sizeof(imposters) / sizeof(*imposters); i++) {
        struct buf text = given_rows(given_file(imposters[i].bytes), 0, 0);
        cr_expect(str_starts(buf_str(&text), STR("error: ")), "%zu", i);
        cr_expect(strstr(text.ptr, imposters[i].words), "%s", text.ptr);
        cr_expect(strstr(text.ptr, "; "), "%s", text.ptr);
        buf_release(&text);
    }
}

Test(csv, has_no_second_sheet)
{
    struct buf text = given_rows(given_file(STR("a,b\n")), 1, 0);

    cr_expect(strstr(text.ptr, "error: "));
    buf_release(&text);
}
