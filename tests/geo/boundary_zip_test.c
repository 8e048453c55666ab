#include "geo/boundary.h"
#include "tests/base/given.h"
#include "tests/geo/given.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define SHIGA DATA_DIR "/boundaries/n03_2019_full_shiga"
#define OTSU_CP932 "\x91\xE5\x92\xC3\x8E\x73"
#define OTSU_EUC_JP "\xC2\xE7\xC4\xC5\xBB\xD4"

/* Unpacked files lie here for a while. */
static void begin(void)
{
    given_folder();
    cr_assert_eq(mkdir(given_path("tmp"), 0700), 0);
    setenv("TMPDIR", given_path("tmp"), 1);
}

static void nothing_is_left(void)
{
    DIR *folder = opendir(given_path("tmp"));

    if (!folder)
        return;
    for (struct dirent *e; (e = readdir(folder)) != NULL;)
        cr_expect(e->d_name[0] == '.', "'%s' is left", e->d_name);
    closedir(folder);
}

static void end(void)
{
    nothing_is_left();
    given_folder_gone();
}

TestSuite(boundary_zip, .init = begin, .fini = end);

/* A file of the test's folder as a member, one after another. */
struct zip {
    struct given_member member[32];
    struct buf bytes[32];
    size_t n;
};

static void put(struct zip *zip, const char *name, struct str bytes)
{
    cr_assert_lt(zip->n, 32u);
    buf_add_str(&zip->bytes[zip->n], bytes);
    zip->member[zip->n] =
        (struct given_member){name, buf_str(&zip->bytes[zip->n]), false};
    zip->n++;
}

static void put_file(struct zip *zip, const char *name, const char *path)
{
    struct buf bytes = {0};
    FILE *in = fopen(path, "rb");
    char chunk[65536];
    size_t got;

    cr_assert_not_null(in, "%s", path);
    while ((got = fread(chunk, 1, sizeof(chunk), in)) > 0)
        buf_add(&bytes, chunk, got);
    fclose(in);
    put(zip, name, buf_str(&bytes));
    buf_release(&bytes);
}

/* NAME.geojson of one square with a name. */
static void put_geojson(struct zip *zip, const char *name, const char *code,
                        const char *city, double west)
{
    char properties[256];

    snprintf(properties, sizeof(properties),
             "\"N03_004\":\"%s\",\"N03_005\":null,\"N03_007\":\"%s\"", city,
             code);
    put_file(
        zip, name,
        given_geojson("member.geojson",
                      given_feature(properties, given_square(west, 35, 1))));
}

/* STEM.shp and what stands beside it, of one square. */
static void put_shapefile(struct zip *zip, const char *const name[3],
                          const char *code, struct str city, double west)
{
    given_shapefile("member", west, 35, city, code);
    put_file(zip, name[0], given_path("member.shp"));
    put_file(zip, name[1], given_path("member.shx"));
    put_file(zip, name[2], given_path("member.dbf"));
}

static const char *write_zip(struct zip *zip, const char *name)
{
    struct buf bytes = given_zip(zip->member, zip->n);
    const char *path = given_bytes(name, buf_str(&bytes));

    buf_release(&bytes);
    for (size_t i = 0; i < zip->n; i++)
        buf_release(&zip->bytes[i]);
    zip->n = 0;
    return path;
}

struct read {
    struct boundaries *all;
    struct municipalities places;
    struct arena arena;
    size_t no_code;
    struct err err;
};

static bool read_path(struct read *read, const char *path)
{
    read->all = read->all ? read->all : boundary_open();
    return boundary_read(read->all, path, &read->places, &read->arena,
                         &read->no_code, &read->err);
}

static void release(struct read *read)
{
    boundary_close(read->all);
    municipalities_release(&read->places);
    arena_release(&read->arena);
    *read = (struct read){0};
}

/* What the maps say, "25201 大津市;" for each point asked for. */
static const char *answers(struct read *read, const char *path,
                           const double *lon, size_t n)
{
    static char text[512];

    text[0] = '\0';
    cr_assert(read_path(read, path), "%s", read->err.text);
    for (size_t i = 0; i < n; i++) {
        const char *code =
            boundary_at(read->all, (struct lonlat){lon[i], 35.5});
        const struct municipality *place =
            code ? municipalities_find(&read->places, code) : NULL;
        size_t len = strlen(text);
        snprintf(text + len, sizeof(text) - len, "%s %s;", code ? code : "none",
                 place && place->name ? place->name : "?");
    }
    return text;
}

