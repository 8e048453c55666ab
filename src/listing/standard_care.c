/* 推奨データセット 介護サービス事業所一覧 (legacy, 22 columns) of a
 * municipality. */
#include "listing/listing.h"

/* clang-format off */
static const struct column column[] = {
    {"都道府県コード又は市区町村コード", CELL_MUNICIPALITY, 0, true, NULL},
    {"NO", CELL_ID, 0, true, NULL},
    {"都道府県名", CELL_PREFECTURE_NAME, 0, true, NULL},
    {"市区町村名", CELL_CITY_NAME, 0, true, NULL},
    {"介護サービス事業所名称", CELL_TEXT, FIELD_name, false, NULL},
    {"介護サービス事業所名称_カナ", CELL_KANA, FIELD_name_kana, true, NULL},
    {"実施サービス", CELL_SERVICE, 0, false, NULL},
    {"住所", CELL_TEXT, FIELD_address, false, NULL},
    {"方書", CELL_TEXT, FIELD_building, true, NULL},
    {"緯度", CELL_LATITUDE, 0, true, NULL},
    {"経度", CELL_LONGITUDE, 0, true, NULL},
    {"電話番号", CELL_PHONE, FIELD_phone, true, NULL},
    {"内線番号", CELL_APPEND, FIELD_phone, true, NULL},
    {"FAX番号", CELL_PHONE, FIELD_fax, true, NULL},
    {"法人番号", CELL_CORPORATION_NUMBER, 0, true, NULL},
    {"法人の名称", CELL_CORPORATION_NAME, 0, true, NULL},
    {"事業所番号", CELL_OFFICE, 0, true, NULL},
    {"利用可能曜日", CELL_TEXT, FIELD_available_days, true, NULL},
    {"利用可能日時特記事項", CELL_LINES, FIELD_available_days_note, true, NULL},
    {"定員", CELL_COUNT, FIELD_capacity, true, NULL},
    {"URL", CELL_WEB, 0, true, NULL},
    {"備考", CELL_LINES, FIELD_remarks, true, NULL},
};
/* clang-format on */

const struct listing listing_standard_care = {
    .id = "standard-care",
    .title = "市区町村の介護サービス事業所一覧（推奨データセット）",
    .publisher = "市区町村",
    .licence = "配布元の利用規約による",
    .id_letter = 'l',
    .cp932 = true,
    COLUMNS(column),
};
