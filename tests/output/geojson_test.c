#include "tests/output/sample_view.h"

#include <cJSON.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <stdlib.h>

static cJSON *parsed(const struct view *view)
{
    struct buf out = written_twice(&writer_geojson, view);
    const char *end = NULL;

    cr_assert(str_valid_utf8(buf_str(&out)));
    cJSON *json = cJSON_ParseWithLengthOpts(out.ptr, out.len + 1, &end, true);
    cr_assert_not_null(json, "not JSON near %.60s", end);
    buf_release(&out);
    return json;
}

static const char *text_of(const cJSON *object, const char *name)
{
    return cJSON_GetStringValue(cJSON_GetObjectItem(object, name));
}

static const cJSON *properties_of(const cJSON *json, int feature)
{
    const cJSON *features = cJSON_GetObjectItem(json, "features");

    return cJSON_GetObjectItem(cJSON_GetArrayItem(features, feature),
                               "properties");
}

Test(geojson, every_hostile_text_comes_back_as_it_was)
{
    struct arena arena = {0};
    struct view view = hostile_view(&arena);
    cJSON *json = parsed(&view);

    for (size_t r = 0; r < HOSTILE_COUNT; r++) {
        const cJSON *properties = properties_of(json, (int)r);
        cJSON *list = cJSON_GetObjectItem(properties, "service_names");
        cr_expect_str_eq(text_of(properties, "name"), hostile[r]);
        cr_expect_str_eq(text_of(properties, "address"), hostile[r]);
        struct str rest = str_of(hostile[r]), item;
        cr_expect_str_eq(cJSON_GetStringValue(cJSON_GetArrayItem(list, 0)),
                         "一");
        for (int i = 1; str_part(&rest, '\n', &item); i++) {
            const char *got = cJSON_GetStringValue(cJSON_GetArrayItem(list, i));
            cr_expect(got && str_eq(item, str_of(got)));
        }
    }
    cJSON_Delete(json);
    arena_release(&arena);
}

Test(geojson, may_stand_inside_a_page)
{
    struct arena arena = {0};
    struct view view = hostile_view(&arena);
    struct buf out = written_twice(&writer_geojson, &view);

    cr_expect_null(strstr(out.ptr, "</script"));
    cr_expect_null(strpbrk(out.ptr, "<>&\x7F\x1B"));
    cr_expect_null(strstr(out.ptr, "\xE2\x80\xA8"));
    buf_release(&out);
    arena_release(&arena);
}

Test(geojson, says_where_it_comes_from_and_what_is_not_known)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 4);
    cJSON *json = parsed(&view);
    const cJSON *sources = cJSON_GetObjectItem(json, "sources");
    const cJSON *desk = cJSON_GetArrayItem(sources, 1);
    const cJSON *headings = cJSON_GetObjectItem(json, "fields");

    cr_expect_str_eq(text_of(json, "type"), "FeatureCollection");
    cr_expect_str_eq(text_of(json, "edition"), "resident");
    cr_expect_str_eq(text_of(json, "municipality_code"), "25201");
    cr_expect_str_eq(text_of(json, "title"), view.title);
    cr_expect_str_eq(text_of(json, "as_of"), "2025-12-31");
    cr_expect_str_eq(text_of(json, "as_of_oldest"), "2025-12-01");
    cr_expect(cJSON_IsTrue(cJSON_GetObjectItem(json, "as_of_unknown")));
    cr_expect_eq(cJSON_GetObjectItem(json, "count")->valueint, 4);
    cr_expect_eq(cJSON_GetArraySize(sources), 3);
    cr_expect_str_eq(text_of(desk, "title"), "相談窓口");
    cr_expect(cJSON_IsNull(cJSON_GetObjectItem(desk, "as_of")));
    cr_expect_eq(cJSON_GetArraySize(headings), (int)view.n_column);
    cr_expect_str_eq(text_of(headings, "address"), "住所");
    cr_expect_eq(cJSON_GetArraySize(properties_of(json, 0)), 0,
                 "unknown cells are left out");
    cJSON_Delete(json);
    arena_release(&arena);
}

