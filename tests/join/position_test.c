#include "join/position.h"

#include <criterion/criterion.h>
#include <math.h>

/* A facility with candidates at the given degrees east of 135, in kind order.
 */
static struct table with_points(const double *lon_deg, size_t n)
{
    struct table table = {0};
    struct supply supply = {.label = "a.csv", .title = "一覧"};

    table_add_supply(&table, &supply);
    table_add(&table, "k-1");
    for (size_t i = 0; i < n; i++)
        table_add_candidate(
            &table,
            (struct candidate){
                {lon_deg[i], 35.0}, 0, 0, (uint32_t)i + 2, (uint16_t)i, NAN});
    return table;
}

Test(position, the_largest_group_within_100_m_wins)
{
    struct table table =
        with_points((const double[]){135.9, 135.8, 135.8005}, 3);

    position_choose(&table, NULL);
    cr_expect_float_eq(table.facility[0]->point.lon_deg, 135.8, 1e-9);
    cr_expect_eq(table.n_finding, 1, "the one far away is a finding");
    table_release(&table);
}

Test(position, without_a_majority_the_first_service_wins)
{
    struct table table = with_points((const double[]){135.9, 135.8}, 2);

    position_choose(&table, NULL);
    cr_expect_float_eq(table.facility[0]->point.lon_deg, 135.9, 1e-9);
    table_release(&table);
}

Test(position, it_is_never_an_average)
{
    struct table table = with_points((const double[]){135.8, 135.8004}, 2);

    position_choose(&table, NULL);
    cr_expect_eq(table.facility[0]->point.lon_deg, 135.8);
    cr_expect_eq(table.n_finding, 0, "36 m apart is one place");
    table_release(&table);
}

Test(position, no_candidate_gives_no_pin_and_says_why)
{
    struct table table = with_points(NULL, 0);

    position_choose(&table, NULL);
    cr_expect_not(lonlat_known(table.facility[0]->point));
    cr_expect_not_null(table.facility[0]->position_doubt);
    table_release(&table);
}
