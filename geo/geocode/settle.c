/* From the best reading to the answer. */
#include "geo/geocode/search.h"

#include "geo/crs.h"
#include "model/municipality.h"

#include <math.h>
#include <string.h>

#define SAME_M 300 /* towns of one name: the same place */

static const struct geocode_place no_place = {.prefecture = "",
                                              .municipality = "",
                                              .town = "",
                                              .point = {NAN, NAN},
                                              .error_m = NAN};

/* Towns of one name: doubtful, unless they are at one place. */
static void weigh_rivals(const struct geocoder *geocoder, uint32_t place,
                         const uint32_t *rival, size_t n,
                         struct geocode_result *result)
{
    for (size_t i = 0; i < n; i++) {
        struct geocode_place other;
        search_set_town(geocoder->gazetteer, rival[i], place, &other);
        double apart_m = INFINITY;
        if (lonlat_known(other.point) && lonlat_known(result->place.point))
            apart_m = crs_distance_m(other.point, result->place.point);
        if (apart_m <= SAME_M)
            continue;
        result->reasons |= REASON_BIT(SAME_NAME);
        if (isfinite(apart_m))
            result->place.error_m =
                fmax(result->place.error_m, apart_m + other.error_m);
        if (result->n_alternative < GEOCODE_MAX_ALTERNATIVES)
            result->alternative[result->n_alternative++] = other;
    }
}

/* Unread text between the town and its number: a 小字 that the dictionary does
 * not have, or a town that it does not have. */
static size_t find_number_place(const struct folded *folded, size_t at)
{
    for (size_t i = at; i < folded->n && i < at + 24; i++) {
        if (folded->mark[i] & FOLD_BRACKET && i > at)
            break;
        if (number_stands(folded, i))
            return i;
        /* The rest of a name's numeral is no number either. */
        while (symbol_kanji_value(folded->sym[i]) >= 0 &&
               symbol_kanji_value(folded->sym[i + 1]) >= 0)
            i++;
    }
    return folded->n;
}

static void read_tail(struct geocoder *geocoder, size_t at, bool clean,
                      struct number *number, struct geocode_result *result)
{
    const struct folded *folded = &geocoder->folded;
    symbol sym = folded->sym[at];
    bool aza =
        sym == SYM_AZA || (sym == SYM_SMALL && folded->sym[at + 1] == SYM_AZA);

    if (clean && !aza) {
        size_t from = at;
        if (sym == SYM_BAR || sym == SYM_NO || sym == SYM_COMMA)
            from++;
        number_read(folded, from, number);
        number->from = at; /* チの2: the joint is read */
    } else {
        result->reasons |=
            aza ? REASON_BIT(KOAZA_SKIPPED) : REASON_BIT(TEXT_AFTER_TOWN);
        number_read(folded, find_number_place(folded, at), number);
    }
    if (number->n == 0)
        result->reasons |= REASON_BIT(NO_NUMBER);
    if (number->form & NUMBER_SEVERAL)
        result->reasons |= REASON_BIT(SEVERAL);
    number_text(number, number->n, result->number);
}

static void check_evidence(struct geocoder *geocoder, uint32_t place,
                           const struct layout_town *town,
                           struct geocode_result *result)
{
    if (geocoder->hinted != LAYOUT_NONE &&
        !search_same_municipality(geocoder, place))
        result->reasons |= REASON_BIT(MUNICIPALITY_DISAGREES);
    /* The first three digits are the delivery area; the rest differs for
     * large addressees. */
    if (town && town->postal && geocoder->postal &&
        town->postal / 10000 != geocoder->postal / 10000)
        result->reasons |= REASON_BIT(POSTCODE_DISAGREES);
}

/* ---- answers ---- */

static size_t count_aza(struct str text)
{
    size_t n = 0, at;

    while ((at = str_find(text, STR("字"))) != SIZE_MAX) {
        text = str_cut(text, at + strlen("字"), text.len);
        n++;
    }
    return n;
}

/* May the number be looked up in this town, or is it another's? */
static bool numbers_apply(const struct layout_town *town, uint64_t reasons)
{
    /* Where towns are divided into 小字, each counts its numbers anew. */
    bool divided = (town->flags & TOWN_BRANCHED) &&
                   !(town->flags & TOWN_CHOMES) &&
                   (reasons & REASON_BIT(KOAZA_SKIPPED));

    return !divided &&
           !(reasons & (REASON_BIT(TEXT_AFTER_TOWN) |
                        REASON_BIT(CHOME_OR_NUMBER) | REASON_BIT(SAME_NAME)));
}

static void answer_number(const struct gazetteer *gazetteer, uint32_t chosen,
                          struct number *number, struct geocode_result *result)
{
    const struct layout_town *town = &gazetteer->town[chosen];
    bool apply = numbers_apply(town, result->reasons);

