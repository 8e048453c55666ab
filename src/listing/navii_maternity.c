/* 医療情報ネット 助産所, 153 columns (file 04). For the inverted closing-day
 * flags see navii.h. */
#include "listing/navii.h"

/* clang-format off */
static const struct column column[] = {
    NAVII_IDENTITY,
    NAVII_WEEK("毎週決まった曜日に休業", CELL_WEEKLY, 0),
    NAVII_NTH_WEEKS("決まった週に休業（定期週）"),
    {"祝日に休業", CELL_WEEKLY, 7, false, NULL},
    {"その他の休業日（GW、お盆等）", CELL_LINES, FIELD_closed_days_note, false, NULL},
    NAVII_TIMES("就業時間帯1_", "時間", 0, 0),
    NAVII_TIMES("就業時間帯2_", "時間", 0, 1),
    NAVII_TIMES("就業時間帯3_", "時間", 0, 2),
    NAVII_TIMES("外来受付時間帯1_", "時間", 1, 0),
    NAVII_TIMES("外来受付時間帯2_", "時間", 1, 1),
    NAVII_TIMES("外来受付時間帯3_", "時間", 1, 2),
};
/* clang-format on */

const struct listing listing_navii_maternity = {
    .id = "navii-maternity",
    NAVII_SOURCE,
    .sheet = "助産所",
    .institution = 4,
    COLUMNS(column),
};
