/*
 * Where a further place would help most: maximal covering, one place after the
 * other (greedy; at least 63 % of the best possible choice of so many places:
 * Nemhauser, Wolsey and Fisher 1978). Exact geodesic reach.
 */
#ifndef GEO_ACCESS_SITING_H
#define GEO_ACCESS_SITING_H

#include "model/facility.h"

struct siting_pick {
    size_t candidate;
    double people; /* newly covered by it */
    double sum;    /* covered by all picks so far */
};

/*
 * candidate  where a place could be, n_candidate (NAN: passed over)
 * home       demand points that nobody covers yet, with their people (counted
 *            to a millionth; NAN: nobody)
 * Returns the number of picks, at most `want`; it stops when nobody more would
 * be covered. Of equals the first candidate.
 */
size_t siting_greedy(const struct lonlat *candidate, size_t n_candidate,
                     const struct lonlat *home, const double *people,
                     size_t n_home, double radius_m, size_t want,
                     struct siting_pick *pick);

#endif
