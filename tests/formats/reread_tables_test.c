/* Tables read again: what is counted, what is searched, and what is refused. */
#include "../output/sample_view.h"
#include "output/db.h"
#include "output/formats/reread.h"

#include <stdlib.h>
#include <zip.h>

extern const struct writer writer_xlsx, writer_csv, writer_opendata,
    writer_gpkg, writer_fgb;

static struct arena arena;

static struct reread reread_of(const char *name, struct str bytes)
{
    struct reread reread;
    struct err err = {0};

    cr_assert(reread_file(name, bytes, &reread, &arena, &err), "%s", err.text);
    return reread;
}

static bool is_refused(const char *name, struct str bytes)
{
    struct reread reread;
    struct err err = {0};
    bool ok = reread_file(name, bytes, &reread, &arena, &err);

    cr_expect(ok || err.class == ERR_INPUT, "%s", err.text);
    return !ok;
}

/* Not in the bytes as they are: in what was made of them. */
static bool holds(const struct reread *reread, const char *text)
{
    for (size_t i = 1; i < reread->n_part; i++)
        if (str_find(reread->part[i], str_of(text)) != SIZE_MAX)
            return true;
    return false;
}

static struct view view_of(size_t n)
{
    struct view view = sample_view(&arena, false, n);

    for (size_t r = 0; r < n; r++) {
        sample_set(&view, r, "id", view.row[r].id);
        sample_set(&view, r, "name", "湊<町>&クリニック");
        sample_set(&view, r, "services", r % 2 ? "clinic" : "home-care");
        sample_set(&view, r, "published_lon", "136.025913");
        sample_set(&view, r, "capacity", "1234");
    }
    return view;
}

static struct str bytes_of(const struct writer *writer, size_t i,
                           const struct view *view, bool cp932,
                           struct shown *shown)
{
    struct writing writing = {.cp932 = cp932};
    struct buf *out = arena_alloc(&arena, sizeof(*out));

    *shown = write_one(&writer->file[i], view, &writing, out);
    return buf_str(out);
}

Test(reread_tables, every_table_is_counted_and_its_text_is_found)
{
    static const struct writer *const writers[] = {
        &writer_xlsx, &writer_csv, &writer_opendata, &writer_gpkg, &writer_fgb};
    struct view view = view_of(30);

    for (size_t w = 0; w < 5; w++)
        for (size_t i = 0; i < writers[w]->n_file; i++)
            for (int cp932 = 0; cp932 < 2; cp932++) {
                const char *name = writers[w]->file[i].name;
                struct shown shown;
                struct str bytes =
                    bytes_of(writers[w], i, &view, cp932, &shown);
                struct reread reread = reread_of(name, bytes);
                cr_expect(reread.counts_rows && reread.counts_placed, "%s",
                          name);
                cr_expect_eq(reread.rows, shown.rows, "%s: %zu", name,
                             (size_t)reread.rows);
                cr_expect_eq(reread.placed, shown.placed, "%s", name);
                cr_expect(holds(&reread, "湊<町>&クリニック"), "%s", name);
                cr_expect(w == 2 || holds(&reread, "136.025913"), "%s", name);
                cr_expect(holds(&reread, "135.801") || w == 2, "%s", name);
            }
}

Test(reread_tables, tables_without_facilities_count_none)
{
    static const struct writer *const writers[] = {&writer_xlsx, &writer_csv,
                                                   &writer_gpkg, &writer_fgb};
    struct view view = sample_view(&arena, true, 0);
    struct shown shown;

    for (size_t w = 0; w < 4; w++) {
        struct reread reread =
            reread_of(writers[w]->file[0].name,
                      bytes_of(writers[w], 0, &view, false, &shown));
        cr_expect_eq(reread.rows, 0);
    }
}

/* ---- CSV ---- */

