/* audit.gpkg, asked in SQL. */
#include "geo/access/mesh.h"
#include "output/db.h"
#include "output/report/figures.h"
#include "tests/report/written.h"

#include <math.h>

static struct sample sample;
static struct buf bytes;
static struct db *db;

static void open_package(void)
{
    struct err err = {0};

    bytes = written(report_gpkg, &sample.audit);
    db = db_open_bytes(buf_str(&bytes), "audit.gpkg", &err);
    cr_assert_not_null(db, "%s", err.text);
}

static void make_package(void)
{
    sample_make(&sample);
    open_package();
}

static struct db_rows *ask(const char *sql)
{
    struct err err = {0};
    struct db_rows *rows = db_prepare(db, sql, &err);

    cr_assert_not_null(rows, "%s: %s", sql, err.text);
    return rows;
}

static bool next(struct db_rows *rows)
{
    struct err err = {0};
    bool more;

    cr_assert(db_next(rows, &more, &err), "%s", err.text);
    return more;
}

static void answers(const char *sql, const char *text)
{
    struct db_rows *rows = ask(sql);

    cr_assert(next(rows), "%s: nothing", sql);
    cr_expect_str_eq(db_text(rows, 0), text, "%s: '%s', not '%s'", sql,
                     db_text(rows, 0), text);
    db_end(rows);
}

Test(gpkg_report, the_file_is_a_sound_geopackage)
{
    make_package();
    answers("PRAGMA integrity_check", "ok");
    answers("PRAGMA application_id", "1196444487"); /* GPKG */
    answers("SELECT group_concat(table_name || ' ' || data_type, ',') FROM "
            "gpkg_contents",
            "areas features,meshes features,facilities features,figures "
            "attributes,about attributes");
    answers("SELECT group_concat(table_name || ' ' || geometry_type_name || "
            "' ' || srs_id, ',') FROM gpkg_geometry_columns",
            "areas MULTIPOLYGON 6668,meshes POLYGON 6668,facilities POINT "
            "6668");
    answers("SELECT count(*) FROM gpkg_extensions WHERE extension_name = "
            "'gpkg_rtree_index'",
            "3");
    answers("SELECT count(*) FROM pragma_foreign_key_check", "0");
    answers("SELECT group_concat(last_change) FROM gpkg_contents WHERE "
            "table_name = 'areas'",
            "2026-04-15T00:00:00.000Z");
}

Test(gpkg_report, every_index_is_whole_and_holds_every_shape)
{
    static const char *const layer[] = {"areas", "meshes", "facilities"};
    struct buf sql = {0};

    make_package();
    for (int l = 0; l < 3; l++) {
        buf_clear(&sql);
        buf_addf(&sql, "SELECT rtreecheck('rtree_%s_geom')", layer[l]);
        answers(sql.ptr, "ok");
        buf_clear(&sql);
        buf_addf(&sql,
                 "SELECT count(*) FROM (SELECT fid FROM %s WHERE geom NOT NULL "
                 "EXCEPT SELECT id FROM rtree_%s_geom)",
                 layer[l], layer[l]);
        answers(sql.ptr, "0");
        buf_clear(&sql);
        buf_addf(&sql,
                 "SELECT count(*) FROM (SELECT id FROM rtree_%s_geom EXCEPT "
                 "SELECT fid FROM %s WHERE geom NOT NULL)",
                 layer[l], layer[l]);
        answers(sql.ptr, "0");
    }
    buf_release(&sql);
}

/* The boxes of an index are those of the cells, up to the next float; found
 * through many nodes. */
