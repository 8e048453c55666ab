#include "tests/base/given.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zip.h>

#define KEPT 16

const char *given_file(struct str bytes)
{
    static char path[KEPT][64];
    static int before[KEPT];
    static size_t n;
    char *to = path[n % KEPT];
    int fd = memfd_create("given", MFD_CLOEXEC);

    cr_assert(fd >= 0);
    if (n >= KEPT)
        close(before[n % KEPT]);
    before[n++ % KEPT] = fd;
    for (size_t at = 0; at < bytes.len;) {
        ssize_t done = write(fd, bytes.ptr + at, bytes.len - at);
        cr_assert(done > 0);
        at += (size_t)done;
    }
    snprintf(to, sizeof(path[0]), "/proc/self/fd/%d", fd);
    return to;
}

struct buf given_zip(const struct given_member *member, size_t n)
{
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(whole, ZIP_TRUNCATE, NULL);
    struct buf bytes = {0};
    char chunk[4096];
    zip_int64_t got;

    zip_source_keep(whole);
    for (size_t i = 0; i < n; i++) {
        zip_source_t *source =
            zip_source_buffer(zip, member[i].bytes.ptr, member[i].bytes.len, 0);
        zip_int64_t at =
            zip_file_add(zip, member[i].name, source, ZIP_FL_ENC_GUESS);
        cr_assert(at >= 0, "%s", zip_strerror(zip));
        if (member[i].stored)
            zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    }
    cr_assert_eq(zip_close(zip), 0);
    cr_assert_eq(zip_source_open(whole), 0);
    while ((got = zip_source_read(whole, chunk, sizeof(chunk))) > 0)
        buf_add(&bytes, chunk, (size_t)got);
    zip_source_close(whole);
    zip_source_free(whole);
    return bytes;
}

struct buf given_zeros(size_t len)
{
    struct buf buf = {0};
    char chunk[4096] = {0};

    for (; len > sizeof(chunk); len -= sizeof(chunk))
        buf_add(&buf, chunk, sizeof(chunk));
    buf_add(&buf, chunk, len);
    return buf;
}

#define REL                                                                    \
    "http://schemas.openxmlformats.org/officeDocument/2006/"                   \
    "relationships"

const char *given_workbook(const char *strings, const char *styles,
                           const char *rows)
{
    struct buf sheet = {0};
    struct given_member member[] = {
        {"xl/workbook.xml",
         STR("<workbook xmlns:r='" REL "'><sheets>"
             "<sheet name='One' sheetId='1' r:id='a'/></sheets></workbook>"),
         false},
        {"xl/_rels/workbook.xml.rels",
         STR("<Relationships>"
             "<Relationship Id='a' Type='" REL "/worksheet' Target='s.xml'/>"
             "<Relationship Id='b' Type='" REL "/sharedStrings' "
             "Target='strings.xml'/>"
             "<Relationship Id='c' Type='" REL "/styles' "
             "Target='/xl/styles.xml'/></Relationships>"),
         false},
        {"xl/s.xml", {0}, true},
        {"xl/strings.xml", str_of(strings ? strings : "<sst/>"), true},
        {"xl/styles.xml", str_of(styles ? styles : "<styleSheet/>"), true},
    };

    buf_addf(&sheet, "<worksheet><sheetData>%s</sheetData></worksheet>", rows);
    member[2].bytes = buf_str(&sheet);
    struct buf zip = given_zip(member, 5);
    const char *path = given_file(buf_str(&zip));
    buf_release(&zip);
    buf_release(&sheet);
    return path;
}

struct in_source given_source(struct arena *arena, const char *path)
{
    struct in_sources sources = {0};
    struct err err = {0};

    cr_assert(in_list(path, &sources, arena, &err), "%s", err.text);
    cr_assert_eq(sources.n, 1);
    struct in_source source = sources.item[0];
    free(sources.item);
    return source;
}

struct buf given_listed(const char *path)
{
    struct in_sources sources = {0};
    struct arena arena = {0};
    struct buf text = {0};
    struct err err = {0};
    char bytes[8192];
    bool ok = in_list(path, &sources, &arena, &err);

    for (size_t i = 0; ok && i < sources.n; i++) {
        struct in *in = in_open(&sources.item[i], &err);
        size_t got = 1;
        ok = in != NULL;
        while (ok && got > 0)
            ok = in_read(in, bytes, sizeof(bytes), &got, &err);
        in_close(in);
        buf_addf(&text, "%s\n", sources.item[i].label);
    }
    if (!ok)
        buf_addf(&text, "error: %s", err.text);
    free(sources.item);
    arena_release(&arena);
    return text;
}

static void add_row(struct buf *text, const struct row *row)
{
    if (row->fault)
        buf_add_char(text, '!');
    for (size_t i = 0; i < row->n_cell; i++) {
        if (i > 0)
            buf_add_char(text, '|');
        buf_add_str(text, row->cell[i]);
    }
    buf_add_char(text, '\n');
}

struct buf given_rows(const char *path, size_t sheet, size_t expect)
{
    struct in_sources sources = {0};
    struct arena arena = {0};
    struct rows *rows = NULL;
    struct buf text = {0};
    struct err err = {0};
    struct row row;
    bool ok = in_list(path, &sources, &arena, &err);

    if (ok)
        rows = rows_open(&sources.item[0], sheet, &err);
    ok = rows != NULL;
    if (ok && expect)
        rows_expect(rows, expect);
    while (ok && (ok = rows_next(rows, &row, &err)) && row.cell)
        add_row(&text, &row);
    if (!ok)
        buf_addf(&text, "error: %s", err.text);
    rows_close(rows);
    free(sources.item);
    arena_release(&arena);
    return text;
}

void given_rows_are(struct str bytes, const char *expected)
{
    struct buf text = given_rows(given_file(bytes), 0, 0);

    cr_expect_str_eq(text.ptr ? text.ptr : "", expected);
    buf_release(&text);
}

struct given_count given_count(struct str csv, size_t expect)
{
    struct in_source source = {.path = given_file(csv), .label = "given"};
    struct given_count count = {0};
    struct err err = {0};
    struct row row;
    struct rows *rows = rows_open(&source, 0, &err);

    cr_assert(rows, "%s", err.text);
    if (expect)
        rows_expect(rows, expect);
    for (;;) {
        cr_assert(rows_next(rows, &row, &err), "%s", err.text);
        if (!row.cell)
            break;
        count.faults += row.fault != NULL;
        count.rows += row.fault == NULL;
        count.whole += !row.fault && row.n_cell == expect;
    }
    rows_close(rows);
    return count;
}

#ifndef __has_feature
#define __has_feature(x) 0
#endif

long given_peak_mib(void)
{
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
    return 0;
#else
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
#endif
}
