/*
 * 介護サービス情報公表システム オープンデータ, 24 columns, the same for every
 * service. The service stands in サービスの種類, not in the file's name. One
 * office with several services has a row in several files: one facility.
 */
#include "listing/listing.h"

/* clang-format off */
static const struct column column[] = {
    {"都道府県コード又は市町村コード", CELL_MUNICIPALITY, 0, false, NULL},
    {"No", CELL_SKIP, 0, false, NULL},
    {"都道府県名", CELL_PREFECTURE_NAME, 0, false, NULL},
    {"市区町村名", CELL_CITY_NAME, 0, false, NULL},
    {"事業所名", CELL_TEXT, FIELD_name, false, NULL},
    {"事業所名カナ", CELL_KANA, FIELD_name_kana, false, NULL},
    {"サービスの種類", CELL_SERVICE, 0, false, NULL},
    {"住所", CELL_TEXT, FIELD_address, false, NULL},
    {"方書（ビル名等）", CELL_TEXT, FIELD_building, false, NULL},
    {"緯度", CELL_LATITUDE, 0, false, NULL},
    {"経度", CELL_LONGITUDE, 0, false, NULL},
    {"電話番号", CELL_PHONE, FIELD_phone, false, NULL},
    {"FAX番号", CELL_PHONE, FIELD_fax, false, NULL},
    {"法人番号", CELL_CORPORATION_NUMBER, 0, false, NULL},
    {"法人の名称", CELL_CORPORATION_NAME, 0, false, NULL},
    {"事業所番号", CELL_OFFICE, 0, false, NULL},
    {"利用可能曜日", CELL_TEXT, FIELD_available_days, false, NULL},
    {"利用可能曜日特記事項", CELL_LINES, FIELD_available_days_note, false, NULL},
    {"定員", CELL_COUNT, FIELD_capacity, false, NULL},
    {"URL", CELL_WEB, 0, false, NULL},
    {"高齢者の方と障害者の方が同時一体的に利用できるサービス", CELL_TEXT, FIELD_inclusive_service, false, NULL},
    {"介護保険の通常の指定基準を満たしている", CELL_TEXT, FIELD_care_standard, false, NULL},
    {"障害福祉の通常の指定基準を満たしている", CELL_TEXT, FIELD_welfare_standard, false, NULL},
    {"備考", CELL_LINES, FIELD_remarks, false, NULL},
};
/* clang-format on */

const struct listing listing_kaigo = {
    .id = "kaigo",
    .title = "介護サービス情報公表システム オープンデータ",
    .publisher = "厚生労働省",
    .licence = "CC BY 4.0",
    .licence_url = "https://creativecommons.org/licenses/by/4.0/deed.ja",
    .url = "https://www.mhlw.go.jp/stf/kaigo-kouhyou_opendata.html",
    .id_letter = 'k',
    .strict = true,
    COLUMNS(column),
};
