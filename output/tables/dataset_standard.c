/*
 * 自治体標準オープンデータセット（デジタル庁）: 医療機関一覧 and
 * 介護サービス事業所一覧. The block of columns that its data sets have in
 * common is known, names and order as municipalities publish them, and so the
 * fields of the care list as 日野市 uses them are.
 *
 * Not found: the sheet of the current 医療機関一覧 (データ項目定義書). Its
 * own columns here are those of the former 推奨データセット under the same
 * headings, behind the common block; compare them with デジタル庁's workbook
 * before handing the file in as that data set.
 *
 * Blank on purpose: 町字ID, 所在地_町字 and 所在地_番地以下 (an address is not
 * taken apart by guess), 高度 (not surveyed), 連絡先FormURL, 時間外における対応
 * (not published). 診療曜日 and times only where the schedule is exactly that.
 * The edition for residents is a whitelist: FAX, mail, corporation,
 * departments, beds, capacity and remarks about days are no fields of it, and
 * stay blank.
 */
#include "output/tables/dataset.h"

#include <string.h>

#define COLUMNS(array)                                                         \
    .column = (array), .n_column = sizeof(array) / sizeof(*(array))
#define BLANK NULL, 0

/* clang-format off */
#define COMMON_START                                                           \
    {"全国地方公共団体コード", dataset_publisher, FIELD_municipality_code},    \
    {"ID", dataset_text, FIELD_id},                                            \
    {"地方公共団体名", dataset_place, FIELD_municipality},                     \
    {"名称", dataset_text, FIELD_name},                                        \
    {"名称_カナ", dataset_text, FIELD_name_kana},                              \
    {"名称_英字", dataset_text, FIELD_name_en}
#define COMMON_PLACE                                                           \
    {"所在地_全国地方公共団体コード", dataset_place6,                          \
     FIELD_municipality_code},                                                 \
    {"町字ID", BLANK},                                                         \
    {"所在地_連結表記", dataset_text, FIELD_address},                          \
    {"所在地_都道府県", dataset_text, FIELD_prefecture},                       \
    {"所在地_市区町村", dataset_text, FIELD_municipality},                     \
    {"所在地_町字", BLANK},                                                    \
    {"所在地_番地以下", BLANK},                                                \
    {"建物名等(方書)", dataset_text, FIELD_building},                          \
    {"緯度", dataset_latitude, 0},                                             \
    {"経度", dataset_longitude, 0},                                            \
    {"高度の種別", BLANK},                                                     \
    {"高度の値", BLANK},                                                       \
    {"電話番号", dataset_phone, FIELD_phone},                                  \
    {"内線番号", dataset_extension, FIELD_phone},                              \
    {"連絡先メールアドレス", dataset_text, FIELD_email},                       \
    {"連絡先FormURL", BLANK},                                                  \
    {"連絡先備考", BLANK},                                                     \
    {"郵便番号", dataset_text, FIELD_postal_code},                             \
    {"FAX番号", dataset_text, FIELD_fax},                                      \
    {"法人番号", dataset_text, FIELD_corporation_number},                      \
    {"法人の名称", dataset_text, FIELD_corporation_name}
#define COMMON_END                                                             \
    {"URL", dataset_text, FIELD_url},                                          \
    {"備考", dataset_origin, FIELD_source}

static const struct dataset_column medical[] = {
    COMMON_START,
    {"医療機関の種類", dataset_institution, FIELD_beds_total},
    COMMON_PLACE,
    {"医療機関コード", dataset_text, FIELD_medical_code},
    {"診療曜日", dataset_open_days, FIELD_available_days},
    {"診療開始時間", dataset_open_from, FIELD_opening_hours},
    {"診療終了時間", dataset_open_to, FIELD_opening_hours},
    {"診療日時特記事項", dataset_open_note, FIELD_available_days_note},
    {"時間外における対応", BLANK},
    {"診療科目", dataset_list, FIELD_departments},
    {"病床数", dataset_text, FIELD_beds_total},
    COMMON_END,
};