static void expect(const char *path, double lon, const char *expected)
{
    struct read read = {0};

    cr_expect_str_eq(answers(&read, path, &lon, 1), expected);
    nothing_is_left();
    release(&read);
}

static void expect_error(const char *path, const char *said)
{
    struct read read = {0};

    cr_expect_not(read_path(&read, path));
    cr_expect_eq(read.err.class, ERR_PLACE, "%s", read.err.text);
    cr_expect(strstr(read.err.text, said), "%s", read.err.text);
    cr_expect(strstr(read.err.text, strrchr(path, '/') + 1),
              "the zip is named: %s", read.err.text);
    cr_expect_null(strstr(read.err.text, "zaitaku-scratch"),
                   "no file of ours is named: %s", read.err.text);
    cr_expect_eq(read.places.n, 0);
    cr_expect_eq(boundary_count(read.all), 0);
    nothing_is_left();
    release(&read);
}

/* --- what is read ------------------------------------------------------- */

/* The members of N03-20260101_13_GML.zip, in a folder as others have them. */
Test(boundary_zip, n03_of_a_prefecture_is_read_as_published)
{
    static const char *const shape[] = {
        "N03-20250101_25_GML/N03-20250101_25.shp",
        "N03-20250101_25_GML/N03-20250101_25.shx",
        "N03-20250101_25_GML/N03-20250101_25.dbf"};
    struct zip zip = {0};

    put(&zip, "N03-20250101_25_GML/", STR(""));
    put(&zip, "N03-20250101_25_GML/KS-META-N03-20250101_25.xml",
        STR("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><MD_Metadata/>"));
    put(&zip, "N03-20250101_25_GML/N03-20250101_25.cpg", STR("UTF-8"));
    put_shapefile(&zip, shape, "25201", STR("of the shapefile"), 135);
    put_geojson(&zip, "N03-20250101_25_GML/N03-20250101_25.geojson", "25201",
                "大津市", 135);
    put(&zip, "N03-20250101_25_GML/N03-20250101_25.prj", STR("GEOGCS[]"));
    put(&zip, "N03-20250101_25_GML/N03-20250101_25.xml", STR("<ksj/>"));
    expect(write_zip(&zip, "N03-20250101_25_GML.zip"), 135.5, "25201 大津市;");
}

Test(boundary_zip, a_shapefile_is_read_with_what_stands_beside_it)
{
    static const char *const shape[] = {"N03.shp", "N03.shx", "N03.dbf"};
    static const char *const loud[] = {"A/N03.SHP", "a/n03.SHX", "A/N03.dbf"};
    struct zip zip = {0};

    put_shapefile(&zip, shape, "25201", STR(OTSU_CP932), 135);
    expect(write_zip(&zip, "cp932.zip"), 135.5, "25201 大津市;");
    put_shapefile(&zip, loud, "25201", STR("大津市"), 135);
    put(&zip, "A/N03.CPG", STR("UTF-8"));
    put(&zip, "other/N03.dbf", STR("not this one"));
    expect(write_zip(&zip, "utf8.zip"), 135.5, "25201 大津市;");
    put_shapefile(&zip, shape, "25201", STR(OTSU_EUC_JP), 135);
    put(&zip, "N03.cpg", STR("EUC-JP"));
    expect(write_zip(&zip, "euc.zip"), 135.5, "25201 大津市;");
}

/* The .prj is taken along: it is what refuses another datum. */
Test(boundary_zip, a_shapefile_of_another_datum_is_refused_by_its_prj)
{
    static const char *const shape[] = {"a/N03.shp", "a/N03.shx", "a/N03.dbf"};
    struct zip zip = {0};

    put_shapefile(&zip, shape, "25201", STR("x"), 135);
    put(&zip, "a/N03.prj",
        STR("GEOGCS[\"GCS_Tokyo\",DATUM[\"D_Tokyo\",SPHEROID[\"Bessel_1841\","
            "6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0.0],"
            "UNIT[\"Degree\",0.0174532925199433]]"));
    expect_error(write_zip(&zip, "tokyo.zip"),
                 "'tokyo.zip:a/N03.shp' is in the coordinate system");
}