Test(gpkg_report, a_search_finds_the_meshes_that_it_meets_and_no_others)
{
    static const struct mesh_box wanted[] = {{136.02, 35.04, 136.05, 35.06},
                                             {136.0, 35.0, 137.0, 36.0},
                                             {136.3, 35.2, 136.31, 35.21},
                                             {139.0, 35.0, 140.0, 36.0}};

    sample_make_sized(&sample, 9, 20, 2);
    open_package();
    struct db_rows *rows = ask(
        "SELECT count(*) FROM rtree_meshes_geom WHERE maxx >= ?1 AND minx <= "
        "?2 AND maxy >= ?3 AND miny <= ?4");
    for (size_t w = 0; w < sizeof(wanted) / sizeof(*wanted); w++) {
        const struct mesh_box *of = &wanted[w];
        struct err err = {0};
        size_t met = 0, sure = 0;
        bool more;
        for (size_t m = 0; m < sample.people.n_mesh; m++) {
            struct mesh_box box = mesh_box(sample.people.mesh[m].code);
            double d = 2e-5; /* of a float near 136 */
            if (!sample.audit.own_mesh[m] ||
                people_of(&sample.people, m, 0)[AGE_ALL] <= 0)
                continue;
            sure += box.east_deg >= of->west_deg &&
                    box.west_deg <= of->east_deg &&
                    box.north_deg >= of->south_deg &&
                    box.south_deg <= of->north_deg;
            met += box.east_deg + d >= of->west_deg &&
                   box.west_deg - d <= of->east_deg &&
                   box.north_deg + d >= of->south_deg &&
                   box.south_deg - d <= of->north_deg;
        }
        db_bind_real(rows, 1, of->west_deg);
        db_bind_real(rows, 2, of->east_deg);
        db_bind_real(rows, 3, of->south_deg);
        db_bind_real(rows, 4, of->north_deg);
        cr_assert(db_next(rows, &more, &err) && more);
        size_t found = (size_t)db_int(rows, 0);
        cr_expect(found >= sure && found <= met, "%zu of %zu to %zu", found,
                  sure, met);
        db_end(rows);
        rows = ask("SELECT count(*) FROM rtree_meshes_geom WHERE maxx >= ?1 "
                   "AND minx <= ?2 AND maxy >= ?3 AND miny <= ?4");
    }
    db_end(rows);
}

static double real_at(const unsigned char *blob, size_t at)
{
    double number;

    memcpy(&number, blob + at, sizeof(number));
    return number;
}

Test(gpkg_report, a_mesh_is_its_cell)
{
    make_package();
    struct db_rows *rows = ask("SELECT code, geom FROM meshes ORDER BY fid");
    size_t n = 0, len;
    for (; next(rows); n++) {
        struct mesh_box box = mesh_box(mesh_read(str_of(db_text(rows, 0))));
        const unsigned char *blob = db_bytes(rows, 1, &len);
        /* Header of 8, order, type, rings, points, five points of 16. */
        cr_assert_eq(len, 8 + 1 + 4 + 4 + 4 + 5 * 16);
        cr_expect(memcmp(blob, "GP\0\1", 4) == 0);
        cr_expect_eq(real_at(blob, 21), box.west_deg);
        cr_expect_eq(real_at(blob, 29), box.south_deg);
        cr_expect_eq(real_at(blob, 21 + 32), box.east_deg);
        cr_expect_eq(real_at(blob, 29 + 32), box.north_deg);
        cr_expect_eq(real_at(blob, 21), real_at(blob, 21 + 64));
    }
    cr_expect_eq(n, 60);
    db_end(rows);
}

/* ---- WKB, OGC 06-103r4, 8.2 ---- */

static const unsigned char *at;

static uint32_t take_uint(void)
{
    uint32_t number;

    memcpy(&number, at, sizeof(number));
    at += sizeof(number);
    return number;
}

static void take_begin(uint32_t type)
{
    uint32_t found;

    cr_assert_eq(*at, 1); /* little-endian */
    at++;
    found = take_uint();
    cr_assert_eq(found, type);
}

/* Square degrees; the ring is closed. */
static double take_ring(void)
{
    uint32_t n = take_uint();
    const unsigned char *first = at;
    double sum = 0;

    cr_assert(n >= 4 && n < 1000);
    for (uint32_t i = 0; i + 1 < n; i++, at += 16)
        sum += (real_at(at, 0) - real_at(first, 0)) *
                   (real_at(at, 24) - real_at(first, 8)) -
               (real_at(at, 16) - real_at(first, 0)) *
                   (real_at(at, 8) - real_at(first, 8));
    cr_expect(memcmp(at, first, 16) == 0, "a ring is open");
    at += 16;
    return sum / 2;
}

