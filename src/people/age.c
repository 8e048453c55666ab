#include "people/people.h"

const char *const age_ids[AGE_COUNT] = {
    [AGE_ALL] = "all",     [AGE_0_14] = "0-14",   [AGE_15_39] = "15-39",
    [AGE_40_64] = "40-64", [AGE_65_74] = "65-74", [AGE_75] = "75+",
};
const char *const age_names_ja[AGE_COUNT] = {
    [AGE_ALL] = "総人口",     [AGE_0_14] = "0～14歳",
    [AGE_15_39] = "15～39歳", [AGE_40_64] = "40～64歳",
    [AGE_65_74] = "65～74歳", [AGE_75] = "75歳以上",
};
