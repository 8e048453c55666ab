#include "geo/access/catchment.h"
#include "tests/access/given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEMAND = 120, SUPPLY = 40, YEARS = 3 };
#define ACCESS (CATCHMENT_COUNT * YEARS)

/* Demand and supply on a square of 60 x 60, the limit 30 or what is asked. */
struct scene {
    double limit;
    double at[DEMAND][2], people[DEMAND][YEARS];
    double supply_at[SUPPLY][2], supply[SUPPLY];
    float cost[DEMAND][SUPPLY];
};

static void make_scene(struct scene *scene, struct given *given, double limit)
{
    *scene = (struct scene){.limit = limit};
    for (size_t i = 0; i < DEMAND; i++) {
        scene->at[i][0] = given_number(given, 0, 60);
        scene->at[i][1] = given_number(given, 0, 60);
        for (size_t year = 0; year < YEARS; year++)
            scene->people[i][year] = (double)given_below(given, 400);
    }
    for (size_t j = 0; j < SUPPLY; j++) {
        scene->supply_at[j][0] = given_number(given, 0, 60);
        scene->supply_at[j][1] = given_number(given, 0, 60);
        scene->supply[j] = given_number(given, 0.5, 12);
    }
    for (size_t i = 0; i < DEMAND; i++)
        for (size_t j = 0; j < SUPPLY; j++)
            scene->cost[i][j] =
                (float)hypot(scene->at[i][0] - scene->supply_at[j][0],
                             scene->at[i][1] - scene->supply_at[j][1]);
}

static size_t pairs_of(const struct scene *scene, size_t i,
                       struct catchment_pair *pair)
{
    size_t n = 0;

    for (size_t j = 0; j < SUPPLY; j++)
        if (scene->cost[i][j] <= scene->limit)
            pair[n++] = (struct catchment_pair){(uint32_t)j, scene->cost[i][j]};
    return n;
}

/* access[demand][method * YEARS + year] */
static void compute(const struct scene *scene, double access[DEMAND][ACCESS])
{
    struct catchment_pair pair[SUPPLY];
    struct catchment *catchment =
        catchment_open(scene->supply, SUPPLY, YEARS, scene->limit);

    for (size_t i = 0; i < DEMAND; i++)
        catchment_add_demand(catchment, pair, pairs_of(scene, i, pair),
                             scene->people[i]);
    catchment_settle(catchment);
    for (size_t i = 0; i < DEMAND; i++)
        catchment_get(catchment, pair, pairs_of(scene, i, pair), access[i]);
    catchment_close(catchment);
}

static double f_of(const struct scene *scene, int method, size_t i, size_t j)
{
    double f =
        catchment_weight(method, (double)scene->cost[i][j], scene->limit);
    double sum = 0;

    if (method != CATCHMENT_3SFCA || f == 0)
        return f;
    for (size_t k = 0; k < SUPPLY; k++)
        sum +=
            catchment_weight(method, (double)scene->cost[i][k], scene->limit);
    return f * f / sum;
}

/* The formulas of the header, written down once more. */
static double by_formula(const struct scene *scene, int method, size_t year,
                         size_t place)
{
    double access = 0;

    for (size_t j = 0; j < SUPPLY; j++) {
        double demand = 0;
        for (size_t i = 0; i < DEMAND; i++)
            demand += scene->people[i][year] * f_of(scene, method, i, j);
        if (demand > 0)
            access += scene->supply[j] / demand * f_of(scene, method, place, j);
    }
    return access;
}

static void expect_near(double value, double expected, const char *what)
{
    cr_expect_leq(fabs(value - expected), 1e-12 * fabs(expected) + 1e-300,
                  "%s: %.17g, not %.17g", what, value, expected);
}

Test(catchment, every_method_computes_the_formula_of_its_header)
{
    static double access[DEMAND][ACCESS];
    static struct scene scene;
    struct given given = {51};

    for (int round = 0; round < 4; round++) {
        make_scene(&scene, &given, round < 2 ? 30 : 9);
        compute(&scene, access);
        for (int method = 0; method < CATCHMENT_COUNT; method++)
            for (size_t year = 0; year < YEARS; year++)
                for (size_t i = 0; i < DEMAND; i += 7)
                    expect_near(access[i][(size_t)method * YEARS + year],
                                by_formula(&scene, method, year, i),
                                catchment_ids[method]);
    }
}

