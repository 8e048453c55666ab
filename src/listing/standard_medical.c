/* 推奨データセット 医療機関一覧 (legacy, 26 columns) of a municipality.
 * Required to be recognised: the columns that the data set itself requires of
 * everyone and that no other layout has together. */
#include "listing/listing.h"

/* clang-format off */
static const struct column column[] = {
    {"都道府県コード又は市区町村コード", CELL_MUNICIPALITY, 0, true, NULL},
    {"NO", CELL_ID, 0, true, NULL},
    {"都道府県名", CELL_PREFECTURE_NAME, 0, true, NULL},
    {"市区町村名", CELL_CITY_NAME, 0, true, NULL},
    {"名称", CELL_TEXT, FIELD_name, false, NULL},
    {"名称_カナ", CELL_KANA, FIELD_name_kana, true, NULL},
    {"医療機関の種類", CELL_SERVICE, 0, false, NULL},
    {"住所", CELL_TEXT, FIELD_address, false, NULL},
    {"方書", CELL_TEXT, FIELD_building, true, NULL},
    {"緯度", CELL_LATITUDE, 0, true, NULL},
    {"経度", CELL_LONGITUDE, 0, true, NULL},
    {"電話番号", CELL_PHONE, FIELD_phone, true, NULL},
    {"内線番号", CELL_APPEND, FIELD_phone, true, NULL},
    {"FAX番号", CELL_PHONE, FIELD_fax, true, NULL},
    {"法人番号", CELL_CORPORATION_NUMBER, 0, true, NULL},
    {"法人の名称", CELL_CORPORATION_NAME, 0, true, NULL},
    {"医療機関コード", CELL_MEDICAL, 0, true, NULL},
    {"診療曜日", CELL_TEXT, FIELD_available_days, true, NULL},
    {"診療開始時間", CELL_APPEND, FIELD_available_days, true, NULL},
    {"診療終了時間", CELL_APPEND_TO, FIELD_available_days, true, NULL},
    {"診療日時特記事項", CELL_LINES, FIELD_available_days_note, true, NULL},
    {"時間外における対応", CELL_APPEND, FIELD_available_days_note, true, NULL},
    {"診療科目", CELL_TEXT, FIELD_departments, false, NULL},
    {"病床数", CELL_COUNT, FIELD_beds_total, true, NULL},
    {"URL", CELL_WEB, 0, true, NULL},
    {"備考", CELL_LINES, FIELD_remarks, true, NULL},
};
/* clang-format on */

const struct listing listing_standard_medical = {
    .id = "standard-medical",
    .title = "市区町村の医療機関一覧（推奨データセット）",
    .publisher = "市区町村",
    .licence = "配布元の利用規約による",
    .licence_url = NULL,
    .url = NULL,
    .id_letter = 'l',
    .cp932 = true,
    COLUMNS(column),
};
