/*
 * What geocode.h promises of every answer, whatever the bytes. Shared by the
 * unit tests and the fuzzer, so it knows neither Criterion nor libFuzzer.
 */
#ifndef TESTS_GEOCODE_PROMISE_H
#define TESTS_GEOCODE_PROMISE_H

#include "base/buf.h"
#include "geo/geocode/geocode.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

static inline bool promise_inside(struct str part, struct str whole)
{
    return part.len == 0 ||
           (part.ptr >= whole.ptr && part.len <= whole.len &&
            part.ptr - whole.ptr <= (ptrdiff_t)(whole.len - part.len));
}

static inline const char *promise_place(const struct geocode_place *place)
{
    bool known =
        isfinite(place->point.lon_deg) && isfinite(place->point.lat_deg);

    if (place->match_level > LEVEL_HOUSE ||
        place->coordinate_level > place->match_level)
        return "the levels are out of range";
    if (known != (place->coordinate_level != LEVEL_NONE))
        return "a point and its level do not go together";
    if (known != isfinite(place->error_m) || (known && place->error_m <= 0))
        return "a point and its error do not go together";
    if (known &&
        (fabs(place->point.lon_deg) > 180 || fabs(place->point.lat_deg) > 90))
        return "the point is not on earth";
    if (strlen(place->municipality_code) !=
        (place->match_level >= LEVEL_MUNICIPALITY ? 5 : 0))
        return "the municipality's code is none";
    if (place->match_level < LEVEL_OAZA && *place->town)
        return "a town without its level";
    return NULL;
}

static inline const char *promise_texts(const struct geocode_result *result,
                                        struct str address)
{
    bool valid = str_valid_utf8(address);

    if (!memchr(result->number, 0, sizeof(result->number)) ||
        !str_valid_utf8(str_of(result->number)))
        return "the number is no text";
    if (!promise_inside(result->building, address))
        return "the building is not in the input";
    if (valid && !str_valid_utf8(result->building))
        return "the building is cut inside a character";
    if (valid && !str_valid_utf8(result->remainder))
        return "the remainder is cut inside a character";
    if (result->remainder.len > 2 * address.len) /* pieces, spaces between */
        return "the remainder is longer than the input";
    return NULL;
}

static inline const char *promise_json(const struct geocode_result *result,
                                       struct str address)
{
    struct buf out = {0};
    const char *broken = NULL;

    geocode_json(result, address, &out);
    cJSON *json = cJSON_ParseWithLength(out.ptr, out.len);
    if (str_valid_utf8(address) && !str_valid_utf8(buf_str(&out)))
        broken = "the JSON is not UTF-8";
    else if (memchr(out.ptr, '\n', out.len))
        broken = "the JSON is several lines";
    else if (str_valid_utf8(address) && !cJSON_IsObject(json))
        broken = "the JSON is none";
    cJSON_Delete(json);
    buf_release(&out);
    return broken;
}

/* NULL, or which promise an answer breaks. */
static inline const char *promise_broken(const struct geocode_result *result,
                                         struct str address)
{
    const char *broken = promise_place(&result->place);

    if (!broken)
        broken = promise_texts(result, address);
    if (!broken)
        broken = promise_json(result, address);
    if (broken)
        return broken;
    if (result->confidence < 0 || result->confidence > 100)
        return "the confidence is out of range";
    if (result->place.match_level == LEVEL_NONE &&
        (!geocode_doubted(result->reasons) || result->confidence))
        return "nothing was found and there is no doubt";
    if (result->reasons >> REASON_COUNT)
        return "a reason that there is not";
    if (result->n_alternative > GEOCODE_MAX_ALTERNATIVES)
        return "too many alternatives";
    for (size_t i = 0; i < result->n_alternative; i++)
        if (promise_place(&result->alternative[i]))
            return "an alternative breaks its promises";
    return NULL;
}

#endif