/* Those whom no people can reach are left out of the sum. */
static double supply_in_reach(const struct scene *scene, size_t year)
{
    double sum = 0;

    for (size_t j = 0; j < SUPPLY; j++) {
        double people = 0;
        for (size_t i = 0; i < DEMAND; i++)
            if (scene->cost[i][j] <= scene->limit)
                people += scene->people[i][year];
        sum += people > 0 ? scene->supply[j] : 0;
    }
    return sum;
}

static void check_sums(const struct scene *scene)
{
    static double access[DEMAND][ACCESS];

    compute(scene, access);
    for (size_t k = 0; k < ACCESS; k++) {
        double sum = 0;
        for (size_t i = 0; i < DEMAND; i++)
            sum += access[i][k] * scene->people[i][k % YEARS];
        expect_near(sum, supply_in_reach(scene, k % YEARS),
                    catchment_ids[k / YEARS]);
    }
}

Test(catchment, all_supply_is_shared_out_among_the_people)
{
    static struct scene scene;
    struct given given = {52};

    for (int round = 0; round < 30; round++) {
        make_scene(&scene, &given, 30);
        expect_near(supply_in_reach(&scene, 0),
                    supply_in_reach(&scene, YEARS - 1),
                    "every supply has demand");
        check_sums(&scene);
    }
}

Test(catchment, supply_that_nobody_reaches_is_passed_over)
{
    static struct scene scene;
    static double access[DEMAND][ACCESS];
    struct given given = {53};
    size_t n_apart = 0;

    for (int round = 0; round < 30; round++) {
        make_scene(&scene, &given, 3);
        double all = 0;
        for (size_t j = 0; j < SUPPLY; j++)
            all += scene.supply[j];
        n_apart += supply_in_reach(&scene, 0) < all;
        check_sums(&scene);
        compute(&scene, access);
        for (size_t i = 0; i < DEMAND; i++)
            for (size_t k = 0; k < ACCESS; k++)
                cr_assert(isfinite(access[i][k]) && access[i][k] >= 0);
    }
    cr_expect_gt(n_apart, 10, "the limit is short enough for the test");
}

/* PySAL's tests of a whole-area catchment; its NaN beyond a cost of -1 is 0
 * here. */
Test(catchment, a_catchment_of_the_whole_area_has_the_plain_ratio)
{
    static struct scene scene;
    static double access[DEMAND][ACCESS];
    struct given given = {54};

    make_scene(&scene, &given, 1000);
    compute(&scene, access);
    for (size_t year = 0; year < YEARS; year++) {
        double people = 0, supply = 0;
        for (size_t i = 0; i < DEMAND; i++)
            people += scene.people[i][year];
        for (size_t j = 0; j < SUPPLY; j++)
            supply += scene.supply[j];
        for (size_t i = 0; i < DEMAND; i++) {
            expect_near(access[i][CATCHMENT_2SFCA * YEARS + year],
                        supply / people, "2sfca");
            /* All costs are in the first third. */
            expect_near(access[i][CATCHMENT_E2SFCA_STEP * YEARS + year],
                        supply / people, "e2sfca-step");
        }
    }
}

Test(catchment, demand_without_supply_in_reach_has_access_0)
{
    static const double supply[2] = {1, 5}, people[1] = {10};
    struct catchment_pair pair = {1, 12};
    double access[CATCHMENT_COUNT];
    struct catchment *catchment = catchment_open(supply, 2, 1, 30);

    catchment_add_demand(catchment, &pair, 1, people);
    catchment_add_demand(catchment, NULL, 0, people);
    catchment_settle(catchment);
    memset(access, 0xFF, sizeof(access));
    catchment_get(catchment, NULL, 0, access);
    for (int method = 0; method < CATCHMENT_COUNT; method++)
        cr_expect_eq(access[method], 0);
    catchment_get(catchment, &pair, 1, access);
    for (int method = 0; method < CATCHMENT_COUNT; method++)
        expect_near(access[method], 0.5, catchment_ids[method]);
    /* Only the supply without demand is in reach. */
    pair.supply = 0;
    catchment_get(catchment, &pair, 1, access);
    for (int method = 0; method < CATCHMENT_COUNT; method++)
        cr_expect_eq(access[method], 0);
    catchment_close(catchment);
    catchment_close(NULL);
}

