#include "geo/geocode/geocode.h"

#include "base/buf.h"
#include "geo/geocode/search.h"

#include <math.h>
#include <stdlib.h>

const struct geocode_reason_text geocode_reasons[REASON_COUNT] = {
#define REASON(id, doubt, ja, en) {#id, doubt, ja, en},
#include "geo/geocode/reasons.def"
#undef REASON
};

static const uint64_t doubts =
#define REASON(id, doubt, ja, en) ((uint64_t)(doubt) << REASON_##id) |
#include "geo/geocode/reasons.def"
#undef REASON
    0;

bool geocode_doubted(uint64_t reasons)
{
    return (reasons & doubts) != 0;
}

/* Percent of answers with the right town that carry a reason; the least of
 * them counts. The bench prints what they are on real addresses (README). */
static const struct {
    uint64_t reason;
    int percent;
} confidences[] = {
    {REASON_BIT(CITY_UNCLEAR), 30},
    {REASON_BIT(PREFECTURE_DISAGREES), 30},
    {REASON_BIT(MUNICIPALITY_DISAGREES), 40},
    {REASON_BIT(SAME_NAME), 40},
    {REASON_BIT(SIMILAR), 50},
    {REASON_BIT(UNREADABLE), 50},
    {REASON_BIT(POINT_DOUBTED), 50},
    {REASON_BIT(TEXT_AFTER_TOWN), 60},
    {REASON_BIT(ABOLISHED_UNRESOLVED), 60},
    {REASON_BIT(CHOME_UNKNOWN), 70},
    {REASON_BIT(TOWN_SUFFIX), 70},
    {REASON_BIT(POSTCODE_DISAGREES), 70},
    {REASON_BIT(TOWN_UNKNOWN), 75},
    {REASON_BIT(TOO_LONG), 75},
    {REASON_BIT(HOUSE_OR_PARCEL), 90},
    {REASON_BIT(CITY_OMITTED), 85},
    {REASON_BIT(OLD_NAME), 95},
    {REASON_BIT(PARTICLE_DIFFERS), 97},
};

static int confidence(const struct geocode_result *result)
{
    int least = 99;

    if (result->place.match_level == LEVEL_NONE)
        return 0;
    for (size_t i = 0; i < sizeof(confidences) / sizeof(*confidences); i++)
        if (result->reasons & confidences[i].reason &&
            confidences[i].percent < least)
            least = confidences[i].percent;
    return least;
}

struct geocoder *geocoder_open(const struct gazetteer *gazetteer)
{
    struct geocoder *geocoder = mem_alloc(sizeof(*geocoder));

    geocoder->gazetteer = gazetteer;
    return geocoder;
}

void geocoder_close(struct geocoder *geocoder)
{
    free(geocoder);
}

static bool satisfied(const struct geocoder *geocoder)
{
    return geocoder->found.n && geocoder->found.item[0].hit.clean;
}

static void search(struct geocoder *geocoder)
{
    search_anchor(geocoder);
    search_town(geocoder, WALK_EXACT);
    if (!geocoder->anchors.n) {
        search_anywhere(geocoder);
        search_town(geocoder, WALK_EXACT);
    }
    if (!satisfied(geocoder)) {
        search_repeat(geocoder);
        search_town(geocoder, WALK_EDITED);
    }
    if (!satisfied(geocoder))
        search_town(geocoder, WALK_SIMILAR);
}

void geocode(struct geocoder *geocoder, struct str address,
             const struct geocode_hint *hint, struct geocode_result *result)
{
    /* Member by member: most of the struct is room that is seldom used. */
    result->place = (struct geocode_place){.prefecture = "",
                                           .municipality = "",
                                           .town = "",
                                           .point = {NAN, NAN},
                                           .error_m = NAN};
    result->reasons = 0;
    result->number[0] = '\0';
    result->remainder = result->building = STR("");
    result->n_alternative = 0;
    result->source = NULL;
    geocoder->hint = hint;
    geocoder->hinted =
        hint && hint->municipality_code && *hint->municipality_code
            ? search_city(geocoder->gazetteer, hint->municipality_code)
            : LAYOUT_NONE;
    search_prepare(geocoder, address);
    search(geocoder);
    search_settle(geocoder, result);
    result->confidence = confidence(result);
}

