#include "geo/access/mesh.h"
#include "geo/ogr.h"
#include "tests/access/given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int levels[] = {4, 6, 8, 9, 10, 11};
#define N_LEVELS (sizeof(levels) / sizeof(*levels))

static bool same_box(struct mesh_box a, struct mesh_box b)
{
    return memcmp(&a, &b, sizeof(a)) == 0;
}

Test(mesh, published_places_have_their_published_codes)
{
    FILE *in = given_open("mesh.csv");
    char *cell[5];
    size_t n = 0;

    for (; given_row(in, cell, 5); n++) {
        struct lonlat point = {strtod(cell[1], NULL), strtod(cell[0], NULL)};
        int digits = atoi(cell[2]);
        uint64_t code = strtoull(cell[3], NULL, 10);
        cr_expect_eq(mesh_at(point, digits), code, "%s,%s: %ju, not %s (%s)",
                     cell[0], cell[1], (uintmax_t)mesh_at(point, digits),
                     cell[3], cell[4]);
        cr_expect_eq(mesh_digits(code), digits);
    }
    cr_expect_geq(n, 5);
    fclose(in);
}

Test(mesh, published_cells_have_their_published_edges)
{
    FILE *in = given_open("mesh_boxes.csv");
    char *cell[6];
    size_t n = 0;

    for (; given_row(in, cell, 6); n++) {
        struct mesh_box box = mesh_box(strtoull(cell[0], NULL, 10));
        double edge[] = {box.west_deg, box.south_deg, box.east_deg,
                         box.north_deg};
        for (int i = 0; i < 4; i++)
            cr_expect_str_eq(given_printed(edge[i], cell[i + 1]), cell[i + 1],
                             "%s (%s)", cell[0], cell[5]);
    }
    cr_expect_geq(n, 25);
    fclose(in);
}

struct extent {
    double west, south, east, north;
};

static void add_ring(void *to, bool outer, const struct lonlat *point, size_t n)
{
    struct extent *extent = to;

    cr_assert(outer);
    for (size_t i = 0; i < n; i++) {
        extent->west = fmin(extent->west, point[i].lon_deg);
        extent->south = fmin(extent->south, point[i].lat_deg);
        extent->east = fmax(extent->east, point[i].lon_deg);
        extent->north = fmax(extent->north, point[i].lat_deg);
    }
}

static size_t check_polygons(const char *path)
{
    struct arena arena = {0};
    struct err err = {0};
    struct ogr_file *file = ogr_open(path, &err);
    bool more;
    size_t n = 0;

    cr_assert_not_null(file, "%s", err.text);
    cr_assert(ogr_set_layer(file, 0, &err), "%s", err.text);
    int field = ogr_find_field(file, "MESH_ID");
    for (; ogr_read(file, &more, &err) && more; n++) {
        struct extent extent = {INFINITY, INFINITY, -INFINITY, -INFINITY};
        uint64_t code = mesh_read(ogr_get_text(file, field, &arena));
        cr_assert_eq(mesh_digits(code), 8);
        cr_assert(ogr_read_rings(file, add_ring, &extent, &err), "%s",
                  err.text);
        struct mesh_box box = mesh_box(code);
        double off = fmax(fmax(fabs(box.west_deg - extent.west),
                               fabs(box.south_deg - extent.south)),
                          fmax(fabs(box.east_deg - extent.east),
                               fabs(box.north_deg - extent.north)));
        cr_expect_lt(off, 1e-9, "%ju is %g degrees off", (uintmax_t)code, off);
    }
    ogr_close(file);
    arena_release(&arena);
    return n;
}

Test(mesh, polygons_of_published_population_meshes_are_the_computed_ones)
{
    static const char *const path[] = {
        DATA_DIR "/population/mesh_1km_2018_25/1km_mesh_2018_25.shp",
        DATA_DIR "/population/mesh_1km_2018_27/1km_mesh_2018_27.shp"};

    if (access(path[0], R_OK) || access(path[1], R_OK))
        cr_skip_test("the population meshes (../shared/data) are not here");
    size_t n = check_polygons(path[0]) + check_polygons(path[1]);
    cr_expect_gt(n, 3000, "%zu meshes", n);
}