Test(catchment, people_not_known_count_as_nobody)
{
    static const double supply[1] = {6}, known[2] = {3, 4},
                        unknown[2] = {NAN, 8};
    struct catchment_pair pair = {0, 0};
    double access[2 * CATCHMENT_COUNT];
    struct catchment *catchment = catchment_open(supply, 1, 2, 30);

    catchment_add_demand(catchment, &pair, 1, known);
    catchment_add_demand(catchment, &pair, 1, unknown);
    catchment_settle(catchment);
    catchment_get(catchment, &pair, 1, access);
    for (int method = 0; method < CATCHMENT_COUNT; method++) {
        expect_near(access[method * 2], 6 / 3.0, "only the known ones");
        expect_near(access[method * 2 + 1], 6 / 12.0, "both");
    }
    catchment_close(catchment);
}

/* f of a cost: somebody at no cost is all the demand, nobody lives there. */
static void weights_at(float cost, double limit, double *f)
{
    static const double supply[1] = {1}, one[1] = {1}, nobody[1] = {0};
    struct catchment_pair near = {0, 0}, pair = {0, cost};
    struct catchment *catchment = catchment_open(supply, 1, 1, limit);

    catchment_add_demand(catchment, &near, 1, one);
    catchment_add_demand(catchment, &pair, 1, nobody);
    catchment_settle(catchment);
    catchment_get(catchment, &pair, 1, f);
    catchment_close(catchment);
}

Test(catchment, pairs_weigh_what_the_method_says_at_the_edges_too)
{
    static const float cost[] = {0,       0.5F, 9.999F,  10,      10.001F, 15,
                                 19.999F, 20,   20.001F, 29.999F, 30};
    double f[CATCHMENT_COUNT];

    for (size_t i = 0; i < sizeof(cost) / sizeof(*cost); i++) {
        weights_at(cost[i], 30, f);
        /* One supply alone is the whole choice: g is f. */
        for (int method = 0; method < CATCHMENT_COUNT; method++)
            expect_near(f[method],
                        catchment_weight(method, (double)cost[i], 30),
                        catchment_ids[method]);
    }
}

Test(catchment, a_cost_that_was_rounded_over_the_limit_is_at_the_limit)
{
    const double limit = 16000.0003; /* as a float 16000 or 16000.001 */
    float cost = nextafterf((float)limit, 1e9F);
    double f[CATCHMENT_COUNT];

    cr_assert_gt((double)cost, limit);
    weights_at(cost, limit, f);
    for (int method = 0; method < CATCHMENT_COUNT; method++)
        expect_near(f[method], catchment_weight(method, limit, limit),
                    catchment_ids[method]);
}

Test(catchment, other_names_and_another_order_change_nothing)
{
    static struct scene scene, moved;
    static double access[DEMAND][ACCESS], moved_access[DEMAND][ACCESS];
    struct given given = {55};
    size_t demand[DEMAND], supply[SUPPLY];

    for (int round = 0; round < 10; round++) {
        make_scene(&scene, &given, 25);
        given_order(&given, demand, DEMAND);
        given_order(&given, supply, SUPPLY);
        moved = scene;
        for (size_t j = 0; j < SUPPLY; j++)
            moved.supply[j] = scene.supply[supply[j]];
        for (size_t i = 0; i < DEMAND; i++) {
            memcpy(moved.people[i], scene.people[demand[i]],
                   sizeof(moved.people[i]));
            for (size_t j = 0; j < SUPPLY; j++)
                moved.cost[i][j] = scene.cost[demand[i]][supply[j]];
        }
        compute(&scene, access);
        compute(&moved, moved_access);
        for (size_t i = 0; i < DEMAND; i++)
            for (size_t k = 0; k < ACCESS; k++)
                expect_near(moved_access[i][k], access[demand[i]][k], "moved");
    }
}

/* Multiply and compare with the access times `factor`. */
static void check_scaled(const struct scene *scene, double supply,
                         double people, float cost, double factor)
{
    static struct scene scaled;
    static double access[DEMAND][ACCESS], scaled_access[DEMAND][ACCESS];

    scaled = *scene;
    scaled.limit *= (double)cost;
    for (size_t j = 0; j < SUPPLY; j++)
        scaled.supply[j] *= supply;
    for (size_t i = 0; i < DEMAND; i++) {
        for (size_t year = 0; year < YEARS; year++)
            scaled.people[i][year] *= people;
        for (size_t j = 0; j < SUPPLY; j++)
            scaled.cost[i][j] *= cost;
    }
    compute(scene, access);
    compute(&scaled, scaled_access);
    for (size_t i = 0; i < DEMAND; i++)
        for (size_t k = 0; k < ACCESS; k++)
            expect_near(scaled_access[i][k], access[i][k] * factor, "scaled");
}

