/* dcat.jsonld: the catalogue of an edition. */
#include "output/writer.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <string.h>

extern const struct writer writer_dcat;

static const struct cover_file file[] = {
    {"site", "index.html", 1000, 3,
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
    {"geojson", "map.geojson", 5000000000, 3,
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},
    {"new", "strange.bin", 7, 0,
     "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"},
};
static const struct cover_place place[] = {
    {.code = "25299",
     .prefecture_code = "25",
     .prefecture = "滋賀県",
     .place = "滋賀県みなと市",
     .name = "みなと市",
     .rows = 3,
     .placed = 2,
     .newest = "2026-04-01",
     .oldest = "2025-12-01",
     .file = file,
     .n_file = 3},
    {.code = "25499",
     .prefecture_code = "25",
     .prefecture = "滋賀県",
     .place = "滋賀県\"みずうみ\"町</script>",
     .name = "みずうみ町",
     .file = file,
     .n_file = 1},
};
static const struct view_source source[] = {
    {"厚生労働省", "医療情報ネット", "CC BY 4.0", "https://example.jp/licence",
     "https://example.jp/", "2025-12-01", "「医療情報ネット」を加工して作成"},
    {"みなと市", "相談窓口", NULL, NULL, NULL, NULL, NULL},
};

static struct cover cover_of(void)
{
    return (struct cover){.resident = true,
                          .edition = "resident",
                          .edition_name = "市民向け",
                          .created = "2026-06-01",
                          .processed = "加工しました。",
                          .disclaimer = "電話してください。",
                          .place = place,
                          .n_place = 2,
                          .source = source,
                          .n_source = 2};
}

static bool put(void *context, const char *name, struct str bytes,
                struct err *err)
{
    (void)err;
    cr_expect_str_eq(name, "dcat.jsonld");
    buf_add_str(context, bytes);
    return true;
}

static cJSON *written(const struct cover *cover)
{
    struct buf text = {0};
    struct err err = {0};

    cr_assert(writer_dcat.cover(cover, put, &text, &err), "%s", err.text);
    cJSON *root = cJSON_Parse(text.ptr);
    cr_assert_not_null(root);
    buf_release(&text);
    return root;
}

static const char *text_at(const cJSON *node, const char *name)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(node, name);

    cr_assert(cJSON_IsString(value), "no %s", name);
    return value->valuestring;
}

static const cJSON *at(const cJSON *node, const char *name)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(node, name);

    cr_assert_not_null(value, "no %s", name);
    return value;
}

static const cJSON *dataset(const cJSON *root, int i)
{
    return cJSON_GetArrayItem(at(root, "dcat:dataset"), i);
}

static const cJSON *distribution(const cJSON *root, int i, int k)
{
    return cJSON_GetArrayItem(at(dataset(root, i), "dcat:distribution"), k);
}

Test(dcat, every_municipality_is_a_data_set_and_every_file_a_distribution)
{
    struct cover cover = cover_of();
    cJSON *root = written(&cover);

    cr_expect_str_eq(text_at(root, "@type"), "dcat:Catalog");
    cr_expect_eq(cJSON_GetArraySize(at(root, "dcat:dataset")), 2);
    cr_expect_eq(cJSON_GetArraySize(at(dataset(root, 0), "dcat:distribution")),
                 3);
    const cJSON *map = distribution(root, 0, 1);
    cr_expect_str_eq(text_at(map, "dct:format"), "GeoJSON");
    cr_expect_str_eq(text_at(at(map, "dcat:mediaType"), "@id"),
                     "https://www.iana.org/assignments/media-types/"
                     "application/geo+json");
    cr_expect_eq(at(map, "dcat:byteSize")->valuedouble, 5e9);
    cr_expect_str_eq(
        text_at(at(at(map, "spdx:checksum"), "spdx:checksumValue"), "@value"),
        file[1].sha256);
    cJSON_Delete(root);
}

