/* From the best reading to the answer: which town, which number, which point,
 * how sure. */
#include "geo/geocode/search.h"

#include "geo/crs.h"
#include "geo/geocode/spelling.h"
#include "model/municipality.h"

#include <math.h>
#include <string.h>

/* Metres that hold the true place for each level of point. House and parcel
 * points stand inside the plot; a parent is the plot before it was divided; a
 * block is some 100 m long. tests/bench/geocode.sh prints what they hold. */
enum {
    ERROR_HOUSE_M = 20,
    ERROR_PARCEL_M = 50,
    ERROR_PARENT_M = 500,
    ERROR_BLOCK_M = 150,
    APART_M = 100, /* house and parcel of one number: different places */
    SAME_M = 300,  /* towns of one name: the same place */
};

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

/* ---- places of the dictionary ---- */

static void set_city(const struct gazetteer *gazetteer, uint32_t number,
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

static void set_town(const struct gazetteer *gazetteer, uint32_t number,
                     uint32_t city, struct geocode_place *place)
{
    const struct layout_town *town = &gazetteer->town[number];

    set_city(gazetteer, city, place);
    place->town = layout_text(gazetteer, town->name);
    place->town_id = town->id;
    place->match_level = (enum position_level)town->match_level;
    if (town->lon_udeg == LAYOUT_NOWHERE)
        return; /* the municipality's point, which the levels tell */
    place->point = search_point(town->lon_udeg, town->lat_udeg);
    place->coordinate_level = (enum position_level)town->coordinate_level;
    place->error_m = town->radius_m;
}

/* ---- the town that is meant ---- */

static struct str span(const struct folded *folded, size_t from, size_t to)
{
    if (to <= from)
        return STR("");
    return str_cut(folded->text, folded->from[from],
                   (size_t)folded->to[to - 1] - folded->from[from]);
}

/* The town of a hit whose official spelling is nearest to the text; the others
 * that are as near go to `rival`. */
static uint32_t choose_town(const struct geocoder *geocoder,
                            const struct walk_hit *hit,
                            uint32_t rival[GEOCODE_MAX_ALTERNATIVES],
                            size_t *n_rival)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    const uint32_t *town;
    size_t n = search_towns(gazetteer, hit->node, &town);
    struct str written = span(&geocoder->folded, hit->from, hit->end);
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
    return best;
}

/* Towns of one name: doubtful, unless they are at one place. */
static void weigh_rivals(const struct geocoder *geocoder, uint32_t place,
                         const uint32_t *rival, size_t n,
                         struct geocode_result *result)
{
    for (size_t i = 0; i < n; i++) {
        struct geocode_place other;
        set_town(geocoder->gazetteer, rival[i], place, &other);
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

/* ---- its number ---- */

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

/* A number that a house and a parcel bear at different places. */
static bool bears_both(const struct gazetteer *gazetteer,
                       const struct layout_town *town,
                       const struct number *number, const struct attempt *found,
                       struct lonlat point)
{
    struct lonlat other;
    unsigned kind = found->kind == NUMBER_HOUSE ? NUMBER_PARCEL : NUMBER_HOUSE;

    return !(number->form & (NUMBER_BANCHI | NUMBER_GO)) &&
           (found->level == LEVEL_HOUSE || found->level == LEVEL_PARCEL) &&
           find_number(gazetteer, town, number_key(number, found->parts, kind),
                       &other) &&
           lonlat_known(other) && crs_distance_m(point, other) > APART_M;
}

/* Place the number inside the town; false when the dictionary has none. */
static bool place_number(const struct gazetteer *gazetteer, uint32_t number_of,
                         const struct number *number,
                         struct geocode_result *result)
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
            gazetteer->named + gazetteer->listed[town->listed].source;
        if (bears_both(gazetteer, town, number, &attempt[i], point))
            result->reasons |= REASON_BIT(HOUSE_OR_PARCEL);
        return true;
    }
    return matched;
}