    if (number->form & NUMBER_CHOME)
        result->reasons |= REASON_BIT(CHOME_UNKNOWN);
    if (apply && search_place_number(gazetteer, chosen, number, result))
        number_text(number, number->n, result->number);
    else if (number->n)
        result->reasons |= apply && town->listed != LAYOUT_NONE
                               ? REASON_BIT(NUMBER_UNKNOWN)
                               : REASON_BIT(NUMBER_UNUSED);
}

/* What is to be said of the point that was found. */
static uint64_t judge_point(const struct layout_town *town,
                            const struct geocode_place *place)
{
    bool own = place->coordinate_level != LEVEL_MUNICIPALITY;
    uint64_t reasons = 0;

    if ((town->flags & TOWN_DOUBTED) && own &&
        place->coordinate_level <= LEVEL_KOAZA)
        reasons |= REASON_BIT(POINT_DOUBTED);
    if (!own || !lonlat_known(place->point))
        reasons |= REASON_BIT(NO_POINT);
    else if (place->coordinate_level != place->match_level)
        reasons |= REASON_BIT(POINT_COARSER);
    return reasons;
}

static void answer_town(struct geocoder *geocoder,
                        const struct reading *reading,
                        struct geocode_result *result)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    uint32_t rival[GEOCODE_MAX_ALTERNATIVES];
    size_t n_rival;
    struct number number;

    reading = search_weigh_chome(geocoder, reading);
    uint32_t chosen =
        search_choose_town(geocoder, &reading->hit, rival, &n_rival);
    const struct layout_town *town = &gazetteer->town[chosen];
    struct str written =
        search_span(&geocoder->folded, reading->after, reading->hit.end);

    result->reasons |= reading->reasons | geocoder->reasons;
    search_set_town(gazetteer, chosen, reading->place, &result->place);
    result->source =
        gazetteer->named +
        (town->lon_udeg == LAYOUT_NOWHERE ? town->source : town->source_point);
    if (count_aza(str_of(layout_text(gazetteer, town->name))) !=
        count_aza(written))
        result->reasons |= REASON_BIT(OAZA_DIFFERS);
    weigh_rivals(geocoder, reading->place, rival, n_rival, result);
    read_tail(geocoder, reading->hit.end, reading->hit.clean, &number, result);
    answer_number(gazetteer, chosen, &number, result);
    result->reasons |= judge_point(town, &result->place);
    check_evidence(geocoder, reading->place, town, result);
    search_give_back(geocoder, reading->hit.end, &number, result);
}

/* Characters that nobody can read may have been the name. */
static uint64_t unreadable(const struct geocoder *geocoder)
{
    for (size_t i = 0; i < geocoder->folded.n; i++)
        if (geocoder->folded.sym[i] == SYM_UNREADABLE)
            return REASON_BIT(UNREADABLE);
    return 0;
}

/* 龍ケ崎市3710番地: numbers of a municipality itself, without a town. */
static void place_nameless(const struct geocoder *geocoder, uint32_t city,
                           struct number *number, struct geocode_result *result)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    uint32_t root = gazetteer->city[city].root;
    const uint32_t *town;

    if (root == LAYOUT_NONE || search_towns(gazetteer, root, &town) == 0)
        return;
    if (search_place_number(gazetteer, town[0], number, result))
        result->reasons &= ~REASON_BIT(NO_POINT);
    else if (number->n)
        result->reasons |= REASON_BIT(NUMBER_UNKNOWN);
}

static void answer_city(struct geocoder *geocoder,
                        const struct reading *reading,
                        struct geocode_result *result)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    const struct folded *folded = &geocoder->folded;
    struct number number;

    search_set_city(gazetteer, reading->place, &result->place);
    result->source = gazetteer->named + gazetteer->city[reading->place].source;
    result->reasons |= reading->reasons | geocoder->reasons;
    if (gazetteer->city[reading->place].flags & CITY_GONE)
        result->reasons |=
            REASON_BIT(OLD_NAME) | REASON_BIT(ABOLISHED_UNRESOLVED);
    size_t from = walk_clean(folded, reading->after)
                      ? reading->after
                      : find_number_place(folded, reading->after);
    number_read(folded, from, &number);
    /* 4条25丁目 begins with a number and is a town all the same. */
    bool whole = number.to >= folded->n ||
                 ((number.n || number.form) &&
                  (folded->mark[number.to] || (number.form & NUMBER_SEVERAL)));
    result->reasons |= from == reading->after && whole
                           ? REASON_BIT(NO_TOWN)
                           : REASON_BIT(TOWN_UNKNOWN);
    result->reasons |= unreadable(geocoder);
    if (!lonlat_known(result->place.point))
        result->reasons |= REASON_BIT(NO_POINT);
    number_text(&number, number.n, result->number);
    if (result->reasons & REASON_BIT(NO_TOWN))
        place_nameless(geocoder, reading->place, &number, result);
    check_evidence(geocoder, reading->place, NULL, result);
    search_give_back(geocoder, reading->after, &number, result);
}