/* N03-20250101_GML.zip holds both maps in both formats. */
Test(boundary_zip, n03_of_the_country_is_read_without_its_prefectures)
{
    static const char *const cities[] = {"N03.shp", "N03.shx", "N03.dbf"};
    static const char *const prefectures[] = {
        "N03_prefecture.shp", "N03_prefecture.shx", "N03_prefecture.dbf"};
    static const double lon[] = {135.5, 137.5};
    struct read read = {0};
    struct zip zip = {0};

    put_geojson(&zip, "N03_prefecture.geojson", "25000", "", 135);
    put_shapefile(&zip, prefectures, "25000", STR(""), 137);
    put_geojson(&zip, "N03.geojson", "25201", "of the GeoJSON", 135);
    put_shapefile(&zip, cities, "25201", STR(OTSU_CP932), 135);
    cr_expect_str_eq(
        answers(&read, write_zip(&zip, "N03-20250101_GML.zip"), lon, 2),
        "25201 大津市;none ?;");
    cr_expect_eq(read.no_code, 0, "prefectures do not lack a code");
    release(&read);
}

Test(boundary_zip, one_file_a_municipality_is_read_whole)
{
    static const double lon[] = {135.5, 136.5, 137.5};
    struct read read = {0};
    struct zip zip = {0};

    put_geojson(&zip, "25/25201.geojson", "25201", "大津市", 135);
    put_geojson(&zip, "25/25202.geojson", "25202", "彦根市", 136);
    put_geojson(&zip, "25/25203.geojson", "25203", "長浜市", 137);
    put(&zip, "package.json", STR("{\"no\":\"map\"}"));
    cr_expect_str_eq(answers(&read, write_zip(&zip, "25.zip"), lon, 3),
                     "25201 大津市;25202 彦根市;25203 長浜市;");
    nothing_is_left();
    release(&read);
}

Test(boundary_zip, a_json_is_a_map_where_nothing_else_is)
{
    struct zip zip = {0};

    put_geojson(&zip, "a.json", "25201", "大津市", 135);
    put(&zip, "readme.txt", STR("..."));
    expect(write_zip(&zip, "a.zip"), 135.5, "25201 大津市;");
}

Test(boundary_zip, backslashes_and_cp932_in_names_are_no_matter)
{
    static const char *const shape[] = {
        "\x8D\x73\x90\xAD\x8B\xE6\x88\xE6\\N03.shp",
        "\x8D\x73\x90\xAD\x8B\xE6\x88\xE6\\N03.shx",
        "\x8D\x73\x90\xAD\x8B\xE6\x88\xE6\\N03.dbf"};
    struct zip zip = {0};

    put_shapefile(&zip, shape, "25201", STR(OTSU_CP932), 135);
    expect(write_zip(&zip, "a.zip"), 135.5, "25201 大津市;");
    put_shapefile(&zip, shape, "?", STR("x"), 135);
    expect_error(write_zip(&zip, "b.zip"), "'b.zip:行政区域/N03.shp' has no");
}

Test(boundary_zip, the_sample_answers_as_it_does_outside_a_zip)
{
    struct read plain = {0}, zipped = {0};
    struct zip zip = {0};
    size_t n = 0;

    put_file(&zip, "town.geojson",
             SOURCE_DIR "/samples/boundaries/town.geojson");
    cr_assert(read_path(&plain, SOURCE_DIR "/samples/boundaries/town.geojson"));
    cr_assert(read_path(&zipped, write_zip(&zip, "town.zip")), "%s",
              zipped.err.text);
    cr_expect_eq(boundary_count(zipped.all), boundary_count(plain.all));
    for (int x = 1200; x < 1500; x++)
        for (int y = 300; y < 400; y++) {
            struct lonlat at = {x / 10.0, y / 10.0};
            const char *one = boundary_at(plain.all, at);
            const char *other = boundary_at(zipped.all, at);
            n += one != NULL;
            cr_expect_eq(strcmp(one ? one : "", other ? other : ""), 0);
        }
    cr_expect_gt(n, 0u);
    release(&plain);
    release(&zipped);
}

Test(boundary_zip, full_resolution_of_a_prefecture_is_read)
{
    struct read read = {0};
    struct zip zip = {0};
    glob_t found;

    if (glob(SHIGA "/*.geojson", 0, NULL, &found) != 0)
        cr_skip_test("no files in " SHIGA);
    for (size_t i = 0; i < found.gl_pathc; i++)
        put_file(&zip, strrchr(found.gl_pathv[i], '/') + 1, found.gl_pathv[i]);
    cr_assert(read_path(&read, write_zip(&zip, "shiga.zip")), "%s",
              read.err.text);
    globfree(&found);
    cr_expect_eq(boundary_count(read.all), 19);
    const char *code =
        boundary_at(read.all, (struct lonlat){135.8546, 35.0179});
    cr_assert_not_null(code);
    cr_expect_str_eq(code, "25201");
    release(&read);
}