Test(reread_tables, csv_that_is_not_rfc_4180_is_refused)
{
    static const char *const bad[] = {
        "",
        "a,b\r\n1,2",          /* no end */
        "a,b\r\n1\r\n",        /* a cell too few */
        "a,b\r\n1,2,3\r\n",    /* ... too many */
        "a,b\r\n\"1,2\r\n",    /* a quote without end */
        "a,b\r\n\"1\"x,2\r\n", /* text behind a quote */
        "a,b\r\n1\"x,2\r\n",   /* a quote in the middle */
        "a,b\r\n1,2\r3,4\r\n", /* a line end of old */
        "\x81,b\r\n",          /* neither UTF-8 nor CP932 */
        "a,b\r\n\r\n",         /* an empty record */
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        cr_expect(is_refused("x.csv", str_of(bad[i])), "%s", bad[i]);
}

Test(reread_tables, csv_cells_are_searched_without_their_quotes)
{
    struct reread reread =
        reread_of("x.csv", STR("\xEF\xBB\xBF"
                               "a,b\r\n\"say \"\"yes, now\"\"\",\"\"\r\n"
                               "1,\"two\nlines\"\n"));

    cr_expect_eq(reread.rows, 2);
    cr_expect_not(reread.counts_placed);
    cr_expect(holds(&reread, "say \"yes, now\"\n"));
    cr_expect(holds(&reread, "two\nlines"));
}

Test(reread_tables, csv_in_cp932_is_searched_in_utf8)
{
    /* 連携用 */
    struct reread reread =
        reread_of("x.csv", STR("a\r\n\x98\x41\x8C\x67\x97\x70\r\n"));

    cr_expect(holds(&reread, "連携用"));
}

/* ---- XLSX ---- */

/* The workbook with another part, or a part replaced. */
static struct str with_part(struct str xlsx, const char *name,
                            const char *content)
{
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error), *part;
    zip_stat_t info;
    zip_t *zip;

    zip_source_begin_write(source);
    zip_source_write(source, xlsx.ptr, xlsx.len);
    zip_source_commit_write(source);
    zip = zip_open_from_source(source, 0, &error);
    cr_assert_not_null(zip);
    zip_source_keep(source);
    part = zip_source_buffer(zip, content, strlen(content), 0);
    cr_assert_geq(zip_file_add(zip, name, part, ZIP_FL_OVERWRITE), 0);
    cr_assert_eq(zip_close(zip), 0);
    cr_assert_eq(zip_source_open(source), 0);
    cr_assert_eq(zip_source_stat(source, &info), 0);
    char *bytes = arena_alloc(&arena, info.size + 1);
    cr_assert_eq(zip_source_read(source, bytes, info.size),
                 (zip_int64_t)info.size);
    zip_source_close(source);
    zip_source_free(source);
    return (struct str){bytes, info.size};
}

static struct str workbook(void)
{
    struct view view = view_of(3);
    struct shown shown;

    return bytes_of(&writer_xlsx, 0, &view, false, &shown);
}

Test(reread_tables, text_that_a_workbook_splits_into_runs_is_joined)
{
    struct reread reread = reread_of(
        "list.xlsx",
        with_part(workbook(), "xl/sharedStrings.xml",
                  "<sst xmlns=\"http://schemas.openxmlformats.org/"
                  "spreadsheetml/2006/main\"><si><r><rPr><b/></rPr><t>077-"
                  "</t></r><r><t>000&#45;9</t></r><r><t>999</t></r></si>"
                  "</sst>"));

    cr_expect(holds(&reread, "077-000-9999"));
}

Test(reread_tables, properties_and_attributes_of_a_workbook_are_searched)
{
    struct str bytes =
        with_part(workbook(), "docProps/custom.xml",
                  "<Properties note=\"attri&#98;ute\"><property>pro&amp;perty"
                  "</property></Properties>");
    struct reread reread = reread_of("list.xlsx", bytes);

    cr_expect(holds(&reread, "attribute\n"));
    cr_expect(holds(&reread, "pro&perty\n"));
    cr_expect(holds(&reread, "大津市の在宅医療・介護の地図 <1>"));
}

Test(reread_tables, a_workbook_with_what_cannot_be_searched_is_refused)
{
    struct str whole = workbook();

    cr_expect(is_refused("list.xlsx",
                         with_part(whole, "xl/media/image1.png", "PNG")));
    cr_expect(
        is_refused("list.xlsx", with_part(whole, "xl/vbaProject.bin", "x")));
    cr_expect(is_refused("list.xlsx",
                         with_part(whole, "xl/extra.xml", "<a><b></a>")));
    cr_expect(is_refused(
        "list.xlsx", with_part(whole, "xl/extra.xml",
                               "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")));
    cr_expect(is_refused("list.xlsx", str_cut(whole, 0, whole.len / 2)));
    cr_expect(is_refused("list.xlsx", STR("")));
}

/* The part as it is in the workbook, for with_part(). */
static const char *part_of(struct str xlsx, const char *name)
{
    zip_error_t error;
    zip_source_t *source =
        zip_source_buffer_create(xlsx.ptr, xlsx.len, 0, &error);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    zip_stat_t info;

    cr_assert_not_null(zip);
    cr_assert_eq(zip_stat(zip, name, 0, &info), 0, "no %s", name);
    char *text = arena_alloc(&arena, info.size + 1);
    zip_file_t *part = zip_fopen(zip, name, 0);
    cr_assert_eq(zip_fread(part, text, info.size), (zip_int64_t)info.size);
    zip_fclose(part);
    zip_close(zip);
    return text;
}

