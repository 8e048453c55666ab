/* Areas as polygons. */
#include "tests/audit/read_given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

TestSuite(area_maps, .init = given_read_folder, .fini = given_read_folder_gone);

#define SQUARE(west, south, east, north)                                       \
    "[[[" #west "," #south "],[" #east "," #south "],[" #east "," #north       \
    "],[" #west "," #north "],[" #west "," #south "]]]"
#define AREA(properties, polygon)                                              \
    "{\"type\":\"Feature\",\"properties\":{" properties                        \
    "},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":" polygon "}}"
#define MAP(features)                                                          \
    "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

Test(area_maps, a_mesh_lies_in_the_polygon_that_holds_its_centre)
{
    struct world world;

    world_make(&world);
    /* The cells' inner border is at 136.0625. */
    const struct region_set *set = world_read_set(
        &world, NULL,
        GIVEN_FILE(
            "m.geojson",
            MAP(AREA(
                "\"日常生活圏域名\":\"西\",\"年度\":2024",
                "[[[136,35],[136.0625,35],[136.0625,35.1],"
                "[136,35.1],[136,35]]]") "," AREA("\"日常生活圏域名\":\"東\"",
                                                  "[[[136.0625,35],[136.2,35],["
                                                  "136.2,35.1],"
                                                  "[136.0625,35.1],[136.0625,"
                                                  "35]]]"))),
        "日常生活圏域");
    cr_assert_str_eq(world_at(set, world_mesh(0, 0)), "西");
    cr_assert_str_eq(world_at(set, world_mesh(0, 1)), "東");
    cr_assert_str_eq(world_at(set, world_mesh(1, 0)), "東");
    cr_assert_str_eq(world_at(set, world_mesh(2, 0)), "-");
    cr_assert_str_eq(world_of(set, 0), "西");
    cr_assert_str_eq(world_of(set, 1), "東");
    cr_assert_str_eq(set->vintage, "2024");
    const struct region *west = world_region(set, "西");
    cr_assert_eq(west->n_ring, 1);
    cr_assert_eq(west->ring_end[0], 5);
    cr_assert_eq(west->outline[0].lon_deg, 136);
    cr_assert_eq(west->outline[4].lat_deg, 35);
    cr_assert_str_eq(west->prefecture, "滋賀県");
    cr_assert(west->own);
    cr_assert_not(set->approximate);
    world_release(&world);
}

Test(area_maps, parts_of_one_area_are_one_region_with_all_their_rings)
{
    struct world world;

    world_make(&world);
    const struct region_set *set = world_read_set(
        &world, "老人福祉圏域",
        GIVEN_FILE(
            "m.geojson",
            MAP(AREA(
                "\"name\":\"湖\",\"code\":\"7\"",
                SQUARE(136, 35, 136.1,
                       35.1)) "," AREA("\"name\":\"山\",\"code\":\"8\"",
                                       SQUARE(136.2, 35, 136.3,
                                              35.1)) "," AREA("\"name\":\"湖\","
                                                              "\"code\":\"7\"",
                                                              SQUARE(136.1, 35,
                                                                     136.2,
                                                                     35.1)))),
        "老人福祉圏域");
    cr_assert_eq(set->n_region, 2);
    cr_assert_eq(world_region(set, "7")->n_ring, 2);
    cr_assert_eq(world_region(set, "7")->ring_end[1], 10);
    cr_assert_str_eq(world_at(set, world_mesh(1, 3)), "7");
    cr_assert_str_eq(world_at(set, world_mesh(2, 0)), "8");
    cr_assert_str_eq(world_region(set, "8")->prefecture, "大阪府");
    world_release(&world);
}

/* The polygon ends 400 m west of the centres of meshes 1 and 3. */
Test(area_maps, a_centre_at_the_shore_belongs_to_the_area_that_reaches_its_mesh)
{
    struct world world;

    world_make(&world);
    double centre = world.people.mesh[world_mesh(0, 1)].centre.lon_deg;
    char text[2048];
    snprintf(text, sizeof(text),
             MAP(AREA("\"日常生活圏域\":\"町\"",
                      "[[[136,35],[%.6f,35],[%.6f,35.0585],[136,35.0585],"
                      "[136,35]]]")),
             centre - 0.0044, centre - 0.0044);
    /* Three of four: mesh 3 is farther than its half diagonal from it. */
    const struct region_set *set =
        world_read_set(&world, NULL, given_read_file("m.geojson", str_of(text)),
                       "日常生活圏域");
    cr_assert_str_eq(world_at(set, world_mesh(0, 0)), "町");
    cr_assert_str_eq(world_at(set, world_mesh(0, 1)), "-");
    snprintf(text, sizeof(text),
             MAP(AREA("\"日常生活圏域\":\"町\"",
                      "[[[136,35],[%.6f,35],[%.6f,35.0585],[%.6f,35.0585],"
                      "[%.6f,35.1],[136,35.1],[136,35]]]")),
             centre + 0.004, centre + 0.004, centre - 0.0044, centre - 0.0044);
    set =
        world_read_set(&world, NULL, given_read_file("m.geojson", str_of(text)),
                       "日常生活圏域");
    cr_assert_str_eq(world_at(set, world_mesh(0, 3)), "町");
    cr_assert_str_eq(world_at(set, world_mesh(1, 0)), "-");
    world_release(&world);
}