Test(boundary_zip, the_polygon_of_the_first_zip_stands)
{
    static const double lon[] = {135.5, 137.5};
    struct read read = {0};
    struct zip zip = {0};

    put_geojson(&zip, "a.geojson", "25201", "大津市", 135);
    cr_assert(read_path(&read, write_zip(&zip, "a.zip")));
    put_geojson(&zip, "b.geojson", "25201", "大津市", 137);
    cr_expect_str_eq(answers(&read, write_zip(&zip, "b.zip"), lon, 2),
                     "25201 大津市;none ?;");
    release(&read);
}

/* --- what is refused ---------------------------------------------------- */

Test(boundary_zip, two_editions_in_one_zip_are_refused)
{
    static const char *const old[] = {"N03-2024.shp", "N03-2024.shx",
                                      "N03-2024.dbf"};
    static const char *const new[] = {"N03-2025.shp", "N03-2025.shx",
                                      "N03-2025.dbf"};
    struct zip zip = {0};

    put_shapefile(&zip, old, "25201", STR("x"), 135);
    put_shapefile(&zip, new, "25201", STR("x"), 136);
    expect_error(write_zip(&zip, "two.zip"),
                 "'two.zip:N03-2024.shp' and 'two.zip:N03-2025.shp' both have "
                 "the municipality 25201");
    put_geojson(&zip, "a.geojson", "25201", "x", 135);
    put_geojson(&zip, "a.topojson", "25201", "x", 135);
    expect_error(write_zip(&zip, "same.zip"), "both have");
}

Test(boundary_zip, a_zip_without_a_map_is_refused_with_both_lists)
{
    struct zip zip = {0};

    put(&zip, "N03/N03.xml", STR("<ksj/>"));
    put(&zip, "shp", STR("no extension"));
    put(&zip, "a.shp.xml", STR("<metadata/>"));
    put(&zip, "read.me", STR("..."));
    const char *path = write_zip(&zip, "gml.zip");
    expect_error(path, "holds no map");
    expect_error(path, ".geojson, .topojson, .gpkg, .fgb, .shp, .json");
    expect_error(path, "found N03/N03.xml, shp, a.shp.xml, ...;");
    expect_error(given_bytes("empty.zip",
                             STR("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")),
                 "found none");
}

Test(boundary_zip, a_workbook_holds_no_map)
{
    const char *path = given_workbook(NULL, NULL, "");
    struct zip zip = {0};

    put_file(&zip, "book.xlsx", path);
    struct str bytes = zip.member[0].bytes;
    expect_error(given_bytes("book.xlsx", bytes), "found book.xlsx;");
    expect_error(write_zip(&zip, "book.zip"), "found book.xlsx;");
}

Test(boundary_zip, a_shapefile_without_its_table_is_refused)
{
    struct zip zip = {0};

    given_shapefile("member", 135, 35, STR("x"), "25201");
    put_file(&zip, "a/N03.shp", given_path("member.shp"));
    put_file(&zip, "a/N03.shx", given_path("member.shx"));
    put_file(&zip, "b/N03.dbf", given_path("member.dbf"));
    expect_error(write_zip(&zip, "a.zip"), "the zip has no .dbf file");
}

Test(boundary_zip, a_damaged_member_is_refused)
{
    struct zip zip = {0};

    put_geojson(&zip, "N03.geojson", "25201", "x", 135);
    zip.member[0].stored = true;
    struct buf bytes = given_zip(zip.member, 1);
    char *city = memmem(bytes.ptr, bytes.len, "N03_004", 7);
    cr_assert_not_null(city);
    city[6] = '5';
    expect_error(given_bytes("crc.zip", buf_str(&bytes)),
                 "'crc.zip:N03.geojson' cannot be unpacked: its checksum");
    expect_error(given_bytes("cut.zip", (struct str){bytes.ptr, bytes.len / 2}),
                 "'cut.zip' cannot be unpacked");
    buf_release(&bytes);
    buf_release(&zip.bytes[0]);
}

