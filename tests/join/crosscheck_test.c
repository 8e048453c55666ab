/* Every row of the table: what is published, what the address says, which of
 * the two is used. */
#include "join/crosscheck.h"

#include "geo/boundary.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

/* Metres of a degree of the meridian at 35 degrees. */
#define DEGREE_M 110941.0

static const struct lonlat place = {136.0, 35.0};
static const struct lonlat nowhere = {NAN, NAN};

static struct lonlat north_by(double metres)
{
    return (struct lonlat){place.lon_deg, place.lat_deg + metres / DEGREE_M};
}

static struct geocode_result found(enum position_level level, double error_m)
{
    return (struct geocode_result){
        .place = {.point = place,
                  .error_m = error_m,
                  .match_level = level,
                  .coordinate_level = level},
        .confidence = 99,
    };
}

static enum position_check check_at(struct lonlat published, double outside_m,
                                    enum position_level level, double error_m)
{
    struct geocode_result result = found(level, error_m);
    double apart_m;

    return crosscheck(published, outside_m, &result, NULL, &apart_m);
}

/* ---- how far apart ---- */

Test(crosscheck, within_100_m_they_agree_however_exact_the_address)
{
    cr_expect_eq(check_at(place, 0, LEVEL_HOUSE, 20), POSITION_AGREES);
    cr_expect_eq(check_at(north_by(99), 0, LEVEL_HOUSE, 20), POSITION_AGREES);
    cr_expect_eq(check_at(north_by(101), 0, LEVEL_HOUSE, 20),
                 POSITION_MINOR_GAP);
}

Test(crosscheck, within_the_error_of_the_address_they_agree)
{
    cr_expect_eq(check_at(north_by(299), 0, LEVEL_CHOME, 300), POSITION_AGREES);
    cr_expect_eq(check_at(north_by(302), 0, LEVEL_CHOME, 300),
                 POSITION_MINOR_GAP, "the larger of both limits, not the sum");
    cr_expect_eq(check_at(north_by(2900), 0, LEVEL_OAZA, 3000), POSITION_AGREES,
                 "also beyond 1 km");
}

Test(crosscheck, from_1_km_on_they_contradict_each_other)
{
    cr_expect_eq(check_at(north_by(998), 0, LEVEL_HOUSE, 20),
                 POSITION_MINOR_GAP);
    cr_expect_eq(check_at(north_by(1002), 0, LEVEL_HOUSE, 20),
                 POSITION_CONFLICT);
    cr_expect_eq(check_at(north_by(3002), 0, LEVEL_OAZA, 3000),
                 POSITION_CONFLICT);
}

Test(crosscheck, an_address_without_a_stated_error_agrees_within_100_m)
{
    cr_expect_eq(check_at(north_by(99), 0, LEVEL_HOUSE, NAN), POSITION_AGREES);
    cr_expect_eq(check_at(north_by(101), 0, LEVEL_HOUSE, NAN),
                 POSITION_MINOR_GAP);
}

Test(crosscheck, outside_its_municipality_is_a_contradiction_however_near)
{
    cr_expect_eq(check_at(place, BOUNDARY_TOLERANCE_M + 1, LEVEL_HOUSE, 20),
                 POSITION_CONFLICT);
    cr_expect_eq(check_at(place, BOUNDARY_TOLERANCE_M, LEVEL_HOUSE, 20),
                 POSITION_AGREES, "the tolerance itself is still inside");
    cr_expect_eq(check_at(place, NAN, LEVEL_HOUSE, 20), POSITION_AGREES,
                 "no polygon says nothing");
}

/* ---- Tokyo Datum ---- */

/* The degrees that the place has in Tokyo Datum. */
static struct lonlat in_tokyo(struct crs_change *tokyo, struct lonlat at)
{
    struct lonlat guess = at;
    struct err err = {0};
    double error_m;

