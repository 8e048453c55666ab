#include "given.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];

void given_start(void)
{
    snprintf(folder, sizeof(folder), "/tmp/zaitaku-given-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
}

void given_finish(void)
{
    char command[100];

    snprintf(command, sizeof(command), "rm -rf %s", folder);
    cr_assert_eq(system(command), 0);
}

static void write_bytes(const char *name, struct str bytes)
{
    char path[300];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    cr_assert_eq(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    fclose(file);
}

void given_text(const char *name, const char *text)
{
    write_bytes(name, str_of(text));
}

/* ---- zips, stored ---- */

static uint32_t crc32_of(struct str s)
{
    uint32_t crc = 0xFFFFFFFFU;

    for (size_t i = 0; i < s.len; i++) {
        crc ^= (unsigned char)s.ptr[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (0xEDB88320U & (0U - (crc & 1)));
    }
    return ~crc;
}

static void add_number(struct buf *to, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_add_char(to, (char)(number >> (8 * i) & 0xFF));
}

struct zip {
    struct buf bytes, directory;
    unsigned n;
};

static void add_common(struct buf *to, struct str name, struct str data)
{
    add_number(to, 0, 2); /* flags */
    add_number(to, 0, 2); /* stored */
    add_number(to, 0x21 << 16, 4);
    add_number(to, crc32_of(data), 4);
    add_number(to, (uint32_t)data.len, 4);
    add_number(to, (uint32_t)data.len, 4);
    add_number(to, (uint32_t)name.len, 2);
    add_number(to, 0, 2);
}

static void add_member(struct zip *zip, const char *path, struct str data)
{
    struct str name = str_of(path);
    uint32_t at = (uint32_t)zip->bytes.len;

    buf_add(&zip->bytes, "PK\3\4\24\0", 6);
    add_common(&zip->bytes, name, data);
    buf_add_str(&zip->bytes, name);
    buf_add_str(&zip->bytes, data);
    buf_add(&zip->directory, "PK\1\2\24\0\24\0", 8);
    add_common(&zip->directory, name, data);
    add_number(&zip->directory, 0, 2);
    add_number(&zip->directory, 0, 2);
    add_number(&zip->directory, 0, 2);
    add_number(&zip->directory, 0, 4);
    add_number(&zip->directory, at, 4);
    buf_add_str(&zip->directory, name);
    zip->n++;
}

static struct buf end_zip(struct zip *zip)
{
    uint32_t at = (uint32_t)zip->bytes.len;

    buf_add_str(&zip->bytes, buf_str(&zip->directory));
    buf_add(&zip->bytes, "PK\5\6\0\0\0\0", 8);
    add_number(&zip->bytes, zip->n, 2);
    add_number(&zip->bytes, zip->n, 2);
    add_number(&zip->bytes, (uint32_t)zip->directory.len, 4);
    add_number(&zip->bytes, at, 4);
    add_number(&zip->bytes, 0, 2);
    buf_release(&zip->directory);
    return zip->bytes;
}

void given_zip(const char *name, const char *member, struct str bytes)
{
    struct zip zip = {0};

    add_member(&zip, member, bytes);
    struct buf whole = end_zip(&zip);
    write_bytes(name, buf_str(&whole));
    buf_release(&whole);
}

/* ---- workbooks ---- */

static void add_cell(struct buf *xml, struct str cell)
{
    struct str rest = cell, part;
    bool first = true;

    buf_add_text(xml, "<c t=\"inlineStr\"><is><t>");
    while (str_part(&rest, '~', &part)) {
        buf_add_text(xml, first ? "" : "\n");
        buf_add_xml(xml, part);
        first = false;
    }
    buf_add_text(xml, "</t></is></c>");
}

static struct buf sheet_of(const char *rows)
{
    struct buf xml = {0};
    struct str rest = str_of(rows), line, cells, cell;

    buf_add_text(&xml, "<worksheet><sheetData>");
    while (str_part(&rest, '\n', &line)) {
        buf_add_text(&xml, "<row>");
        for (cells = line; str_part(&cells, '|', &cell);)
            add_cell(&xml, cell);
        buf_add_text(&xml, "</row>");
    }
    buf_add_text(&xml, "</sheetData></worksheet>");
    return xml;
}

struct buf given_book_bytes(const char *const *sheets)
{
    struct zip zip = {0};
    struct buf book = {0}, relations = {0};

    buf_add_text(&book, "<workbook><sheets>");
    buf_add_text(&relations, "<Relationships>");
    for (int i = 0; sheets[2 * i]; i++) {
        char path[40];
        struct buf sheet = sheet_of(sheets[2 * i + 1]);
        snprintf(path, sizeof(path), "xl/s%d.xml", i);
        add_member(&zip, path, buf_str(&sheet));
        buf_release(&sheet);
        buf_addf(&book, "<sheet name=\"%s\" id=\"r%d\"/>", sheets[2 * i], i);
        buf_addf(&relations,
                 "<Relationship Id=\"r%d\" Type=\"/worksheet\" "
                 "Target=\"s%d.xml\"/>",
                 i, i);
    }
    buf_add_text(&book, "</sheets></workbook>");
    buf_add_text(&relations, "</Relationships>");
    add_member(&zip, "xl/workbook.xml", buf_str(&book));
    add_member(&zip, "xl/_rels/workbook.xml.rels", buf_str(&relations));
    buf_release(&book);
    buf_release(&relations);
    return end_zip(&zip);
}

void given_book(const char *name, const char *const *sheets)
{
    struct buf bytes = given_book_bytes(sheets);

    write_bytes(name, buf_str(&bytes));
    buf_release(&bytes);
}

/* ---- reading ---- */

bool given_read_dated(struct table *table, const char *as_of, struct err *err)
{
    const char *path = folder;
    struct inputs inputs = {
        .path = &path, .n_path = 1, .as_of = &as_of, .n_as_of = as_of != NULL};

    return inputs_read(&inputs, table, err);
}

bool given_read(struct table *table, struct err *err)
{
    return given_read_dated(table, NULL, err);
}

struct table given_table(void)
{
    struct table table = {0};
    struct err err = {0};

    cr_assert(given_read(&table, &err), "%s", err.text);
    for (size_t i = 0; i < table.n_supply; i++)
        cr_assert(supply_balanced(&table.supply[i]));
    return table;
}

void given_refused(const char *part)
{
    struct table table = {0};
    struct err err = {0};

    cr_expect_not(given_read(&table, &err));
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect(strstr(err.text, part), "%s", err.text);
    table_release(&table);
}
