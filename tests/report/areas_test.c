/* areas.geojson, read by another library; outlines of regions. */
#include "output/report/area_table.h"
#include "tests/report/written.h"

#include <cjson/cJSON.h>
#include <math.h>

static struct sample sample;

static cJSON *parsed(void)
{
    struct buf bytes = written(report_areas, &sample.audit);
    cJSON *whole = cJSON_ParseWithLength(bytes.ptr, bytes.len);

    cr_assert_not_null(whole);
    buf_release(&bytes);
    return whole;
}

static const cJSON *member(const cJSON *object, const char *name)
{
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(object, name);

    cr_assert_not_null(found, "no member '%s'", name);
    return found;
}

static const cJSON *feature(const cJSON *whole, int at)
{
    return cJSON_GetArrayItem(member(whole, "features"), at);
}

static double at(const cJSON *ring, int point, int axis)
{
    return cJSON_GetArrayItem(cJSON_GetArrayItem(ring, point), axis)
        ->valuedouble;
}

/* Square degrees; positive: counter-clockwise. */
static double area(const cJSON *ring)
{
    double sum = 0;
    int n = cJSON_GetArraySize(ring);

    cr_assert(n >= 4);
    cr_assert(at(ring, 0, 0) == at(ring, n - 1, 0) &&
                  at(ring, 0, 1) == at(ring, n - 1, 1),
              "a ring is open");
    for (int i = 0; i + 1 < n; i++)
        sum += (at(ring, i, 0) - at(ring, 0, 0)) *
                   (at(ring, i + 1, 1) - at(ring, 0, 1)) -
               (at(ring, i + 1, 0) - at(ring, 0, 0)) *
                   (at(ring, i, 1) - at(ring, 0, 1));
    return sum / 2;
}

/* RFC 7946, 3.1.6: exterior rings counter-clockwise, holes clockwise. */
static double polygon_area(const cJSON *rings)
{
    double sum = 0;
    const cJSON *ring;
    int i = 0;

    cJSON_ArrayForEach(ring, rings)
    {
        double of = area(ring);
        cr_expect(i++ == 0 ? of > 0 : of < 0, "a ring turns the wrong way");
        sum += of;
    }
    return sum;
}

static double feature_area(const cJSON *of)
{
    const cJSON *geometry = member(of, "geometry"), *polygon;
    const cJSON *coordinates = member(geometry, "coordinates");
    double sum = 0;

    if (strcmp(cJSON_GetStringValue(member(geometry, "type")), "Polygon") == 0)
        return polygon_area(coordinates);
    cr_expect(cJSON_GetArraySize(coordinates) > 1);
    cJSON_ArrayForEach(polygon, coordinates) sum += polygon_area(polygon);
    return sum;
}

Test(areas, every_region_has_its_outline_and_it_is_as_large_as_its_parts)
{
    static const double square = 0.025 * 0.05; /* 2 x 6 meshes, snapped */
    double sum = 0;

    sample_make(&sample);
    cJSON *whole = parsed();
    cr_assert_eq(cJSON_GetArraySize(member(whole, "features")), 8);
    for (int i = 0; i < 5; i++) {
        cr_expect_float_eq(feature_area(feature(whole, i)), square, 1e-9);
        sum += i < 3 ? feature_area(feature(whole, i)) : 0;
    }
    /* With a lake in it, and an island. */
    cr_expect_float_eq(feature_area(feature(whole, 5)),
                       square / 2 - 0.004 * 0.008 + 0.004 * 0.005, 1e-9);
    cr_expect_float_eq(feature_area(feature(whole, 6)), sum, 1e-9);
    /* An outline of its own, whose hole is a 9th of its width and height. */
    cr_expect_float_eq(feature_area(feature(whole, 7)),
                       2.5 * square * (1 - 1 / 81.0), 1e-7);
    cJSON_Delete(whole);
}

/* The border between two members is gone. */
Test(areas, members_are_joined_into_one_polygon)
{
    sample_make(&sample);
    cJSON *whole = parsed();
    const cJSON *geometry = member(feature(whole, 6), "geometry");
    cr_expect_str_eq(cJSON_GetStringValue(member(geometry, "type")), "Polygon");
    cr_expect_eq(cJSON_GetArraySize(member(geometry, "coordinates")), 1);
    cJSON_Delete(whole);
}

/* A ring keeps the vertex that it begins with, though it lies on a straight
 * line: the neighbour has none there. */
Test(areas, members_are_joined_where_only_one_of_them_has_a_vertex)
{
    static const struct lonlat west[] = {
        {136, 35}, {136.1, 35}, {136.1, 35.1}, {136, 35.1}};
    static const struct lonlat east[] = {
        {136.1, 35.04}, {136.1, 35}, {136.2, 35}, {136.2, 35.1}, {136.1, 35.1}};
    static const char *const code[] = {"25101", "25102"};
    struct land *land = &sample.table.land;

    sample_make(&sample);
    land_release(land);
    land_add_place(land, code[0]);
    cr_assert(land_add_ring(land, west, 4, false));
    land_add_place(land, code[1]);
    cr_assert(land_add_ring(land, east, 5, false));
    land_sort(land);
    sample.regions.set[1].region[0].n_member = 2;
    cJSON *whole = parsed();
    const cJSON *of = feature(whole, 6);
    cr_expect_eq(
        cJSON_GetArraySize(member(member(of, "geometry"), "coordinates")), 1);
    cr_expect_float_eq(feature_area(of), 0.02, 1e-9);
    cJSON_Delete(whole);
}

