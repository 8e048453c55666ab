/* Two partners: where they are. */
#include "diff/comparing.h"

#include "diff/same.h"
#include "geo/crs.h"

#include <math.h>
#include <string.h>

/* ---- position ---- */

static const char *position_text(struct arena *arena, struct lonlat point)
{
    return lonlat_known(point)
               ? arena_format(arena, "%.6f,%.6f", point.lat_deg, point.lon_deg)
               : NULL;
}

static struct lonlat used_of(const struct facility *facility)
{
    if (lonlat_known(facility->point))
        return facility->point;
    return lonlat_known(facility->published) ? facility->published
                                             : facility->geocoded;
}

/* Of what was published, where both sides publish it. */
float compare_distance_m(const struct facility *old, const struct facility *new)
{
    bool published =
        lonlat_known(old->published) && lonlat_known(new->published);
    struct lonlat from = published ? old->published : used_of(old);
    struct lonlat to = published ? new->published : used_of(new);

    return lonlat_known(from) && lonlat_known(to)
               ? (float)crs_distance_m(from, to)
               : NAN;
}

static bool apart(struct lonlat a, struct lonlat b)
{
    return lonlat_known(a) && lonlat_known(b) &&
           (a.lon_deg != b.lon_deg || a.lat_deg != b.lat_deg) &&
           crs_distance_m(a, b) >= CHANGE_POSITION_M;
}

/* The pins may be compared when they are of one making: an address's place
 * beside a published point differs by the making alone. */
static bool pins_apart(const struct facility *old, const struct facility *new)
{
    bool comparable = old->coordinate_level == new->coordinate_level ||
                      old->coordinate_level == LEVEL_MANUAL ||
                      new->coordinate_level == LEVEL_MANUAL;

    return comparable && apart(old->point, new->point);
}

/* The last change of the pair is that it moved: its position says nothing
 * more. */
static bool has_moved(const struct comparing *comparing,
                      const struct comparing_pair *pair)
{
    const struct changes *changes = comparing->changes;
    const struct change *last =
        changes->n ? &changes->item[changes->n - 1] : NULL;

    return last && last->kind == CHANGE_MOVED &&
           last->old == pair->number[SIDE_OLD];
}

void compare_position(struct comparing *comparing,
                      const struct comparing_pair *pair)
{
    struct arena *arena = &comparing->changes->arena;
    struct lonlat from = pair->old->published, to = pair->new->published;
    bool known[] = {lonlat_known(from), lonlat_known(to)};
    bool differ = apart(from, to), doubtful = false, by_staff = false;

    if (has_moved(comparing, pair))
        return;
    if (known[SIDE_OLD] != known[SIDE_NEW])
        differ = compare_open(comparing, pair, TOLD_POSITION,
                              known[SIDE_OLD] ? "known" : NULL,
                              known[SIDE_NEW] ? "known" : NULL);
    else if (differ)
        differ = compare_open(comparing, pair, TOLD_POSITION, "one", "other");
    if (differ && !compare_position_rows(comparing, pair, &doubtful))
        return;
    if (!differ && known[SIDE_OLD] == known[SIDE_NEW] &&
        pins_apart(pair->old, pair->new) &&
        compare_open(comparing, pair, TOLD_POSITION, "one", "other")) {
        from = pair->old->point;
        to = pair->new->point;
        differ = true;
        by_staff = pair->old->coordinate_level == LEVEL_MANUAL ||
                   pair->new->coordinate_level == LEVEL_MANUAL;
    }
    if (!differ)
        return;
    struct change *change =
        comparing_tell(comparing, pair, CHANGE_POSITION,
                       position_text(arena, from), position_text(arena, to));
    if (lonlat_known(from) && lonlat_known(to))
        change->distance_m = (float)crs_distance_m(from, to);
    if (doubtful)
        compare_doubt_position(comparing);
    if (by_staff)
        compare_note_staff(comparing, change);
}

/* ---- address ---- */

/* The municipality of OLD's address may have another name now. */
static bool was_merged(const struct comparing *comparing,
                       const struct comparing_pair *pair)
{
    const char *from = pair->old->municipality_code;
    const char *to = pair->new->municipality_code;

    if (comparing->renewed[pair->number[SIDE_OLD]])
        return true;
    return from[0] && to[0] && strcmp(from, to) != 0 &&
           !places_has(&comparing->places, from);
}

static bool same_unmerged(const char *a, const char *b, struct arena *scratch)
{
    return same_address(a, b, false, scratch);
}

static bool same_merged(const char *a, const char *b, struct arena *scratch)
{
    return same_address(a, b, true, scratch);
}

void compare_address(struct comparing *comparing,
                     const struct comparing_pair *pair)
{
    struct change *change = compare_value(
        comparing, pair,
        (struct comparing_value){
            .kind = CHANGE_MOVED,
            .told = TOLD_ADDRESS,
            .field = FIELD_address,
            .origin = FIELD_address,
            .text = {pair->old->address, pair->new->address},
            .same = was_merged(comparing, pair) ? same_merged : same_unmerged});

    if (change && change->before && change->after)
        change->distance_m = compare_distance_m(pair->old, pair->new);
}

/* ---- municipality ---- */

/* 滋賀県大津市, or the code where nothing names it; NULL when not known. */
static const char *place_text(const struct comparing *comparing, int side,
                              const char *code, struct arena *arena)
{
    const char *prefecture = prefecture_name(code);
    const struct municipality *place = NULL;

    if (!code[0])
        return NULL;
    for (int s = 0; s < SIDE_COUNT && !(place && place->name); s++)
        place = municipalities_find(
            &comparing->side[s ? !side : side]->municipalities, code);
    return place && place->name
               ? arena_format(arena, "%s%s", prefecture ? prefecture : "",
                              place->name)
               : arena_format(arena, "%s", code);
}

/* The designated city alone, and one of its wards: told more exactly. */
static bool same_city(const char *a, const char *b)
{
    char city_a[6], city_b[6];

    municipality_city(a, city_a);
    municipality_city(b, city_b);
    return strcmp(city_a, b) == 0 || strcmp(city_b, a) == 0;
}

static bool same_code(const char *a, const char *b, struct arena *scratch)
{
    (void)scratch;
    return same_city(a, b) || strcmp(a, b) == 0;
}

void compare_municipality(struct comparing *comparing,
                          const struct comparing_pair *pair)
{
    const char *before = pair->old->municipality_code;
    const char *after = pair->new->municipality_code;
    struct arena *arena = &comparing->changes->arena;

    if (before[0] && after[0] && merger_is(comparing->changes, before, after))
        return;
    struct change *change = compare_value(
        comparing, pair,
        (struct comparing_value){
            .kind = CHANGE_MUNICIPALITY,
            .told = TOLD_MUNICIPALITY,
            .field = FIELD_municipality_code,
            .origin = FIELD_address,
            .text = {before[0] ? before : NULL, after[0] ? after : NULL},
            .same = same_code});
    if (!change)
        return;
    change->before = place_text(comparing, SIDE_OLD,
                                change->before ? change->before : "", arena);
    change->after = place_text(comparing, SIDE_NEW,
                               change->after ? change->after : "", arena);
}
