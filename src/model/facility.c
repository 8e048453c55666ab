#include "model/facility.h"

#include <math.h>
#include <string.h>

const char *const level_names[LEVEL_COUNT] = {
    "none",  "prefecture",    "municipality", "oaza",  "chome",     "koaza",
    "block", "parent_parcel", "parcel",       "house", "published", "manual",
};

const char *const level_names_ja[LEVEL_COUNT] = {
    [LEVEL_NONE] = "なし",
    [LEVEL_PREFECTURE] = "都道府県",
    [LEVEL_MUNICIPALITY] = "市区町村",
    [LEVEL_OAZA] = "大字・町",
    [LEVEL_CHOME] = "丁目",
    [LEVEL_KOAZA] = "小字",
    [LEVEL_BLOCK] = "街区",
    [LEVEL_PARENT_PARCEL] = "親番地",
    [LEVEL_PARCEL] = "地番",
    [LEVEL_HOUSE] = "住居番号",
    [LEVEL_PUBLISHED] = "公表された位置",
    [LEVEL_MANUAL] = "職員が決めた位置",
};

const char *const position_check_names[POSITION_CHECK_COUNT] = {
    [POSITION_UNCHECKED] = "unchecked",
    [POSITION_AGREES] = "agree",
    [POSITION_MINOR_GAP] = "minor_gap",
    [POSITION_CONFLICT] = "conflict",
    [POSITION_TOKYO_DATUM] = "tokyo_datum",
    [POSITION_COPIED] = "copied_point",
    [POSITION_UNPUBLISHED] = "published_unusable",
    [POSITION_UNCLEAR] = "address_unclear",
    [POSITION_DECIDED] = "decided",
};

const char *const filing_list_names[FILING_LIST_COUNT] = {
    [FILING_LIST_UNREAD] = "unread",
    [FILING_LIST_HAS] = "listed",
    [FILING_LIST_LACKS] = "not_listed",
    [FILING_LIST_UNDECIDED] = "undecided",
    [FILING_LIST_INCOMPLETE] = "incomplete",
};

bool lonlat_known(struct lonlat point)
{
    return !isnan(point.lon_deg) && !isnan(point.lat_deg);
}

static int points_of_code(const char *code)
{
    int digit = code && strlen(code) == 10 ? code[2] - '0' : 0;

    return digit == POINTS_MEDICAL || digit == POINTS_DENTAL ||
                   digit == POINTS_PHARMACY || digit == POINTS_NURSING
               ? digit
               : POINTS_NONE;
}

/* By the third digit of its codes, else by its services: the clinic's own
 * nurses file with the clinic (医科), a station by itself. */
unsigned facility_points(const struct facility *facility)
{
    static const char *const kind_of_points[POINTS_COUNT] = {
        [POINTS_DENTAL] = "dental",
        [POINTS_PHARMACY] = "pharmacy",
    };
    const char *codes[] = {facility->medical_code, facility->office_number};
    kind_set medical = UINT64_C(1) << kind_find("hospital") |
                       UINT64_C(1) << kind_find("clinic");
    unsigned set =
        facility->services & medical ? POINTS_BIT(POINTS_MEDICAL) : 0;

    for (int p = 0; p < POINTS_COUNT; p++)
        if (kind_of_points[p] &&
            facility->services >> kind_find(kind_of_points[p]) & 1)
            set |= POINTS_BIT(p);
    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
        if (points_of_code(codes[i]))
            set |= POINTS_BIT(points_of_code(codes[i]));
    return set;
}

enum points facility_main_points(const struct facility *facility)
{
    unsigned set = facility_points(facility);
    int points = points_of_code(facility->medical_code);

    for (int p = 0; p < POINTS_COUNT && !points; p++)
        if (set & POINTS_BIT(p))
            points = p;
    return (enum points)points;
}

unsigned facility_prefecture(const struct facility *facility)
{
    const char *code = points_of_code(facility->medical_code)
                           ? facility->medical_code
                           : facility->municipality_code;

    if (code[0] < '0' || code[0] > '9' || code[1] < '0' || code[1] > '9')
        return 0;
    return (unsigned)(code[0] - '0') * 10 + (unsigned)(code[1] - '0');
}