/* ---- JSON ---- */

static void json_text(struct buf *out, const char *name, struct str text)
{
    buf_addf(out, ",\"%s\":\"", name);
    buf_add_json(out, text);
    buf_add_char(out, '"');
}

static void json_metres(struct buf *out, const char *name, double metres)
{
    if (isfinite(metres))
        buf_addf(out, ",\"%s\":%.0f", name, metres);
    else
        buf_addf(out, ",\"%s\":null", name);
}

static void json_point(struct buf *out, struct lonlat point)
{
    if (!lonlat_known(point)) {
        buf_add_text(out, ",\"lon\":null,\"lat\":null");
        return;
    }
    buf_add_text(out, ",\"lon\":");
    buf_add_deg(out, point.lon_deg);
    buf_add_text(out, ",\"lat\":");
    buf_add_deg(out, point.lat_deg);
}

/* machiaza_id of the address registry. */
static void json_town_id(struct buf *out, uint32_t id)
{
    if (id)
        buf_addf(out, ",\"town_id\":\"%07u\"", id);
    else
        buf_add_text(out, ",\"town_id\":null");
}

static void json_alternative(struct buf *out, const struct geocode_place *place)
{
    buf_add_text(out, "{\"prefecture\":\"");
    buf_add_json(out, str_of(place->prefecture));
    buf_add_char(out, '"');
    json_text(out, "municipality", str_of(place->municipality));
    json_text(out, "municipality_code", str_of(place->municipality_code));
    json_text(out, "town", str_of(place->town));
    json_point(out, place->point);
    json_metres(out, "error_m", place->error_m);
    buf_add_char(out, '}');
}

void geocode_json(const struct geocode_result *result, struct str input,
                  struct buf *out)
{
    const struct geocode_place *place = &result->place;
    const char *comma = "";

    buf_add_text(out, "{\"input\":\"");
    buf_add_json(out, input);
    buf_add_char(out, '"');
    json_point(out, place->point);
    json_text(out, "match_level", str_of(level_names[place->match_level]));
    json_text(out, "coordinate_level",
              str_of(level_names[place->coordinate_level]));
    json_metres(out, "error_m", place->error_m);
    buf_addf(out, ",\"confidence\":%d,\"reasons\":[", result->confidence);
    for (int r = 0; r < REASON_COUNT; r++)
        if (result->reasons & (uint64_t)1 << r) {
            buf_addf(out, "%s\"%s\"", comma, geocode_reasons[r].id);
            comma = ",";
        }
    buf_add_char(out, ']');
    json_text(out, "prefecture", str_of(place->prefecture));
    json_text(out, "municipality", str_of(place->municipality));
    json_text(out, "municipality_code", str_of(place->municipality_code));
    json_text(out, "town", str_of(place->town));
    json_town_id(out, place->town_id);
    json_text(out, "number", str_of(result->number));
    json_text(out, "remainder", result->remainder);
    json_text(out, "building", result->building);
    buf_add_text(out, ",\"alternatives\":[");
    for (size_t i = 0; i < result->n_alternative; i++) {
        buf_add_text(out, i ? "," : "");
        json_alternative(out, &result->alternative[i]);
    }
    buf_add_char(out, ']');
    json_text(out, "dataset",
              str_of(result->source ? result->source->title : ""));
    const char *as_of = result->source ? result->source->as_of : NULL;
    buf_add_text(out, ",\"dataset_as_of\":");
    buf_add_json_text(out, as_of && *as_of ? as_of : NULL);
    buf_add_char(out, '}');
}
