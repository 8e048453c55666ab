/* What the files that find for `near` share; nobody else. */
#ifndef CMD_NEAR_FINDING_H
#define CMD_NEAR_FINDING_H

#include "cmd/near.h"

/* ---- near_measure.c ---- */

/*
 * A distance on the plane, with the curvatures of GRS80 at the middle latitude
 * (Gauss): a twentieth of the geodesic's cost. Thousands of facilities are
 * ruled in or out by it; what is near a limit, and what is shown, is measured
 * by the geodesic.
 */
double near_rough_m(struct lonlat a, struct lonlat b);
/* How far the rough distance may be from the geodesic, up to 300 km. */
double near_rough_error_m(double rough_m);

/* The geodesic from now on. */
void near_measure(const struct near_found *found, struct near_result *result);
/* Which side of a limit; measured first where that could matter. */
enum near_side near_settle(const struct near_found *found,
                           struct near_result *result, double limit_m);

bool near_by_minutes(const struct near_order *order);
/* How far to look, also for what is near in time. */
double near_reach_m(const struct near_order *order);
/* A box that holds all within the radius. */
struct store_box near_box(struct lonlat point, double radius_m);

/* ---- near_find.c ---- */

/* What the short row tells of a facility. */
struct facility near_brief(const struct store_spot *spot);
void near_list_add(struct near_list *list, const struct near_result *result);
struct near_result near_result_of(const struct near_found *found,
                                  const struct store_spot *spot);

/* ---- near_unplaced.c ---- */

/* Those without a place, of the home's municipality into found->unplaced; of
 * the municipalities of `around` into found->unplaced_around. */
void near_judge_unplaced(struct near_found *found,
                         const struct store_spots *around,
                         const struct store_spots *unplaced);

/* ---- near_order.c ---- */

/* Into found->known, found->unsure and found->resting, and how many of them are
 * shown. */
void near_put_in_order(struct near_found *found, const struct near_list *all);
/* The nearest first, and how many of them are told by name. */
void near_put_left_out(const struct near_found *found, struct near_list *list);
/* Does `a` come before `b`, whatever is unknown? Both have a place, or
 * minutes. */
bool near_is_before(const struct near_found *found, struct near_result *a,
                    struct near_result *b);

/* ---- near_group.c ---- */

/* What lies within the limit, by the kinds that were asked for; each one's
 * nearest is marked. */
void near_group(struct near_found *found);

/* ---- near_beyond.c ---- */

/* The nearest beyond the limit into found->beyond, in order. */
bool near_beyond(struct near_found *found, struct store_near *store,
                 struct err *err);

#endif
