/* meshes.geojson, read by another library. */
#include "geo/access/mesh.h"
#include "output/report/mesh_table.h"
#include "output/report/verdicts.h"
#include "tests/report/written.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

static struct sample sample;

static cJSON *parsed(void)
{
    struct buf bytes = written(report_meshes, &sample.audit);
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

static bool corner_is(const cJSON *ring, int at, double lon, double lat)
{
    const cJSON *point = cJSON_GetArrayItem(ring, at);

    return fabs(cJSON_GetArrayItem(point, 0)->valuedouble - lon) <= 5.1e-7 &&
           fabs(cJSON_GetArrayItem(point, 1)->valuedouble - lat) <= 5.1e-7;
}

/* RFC 7946, 3.1.6: counter-clockwise, closed. */
static void is_cell(const cJSON *feature, uint64_t code)
{
    struct mesh_box box = mesh_box(code);
    const cJSON *ring = cJSON_GetArrayItem(
        member(member(feature, "geometry"), "coordinates"), 0);

    cr_assert_eq(cJSON_GetArraySize(ring), 5);
    cr_expect(corner_is(ring, 0, box.west_deg, box.south_deg) &&
              corner_is(ring, 1, box.east_deg, box.south_deg) &&
              corner_is(ring, 2, box.east_deg, box.north_deg) &&
              corner_is(ring, 3, box.west_deg, box.north_deg) &&
              corner_is(ring, 4, box.west_deg, box.south_deg));
}

static void is_need(const cJSON *properties, size_t n, size_t m)
{
    const struct audit_mesh *of = &sample.audit.need[n].mesh[m];
    const cJSON *cell[MESH_COLUMNS];

    for (int c = 0; c < MESH_COLUMNS; c++)
        cell[c] = member(properties,
                         mesh_column_name(&sample.audit, n, (enum mesh_column)c,
                                          &sample.arena));
    cr_expect_str_eq(cJSON_GetStringValue(cell[MESH_VERDICT]),
                     verdict_ids[of->verdict]);
    cr_expect_eq(cJSON_IsTrue(cell[MESH_DOUBTFUL]), of->doubtful);
    cr_expect_eq(cJSON_IsTrue(cell[MESH_EDGE]), of->edge);
    if (of->nearest == NO_FACILITY) {
        cr_expect(cJSON_IsNull(cell[MESH_NEAREST_ID]));
        cr_expect(cJSON_IsNull(cell[MESH_COST]));
        return;
    }
    cr_expect_str_eq(cJSON_GetStringValue(cell[MESH_NEAREST_ID]),
                     sample.table.facility[of->nearest]->id);
    cr_expect_str_eq(cJSON_GetStringValue(cell[MESH_NEAREST_NAME]),
                     sample.table.facility[of->nearest]->name);
    cr_expect(fabs(cell[MESH_COST]->valuedouble - of->cost) <= 5.1e-5);
    cr_expect_eq((float)cell[MESH_ACCESS]->valuedouble, of->access);
}

Test(meshes, every_own_mesh_with_people_is_there_once_and_is_its_cell)
{
    char code[24];
    size_t at = 0;

    sample_make(&sample);
    for (size_t m = 0; m < sample.people.n_mesh; m += 7)
        sample.audit.need[0].mesh[m].edge = true;
    cJSON *whole = parsed();
    const cJSON *features = member(whole, "features");
    for (size_t m = 0; m < sample.people.n_mesh; m++) {
        if (!sample.audit.own_mesh[m] ||
            people_of(&sample.people, m, 0)[AGE_ALL] <= 0)
            continue;
        const cJSON *feature = cJSON_GetArrayItem(features, (int)at++);
        const cJSON *properties = member(feature, "properties");
        snprintf(code, sizeof(code), "%" PRIu64, sample.people.mesh[m].code);
        cr_assert_str_eq(cJSON_GetStringValue(member(properties, "code")),
                         code);
        is_cell(feature, sample.people.mesh[m].code);
        cr_expect_str_eq(
            cJSON_GetStringValue(member(properties, "municipality")),
            sample.people.mesh[m].municipality_code);
        cr_expect_eq((float)member(properties, "people_75_2040")->valuedouble,
                     people_of(&sample.people, m, 2)[AGE_75]);
        for (size_t n = 0; n < sample.order.n_need; n++)
            is_need(properties, n, m);
    }
    cr_expect_eq(at, 60);
    cr_expect_eq(cJSON_GetArraySize(features), (int)at);
    cJSON_Delete(whole);
}

Test(meshes, what_was_suppressed_is_marked)
{
    size_t marked = 0;

    sample_make(&sample);
    cJSON *whole = parsed();
    const cJSON *feature;
    cJSON_ArrayForEach(feature, member(whole, "features"))
    {
        const char *note =
            cJSON_GetStringValue(member(member(feature, "properties"), "note"));
        marked += strcmp(note, "published") != 0;
    }
    cr_expect_eq(marked, 3);
    cJSON_Delete(whole);
}

Test(meshes, ages_that_nobody_knows_are_null)
{
    sample_make(&sample);
    for (size_t y = 0; y < SAMPLE_YEARS; y++)
        sample.people.count[(1 * SAMPLE_YEARS + y) * AGE_COUNT + AGE_75] = NAN;
    cJSON *whole = parsed();
    const cJSON *first = cJSON_GetArrayItem(member(whole, "features"), 0);
    cr_expect(
        cJSON_IsNull(member(member(first, "properties"), "people_75_2025")));
    cJSON_Delete(whole);
}

Test(meshes, a_list_that_nobody_read_gives_no_verdict)
{
    sample_make(&sample);
    sample.audit.need[0].unread = true;
    sample.audit.need[0].unread_why = UNREAD_LIST;
    cJSON *whole = parsed();
    const cJSON *feature;
    cJSON_ArrayForEach(feature, member(whole, "features"))
        cr_expect(cJSON_IsNull(
            member(member(feature, "properties"), "visiting_nurse__verdict")));
    cJSON_Delete(whole);
}

Test(meshes, every_property_is_explained)
{
    sample_make(&sample);
    cJSON *whole = parsed();
    const cJSON *told = member(member(whole, "zaitaku"), "fields");
    const cJSON *property,
        *first = cJSON_GetArrayItem(member(whole, "features"), 0);
    cJSON_ArrayForEach(property, member(first, "properties"))
        member(told, property->string);
    cr_expect_eq(cJSON_GetArraySize(told),
                 cJSON_GetArraySize(member(first, "properties")));
    cJSON_Delete(whole);
}
