#include "geo/ogr.h"
#include "tests/geo/given.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(ogr, .init = given_folder, .fini = given_folder_gone);

/* 大津市 in the bytes of CP932 and of UTF-8. */
#define OTSU_CP932 "\x91\xE5\x92\xC3\x8E\x73"
#define OTSU "大津市"

static void expect_refused(const char *path, const char *said)
{
    struct err err = {0};
    struct ogr_file *file = ogr_open(path, &err);

    cr_expect_null(file, "%s", path);
    cr_expect_eq(err.class, ERR_PLACE, "%s", path);
    cr_expect(strstr(err.text, said), "%s: %s", path, err.text);
    cr_expect(strstr(err.text, path) || strstr(err.text, strrchr(path, '/')),
              "the file is named: %s", err.text);
    ogr_close(file);
}

/* The text of a field in the first row. */
static void expect_text(const char *path, const char *field,
                        const char *expected)
{
    struct arena arena = {0};
    struct err err = {0};
    struct ogr_file *file = ogr_open(path, &err);
    bool more = false;

    cr_assert_not_null(file, "%s", err.text);
    cr_assert(ogr_set_layer(file, 0, &err), "%s", err.text);
    cr_assert(ogr_read(file, &more, &err) && more, "%s", err.text);
    struct str text = ogr_get_text(file, ogr_find_field(file, field), &arena);
    cr_expect(str_is(text, expected), "'%.*s'", STR_ARG(text));
    ogr_close(file);
    arena_release(&arena);
}

static bool layer_is_read(const char *path, struct err *err)
{
    struct ogr_file *file = ogr_open(path, err);

    cr_assert_not_null(file, "%s", err->text);
    bool ok = ogr_set_layer(file, 0, err);
    ogr_close(file);
    return ok;
}

Test(ogr, a_missing_file_is_a_place_error)
{
    expect_refused(given_path("none.geojson"), "No such file");
}

Test(ogr, only_regular_files_are_opened)
{
    mkdir(given_path("folder.gpkg"), 0700);
    expect_refused(given_path("folder.gpkg"), "not a regular file");
    mkfifo(given_path("pipe.geojson"), 0600);
    expect_refused(given_path("pipe.geojson"), "not a regular file");
    expect_refused("/dev/null", "not a regular file");
    expect_refused("/vsicurl/http://localhost/a.geojson", "No such file");
    expect_refused("/vsizip/a.zip/a.shp", "No such file");
}

Test(ogr, a_zip_is_refused_with_the_advice_to_unzip_it)
{
    expect_refused(given_bytes("N03.zip", STR("PK\003\004 and more")),
                   "unzip it");
    expect_refused(given_bytes("N03.shp", STR("PK\003\004 and more")),
                   "unzip it");
}

Test(ogr, other_formats_are_refused_whatever_their_name)
{
    static const char *const names[] = {"a.csv", "b.geojson",  "c.gpkg",
                                        "d.shp", "e.topojson", "f"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        expect_refused(given_bytes(names[i], STR("N03_007,name\n25201,x\n")),
                       "give a Shapefile");
        expect_refused(given_bytes(names[i], STR("")), "give a Shapefile");
        expect_refused(given_bytes(names[i], STR("<kml><Document/></kml>")),
                       "give a Shapefile");
    }
}

/* A VRT names other files; one that GDAL would open stands beside it. */
Test(ogr, a_vrt_is_never_followed)
{
    int port, listener = given_port(&port);
    char source[3][256], text[1024];
    static const char *const names[] = {"a.vrt", "b.geojson", "c.gpkg",
                                        "d.shp"};
    const char *there =
        given_geojson("there.geojson", given_feature("\"code\":\"25201\"",
                                                     given_square(135, 35, 1)));

    snprintf(source[0], sizeof(source[0]), "%s", there);
    snprintf(source[1], sizeof(source[1]),
             "/vsicurl/http://127.0.0.1:%d/a.geojson", port);
    snprintf(source[2], sizeof(source[2]), "file:///etc/passwd");
    for (size_t i = 0; i < 12; i++) {
        snprintf(text, sizeof(text),
                 "<OGRVRTDataSource><OGRVRTLayer name=\"there\">"
                 "<SrcDataSource>%s</SrcDataSource></OGRVRTLayer>"
                 "</OGRVRTDataSource>",
                 source[i % 3]);
        expect_refused(given_bytes(names[i % 4], str_of(text)),
                       "give a Shapefile");
    }
    cr_expect_not(given_port_was_called(listener));
    close(listener);
}

