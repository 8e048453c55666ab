#include "geo/crs.h"
#include "geo/crs_name.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define GRIDS DATA_DIR "/grids"
#define MOVES SOURCE_DIR "/tests/geo/moves.csv"

/* No grid but the one that is named. */
static void set_grids(const char *folder)
{
    unsetenv("PROJ_DATA");
    setenv("XDG_DATA_HOME", "/nonexistent", 1);
    setenv("ZAITAKU_GRIDS", folder, 1);
}

static bool have_grid(void)
{
    return access(GRIDS "/TKY2JGD.tif", R_OK) == 0;
}

struct move {
    char grid[8], from[128], to[16], source[128];
    struct lonlat given, expected;
    double tolerance_m, error_m;
};

static bool read_move(FILE *in, struct move *move)
{
    char line[512];

    while (fgets(line, sizeof(line), in)) {
        if (line[0] == '#')
            continue;
        int n = sscanf(line,
                       "%7[^,],%127[^,],%15[^,],%lf,%lf,%lf,%lf,%lf,%lf,"
                       "%127[^\n]",
                       move->grid, move->from, move->to, &move->given.lon_deg,
                       &move->given.lat_deg, &move->expected.lon_deg,
                       &move->expected.lat_deg, &move->tolerance_m,
                       &move->error_m, move->source);
        cr_assert_eq(n, 10, "%s", line);
        cr_assert_str_eq(move->to, "EPSG:6668");
        return true;
    }
    return false;
}

/* Every row of moves.csv that asks for the grid, or all that do not. */
static size_t check_moves(bool grid)
{
    struct err err = {0};
    struct move move;
    size_t n = 0;
    FILE *in = fopen(MOVES, "r");

    cr_assert_not_null(in, "%s", MOVES);
    while (read_move(in, &move)) {
        if ((strcmp(move.grid, "yes") == 0) != grid)
            continue;
        struct crs_change *change = crs_open(move.from, &err);
        cr_assert_not_null(change, "%s", err.text);
        struct lonlat point = move.given;
        double error_m = -1;
        cr_assert(crs_move(change, &point, &error_m, &err), "%s: %s", move.from,
                  err.text);
        cr_expect_leq(crs_distance_m(point, move.expected), move.tolerance_m,
                      "%s %f,%f: %.9f,%.9f is %f m off (%s)", move.from,
                      move.given.lon_deg, move.given.lat_deg, point.lon_deg,
                      point.lat_deg, crs_distance_m(point, move.expected),
                      move.source);
        cr_expect_eq(error_m, move.error_m, "%s %f,%f states %f", move.from,
                     move.given.lon_deg, move.given.lat_deg, error_m);
        crs_close(change);
        n++;
    }
    fclose(in);
    return n;
}

Test(crs, points_without_the_grid_come_out_as_in_moves_csv)
{
    set_grids("");
    cr_expect_gt(check_moves(false), 15);
}

Test(crs, points_with_the_grid_come_out_as_in_moves_csv)
{
    if (!have_grid())
        cr_skip_test("no TKY2JGD.tif in " GRIDS);
    set_grids(GRIDS);
    cr_expect_gt(check_moves(true), 10);
}

/* The whole country against the grid, every 0.04 degrees. */
Test(crs, the_stated_error_covers_the_difference_from_the_grid)
{
    struct err err = {0};
    size_t n = 0;

    if (!have_grid())
        cr_skip_test("no TKY2JGD.tif in " GRIDS);
    set_grids("");
    struct crs_change *coarse = crs_open("EPSG:4301", &err);
    set_grids(GRIDS);
    struct crs_change *fine = crs_open("EPSG:4301", &err);
    cr_assert(coarse && fine, "%s", err.text);
    for (double lat = 24.01; lat < 45.53; lat += 0.04) {
        for (double lon = 122.93; lon < 145.83; lon += 0.04) {
            struct lonlat a = {lon, lat}, b = a;
            double error_m, fine_error_m;
            cr_assert(crs_move(fine, &b, &fine_error_m, &err));
            cr_assert(crs_move(coarse, &a, &error_m, &err));
            if (fine_error_m > 1) { /* sea: both are the same */
                cr_assert_eq(crs_distance_m(a, b), 0);
                cr_assert_eq(error_m, fine_error_m);
                continue;
            }
            n++;
            cr_assert_leq(crs_distance_m(a, b), error_m, "%f,%f: %f m", lon,
                          lat, crs_distance_m(a, b));
        }
    }
    cr_expect_gt(n, 20000);
    crs_close(coarse);
    crs_close(fine);
}

/* Cells with land at one corner only are moved by a part of the shift. */
Test(crs, no_point_at_the_shore_is_half_moved)
{
    struct err err = {0};

    if (!have_grid())
        cr_skip_test("no TKY2JGD.tif in " GRIDS);
    set_grids(GRIDS);
    struct crs_change *change = crs_open("EPSG:4301", &err);
    cr_assert_not_null(change, "%s", err.text);
    for (double lat = 33; lat < 36; lat += 0.0031) {
        struct lonlat at = {135.5, lat}, moved = at;
        double error_m;
        cr_assert(crs_move(change, &moved, &error_m, &err));
        cr_assert_gt(crs_distance_m(at, moved), 400, "%f", lat);
    }
    crs_close(change);
}

