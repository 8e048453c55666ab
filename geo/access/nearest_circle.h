/*
 * What lies within a radius, for nearest_within.c and nearest_sums.c: boxes as
 * a whole, points by a distance that is the geodesic where it matters.
 */
#ifndef GEO_ACCESS_NEAREST_CIRCLE_H
#define GEO_ACCESS_NEAREST_CIRCLE_H

#include "geo/access/nearest_tree.h"
#include "geo/crs.h"

/* Points this near to the radius are settled by the geodesic, and so are all
 * beyond the reach of the short series. */
#define EDGE_M 1e-3
#define SERIES_M 1e5
#define EVERYWHERE_M 1e8

/* A radius around a place, with all that is computed but once. */
struct circle {
    struct lonlat centre;
    struct place place, up;
    double radius_m;
    double sure2, reach2;     /* chords: within up to, beyond from; squared */
    double curvature;         /* 1 / 2 R of the place, R over all directions */
    double edge_m, edge_half; /* distances edge_m +- edge_half are measured */
};

/*
 * The ellipsoid x^2 + y^2 + z^2 / (1 - e^2) = a^2: upwards is its gradient,
 * whose length here is N, the radius of curvature of the prime vertical; M is
 * that of the meridian (Torge and Mueller 2012, Geodesy, section 4.1).
 *
 * A geodesic of the ellipsoid is curved at most as a circle of the least radius
 * is, so its chord is at least that circle's (Schur's comparison theorem): up
 * to the chord that belongs to the radius there, all is surely within.
 */
static inline struct circle circle_of(struct lonlat from, double radius_m)
{
    struct place place = nearest_place(from);
    double x = place.at[0], y = place.at[1];
    double z = place.at[2] / (1 - NEAREST_E2);
    double n = sqrt(x * x + y * y + z * z);
    double m = n * n * n * (1 - NEAREST_E2) / square(NEAREST_AXIS_M);
    double least = NEAREST_AXIS_M * (1 - NEAREST_E2); /* M at the equator */
    bool near = radius_m <= SERIES_M;
    double inner = near ? radius_m - EDGE_M : SERIES_M;
    double outer = near ? radius_m + EDGE_M : EVERYWHERE_M;
    double sure = near ? 2 * least * sin(radius_m / (2 * least)) - EDGE_M : 0;

    return (struct circle){
        .centre = from,
        .place = place,
        .up = {{x / n, y / n, z / n}},
        .radius_m = radius_m,
        .sure2 = square(fmax(sure, 0)),
        .reach2 = square(radius_m + EDGE_M),
        .curvature = (1 / m + 1 / n) / 4,
        .edge_m = (outer + inner) / 2,
        .edge_half = (outer - inner) / 2,
    };
}

/*
 * The arc over a chord c. A circle of radius R through both ends drops by d =
 * c^2 / 2 R below the horizon of the first: the sine of half the arc's angle
 * is u = c / 2 R = d / c, and the arc is c asin(u) / u. So the drop tells the
 * radius of curvature in the chord's own direction. With k = 1 / 2 R there and
 * k0 of the place, u^2 = c^2 k^2 = c^2 (2 k k0 - k0^2 + (k - k0)^2), of which
 * the last part is 1e-5 of the whole: two products in place of a division.
 */
static inline double arc_m(const struct circle *circle, double chord2,
                           double drop)
{
    double k0 = circle->curvature;
    double u2 = k0 * (2 * drop - k0 * chord2);

    return sqrt(chord2) * (1 + u2 * (1 / 6.0 + u2 * (3 / 40.0)));
}

/* How far `to` lies below the horizon of `from`. */
static inline double drop_m(const struct place *up, const struct place *from,
                            const struct place *to)
{
    return up->at[0] * (from->at[0] - to->at[0]) +
           up->at[1] * (from->at[1] - to->at[1]) +
           up->at[2] * (from->at[2] - to->at[2]);
}

enum side { INSIDE, ACROSS, OUTSIDE };

/* A chord is never longer than its arc: what is outside by chords is. */
static inline enum side side_of(const struct circle *circle,
                                const struct box *box)
{
    double least2 = 0, most2 = 0;

    for (int i = 0; i < 3; i++) {
        double below = box->low[i] - circle->place.at[i];
        double above = circle->place.at[i] - box->high[i];
        double outside = below > above ? below : above;
        double farther = below < above ? below : above;
        outside = outside > 0 ? outside : 0;
        least2 += square(outside);
        most2 += square(farther);
    }
    return least2 > circle->reach2 ? OUTSIDE
           : most2 > circle->sure2 ? ACROSS
                                   : INSIDE;
}

static inline double spot_distance_m(const struct nearest *tree,
                                     const struct circle *circle,
                                     const struct spot *spot)
{
    double chord2 = apart2(&spot->place, &circle->place);
    double drop = drop_m(&circle->up, &circle->place, &spot->place);
    double distance_m = arc_m(circle, chord2, drop);

    if (fabs(distance_m - circle->edge_m) <= circle->edge_half)
        return crs_distance_m(circle->centre, tree->point[spot->at]);
    return distance_m;
}

#endif