    for (int i = 0; i < 4; i++) {
        struct lonlat moved = guess;
        cr_assert(crs_move(tokyo, &moved, &error_m, &err), "%s", err.text);
        guess.lon_deg += at.lon_deg - moved.lon_deg;
        guess.lat_deg += at.lat_deg - moved.lat_deg;
    }
    return guess;
}

static struct crs_change *open_tokyo(void)
{
    struct err err = {0};
    struct crs_change *tokyo = crs_open("EPSG:4301", &err);

    cr_assert_not_null(tokyo, "%s", err.text);
    return tokyo;
}

static enum position_check check_datum(struct crs_change *tokyo,
                                       struct lonlat published,
                                       enum position_level level,
                                       double outside_m)
{
    struct geocode_result result = found(level, 20);
    double apart_m;

    return crosscheck(published, outside_m, &result, tokyo, &apart_m);
}

Test(crosscheck, degrees_of_tokyo_datum_are_known_by_an_exact_address)
{
    struct crs_change *tokyo = open_tokyo();
    struct lonlat published = in_tokyo(tokyo, place);

    cr_expect_eq(check_datum(tokyo, published, LEVEL_HOUSE, 0),
                 POSITION_TOKYO_DATUM);
    cr_expect_eq(check_datum(tokyo, published, LEVEL_PARCEL, 0),
                 POSITION_TOKYO_DATUM);
    cr_expect_eq(check_datum(tokyo, published, LEVEL_BLOCK, NAN),
                 POSITION_TOKYO_DATUM);
    cr_expect_eq(check_datum(tokyo, published, LEVEL_HOUSE, 2000),
                 POSITION_TOKYO_DATUM, "it explains being outside as well");
    crs_close(tokyo);
}

Test(crosscheck, a_town_cannot_tell_a_datum_from_its_own_extent)
{
    struct crs_change *tokyo = open_tokyo();
    struct lonlat published = in_tokyo(tokyo, place);

    cr_expect_eq(check_datum(tokyo, published, LEVEL_CHOME, 0),
                 POSITION_MINOR_GAP);
    cr_expect_eq(check_datum(tokyo, published, LEVEL_PARENT_PARCEL, 0),
                 POSITION_MINOR_GAP);
    cr_expect_eq(check_datum(NULL, published, LEVEL_HOUSE, 0),
                 POSITION_MINOR_GAP, "without the change nothing is guessed");
    crs_close(tokyo);
}

Test(crosscheck, the_same_distance_in_another_direction_is_no_datum)
{
    struct crs_change *tokyo = open_tokyo();
    struct lonlat published = in_tokyo(tokyo, place);
    struct lonlat other = {2 * place.lon_deg - published.lon_deg,
                           2 * place.lat_deg - published.lat_deg};

    cr_expect_eq(check_datum(tokyo, other, LEVEL_HOUSE, 0), POSITION_MINOR_GAP);
    cr_expect_eq(check_datum(tokyo, north_by(450), LEVEL_HOUSE, 0),
                 POSITION_MINOR_GAP);
    crs_close(tokyo);
}

Test(crosscheck, tokyo_datum_is_known_from_okinawa_to_hokkaido)
{
    static const struct lonlat town[] = {
        {127.6809, 26.2124}, {130.5571, 31.5966}, {132.4553, 34.3853},
        {139.6917, 35.6895}, {140.7406, 40.8244}, {141.3545, 43.0621},
        {141.6739, 45.4155}, {145.5828, 43.3301},
    };
    struct crs_change *tokyo = open_tokyo();

    for (size_t i = 0; i < sizeof(town) / sizeof(*town); i++) {
        struct lonlat published = in_tokyo(tokyo, town[i]);
        struct geocode_result result = found(LEVEL_HOUSE, 20);
        double apart_m;
        result.place.point = town[i];
        cr_expect_eq(crosscheck(published, 0, &result, tokyo, &apart_m),
                     POSITION_TOKYO_DATUM, "%.4f,%.4f: %.0f m apart",
                     town[i].lat_deg, town[i].lon_deg, apart_m);
        cr_expect_geq(apart_m, CROSSCHECK_DATUM_LEAST_M);
        cr_expect_leq(apart_m, CROSSCHECK_DATUM_MOST_M);
    }
    crs_close(tokyo);
}

