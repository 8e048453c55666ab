#include "geo/access/nearest.h"
#include "geo/crs.h"
#include "tests/access/given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

/* What PROJ's own command says: the recorded rows, or those that geodesic.sh
 * has just asked for. */
static FILE *open_rows(void)
{
    const char *path = getenv("GEODESIC_ROWS");
    FILE *in = path ? fopen(path, "r") : given_open("geodesic.csv");

    cr_assert_not_null(in, "%s", path);
    return in;
}

static double by_tree(struct lonlat from, struct lonlat to)
{
    struct nearest *tree = nearest_open(&to, 1);
    struct nearest_hit hit = {0};

    cr_assert(nearest_find(tree, from, &hit));
    nearest_close(tree);
    return hit.distance_m;
}

Test(geodesic, distances_are_those_of_the_geod_command_to_a_micrometre)
{
    FILE *in = open_rows();
    char *cell[6];
    size_t n = 0;

    for (; given_row(in, cell, 6) >= 5; n++) {
        struct lonlat a = {strtod(cell[1], NULL), strtod(cell[0], NULL)};
        struct lonlat b = {strtod(cell[3], NULL), strtod(cell[2], NULL)};
        double said = strtod(cell[4], NULL);
        cr_expect_lt(fabs(crs_distance_m(a, b) - said), 1e-6,
                     "%s,%s to %s,%s: %.9f, not %s", cell[0], cell[1], cell[2],
                     cell[3], crs_distance_m(a, b), cell[4]);
        cr_expect_lt(fabs(by_tree(a, b) - said), 1e-6);
    }
    fclose(in);
    printf("geodesic: %zu distances as geod has them\n", n);
    cr_expect_geq(n, 180);
}

/* field-guide/audit.md 6.5, there by Vincenty's formula. */
Test(geodesic, the_published_distance_comes_out_to_its_last_digit)
{
    struct lonlat a = {140.09111, 36.10056}, b = {139.74472, 35.65500};

    cr_expect_str_eq(given_printed(crs_distance_m(a, b), "58502.34"),
                     "58502.34");
}
