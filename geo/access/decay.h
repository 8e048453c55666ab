/*
 * How much less a place counts the farther it is: weights by cost (metres or
 * minutes), of which floating catchments are made. Sources name the published
 * values that tests reproduce (tests/access/published.csv).
 */
#ifndef GEO_ACCESS_DECAY_H
#define GEO_ACCESS_DECAY_H

#include <stddef.h>

/* What the Gaussian, gravity and exponential forms come down to at the limit
 * of a catchment (R package fca, dist_normalize()). */
#define DECAY_AT_LIMIT 0.01

/* The weight up to (and with) a cost. */
struct decay_step {
    double cost, weight;
};

/* The weight of the first step that the cost does not exceed, 0 beyond the
 * last; steps ascend (PySAL access, weights.step_fn()). */
double decay_steps(const struct decay_step *step, size_t n, double cost);
/* exp(-cost^2 / 2 sigma^2), not normalised (PySAL, weights.gaussian()). */
double decay_gauss(double cost, double sigma);
/* exp(-cost^2 / b), b = -limit^2 / ln 0.01 (fca, "gaussian"). */
double decay_gauss_to(double cost, double limit);
/* (max(cost, least) / scale)^alpha; alpha < 0 (PySAL, weights.gravity()). */
double decay_gravity(double cost, double scale, double alpha, double least);
/* cost^-b, b = -ln 0.01 / ln limit; limit > 1 (fca, "gravity"). */
double decay_gravity_to(double cost, double limit);
/* exp(-b cost), b = -ln 0.01 / limit (fca, "exponential"). */
double decay_exponential_to(double cost, double limit);

#endif
