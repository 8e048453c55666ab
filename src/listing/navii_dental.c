/* 医療情報ネット 歯科診療所 施設票, 57 columns (file 03-1). For the inverted
 * closing-day flags see navii.h. */
#include "listing/navii.h"

static const struct column column[] = {
    NAVII_IDENTITY,
    NAVII_CLOSED,
};

const struct listing listing_navii_dental = {
    .id = "navii-dental",
    NAVII_SOURCE,
    .sheet = "歯科診療所 施設票",
    .institution = 3,
    COLUMNS(column),
};