/* ---- text that is left ---- */

/* Nothing to see: spaces, variation selectors. */
static bool blank(const struct geocoder *geocoder, struct str text)
{
    const struct fold_table *fold = &geocoder->gazetteer->fold;
    uint32_t code;
    size_t size;

    for (size_t at = 0; at < text.len; at += size) {
        size = str_char(text, at, &code);
        bool hidden = code < 0x10000 ? fold->low[code] == SYM_NONE ||
                                           fold->low[code] == SYM_SPACE
                                     : code >= 0xE0000 && code <= 0xE0FFF;
        if (size == 0 || !hidden)
            return false;
    }
    return true;
}

/* Remember one more piece of unused text. The first stays where it stands in
 * the input; several are joined by spaces. */
static void add_piece(struct geocoder *geocoder, size_t from, size_t to,
                      struct geocode_result *result)
{
    struct str piece = str_trim(
        str_cut(geocoder->folded.text, from, to > from ? to - from : 0));
    struct str *rest = &result->remainder;

    if (blank(geocoder, piece))
        return;
    if (rest->len == 0) {
        *rest = piece;
        return;
    }
    if (rest->len + 1 + piece.len > sizeof(geocoder->joined)) {
        if (piece.len > rest->len)
            *rest = piece;
        return;
    }
    if (rest->ptr != geocoder->joined) {
        memcpy(geocoder->joined, rest->ptr, rest->len);
        rest->ptr = geocoder->joined;
    }
    geocoder->joined[rest->len++] = ' ';
    memcpy(geocoder->joined + rest->len, piece.ptr, piece.len);
    rest->len += piece.len;
}

/*
 * Give back what was not used: between the symbols read, before `number.from`,
 * and after the number, where it is the building unless it lists more.
 */
static void give_back(struct geocoder *geocoder, size_t town_end,
                      const struct number *number,
                      struct geocode_result *result)
{
    const struct folded *folded = &geocoder->folded;
    size_t at = folded->n ? folded->from[0] : 0, last = number->to;
    bool building = last < folded->n && !(number->form & NUMBER_SEVERAL) &&
                    folded->sym[last] != SYM_COMMA &&
                    (number->n || (folded->mark[last] & FOLD_SPACED));

    if (folded->n && folded->from[0] > 0 && folded->text.ptr[0] == '(')
        add_piece(geocoder, 0, folded->from[0], result);
    for (size_t i = 0; i < last; i++) {
        if (i >= town_end && i < number->from)
            continue;
        if (folded->from[i] > at)
            add_piece(geocoder, at, folded->from[i], result);
        at = folded->to[i];
    }
    if (building) {
        size_t to = folded->to[folded->n - 1];
        add_piece(geocoder, at, folded->from[last], result);
        result->building = str_trim(str_cut(folded->text, folded->from[last],
                                            to - (size_t)folded->from[last]));
        at = to;
    }
    add_piece(geocoder, at, folded->text.len, result);
}

/* ---- readings ---- */

/* Unread text between the town and its number: a 小字 that the dictionary does
 * not have, or a town that it does not have. */