static double take_multipolygon(void)
{
    double sum = 0;

    take_begin(6);
    for (uint32_t polygons = take_uint(); polygons > 0; polygons--) {
        take_begin(3);
        uint32_t rings = take_uint();
        for (uint32_t r = 0; r < rings; r++) {
            double area = take_ring();
            cr_expect(r == 0 ? area > 0 : area < 0);
            sum += area;
        }
    }
    return sum;
}

/* Members joined, a lake, an island, a hole: as areas.geojson has them. */
Test(gpkg_report, an_area_is_its_polygons)
{
    static const double square = 0.025 * 0.05;
    const double area[8] = {
        square,     square,
        square,     square,
        square,     square / 2 - 0.004 * 0.008 + 0.004 * 0.005,
        3 * square, 2.5 * square * 80 / 81};
    size_t n = 0, len;

    make_package();
    struct db_rows *rows = ask("SELECT geom FROM areas ORDER BY fid");
    for (; next(rows); n++) {
        const unsigned char *blob = db_bytes(rows, 0, &len);
        cr_expect(memcmp(blob, "GP\0\1", 4) == 0);
        at = blob + 8;
        double found = take_multipolygon();
        cr_expect_float_eq(found, area[n], 1e-7);
        cr_expect_eq((size_t)(at - blob), len);
    }
    cr_expect_eq(n, 8);
    db_end(rows);
}

Test(gpkg_report, the_table_of_figures_has_every_figure)
{
    struct buf name = {0}, sql = {0};

    make_package();
    buf_add_text(&sql, "SELECT \"set\", code, need, year");
    for (size_t f = 0; f < figure_count; f++) {
        buf_clear(&name);
        figure_add_name(&name, &figures[f], &sample.audit);
        buf_addf(&sql, ", \"%s\"", name.ptr);
    }
    buf_add_text(&sql, " FROM figures ORDER BY fid");
    struct db_rows *rows = ask(sql.ptr);
    for (size_t s = 0; s < sample.audit.n_set; s++)
        for (size_t r = 0; r < sample.audit.set[s].n_region; r++)
            for (size_t n = 0; n < sample.order.n_need; n++)
                for (size_t y = 0; y < SAMPLE_YEARS; y++) {
                    const struct audit_region *of =
                        &sample.audit.set[s].region[r];
                    cr_assert(next(rows));
                    cr_expect_str_eq(db_text(rows, 1), of->region->code);
                    cr_expect_str_eq(db_text(rows, 2), sample.need[n].id);
                    for (size_t f = 0; f < figure_count; f++) {
                        double told = db_real(rows, 4 + (int)f);
                        double is =
                            figure_value(&figures[f], &sample.audit.need[n],
                                         &of->cell[n], y);
                        cr_expect(told == is || (isnan(told) && isnan(is)));
                    }
                }
    cr_expect(!next(rows));
    db_end(rows);
    buf_release(&name);
    buf_release(&sql);
}

Test(gpkg_report, areas_have_the_columns_of_the_geojson)
{
    make_package();
    answers("SELECT count(*) FROM areas", "8");
    answers("SELECT count(*) FROM areas WHERE geom IS NULL", "0");
    answers("SELECT name FROM areas WHERE code = '25401'", "𠮷野町");
    answers("SELECT visiting_nurse__covered_share_2025 = (SELECT covered / "
            "people_75 FROM figures WHERE code = '25401' AND need = "
            "'visiting-nurse' AND year = 2025) FROM areas WHERE code = '25401'",
            "1");
    answers("SELECT count(*) FROM areas WHERE "
            "nursing_psychiatric__covered_share_2025 NOT NULL",
            "0");
}

