/* Which municipality's name begins the text. */
#include "geo/geocode/search.h"

#include "model/municipality.h"

#include <string.h>

void search_keep(struct readings *readings, const struct reading *reading)
{
    size_t i = readings->n;

    if (i == READINGS) {
        if (reading->rank <= readings->item[i - 1].rank)
            return;
        i--;
    } else {
        readings->n++;
    }
    for (; i > 0 && readings->item[i - 1].rank < reading->rank; i--)
        readings->item[i] = readings->item[i - 1];
    readings->item[i] = *reading;
}

static unsigned prefecture_of(const struct layout_city *city)
{
    return (unsigned)(city->code[0] - '0') * 10 +
           (unsigned)(city->code[1] - '0');
}

static void add_city(struct geocoder *geocoder, uint32_t value, size_t after,
                     uint64_t reasons, int price)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    uint32_t number = LAYOUT_CITY_OF(value), how = LAYOUT_HOW_OF(value);

    if (number >= gazetteer->n_city)
        return;
    const struct layout_city *city = &gazetteer->city[number];
    if (how & HOW_NO_PREFECTURE && !geocoder->prefecture)
        reasons |= REASON_BIT(PREFECTURE_OMITTED);
    if (how & HOW_NO_COUNTY)
        reasons |= REASON_BIT(COUNTY_DIFFERS);
    price += (how & HOW_WARD_ONLY) ? 4 : 0;
    price += (city->flags & CITY_GONE) ? 3 : 0;
    search_keep(&geocoder->anchors, &(struct reading){
                                        .city = number,
                                        .place = number,
                                        .how = how,
                                        .after = (uint16_t)after,
                                        .hit = {.node = LAYOUT_NONE},
                                        .rank = 3 * (int)after - price,
                                        .reasons = reasons,
                                    });
}

/* All names of the cities' tree at `from`; the end of the longest. */
static size_t add_names(struct geocoder *geocoder, size_t from,
                        uint64_t reasons, int price)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    struct walk *walk = &geocoder->walk;
    unsigned within = geocoder->prefecture;
    size_t longest = 0;

    walk->n = 0;
    walk_tree(walk, gazetteer->header->root_city, from, WALK_PLAIN);
    for (size_t h = 0; h < walk->n; h++) {
        const struct walk_hit *hit = &walk->hit[h];
        for (uint32_t v = gazetteer->value_at[hit->node];
             v < gazetteer->value_at[hit->node + 1]; v++) {
            uint32_t value = gazetteer->value[v];
            if (LAYOUT_HOW_OF(value) & HOW_PREFECTURE_ONLY) {
                if (within || hit->cost)
                    continue;
                geocoder->prefecture = LAYOUT_CITY_OF(value);
                geocoder->prefecture_end = hit->end;
                continue;
            }
            if (LAYOUT_CITY_OF(value) >= gazetteer->n_city)
                continue;
            const struct layout_city *city =
                &gazetteer->city[LAYOUT_CITY_OF(value)];
            uint64_t met = hit->reasons;
            if (within && prefecture_of(city) != within)
                met |= REASON_BIT(PREFECTURE_DISAGREES);
            add_city(geocoder, value, hit->end, reasons | met,
                     price + hit->cost +
                         (met & REASON_BIT(PREFECTURE_DISAGREES) ? 20 : 0));
            longest = hit->end > longest ? hit->end : longest;
        }
    }
    return longest;
}

/* 東京都三宅島三宅村, 沖縄県島尻郡..., a 郡 that is not its own: after the
 * prefecture, up to the 郡 or 島 is passed over. */
static size_t past_county(const struct folded *folded, size_t at)
{
    static const symbol island = 0x5CF6;

    for (size_t i = at + 1; i < folded->n && i < at + 7; i++)
        if (folded->sym[i] == SYM_COUNTY || folded->sym[i] == island)
            return i + 1;
    return 0;
}

bool search_same_municipality(const struct geocoder *geocoder, uint32_t place)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    const struct layout_city *city = &gazetteer->city[place];
    const struct layout_city *stated = &gazetteer->city[geocoder->hinted];
    char body[6], stated_body[6];

    if (strcmp(city->code, stated->code) == 0)
        return true;
    municipality_city(city->code, body);
    municipality_city(stated->code, stated_body);
    /* A city and its own ward agree; two of its wards do not. */
    if (strcmp(body, stated->code) == 0 || strcmp(stated_body, city->code) == 0)
        return true;
    for (uint32_t i = 0; i < city->n_link[0]; i++)
        if (gazetteer->link[city->link[0] + i] == geocoder->hinted)
            return true;
    /* A former code is stated for what it went into. */
    for (uint32_t i = 0; (stated->flags & CITY_GONE) && i < stated->n_link[0];
         i++)
        if (gazetteer->link[stated->link[0] + i] == place)
            return true;
    return false;
}

static bool names_hinted(const struct geocoder *geocoder)
{
    for (size_t i = 0; i < geocoder->anchors.n; i++)
        if (search_same_municipality(geocoder, geocoder->anchors.item[i].city))
            return true;
    return false;
}

void search_anchor(struct geocoder *geocoder)
{
    size_t longest = add_names(geocoder, 0, 0, 0);

    if (!longest && geocoder->prefecture) {
        size_t end = geocoder->prefecture_end;
        longest = add_names(geocoder, end, 0, 1);
        size_t past = longest ? 0 : past_county(&geocoder->folded, end);
        if (past)
            longest = add_names(geocoder, past, REASON_BIT(COUNTY_DIFFERS), 3);
    }
    /* 大和町30 within 佐世保市 names a town, and also a municipality. */
    if (geocoder->hinted != LAYOUT_NONE && !names_hinted(geocoder))
        add_city(geocoder, LAYOUT_VALUE(geocoder->hinted, 0),
                 geocoder->prefecture ? geocoder->prefecture_end : 0, 0, 6);
}

void search_repeat(struct geocoder *geocoder)
{
    struct readings anchors = geocoder->anchors;

    for (size_t i = 0; i < anchors.n && i < 2; i++) {
        const struct reading *anchor = &anchors.item[i];
        geocoder->anchors.n = 0;
        add_names(geocoder, anchor->after, anchor->reasons, 0);
        for (size_t k = 0; k < geocoder->anchors.n; k++)
            if (geocoder->anchors.item[k].city == anchor->city)
                search_keep(&anchors, &geocoder->anchors.item[k]);
    }
    geocoder->anchors = anchors;
}