Test(dcat, addresses_are_those_of_the_site_or_relative)
{
    struct cover cover = cover_of();
    cJSON *root = written(&cover);

    cr_expect_str_eq(
        text_at(at(distribution(root, 0, 1), "dcat:downloadURL"), "@id"),
        "25299/map.geojson");
    cJSON_Delete(root);
    cover.site_url = "https://www.example.jp/map/resident/";
    root = written(&cover);
    cr_expect_str_eq(
        text_at(at(distribution(root, 0, 1), "dcat:downloadURL"), "@id"),
        "https://www.example.jp/map/resident/25299/map.geojson");
    cr_expect_str_eq(text_at(at(dataset(root, 1), "dcat:landingPage"), "@id"),
                     "https://www.example.jp/map/resident/25499/index.html");
    cJSON_Delete(root);
}

Test(dcat, place_time_and_licences_are_told_where_they_are_known)
{
    struct cover cover = cover_of();
    cJSON *root = written(&cover);
    const cJSON *first = dataset(root, 0);
    const cJSON *from = cJSON_GetArrayItem(at(root, "dct:source"), 0);

    cr_expect_str_eq(text_at(at(first, "dct:spatial"), "dct:identifier"),
                     "25299");
    cr_expect_str_eq(
        text_at(at(at(first, "dct:temporal"), "dcat:startDate"), "@value"),
        "2025-12-01");
    cr_expect_str_eq(
        text_at(at(at(first, "dct:temporal"), "dcat:endDate"), "@value"),
        "2026-04-01");
    cr_expect_null(cJSON_GetObjectItem(dataset(root, 1), "dct:temporal"));
    cr_expect_str_eq(text_at(at(from, "dct:license"), "@id"),
                     "https://example.jp/licence");
    cr_expect_null(cJSON_GetObjectItem(
        cJSON_GetArrayItem(at(root, "dct:source"), 1), "dct:license"));
    cr_expect_str_eq(text_at(at(first, "dct:modified"), "@value"),
                     "2026-06-01");
    cJSON_Delete(root);
}

Test(dcat, a_file_without_some_facilities_says_how_many_it_holds)
{
    struct cover cover = cover_of();
    cJSON *root = written(&cover);
    const cJSON *words = at(distribution(root, 0, 2), "dct:description");

    cr_expect_str_eq(text_at(cJSON_GetArrayItem(words, 0), "@value"),
                     "滋賀県みなと市の施設3件のうち、0件が入っています。");
    cr_expect_str_eq(text_at(cJSON_GetArrayItem(words, 1), "@value"),
                     "Holds 0 of the 3 facilities.");
    cr_expect_null(
        cJSON_GetObjectItem(distribution(root, 0, 1), "dct:description"));
    cJSON_Delete(root);
}

Test(dcat, who_publishes_is_told_only_when_it_was_given)
{
    struct cover cover = cover_of();
    cJSON *root = written(&cover);

    cr_expect_null(cJSON_GetObjectItem(root, "dct:publisher"));
    cr_expect_null(cJSON_GetObjectItem(root, "dcat:contactPoint"));
    cJSON_Delete(root);
    cover.maker = "みなと市高齢福祉課";
    cover.contact = "077-000-0000";
    root = written(&cover);
    cr_expect_str_eq(
        text_at(at(dataset(root, 0), "dct:publisher"), "foaf:name"),
        "みなと市高齢福祉課");
    cr_expect_str_eq(text_at(at(root, "dcat:contactPoint"), "vcard:note"),
                     "077-000-0000");
    cJSON_Delete(root);
}

Test(dcat, an_edition_without_municipalities_is_a_catalogue_all_the_same)
{
    struct cover cover = cover_of();

    cover.n_place = cover.n_source = 0;
    cJSON *root = written(&cover);
    cr_expect_eq(cJSON_GetArraySize(at(root, "dcat:dataset")), 0);
    cJSON_Delete(root);
}
