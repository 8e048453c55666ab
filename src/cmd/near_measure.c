/* Distances, and the sides of a limit. */
#include "cmd/near_finding.h"
#include "geo/crs.h"

#include <math.h>

#define RAD (M_PI / 180)
/* GRS80 (EPSG:7019). */
#define AXIS_M 6378137.0
#define FLATTENING (1 / 298.257222101)
#define E2 (FLATTENING * (2 - FLATTENING))

/* No road of Japan is faster: a facility that a matrix says is 30 minutes away
 * lies within 60 km. */
#define METRES_PER_MINUTE 2000.0
#define MOST_REACH_M 300000.0

/* ---- two distances ---- */

double near_rough_m(struct lonlat a, struct lonlat b)
{
    double middle = (a.lat_deg + b.lat_deg) / 2 * RAD;
    double sine = sin(middle);
    double w = 1 - E2 * sine * sine;
    double prime_m = AXIS_M / sqrt(w);
    double meridian_m = prime_m * (1 - E2) / w;
    double north_m = meridian_m * (b.lat_deg - a.lat_deg) * RAD;
    double east_m = prime_m * cos(middle) * (b.lon_deg - a.lon_deg) * RAD;

    return sqrt(north_m * north_m + east_m * east_m);
}

/* The neglected terms are of the order of d^3 / 24 R^2: in Japan at most 1.1e-4
 * of 300 km (a test shows that the double holds). */
double near_rough_error_m(double rough_m)
{
    return 1 + rough_m * 2e-4;
}

void near_measure(const struct near_found *found, struct near_result *result)
{
    if (!result->measured && !isnan(result->distance_m))
        result->distance_m =
            crs_distance_m(found->home.point, result->spot.point);
    result->measured = true;
}

/* ---- sides ---- */

enum near_side near_side_of(double distance_m, double limit_m, double margin_m)
{
    if (fabs(distance_m - limit_m) <= fmax(margin_m, NEAR_MARGIN_M))
        return NEAR_UNSURE;
    return distance_m < limit_m ? NEAR_WITHIN : NEAR_BEYOND;
}

enum near_side near_settle(const struct near_found *found,
                           struct near_result *result, double limit_m)
{
    double margin_m = fmax(result->margin_m, NEAR_MARGIN_M);
    double from_limit_m = fabs(result->distance_m - limit_m);

    if (fabs(from_limit_m - margin_m) <= near_rough_error_m(result->distance_m))
        near_measure(found, result);
    return near_side_of(result->distance_m, limit_m, result->margin_m);
}

/* ---- how far to look ---- */

bool near_by_minutes(const struct near_order *order)
{
    return !isnan(order->within_min);
}

double near_reach_m(const struct near_order *order)
{
    double by_time_m =
        near_by_minutes(order) ? order->within_min * METRES_PER_MINUTE : 0;

    return fmax(order->within_m, fmin(by_time_m, MOST_REACH_M));
}

/* A degree of latitude is 110,574 m or more, one of longitude 111,319 m x
 * cos(latitude) or more (GRS80). */
struct store_box near_box(struct lonlat point, double radius_m)
{
    double lat_deg = radius_m / 110574;
    double most_lat_deg = fmin(fabs(point.lat_deg) + lat_deg, 89);
    double lon_deg = radius_m / (111319 * cos(most_lat_deg * RAD));

    return (struct store_box){
        point.lon_deg - lon_deg, fmax(point.lat_deg - lat_deg, -90),
        point.lon_deg + lon_deg, fmin(point.lat_deg + lat_deg, 90)};
}