/* Snapped to a grid, a ring may touch itself; no reader takes such a ring. */
Test(areas, an_outline_that_touches_itself_is_two_polygons)
{
    static const struct lonlat pinched[] = {
        {136, 35}, {136.2, 35}, {136.2, 35.1}, {136.1, 35}, {136, 35.1}};
    struct land *land = &sample.table.land;

    sample_make(&sample);
    land_release(land);
    land_add_place(land, "25101");
    cr_assert(land_add_ring(land, pinched, 5, false));
    land_sort(land);
    cJSON *whole = parsed();
    const cJSON *geometry = member(feature(whole, 0), "geometry");
    cr_expect_str_eq(cJSON_GetStringValue(member(geometry, "type")),
                     "MultiPolygon");
    cr_expect_float_eq(feature_area(feature(whole, 0)), 0.01, 1e-9);
    cJSON_Delete(whole);
}

Test(areas, a_region_without_an_outline_is_shown_by_its_meshes)
{
    sample_make(&sample);
    sample.regions.set[1].region[1].n_ring = 0;
    cJSON *whole = parsed();
    const cJSON *of = feature(whole, 7);
    cr_expect_str_eq(
        cJSON_GetStringValue(member(member(of, "properties"), "outline")),
        "meshes");
    /* 24 meshes with people and 6 without, of 45 by 30 seconds. */
    cr_expect_float_eq(feature_area(of), 30 / 80.0 / 120, 1e-8);
    cJSON_Delete(whole);
}

/* A part must not look like the whole. */
Test(areas, a_member_without_an_outline_takes_the_others_with_it)
{
    static const char *const member_codes[] = {"25101", "25102", "25298"};

    sample_make(&sample);
    sample.regions.set[1].region[0].member = member_codes;
    cJSON *whole = parsed();
    cr_expect_str_eq(cJSON_GetStringValue(member(
                         member(feature(whole, 6), "properties"), "outline")),
                     "meshes");
    cJSON_Delete(whole);
}

Test(areas, a_region_with_neither_outline_nor_meshes_has_no_shape)
{
    sample_make(&sample);
    sample.regions.set[1].region[1].n_ring = 0;
    for (size_t m = 0; m < sample.people.n_mesh; m++)
        if (sample.regions.set[1].of_mesh[m] == 1)
            sample.regions.set[1].of_mesh[m] = REGION_NONE;
    cJSON *whole = parsed();
    cr_expect(cJSON_IsNull(member(feature(whole, 7), "geometry")));
    cJSON_Delete(whole);
}

/* ---- figures ---- */

Test(areas, figures_are_those_of_the_audit)
{
    sample_make(&sample);
    cJSON *whole = parsed();
    for (int i = 0; i < 6; i++) {
        const struct audit_region *region = &sample.audit.set[0].region[i];
        const cJSON *of = member(feature(whole, i), "properties");
        const struct audit_year *year = &region->cell[0].year[1];
        cr_expect_str_eq(cJSON_GetStringValue(member(of, "name")),
                         region->region->name);
        cr_expect_eq(member(of, "visiting_nurse__yes")->valuedouble,
                     region->cell[0].yes);
        cr_expect_eq(member(of, "people_75_2040")->valuedouble,
                     region->people[2][AGE_75]);
        if (year->people > 0)
            cr_expect_eq(
                member(of, "visiting_nurse__covered_share_2030")->valuedouble,
                year->covered / year->people);
        else
            cr_expect(
                cJSON_IsNull(member(of, "visiting_nurse__covered_share_2030")));
        cr_expect(cJSON_IsNull(
            member(of, "nursing_psychiatric__covered_share_2025")));
    }
    cJSON_Delete(whole);
}

Test(areas, every_property_is_explained)
{
    sample_make(&sample);
    cJSON *whole = parsed();
    const cJSON *told = member(member(whole, "zaitaku"), "fields");
    const cJSON *of, *property;
    cJSON_ArrayForEach(of, member(whole, "features"))
    {
        cJSON_ArrayForEach(property, member(of, "properties"))
            member(told, property->string);
        cr_expect_eq(cJSON_GetArraySize(member(of, "properties")),
                     cJSON_GetArraySize(told));
    }
    cr_expect_eq((size_t)cJSON_GetArraySize(told),
                 area_table_columns(&sample.audit, false));
    cr_expect(area_table_columns(&sample.audit, true) <
              area_table_columns(&sample.audit, false));
    cJSON_Delete(whole);
}