Test(crs, jgd_and_wgs_84_are_left_alone)
{
    static const char *const names[] = {
        "EPSG:4612",      "EPSG:6668",     "EPSG:4326", "世界測地系",
        "jgd2011",        "JGD2000",       "WGS84",     "WGS 84",
        "日本測地系2011", "ＪＧＤ２０００"};
    struct err err = {0};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        struct crs_change *change = crs_open(names[i], &err);
        cr_assert_not_null(change, "%s", err.text);
        cr_expect(crs_is_same(change), "%s", names[i]);
        crs_close(change);
    }
}

Test(crs, every_plane_system_opens_by_code_and_by_name)
{
    static const struct {
        const char *name;
        unsigned epsg;
    } rows[] = {{"平面直角座標系第VI系", 6674},
                {"平面直角座標系第Ⅵ系", 6674},
                {"平面直角座標系第ＶＩ系", 6674},
                {"平面直角座標系 第6系", 6674},
                {"平面直角座標系第十九系", 6687},
                {"世界測地系 平面直角座標系第I系", 6669},
                {"JGD2000/平面直角座標系第1系", 6669},
                {"旧日本測地系 平面直角座標系第Ⅰ系", 30161}};
    struct err err = {0};
    struct crs_name found;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        cr_assert(crs_name_find(rows[i].name, &found), "%s", rows[i].name);
        cr_expect_eq(found.plane_epsg, rows[i].epsg, "%s", rows[i].name);
    }
    for (unsigned zone = 0; zone < 19; zone++) {
        static const unsigned first[] = {2443, 6669, 30161};
        for (int i = 0; i < 3; i++) {
            char name[16];
            snprintf(name, sizeof(name), "EPSG:%u", first[i] + zone);
            struct crs_change *change = crs_open(name, &err);
            cr_assert_not_null(change, "%s", err.text);
            cr_expect_not(crs_is_same(change));
            crs_close(change);
        }
    }
}

Test(crs, an_unknown_name_is_a_usage_error_that_quotes_it)
{
    static const char *const names[] = {"EPSG:3857",
                                        "EPSG:2442",
                                        "EPSG:2462",
                                        "EPSG:",
                                        "EPSG:6674x",
                                        "",
                                        "?",
                                        "平面直角座標系",
                                        "平面直角座標系第20系",
                                        "平面直角座標系第0系",
                                        "火星測地系平面直角座標系第I系",
                                        "/etc/passwd",
                                        "+proj=longlat"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        struct err err = {0};
        char quoted[80];
        snprintf(quoted, sizeof(quoted), "'%s'", names[i]);
        cr_expect_null(crs_open(names[i], &err), "%s", names[i]);
        cr_expect_eq(err.class, ERR_USAGE, "%s", names[i]);
        cr_expect(strstr(err.text, quoted), "%s", err.text);
    }
}

Test(crs, a_point_outside_the_area_is_an_error_and_stays_as_it_was)
{
    static const struct {
        const char *from;
        struct lonlat point;
    } rows[] = {{"EPSG:4301", {35, 136}}, /* swapped */
                {"EPSG:4301", {0, 0}},        {"EPSG:4301", {-0.1278, 51.5074}},
                {"EPSG:6668", {NAN, 35}},     {"EPSG:4301", {INFINITY, 35}},
                {"EPSG:6674", {-2000000, 0}}, {"EPSG:6674", {0, 4000000}},
                {"EPSG:30166", {1e30, 1e30}}};

    set_grids("");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct err err = {0};
        struct crs_change *change = crs_open(rows[i].from, &err);
        struct lonlat point = rows[i].point;
        double error_m = -1;
        cr_assert_not_null(change, "%s", err.text);
        cr_expect_not(crs_move(change, &point, &error_m, &err), "row %zu", i);
        cr_expect_eq(err.class, ERR_PLACE);
        cr_expect_eq(memcmp(&point, &rows[i].point, sizeof(point)), 0);
        cr_expect_eq(error_m, -1);
        crs_close(change);
    }
}

/* New York (JFK) to London (LHR), the example in the manual of GeodSolve
 * (WGS 84, which differs from GRS80 by micrometres here). */
Test(crs, distances_are_geodesic)
{
    struct lonlat jfk = {-73.8, 40.6}, lhr = {-0.5, 51.6};

    cr_expect_float_eq(crs_distance_m(jfk, lhr), 5551759.400, 0.001);
    cr_expect_eq(crs_distance_m(lhr, lhr), 0);
}

Test(crs, the_datum_of_a_map_is_known_by_its_names)
{
    cr_expect(crs_datum_is_ours("D_JGD_2011"));
    cr_expect(crs_datum_is_ours("Japanese Geodetic Datum 2000"));
    cr_expect(crs_datum_is_ours("WGS_1984"));
    cr_expect(crs_datum_is_ours("World Geodetic System 1984 ensemble"));
    cr_expect_not(crs_datum_is_ours("Tokyo"));
    cr_expect_not(crs_datum_is_ours("D_Tokyo"));
    cr_expect_not(crs_datum_is_ours("World Geodetic System 1972"));
    cr_expect_not(crs_datum_is_ours("North American Datum 1983"));
    cr_expect_not(crs_datum_is_ours(""));
}
