/* Which of several readings, and which of several towns of one name. */
#include "geo/geocode/search.h"

#include "geo/geocode/spelling.h"

/* Is this very number listed in the town, not only its block or parent? */
static bool lists_number(const struct geocoder *geocoder, uint32_t town,
                         size_t at)
{
    struct geocode_result trial;
    struct number number;

    trial.reasons = 0;
    number_read(&geocoder->folded, at, &number);
    return search_place_number(geocoder->gazetteer, town, &number, &trial) &&
           trial.place.match_level != LEVEL_PARENT_PARCEL &&
           (number.n == 1 || trial.place.match_level != LEVEL_BLOCK);
}

/* Of towns of one name, the only one that lists the number is meant. */
static uint32_t choose_listing(const struct geocoder *geocoder,
                               const struct walk_hit *hit, uint32_t best,
                               const uint32_t *rival, size_t *n_rival)
{
    bool listed = lists_number(geocoder, best, hit->end);
    uint32_t chosen = best;
    size_t n = listed;

    for (size_t i = 0; i < *n_rival; i++)
        if (lists_number(geocoder, rival[i], hit->end)) {
            chosen = rival[i];
            n++;
        }
    if (n != 1)
        return best;
    *n_rival = 0;
    return listed ? best : chosen;
}

/* The town of a hit whose official spelling is nearest to the text; the others
 * that are as near go to `rival`. */
uint32_t search_choose_town(const struct geocoder *geocoder,
                            const struct walk_hit *hit,
                            uint32_t rival[GEOCODE_MAX_ALTERNATIVES],
                            size_t *n_rival)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    const uint32_t *town;
    size_t n = search_towns(gazetteer, hit->node, &town);
    struct str written = search_span(&geocoder->folded, hit->from, hit->end);
    uint32_t best = town[0];
    int best_near = INT32_MIN;

    *n_rival = 0;
    for (size_t i = 0; n > 1 && i < n; i++) {
        int near = spelling_near(
            written,
            str_of(layout_text(gazetteer, gazetteer->town[town[i]].name)));
        if (near > best_near) {
            best_near = near;
            best = town[i];
            *n_rival = 0;
        } else if (near == best_near && *n_rival < GEOCODE_MAX_ALTERNATIVES) {
            rival[(*n_rival)++] = town[i];
        }
    }
    return *n_rival ? choose_listing(geocoder, hit, best, rival, n_rival)
                    : best;
}

/* 舞浜2-11 is 二丁目11 or parcel 2-11 of 舞浜: the one of the two that the
 * dictionary lists, else the town as a whole. Returns the reading to use. */
const struct reading *search_weigh_chome(struct geocoder *geocoder,
                                         const struct reading *best)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    const uint32_t *town, *chome_town;
    struct number number;

    number_read(&geocoder->folded, best->hit.end, &number);
    search_towns(gazetteer, best->hit.node, &chome_town);
    if (!best->hit.supplied || number.n >= 2)
        return best;
    for (size_t i = 0; i < geocoder->found.n; i++) {
        struct reading *other = &geocoder->found.item[i];
        if (other->place != best->place || other->hit.supplied ||
            other->hit.end >= best->hit.end || !other->hit.clean ||
            !number_stands(&geocoder->folded, other->hit.end) ||
            search_towns(gazetteer, other->hit.node, &town) == 0 ||
            gazetteer->town[town[0]].flags & TOWN_MADE)
            continue;
        bool chome = lists_number(geocoder, chome_town[0], best->hit.end);
        bool parcel = lists_number(geocoder, town[0], other->hit.end);
        /* The town holds both places: its point and radius are the answer. */
        if (chome == parcel)
            geocoder->reasons |= REASON_BIT(CHOME_OR_NUMBER);
        return chome && !parcel ? best : other;
    }
    return best;
}

static bool reading_lists(const struct geocoder *geocoder,
                          const struct reading *reading)
{
    const uint32_t *town;

    return reading->hit.node != LAYOUT_NONE &&
           search_towns(geocoder->gazetteer, reading->hit.node, &town) &&
           lists_number(geocoder, town[0], reading->hit.end);
}

/* Of two equal readings in two municipalities: the stated one, else the one
 * that lists the number; NULL when neither tells. */
static const struct reading *break_tie(const struct geocoder *geocoder,
                                       const struct reading *a,
                                       const struct reading *b)
{
    bool first, second;

    if (geocoder->hinted != LAYOUT_NONE) {
        first = search_same_municipality(geocoder, a->place);
        second = search_same_municipality(geocoder, b->place);
        if (first != second)
            return first ? a : b;
    }
    first = reading_lists(geocoder, a);
    second = reading_lists(geocoder, b);
    return first == second ? NULL : first ? a : b;
}

/* The best reading. A tie that nothing breaks is for a person. */
const struct reading *search_choose(const struct geocoder *geocoder,
                                    const struct readings *readings,
                                    struct geocode_result *result)
{
    const struct reading *best = &readings->item[0];

    for (size_t i = 1; i < readings->n; i++) {
        const struct reading *other = &readings->item[i];
        if (other->rank < best->rank || other->place == best->place)
            continue;
        const struct reading *chosen = break_tie(geocoder, best, other);
        if (!chosen) {
            result->reasons |= REASON_BIT(CITY_UNCLEAR);
            continue;
        }
        /* Lists are incomplete: a number that only one of them has is a hint,
         * and no proof. */
        if (geocoder->hinted == LAYOUT_NONE)
            result->reasons |= REASON_BIT(CITY_OMITTED);
        if (chosen == other) {
            best = other;
            result->reasons &= ~REASON_BIT(CITY_UNCLEAR);
        }
    }
    return best;
}
