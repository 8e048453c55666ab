#include "geo/access/siting.h"
#include "geo/crs.h"
#include "tests/access/given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CANDIDATES = 60, HOMES = 400, WANT = 12 };

struct plan {
    struct lonlat candidate[CANDIDATES], home[HOMES];
    double people[HOMES], radius_m;
};

static void make_plan(struct plan *plan, struct given *given, double radius_m)
{
    struct lonlat town = given_point(given);

    plan->radius_m = radius_m;
    for (size_t i = 0; i < CANDIDATES; i++)
        plan->candidate[i] = given_towards(town, given_number(given, 0, 360),
                                           given_number(given, 0, 60000));
    for (size_t i = 0; i < HOMES; i++) {
        plan->home[i] = given_towards(town, given_number(given, 0, 360),
                                      given_number(given, 0, 70000));
        plan->people[i] = (double)given_below(given, 50);
    }
}

static bool reaches[CANDIDATES][HOMES];

static void measure(const struct plan *plan)
{
    for (size_t i = 0; i < CANDIDATES; i++)
        for (size_t k = 0; k < HOMES; k++)
            reaches[i][k] = lonlat_known(plan->candidate[i]) &&
                            lonlat_known(plan->home[k]) &&
                            crs_distance_m(plan->candidate[i], plan->home[k]) <=
                                plan->radius_m;
}

/* Every candidate counted in every round. */
static size_t naive(const struct plan *plan, size_t want,
                    struct siting_pick *pick)
{
    bool covered[HOMES] = {0};
    double sum = 0;
    size_t n = 0;

    measure(plan);
    for (; n < want; n++) {
        struct siting_pick best = {0};
        for (size_t i = 0; i < CANDIDATES; i++) {
            double people = 0;
            for (size_t k = 0; k < HOMES; k++)
                if (!covered[k] && reaches[i][k])
                    people += plan->people[k];
            if (people > best.people)
                best = (struct siting_pick){i, people, 0};
        }
        if (best.people == 0)
            break;
        for (size_t k = 0; k < HOMES; k++)
            covered[k] = covered[k] || reaches[best.candidate][k];
        best.sum = sum += best.people;
        pick[n] = best;
    }
    return n;
}

static size_t greedy(const struct plan *plan, size_t want,
                     struct siting_pick *pick)
{
    return siting_greedy(plan->candidate, CANDIDATES, plan->home, plan->people,
                         HOMES, plan->radius_m, want, pick);
}

static void check(const struct plan *plan)
{
    struct siting_pick pick[WANT], expected[WANT];
    size_t n = greedy(plan, WANT, pick),
           n_expected = naive(plan, WANT, expected);

    cr_assert_eq(n, n_expected);
    for (size_t i = 0; i < n; i++) {
        cr_assert_eq(pick[i].candidate, expected[i].candidate,
                     "pick %zu: %zu (%g), not %zu (%g)", i, pick[i].candidate,
                     pick[i].people, expected[i].candidate, expected[i].people);
        cr_assert_eq(pick[i].people, expected[i].people);
        cr_assert_eq(pick[i].sum, expected[i].sum);
    }
}

Test(siting, lazy_greedy_picks_what_counting_everything_picks)
{
    static struct plan plan;
    struct given given = {91};

    for (int round = 0; round < 24; round++) {
        make_plan(&plan, &given, 4000 + 4000 * (round % 5));
        check(&plan);
    }
}

/* Whole plans that many candidates tie for. */
Test(siting, of_equals_the_first_candidate_is_picked)
{
    static struct plan plan;
    struct given given = {92};

    for (int round = 0; round < 10; round++) {
        make_plan(&plan, &given, 16000);
        for (size_t i = 0; i < HOMES; i++)
            plan.people[i] = 1;
        for (size_t i = CANDIDATES / 2; i < CANDIDATES; i++)
            plan.candidate[i] = plan.candidate[CANDIDATES - 1 - i];
        check(&plan);
        struct siting_pick pick[WANT];
        size_t n = greedy(&plan, WANT, pick);
        for (size_t i = 0; i < n; i++)
            cr_expect_lt(pick[i].candidate, CANDIDATES / 2);
    }
}

Test(siting, places_and_people_not_known_are_passed_over)
{
    static struct plan plan;
    struct given given = {93};
    struct siting_pick pick[WANT], expected[WANT];

    make_plan(&plan, &given, 12000);
    for (size_t i = 0; i < HOMES; i += 3)
        plan.home[i].lat_deg = NAN;
    for (size_t i = 0; i < CANDIDATES; i += 4)
        plan.candidate[i].lon_deg = NAN;
    check(&plan);
    size_t n = naive(&plan, WANT, expected);
    for (size_t i = 0; i < HOMES; i += 3)
        plan.people[i] = NAN;
    cr_assert_eq(greedy(&plan, WANT, pick), n);
    for (size_t i = 0; i < n; i++)
        cr_expect_eq(pick[i].candidate, expected[i].candidate);
}