Test(gpkg_report, every_column_has_a_heading_of_its_own)
{
    make_package();
    answers("SELECT count(*) FROM (SELECT table_name, name FROM "
            "gpkg_data_columns GROUP BY 1, 2 HAVING count(*) > 1)",
            "0");
    answers("SELECT count(*) FROM gpkg_contents c, pragma_table_info("
            "c.table_name) i LEFT JOIN gpkg_data_columns d ON d.table_name = "
            "c.table_name AND d.column_name = i.name WHERE d.name IS NULL AND "
            "i.name NOT IN ('fid', 'geom')",
            "0");
}

/* Two needs of the same name are no reason to fail. */
Test(gpkg_report, needs_of_the_same_name_get_different_headings)
{
    sample_make(&sample);
    sample.need[1].name_ja = sample.need[0].name_ja;
    open_package();
    answers("SELECT count(*) FROM gpkg_data_columns WHERE table_name = "
            "'facilities' AND name LIKE '% (home_care_clinic)'",
            "1");
}

Test(gpkg_report, facilities_say_what_they_meet_and_nothing_private)
{
    make_package();
    answers("SELECT count(*) FROM facilities WHERE visiting_nurse = 'yes' AND "
            "own",
            "24");
    answers("SELECT count(*) FROM facilities WHERE nursing_24h = 'no'", "2");
    answers("SELECT services FROM facilities WHERE id = 'k-2500000000'",
            "訪問看護");
    answers("SELECT count(*) FROM facilities WHERE geom IS NULL", "1");
    answers("SELECT count(*) FROM pragma_table_info('facilities') WHERE name "
            "IN ('phone', 'fax', 'email', 'address')",
            "0");
    cr_expect(!written_has(&bytes, "000-0000-0000"));
}

Test(gpkg_report, a_facility_that_staff_closed_is_not_there)
{
    sample_make(&sample);
    for (size_t f = 0; f < sample.table.n_facility; f++)
        sample.table.facility[f]->closed = "2026-01-31に閉院";
    for (size_t n = 0; n < sample.order.n_need; n++)
        for (size_t m = 0; m < sample.people.n_mesh; m++)
            sample.audit.need[n].mesh[m].nearest = NO_FACILITY;
    open_package();
    answers("SELECT count(*) FROM facilities", "0");
    answers("SELECT rtreecheck('rtree_facilities_geom')", "ok");
}

/* Far away, and nobody's nearest. */
Test(gpkg_report, a_facility_that_plays_no_part_is_not_there)
{
    sample_make(&sample);
    sample.table.facility[8]->point = (struct lonlat){141.3, 43.1};
    for (size_t n = 0; n < sample.order.n_need; n++)
        for (size_t m = 0; m < sample.people.n_mesh; m++)
            if (sample.audit.need[n].mesh[m].nearest == 8)
                sample.audit.need[n].mesh[m].nearest = NO_FACILITY;
    open_package();
    answers("SELECT count(*) FROM facilities WHERE id = 'k-2500000008'", "0");
    answers("SELECT count(*) FROM facilities WHERE own", "32");
}

/* Even farther than the limit. */
Test(gpkg_report, the_nearest_facility_of_a_mesh_is_always_there)
{
    sample_make(&sample);
    sample.table.facility[8]->point = (struct lonlat){141.3, 43.1};
    sample.audit.need[0].mesh[1].nearest = 8;
    open_package();
    answers("SELECT own FROM facilities WHERE id = 'k-2500000008'", "0");
}

Test(gpkg_report, what_it_says_of_itself_is_a_table_and_metadata)
{
    make_package();
    answers("SELECT text FROM about WHERE heading = '作成日'", "2026年4月15日");
    answers("SELECT count(*) FROM about WHERE heading = '人口の出典'", "2");
    answers("SELECT metadata LIKE '%加工して作成しました%' FROM gpkg_metadata",
            "1");
    answers("SELECT description LIKE '%CC BY 4.0%' FROM gpkg_contents WHERE "
            "table_name = 'meshes'",
            "1");
}
