#include "geo/access/spread.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
    const struct spread *x = a, *y = b;

    if (isnan(x->value) || isnan(y->value))
        return isnan(x->value) - isnan(y->value);
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    /* So that sums come out the same, in whatever order items were given. */
    return x->weight < y->weight ? -1 : x->weight > y->weight;
}

void spread_sort(struct spread *item, size_t n)
{
    if (n > 1)
        qsort(item, n, sizeof(*item), by_value);
}

static bool counts(const struct spread *item)
{
    return item->weight > 0 && !isnan(item->value);
}

double spread_weight(const struct spread *item, size_t n)
{
    double weight = 0;

    for (size_t i = 0; i < n; i++)
        if (counts(&item[i]))
            weight += item[i].weight;
    return weight;
}

/* What all have together. */
static double amount(const struct spread *item, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        if (counts(&item[i]))
            sum += item[i].value * item[i].weight;
    return sum;
}

double spread_mean(const struct spread *item, size_t n)
{
    double weight = spread_weight(item, n);

    return weight > 0 ? amount(item, n) / weight : NAN;
}

double spread_quantile(const struct spread *item, size_t n, double q)
{
    /* Sums are rounded: five times 0.7 is less than half of ten times. */
    double wanted = q * spread_weight(item, n) * (1 - 1e-12);
    double sum = 0, last = NAN;

    for (size_t i = 0; i < n; i++) {
        if (!counts(&item[i]))
            continue;
        sum += item[i].weight;
        last = item[i].value;
        if (sum >= wanted)
            break;
    }
    return last;
}

/*
 * One less twice the area under the Lorenz curve, a polygon: the sum of its
 * trapezoids is exact. (Equal to the mean difference of all pairs over twice
 * the mean; Sen 1973, On Economic Inequality, chapter 2.)
 */
double spread_gini(const struct spread *item, size_t n)
{
    double weight = spread_weight(item, n), whole = amount(item, n);
    double sum = 0, twice_area = 0;

    if (!(weight > 0) || !(whole > 0))
        return NAN;
    for (size_t i = 0; i < n; i++) {
        if (!counts(&item[i]))
            continue;
        double next = sum + item[i].value * item[i].weight;
        twice_area += (sum + next) * item[i].weight;
        sum = next;
    }
    /* Equal values may come to a hair below 0. */
    return fmax(0, 1 - twice_area / (weight * whole));
}

void spread_lorenz(const struct spread *item, size_t n, double *share,
                   size_t n_share)
{
    double weight = spread_weight(item, n), whole = amount(item, n);
    double people = 0, sum = 0;
    size_t i = 0;

    for (size_t k = 0; k < n_share; k++) {
        double wanted =
            n_share > 1 ? weight * (double)k / (double)(n_share - 1) : 0;
        /* Whole items, then a part of the next one. */
        for (; i < n; i++) {
            if (!counts(&item[i]))
                continue;
            if (people + item[i].weight > wanted)
                break;
            people += item[i].weight;
            sum += item[i].value * item[i].weight;
        }
        double part = i < n ? item[i].value * (wanted - people) : 0;
        share[k] = weight > 0 && whole > 0 ? (sum + part) / whole : NAN;
    }
    if (n_share > 1 && whole > 0)
        share[n_share - 1] = 1;
}
