/* Workbooks for staff, read back by the reader of published workbooks. */
#include "output/workbook.h"

#include "base/rows.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct workbook_about about = {
    .title = "変更一覧", .comment = "職員用", .created = "2026-06-01"};

static const struct workbook_column columns[] = {
    {.heading = "名称", .width = 20},
    {.heading = "コード", .width = 12},
    {.heading = "距離（m）", .width = 10},
    {.heading = "確認", .width = 6}};

static struct workbook *begin(void)
{
    struct err err = {0};
    struct workbook *workbook = workbook_begin(&about, &err);

    cr_assert_not_null(workbook, "%s", err.text);
    workbook_sheet(workbook, "一覧", "みなと市 & 周辺", columns, 4);
    return workbook;
}

static struct buf finish(struct workbook *workbook)
{
    struct err err = {0};
    struct buf bytes = {0};

    cr_assert(workbook_finish(workbook, &bytes, &err), "%s", err.text);
    return bytes;
}

/* The cells of a sheet, '|' between them, a line feed after each row. */
static struct buf read_sheet(struct buf bytes, size_t sheet)
{
    char path[] = "/tmp/zaitaku-test-XXXXXX";
    int fd = mkstemp(path);
    struct in_source source = {
        .form = IN_WORKBOOK, .path = path, .label = "book", .fd = -1};
    struct err err = {0};
    struct row row;
    struct buf text = {0};

    cr_assert(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len);
    close(fd);
    struct rows *rows = rows_open(&source, sheet, &err);
    cr_assert_not_null(rows, "%s", err.text);
    buf_addf(&text, "[%s]\n", rows_sheet_name(rows));
    while (rows_next(rows, &row, &err) && row.cell) {
        for (size_t i = 0; i < row.n_cell; i++)
            buf_addf(&text, "%s%.*s", i ? "|" : "", STR_ARG(row.cell[i]));
        buf_add_char(&text, '\n');
    }
    rows_close(rows);
    unlink(path);
    return text;
}

/* Finishes the workbook and compares its first sheet below the heading. */
static void rows_are(struct workbook *workbook, const char *expected)
{
    struct buf bytes = finish(workbook);
    struct buf text = read_sheet(bytes, 0);
    const char *below = strchr(strchr(text.ptr, '\n') + 1, '\n') + 1;

    cr_expect_str_eq(below, expected);
    buf_release(&bytes);
    buf_release(&text);
}

static void one_row(const char *name, const char *code, double number,
                    const char *expected)
{
    struct workbook *workbook = begin();

    workbook_text(workbook, name);
    workbook_text(workbook, code);
    workbook_number(workbook, number);
    workbook_end_row(workbook);
    rows_are(workbook, expected);
}

/* A part of the file's zip, by our own reader. */
static struct buf read_part(struct buf bytes, const char *name)
{
    char path[] = "/tmp/zaitaku-test-XXXXXX";
    int fd = mkstemp(path);
    struct in_source source = {
        .form = IN_WORKBOOK, .path = path, .label = "book", .fd = -1};
    struct err err = {0};
    struct buf text = {0};
    char chunk[4096];
    size_t got = 1;
    bool found;

    cr_assert(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len);
    close(fd);
    struct in_parts *parts = in_parts_open(&source, &err);
    cr_assert_not_null(parts, "%s", err.text);
    struct in *in = in_part(parts, name, &found, &err);
    cr_assert_not_null(in, "%s", err.text);
    while (got && in_read(in, chunk, sizeof(chunk), &got, &err))
        buf_add(&text, chunk, got);
    in_close(in);
    in_parts_close(parts);
    unlink(path);
    return text;
}

Test(workbook, leading_zeros_stay)
{
    one_row("湊町クリニック", "0772000111", 12,
            "湊町クリニック|0772000111|12\n");
}

Test(workbook, text_like_a_formula_or_a_number_stays_text)
{
    struct workbook *workbook = begin();

    workbook_text(workbook, "=1+2");
    workbook_text(workbook, "1E5");
    workbook_number(workbook, NAN);
    workbook_text(workbook, "http://example.jp/");
    workbook_end_row(workbook);
    struct buf bytes = finish(workbook);
    struct buf xml = read_part(bytes, "xl/worksheets/sheet1.xml");
    struct buf text = read_sheet(bytes, 0);
    cr_expect(strstr(text.ptr, "\n=1+2|1E5||http://example.jp/\n"));
    cr_expect(strstr(xml.ptr, "<f>") == NULL);
    cr_expect(strstr(xml.ptr, "<hyperlink") == NULL);
    buf_release(&bytes);
    buf_release(&xml);
    buf_release(&text);
}

Test(workbook, what_looks_like_an_escape_is_read_back_as_it_was)
{
    one_row("_x000D_ _x0041_", "_x00_", NAN, "_x000D_ _x0041_|_x00_\n");
}

Test(workbook, characters_that_xml_has_not_are_left_out)
{
    one_row("a\x01\x1F"
            "b\xEF\xBF\xBE",
            "<&>\"'", NAN, "ab|<&>\"'\n");
}

