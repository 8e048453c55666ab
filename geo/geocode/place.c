/* Places of the dictionary as answers. */
#include "geo/geocode/search.h"

#include <math.h>
#include <string.h>

struct lonlat layout_point(int32_t lon_udeg, int32_t lat_udeg)
{
    if (lon_udeg == LAYOUT_NOWHERE)
        return (struct lonlat){NAN, NAN};
    return (struct lonlat){lon_udeg / 1e6, lat_udeg / 1e6};
}

int32_t layout_udeg(double deg)
{
    return isfinite(deg) ? (int32_t)lround(deg * 1e6) : LAYOUT_NOWHERE;
}

uint32_t layout_find_city(const struct layout_city *city, size_t n,
                          const char *code)
{
    size_t low = 0, high = n;
    uint32_t found = LAYOUT_NONE;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(city[middle].code, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < n && strcmp(city[low].code, code) == 0; low++)
        if (found == LAYOUT_NONE || !(city[low].flags & CITY_GONE))
            found = (uint32_t)low;
    return found;
}

uint32_t search_city(const struct gazetteer *gazetteer, const char *code)
{
    return layout_find_city(gazetteer->city, gazetteer->n_city, code);
}

size_t search_towns(const struct gazetteer *gazetteer, uint32_t node,
                    const uint32_t **towns)
{
    uint32_t from = gazetteer->value_at[node];
    size_t n = gazetteer->value_at[node + 1] - from;

    *towns = gazetteer->value + from;
    for (size_t i = 0; i < n; i++)
        if ((*towns)[i] >= gazetteer->n_town)
            return i;
    return n;
}

void search_set_city(const struct gazetteer *gazetteer, uint32_t number,
                     struct geocode_place *place)
{
    const struct layout_city *city = &gazetteer->city[number];

    memcpy(place->municipality_code, city->code, 6);
    place->prefecture = layout_text(gazetteer, city->prefecture);
    place->municipality = layout_text(gazetteer, city->name);
    place->town = "";
    place->town_id = 0;
    place->match_level = LEVEL_MUNICIPALITY;
    place->point = layout_point(city->lon_udeg, city->lat_udeg);
    place->coordinate_level =
        lonlat_known(place->point) ? LEVEL_MUNICIPALITY : LEVEL_NONE;
    place->error_m = lonlat_known(place->point) ? city->radius_m : NAN;
}

void search_set_town(const struct gazetteer *gazetteer, uint32_t number,
                     uint32_t city, struct geocode_place *place)
{
    const struct layout_town *town = &gazetteer->town[number];

    search_set_city(gazetteer, city, place);
    place->town = layout_text(gazetteer, town->name);
    place->town_id = town->id;
    place->match_level = (enum position_level)town->match_level;
    if (town->lon_udeg == LAYOUT_NOWHERE)
        return; /* the municipality's point, which the levels tell */
    place->point = layout_point(town->lon_udeg, town->lat_udeg);
    place->coordinate_level = (enum position_level)town->coordinate_level;
    place->error_m = town->radius_m;
}

struct str search_span(const struct folded *folded, size_t from, size_t to)
{
    if (to <= from)
        return STR("");
    return str_cut(folded->text, folded->from[from],
                   (size_t)folded->to[to - 1] - folded->from[from]);
}
