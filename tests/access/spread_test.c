#include "geo/access/spread.h"
#include "tests/access/given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Values of one person each, in the order given. */
static size_t ones(struct spread *item, const double *value, size_t n)
{
    for (size_t i = 0; i < n; i++)
        item[i] = (struct spread){value[i], 1};
    spread_sort(item, n);
    return n;
}

static double gini_of(const double *value, size_t n)
{
    struct spread item[16];

    return spread_gini(item, ones(item, value, n));
}

/* By hand: half the mean difference of all pairs over the mean. */
Test(spread, gini_has_its_hand_values)
{
    static const double even[] = {1, 2, 3, 4}, one[] = {0, 0, 0, 1},
                        same[] = {7, 7, 7}, two[] = {1, 3},
                        odd[] = {10, 0, 5, 5}, alone[] = {42};

    cr_expect_float_eq(gini_of(even, 4), 0.25, 1e-15);
    cr_expect_float_eq(gini_of(one, 4), 0.75, 1e-15);
    cr_expect_float_eq(gini_of(same, 3), 0, 1e-15);
    cr_expect_float_eq(gini_of(two, 2), 0.25, 1e-15);
    cr_expect_float_eq(gini_of(odd, 4), 0.375, 1e-15);
    cr_expect_float_eq(gini_of(alone, 1), 0, 1e-15);
}

/* 10 people with 1 and 30 with 5: the pairs differ by 4 in 600 of 1,600, a mean
 * of 1.5 over twice the mean of 4. */
Test(spread, gini_weighs_people)
{
    struct spread item[] = {{5, 30}, {1, 10}};

    spread_sort(item, 2);
    cr_expect_float_eq(spread_gini(item, 2), 0.1875, 1e-15);
    cr_expect_float_eq(spread_mean(item, 2), 4, 1e-15);
    cr_expect_eq(spread_weight(item, 2), 40);
}

/* Values with whole weights, and the same people one by one. */
static size_t repeat(const struct spread *item, size_t n, struct spread *single)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        for (double k = 0; k < item[i].weight; k++)
            single[count++] = (struct spread){item[i].value, 1};
    return count;
}

static size_t make(struct given *given, struct spread *item, size_t n)
{
    for (size_t i = 0; i < n; i++)
        item[i] = (struct spread){given_number(given, 0, 20),
                                  (double)given_below(given, 9)};
    spread_sort(item, n);
    return n;
}

Test(spread, a_weight_is_as_many_people)
{
    struct spread item[40], single[400];
    struct given given = {71};
    double share[21], single_share[21];

    for (int round = 0; round < 50; round++) {
        size_t n = make(&given, item, 40), count = repeat(item, n, single);
        cr_expect_eq(spread_weight(item, n), (double)count);
        cr_expect_float_eq(spread_gini(item, n), spread_gini(single, count),
                           1e-13);
        cr_expect_float_eq(spread_mean(item, n), spread_mean(single, count),
                           1e-13);
        for (double q = 0; q <= 1; q += 0.05)
            cr_expect_eq(spread_quantile(item, n, q),
                         spread_quantile(single, count, q));
        spread_lorenz(item, n, share, 21);
        spread_lorenz(single, count, single_share, 21);
        for (int k = 0; k < 21; k++)
            cr_expect_float_eq(share[k], single_share[k], 1e-13);
    }
}

/* The definition: half the relative mean difference of all pairs. */
static double gini_by_pairs(const struct spread *item, size_t n)
{
    double sum = 0, weight = 0, whole = 0;

    for (size_t i = 0; i < n; i++) {
        weight += item[i].weight;
        whole += item[i].weight * item[i].value;
        for (size_t k = 0; k < n; k++)
            sum += item[i].weight * item[k].weight *
                   fabs(item[i].value - item[k].value);
    }
    return sum / (2 * weight * whole);
}

Test(spread, gini_is_half_the_relative_mean_difference)
{
    struct spread item[60];
    struct given given = {72};

    for (int round = 0; round < 50; round++) {
        size_t n = make(&given, item, 60);
        cr_expect_float_eq(spread_gini(item, n), gini_by_pairs(item, n), 1e-12);
    }
}

/* One item a step, so that the curve is the polygon that is meant. */
Test(spread, gini_is_one_less_twice_the_area_under_the_lorenz_curve)
{
    struct spread item[50];
    struct given given = {73};
    double share[51], area = 0;

    for (size_t i = 0; i < 50; i++)
        item[i] = (struct spread){given_number(&given, 0, 9), 3};
    spread_sort(item, 50);
    spread_lorenz(item, 50, share, 51);
    cr_expect_eq(share[0], 0);
    cr_expect_eq(share[50], 1);
    for (int k = 1; k <= 50; k++) {
        area += (share[k] + share[k - 1]) / 2 / 50;
        cr_expect_geq(share[k], share[k - 1]);
        cr_expect_leq(share[k], k / 50.0 + 1e-12);
    }
    cr_expect_float_eq(spread_gini(item, 50), 1 - 2 * area, 1e-12);
}

