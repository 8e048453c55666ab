/* map.gpkg, read back through SQLite. That GDAL opens it is tested by
 * tests/format/tables.sh. */
#include "../output/sample_view.h"
#include "output/db.h"

extern const struct writer writer_gpkg;

static struct arena arena;

struct package {
    struct buf bytes;
    struct db *db;
};

static struct package open_package(const struct view *view)
{
    struct package package = {.bytes = written_twice(&writer_gpkg, view)};
    struct err err = {0};

    package.db = db_open_bytes(buf_str(&package.bytes), "map.gpkg", &err);
    cr_assert_not_null(package.db, "%s", err.text);
    return package;
}

static void close_package(struct package *package)
{
    struct err err;

    cr_expect(db_close(package->db, &err));
    buf_release(&package->bytes);
}

/* The first column of the first row. */
static const char *ask(struct package *package, const char *sql)
{
    struct err err = {0};
    struct db_rows *rows = db_prepare(package->db, sql, &err);
    bool more = false;

    cr_assert_not_null(rows, "%s", err.text);
    cr_assert(db_next(rows, &more, &err) && more, "%s", err.text);
    const char *text = str_keep(&arena, str_of(db_text(rows, 0)));
    db_end(rows);
    return text;
}

static void answers(struct package *package, const char *sql,
                    const char *expected)
{
    cr_expect_str_eq(ask(package, sql), expected, "%s", sql);
}

Test(gpkg, it_is_a_geopackage_that_is_whole)
{
    struct view view = sample_view(&arena, true, 200);
    struct package package = open_package(&view);

    answers(&package, "PRAGMA application_id", "1196444487");
    answers(&package, "PRAGMA user_version", "10300");
    answers(&package, "PRAGMA integrity_check", "ok");
    answers(&package, "SELECT rtreecheck('rtree_facilities_geom')", "ok");
    answers(&package, "SELECT count(*) FROM rtree_facilities_geom", "134");
    answers(&package,
            "SELECT srs_id || ' ' || data_type FROM gpkg_contents "
            "WHERE table_name = 'facilities'",
            "6668 features");
    answers(&package,
            "SELECT group_concat(name) FROM (SELECT DISTINCT extension_name AS "
            "name FROM gpkg_extensions ORDER BY 1)",
            "gpkg_metadata,gpkg_rtree_index,gpkg_schema");
    close_package(&package);
}

Test(gpkg, every_facility_is_a_row_with_or_without_a_point)
{
    struct view view = sample_view(&arena, false, 9);
    struct package package = open_package(&view);

    answers(&package, "SELECT count(*) FROM facilities", "9");
    answers(&package, "SELECT count(geom) FROM facilities", "6");
    answers(&package, "SELECT length(geom) FROM facilities WHERE fid = 1",
            "29");
    close_package(&package);
}

Test(gpkg, a_view_without_facilities_is_a_layer_without_rows)
{
    struct view view = sample_view(&arena, true, 0);
    struct package package = open_package(&view);

    answers(&package, "SELECT count(*) FROM facilities", "0");
    answers(&package, "PRAGMA integrity_check", "ok");
    close_package(&package);
}

Test(gpkg, columns_have_the_types_of_their_values)
{
    struct view view = sample_view(&arena, false, 2);

    sample_set(&view, 0, "capacity", "12");
    sample_set(&view, 0, "error_m", "2.5");
    sample_set(&view, 0, "beds_total", "many"); /* so the column is text */
    sample_set(&view, 0, "service_names", "一;二\n三");
    sample_set(&view, 0, "medical_code", "0110116381");
    struct package package = open_package(&view);
    answers(&package, "SELECT typeof(capacity) FROM facilities", "integer");
    answers(&package, "SELECT typeof(error_m) FROM facilities", "real");
    answers(&package, "SELECT beds_total FROM facilities", "many");
    answers(&package, "SELECT service_names FROM facilities", "一；二;三");
    answers(&package, "SELECT medical_code FROM facilities", "0110116381");
    answers(&package, "SELECT typeof(phone) FROM facilities", "null");
    answers(&package,
            "SELECT type FROM pragma_table_info('facilities') "
            "WHERE name = 'capacity'",
            "MEDIUMINT");
    close_package(&package);
}

Test(gpkg, it_says_what_it_is_and_of_when)
{
    struct view view = sample_view(&arena, true, 3);
    struct package package = open_package(&view);
    const char *text = ask(&package, "SELECT metadata FROM gpkg_metadata");

    cr_expect(strstr(text, "題名：大津市の在宅医療・介護の地図 <1>\n"));
    cr_expect(strstr(text, "版：市民向け\n"));
    cr_expect(strstr(text, "出典：「医療情報ネット」"));
    cr_expect(strstr(text, "利用条件：CC BY 4.0"));
    cr_expect(strstr(text, "加工：zaitaku が加工しました。\n"));
    cr_expect(strstr(text, "ご注意：行く前に電話してください。\n"));
    answers(&package, "SELECT description FROM gpkg_contents", text);
    answers(&package, "SELECT last_change FROM gpkg_contents",
            "2026-04-01T00:00:00.000Z");
    answers(&package,
            "SELECT name || '|' || title FROM gpkg_data_columns "
            "WHERE column_name = 'phone'",
            "電話番号|Telephone");
    close_package(&package);
}

Test(gpkg, hostile_texts_come_back_as_they_were)
{
    struct view view = hostile_view(&arena);
    struct package package = open_package(&view);

    for (size_t r = 0; r < HOSTILE_COUNT; r++)
        if (*hostile[r])
            answers(&package,
                    arena_format(&arena,
                                 "SELECT name FROM facilities WHERE fid = %zu",
                                 r + 1),
                    hostile[r]);
    close_package(&package);
}
