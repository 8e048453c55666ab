/* 医療情報ネット 薬局, 128 columns (file 05). Two sets of flags say on which
 * days it is closed (営業日 and 定期閉店毎週); either one closes the day. For
 * their inverted meaning see navii.h. */
#include "listing/navii.h"

/* clang-format off */
static const struct column column[] = {
    {"ID", CELL_ID, 0, false, NULL},
    {"名称", CELL_TEXT, FIELD_name, false, NULL},
    {"フリガナ", CELL_KANA, FIELD_name_kana, false, NULL},
    {"ローマ字", CELL_TEXT, FIELD_name_en, false, NULL},
    NAVII_PLACE,
    {"薬局のホームページアドレス", CELL_WEB, 0, false, NULL},
    NAVII_WEEK("営業日", CELL_WEEKLY, 0),
    {"営業日（祝）", CELL_WEEKLY, 7, false, NULL},
    NAVII_WEEK("定期閉店毎週", CELL_WEEKLY, 0),
    {"定期閉店毎週（祝）", CELL_WEEKLY, 7, false, NULL},
    NAVII_NTH_WEEKS("定期閉店"),
    {"祝日", CELL_WEEKLY, 7, false, NULL},
    {"その他の閉店日（GW、お盆等）", CELL_LINES, FIELD_closed_days_note, false, NULL},
    NAVII_TIMES("開店時間帯1_", "時間", 0, 0),
    NAVII_TIMES("開店時間帯2_", "時間", 0, 1),
    NAVII_TIMES("開店時間帯3_", "時間", 0, 2),
    NAVII_TIMES("開店時間帯4_", "時間", 0, 3),
};
/* clang-format on */

const struct listing listing_navii_pharmacy = {
    .id = "navii-pharmacy",
    NAVII_SOURCE,
    .sheet = "薬局",
    .institution = 5,
    COLUMNS(column),
};
