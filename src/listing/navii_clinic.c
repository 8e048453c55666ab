/* 医療情報ネット 診療所 施設票, 62 columns (file 02-1). For the inverted
 * closing-day flags see navii.h. */
#include "listing/navii.h"

/* clang-format off */
static const struct column column[] = {
    NAVII_IDENTITY,
    NAVII_CLOSED,
    {"一般病床", CELL_COUNT, FIELD_beds_general, false, NULL},
    {"療養病床", CELL_COUNT, FIELD_beds_recuperation, false, NULL},
    {"療養病床のうち医療保険適用", CELL_COUNT, FIELD_beds_recuperation_medical, false, NULL},
    {"療養病床のうち介護保険適用", CELL_COUNT, FIELD_beds_recuperation_care, false, NULL},
    {"合計病床数", CELL_COUNT, FIELD_beds_total, false, NULL},
};
/* clang-format on */

const struct listing listing_navii_clinic = {
    .id = "navii-clinic",
    NAVII_SOURCE,
    .sheet = "診療所 施設票",
    .institution = 2,
    COLUMNS(column),
};