/* GDAL's own words name the member too, not a file of ours. */
Test(boundary_zip, a_map_that_gdal_refuses_is_named_by_its_member)
{
    static const char *const shape[] = {"a/N03.shp", "a/N03.shx", "a/N03.dbf"};
    struct zip zip = {0};

    put(&zip, "a/N03.geojson", STR("{\"type\":\"FeatureCollection\",\"fea"));
    expect_error(write_zip(&zip, "json.zip"), "json.zip:a/N03.geojson");
    put_shapefile(&zip, shape, "25201", STR("x"), 135);
    buf_clear(&zip.bytes[1]);
    zip.member[1].bytes = STR("\0\0\x27\x0A");
    expect_error(write_zip(&zip, "shx.zip"), "shx.zip:a/N03.sh");
    put(&zip, "a/N03.geojson",
        STR("{\"type\":\"Feature\",\"properties\":{\"code\":\"25201\"},"
            "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[135,135],"
            "[136,135],[136,136],[135,135]]]}}"));
    expect_error(write_zip(&zip, "degrees.zip"),
                 "'degrees.zip:a/N03.geojson' is not in degrees");
    put(&zip, "a/N03.gpkg", STR("SQLite format 3\0 and no more"));
    expect_error(write_zip(&zip, "gpkg.zip"), "gpkg.zip:a/N03.gpkg");
}

Test(boundary_zip, no_field_of_codes_is_told_of_the_member_or_the_zip)
{
    struct zip zip = {0};
    const char *town = given_geojson(
        "t.geojson", given_feature("\"town\":\"x\"", given_square(135, 35, 1)));

    put_file(&zip, "a.geojson", town);
    expect_error(write_zip(&zip, "one.zip"),
                 "'one.zip:a.geojson' has no field");
    put_file(&zip, "a.geojson", town);
    put_file(&zip, "b.geojson", town);
    expect_error(write_zip(&zip, "two.zip"), "two.zip' has no field");
}

Test(boundary_zip, a_bomb_is_refused_unwritten)
{
    struct buf zeros = given_zeros((size_t)64 << 20);
    struct zip zip = {.member = {{"N03.geojson", buf_str(&zeros), false}},
                      .n = 1};
    struct buf bytes = given_zip(zip.member, 1);

    cr_assert_lt(bytes.len, 100000u);
    expect_error(given_bytes("bomb.zip", buf_str(&bytes)), "zip bomb");
    buf_release(&bytes);
    buf_release(&zeros);
}

Test(boundary_zip, names_that_leave_the_folder_are_refused)
{
    static const char *const names[] = {"../N03.geojson", "/tmp/N03.geojson",
                                        "a\\..\\..\\N03.geojson"};
    struct zip zip = {0};

    for (size_t i = 0; i < 3; i++) {
        put_geojson(&zip, names[i], "25201", "x", 135);
        expect_error(write_zip(&zip, "names.zip"), "no plain name");
    }
}

Test(boundary_zip, a_zip_in_a_zip_is_refused)
{
    struct zip zip = {0};

    put_geojson(&zip, "N03.geojson", "25201", "x", 135);
    const char *inner = write_zip(&zip, "inner.zip");
    put_file(&zip, "N03.shp", inner);
    expect_error(write_zip(&zip, "outer.zip"), "a zip inside a zip");
}

Test(boundary_zip, a_map_that_fails_after_others_leaves_no_trace)
{
    static const double lon[] = {135.5, 136.5};
    struct read read = {0};
    struct zip zip = {0};

    put_geojson(&zip, "a.geojson", "25201", "x", 135);
    put(&zip, "b.geojson", STR("{\"type\":"));
    const char *path = write_zip(&zip, "b.zip");
    expect_error(path, "b.zip:b.geojson");
    cr_assert_not(read_path(&read, path));
    read.err = (struct err){0};
    put_geojson(&zip, "a.geojson", "25202", "彦根市", 137);
    put_geojson(&zip, "b.geojson", "25201", "大津市", 136);
    cr_expect_str_eq(answers(&read, write_zip(&zip, "a.zip"), lon, 2),
                     "none ?;25201 大津市;");
    release(&read);
}

Test(boundary_zip, no_room_to_unpack_is_a_fault_of_the_disk)
{
    struct rlimit limit, before;
    struct read read = {0};
    struct zip zip = {0};

    put_geojson(&zip, "N03.geojson", "25201", "x", 135);
    const char *path = write_zip(&zip, "a.zip");
    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    limit = before;
    limit.rlim_cur = 100;
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    bool ok = read_path(&read, path);
    setrlimit(RLIMIT_FSIZE, &before);
    cr_expect_not(ok);
    cr_expect_eq(read.err.class, ERR_STORAGE);
    cr_expect(strstr(read.err.text, "'a.zip:N03.geojson'"), "%s",
              read.err.text);
    nothing_is_left();
    release(&read);

    setenv("TMPDIR", given_path("none"), 1);
    cr_expect_not(read_path(&read, path));
    cr_expect_eq(read.err.class, ERR_STORAGE);
    cr_expect(strstr(read.err.text, "TMPDIR"), "%s", read.err.text);
    release(&read);
}