/* The sheet without its last facility. */
static const char *without_last(const char *sheet)
{
    size_t from = 0, to;

    for (struct str text = str_of(sheet);;) {
        size_t next = str_find(str_cut(text, from + 1, text.len), STR("<row "));
        if (next == SIZE_MAX)
            break;
        from += 1 + next;
    }
    to = str_find(str_of(sheet), STR("</sheetData>"));
    return arena_format(&arena, "%.*s%s", (int)from, sheet, sheet + to);
}

Test(reread_tables, a_workbook_lists_the_same_facilities_twice)
{
    /* Sheet 1 tells what it is, 2 is everything, 3 to 5 are layers. */
    static const char all[] = "xl/worksheets/sheet2.xml",
                      layer[] = "xl/worksheets/sheet4.xml",
                      other[] = "xl/worksheets/sheet5.xml";
    struct str whole = workbook();

    cr_expect_eq(reread_of("list.xlsx", whole).rows, 3);
    cr_expect(is_refused(
        "list.xlsx", with_part(whole, all, without_last(part_of(whole, all)))));
    cr_expect(is_refused(
        "list.xlsx",
        with_part(whole, layer, without_last(part_of(whole, layer)))));
    /* As many, but one twice and one never. */
    cr_expect(is_refused("list.xlsx",
                         with_part(whole, other, part_of(whole, layer))));
}

/* ---- GeoPackage and FlatGeobuf ---- */

Test(reread_tables, a_geopackage_that_is_damaged_is_refused)
{
    struct view view = view_of(100);
    struct shown shown;
    struct str whole = bytes_of(&writer_gpkg, 0, &view, false, &shown);
    char *hurt = arena_copy(&arena, whole.ptr, whole.len);

    cr_expect(is_refused("map.gpkg", str_cut(whole, 0, whole.len / 2)));
    cr_expect(is_refused("map.gpkg", STR("not a database")));
    cr_expect(is_refused("map.gpkg", STR("")));
    memset(hurt + 3 * 4096, 0xFF, 4096);
    cr_expect(is_refused("map.gpkg", (struct str){hurt, whole.len}));
}

static struct str database(const char *sql)
{
    struct err err = {0};
    struct buf *bytes = arena_alloc(&arena, sizeof(*bytes));
    struct db *db = db_create(":memory:", &err);

    cr_assert(db && db_run(db, sql, &err) && db_close_into(db, bytes, &err),
              "%s", err.text);
    return buf_str(bytes);
}

#define FACILITIES "CREATE TABLE facilities(id TEXT, geom BLOB);"

Test(reread_tables, a_database_in_which_text_could_hide_is_refused)
{
    cr_expect_not(is_refused("map.gpkg", database(FACILITIES)));
    cr_expect(is_refused("map.gpkg",
                         database("PRAGMA encoding = 'UTF-16le';" FACILITIES)));
    cr_expect(is_refused(
        "map.gpkg",
        database(FACILITIES
                 "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 "
                 "UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;")));
}

Test(reread_tables, a_flatgeobuf_that_is_cut_off_anywhere_is_refused)
{
    struct view view = view_of(40);
    struct shown shown;
    struct str whole = bytes_of(&writer_fgb, 0, &view, false, &shown);

    for (size_t len = 0; len < whole.len; len++)
        cr_expect(is_refused("map.fgb", str_cut(whole, 0, len)), "%zu", len);
}

Test(reread_tables, whatever_a_byte_of_a_flatgeobuf_is_nothing_else_is_read)
{
    struct view view = view_of(3);
    struct shown shown;
    struct str whole = bytes_of(&writer_fgb, 0, &view, false, &shown);
    size_t n = 0;

    /* In memory of its own, so that a sanitizer sees every step outside. */
    for (size_t at = 0; at < whole.len; at++)
        for (int c = 0; c < 256; c += 85) {
            struct arena own = {0};
            char *bytes = mem_alloc(whole.len);
            struct reread reread;
            struct err err;
            memcpy(bytes, whole.ptr, whole.len);
            bytes[at] = (char)c;
            n += reread_file("map.fgb", (struct str){bytes, whole.len}, &reread,
                             &own, &err);
            free(bytes);
            arena_release(&own);
        }
    cr_expect_gt(n, 0);
}
