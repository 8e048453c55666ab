#include "model/table.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static uint32_t add_supply(struct table *table)
{
    struct supply supply = {.label = "a.csv", .title = "一覧"};

    return table_add_supply(table, &supply);
}

Test(table, an_id_is_found_again_and_no_other)
{
    struct table table = {0};
    char id[32];

    for (int i = 0; i < 5000; i++) {
        snprintf(id, sizeof(id), "n-%d", i);
        cr_assert_eq(table_add(&table, id), (uint32_t)i);
    }
    cr_expect_eq(table_find(&table, "n-4711"), 4711);
    cr_expect_eq(table_find(&table, "n-5000"), NO_FACILITY);
    table_release(&table);
}

Test(table, every_end_of_a_row_is_counted_once)
{
    struct table table = {0};
    uint32_t supply = add_supply(&table);
    uint32_t facility = table_add(&table, "k-1");

    table_keep(&table, supply, 2, facility, 1);
    table_merge(&table, supply, 3, facility, 0);
    table_blank(&table, supply);
    table_set_aside(&table, supply, 5, "why", "what");
    const struct row_count *rows = &table.supply[supply].rows;
    cr_expect_eq(rows->read, 4);
    cr_expect_eq(rows->kept, 1);
    cr_expect_eq(rows->merged, 1);
    cr_expect_eq(rows->blank, 1);
    cr_expect_eq(rows->set_aside, 1);
    cr_expect(supply_balanced(&table.supply[supply]));
    cr_expect_eq(table.n_origin, 2);
    cr_expect_eq(table.n_set_aside, 1);
    table_release(&table);
}

Test(table, an_unbalanced_account_is_seen)
{
    struct supply supply = {.rows = {5, 3, 1, 0, 0}};

    cr_expect_not(supply_balanced(&supply));
}

Test(table, the_65th_source_is_named_as_others)
{
    struct table table = {0};
    char titles[70][16];

    for (int i = 0; i < 70; i++) {
        snprintf(titles[i], sizeof(titles[i]), "source %d", i);
        cr_expect_neq(table_source(&table, titles[i]), 0);
    }
    cr_expect_eq(table.n_source, 64);
    cr_expect_not_null(strstr(table.source[63], "manifest.json"));
    cr_expect_str_eq(table.source[0], "source 0");
    table_release(&table);
}

Test(table, departments_keep_their_number)
{
    struct table table = {0};
    uint16_t first = table_department(&table, "内科");

    cr_expect_neq(table_department(&table, "外科"), first);
    cr_expect_eq(table_department(&table, "内科"), first);
    table_release(&table);
}
