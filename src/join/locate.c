#include "join/locate.h"

#include "join/crosscheck.h"
#include "norm/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* So many different addresses on exactly one point are no coincidence: a
 * centroid, or a row that was copied. */
#define COPIED_ADDRESSES 4

struct locating {
    struct table *table;
    const struct locating_options *options;
    struct geocoder *geocoder;
    struct crs_change *tokyo;
    struct locating_count *count;
    uint16_t *reference; /* of each source of the dictionary; 0: none yet */
    size_t *first;       /* candidate of each facility, and one more */
};

/* ---- the dictionary among the inputs ---- */

static uint16_t reference_of(struct locating *locating,
                             const struct gazetteer_source *source)
{
    const struct gazetteer_info *info =
        gazetteer_info(locating->options->gazetteer);
    uint16_t *known = &locating->reference[source - info->source];
    struct arena *arena = &locating->table->arena;

    if (*known)
        return *known;
    struct supply supply = {
        .label = arena_format(arena, "%s", source->label),
        .path = arena_format(arena, "%s", locating->options->path),
        .listing = "gazetteer",
        .title = arena_format(arena, "%s", source->title),
        .licence = str_keep(arena, str_of(source->licence)),
        .attribution = str_keep(arena, str_of(source->attribution)),
        .as_of = str_keep(arena, str_of(source->as_of)),
        .encoding = "UTF-8",
        .row_kind = ROW_REFERENCE,
    };
    snprintf(supply.sha256, sizeof(supply.sha256), "%s",
             locating->options->sha256);
    *known = table_add_reference(locating->table, &supply);
    return *known;
}

/* ---- texts ---- */

static const char *place_name(struct arena *arena,
                              const struct geocode_place *place,
                              const char *number)
{
    return arena_format(arena, "%s%s%s%s", place->prefecture,
                        place->municipality, place->town, number);
}

static const char *doubts_of(struct arena *arena, uint64_t reasons)
{
    struct buf text = {0};

    for (int r = 0; r < REASON_COUNT; r++)
        if ((reasons >> r & 1) && geocode_reasons[r].doubt) {
            buf_add_text(&text, text.len ? "\n" : "");
            buf_add_text(&text, geocode_reasons[r].ja);
        }
    const char *kept = str_keep(arena, buf_str(&text));
    buf_release(&text);
    return kept;
}

/* "35.123456,135.123456 ±350m 滋賀県大津市..." of each other place. */
static const char *candidates_of(struct arena *arena,
                                 const struct geocode_result *result)
{
    struct buf text = {0};

    for (size_t i = 0; i < result->n_alternative; i++) {
        const struct geocode_place *place = &result->alternative[i];
        if (!lonlat_known(place->point))
            continue;
        buf_add_text(&text, text.len ? "\n" : "");
        buf_addf(&text, "%.6f,%.6f ±%.0fm %s%s%s", place->point.lat_deg,
                 place->point.lon_deg, place->error_m, place->prefecture,
                 place->municipality, place->town);
    }
    const char *kept = str_keep(arena, buf_str(&text));
    buf_release(&text);
    return kept;
}

/* ---- one facility ---- */

static void keep_address(struct locating *locating, struct facility *facility,
                         const struct geocode_result *result)
{
    struct arena *arena = &locating->table->arena;

    facility->match_level = result->place.match_level;
    facility->address_confidence = (uint8_t)result->confidence;
    facility->address_doubts = doubts_of(arena, result->reasons);
    if (!facility->address_doubts &&
        result->place.coordinate_level < LEVEL_OAZA)
        facility->address_doubts = geocode_reasons[REASON_NO_TOWN].ja;
    facility->address_candidates = candidates_of(arena, result);
    if (result->place.coordinate_level < LEVEL_OAZA)
        return;
    facility->geocoded_level = (uint8_t)result->place.coordinate_level;
    facility->geocoded_reference = reference_of(locating, result->source);
    facility->geocoded = result->place.point;
    facility->geocoded_error_m = (float)result->place.error_m;
    facility->address_matched =
        place_name(arena, &result->place, result->number);
}

static void use_address(struct locating *locating, struct facility *facility,
                        const struct geocode_result *result)
{
    facility->point = result->place.point;
    facility->position_source = table_use_reference(
        locating->table, facility->geocoded_reference, facility);
    facility->position_doubt = NULL;
    facility->coordinate_level = result->place.coordinate_level;
    facility->error_m = result->place.error_m;
    locating->count->by_address++;
}