/* ---- what cannot be compared ---- */

Test(crosscheck, half_a_position_is_no_position)
{
    cr_expect_eq(check_at(nowhere, NAN, LEVEL_HOUSE, 20), POSITION_UNPUBLISHED);
    cr_expect_eq(check_at((struct lonlat){136.0, NAN}, NAN, LEVEL_HOUSE, 20),
                 POSITION_UNPUBLISHED);
    cr_expect_eq(check_at((struct lonlat){NAN, 35.0}, NAN, LEVEL_HOUSE, 20),
                 POSITION_UNPUBLISHED);
}

Test(crosscheck, any_doubt_makes_the_address_unclear_and_nothing_else_does)
{
    for (int r = 0; r < REASON_COUNT; r++) {
        struct geocode_result result = found(LEVEL_HOUSE, 20);
        double apart_m;
        result.reasons = (uint64_t)1 << r;
        enum position_check check =
            crosscheck(place, 0, &result, NULL, &apart_m);
        cr_expect_eq(check,
                     geocode_reasons[r].doubt ? POSITION_UNCLEAR
                                              : POSITION_AGREES,
                     "%s", geocode_reasons[r].id);
        cr_expect_eq(crosscheck_exact(&result), !geocode_reasons[r].doubt);
    }
}

Test(crosscheck, one_doubt_among_harmless_reasons_is_enough)
{
    struct geocode_result result = found(LEVEL_HOUSE, 20);

    result.reasons = ~(uint64_t)0;
    cr_expect_not(crosscheck_clear(&result));
    result.reasons = REASON_BIT(PREFECTURE_OMITTED) | REASON_BIT(OLD_NAME) |
                     REASON_BIT(CHOME_ASSUMED);
    cr_expect(crosscheck_clear(&result));
    result.reasons |= REASON_BIT(SAME_NAME);
    cr_expect_not(crosscheck_clear(&result));
}

Test(crosscheck, the_level_decides_what_is_clear_and_what_is_exact)
{
    static const struct {
        enum position_level level;
        bool clear, exact;
    } row[] = {
        {LEVEL_NONE, false, false},         {LEVEL_PREFECTURE, false, false},
        {LEVEL_MUNICIPALITY, false, false}, {LEVEL_OAZA, true, false},
        {LEVEL_CHOME, true, false},         {LEVEL_KOAZA, true, false},
        {LEVEL_BLOCK, true, true},          {LEVEL_PARENT_PARCEL, true, false},
        {LEVEL_PARCEL, true, true},         {LEVEL_HOUSE, true, true},
    };

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        struct geocode_result result = found(row[i].level, 20);
        const char *name = level_names[row[i].level];
        cr_expect_eq(crosscheck_clear(&result), row[i].clear, "%s", name);
        cr_expect_eq(crosscheck_exact(&result), row[i].exact, "%s", name);
    }
}

/* A house that is found, but whose point is the municipality's. */
Test(crosscheck, the_level_of_the_point_counts_and_not_that_of_the_match)
{
    struct geocode_result result = found(LEVEL_HOUSE, 20000);

    result.place.coordinate_level = LEVEL_MUNICIPALITY;
    cr_expect_not(crosscheck_clear(&result));
    result.place.coordinate_level = LEVEL_OAZA;
    cr_expect(crosscheck_clear(&result));
    cr_expect_not(crosscheck_exact(&result));
    result.place.coordinate_level = LEVEL_HOUSE;
    result.place.point = nowhere;
    cr_expect_not(crosscheck_clear(&result));
}

