#include "output/tables/dcat_words.h"

#include "base/str.h"

#include <string.h>

static const struct dcat_form forms[] = {
    {".geojson", "GeoJSON", "application/geo+json",
     "https://www.rfc-editor.org/rfc/rfc7946"},
    {".kml", "KML", "application/vnd.google-earth.kml+xml", NULL},
    {".kmz", "KMZ", "application/vnd.google-earth.kmz", NULL},
    {".html", "HTML", "text/html", NULL},
    {".pdf", "PDF", "application/pdf", NULL},
    {".xlsx", "XLSX",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", NULL},
    {".csv", "CSV", "text/csv", NULL},
    {".gpkg", "GeoPackage", "application/geopackage+sqlite3",
     "http://www.opengis.net/doc/IS/geopackage/1.3"},
    {".fgb", "FlatGeobuf", NULL, NULL},
};

static const struct dcat_title titles[] = {
    {"index.html", "地図と一覧のページ", "Map and list (web page)", NULL},
    {"accessibility.html", "ページの使いやすさについて",
     "Accessibility statement", NULL},
    {"map.geojson", "施設の地図データ", "Map data of all facilities", NULL},
    {"map.kml", "施設の地図データ", "Map data of all facilities", NULL},
    {"map.kmz", "施設の地図データ（記号つき）",
     "Map data of all facilities, with symbols", NULL},
    {"map.gpkg", "施設の地図データ（QGIS用）",
     "Map data of all facilities, for QGIS", NULL},
    {"map.fgb", "位置が分かる施設の地図データ",
     "Map data of facilities with a position", NULL},
    {"map-a4.pdf", "印刷用の地図（A4）", "Map for printing (A4)", NULL},
    {"map-a3.pdf", "印刷用の地図（A3）", "Map for printing (A3)", NULL},
    {"map-large.pdf", "印刷用の地図（大きな文字）",
     "Map for printing (large letters)", NULL},
    {"self-check.pdf", "施設ごとの確認票", "Sheets for facilities to check",
     NULL},
    {"list.xlsx", "施設の一覧（Excel）", "List of facilities (Excel)", NULL},
    {"list.csv", "施設の一覧（CSV、プログラム用）",
     "List of facilities (CSV, for programs)", NULL},
    {"opendata_medical.csv", "医療機関一覧", "Medical institutions",
     "自治体標準オープンデータセット"},
    {"opendata_care.csv", "介護サービス事業所一覧", "Care offices",
     "自治体標準オープンデータセット"},
    {"opendata_medical_legacy.csv", "医療機関一覧（旧様式）",
     "Medical institutions (former layout)", "推奨データセット"},
    {"opendata_care_legacy.csv", "介護サービス事業所一覧（旧様式）",
     "Care offices (former layout)", "推奨データセット"},
};

const struct dcat_form *dcat_form_of(const char *name)
{
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
        if (str_ends(str_of(name), str_of(forms[i].ending)))
            return &forms[i];
    return NULL;
}

const struct dcat_title *dcat_title_of(const char *name)
{
    for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++)
        if (strcmp(titles[i].name, name) == 0)
            return &titles[i];
    return NULL;
}