/* Several rows published positions of it: one that agrees with the address is
 * better than the majority. */
static bool use_agreeing(struct locating *locating, uint32_t number,
                         const struct geocode_result *result)
{
    struct table *table = locating->table;
    struct facility *facility = table->facility[number];
    double reach_m = fmax(CROSSCHECK_AGREE_M, result->place.error_m);

    for (size_t c = locating->first[number]; c < locating->first[number + 1];
         c++) {
        const struct candidate *candidate = &table->candidate[c];
        if (crs_distance_m(candidate->point, result->place.point) > reach_m)
            continue;
        facility->point = facility->published = candidate->point;
        facility->position_source = table->supply[candidate->supply].title;
        facility->error_m = (double)candidate->error_m;
        facility->coordinate_level = LEVEL_PUBLISHED;
        facility->position_doubt = NULL;
        return true;
    }
    return false;
}

static void say_no_pin(struct locating *locating, struct facility *facility)
{
    struct arena *arena = &locating->table->arena;
    const char *why = facility->address_doubts;
    size_t first = why ? strcspn(why, "\n") : 0;

    if (lonlat_known(facility->point) || lonlat_known(facility->published))
        return;
    facility->position_doubt =
        why ? arena_format(arena,
                           "使える位置が公表されておらず、住所からも決められま"
                           "せん（%.*s）",
                           (int)first, why)
            : "使える位置が公表されておらず、住所からも決められません";
}

static void find_conflict(struct locating *locating, uint32_t number,
                          enum position_check check, bool address, double m)
{
    struct facility *facility = locating->table->facility[number];
    const char *what;
    char text[64] = "";

    if (check == POSITION_CONFLICT && address)
        what = N_("the published position contradicts the address: the "
                  "address is used");
    else if (check == POSITION_CONFLICT)
        what = N_("the published position is far from the address's town: it "
                  "is kept");
    else if (check == POSITION_TOKYO_DATUM)
        what = N_("the published position looks like Tokyo Datum: the address "
                  "is used");
    else if (check == POSITION_COPIED)
        what = N_("many addresses have this published position: the address "
                  "is used");
    else
        return;
    if (isfinite(m))
        snprintf(text, sizeof(text), "%.0f m", m);
    table_find_fault(locating->table, number, facility->supply, 0,
                     FIELD_position_check, what, text);
}

static double outside_of(const struct locating *locating,
                         const struct facility *facility)
{
    const struct boundaries *boundaries = locating->options->boundaries;

    if (!boundaries || !facility->municipality_code[0] ||
        !lonlat_known(facility->published))
        return NAN;
    return boundary_outside_m(boundaries, facility->municipality_code,
                              facility->published);
}

static void settle(struct locating *locating, uint32_t number,
                   enum position_check check, double outside_m, double apart_m,
                   const struct geocode_result *result)
{
    struct facility *facility = locating->table->facility[number];
    bool address =
        crosscheck_prefers_address(check, outside_m, apart_m, result);

    facility->position_gap_m = (float)apart_m;
    if (check == POSITION_CONFLICT && use_agreeing(locating, number, result)) {
        facility->position_check = POSITION_AGREES;
        return;
    }
    facility->position_check = (uint8_t)check;
    if (address)
        use_address(locating, facility, result);
    else
        say_no_pin(locating, facility);
    find_conflict(locating, number, check, address, apart_m);
}

static void geocode_facility(struct locating *locating, uint32_t number,
                             struct geocode_result *result)
{
    const struct facility *facility = locating->table->facility[number];
    struct geocode_hint hint = {facility->municipality_code,
                                facility->postal_code};

    geocode(locating->geocoder, str_of(facility->address), &hint, result);
}

/* What the address says; false when the facility has none. */
static bool read_address(struct locating *locating, uint32_t number,
                         struct geocode_result *result)
{
    struct facility *facility = locating->table->facility[number];

    if (!facility->address)
        return false;
    geocode_facility(locating, number, result);
    keep_address(locating, facility, result);
    return true;
}

static void settle_facility(struct locating *locating, uint32_t number,
                            bool copied, const struct geocode_result *result)
{
    struct facility *facility = locating->table->facility[number];
    double apart_m, outside_m = outside_of(locating, facility);
    enum position_check check = crosscheck(facility->published, outside_m,
                                           result, locating->tokyo, &apart_m);

    /* A point that many addresses were given is still some addresses' own:
     * those agree with it and keep it. */
    if (copied && (check == POSITION_MINOR_GAP || check == POSITION_CONFLICT))
        check = POSITION_COPIED;
    settle(locating, number, check, outside_m, apart_m, result);
}

