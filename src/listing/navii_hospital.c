/* 医療情報ネット 病院 施設票, 65 columns (file 01-1). For the inverted
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
    {"精神病床", CELL_COUNT, FIELD_beds_psychiatric, false, NULL},
    {"結核病床", CELL_COUNT, FIELD_beds_tuberculosis, false, NULL},
    {"感染症病床", CELL_COUNT, FIELD_beds_infectious, false, NULL},
    {"合計病床数", CELL_COUNT, FIELD_beds_total, false, NULL},
};
/* clang-format on */

const struct listing listing_navii_hospital = {
    .id = "navii-hospital",
    NAVII_SOURCE,
    .sheet = "病院 施設票",
    .institution = 1,
    COLUMNS(column),
};
