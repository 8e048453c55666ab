#include "geo/boundary.h"
#include "geo/crs.h"
#include "tests/geo/given.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(boundary, .init = given_folder, .fini = given_folder_gone);

#define COUNTRY DATA_DIR "/boundaries/municipality_n03_2025_simplified.topojson"
#define WARDS DATA_DIR "/boundaries/municipality_ward_n03_2021_1pct.topojson"
#define SHIGA DATA_DIR "/boundaries/n03_2019_full_shiga"

struct read {
    struct boundaries *all;
    struct municipalities places;
    struct arena arena;
    size_t no_code;
};

static void add(struct read *read, const char *path)
{
    struct err err = {0};

    if (!read->all)
        read->all = boundary_open();
    cr_assert(boundary_read(read->all, path, &read->places, &read->arena,
                            &read->no_code, &err),
              "%s", err.text);
    cr_assert_eq(err.class, ERR_NONE);
}

static void end(struct read *read)
{
    boundary_close(read->all);
    municipalities_release(&read->places);
    arena_release(&read->arena);
}

static const char *name_of(const struct read *read, const char *code)
{
    const struct municipality *place = municipalities_find(&read->places, code);

    cr_assert_not_null(place, "%s", code);
    return place->name ? place->name : "";
}

static double outside(const struct read *read, const char *code, double lon,
                      double lat)
{
    return boundary_outside_m(read->all, code, (struct lonlat){lon, lat});
}

static const char *at(const struct read *read, double lon, double lat)
{
    const char *code = boundary_at(read->all, (struct lonlat){lon, lat});

    return code ? code : "none";
}

/* A square of one degree whose row has only a code. */
static const char *square(const char *code, double west, double south)
{
    char properties[64];

    snprintf(properties, sizeof(properties), "\"N03_007\":\"%s\"", code);
    return given_feature(properties, given_square(west, south, 1));
}

static void expect_error(const char *path, const char *said)
{
    struct boundaries *all = boundary_open();
    struct municipalities places = {0};
    struct arena arena = {0};
    struct err err = {0};
    size_t no_code = 7;

    cr_expect_not(boundary_read(all, path, &places, &arena, &no_code, &err));
    cr_expect_eq(err.class, ERR_PLACE);
    cr_expect(strstr(err.text, said), "%s", err.text);
    cr_expect_eq(no_code, 7);
    cr_expect_eq(places.n, 0);
    cr_expect_eq(boundary_count(all), 0);
    cr_expect_null(boundary_at(all, (struct lonlat){135.5, 35.5}));
    boundary_close(all);
    municipalities_release(&places);
    arena_release(&arena);
}

/* --- the real files ----------------------------------------------------- */

Test(boundary, the_whole_country_of_2025_is_read)
{
    struct read read = {0};

    if (access(COUNTRY, R_OK) != 0)
        cr_skip_test("no file " COUNTRY);
    add(&read, COUNTRY);
    cr_expect_eq(boundary_count(read.all), 1747);
    cr_expect_eq(read.no_code, 0);
    cr_expect_str_eq(name_of(&read, "01100"), "札幌市");
    cr_expect_str_eq(name_of(&read, "25443"), "多賀町");
    cr_expect_str_eq(name_of(&read, "29203"), "大和郡山市");
    cr_expect_str_eq(name_of(&read, "21219"), "郡上市");
    /* Offices: 大津市, 札幌市, 小笠原村. */
    cr_expect_str_eq(at(&read, 135.8546, 35.0179), "25201");
    cr_expect_str_eq(at(&read, 141.3544, 43.0621), "01100");
    cr_expect_str_eq(at(&read, 142.1918, 27.0944), "13421");
    cr_expect_str_eq(at(&read, 139.0, 30.0), "none");
    cr_expect(boundary_has(read.all, "01101"), "札幌市中央区: by its city");
    cr_expect_eq(outside(&read, "01101", 141.3544, 43.0621), 0);
    end(&read);
}

