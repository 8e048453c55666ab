#include "join/crosscheck.h"

#include "geo/boundary.h"

#include <math.h>

bool crosscheck_clear(const struct geocode_result *result)
{
    return result->place.coordinate_level >= LEVEL_OAZA &&
           lonlat_known(result->place.point) &&
           !geocode_doubted(result->reasons);
}

bool crosscheck_exact(const struct geocode_result *result)
{
    return crosscheck_clear(result) &&
           result->place.coordinate_level >= LEVEL_BLOCK &&
           result->place.coordinate_level != LEVEL_PARENT_PARCEL;
}

/* Only an exact address can tell 450 m from a town's extent. */
static bool in_tokyo_datum(struct lonlat published,
                           const struct geocode_result *result,
                           struct crs_change *tokyo, double apart_m)
{
    struct lonlat moved = published;
    struct err ignored;
    double error_m;

    return tokyo && crosscheck_exact(result) &&
           apart_m >= CROSSCHECK_DATUM_LEAST_M &&
           apart_m <= CROSSCHECK_DATUM_MOST_M &&
           crs_move(tokyo, &moved, &error_m, &ignored) &&
           crs_distance_m(moved, result->place.point) <= CROSSCHECK_AGREE_M;
}

enum position_check crosscheck(struct lonlat published, double outside_m,
                               const struct geocode_result *result,
                               struct crs_change *tokyo, double *apart_m)
{
    bool outside = outside_m > BOUNDARY_TOLERANCE_M;

    *apart_m = NAN;
    if (!crosscheck_clear(result))
        return POSITION_UNCLEAR;
    if (!lonlat_known(published))
        return POSITION_UNPUBLISHED;
    *apart_m = crs_distance_m(published, result->place.point);
    if (in_tokyo_datum(published, result, tokyo, *apart_m))
        return POSITION_TOKYO_DATUM;
    if (outside)
        return POSITION_CONFLICT;
    if (*apart_m <= fmax(CROSSCHECK_AGREE_M, result->place.error_m))
        return POSITION_AGREES;
    return *apart_m < CROSSCHECK_CONFLICT_M ? POSITION_MINOR_GAP
                                            : POSITION_CONFLICT;
}

bool crosscheck_prefers_address(enum position_check check, double outside_m,
                                double apart_m,
                                const struct geocode_result *result)
{
    switch (check) {
    case POSITION_UNPUBLISHED:
    case POSITION_TOKYO_DATUM:
    case POSITION_COPIED:
        return true;
    case POSITION_CONFLICT:
        return crosscheck_exact(result) || outside_m > BOUNDARY_TOLERANCE_M ||
               apart_m > fmax(CROSSCHECK_FAR_M,
                              CROSSCHECK_FAR_TIMES * result->place.error_m);
    default:
        return false;
    }
}