static size_t find_number_place(const struct folded *folded, size_t at)
{
    struct fold_number number;

    for (size_t i = at; i < folded->n && i < at + 24; i++) {
        if (folded->mark[i] & FOLD_BRACKET && i > at)
            break;
        fold_number(folded, i, &number);
        if (number.n && !number.kanji)
            return i;
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

/* 舞浜2-11 is 二丁目11 or parcel 2-11 of 舞浜: the dictionary's numbers decide,
 * else a person. Returns the reading to use. */
static const struct reading *weigh_chome(struct geocoder *geocoder,
                                         const struct reading *best)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    const uint32_t *town;
    struct geocode_result trial;
    struct number number;

    if (!best->hit.supplied)
        return best;
    number_read(&geocoder->folded, best->hit.end, &number);
    search_towns(gazetteer, best->hit.node, &town);
    if (number.n >= 2 || place_number(gazetteer, town[0], &number, &trial))
        return best;
    for (size_t i = 0; i < geocoder->found.n; i++) {
        struct reading *other = &geocoder->found.item[i];
        if (other->place != best->place || other->hit.supplied ||
            other->hit.end >= best->hit.end ||
            search_towns(gazetteer, other->hit.node, &town) == 0 ||
            gazetteer->town[town[0]].flags & TOWN_MADE)
            continue;
        number_read(&geocoder->folded, other->hit.end, &number);
        if (place_number(gazetteer, town[0], &number, &trial) &&
            trial.place.match_level != LEVEL_PARENT_PARCEL)
            return other;
        geocoder->reasons |= REASON_BIT(CHOME_OR_NUMBER);
        return best;
    }
    return best;
}

static bool same_municipality(const struct geocoder *geocoder, uint32_t place)
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
    return false;
}

/* The best reading; ties between municipalities are for the hint to break,
 * else for a person. */
static const struct reading *choose_reading(struct geocoder *geocoder,
                                            const struct readings *readings,
                                            struct geocode_result *result)
{
    const struct reading *best = &readings->item[0];

    for (size_t i = 1; i < readings->n; i++) {
        const struct reading *other = &readings->item[i];
        if (other->rank < best->rank || other->place == best->place)
            continue;
        if (geocoder->hinted != LAYOUT_NONE &&
            same_municipality(geocoder, other->place) !=
                same_municipality(geocoder, best->place)) {
            if (same_municipality(geocoder, other->place))
                best = other;
            continue;
        }
        result->reasons |= REASON_BIT(CITY_UNCLEAR);
    }
    return best;
}

static void check_evidence(struct geocoder *geocoder, uint32_t place,
                           const struct layout_town *town,
                           struct geocode_result *result)
{
    if (geocoder->hinted != LAYOUT_NONE && !same_municipality(geocoder, place))
        result->reasons |= REASON_BIT(MUNICIPALITY_DISAGREES);
    /* The first three digits are the delivery area; the rest differs for
     * large addressees. */
    if (town && town->postal && geocoder->postal &&
        town->postal / 10000 != geocoder->postal / 10000)
        result->reasons |= REASON_BIT(POSTCODE_DISAGREES);
}

/* ---- answers ---- */

static void answer_town(struct geocoder *geocoder,
                        const struct reading *reading,
                        struct geocode_result *result)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    uint32_t rival[GEOCODE_MAX_ALTERNATIVES];
    size_t n_rival;
    struct number number;

    reading = weigh_chome(geocoder, reading);
    uint32_t chosen = choose_town(geocoder, &reading->hit, rival, &n_rival);
    const struct layout_town *town = &gazetteer->town[chosen];
    struct str name = str_of(layout_text(gazetteer, town->name));

    result->reasons |= reading->reasons | geocoder->reasons;
    set_town(gazetteer, chosen, reading->place, &result->place);
    result->source =
        gazetteer->named +
        (town->lon_udeg == LAYOUT_NOWHERE ? town->source : town->source_point);
    if (str_starts(name, STR("大字")) !=
        str_starts(span(&geocoder->folded, reading->after, reading->hit.end),
                   STR("大字")))
        result->reasons |= REASON_BIT(OAZA_DIFFERS);
    weigh_rivals(geocoder, reading->place, rival, n_rival, result);
    read_tail(geocoder, reading->hit.end, reading->hit.clean, &number, result);
    if ((number.form & NUMBER_CHOME) && (town->flags & TOWN_CHOMES))
        result->reasons |= REASON_BIT(CHOME_UNKNOWN);
    bool placed = !(result->reasons &
                    (REASON_BIT(TEXT_AFTER_TOWN) | REASON_BIT(SAME_NAME))) &&
                  place_number(gazetteer, chosen, &number, result);
    if (number.n && !placed)
        result->reasons |= town->listed == LAYOUT_NONE
                               ? REASON_BIT(NUMBER_UNUSED)
                               : REASON_BIT(NUMBER_UNKNOWN);
    bool own = result->place.coordinate_level != LEVEL_MUNICIPALITY;
    if ((town->flags & TOWN_DOUBTED) && own &&
        result->place.coordinate_level <= LEVEL_KOAZA)
        result->reasons |= REASON_BIT(POINT_DOUBTED);
    if (!own || !lonlat_known(result->place.point))
        result->reasons |= REASON_BIT(NO_POINT);
    else if (result->place.coordinate_level != result->place.match_level)
        result->reasons |= REASON_BIT(POINT_COARSER);
    check_evidence(geocoder, reading->place, town, result);
    give_back(geocoder, reading->hit.end, &number, result);
}