Test(area_maps, a_facility_without_a_place_goes_with_its_whole_municipality)
{
    struct world world;

    world_make(&world);
    world.table.facility[0]->point = (struct lonlat){NAN, NAN};
    const struct region_set *set = world_read_set(
        &world, "日常生活圏域",
        GIVEN_FILE("m.geojson",
                   MAP(AREA("\"name\":\"湖\"", SQUARE(136, 35, 136.1, 35.1)))),
        "日常生活圏域");
    cr_assert_str_eq(world_of(set, 0), "湖");
    cr_assert_str_eq(world_of(set, 1), "-");
    cr_assert_eq(world_aside(&world,
                             "meshes with people that lie in no area of the "
                             "file"),
                 1);
    world_release(&world);
}

Test(area_maps, the_medical_areas_of_the_national_land_data_are_known_by_fields)
{
    struct world world;

    world_make(&world);
    const struct region_set *set = world_read_set(
        &world, NULL,
        GIVEN_FILE("A38-20_25.geojson",
                   MAP(AREA("\"A38b_001\":\"25201,25301\",\"A38b_003\":"
                            "\"2503\",\"A38b_004\":\"湖東\"",
                            SQUARE(136, 35, 136.2, 35.1)))),
        "二次医療圏");
    cr_assert_str_eq(world_region(set, "2503")->name, "湖東");
    cr_assert_str_eq(set->vintage, "2020年度");
    world_release(&world);
}

Test(area_maps, maps_that_name_no_area_or_have_no_polygon_are_refused)
{
    struct world world;

    world_make(&world);
    const char *text = world_refused(
        &world, NULL,
        GIVEN_FILE("m.geojson",
                   MAP(AREA("\"x\":1", SQUARE(136, 35, 136.1, 35.1)))),
        ERR_INPUT);
    cr_assert_not_null(strstr(text, "found x"), "%s", text);
    world_refused(
        &world, NULL,
        GIVEN_FILE("n.geojson",
                   MAP(AREA("\"name\":\"湖\"", SQUARE(136, 35, 136.1, 35.1)))),
        ERR_INPUT);
    world_refused(
        &world, NULL,
        GIVEN_FILE("p.geojson",
                   MAP("{\"type\":\"Feature\",\"properties\":{"
                       "\"二次医療圏名\":\"湖\"},\"geometry\":{\"type\":"
                       "\"Point\",\"coordinates\":[136,35]}}")),
        ERR_INPUT);
    world_refused(&world, NULL, GIVEN_FILE("broken.geojson", "{\"type\":"),
                  ERR_PLACE);
    world_release(&world);
}

static void add_number(struct buf *out, uint32_t value, int bytes, bool big)
{
    for (int i = 0; i < bytes; i++)
        buf_add_char(out,
                     (char)(value >> 8 * (big ? bytes - 1 - i : i) & 0xFF));
}

/* ESRI Shapefile Technical Description, July 1998: one square from 136 E,
 * 35 N, 0.1 degrees. */
static void add_shapes(struct buf *out, bool index)
{
    static const double box[4] = {136, 35, 136.1, 35.1}, none[4] = {0};
    static const double ring[10] = {136,  35,    136, 35.1, 136.1,
                                    35.1, 136.1, 35,  136,  35};
    const uint32_t words = (44 + 4 + sizeof(ring)) / 2;

    add_number(out, 9994, 4, true);
    for (int i = 0; i < 5; i++)
        add_number(out, 0, 4, true);
    add_number(out, 50 + 4 + (index ? 0 : words), 4, true);
    add_number(out, 1000, 4, false);
    add_number(out, 5, 4, false);
    buf_add(out, box, sizeof(box));
    buf_add(out, none, sizeof(none));
    add_number(out, index ? 50 : 1, 4, true);
    add_number(out, words, 4, true);
    if (index)
        return;
    add_number(out, 5, 4, false);
    buf_add(out, box, sizeof(box));
    add_number(out, 1, 4, false);
    add_number(out, 5, 4, false);
    add_number(out, 0, 4, false);
    buf_add(out, ring, sizeof(ring));
}

/* One field of 20 bytes, its name and its value as they are. */
static void add_fields(struct buf *out, const char *name, const char *value)
{
    add_number(out, 0x03, 1, false);
    add_number(out, 0x010119, 3, false);
    add_number(out, 1, 4, false);
    add_number(out, 32 + 32 + 1, 2, false);
    add_number(out, 1 + 20, 2, false);
    while (out->len < 32)
        buf_add_char(out, '\0');
    buf_addf(out, "%s", name);
    while (out->len < 32 + 11)
        buf_add_char(out, '\0');
    buf_add_char(out, 'C');
    add_number(out, 0, 4, false);
    add_number(out, 20, 1, false);
    while (out->len < 64)
        buf_add_char(out, '\0');
    buf_addf(out, "\r %-20s\x1A", value);
}

/* 構想区域コード is cut off at 10 bytes: 構想区域コ. */
Test(area_maps, a_shapefile_with_headings_in_cp932_is_read)
{
    struct buf shp = {0}, shx = {0}, dbf = {0};
    struct world world;

    add_shapes(&shp, false);
    add_shapes(&shx, true);
    add_fields(&dbf, "\x8d\x5c\x91\x7a\x8b\xe6\x88\xe6\x83\x52", "2501");
    const char *path = given_read_file("kousou.shp", buf_str(&shp));
    given_read_file("kousou.shx", buf_str(&shx));
    given_read_file("kousou.dbf", buf_str(&dbf));
    world_make(&world);
    const struct region_set *set =
        world_read_set(&world, NULL, path, "構想区域");
    cr_assert_str_eq(world_at(set, world_mesh(0, 3)), "2501");
    cr_assert_str_eq(world_at(set, world_mesh(1, 0)), "-");
    buf_release(&shp);
    buf_release(&shx);
    buf_release(&dbf);
    world_release(&world);
}
