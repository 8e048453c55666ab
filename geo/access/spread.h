/*
 * How a figure is spread over people: weighted mean, quantiles, Gini, Lorenz.
 *
 * Values come sorted, smallest first (spread_sort()); every value belongs to
 * `weight` people. Weights are not negative; values of weight 0, and values
 * that are not known (NAN), count for nothing. NAN when nobody is left.
 */
#ifndef GEO_ACCESS_SPREAD_H
#define GEO_ACCESS_SPREAD_H

#include <stddef.h>

struct spread {
    double value, weight;
};

void spread_sort(struct spread *item, size_t n);

double spread_weight(const struct spread *item, size_t n);
double spread_mean(const struct spread *item, size_t n);
/* The smallest value at or below which at least the share q of the people are
 * (inverse of the distribution function; no interpolation). 0 <= q <= 1. */
double spread_quantile(const struct spread *item, size_t n, double q);
/* 0: all have the same, towards 1: one has all. NAN when all have 0. Values
 * are not negative. */
double spread_gini(const struct spread *item, size_t n);
/* The Lorenz curve: share[k] is what the k / (n_share - 1) of the people with
 * least have of all, linear between items. */
void spread_lorenz(const struct spread *item, size_t n, double *share,
                   size_t n_share);

#endif