Test(boundary, wards_of_2021_are_read_with_their_city_s_name)
{
    struct read read = {0};

    if (access(WARDS, R_OK) != 0)
        cr_skip_test("no file " WARDS);
    add(&read, WARDS);
    cr_expect_eq(boundary_count(read.all), 1902);
    cr_expect_eq(read.no_code, 4);
    cr_expect_str_eq(name_of(&read, "01102"), "札幌市北区");
    cr_expect_str_eq(name_of(&read, "13101"), "千代田区");
    cr_expect_str_eq(name_of(&read, "13421"), "小笠原村");
    cr_expect_str_eq(name_of(&read, "25443"), "多賀町");
    cr_expect_str_eq(at(&read, 141.3544, 43.0621), "01101");
    cr_expect_eq(outside(&read, "01100", 141.3544, 43.0621), 0);
    cr_expect(boundary_has(read.all, "22138"), "浜松市's wards of 2024");
    cr_expect_eq(outside(&read, "22138", 137.7261, 34.7108), 0);
    end(&read);
}

Test(boundary, full_resolution_is_read_one_file_a_municipality)
{
    struct read read = {0};
    glob_t found;

    if (glob(SHIGA "/*.geojson", 0, NULL, &found) != 0)
        cr_skip_test("no files in " SHIGA);
    for (size_t i = 0; i < found.gl_pathc; i++)
        add(&read, found.gl_pathv[i]);
    globfree(&found);
    cr_expect_eq(boundary_count(read.all), 19);
    cr_expect_str_eq(name_of(&read, "25201"), "大津市");
    cr_expect_str_eq(name_of(&read, "25383"), "日野町");
    cr_expect_str_eq(at(&read, 135.8546, 35.0179), "25201");
    cr_expect_eq(outside(&read, "25201", 135.8546, 35.0179), 0);
    cr_expect_gt(outside(&read, "25443", 135.8546, 35.0179), 30000);
    end(&read);
}

/* --- names and codes ---------------------------------------------------- */

static void expect_name(const char *properties, const char *code,
                        const char *expected)
{
    struct read read = {0};

    add(&read,
        given_geojson("a.geojson",
                      given_feature(properties, given_square(135, 35, 1))));
    cr_expect_str_eq(name_of(&read, code), expected, "%s", properties);
    cr_expect(municipalities_find(&read.places, code)->has_boundary);
    end(&read);
}

Test(boundary, names_of_n03_to_2023_leave_out_the_county)
{
    expect_name(
        "\"N03_001\":\"滋賀県\",\"N03_002\":null,\"N03_003\":\"犬上郡\","
        "\"N03_004\":\"多賀町\",\"N03_007\":\"25443\"",
        "25443", "多賀町");
    expect_name("\"N03_001\":\"北海道\",\"N03_002\":\"石狩振興局\","
                "\"N03_003\":\"札幌市\",\"N03_004\":\"北区\","
                "\"N03_007\":\"01102\"",
                "01102", "札幌市北区");
    expect_name("\"N03_001\":\"東京都\",\"N03_003\":\"小笠原支庁\","
                "\"N03_004\":\"小笠原村\",\"N03_007\":\"13421\"",
                "13421", "小笠原村");
}

Test(boundary, names_of_n03_from_2024_have_the_ward_in_a_field_of_its_own)
{
    expect_name("\"N03_001\":\"静岡県\",\"N03_003\":null,"
                "\"N03_004\":\"浜松市\",\"N03_005\":\"天竜区\","
                "\"N03_007\":\"22140\"",
                "22140", "浜松市天竜区");
    expect_name("\"N03_001\":\"滋賀県\",\"N03_003\":\"犬上郡\","
                "\"N03_004\":\"多賀町\",\"N03_005\":null,"
                "\"N03_007\":\"25443\"",
                "25443", "多賀町");
}

Test(boundary, tables_with_lg_code_give_code_and_name)
{
    expect_name("\"lg_code\":\"252018\",\"city_name\":\"大津市\"", "25201",
                "大津市");
    expect_name("\"code\":\"25443\",\"name\":\"滋賀県犬上郡多賀町\"", "25443",
                "多賀町");
    expect_name("\"code\":\"29203\",\"name\":\"奈良県大和郡山市\"", "29203",
                "大和郡山市");
    expect_name("\"code\":1101,\"name\":\"札幌市中央区\"", "01101",
                "札幌市中央区");
    expect_name("\"N03_007\":\"25201\"", "25201", "");
}

