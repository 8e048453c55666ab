#include "geo/access/catchment.h"
#include "geo/access/decay.h"
#include "tests/access/given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 16 };

/* One case of published.csv. Numbers of places count from 1. */
struct published {
    char name[32];
    double people[MOST], supply[MOST], between[MOST][MOST];
    size_t n_people, n_supply;
    double limit, alpha; /* NAN: between are weights */
    struct expected {
        char *what, *method, *value;
        size_t place;
    } expected[4 * MOST];
    size_t n_expected;
};

static void add_row(struct published *published, char **cell)
{
    size_t a = strtoul(cell[2], NULL, 10), b = strtoul(cell[3], NULL, 10);
    double value = strtod(cell[4], NULL);

    if (strcmp(cell[1], "people") == 0) {
        published->people[published->n_people++] = value;
        cr_assert_eq(a, published->n_people);
    } else if (strcmp(cell[1], "supply") == 0) {
        published->supply[published->n_supply++] = value;
        cr_assert_eq(a, published->n_supply);
    } else if (strcmp(cell[1], "limit") == 0) {
        published->limit = value;
    } else if (strcmp(cell[1], "alpha") == 0) {
        published->alpha = value;
    } else if (strcmp(cell[1], "weight") == 0 || strcmp(cell[1], "cost") == 0) {
        cr_assert(a >= 1 && a <= MOST && b >= 1 && b <= MOST);
        published->between[a - 1][b - 1] = value;
    } else {
        cr_assert(strcmp(cell[1], "access") == 0 ||
                  strcmp(cell[1], "alone") == 0);
        published->expected[published->n_expected++] = (struct expected){
            strdup(cell[1]), strdup(cell[3]), strdup(cell[4]), a - 1};
    }
}

static void add_pairs(struct catchment *catchment,
                      const struct published *published, size_t place,
                      double *access)
{
    struct catchment_pair pair[MOST];
    size_t n = 0;

    for (size_t j = 0; j < published->n_supply; j++)
        if (published->between[place][j] <= published->limit)
            pair[n++] = (struct catchment_pair){
                (uint32_t)j, (float)published->between[place][j]};
    if (access)
        catchment_get(catchment, pair, n, access);
    else
        catchment_add_demand(catchment, pair, n, &published->people[place]);
}

static void add_links(struct catchment *catchment,
                      const struct published *published, size_t place,
                      double *access)
{
    struct catchment_link link[MOST];

    for (size_t j = 0; j < published->n_supply; j++) {
        double between = published->between[place][j];
        link[j] = (struct catchment_link){
            (uint32_t)j, isnan(published->alpha)
                             ? between
                             : decay_gravity(between, 1, published->alpha, 0)};
    }
    if (access)
        catchment_get_linked(catchment, link, published->n_supply, access);
    else
        catchment_add_linked(catchment, link, published->n_supply,
                             &published->people[place]);
}

/* The access of a place, all being demand or it alone. */
static void compute(const struct published *published, size_t place, bool alone,
                    double *access)
{
    void (*add)(struct catchment *, const struct published *, size_t,
                double *) = isnan(published->limit) ? add_links : add_pairs;
    struct catchment *catchment =
        catchment_open(published->supply, published->n_supply, 1,
                       isnan(published->limit) ? 1 : published->limit);

    for (size_t i = 0; i < published->n_people; i++)
        if (!alone || i == place)
            add(catchment, published, i, NULL);
    catchment_settle(catchment);
    add(catchment, published, place, access);
    catchment_close(catchment);
}

static size_t method_of(const char *id)
{
    size_t method = 0;

    while (method < CATCHMENT_COUNT && strcmp(catchment_ids[method], id) != 0)
        method++;
    cr_assert_lt(method, CATCHMENT_COUNT, "%s", id);
    return method;
}

static size_t check(const struct published *published)
{
    size_t n = published->n_expected;

    for (size_t i = 0; i < n; i++) {
        const struct expected *expected = &published->expected[i];
        const char *decimals = strchr(expected->value, '.');
        double access[CATCHMENT_COUNT];
        compute(published, expected->place,
                strcmp(expected->what, "alone") == 0, access);
        double value = access[method_of(expected->method)];
        cr_expect_str_eq(given_printed(value, expected->value), expected->value,
                         "%s, place %zu: %.17g, not %s", published->name,
                         expected->place + 1, value, expected->value);
        /* Few decimals mean the very number. */
        if (strlen(decimals) <= 4)
            cr_expect_leq(fabs(value - strtod(expected->value, NULL)), 1e-14,
                          "%s, place %zu: %.17g", published->name,
                          expected->place + 1, value);
        free(expected->what);
        free(expected->method);
        free(expected->value);
    }
    return n;
}

Test(published, accesses_come_out_to_all_printed_digits)
{
    struct published published = {.limit = NAN, .alpha = NAN};
    FILE *in = given_open("published.csv");
    char *cell[5];
    size_t n = 0, cases = 0;

    while (given_row(in, cell, 5)) {
        if (strcmp(cell[0], published.name) != 0) {
            n += check(&published);
            published = (struct published){.limit = NAN, .alpha = NAN};
            snprintf(published.name, sizeof(published.name), "%s", cell[0]);
            cases++;
        }
        add_row(&published, cell);
    }
    n += check(&published);
    fclose(in);
    cr_expect_eq(cases, 5);
    cr_expect_eq(n, 8 + 4 + 11 + 6, "%zu values", n);
}