static const struct dataset_column care[] = {
    COMMON_START,
    {"実施サービス", dataset_service_names, FIELD_service_names},
    COMMON_PLACE,
    {"事業所番号", dataset_text, FIELD_office_number},
    {"利用可能曜日", dataset_usable_days, FIELD_available_days},
    {"利用可能日時特記事項", dataset_usable_note, FIELD_available_days_note},
    {"定員", dataset_text, FIELD_capacity},
    COMMON_END,
};
/* clang-format on */

/* 病院 and 診療所 of 医療法; pharmacies and 助産所 are in neither list. */
static bool is_medical(int kind)
{
    return (kinds[kind].group == GROUP_MEDICAL ||
            kinds[kind].group == GROUP_DENTAL) &&
           strcmp(kinds[kind].id, "maternity-home") != 0;
}

/* Services of 介護保険法: those that have a code. */
static bool is_care(int kind)
{
    return kinds[kind].code != NULL;
}

const struct dataset dataset_medical = {.wants = is_medical, COLUMNS(medical)};
const struct dataset dataset_care = {.wants = is_care, COLUMNS(care)};

/*
 * 推奨データセット（内閣官房IT総合戦略室, until 2023）: 医療機関一覧, 26
 * columns, and 介護サービス事業所一覧, 22, in the order in which they are
 * defined. NO is the row's number in the file; what stays the same from one
 * edition to the next is 医療機関コード or 事業所番号. 医療機関の種類 is 病院,
 * 有床診療所 or 無床診療所 there; where beds are not told it is 診療所 here.
 */
/* clang-format off */
#define LEGACY_START                                                           \
    {"都道府県コード又は市区町村コード", dataset_publisher,                    \
     FIELD_municipality_code},                                                 \
    {"NO", dataset_number, FIELD_id},                                          \
    {"都道府県名", dataset_prefecture, FIELD_prefecture},                      \
    {"市区町村名", dataset_city, FIELD_municipality}
#define LEGACY_PLACE                                                           \
    {"住所", dataset_text, FIELD_address},                                     \
    {"方書", dataset_text, FIELD_building},                                    \
    {"緯度", dataset_latitude, 0},                                             \
    {"経度", dataset_longitude, 0},                                            \
    {"電話番号", dataset_phone, FIELD_phone},                                  \
    {"内線番号", dataset_extension, FIELD_phone},                              \
    {"FAX番号", dataset_text, FIELD_fax},                                      \
    {"法人番号", dataset_text, FIELD_corporation_number},                      \
    {"法人の名称", dataset_text, FIELD_corporation_name}

static const struct dataset_column medical_legacy[] = {
    LEGACY_START,
    {"名称", dataset_text, FIELD_name},
    {"名称_カナ", dataset_text, FIELD_name_kana},
    {"医療機関の種類", dataset_institution, FIELD_beds_total},
    LEGACY_PLACE,
    {"医療機関コード", dataset_text, FIELD_medical_code},
    {"診療曜日", dataset_open_days, FIELD_available_days},
    {"診療開始時間", dataset_open_from, FIELD_opening_hours},
    {"診療終了時間", dataset_open_to, FIELD_opening_hours},
    {"診療日時特記事項", dataset_open_note, FIELD_available_days_note},
    {"時間外における対応", BLANK},
    {"診療科目", dataset_list, FIELD_departments},
    {"病床数", dataset_text, FIELD_beds_total},
    {"URL", dataset_text, FIELD_url},
    {"備考", dataset_origin, FIELD_source},
};

static const struct dataset_column care_legacy[] = {
    LEGACY_START,
    {"介護サービス事業所名称", dataset_text, FIELD_name},
    {"介護サービス事業所名称_カナ", dataset_text, FIELD_name_kana},
    {"実施サービス", dataset_service_names, FIELD_service_names},
    LEGACY_PLACE,
    {"事業所番号", dataset_text, FIELD_office_number},
    {"利用可能曜日", dataset_usable_days, FIELD_available_days},
    {"利用可能日時特記事項", dataset_usable_note, FIELD_available_days_note},
    {"定員", dataset_text, FIELD_capacity},
    {"URL", dataset_text, FIELD_url},
    {"備考", dataset_origin, FIELD_source},
};
/* clang-format on */

const struct dataset dataset_medical_legacy = {.wants = is_medical,
                                               COLUMNS(medical_legacy)};
const struct dataset dataset_care_legacy = {.wants = is_care,
                                            COLUMNS(care_legacy)};
