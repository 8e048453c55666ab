/* 医療情報ネット 診療科・診療時間票, 36 columns: the same for hospitals (01-2),
 * clinics (02-2) and dental clinics (03-2). One row per facility, department
 * and slot; more than half of the rows are blank. */
#include "listing/navii.h"

/* clang-format off */
static const struct column column[] = {
    {"ID", CELL_ID, 0, false, NULL},
    {"診療科目コード", CELL_DEPARTMENT_CODE, 0, false, NULL},
    {"診療科目名", CELL_DEPARTMENT, 0, false, NULL},
    {"診療時間帯", CELL_SKIP, 0, false, NULL},
    NAVII_TIMES("診療", "時間", 0, 0),
    NAVII_TIMES("外来受付", "時間", 1, 0),
};
/* clang-format on */

const struct listing listing_navii_hours = {
    .id = "navii-hours",
    NAVII_SOURCE,
    .sheet = "診療科・診療時間票",
    .row_kind = ROW_HOURS,
    COLUMNS(column),
};
