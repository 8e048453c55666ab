/*
 * Any bytes as a workbook. Bytes that start with "PK" are the zip itself;
 * others are its parts in XML, separated by zero bytes: the sheet, the shared
 * strings, the styles, the workbook, its relations.
 */
#include "base/buf.h"
#include "base/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = {"xl/s.xml", "xl/strings.xml",
                                    "xl/styles.xml", "xl/workbook.xml",
                                    "xl/_rels/workbook.xml.rels"};

static struct str part_or_default(struct str *rest, size_t i)
{
    struct str part = {"", 0};
    bool given = str_part(rest, '\0', &part) && part.len > 0;

    if (given || i < 3)
        return part;
    return i == 3 ? STR("<workbook><sheets><sheet name='a' id='a'/></sheets>"
                        "</workbook>")
                  : STR("<Relationships>"
                        "<Relationship Id='a' Type='/worksheet' "
                        "Target='s.xml'/>"
                        "<Relationship Id='b' Type='/sharedStrings' "
                        "Target='strings.xml'/>"
                        "<Relationship Id='c' Type='/styles' "
                        "Target='styles.xml'/></Relationships>");
}

static struct buf zip_of(struct str rest)
{
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(whole, ZIP_TRUNCATE, NULL);
    struct buf bytes = {0};
    char chunk[4096];
    zip_int64_t got;

    zip_source_keep(whole);
    for (size_t i = 0; i < 5; i++) {
        struct str part = part_or_default(&rest, i);
        zip_file_add(zip, names[i],
                     zip_source_buffer(zip, part.ptr, part.len, 0), 0);
        zip_set_file_compression(zip, i, ZIP_CM_STORE, 0);
    }
    if (zip_close(zip) != 0 || zip_source_open(whole) != 0)
        abort();
    while ((got = zip_source_read(whole, chunk, sizeof(chunk))) > 0)
        buf_add(&bytes, chunk, (size_t)got);
    zip_source_close(whole);
    zip_source_free(whole);
    return bytes;
}

static void read_sheet(const struct in_source *source)
{
    struct err err = {0};
    struct row row;
    struct rows *rows = rows_open(source, 0, &err);

    while (rows && rows_next(rows, &row, &err) && row.cell) {
        if (row.n_cell > ROWS_MAX_COLUMNS || (row.fault && row.n_cell > 0))
            abort();
        for (size_t i = 0; i < row.n_cell; i++)
            if (row.cell[i].len > ROWS_MAX_FIELD ||
                !str_valid_utf8(row.cell[i]) ||
                memchr(row.cell[i].ptr, 0, row.cell[i].len))
                abort();
    }
    rows_close(rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = {(const char *)data, size};
    struct in_sources sources = {0};
    struct arena arena = {0};
    struct err err = {0};
    struct buf bytes = {0};
    char path[64];
    int fd = memfd_create("fuzz", MFD_CLOEXEC);

    if (str_starts(input, STR("PK")))
        buf_add_str(&bytes, input);
    else
        bytes = zip_of(input);
    if (fd < 0 || write(fd, bytes.ptr, bytes.len) != (ssize_t)bytes.len)
        abort();
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    if (in_list(path, &sources, &arena, &err))
        for (size_t i = 0; i < sources.n; i++)
            read_sheet(&sources.item[i]);
    free(sources.item);
    arena_release(&arena);
    buf_release(&bytes);
    close(fd);
    return 0;
}