Test(ogr, a_coordinate_system_given_as_an_address_is_not_fetched)
{
    int port, listener = given_port(&port);
    static const char *const types[] = {"link", "url"};
    struct err err = {0};
    char text[1024];

    for (size_t i = 0; i < 2; i++) {
        snprintf(text, sizeof(text),
                 "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"%s\","
                 "\"properties\":{\"href\":\"http://127.0.0.1:%d/crs\","
                 "\"url\":\"http://127.0.0.1:%d/crs\",\"type\":\"ogcwkt\"}},"
                 "\"features\":[%s]}",
                 types[i], port, port,
                 given_feature("\"code\":\"25201\"", given_square(135, 35, 1)));
        ogr_close(ogr_open(given_bytes("a.geojson", str_of(text)), &err));
    }
    cr_expect_not(given_port_was_called(listener));
    close(listener);
}

Test(ogr, a_damaged_file_is_an_error_with_the_cause)
{
    const char *path =
        given_geojson("whole.geojson", given_feature("\"code\":\"25201\"",
                                                     given_square(135, 35, 1)));
    FILE *in = fopen(path, "rb");
    char bytes[2048];
    size_t n = fread(bytes, 1, sizeof(bytes), in);

    fclose(in);
    for (size_t cut = n - 2; cut > 9; cut -= 7) {
        struct err err = {0};
        bool more = true, ok;
        path = given_bytes("cut.geojson", (struct str){bytes, cut});
        struct ogr_file *file = ogr_open(path, &err);
        ok = file && ogr_set_layer(file, 0, &err);
        while (ok && more)
            ok = ogr_read(file, &more, &err);
        cr_expect_not(ok, "cut at %zu of %zu", cut, n);
        cr_expect(err.class == ERR_NONE || err.class == ERR_PLACE);
        ogr_close(file);
    }
}

Test(ogr, a_shapefile_without_cpg_is_read_as_cp932)
{
    expect_text(given_shapefile("a", 135, 35, STR(OTSU_CP932), "25201"),
                "N03_004", OTSU);
}

Test(ogr, a_cpg_of_utf_8_is_respected)
{
    const char *path = given_shapefile("a", 135, 35, STR(OTSU), "25201");

    given_bytes("a.cpg", STR("UTF-8"));
    expect_text(path, "N03_004", OTSU);
}

Test(ogr, a_cpg_of_cp932_is_respected)
{
    static const char *const names[] = {"CP932", "932", "Shift_JIS", "SJIS"};

    for (size_t i = 0; i < 4; i++) {
        const char *path =
            given_shapefile("a", 135, 35, STR(OTSU_CP932), "25201");
        given_bytes("a.cpg", str_of(names[i]));
        expect_text(path, "N03_004", OTSU);
    }
}

Test(ogr, utf_8_in_a_shapefile_without_cpg_is_still_read)
{
    expect_text(given_shapefile("a", 135, 35, STR(OTSU), "25201"), "N03_004",
                OTSU);
}

Test(ogr, bytes_that_are_no_text_give_none)
{
    expect_text(given_shapefile("a", 135, 35, STR("\xFF\xFE\x80\xFD"), "25201"),
                "N03_004", "");
}

Test(ogr, fields_are_found_in_either_case_and_listed)
{
    struct err err = {0};
    struct buf names = {0};
    struct ogr_file *file =
        ogr_open(given_shapefile("a", 135, 35, STR("x"), "25201"), &err);

    cr_assert_not_null(file, "%s", err.text);
    cr_assert(ogr_set_layer(file, 0, &err));
    cr_expect_eq(ogr_layer_count(file), 1);
    cr_expect_eq(ogr_find_field(file, "n03_007"), 1);
    cr_expect_eq(ogr_find_field(file, "none"), -1);
    ogr_add_field_names(file, &names);
    cr_expect_str_eq(names.ptr, "N03_004, N03_007");
    buf_release(&names);
    ogr_close(file);
}

Test(ogr, a_layer_of_another_datum_or_a_projection_is_refused)
{
    static const struct {
        const char *prj, *name;
    } rows[] = {
        {"GEOGCS[\"GCS_Tokyo\",DATUM[\"D_Tokyo\",SPHEROID[\"Bessel_1841\","
         "6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\","
         "0.0174532925199433]]",
         "Tokyo"},
        {"PROJCS[\"JGD_2011_Japan_Zone_6\",GEOGCS[\"GCS_JGD_2011\",DATUM["
         "\"D_JGD_2011\",SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],"
         "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],"
         "PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",0.0]"
         ",PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\","
         "136.0],PARAMETER[\"Scale_Factor\",0.9999],PARAMETER["
         "\"Latitude_Of_Origin\",36.0],UNIT[\"Meter\",1.0]]",
         "Zone"},
    };

    for (size_t i = 0; i < 2; i++) {
        struct err err = {0};
        const char *path = given_shapefile("a", 135, 35, STR("x"), "25201");
        given_bytes("a.prj", str_of(rows[i].prj));
        cr_expect_not(layer_is_read(path, &err));
        cr_expect_eq(err.class, ERR_PLACE);
        cr_expect(strstr(err.text, "-t_srs EPSG:6668"), "%s", err.text);
    }
}

