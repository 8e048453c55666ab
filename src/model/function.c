#include "model/function.h"

#include <string.h>

#define MEDICAL POINTS_BIT(POINTS_MEDICAL)
#define DENTAL POINTS_BIT(POINTS_DENTAL)
#define PHARMACY POINTS_BIT(POINTS_PHARMACY)
#define NURSING POINTS_BIT(POINTS_NURSING)

const struct function functions[FUNCTION_COUNT] = {
#define FUNCTION(identifier, id, ja, en, plain, points)                        \
    [FUNCTION_##identifier] = {id, ja, en, plain, points},
#include "model/functions.def"
#undef FUNCTION
};

#undef MEDICAL
#undef DENTAL
#undef PHARMACY
#undef NURSING
#define FUNCTION_none FUNCTION_NONE
#define MEDICAL POINTS_MEDICAL
#define DENTAL POINTS_DENTAL
#define PHARMACY POINTS_PHARMACY
#define NURSING POINTS_NURSING

const struct filing_meaning filing_meanings[] = {
#define FILING(function, points, symbol, name, level, from, to, source)        \
    {FUNCTION_##function, points, symbol, name, level, from, to, source},
#include "model/filings.def"
#undef FILING
};
const size_t filing_meaning_count =
    sizeof(filing_meanings) / sizeof(*filing_meanings);

const char *const points_names_ja[POINTS_COUNT] = {
    [POINTS_MEDICAL] = "医科",
    [POINTS_DENTAL] = "歯科",
    [POINTS_PHARMACY] = "薬局",
    [POINTS_NURSING] = "訪問看護",
};

enum points points_find(const char *name)
{
    if (strcmp(name, "調剤") == 0)
        return POINTS_PHARMACY;
    for (int p = 0; p < POINTS_COUNT; p++)
        if (points_names_ja[p] && strcmp(points_names_ja[p], name) == 0)
            return (enum points)p;
    return POINTS_NONE;
}

int function_find(const char *id)
{
    for (int f = 0; f < FUNCTION_COUNT; f++)
        if (strcmp(functions[f].id, id) == 0)
            return f;
    return FUNCTION_NONE;
}

function_set functions_of(unsigned points)
{
    function_set set = 0;

    for (int f = 0; f < FUNCTION_COUNT; f++)
        if (functions[f].points & points)
            set |= FUNCTION_BIT(f);
    return set;
}
