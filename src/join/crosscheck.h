/*
 * A published position against the place of the address: rules and limits,
 * without any side effect.
 *
 * The limits come from two publications of one set of 82,841 institutions:
 * their points lie 13 m apart at the median and 90 m at the 90th percentile;
 * 0.7 % lie 1 km or more apart, which is error, not style.
 */
#ifndef JOIN_CROSSCHECK_H
#define JOIN_CROSSCHECK_H

#include "geo/crs.h"
#include "geo/geocode/geocode.h"

#define CROSSCHECK_AGREE_M 100
#define CROSSCHECK_CONFLICT_M 1000
/* A published point this far from the address's town, and so many times its
 * radius, is elsewhere. */
#define CROSSCHECK_FAR_M 2000
#define CROSSCHECK_FAR_TIMES 3
/* Degrees of Tokyo Datum plotted as JGD lie this far from the place (about
 * 450 m; 410 m in 沖縄, 470 m in 北海道). */
#define CROSSCHECK_DATUM_LEAST_M 350
#define CROSSCHECK_DATUM_MOST_M 600

/* The address has one place, finer than its municipality, and no doubt. */
bool crosscheck_clear(const struct geocode_result *result);
/* And that place is a block, a parcel or a house. */
bool crosscheck_exact(const struct geocode_result *result);

/*
 * Compare. `published` may be unknown; outside_m is its distance from its
 * municipality (NAN: not known); `tokyo` is the change from Tokyo Datum, or
 * NULL. *apart_m is set when both are known, else NAN.
 */
enum position_check crosscheck(struct lonlat published, double outside_m,
                               const struct geocode_result *result,
                               struct crs_change *tokyo, double *apart_m);

/* Is the address's place to be used instead of the published one? Of a
 * conflict only when the address is exact, the published point is outside its
 * municipality, or it is so far from the town that both cannot be right: then
 * the pin agrees with the address that readers see. Never an average. */
bool crosscheck_prefers_address(enum position_check check, double outside_m,
                                double apart_m,
                                const struct geocode_result *result);

#endif