Test(boundary, a_shapefile_in_cp932_gives_its_name)
{
    struct read read = {0};

    add(&read, given_shapefile("N03", 135, 35, STR("\x91\xE5\x92\xC3\x8E\x73"),
                               "25201"));
    cr_expect_str_eq(name_of(&read, "25201"), "大津市");
    cr_expect_str_eq(at(&read, 135.5, 35.5), "25201");
    end(&read);
}

Test(boundary, rows_without_a_code_are_passed_over_and_counted)
{
    struct read read = {0};
    struct buf rows = {0};

    buf_addf(&rows, "%s,%s,%s,%s", square("25201", 135, 35),
             given_feature("\"N03_004\":\"所属未定地\",\"N03_007\":null",
                           given_square(140, 35, 1)),
             square("25000", 141, 35), square("?", 142, 35));
    add(&read, given_geojson("a.geojson", rows.ptr));
    cr_expect_eq(read.no_code, 3);
    cr_expect_eq(boundary_count(read.all), 1);
    cr_expect_str_eq(at(&read, 140.5, 35.5), "none");
    add(&read, given_geojson("b.geojson", rows.ptr));
    cr_expect_eq(read.no_code, 6, "the numbers of two files are added");
    buf_release(&rows);
    end(&read);
}

/* --- inside and outside ------------------------------------------------- */

Test(boundary, a_hole_is_outside)
{
    struct read read = {0};

    add(&read,
        given_geojson(
            "a.geojson",
            given_feature("\"code\":\"25201\"",
                          "[[[135,35],[136,35],[136,36],[135,36],[135,35]],"
                          "[[135.4,35.4],[135.4,35.6],[135.6,35.6],"
                          "[135.6,35.4],[135.4,35.4]]]")));
    cr_expect_eq(outside(&read, "25201", 135.2, 35.2), 0);
    cr_expect_gt(outside(&read, "25201", 135.5, 35.5), 9000);
    cr_expect_str_eq(at(&read, 135.5, 35.5), "none");
    end(&read);
}

Test(boundary, islands_in_several_features_are_one_municipality)
{
    struct read read = {0};
    struct buf rows = {0};

    buf_addf(&rows, "%s,%s,%s", square("13421", 142, 26),
             square("13101", 139, 35), square("13421", 153, 24));
    add(&read, given_geojson("a.geojson", rows.ptr));
    cr_expect_eq(boundary_count(read.all), 2);
    cr_expect_eq(outside(&read, "13421", 142.5, 26.5), 0);
    cr_expect_eq(outside(&read, "13421", 153.5, 24.5), 0);
    cr_expect_str_eq(at(&read, 153.5, 24.5), "13421");
    cr_expect_str_eq(at(&read, 148.0, 25.5), "none");
    buf_release(&rows);
    end(&read);
}

Test(boundary, the_same_polygon_twice_is_no_hole)
{
    struct read read = {0};
    struct buf rows = {0};

    buf_addf(&rows, "%s,%s", square("25201", 135, 35),
             square("25201", 135, 35));
    add(&read, given_geojson("a.geojson", rows.ptr));
    cr_expect_eq(outside(&read, "25201", 135.5, 35.5), 0);
    buf_release(&rows);
    end(&read);
}

Test(boundary, a_self_intersection_needs_no_repair)
{
    struct read read = {0};

    add(&read,
        given_geojson("a.geojson",
                      given_feature("\"code\":\"25201\"",
                                    "[[[135,35],[136,36],[136,35],[135,36],"
                                    "[135,35]]]")));
    cr_expect_str_eq(at(&read, 135.1, 35.5), "25201");
    cr_expect_str_eq(at(&read, 135.9, 35.5), "25201");
    cr_expect_str_eq(at(&read, 135.5, 35.9), "none");
    end(&read);
}

Test(boundary, neighbours_share_their_edge_without_gap_or_overlap)
{
    struct read read = {0};
    struct buf rows = {0};

    buf_addf(&rows, "%s,%s", square("25201", 135, 35),
             square("25202", 136, 35));
    add(&read, given_geojson("a.geojson", rows.ptr));
    cr_expect_str_eq(at(&read, 135.9999999, 35.5), "25201");
    cr_expect_str_eq(at(&read, 136.0, 35.5), "25202");
    buf_release(&rows);
    end(&read);
}

