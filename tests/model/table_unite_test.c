#include "model/table.h"

#include <criterion/criterion.h>
#include <string.h>

/* Four facilities of two listings: a, b, c and d; b goes into a, d into c. */
enum { A, B, C, D };
static const uint32_t into[] = {A, A, C, C};

static uint32_t add_supply(struct table *table, enum row_kind kind)
{
    struct supply supply = {
        .label = "a.csv", .title = "一覧", .row_kind = kind};

    return table_add_supply(table, &supply);
}

static void add_four(struct table *table)
{
    static const char *const id[] = {"n-a", "k-b", "n-c", "m-d"};

    for (uint32_t i = 0; i < 4; i++)
        cr_assert_eq(table_add(table, id[i]), i);
}

Test(unite, those_that_stay_are_numbered_anew_in_their_order)
{
    struct table table = {0};

    add_four(&table);
    table_unite(&table, into);
    cr_assert_eq(table.n_facility, 2);
    cr_expect_str_eq(table.facility[0]->id, "n-a");
    cr_expect_str_eq(table.facility[1]->id, "n-c");
    table_release(&table);
}

Test(unite, ids_of_those_taken_in_lead_to_the_taker)
{
    struct table table = {0};

    add_four(&table);
    table_add_alias(&table, B, "k-former");
    table_unite(&table, into);
    cr_expect_eq(table_find(&table, "n-a"), 0);
    cr_expect_eq(table_find(&table, "k-b"), 0);
    cr_expect_eq(table_find(&table, "k-former"), 0);
    cr_expect_eq(table_find(&table, "n-c"), 1);
    cr_expect_eq(table_find(&table, "m-d"), 1);
    cr_expect_eq(table_find(&table, "n-e"), NO_FACILITY);
    cr_expect_eq(table_add(&table, "n-e"), 2, "a new one comes behind them");
    table_release(&table);
}

Test(unite, kept_rows_become_merged_ones_and_the_account_still_closes)
{
    struct table table = {0};
    add_four(&table);
    uint32_t first = add_supply(&table, ROW_FACILITY);
    uint32_t second = add_supply(&table, ROW_FACILITY);

    table_keep(&table, first, 2, A, 1);
    table_keep(&table, first, 3, C, 1);
    table_keep(&table, second, 2, B, 2);
    table_merge(&table, second, 3, B, 4);
    table_keep(&table, second, 4, D, 8);
    table_set_aside(&table, second, 5, "why", NULL);
    table_unite(&table, into);
    cr_expect_eq(table.supply[first].rows.kept, 2);
    cr_expect_eq(table.supply[first].rows.merged, 0);
    cr_expect_eq(table.supply[second].rows.kept, 0);
    cr_expect_eq(table.supply[second].rows.merged, 3);
    cr_expect_eq(table.supply[second].rows.read, 4);
    cr_expect(supply_balanced(&table.supply[first]));
    cr_expect(supply_balanced(&table.supply[second]));
    table_release(&table);
}

Test(unite, origins_follow_with_the_fields_that_they_gave)
{
    static const uint32_t expected[] = {0, 1, 0, 1};
    struct table table = {0};
    add_four(&table);
    uint32_t supply = add_supply(&table, ROW_FACILITY);

    for (uint32_t i = 0; i < 4; i++)
        table_keep(&table, supply, i + 2, (uint32_t[]){A, C, B, D}[i],
                   UINT64_C(1) << i);
    table_unite(&table, into);
    cr_assert_eq(table.n_origin, 4);
    for (uint32_t i = 0; i < 4; i++) {
        cr_expect_eq(table.origin[i].facility, expected[i]);
        cr_expect_eq(table.origin[i].fields, UINT64_C(1) << i);
        cr_expect_eq(table.origin[i].line, i + 2);
        cr_expect_eq(table.origin[i].merged, i >= 2);
    }
    table_release(&table);
}

/* A row of a filing list is counted as a filing, not as a facility. */
Test(unite, an_origin_in_a_filing_list_changes_no_count_of_its_rows)
{
    struct table table = {0};
    add_four(&table);
    uint32_t supply = add_supply(&table, ROW_FILING);

    table_add_origin(&table, (struct origin){1, D, supply, 7, false});
    table_unite(&table, into);
    cr_expect_eq(table.origin[0].facility, 1);
    cr_expect(table.origin[0].merged);
    cr_expect_eq(table.supply[supply].rows.kept, 0);
    cr_expect_eq(table.supply[supply].rows.merged, 0);
    table_release(&table);
}

Test(unite, all_that_points_at_a_facility_follows)
{
    struct table table = {0};
    bool created;
    add_four(&table);
    uint32_t supply = add_supply(&table, ROW_FACILITY);

    table_find_fault(&table, D, supply, 2, FIELD_phone, "odd", "0");
    table_find_fault(&table, NO_FACILITY, supply, 3, -1, "odd", NULL);
    table_add_candidate(&table, (struct candidate){.facility = B});
    table_add_hours(&table, (struct hours_entry){.facility = D});
    table_add_flags(&table, (struct day_flags){.facility = C});
    table_add_other_value(&table, (struct other_value){.facility = D});
    table_add_pair(&table, (struct facility_pair){.a = B, .b = D});
    table_institution(&table, "2510000001", &created)->facility = D;
    cr_assert(created);
    table_institution(&table, "2510000002", &created);
    table_unite(&table, into);
    cr_expect_eq(table.finding[0].facility, 1);
    cr_expect_eq(table.finding[1].facility, NO_FACILITY);
    cr_expect_eq(table.candidate[0].facility, 0);
    cr_expect_eq(table.hours[0].facility, 1);
    cr_expect_eq(table.flags[0].facility, 1);
    cr_expect_eq(table.other_value[0].facility, 1);
    cr_expect_eq(table.pair[0].a, 0);
    cr_expect_eq(table.pair[0].b, 1);
    cr_expect_eq(table.institution[0].facility, 1);
    cr_expect_eq(table.institution[1].facility, NO_FACILITY);
    table_release(&table);
}

Test(unite, nothing_changes_when_all_stay)
{
    static const uint32_t stay[] = {A, B, C, D};
    struct table table = {0};
    add_four(&table);
    uint32_t supply = add_supply(&table, ROW_FACILITY);

    table_keep(&table, supply, 2, D, 1);
    table_unite(&table, stay);
    cr_expect_eq(table.n_facility, 4);
    cr_expect_eq(table.origin[0].facility, D);
    cr_expect_not(table.origin[0].merged);
    cr_expect_eq(table.supply[supply].rows.kept, 1);
    cr_expect_eq(table_find(&table, "m-d"), D);
    table_release(&table);
}