Test(workbook, line_ends_become_those_of_cells)
{
    one_row("一\r\n二\r三\n四", NULL, NAN, "一\n二\n三\n四\n");
}

Test(workbook, text_that_no_cell_can_hold_is_cut_and_says_so)
{
    struct buf text = {0}, bytes;
    struct workbook *workbook = begin();

    for (int i = 0; i < 40000; i++)
        buf_add_text(&text, "医");
    workbook_text(workbook, text.ptr);
    workbook_end_row(workbook);
    bytes = finish(workbook);
    buf_release(&text);
    text = read_sheet(bytes, 0);
    cr_expect(str_ends(buf_str(&text), STR("医…\n")));
    cr_expect_gt(str_chars(buf_str(&text)), 32000);
    cr_expect_lt(str_chars(buf_str(&text)), 32767);
    buf_release(&text);
    buf_release(&bytes);
}

Test(workbook, a_row_without_any_value_is_not_begun)
{
    struct workbook *workbook = begin();

    workbook_text(workbook, "");
    workbook_number(workbook, NAN);
    workbook_end_row(workbook);
    workbook_text(workbook, "一");
    workbook_end_row(workbook);
    workbook_end_row(workbook);
    rows_are(workbook, "一\n");
}

Test(workbook, each_sheet_has_its_name_and_its_heading)
{
    struct workbook *workbook = begin();
    struct buf bytes, text;

    workbook_sheet(workbook, "件数", "件数", columns, 2);
    workbook_text(workbook, "みなと市");
    workbook_text(workbook, "3");
    workbook_text(workbook, "one cell too many is dropped");
    workbook_end_row(workbook);
    bytes = finish(workbook);
    text = read_sheet(bytes, 0);
    cr_expect_str_eq(text.ptr, "[一覧]\n名称|コード|距離（m）|確認\n");
    buf_release(&text);
    text = read_sheet(bytes, 1);
    cr_expect_str_eq(text.ptr, "[件数]\n名称|コード\nみなと市|3\n");
    buf_release(&text);
    buf_release(&bytes);
}

Test(workbook, the_sheet_is_set_up_for_paper)
{
    struct workbook *workbook = begin();
    static const char *const expected[] = {
        "<pane ySplit=\"1\" topLeftCell=\"A2\"",
        "<autoFilter ref=\"A1:D2\"/>",
        "paperSize=\"9\"",
        "fitToHeight=\"0\"",
        "orientation=\"landscape\"",
        "&amp;Lみなと市 &amp;&amp; 周辺",
        "<pageSetUpPr fitToPage=\"1\"/>"};

    workbook_text(workbook, "一");
    workbook_end_row(workbook);
    struct buf bytes = finish(workbook);
    struct buf xml = read_part(bytes, "xl/worksheets/sheet1.xml");
    struct buf book = read_part(bytes, "xl/workbook.xml");
    for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++)
        cr_expect(strstr(xml.ptr, expected[i]), "no %s", expected[i]);
    cr_expect(strstr(book.ptr, "_xlnm.Print_Titles"));
    buf_release(&bytes);
    buf_release(&xml);
    buf_release(&book);
}

static void has_rows(struct workbook *workbook, const char *const *row,
                     size_t n)
{
    struct buf bytes = finish(workbook);
    struct buf xml = read_part(bytes, "xl/worksheets/sheet1.xml");

    for (size_t i = 0; i < n; i++)
        cr_expect(strstr(xml.ptr, row[i]), "no %s in %s", row[i], xml.ptr);
    buf_release(&bytes);
    buf_release(&xml);
}

Test(workbook, a_row_is_as_high_as_its_text_needs)
{
    static const char *const row[] = {
        "<row r=\"1\" ht=\"13\"", "<row r=\"2\" ht=\"13\"",
        "<row r=\"3\" ht=\"39\"", "<row r=\"4\" ht=\"13\""};
    struct workbook *workbook = begin();

    workbook_text(workbook, "一二三四五六七八九");
    workbook_end_row(workbook);
    workbook_text(workbook, "一");
    workbook_text(workbook, "一二三四五六七八九\n十一");
    workbook_end_row(workbook);
    workbook_number(workbook, 1);
    workbook_end_row(workbook);
    has_rows(workbook, row, 4);
}

Test(workbook, no_row_is_higher_than_excel_allows)
{
    static const char *const row[] = {" ht=\"409\""};
    struct workbook *workbook = begin();
    struct buf text = {0};

    for (int i = 0; i < 40; i++)
        buf_addf(&text, "%d\n", i);
    workbook_text(workbook, text.ptr);
    workbook_end_row(workbook);
    has_rows(workbook, row, 1);
    buf_release(&text);
}

Test(workbook, a_sheet_that_is_no_list_has_no_filter)
{
    struct workbook *workbook = begin();

    workbook_no_filter(workbook);
    workbook_sheet(workbook, "件数", "件数", columns, 2);
    struct buf bytes = finish(workbook);
    struct buf first = read_part(bytes, "xl/worksheets/sheet1.xml");
    struct buf second = read_part(bytes, "xl/worksheets/sheet2.xml");
    cr_expect(!strstr(first.ptr, "<autoFilter"));
    cr_expect(strstr(second.ptr, "<autoFilter"));
    buf_release(&bytes);
    buf_release(&first);
    buf_release(&second);
}