static void answer_prefecture(struct geocoder *geocoder,
                              struct geocode_result *result)
{
    char code[3] = {(char)('0' + geocoder->prefecture / 10),
                    (char)('0' + geocoder->prefecture % 10), '\0'};
    const char *name = prefecture_name(code);
    struct number none = {.from = geocoder->prefecture_end,
                          .to = geocoder->prefecture_end};

    result->place.prefecture = name ? name : "";
    result->place.match_level = name ? LEVEL_PREFECTURE : LEVEL_NONE;
    result->reasons |= geocoder->reasons | unreadable(geocoder) |
                       (geocoder->prefecture_end >= geocoder->folded.n
                            ? REASON_BIT(NO_TOWN)
                            : REASON_BIT(TOWN_UNKNOWN));
    search_give_back(geocoder, geocoder->prefecture_end, &none, result);
}

/* The place that all equal readings share: a designated city whose wards they
 * are, or nothing. */
static void set_shared(const struct geocoder *geocoder,
                       const struct readings *readings,
                       struct geocode_result *result)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    char body[6], other[6];

    result->place = no_place;
    municipality_city(gazetteer->city[readings->item[0].place].code, body);
    for (size_t i = 1; i < readings->n; i++) {
        municipality_city(gazetteer->city[readings->item[i].place].code, other);
        if (readings->item[i].rank == readings->item[0].rank &&
            strcmp(body, other) != 0)
            return;
    }
    uint32_t city = search_city(gazetteer, body);
    if (city != LAYOUT_NONE)
        search_set_city(gazetteer, city, &result->place);
}

/* Several municipalities may be meant: they are told, and none is chosen. */
static void answer_unclear(struct geocoder *geocoder,
                           const struct readings *readings,
                           struct geocode_result *result)
{
    const uint32_t *town;

    set_shared(geocoder, readings, result);
    result->reasons |= geocoder->reasons;
    result->remainder = str_trim(geocoder->folded.text);
    for (size_t i = 0;
         i < readings->n && result->n_alternative < GEOCODE_MAX_ALTERNATIVES;
         i++) {
        const struct reading *reading = &readings->item[i];
        struct geocode_place *other =
            &result->alternative[result->n_alternative];
        if (reading->rank < readings->item[0].rank)
            break;
        if (reading->hit.node != LAYOUT_NONE &&
            search_towns(geocoder->gazetteer, reading->hit.node, &town))
            search_set_town(geocoder->gazetteer, town[0], reading->place,
                            other);
        else
            search_set_city(geocoder->gazetteer, reading->place, other);
        result->n_alternative++;
    }
}

/* What remains plausible beside the answer: as good, and another place. */
static void add_alternatives(struct geocoder *geocoder,
                             const struct reading *best,
                             struct geocode_result *result)
{
    const uint32_t *town;

    for (size_t i = 0; i < geocoder->found.n &&
                       result->n_alternative < GEOCODE_MAX_ALTERNATIVES;
         i++) {
        const struct reading *other = &geocoder->found.item[i];
        if (other == best || other->rank < best->rank - 2 ||
            (other->hit.node == best->hit.node &&
             other->place == best->place) ||
            search_towns(geocoder->gazetteer, other->hit.node, &town) == 0)
            continue;
        search_set_town(geocoder->gazetteer, town[0], other->place,
                        &result->alternative[result->n_alternative++]);
    }
}

/* 福井県 and a city of 滋賀県: one of the two is wrong, and nobody can say
 * which. What was found is told as a possibility. */
static void refuse_contradiction(const struct geocoder *geocoder,
                                 struct geocode_result *result)
{
    if (!(result->reasons & REASON_BIT(PREFECTURE_DISAGREES)))
        return;
    result->n_alternative = 1;
    result->alternative[0] = result->place;
    result->place = no_place;
    result->source = NULL;
    result->number[0] = '\0';
    result->building = STR("");
    result->remainder = str_trim(geocoder->folded.text);
}

void search_settle(struct geocoder *geocoder, struct geocode_result *result)
{
    const uint32_t *town;

    bool towns = geocoder->found.n &&
                 search_towns(geocoder->gazetteer,
                              geocoder->found.item[0].hit.node, &town);
    const struct readings *readings =
        towns ? &geocoder->found : &geocoder->anchors;

    if (readings->n) {
        const struct reading *best = search_choose(geocoder, readings, result);
        if (result->reasons & REASON_BIT(CITY_UNCLEAR)) {
            answer_unclear(geocoder, readings, result);
        } else if (towns) {
            answer_town(geocoder, best, result);
            add_alternatives(geocoder, best, result);
        } else {
            answer_city(geocoder, best, result);
        }
        refuse_contradiction(geocoder, result);
    } else if (geocoder->prefecture) {
        answer_prefecture(geocoder, result);
    } else {
        result->reasons |=
            geocoder->reasons | REASON_BIT(NO_ANCHOR) | unreadable(geocoder);
        result->remainder = str_trim(geocoder->folded.text);
    }
}