/* Call `check` for every third-level cell of the range, 8 million. */
static size_t each_third(void (*check)(uint64_t code))
{
    size_t n = 0;

    for (uint64_t row = 30; row < 69; row++)
        for (uint64_t column = 22; column < 54; column++)
            for (uint64_t second = 0; second < 78; second++)
                for (uint64_t third = 0; second % 10 < 8 && third < 100;
                     third++, n++)
                    check(((row * 100 + column) * 100 + second) * 100 + third);
    return n;
}

static void check_both_ways(uint64_t code)
{
    struct mesh_box box = mesh_box(code);
    struct lonlat centre = mesh_centre(code);

    if (mesh_digits(code) != 8 || mesh_at(centre, 8) != code ||
        mesh_at((struct lonlat){box.west_deg, box.south_deg}, 8) != code)
        cr_assert_fail("%ju comes back as %ju, its corner as %ju",
                       (uintmax_t)code, (uintmax_t)mesh_at(centre, 8),
                       (uintmax_t)mesh_at(
                           (struct lonlat){box.west_deg, box.south_deg}, 8));
}

Test(mesh, every_third_level_cell_of_japan_comes_back_from_centre_and_corner)
{
    cr_expect_eq(each_third(check_both_ways), 39 * 32 * 6400);
}

/* East and north of a cell lies the one that has the same edge, bit for bit;
 * just before that edge it is still this cell. */
static void check_neighbours(uint64_t code, int digits)
{
    struct mesh_box box = mesh_box(code);
    struct lonlat centre = mesh_centre(code);
    struct lonlat east = {box.east_deg, centre.lat_deg};
    struct lonlat north = {centre.lon_deg, box.north_deg};
    uint64_t right = mesh_at(east, digits), upper = mesh_at(north, digits);

    if (right) {
        struct mesh_box next = mesh_box(right);
        cr_assert(right != code && next.west_deg == box.east_deg &&
                      next.south_deg == box.south_deg &&
                      next.north_deg == box.north_deg,
                  "%ju is not east of %ju", (uintmax_t)right, (uintmax_t)code);
    }
    if (upper) {
        struct mesh_box next = mesh_box(upper);
        cr_assert(upper != code && next.south_deg == box.north_deg &&
                      next.west_deg == box.west_deg &&
                      next.east_deg == box.east_deg,
                  "%ju is not north of %ju", (uintmax_t)upper, (uintmax_t)code);
    }
    east.lon_deg = nextafter(east.lon_deg, 0);
    north.lat_deg = nextafter(north.lat_deg, 0);
    cr_assert_eq(mesh_at(east, digits), code);
    cr_assert_eq(mesh_at(north, digits), code);
}

static void check_tile(uint64_t code)
{
    check_neighbours(code, 8);
}

Test(mesh, third_level_cells_of_japan_tile_it_without_gaps)
{
    each_third(check_tile);
}

/* A valid code of any level. */
static uint64_t some_code(struct given *given, int digits)
{
    struct lonlat point = {given_number(given, 122, 154),
                           given_number(given, 20, 46)};
    return mesh_at(point, digits);
}

Test(mesh, cells_of_all_levels_come_back_and_tile)
{
    struct given given = {20241};

    for (int i = 0; i < 60000; i++) {
        int digits = levels[i % (int)N_LEVELS];
        uint64_t code = some_code(&given, digits);
        cr_assert_eq(mesh_digits(code), digits, "%ju", (uintmax_t)code);
        cr_assert_eq(mesh_at(mesh_centre(code), digits), code);
        check_neighbours(code, digits);
    }
}