Test(geojson, a_date_of_every_source_leaves_none_unknown)
{
    struct view_source dated[] = {{.title = "一", .as_of = "2026-04-01"},
                                  {.title = "二", .as_of = "2025-12-01"}};
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 1);
    view.source = dated;
    view.n_source = 2;
    cJSON *json = parsed(&view);

    cr_expect_str_eq(text_of(json, "as_of"), "2026-04-01");
    cr_expect_str_eq(text_of(json, "as_of_oldest"), "2025-12-01");
    cr_expect(cJSON_IsFalse(cJSON_GetObjectItem(json, "as_of_unknown")));
    cJSON_Delete(json);
    dated[0].as_of = dated[1].as_of = NULL;
    json = parsed(&view);
    cr_expect(cJSON_IsNull(cJSON_GetObjectItem(json, "as_of_oldest")));
    cr_expect(cJSON_IsTrue(cJSON_GetObjectItem(json, "as_of_unknown")));
    cJSON_Delete(json);
    arena_release(&arena);
}

Test(geojson, names_and_counts_the_layers_that_its_features_name)
{
    struct arena arena = {0};

    for (int resident = 0; resident < 2; resident++) {
        struct view view = sample_view(&arena, resident, 4);
        for (size_t r = 0; r < 3; r++)
            view.row[r].layer = LAYER_nursing_24h;
        view.row[0].fits = view.row[1].fits = view.row[2].fits =
            (layer_set)1 << LAYER_nursing_24h | (layer_set)1 << LAYER_nursing;
        view.row[3].layer = LAYER_medical;
        view.row[3].fits = (layer_set)1 << LAYER_medical;
        cJSON *json = parsed(&view);
        const cJSON *list = cJSON_GetObjectItem(json, "layers");
        static const int met[] = {LAYER_nursing_24h, LAYER_nursing,
                                  LAYER_medical};
        static const int count[] = {3, 0, 1}, count_all[] = {3, 3, 1};
        cr_assert_eq(cJSON_GetArraySize(list), 3);
        for (int i = 0; i < 3; i++) {
            const cJSON *layer = cJSON_GetArrayItem(list, i);
            cr_expect_str_eq(text_of(layer, "id"), layers[met[i]].id);
            cr_expect_str_eq(text_of(layer, "name"),
                             layer_words(met[i], resident));
            cr_expect_eq(cJSON_GetObjectItem(layer, "count")->valueint,
                         count[i]);
            cr_expect_eq(cJSON_GetObjectItem(layer, "count_all")->valueint,
                         count_all[i]);
        }
        cJSON_Delete(json);
    }
    arena_release(&arena);
}

Test(geojson, points_have_six_decimals_and_rows_without_one_stay)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 3);
    view.row[0].point = (struct lonlat){135.123456789, -0.0000004};
    view.row[1].point = (struct lonlat){-1.5, 35};
    struct buf out = written_twice(&writer_geojson, &view);

    cr_expect_not_null(strstr(out.ptr, "\"coordinates\":[135.123457,0]}"));
    cr_expect_not_null(strstr(out.ptr, "\"coordinates\":[-1.5,35]}"));
    cr_expect_not_null(strstr(out.ptr, "\"id\":\"k-0000000002\","
                                       "\"geometry\":null,"));
    cr_expect_not_null(strstr(out.ptr, "\"bbox\":[-1.5,0,135.123457,35]"));
    buf_release(&out);
    view.row[0].point = view.row[1].point = view.row[2].point;
    out = written_twice(&writer_geojson, &view);
    cr_expect_null(strstr(out.ptr, "bbox"));
    buf_release(&out);
    arena_release(&arena);
}

Test(geojson, each_feature_stands_on_its_own_line)
{
    struct arena arena = {0};
    struct view view = hostile_view(&arena);
    struct buf out = written_twice(&writer_geojson, &view);
    struct str rest = buf_str(&out), line;
    size_t n = 0;

    while (str_part(&rest, '\n', &line))
        n += str_starts(line, STR("{\"type\":\"Feature\","));
    cr_expect_eq(n, HOSTILE_COUNT);
    buf_release(&out);
    arena_release(&arena);
}