Test(boundary, the_distance_is_the_geodesic_to_the_nearest_edge)
{
    struct read read = {0};
    struct lonlat corner = {136, 36}, far = {136.3, 36.2};

    add(&read, given_geojson("a.geojson", square("25201", 135, 35)));
    cr_expect_eq(outside(&read, "25201", 135.5, 35.5), 0);
    /* 0.001 degrees of the meridian at 36 N: M = 6,357,483 m (GRS80). */
    cr_expect_float_eq(outside(&read, "25201", 135.5, 36.001), 110.9590, 0.002);
    /* 0.01 degrees of the parallel at 35.5 N: N cos = 5,198,411 m. */
    cr_expect_float_eq(outside(&read, "25201", 136.01, 35.5), 907.2939, 0.01);
    cr_expect_float_eq(outside(&read, "25201", far.lon_deg, far.lat_deg),
                       crs_distance_m(corner, far), 0.01);
    cr_expect(outside(&read, "25201", 135.5, 36.00901) < BOUNDARY_TOLERANCE_M);
    cr_expect(outside(&read, "25201", 135.5, 36.00902) > BOUNDARY_TOLERANCE_M);
    /* Another part of the world: still a number. */
    cr_expect_gt(outside(&read, "25201", -8.24389, 53.41291), 9e6);
    end(&read);
}

Test(boundary, a_point_that_is_none_is_nowhere)
{
    struct read read = {0};

    add(&read, given_geojson("a.geojson", square("25201", 135, 35)));
    cr_expect(isnan(outside(&read, "25201", NAN, NAN)));
    cr_expect(isnan(outside(&read, "25201", 136, 1e300)));
    cr_expect(isnan(outside(&read, "25201", 1351.5, 35.5)));
    cr_expect_str_eq(at(&read, NAN, 35.5), "none");
    cr_expect_str_eq(at(&read, -INFINITY, 35.5), "none");
    cr_expect_str_eq(at(&read, 35.5, 135.5), "none");
    end(&read);
}

Test(boundary, a_code_without_any_polygon_is_not_a_number)
{
    static const char *const codes[] = {"25202",  "",      "2520",
                                        "252018", "abcde", "01101"};
    struct read read = {0};

    add(&read, given_geojson("a.geojson", square("25201", 135, 35)));
    for (size_t i = 0; i < 6; i++) {
        cr_expect_not(boundary_has(read.all, codes[i]), "%s", codes[i]);
        cr_expect(isnan(outside(&read, codes[i], 135.5, 35.5)));
    }
    end(&read);
}

/* --- designated cities -------------------------------------------------- */

Test(boundary, a_ward_without_polygon_uses_its_city)
{
    struct read read = {0};

    add(&read, given_geojson("a.geojson", square("01100", 141, 43)));
    cr_expect(boundary_has(read.all, "01101"));
    cr_expect_eq(outside(&read, "01101", 141.5, 43.5), 0);
    cr_expect_gt(outside(&read, "01101", 142.5, 43.5), 1000);
    cr_expect_str_eq(at(&read, 141.5, 43.5), "01100");
    end(&read);
}

Test(boundary, a_city_without_polygon_is_the_union_of_its_wards)
{
    struct read read = {0};
    struct buf rows = {0};

    buf_addf(&rows, "%s,%s", square("01101", 141, 43),
             square("01102", 143, 43));
    add(&read, given_geojson("a.geojson", rows.ptr));
    cr_expect_eq(boundary_count(read.all), 2);
    cr_expect(boundary_has(read.all, "01100"));
    cr_expect_eq(outside(&read, "01100", 141.5, 43.5), 0);
    cr_expect_eq(outside(&read, "01100", 143.5, 43.5), 0);
    cr_expect_float_eq(outside(&read, "01100", 142.9, 43.5),
                       outside(&read, "01102", 142.9, 43.5), 1e-6);
    cr_expect(boundary_has(read.all, "01103"), "a ward that is missing");
    buf_release(&rows);
    end(&read);
}

Test(boundary, wards_come_before_their_city)
{
    struct read read = {0};

    add(&read, given_geojson("a.geojson", square("01101", 141, 43)));
    add(&read, given_geojson("b.geojson", square("01100", 141.5, 43)));
    cr_expect_str_eq(at(&read, 141.7, 43.5), "01101");
    cr_expect_str_eq(at(&read, 142.3, 43.5), "01100");
    cr_expect_gt(outside(&read, "01100", 141.2, 43.5), 1000,
                 "the city's own polygon counts");
    end(&read);
}

