/* Places of the dictionary as answers. */
#include "geo/geocode/search.h"

#include <math.h>
#include <string.h>

struct lonlat search_point(int32_t lon_udeg, int32_t lat_udeg)
{
    if (lon_udeg == LAYOUT_NOWHERE)
        return (struct lonlat){NAN, NAN};
    return (struct lonlat){lon_udeg / 1e6, lat_udeg / 1e6};
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
    place->point = search_point(city->lon_udeg, city->lat_udeg);
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
    place->point = search_point(town->lon_udeg, town->lat_udeg);
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