Test(ogr, jgd_in_the_spelling_of_esri_is_accepted)
{
    static const char *const names[] = {"JGD_2011", "JGD_2000", "WGS_1984"};
    struct err err = {0};
    char prj[512];

    for (size_t i = 0; i < 3; i++) {
        const char *path = given_shapefile("a", 135, 35, STR("x"), "25201");
        snprintf(prj, sizeof(prj),
                 "GEOGCS[\"GCS_%s\",DATUM[\"D_%s\",SPHEROID[\"GRS_1980\","
                 "6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
                 "UNIT[\"Degree\",0.0174532925199433]]",
                 names[i], names[i]);
        given_bytes("a.prj", str_of(prj));
        cr_expect(layer_is_read(path, &err), "%s: %s", names[i], err.text);
    }
}

Test(ogr, what_gdal_says_reaches_nobody_but_the_error)
{
    struct err err = {0};
    int kept = dup(STDERR_FILENO);
    const char *path = given_path("stderr");
    struct stat status;

    cr_assert_not_null(freopen(path, "w", stderr));
    cr_expect_null(ogr_open(given_bytes("a.geojson", STR("{\"type\":")), &err));
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    cr_assert_eq(stat(path, &status), 0);
    cr_expect_eq(status.st_size, 0);
    cr_expect_eq(err.class, ERR_PLACE);
}

Test(ogr, fields_are_numbers_where_they_are_declared_so)
{
    struct arena arena = {0};
    struct err err = {0};
    const char *path = given_geojson(
        "n.geojson",
        given_feature("\"a\":1.5,\"b\":\"2.5\",\"c\":null,\"d\":12345678901",
                      given_square(136, 35, 1)));
    struct ogr_file *file = ogr_open(path, &err);
    bool more;
    double number = 0;

    cr_assert_not_null(file, "%s", err.text);
    cr_assert(ogr_set_layer(file, 0, &err));
    cr_expect_eq(ogr_field_count(file), 4);
    cr_expect(str_is(ogr_field_label(file, 1, &arena), "b"));
    cr_assert(ogr_read(file, &more, &err) && more);
    cr_expect(ogr_get_number(file, 0, &number) && number == 1.5);
    cr_expect_not(ogr_get_number(file, 1, &number), "it is text");
    cr_expect_not(ogr_get_number(file, 2, &number), "it is null");
    cr_expect_not(ogr_get_number(file, -1, &number));
    cr_expect(ogr_get_number(file, 3, &number) && number == 12345678901.0);
    ogr_close(file);
    arena_release(&arena);
}

static void ignore_ring(void *to, bool outer, const struct lonlat *point,
                        size_t n)
{
    (void)outer, (void)point, (void)n;
    ++*(int *)to;
}

Test(ogr, fields_that_nobody_wants_are_not_read)
{
    struct arena arena = {0};
    struct err err = {0};
    const char *path = given_shapefile("w", 136, 35, STR(OTSU), "25201");
    struct ogr_file *file = ogr_open(path, &err);
    int field, rings = 0;
    bool more;

    cr_assert_not_null(file, "%s", err.text);
    cr_assert(ogr_set_layer(file, 0, &err));
    field = ogr_find_field(file, "N03_007");
    ogr_want_fields(file, (const int[]){field, -1}, 2);
    cr_assert(ogr_read(file, &more, &err) && more);
    cr_expect(str_is(ogr_get_text(file, field, &arena), "25201"));
    cr_expect_eq(
        ogr_get_text(file, ogr_find_field(file, "N03_004"), &arena).len, 0);
    cr_expect(ogr_read_rings(file, ignore_ring, &rings, &err));
    cr_expect_eq(rings, 0, "the outline is left out too");
    ogr_close(file);
    arena_release(&arena);
}

Test(ogr, a_dbf_is_a_table_without_outlines)
{
    struct arena arena = {0};
    struct err err = {0};
    char alone[4096];
    bool more;
    const char *shape = given_shapefile("d", 136, 35, STR(OTSU_CP932), "25201");

    snprintf(alone, sizeof(alone), "%s", given_path("d.dbf"));
    cr_assert(remove(shape) == 0 && remove(given_path("d.shx")) == 0);
    struct ogr_file *file = ogr_open(alone, &err);
    cr_assert_not_null(file, "%s", err.text);
    cr_assert(ogr_set_layer(file, 0, &err), "%s", err.text);
    cr_assert(ogr_read(file, &more, &err) && more, "%s", err.text);
    cr_expect(
        str_is(ogr_get_text(file, ogr_find_field(file, "N03_004"), &arena),
               OTSU),
        "CP932 as in a shapefile");
    ogr_close(file);
    arena_release(&arena);
}
