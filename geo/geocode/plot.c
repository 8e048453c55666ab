/* A number inside its town: house, block, parcel, and their points. */
#include "geo/geocode/search.h"

#include "geo/crs.h"

#include <math.h>

/* Metres that hold the true place for each level of point. House and parcel
 * points stand inside the plot; a parent is the plot before it was divided; a
 * block is some 100 m long. tests/bench/geocode.sh prints what they hold. */
enum {
    ERROR_HOUSE_M = 20,
    ERROR_PARCEL_M = 50,
    ERROR_PARENT_M = 500,
    ERROR_BLOCK_M = 150,
    APART_M = 100, /* house and parcel of one number: different places */
};

/* A number of the dictionary: its point, NAN when it has none; false when it
 * is not listed. */
static bool find_number(const struct gazetteer *gazetteer,
                        const struct layout_town *town, uint32_t key,
                        struct lonlat *point)
{
    if (town->listed == LAYOUT_NONE)
        return false;
    const struct layout_listed *listed = &gazetteer->listed[town->listed];
    const struct layout_number *number = gazetteer->number + listed->first;
    size_t low = 0, high = listed->n;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (number[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == listed->n || number[low].key != key)
        return false;
    *point = (struct lonlat){NAN, NAN};
    if (number[low].x != UINT16_MAX || number[low].y != UINT16_MAX)
        *point = (struct lonlat){
            (listed->lon_udeg +
             (double)number[low].x * (double)listed->lon_step_udeg) /
                1e6,
            (listed->lat_udeg +
             (double)number[low].y * (double)listed->lat_step_udeg) /
                1e6};
    return true;
}

struct attempt {
    uint8_t parts, kind;
    enum position_level level;
    double error_m;
};

/* What a number of n parts may be, most exact first. */
static size_t plan(const struct number *number, struct attempt attempt[12])
{
    size_t n = number->n, count = 0;
    bool parcel_first = (number->form & NUMBER_BANCHI) != 0;

    for (int round = 0; round < 2; round++)
        for (size_t parts = n; parts > 0; parts--) {
            bool parcel = (round == 0) == parcel_first;
            if (parcel && parts == n)
                attempt[count++] =
                    (struct attempt){(uint8_t)parts, NUMBER_PARCEL,
                                     LEVEL_PARCEL, ERROR_PARCEL_M};
            else if (!parcel && (parts >= 2 || n == 1))
                attempt[count++] = (struct attempt){
                    (uint8_t)parts, NUMBER_HOUSE, LEVEL_HOUSE, ERROR_HOUSE_M};
        }
    attempt[count++] =
        (struct attempt){1, NUMBER_BLOCK, LEVEL_BLOCK, ERROR_BLOCK_M};
    for (size_t parts = n - 1; parts > 0; parts--)
        attempt[count++] = (struct attempt){
            (uint8_t)parts, NUMBER_PARCEL, LEVEL_PARENT_PARCEL, ERROR_PARENT_M};
    return count;
}

/* Metres to the other place where a house and a parcel bear one number; 0 when
 * the text or the dictionary tells which is meant. */
static double other_place(const struct gazetteer *gazetteer,
                          const struct layout_town *town,
                          const struct number *number,
                          const struct attempt *found, struct lonlat point)
{
    struct lonlat other;
    unsigned kind = found->kind == NUMBER_HOUSE ? NUMBER_PARCEL : NUMBER_HOUSE;
    uint32_t key = number_key(number, found->parts, kind);

    if ((number->form & (NUMBER_BANCHI | NUMBER_GO)) ||
        (found->level != LEVEL_HOUSE && found->level != LEVEL_PARCEL) ||
        !find_number(gazetteer, town, key, &other) || !lonlat_known(other))
        return 0;
    return crs_distance_m(point, other);
}

/* Place the number inside the town; false when the dictionary has none. Parts
 * behind a house's number are taken from the number. */
bool search_place_number(const struct gazetteer *gazetteer, uint32_t number_of,
                         struct number *number, struct geocode_result *result)
{
    const struct layout_town *town = &gazetteer->town[number_of];
    struct attempt attempt[12];
    size_t n = number->n ? plan(number, attempt) : 0;
    bool matched = false;

    for (size_t i = 0; i < n; i++) {
        struct lonlat point;
        uint32_t key = number_key(number, attempt[i].parts, attempt[i].kind);
        if (!find_number(gazetteer, town, key, &point))
            continue;
        if (!matched && attempt[i].level == LEVEL_HOUSE)
            number->n = attempt[i].parts; /* 2-4-506: the rest is a room */
        if (!matched)
            result->place.match_level = attempt[i].level;
        if (!matched && attempt[i].level == LEVEL_PARENT_PARCEL)
            result->reasons |= REASON_BIT(PARENT_PARCEL);
        matched = true;
        if (!lonlat_known(point))
            continue;
        result->place.point = point;
        result->place.coordinate_level = attempt[i].level;
        result->place.error_m = attempt[i].error_m;
        result->source =
            gazetteer->named +
            gazetteer->listed[town->listed].source[attempt[i].kind];
        double apart_m =
            other_place(gazetteer, town, number, &attempt[i], point);
        if (apart_m > APART_M) {
            result->reasons |= REASON_BIT(HOUSE_OR_PARCEL);
            result->place.error_m += apart_m;
        }
        return true;
    }
    return matched;
}
