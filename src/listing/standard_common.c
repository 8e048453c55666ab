/*
 * 自治体標準オープンデータセット: the block of columns that its data sets have
 * in common, with those of 介護サービス事業所一覧 and 医療機関一覧 that the
 * field guide records. Which kind of facility it is stands in サービス種別 or
 * 種別.
 */
#include "listing/listing.h"

/* clang-format off */
static const struct column column[] = {
    {"全国地方公共団体コード", CELL_SKIP, 0, false, NULL},
    {"ID", CELL_ID, 0, false, NULL},
    {"地方公共団体名", CELL_SKIP, 0, true, NULL},
    {"名称", CELL_TEXT, FIELD_name, false, NULL},
    {"名称_カナ", CELL_KANA, FIELD_name_kana, true, NULL},
    {"名称_英字", CELL_TEXT, FIELD_name_en, true, NULL},
    {"所在地_全国地方公共団体コード", CELL_MUNICIPALITY, 0, false, NULL},
    {"町字ID", CELL_SKIP, 0, true, NULL},
    {"所在地_連結表記", CELL_TEXT, FIELD_address, false, NULL},
    {"所在地_都道府県", CELL_ADDRESS_PART, 0, true, NULL},
    {"所在地_市区町村", CELL_ADDRESS_PART, 0, true, NULL},
    {"所在地_町字", CELL_ADDRESS_PART, 0, true, NULL},
    {"所在地_番地以下", CELL_ADDRESS_PART, 0, true, NULL},
    {"建物名等(方書)", CELL_TEXT, FIELD_building, true, NULL},
    {"緯度", CELL_LATITUDE, 0, true, NULL},
    {"経度", CELL_LONGITUDE, 0, true, NULL},
    {"高度の種別", CELL_SKIP, 0, true, NULL},
    {"高度の値", CELL_SKIP, 0, true, NULL},
    {"電話番号", CELL_PHONE, FIELD_phone, true, NULL},
    {"内線番号", CELL_APPEND, FIELD_phone, true, NULL},
    {"FAX番号", CELL_PHONE, FIELD_fax, true, NULL},
    {"連絡先メールアドレス", CELL_MAIL, 0, true, NULL},
    {"連絡先FormURL", CELL_SKIP, 0, true, NULL},
    {"連絡先備考", CELL_SKIP, 0, true, NULL},
    {"郵便番号", CELL_TEXT, FIELD_postal_code, true, NULL},
    {"種別", CELL_SERVICE, 0, true, NULL},
    {"医療機関の種類", CELL_SERVICE, 0, true, NULL},
    {"サービス種別", CELL_SERVICE, 0, true, NULL},
    {"実施サービス", CELL_SERVICE, 0, true, NULL},
    {"法人番号", CELL_CORPORATION_NUMBER, 0, true, NULL},
    {"法人の名称", CELL_CORPORATION_NAME, 0, true, NULL},
    {"医療機関コード", CELL_MEDICAL, 0, true, NULL},
    {"事業所番号", CELL_OFFICE, 0, true, NULL},
    {"診療科目", CELL_TEXT, FIELD_departments, true, NULL},
    {"病床数", CELL_COUNT, FIELD_beds_total, true, NULL},
    {"利用可能曜日", CELL_TEXT, FIELD_available_days, true, NULL},
    {"診療曜日", CELL_TEXT, FIELD_available_days, true, NULL},
    {"利用可能日時特記事項", CELL_LINES, FIELD_available_days_note, true, NULL},
    {"定員", CELL_COUNT, FIELD_capacity, true, NULL},
    {"URL", CELL_WEB, 0, true, NULL},
    {"備考", CELL_LINES, FIELD_remarks, true, NULL},
};
/* clang-format on */

const struct listing listing_standard_common = {
    .id = "standard-common",
    .title = "市区町村の一覧（自治体標準オープンデータセット）",
    .publisher = "市区町村",
    .licence = "配布元の利用規約による",
    .id_letter = 'l',
    .cp932 = true,
    COLUMNS(column),
};