Test(geojson, a_number_column_has_one_type_throughout)
{
    static const char *const odd[] = {"約10", "010", "1.", ".5", "1e3",
                                      "0x10", "",    "１", "+1", "NaN"};
    struct arena arena = {0};
    struct view view = sample_view(&arena, false, 3);
    sample_set(&view, 0, "capacity", "18");
    sample_set(&view, 1, "capacity", "0");
    sample_set(&view, 0, "published_lon", "135.123456789012");
    sample_set(&view, 1, "published_lon", "-135");
    cJSON *json = parsed(&view);
    const cJSON *first = properties_of(json, 0);

    cr_expect(cJSON_IsNumber(cJSON_GetObjectItem(first, "capacity")));
    cr_expect(cJSON_IsNumber(cJSON_GetObjectItem(first, "published_lon")));
    cJSON_Delete(json);
    for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
        sample_set(&view, 2, "capacity", odd[i]);
        json = parsed(&view);
        cr_expect_str_eq(text_of(properties_of(json, 0), "capacity"), "18");
        cr_expect_str_eq(text_of(properties_of(json, 2), "capacity"), odd[i]);
        cJSON_Delete(json);
    }
    arena_release(&arena);
}

Test(geojson, an_empty_view_is_an_empty_collection)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 0);
    view.n_source = 0;
    cJSON *json = parsed(&view);

    cr_expect_eq(cJSON_GetArraySize(cJSON_GetObjectItem(json, "features")), 0);
    cr_expect_eq(cJSON_GetArraySize(cJSON_GetObjectItem(json, "layers")), 0);
    cr_expect(cJSON_IsNull(cJSON_GetObjectItem(json, "as_of")));
    cr_expect(cJSON_IsNull(cJSON_GetObjectItem(json, "as_of_oldest")));
    cJSON_Delete(json);
    arena_release(&arena);
}

static OGRFieldType type_of(OGRLayerH layer, const char *name)
{
    OGRFeatureDefnH defn = OGR_L_GetLayerDefn(layer);
    int at = OGR_FD_GetFieldIndex(defn, name);

    cr_assert(at >= 0, "OGR does not see %s", name);
    return OGR_Fld_GetType(OGR_FD_GetFieldDefn(defn, at));
}

static size_t count_points(OGRLayerH layer)
{
    OGRFeatureH feature;
    size_t n = 0;

    OGR_L_ResetReading(layer);
    while ((feature = OGR_L_GetNextFeature(layer)) != NULL) {
        OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
        n += geometry && OGR_G_GetGeometryType(geometry) == wkbPoint;
        OGR_F_Destroy(feature);
    }
    return n;
}

Test(geojson, ogr_reads_counts_points_and_types)
{
    static const char *const drivers[] = {"GeoJSON", NULL};
    struct arena arena = {0};
    struct view view = hostile_view(&arena);
    char *longest = arena_alloc(&arena, 3000001);
    memset(longest, '&', 3000000);
    sample_set(&view, 0, "hours_text", longest);
    sample_set(&view, 0, "capacity", "18");
    sample_set(&view, 0, "error_m", "12.5");
    struct buf out = written_twice(&writer_geojson, &view);

    GDALAllRegister();
    VSIFCloseL(VSIFileFromMemBuffer("/vsimem/map.geojson", (GByte *)out.ptr,
                                    out.len, FALSE));
    GDALDatasetH data =
        GDALOpenEx("/vsimem/map.geojson", GDAL_OF_VECTOR, drivers, NULL, NULL);
    cr_assert_not_null(data);
    OGRLayerH layer = GDALDatasetGetLayer(data, 0);
    cr_expect_eq(OGR_L_GetFeatureCount(layer, 1), (GIntBig)HOSTILE_COUNT);
    cr_expect_eq(count_points(layer), HOSTILE_COUNT - HOSTILE_COUNT / 3);
    cr_expect_eq(type_of(layer, "id"), OFTString);
    cr_expect_eq(type_of(layer, "service_names"), OFTStringList);
    cr_expect_eq(type_of(layer, "capacity"), OFTInteger);
    cr_expect_eq(type_of(layer, "error_m"), OFTReal);
    GDALClose(data);
    VSIUnlink("/vsimem/map.geojson");
    buf_release(&out);
    arena_release(&arena);
}