/* ---- points that several facilities share ---- */

struct shared {
    struct lonlat point;
    uint32_t facility;
};

static int by_point(const void *a, const void *b)
{
    const struct shared *x = a, *y = b;

    if (x->point.lon_deg != y->point.lon_deg)
        return x->point.lon_deg < y->point.lon_deg ? -1 : 1;
    if (x->point.lat_deg != y->point.lat_deg)
        return x->point.lat_deg < y->point.lat_deg ? -1 : 1;
    return (x->facility > y->facility) - (x->facility < y->facility);
}

static bool same_point(struct lonlat a, struct lonlat b)
{
    return a.lon_deg == b.lon_deg && a.lat_deg == b.lat_deg;
}

/* How many different places the addresses of a group name, up to the limit. */
static size_t count_places(const struct table *table,
                           const struct shared *shared, size_t n)
{
    const char *seen[COPIED_ADDRESSES];
    size_t n_seen = 0;

    for (size_t i = 0; i < n && n_seen < COPIED_ADDRESSES; i++) {
        const char *place =
            table->facility[shared[i].facility]->address_matched;
        bool known = !place;
        for (size_t k = 0; k < n_seen && !known; k++)
            known = strcmp(seen[k], place) == 0;
        if (!known)
            seen[n_seen++] = place;
    }
    return n_seen;
}

/* Mark the facilities whose published point many addresses were given. */
static void find_copies(struct locating *locating, bool *copied)
{
    struct table *table = locating->table;
    struct shared *shared =
        mem_alloc((table->n_facility + 1) * sizeof(*shared));
    struct geocode_result result;
    size_t n = 0;

    for (uint32_t i = 0; i < table->n_facility; i++)
        if (lonlat_known(table->facility[i]->published))
            shared[n++] = (struct shared){table->facility[i]->published, i};
    qsort(shared, n, sizeof(*shared), by_point);
    for (size_t i = 0, first; i < n;) {
        for (first = i;
             i < n && same_point(shared[i].point, shared[first].point);)
            i++;
        if (i - first < COPIED_ADDRESSES)
            continue;
        for (size_t k = first; k < i; k++)
            read_address(locating, shared[k].facility, &result);
        bool many =
            count_places(table, shared + first, i - first) >= COPIED_ADDRESSES;
        for (size_t k = first; k < i; k++)
            copied[shared[k].facility] = many;
    }
    free(shared);
}

static void locate_all(struct locating *locating)
{
    struct table *table = locating->table;
    bool *copied = mem_alloc(table->n_facility + 1);
    struct geocode_result result;

    memset(copied, 0, table->n_facility + 1);
    find_copies(locating, copied);
    for (uint32_t i = 0; i < table->n_facility; i++)
        if (read_address(locating, i, &result))
            settle_facility(locating, i, copied[i], &result);
    free(copied);
}

/* ---- all ---- */

/* Candidates stand in order of their facility since position_choose(). */
static void find_candidates(struct locating *locating)
{
    const struct table *table = locating->table;
    size_t c = 0;

    locating->first =
        mem_alloc((table->n_facility + 1) * sizeof(*locating->first));
    for (size_t i = 0; i <= table->n_facility; i++) {
        while (c < table->n_candidate && table->candidate[c].facility < i)
            c++;
        locating->first[i] = c;
    }
}

static void open_references(struct locating *locating)
{
    size_t n = gazetteer_info(locating->options->gazetteer)->n_source + 1;

    locating->reference = mem_alloc(n * sizeof(*locating->reference));
    memset(locating->reference, 0, n * sizeof(*locating->reference));
}

bool locate(struct table *table, const struct locating_options *options,
            struct locating_count *count, struct err *err)
{
    struct locating locating = {
        .table = table, .options = options, .count = count};

    *count = (struct locating_count){.n = table->n_facility};
    locating.tokyo = crs_open("EPSG:4301", err);
    if (!locating.tokyo)
        return false;
    locating.geocoder = geocoder_open(options->gazetteer);
    open_references(&locating);
    find_candidates(&locating);
    locate_all(&locating);
    for (size_t i = 0; i < table->n_facility; i++)
        count->check[table->facility[i]->position_check]++;
    geocoder_close(locating.geocoder);
    crs_close(locating.tokyo);
    free(locating.reference);
    free(locating.first);
    return true;
}
