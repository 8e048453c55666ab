#include "output/workbook_proof.h"

#include "base/rows.h"
#include "base/xlsx_xml.h"

#include <stdio.h>

/* Parts that the reader of rows never looks at. */
static const char *const part[] = {
    "[Content_Types].xml", "_rels/.rels",
    "docProps/app.xml",    "docProps/core.xml",
    "xl/theme/theme1.xml", "xl/styles.xml",
    "xl/workbook.xml",     "xl/_rels/workbook.xml.rels"};

static void on_open(void *context, const char *name, const char *const *attr)
{
    (void)context, (void)name, (void)attr;
}

static void on_close(void *context, const char *name)
{
    (void)context, (void)name;
}

static void on_text(void *context, const char *text, size_t len)
{
    (void)context, (void)text, (void)len;
}

static bool is_whole(struct in_parts *parts, const char *name)
{
    static const struct xml_handler nothing = {on_open, on_close, on_text};
    struct err ignored;
    bool found = false, more = true;
    struct in *in = in_part(parts, name, &found, &ignored);

    if (!in)
        return false;
    struct xml *xml = xml_open(in, name, &nothing, NULL);
    bool ok = xml != NULL;
    while (ok && more)
        ok = xml_run(xml, &more, &ignored);
    xml_close(xml);
    return ok;
}

static bool parts_are_whole(const struct in_source *source)
{
    struct err ignored;
    struct in_parts *parts = in_parts_open(source, &ignored);
    bool ok = parts != NULL;

    for (size_t i = 0; ok && i < sizeof(part) / sizeof(*part); i++)
        ok = is_whole(parts, part[i]);
    if (parts)
        in_parts_close(parts);
    return ok;
}

static bool rows_are_there(const struct in_source *source, const size_t *n_row,
                           size_t n_sheet)
{
    struct err ignored;
    struct rows *rows = rows_open(source, 0, &ignored);
    bool ok = rows && rows_sheet_count(rows) == n_sheet;

    for (size_t s = 0; ok && s < n_sheet; s++) {
        struct row row = {0};
        size_t n = 0;
        ok = s == 0 || rows_turn(rows, s, &ignored);
        while (ok && (ok = rows_next(rows, &row, &ignored)) && row.cell)
            n++;
        ok = ok && n == n_row[s];
    }
    rows_close(rows);
    return ok;
}

bool workbook_proof(const char *path, const size_t *n_row, size_t n_sheet)
{
    struct in_source source = {
        .form = IN_WORKBOOK, .path = path, .label = path, .fd = -1};

    return parts_are_whole(&source) && rows_are_there(&source, n_row, n_sheet);
}

bool workbook_bytes(const char *path, struct buf *bytes)
{
    char chunk[1 << 16];
    FILE *file = fopen(path, "rb");
    size_t got;

    if (!file)
        return false;
    while ((got = fread(chunk, 1, sizeof(chunk), file)) > 0)
        buf_add(bytes, chunk, got);
    bool ok = !ferror(file);
    fclose(file);
    return ok;
}