/* Characters that nobody can read may have been the name. */
static uint64_t unreadable(const struct geocoder *geocoder)
{
    for (size_t i = 0; i < geocoder->folded.n; i++)
        if (geocoder->folded.sym[i] == SYM_UNREADABLE)
            return REASON_BIT(UNREADABLE);
    return 0;
}

static void answer_city(struct geocoder *geocoder,
                        const struct reading *reading,
                        struct geocode_result *result)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    const struct folded *folded = &geocoder->folded;
    struct number number;

    set_city(gazetteer, reading->place, &result->place);
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
    bool whole = number.to >= folded->n || folded->mark[number.to] ||
                 (number.form & NUMBER_SEVERAL);
    result->reasons |= from == reading->after && whole
                           ? REASON_BIT(NO_TOWN)
                           : REASON_BIT(TOWN_UNKNOWN);
    result->reasons |= unreadable(geocoder);
    number_text(&number, number.n, result->number);
    check_evidence(geocoder, reading->place, NULL, result);
    give_back(geocoder, reading->after, &number, result);
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
    result->reasons |=
        geocoder->reasons | REASON_BIT(TOWN_UNKNOWN) | unreadable(geocoder);
    give_back(geocoder, geocoder->prefecture_end, &none, result);
}

/* Municipalities of one name, none of which has the town. */
static void answer_cities(struct geocoder *geocoder,
                          struct geocode_result *result)
{
    const struct reading *best =
        choose_reading(geocoder, &geocoder->anchors, result);

    answer_city(geocoder, best, result);
    if (!(result->reasons & REASON_BIT(CITY_UNCLEAR)))
        return;
    for (size_t i = 0; i < geocoder->anchors.n &&
                       result->n_alternative < GEOCODE_MAX_ALTERNATIVES;
         i++)
        if (geocoder->anchors.item[i].rank == best->rank)
            set_city(geocoder->gazetteer, geocoder->anchors.item[i].place,
                     &result->alternative[result->n_alternative++]);
    result->place = (struct geocode_place){.prefecture = "",
                                           .municipality = "",
                                           .town = "",
                                           .point = {NAN, NAN},
                                           .error_m = NAN};
    result->source = NULL;
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
        set_town(geocoder->gazetteer, town[0], other->place,
                 &result->alternative[result->n_alternative++]);
    }
}

void search_settle(struct geocoder *geocoder, struct geocode_result *result)
{
    const uint32_t *town;

    if (geocoder->found.n &&
        search_towns(geocoder->gazetteer, geocoder->found.item[0].hit.node,
                     &town)) {
        const struct reading *best =
            choose_reading(geocoder, &geocoder->found, result);
        answer_town(geocoder, best, result);
        add_alternatives(geocoder, best, result);
    } else if (geocoder->anchors.n) {
        answer_cities(geocoder, result);
    } else if (geocoder->prefecture) {
        answer_prefecture(geocoder, result);
    } else {
        result->reasons |=
            geocoder->reasons | REASON_BIT(NO_ANCHOR) | unreadable(geocoder);
        result->remainder = str_trim(geocoder->folded.text);
    }
}