Test(catchment, more_supply_more_people_and_longer_units_scale_as_they_should)
{
    static struct scene scene;
    struct given given = {56};

    for (int round = 0; round < 5; round++) {
        make_scene(&scene, &given, 20);
        double k = given_number(&given, 0.1, 50);
        check_scaled(&scene, k, 1, 1, k);
        check_scaled(&scene, 1, k, 1, 1 / k);
        check_scaled(&scene, k, k, 1, 1);
        check_scaled(&scene, 1, 1, 64, 1);
        check_scaled(&scene, 1, 1, 0.125F, 1);
    }
}

Test(catchment, years_side_by_side_are_those_computed_alone)
{
    static struct scene scene;
    static double access[DEMAND][ACCESS];
    struct given given = {57};
    struct catchment_pair pair[SUPPLY];
    double alone[CATCHMENT_COUNT];

    make_scene(&scene, &given, 20);
    compute(&scene, access);
    for (size_t year = 0; year < YEARS; year++) {
        struct catchment *catchment =
            catchment_open(scene.supply, SUPPLY, 1, scene.limit);
        for (size_t i = 0; i < DEMAND; i++)
            catchment_add_demand(catchment, pair, pairs_of(&scene, i, pair),
                                 &scene.people[i][year]);
        catchment_settle(catchment);
        for (size_t i = 0; i < DEMAND; i++) {
            catchment_get(catchment, pair, pairs_of(&scene, i, pair), alone);
            for (size_t method = 0; method < CATCHMENT_COUNT; method++)
                cr_assert_eq(alone[method], access[i][method * YEARS + year]);
        }
        catchment_close(catchment);
    }
}

Test(catchment, weights_of_costs_given_as_weights_give_the_same_access)
{
    static struct scene scene;
    static double access[DEMAND][ACCESS];
    struct given given = {58};
    struct catchment_link link[SUPPLY];
    double linked[ACCESS];

    make_scene(&scene, &given, 20);
    compute(&scene, access);
    struct catchment *catchment =
        catchment_open(scene.supply, SUPPLY, YEARS, scene.limit);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < DEMAND; i++) {
            for (size_t j = 0; j < SUPPLY; j++)
                link[j] = (struct catchment_link){
                    (uint32_t)j,
                    catchment_weight(CATCHMENT_E2SFCA_GAUSS,
                                     (double)scene.cost[i][j], scene.limit)};
            if (pass == 0) {
                catchment_add_linked(catchment, link, SUPPLY, scene.people[i]);
                continue;
            }
            catchment_get_linked(catchment, link, SUPPLY, linked);
            for (size_t k = 0; k < ACCESS; k++)
                if (k / YEARS != CATCHMENT_E2SFCA_STEP)
                    expect_near(linked[k], access[i][k], "linked");
        }
        if (pass == 0)
            catchment_settle(catchment);
    }
    catchment_close(catchment);
}

/* More than are weighed at once, and more than the first point had. */
Test(catchment, thousands_of_supplies_in_reach_of_one_point_all_count)
{
    enum { MANY = 5000 };
    double *supply = mem_alloc(MANY * sizeof(*supply));
    struct catchment_pair *pair = mem_alloc(MANY * sizeof(*pair));
    double access[CATCHMENT_COUNT], people[1] = {2}, sum = 0;
    struct given given = {59};

    for (size_t j = 0; j < MANY; j++) {
        supply[j] = given_number(&given, 0, 2);
        pair[j] = (struct catchment_pair){(uint32_t)j,
                                          (float)given_number(&given, 0, 30)};
        sum += supply[j];
    }
    struct catchment *catchment = catchment_open(supply, MANY, 1, 30);
    catchment_add_demand(catchment, pair, MANY, people);
    catchment_settle(catchment);
    catchment_get(catchment, pair, MANY, access);
    for (int method = 0; method < CATCHMENT_COUNT; method++)
        expect_near(access[method], sum / 2, catchment_ids[method]);
    catchment_close(catchment);
    free(supply);
    free(pair);
}