/* --- several files, wrong files ----------------------------------------- */

Test(boundary, the_polygon_of_the_first_file_stands)
{
    struct read read = {0};
    struct buf rows = {0};

    buf_addf(&rows, "%s,%s",
             given_feature("\"N03_007\":\"25201\",\"N03_004\":\"大津市\"",
                           given_square(137, 35, 1)),
             square("25202", 138, 35));
    add(&read, given_geojson("a.geojson", square("25201", 135, 35)));
    add(&read, given_geojson("b.geojson", rows.ptr));
    cr_expect_eq(boundary_count(read.all), 2);
    cr_expect_eq(outside(&read, "25201", 135.5, 35.5), 0);
    cr_expect_str_eq(at(&read, 137.5, 35.5), "none");
    cr_expect_str_eq(at(&read, 138.5, 35.5), "25202");
    cr_expect_str_eq(name_of(&read, "25201"), "大津市");
    buf_release(&rows);
    end(&read);
}

Test(boundary, a_file_without_code_field_is_refused_with_both_lists)
{
    const char *path =
        given_geojson("a.geojson", given_feature("\"town\":\"x\",\"area\":1",
                                                 given_square(135, 35, 1)));

    expect_error(path, "looked for N03_007, lg_code_5, lg_code");
    expect_error(path, "town, area");
}

Test(boundary, a_file_without_polygons_is_refused)
{
    expect_error(given_geojson("a.geojson",
                               "{\"type\":\"Feature\",\"properties\":{\"code\":"
                               "\"25201\"},\"geometry\":{\"type\":\"Point\","
                               "\"coordinates\":[135.5,35.5]}}"),
                 "no polygon");
    expect_error(
        given_geojson("b.geojson",
                      given_feature("\"code\":null", given_square(135, 35, 1))),
        "no polygon");
    expect_error(
        given_geojson("c.geojson", given_feature("\"code\":\"25201\"", "")),
        "no polygon");
}

Test(boundary, coordinates_that_are_no_degrees_are_refused)
{
    expect_error(
        given_geojson("a.geojson",
                      given_feature("\"code\":\"25201\"",
                                    given_square(-12000, -110000, 500))),
        "not in degrees");
    expect_error(given_geojson("b.geojson", square("25201", 35, 135)),
                 "not in degrees");
}

Test(boundary, tables_and_damaged_files_are_refused)
{
    expect_error(given_path("none.geojson"), "No such file");
    expect_error(given_bytes("a.csv", STR("N03_007,name\n25201,x\n")),
                 "give a Shapefile");
    expect_error(given_bytes("b.geojson",
                             STR("{\"type\":\"FeatureCollection\","
                                 "\"features\":[{\"type\":\"Feature\",\"prop")),
                 "b.geojson");
    expect_error(given_bytes("c.topojson",
                             STR("{\"type\":\"Topology\",\"arcs\":[[[1,2],")),
                 "c.topojson");
    expect_error(given_bytes("d.gpkg", STR("SQLite format 3\0 and no more")),
                 "d.gpkg");
    given_shapefile("e", 135, 35, STR("x"), "25201");
    expect_error(given_bytes("e.shp", STR("\0\0\x27\x0A")), "e.shp");
}

Test(boundary, a_file_that_fails_halfway_leaves_no_trace)
{
    struct read read = {0};
    struct buf rows = {0};
    struct err err = {0};

    buf_addf(&rows, "%s,%s", square("25202", 136, 35),
             square("25203", 137, 135));
    add(&read, given_geojson("a.geojson", square("25201", 135, 35)));
    cr_expect_not(boundary_read(read.all, given_geojson("b.geojson", rows.ptr),
                                &read.places, &read.arena, &read.no_code,
                                &err));
    cr_expect_eq(boundary_count(read.all), 1);
    cr_expect_not(boundary_has(read.all, "25202"));
    cr_expect_eq(read.places.n, 1);
    add(&read, given_geojson("c.geojson", square("25202", 138, 35)));
    cr_expect_str_eq(at(&read, 138.5, 35.5), "25202");
    cr_expect_str_eq(at(&read, 136.5, 35.5), "none");
    buf_release(&rows);
    end(&read);
}