Test(crosscheck, the_distance_is_told_only_when_both_places_are_known)
{
    struct geocode_result result = found(LEVEL_HOUSE, 20);
    double apart_m = 0;

    crosscheck(nowhere, NAN, &result, NULL, &apart_m);
    cr_expect(isnan(apart_m));
    crosscheck(north_by(640), 0, &result, NULL, &apart_m);
    cr_expect_float_eq(apart_m, crs_distance_m(north_by(640), place), 1e-9);
    crosscheck(north_by(640), 5000, &result, NULL, &apart_m);
    cr_expect_float_eq(apart_m, 640, 1);
    result.reasons = REASON_BIT(SAME_NAME);
    crosscheck(north_by(640), 0, &result, NULL, &apart_m);
    cr_expect(isnan(apart_m), "an unclear address has no place to measure to");
}

/* ---- which of the two is used ---- */

Test(crosscheck, the_address_is_used_where_it_is_the_better_witness)
{
    static const struct {
        enum position_check check;
        bool exact, town, outside_town; /* is the address preferred? */
    } row[] = {
        {POSITION_UNCHECKED, false, false, false},
        {POSITION_AGREES, false, false, false},
        {POSITION_MINOR_GAP, false, false, false},
        {POSITION_CONFLICT, true, false, true},
        {POSITION_TOKYO_DATUM, true, true, true},
        {POSITION_COPIED, true, true, true},
        {POSITION_UNPUBLISHED, true, true, true},
        {POSITION_UNCLEAR, false, false, false},
        {POSITION_DECIDED, false, false, false},
    };
    const struct geocode_result exact = found(LEVEL_HOUSE, 20);
    const struct geocode_result town = found(LEVEL_OAZA, 800);

    cr_assert_eq(sizeof(row) / sizeof(*row), POSITION_CHECK_COUNT);
    for (size_t i = 0; i < POSITION_CHECK_COUNT; i++) {
        const char *name = position_check_names[row[i].check];
        cr_expect_eq(crosscheck_prefers_address(row[i].check, 0, 1500, &exact),
                     row[i].exact, "%s", name);
        cr_expect_eq(crosscheck_prefers_address(row[i].check, NAN, 1500, &town),
                     row[i].town, "%s, only the town is known", name);
        cr_expect_eq(crosscheck_prefers_address(
                         row[i].check, BOUNDARY_TOLERANCE_M + 1, 1500, &town),
                     row[i].outside_town, "%s, published outside", name);
    }
}

/* 唐崎 published in 真野, 7 km away: readers see the address. */
Test(crosscheck, a_point_far_beyond_the_town_gives_way_to_the_address)
{
    const struct geocode_result town = found(LEVEL_CHOME, 638);
    const struct geocode_result wide = found(LEVEL_OAZA, 3000);

    cr_expect(crosscheck_prefers_address(POSITION_CONFLICT, 0, 7000, &town));
    cr_expect_not(
        crosscheck_prefers_address(POSITION_CONFLICT, 0, 1900, &town));
    cr_expect_not(
        crosscheck_prefers_address(POSITION_CONFLICT, 0, 7000, &wide));
}

Test(crosscheck, neither_place_is_changed_by_comparing_them)
{
    struct crs_change *tokyo = open_tokyo();
    struct geocode_result result = found(LEVEL_HOUSE, 20), before = result;
    const struct lonlat published = in_tokyo(tokyo, place);
    struct lonlat given = published;
    double apart_m;

    crosscheck(given, 0, &result, tokyo, &apart_m);
    cr_expect_eq(given.lon_deg, published.lon_deg);
    cr_expect_eq(given.lat_deg, published.lat_deg);
    cr_expect_eq(result.place.point.lon_deg, before.place.point.lon_deg);
    cr_expect_eq(result.place.point.lat_deg, before.place.point.lat_deg);
    crs_close(tokyo);
}