Test(siting, it_stops_when_nobody_more_would_be_covered)
{
    static const struct lonlat candidate[] = {{135, 35}, {136, 35}, {137, 35}},
                               home[] = {
                                   {135.01, 35}, {136.01, 35}, {135.02, 35}};
    static const double people[] = {5, 20.25, 7.5};
    struct siting_pick pick[3];

    cr_assert_eq(siting_greedy(candidate, 3, home, people, 3, 16000, 3, pick),
                 2);
    cr_expect(pick[0].candidate == 1 && pick[0].people == 20.25 &&
              pick[0].sum == 20.25);
    cr_expect(pick[1].candidate == 0 && pick[1].people == 12.5 &&
              pick[1].sum == 32.75);
    cr_expect_eq(siting_greedy(candidate, 3, home, people, 3, 16000, 1, pick),
                 1);
    cr_expect_eq(siting_greedy(candidate, 3, home, people, 3, 16000, 0, pick),
                 0);
    cr_expect_eq(siting_greedy(candidate, 3, home, people, 3, 1, 3, pick), 0);
    cr_expect_eq(siting_greedy(NULL, 0, home, people, 3, 16000, 3, pick), 0);
    cr_expect_eq(siting_greedy(candidate, 3, NULL, NULL, 0, 16000, 3, pick), 0);
}

/* 63 % of the best: 1 - 1/e (Nemhauser, Wolsey and Fisher 1978). */
static double best_pair(const struct plan *plan, size_t n_candidate)
{
    double best = 0;

    measure(plan);
    for (size_t a = 0; a < n_candidate; a++)
        for (size_t b = a + 1; b < n_candidate; b++) {
            double sum = 0;
            for (size_t k = 0; k < HOMES; k++)
                if (reaches[a][k] || reaches[b][k])
                    sum += plan->people[k];
            best = fmax(best, sum);
        }
    return best;
}

Test(siting, two_picks_cover_63_percent_of_what_the_best_two_would)
{
    static struct plan plan;
    struct given given = {94};
    struct siting_pick pick[2];

    for (int round = 0; round < 5; round++) {
        make_plan(&plan, &given, 16000);
        cr_assert_eq(siting_greedy(plan.candidate, 12, plan.home, plan.people,
                                   HOMES, plan.radius_m, 2, pick),
                     2);
        double best = best_pair(&plan, 12);
        cr_expect_leq(pick[1].sum, best);
        cr_expect_geq(pick[1].sum, (1 - exp(-1)) * best);
    }
}

/* Groups of candidates promise as much as the best in them, and no less. */
Test(siting, of_many_that_cover_everybody_the_first_is_picked)
{
    enum { MANY = 700 };
    static struct lonlat candidate[MANY], home[MANY];
    static double people[MANY];
    struct given given = {95};
    struct lonlat town = {136, 35};
    struct siting_pick pick[3];

    for (int round = 0; round < 5; round++) {
        for (size_t i = 0; i < MANY; i++) {
            candidate[i] = given_towards(town, given_number(&given, 0, 360),
                                         given_number(&given, 0, 5000));
            home[i] = given_towards(town, given_number(&given, 0, 360),
                                    given_number(&given, 0, 5000));
            people[i] = 3;
        }
        cr_assert_eq(
            siting_greedy(candidate, MANY, home, people, MANY, 16000, 3, pick),
            1);
        cr_assert_eq(pick[0].candidate, 0);
        cr_assert_eq(pick[0].people, 3 * MANY);
    }
}

Test(siting, people_at_the_very_edge_of_a_groups_reach_are_not_missed)
{
    enum { MANY = 128 };
    static struct lonlat candidate[MANY];
    static const double people[] = {100, 50};
    struct given given = {96};

    for (int round = 0; round < 200; round++) {
        struct lonlat x = given_point(&given), y = {x.lon_deg, x.lat_deg + 1};
        double azimuth = given_number(&given, 0, 360);
        for (size_t i = 0; i < MANY; i++)
            candidate[i] =
                given_towards(i % 2 ? x : y, given_number(&given, 0, 360),
                              given_number(&given, 0, 20));
        struct lonlat home[] = {given_towards(x, azimuth, 16000), y};
        double radius_m = INFINITY;
        for (size_t i = 1; i < MANY; i += 2)
            radius_m = fmin(radius_m, crs_distance_m(candidate[i], home[0]));
        struct siting_pick pick[2];
        cr_assert_eq(
            siting_greedy(candidate, MANY, home, people, 2, radius_m, 2, pick),
            2);
        cr_assert_eq(pick[0].people, 100);
        cr_assert_eq(crs_distance_m(candidate[pick[0].candidate], home[0]),
                     radius_m);
        cr_assert_eq(pick[1].candidate, 0);
    }
}
