#include "geo/access/catchment.h"
#include "geo/access/decay.h"
#include "tests/access/given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct decay_step thirds_of_60[] = {
    {20, 1}, {40, 0.68}, {60, 0.22}};

static double weight_of(const char *form, const double *p, double cost)
{
    if (strcmp(form, "gauss") == 0)
        return decay_gauss(cost, p[0]);
    if (strcmp(form, "gravity") == 0)
        return decay_gravity(cost, p[0], p[1], p[2]);
    if (strcmp(form, "step-20-40-60") == 0)
        return decay_steps(thirds_of_60, 3, cost);
    if (strcmp(form, "gauss-to") == 0)
        return decay_gauss_to(cost, p[0]);
    if (strcmp(form, "gravity-to") == 0)
        return decay_gravity_to(cost, p[0]);
    if (strcmp(form, "exponential-to") == 0)
        return decay_exponential_to(cost, p[0]);
    cr_assert_fail("%s", form);
    return NAN;
}

Test(decay, published_weights_come_out_to_all_printed_digits)
{
    FILE *in = given_open("decay.csv");
    char *cell[8];
    size_t n = 0;

    for (; given_row(in, cell, 8); n++) {
        double p[3];
        for (int i = 0; i < 3; i++)
            p[i] = strtod(cell[1 + i], NULL);
        double weight = weight_of(cell[0], p, strtod(cell[4], NULL));
        cr_expect_str_eq(given_printed(weight, cell[5]), cell[5],
                         "%s(%s): %.17g, not %s (%s)", cell[0], cell[4], weight,
                         cell[5], cell[7]);
        cr_expect_leq(fabs(weight - strtod(cell[5], NULL)),
                      strtod(cell[6], NULL), "%s(%s): %.17g (%s)", cell[0],
                      cell[4], weight, cell[7]);
    }
    cr_expect_eq(n, 23, "%zu rows", n);
    fclose(in);
}

/* The default weights of PySAL's E2SFCA are the step weights of a limit of 60,
 * the Gaussian of fca that of the same limit. */
Test(decay, the_methods_of_catchments_use_the_published_forms)
{
    for (double cost = 0; cost <= 75; cost += 0.25) {
        cr_expect_eq(catchment_weight(CATCHMENT_2SFCA, cost, 60), cost <= 60);
        cr_expect_eq(catchment_weight(CATCHMENT_E2SFCA_STEP, cost, 60),
                     decay_steps(thirds_of_60, 3, cost), "%g", cost);
        double gauss = cost <= 60 ? decay_gauss_to(cost, 60) : 0;
        cr_expect_eq(catchment_weight(CATCHMENT_E2SFCA_GAUSS, cost, 60), gauss);
        cr_expect_eq(catchment_weight(CATCHMENT_3SFCA, cost, 60), gauss);
    }
}

Test(decay, nothing_is_in_reach_of_a_limit_below_0_or_at_no_cost_known)
{
    for (int method = 0; method < CATCHMENT_COUNT; method++) {
        cr_expect_eq(catchment_weight(method, 5, -1), 0);
        cr_expect_eq(catchment_weight(method, NAN, 30), 0);
        cr_expect_eq(catchment_weight(method, INFINITY, 30), 0);
    }
}

/* b of fca's form is 2 sigma^2 of PySAL's. */
Test(decay, the_two_forms_of_the_gaussian_are_one)
{
    double sigma = 30 / sqrt(-2 * log(DECAY_AT_LIMIT));

    for (double cost = 0; cost <= 60; cost += 1)
        cr_expect_float_eq(decay_gauss(cost, sigma), decay_gauss_to(cost, 30),
                           1e-15);
}