Test(spread, the_lorenz_curve_is_straight_between_items)
{
    struct spread item[] = {{1, 2}, {3, 2}}; /* 2 of 8, then 6 */
    double share[9];

    spread_lorenz(item, 2, share, 9);
    for (int k = 0; k <= 8; k++)
        cr_expect_float_eq(
            share[k], k <= 4 ? k / 4.0 * 0.25 : 0.25 + (k - 4) / 4.0 * 0.75,
            1e-15, "%d: %g", k, share[k]);
}

Test(spread, a_quantile_is_a_value_that_somebody_has)
{
    static const double value[] = {10, 40, 20, 30};
    struct spread item[4], tenth[10];

    ones(item, value, 4);
    cr_expect_eq(spread_quantile(item, 4, 0), 10);
    cr_expect_eq(spread_quantile(item, 4, 0.25), 10);
    cr_expect_eq(spread_quantile(item, 4, 0.26), 20);
    cr_expect_eq(spread_quantile(item, 4, 0.5), 20);
    cr_expect_eq(spread_quantile(item, 4, 0.51), 30);
    cr_expect_eq(spread_quantile(item, 4, 0.9), 40);
    cr_expect_eq(spread_quantile(item, 4, 1), 40);

    /* Sums of 0.7 are rounded: five of them are less than half of ten. */
    for (int i = 0; i < 10; i++)
        tenth[i] = (struct spread){i + 1, 0.7};
    for (int i = 1; i <= 10; i++)
        cr_expect_eq(spread_quantile(tenth, 10, i / 10.0), i);
}

Test(spread, the_median_of_people_is_not_that_of_places)
{
    struct spread item[] = {{9000, 3}, {500, 90}, {4000, 7}, {7000, 0}};

    spread_sort(item, 4);
    cr_expect_eq(spread_quantile(item, 4, 0.5), 500);
    cr_expect_eq(spread_quantile(item, 4, 0.9), 500);
    cr_expect_eq(spread_quantile(item, 4, 0.91), 4000);
    cr_expect_eq(spread_quantile(item, 4, 1), 9000);
    cr_expect_float_eq(spread_mean(item, 4), 1000, 1e-12);
}

Test(spread, who_weighs_nothing_or_has_no_value_counts_for_nothing)
{
    struct spread with[] = {{NAN, 5}, {3, 0},   {1, 2},  {0, 0},
                            {2, 2},   {NAN, 0}, {9, NAN}},
                  without[] = {{1, 2}, {2, 2}};
    double share[5], expected[5];

    spread_sort(with, 7);
    cr_expect_eq(spread_weight(with, 7), 4);
    cr_expect_eq(spread_mean(with, 7), 1.5);
    cr_expect_eq(spread_gini(with, 7), spread_gini(without, 2));
    cr_expect_eq(spread_quantile(with, 7, 0), 1);
    cr_expect_eq(spread_quantile(with, 7, 1), 2);
    spread_lorenz(with, 7, share, 5);
    spread_lorenz(without, 2, expected, 5);
    cr_expect_eq(memcmp(share, expected, sizeof(share)), 0);
}

Test(spread, where_nobody_is_left_there_is_no_figure)
{
    struct spread nobody[] = {{1, 0}, {NAN, 3}}, nothing[] = {{0, 4}, {0, 1}};
    double share[3];

    for (size_t n = 0; n <= 2; n += 2) {
        cr_expect_eq(spread_weight(nobody, n), 0);
        cr_expect(isnan(spread_mean(nobody, n)));
        cr_expect(isnan(spread_quantile(nobody, n, 0.5)));
        cr_expect(isnan(spread_gini(nobody, n)));
        spread_lorenz(nobody, n, share, 3);
        cr_expect(isnan(share[0]) && isnan(share[2]));
    }
    cr_expect(isnan(spread_gini(nothing, 2)), "all have 0");
    cr_expect_eq(spread_mean(nothing, 2), 0);
    cr_expect_eq(spread_quantile(nothing, 2, 0.5), 0);
    spread_lorenz(nothing, 2, share, 3);
    cr_expect(isnan(share[1]));
}

Test(spread, the_order_in_which_items_are_given_changes_no_bit)
{
    struct spread item[80], moved[80];
    struct given given = {74};
    size_t order[80];

    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < 80; i++)
            item[i] = (struct spread){(double)given_below(&given, 6) / 7,
                                      given_number(&given, 0, 3)};
        given_order(&given, order, 80);
        for (size_t i = 0; i < 80; i++)
            moved[i] = item[order[i]];
        spread_sort(item, 80);
        spread_sort(moved, 80);
        cr_expect_eq(spread_gini(item, 80), spread_gini(moved, 80));
        cr_expect_eq(spread_mean(item, 80), spread_mean(moved, 80));
    }
}

Test(spread, gini_does_not_change_with_the_unit)
{
    struct spread item[60], scaled[60];
    struct given given = {75};
    size_t n = make(&given, item, 60);

    for (size_t i = 0; i < n; i++)
        scaled[i] =
            (struct spread){item[i].value * 10000, item[i].weight * 0.37};
    cr_expect_float_eq(spread_gini(item, n), spread_gini(scaled, n), 1e-13);
}
