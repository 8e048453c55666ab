/* Where the home is. Nothing here quotes what was typed: errors stand in
 * terminals' histories and in logs. */
#include "cmd/near.h"

#include "base/in_encoding.h"
#include "base/say.h"
#include "cmd/line_reader.h"
#include "cmd/locale.h"
#include "norm/text.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

/* Japan with its outermost islands: 南鳥島, 与那国島, 沖ノ鳥島, 択捉島
 * (国土地理院, 日本の東西南北端点の経度緯度), rounded outwards. */
#define WEST_DEG 122.0
#define EAST_DEG 154.0
#define SOUTH_DEG 20.0
#define NORTH_DEG 46.0

/* ---- by coordinates ---- */

static bool in_japan(double lon_deg, double lat_deg)
{
    return lon_deg >= WEST_DEG && lon_deg <= EAST_DEG && lat_deg >= SOUTH_DEG &&
           lat_deg <= NORTH_DEG;
}

static bool read_pair(struct str key, double *first, double *second)
{
    static const struct str between[] = {STR(","), STR("、"), STR("/")};

    for (size_t i = 0; i < sizeof(between) / sizeof(*between); i++) {
        size_t at = str_find(key, between[i]);
        if (at != SIZE_MAX)
            return str_number(str_cut(key, 0, at), first) &&
                   str_number(str_cut(key, at + between[i].len, key.len),
                              second);
    }
    return false;
}

bool near_home_at(struct near_home *home, const char *at, struct err *err)
{
    struct arena scratch = {0};
    double lon_deg = NAN, lat_deg = NAN;
    bool is_pair =
        read_pair(text_key(str_of(at), &scratch), &lon_deg, &lat_deg);

    arena_release(&scratch);
    if (!is_pair)
        return err_set(err, ERR_USAGE,
                       _("--at takes a longitude and a latitude in degrees "
                         "with a comma between, such as 136.0,35.0"));
    if (in_japan(lat_deg, lon_deg))
        return err_set(err, ERR_USAGE,
                       _("the two numbers of --at look exchanged: latitude "
                         "stands first; write the longitude first"));
    if (!in_japan(lon_deg, lat_deg))
        return err_set(err, ERR_USAGE,
                       _("the place of --at is not in Japan (longitude %.0f "
                         "to %.0f, latitude %.0f to %.0f)"),
                       WEST_DEG, EAST_DEG, SOUTH_DEG, NORTH_DEG);
    home->point = (struct lonlat){lon_deg, lat_deg};
    return true;
}

/* ---- by its address ---- */

static void add_reasons(uint64_t reasons, bool doubts, struct buf *out)
{
    bool japanese = locale_is_japanese();

    for (int r = 0; r < REASON_COUNT; r++) {
        if (!(reasons >> r & 1) || (doubts && !geocode_reasons[r].doubt))
            continue;
        if (out->len)
            buf_add_text(out, japanese ? "、" : ", ");
        buf_add_text(out,
                     japanese ? geocode_reasons[r].ja : geocode_reasons[r].en);
    }
}

static bool no_place(const struct geocode_result *result, struct err *err)
{
    struct buf reasons = {0};

    add_reasons(result->reasons, true, &reasons);
    if (!reasons.len)
        add_reasons(result->reasons, false, &reasons);
    err_set(err, ERR_PLACE,
            _("the address has no place: %s; write it from the prefecture or "
              "the municipality on, with town and number, or give the place "
              "with --at"),
            reasons.len ? reasons.ptr
                        : _("nothing of it is in the dictionary"));
    buf_release(&reasons);
    return false;
}

static const char *keep(struct arena *arena, const char *text)
{
    return text && *text ? arena_copy(arena, text, strlen(text)) : NULL;
}

static void take_place(struct near_home *home,
                       const struct geocode_result *result, struct arena *arena)
{
    const struct geocode_place *place = &result->place;

    home->point = place->point;
    home->error_m =
        isfinite(place->error_m) ? place->error_m : NEAR_UNKNOWN_ERROR_M;
    home->match_level = place->match_level;
    home->coordinate_level = place->coordinate_level;
    home->confidence = result->confidence;
    home->reasons = result->reasons;
    memcpy(home->code, place->municipality_code, sizeof(home->code));
    home->municipality = keep(arena, place->municipality);
    home->town = keep(arena, place->town);
    for (size_t i = 0; i < result->n_alternative; i++)
        home->alternative[home->n_alternative++] = arena_format(
            arena, "%s%s%s", result->alternative[i].prefecture,
            result->alternative[i].municipality, result->alternative[i].town);
}

static void take_source(struct near_home *home,
                        const struct gazetteer_source *source,
                        struct arena *arena)
{
    if (!source)
        return;
    home->dictionary = (struct view_source){
        .title = keep(arena, source->title[0] ? source->title : source->label),
        .attribution = keep(arena, source->attribution),
        .licence = keep(arena, source->licence),
        .as_of = keep(arena, source->as_of),
    };
}

bool near_home_find(struct near_home *home, const char *gazetteer,
                    struct str address, struct arena *arena, struct err *err)
{
    struct gazetteer *dictionary = gazetteer_open(gazetteer, err);
    struct geocode_result *result;

    if (!dictionary)
        return false;
    struct geocoder *geocoder = geocoder_open(dictionary);
    result = arena_alloc(arena, sizeof(*result));
    geocode(geocoder, address, NULL, result);
    home->by_address = true;
    /* The office of a municipality is no place of the address. */
    bool ok = lonlat_known(result->place.point) &&
              result->place.coordinate_level >= LEVEL_OAZA;
    if (ok) {
        take_place(home, result, arena);
        take_source(home, result->source, arena);
    } else {
        no_place(result, err);
    }
    geocoder_close(geocoder);
    gazetteer_close(dictionary);
    return ok;
}

/* ---- from standard input ---- */

static bool next_text(struct line_reader *reader, struct str *line, bool *end,
                      struct err *err)
{
    do {
        if (!line_reader_next(reader, line, err))
            return false;
        *end = !line->ptr;
        *line = str_trim(*line);
    } while (!*end && !line->len);
    return true;
}

bool near_home_line(struct str *address, struct arena *arena, struct err *err)
{
    bool person = isatty(STDIN_FILENO), end = false, more = false;
    struct str line;

    if (person)
        say("%s", _("type the address and press Enter:"));
    struct line_reader *reader = line_reader_open(
        dup(STDIN_FILENO), _("standard input"), GEOCODE_MAX_BYTES);
    bool ok = next_text(reader, &line, &end, err);
    if (ok && end)
        ok = err_set(err, ERR_USAGE,
                     _("no address was given on standard input; write one "
                       "line, or name the address or --at"));
    if (ok)
        *address =
            (struct str){arena_copy(arena, line.ptr, line.len), line.len};
    struct err ignored; /* what follows is refused anyway */
    if (ok && !person)
        more = !next_text(reader, &line, &end, &ignored) || !end;
    line_reader_close(reader);
    if (ok && more)
        ok = err_set(err, ERR_USAGE,
                     _("standard input has more than one line; near takes one "
                       "address ('zaitaku geocode' looks up many)"));
    return ok;
}