Test(mesh, a_cell_lies_in_its_parents_and_four_halves_fill_it)
{
    struct given given = {77};

    for (int i = 0; i < 20000; i++) {
        uint64_t code = some_code(&given, 11);
        struct lonlat centre = mesh_centre(code);
        for (size_t level = 0; level < N_LEVELS; level++)
            cr_assert_eq(mesh_parent(code, levels[level]),
                         mesh_at(centre, levels[level]), "%ju at %d digits",
                         (uintmax_t)code, levels[level]);
        uint64_t parent = mesh_parent(code, 10);
        struct mesh_box south_west = mesh_box(parent * 10 + 1);
        struct mesh_box north_east = mesh_box(parent * 10 + 4);
        struct mesh_box whole = {south_west.west_deg, south_west.south_deg,
                                 north_east.east_deg, north_east.north_deg};
        cr_assert(same_box(whole, mesh_box(parent)));
        cr_assert_eq(mesh_box(parent * 10 + 2).west_deg, south_west.east_deg);
        cr_assert_eq(mesh_box(parent * 10 + 3).south_deg, south_west.north_deg);
    }
    cr_expect_eq(mesh_parent(533946113, 9), 533946113);
    cr_expect_eq(mesh_parent(533946113, 10), 0);
    cr_expect_eq(mesh_parent(533946113, 7), 0, "no level has 7 digits here");
}

Test(mesh, a_number_with_a_digit_out_of_its_range_is_no_code)
{
    static const uint64_t bad[] = {0,          1,           5,
                                   53,         533,         53394,
                                   5339461,    533986,      533948,
                                   53398011,   53390811,    533946110,
                                   533946115,  533946119,   5339461130,
                                   5339461135, 53394611310, 53394611315,
                                   2936,       6936,        5321,
                                   5354,       533946113111 /* 12 digits */};

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        cr_expect_eq(mesh_digits(bad[i]), 0, "%ju", (uintmax_t)bad[i]);
}

Test(mesh, only_the_range_of_japan_has_codes)
{
    static const struct lonlat outside[] = {
        {121.999, 30}, {154, 30},  {135, 19.999},  {135, 46},
        {NAN, 35},     {135, NAN}, {INFINITY, 35}, {135, -INFINITY},
        {-135, 35},    {135, -35}, {0, 0},         {1e300, 1e300}};

    for (size_t i = 0; i < sizeof(outside) / sizeof(*outside); i++)
        cr_expect_eq(mesh_at(outside[i], 8), 0, "%f,%f", outside[i].lon_deg,
                     outside[i].lat_deg);
    cr_expect_eq(mesh_at((struct lonlat){122, 20}, 8), 30220000);
    cr_expect_eq(mesh_at((struct lonlat){135, 35}, 7), 0);
    cr_expect_eq(mesh_at((struct lonlat){135, 35}, 0), 0);
}

static uint64_t code_of(const char *text)
{
    return mesh_read(str_of(text));
}

Test(mesh, codes_are_read_in_any_width_and_as_spreadsheets_write_them)
{
    cr_expect_eq(code_of("53394611"), 53394611);
    cr_expect_eq(code_of("５３３９４６１１３"), 533946113);
    cr_expect_eq(code_of("5339４６11"), 53394611);
    cr_expect_eq(code_of(" 53394611\xE3\x80\x80"), 53394611);
    cr_expect_eq(code_of("53394611.0"), 53394611);
    cr_expect_eq(code_of("53394611.000"), 53394611);
    cr_expect_eq(code_of("５３３９４６１１．０"), 53394611);
    cr_expect_eq(code_of("53394611."), 53394611);
    cr_expect_eq(code_of("53394611311"), 53394611311);
}

Test(mesh, text_that_is_no_code_is_refused)
{
    static const char *const bad[] = {"",
                                      " ",
                                      "KEY_CODE",
                                      "5339-46-11",
                                      "53394611a",
                                      "-53394611",
                                      "+53394611",
                                      "53394611.5",
                                      "53394611.0.0",
                                      ".53394611",
                                      "5.3394611E7",
                                      "53394811x",
                                      "5339 4611",
                                      "53 39",
                                      "53398011",
                                      "*",
                                      "99999999999999999999999999",
                                      "053394611",
                                      "五三三九",
                                      "5339461\xFF",
                                      "\xEF\xBC"};

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        cr_expect_eq(code_of(bad[i]), 0, "'%s'", bad[i]);
}

Test(mesh, sizes_have_their_usual_names)
{
    static const char *const name[] = {"80km", "10km", "1km",
                                       "500m", "250m", "125m"};

    for (size_t i = 0; i < N_LEVELS; i++)
        cr_expect_str_eq(mesh_size_name(levels[i]), name[i]);
    cr_expect_null(mesh_size_name(7));
    cr_expect_null(mesh_size_name(0));
}