Test(workbook, what_is_for_the_screen_is_not_printed)
{
    static const struct workbook_column some[] = {
        {.heading = "名称", .width = 20},
        {.heading = "施設ID", .width = 12, .unprinted = true}};
    struct workbook *workbook = begin();

    workbook_sheet(workbook, "件数", "件数", some, 2);
    workbook_text(workbook, "一");
    workbook_text(workbook, "n-1");
    workbook_end_row(workbook);
    struct buf bytes = finish(workbook);
    struct buf book = read_part(bytes, "xl/workbook.xml");
    const char *area = strstr(book.ptr, "_xlnm.Print_Area");
    cr_assert_not_null(area, "%s", book.ptr);
    cr_expect(strstr(area, "$A$1:$A$2<"), "%s", area);
    cr_expect_null(strstr(area + 1, "_xlnm.Print_Area"));
    buf_release(&bytes);
    buf_release(&book);
}

Test(workbook, the_same_calls_give_the_same_bytes)
{
    struct buf bytes[2];

    for (int i = 0; i < 2; i++) {
        struct workbook *workbook = begin();
        workbook_text(workbook, "一");
        workbook_number(workbook, 0.5);
        workbook_end_row(workbook);
        bytes[i] = finish(workbook);
        if (i == 0)
            sleep(2); /* the date in a zip counts in steps of two seconds */
    }
    cr_expect(str_eq(buf_str(&bytes[0]), buf_str(&bytes[1])));
    struct buf core = read_part(bytes[0], "docProps/core.xml");
    cr_expect(strstr(core.ptr, ">2026-06-01T12:00:00Z</dcterms:created>"), "%s",
              core.ptr);
    cr_expect(strstr(core.ptr, "<dc:title>変更一覧</dc:title>"));
    buf_release(&core);
    buf_release(&bytes[0]);
    buf_release(&bytes[1]);
}

Test(workbook, more_rows_than_a_sheet_can_hold_are_an_error)
{
    struct workbook *workbook = begin();
    struct err err = {0};
    struct buf bytes = {0};

    for (int i = 0; i < 1048576; i++) {
        workbook_number(workbook, 1);
        workbook_end_row(workbook);
    }
    cr_expect_not(workbook_finish(workbook, &bytes, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    cr_expect(strstr(err.text, "1048576"), "%s", err.text);
    buf_release(&bytes);
}

/* A folder for temporary files of our own. */
static char *own_tmpdir(void)
{
    static char folder[] = "/tmp/zaitaku-tmp-XXXXXX";

    cr_assert_not_null(mkdtemp(folder));
    setenv("TMPDIR", folder, 1);
    return folder;
}

static size_t count_files(const char *folder)
{
    DIR *entries = opendir(folder);
    size_t n = 0;

    while (readdir(entries))
        n++;
    closedir(entries);
    return n - 2;
}

Test(workbook, no_temporary_file_is_left_behind)
{
    const char *folder = own_tmpdir();
    struct buf bytes = finish(begin());

    cr_expect_eq(count_files(folder), 0);
    workbook_abandon(begin());
    cr_expect_eq(count_files(folder), 0);
    rmdir(folder);
    buf_release(&bytes);
}

Test(workbook, a_temporary_folder_that_is_missing_is_an_error)
{
    struct err err = {0};

    setenv("TMPDIR", "/nowhere", 1);
    cr_expect_null(workbook_begin(&about, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    cr_expect(strstr(err.text, "'/nowhere'"), "%s", err.text);
}

/* A file that may not grow stands for a full disk; SIGXFSZ ignored, writing
 * fails with EFBIG. Nothing after it may be believed. */
static void full_after(size_t limit)
{
    const char *folder = own_tmpdir();
    struct workbook *workbook = begin();
    struct rlimit small = {limit, RLIM_INFINITY};
    struct err err = {0};
    struct buf bytes = {0};
    char name[64];

    for (int i = 0; i < 3000; i++) {
        /* Different texts, so that the zip is not tiny. */
        snprintf(name, sizeof(name), "名称 %d %d %d", i, i * 7919 % 104729,
                 i * 31 % 6007);
        workbook_text(workbook, name);
        workbook_end_row(workbook);
    }
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    bool ok = workbook_finish(workbook, &bytes, &err);
    small.rlim_cur = RLIM_INFINITY;
    setrlimit(RLIMIT_FSIZE, &small);
    cr_expect_not(ok, "at %zu bytes", limit);
    cr_expect_eq(err.class, ERR_STORAGE);
    cr_expect_eq(count_files(folder), 0);
    rmdir(folder);
    buf_release(&bytes);
}

Test(workbook, a_disk_that_is_full_from_the_start_is_an_error)
{
    full_after(0);
}

Test(workbook, a_disk_that_fills_up_in_a_small_part_is_an_error)
{
    full_after(4096);
}

Test(workbook, a_disk_that_fills_up_in_the_sheet_is_an_error)
{
    full_after(100000);
}
