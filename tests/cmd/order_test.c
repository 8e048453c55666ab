#include "cmd/order.h"
#include "model/layer.h"

#include <criterion/criterion.h>
#include <string.h>

static void add(struct table *table, const char *id, const char *kind,
                const char *kana, function_set filed)
{
    uint32_t number = table_add(table, id); /* moves the array */
    struct facility *facility = table->facility[number];

    facility->main_kind = kind_find(kind);
    facility->services = UINT64_C(1) << facility->main_kind;
    facility->name = facility->name_kana = kana;
    facility->filed = filed;
}

/* The ids in order, separated by ' '. */
static void expect_order(struct table *table, const char *expected)
{
    struct err err = {0};
    struct order *order = order_open(&err);
    struct buf got = {0};
    uint32_t facility[16];

    cr_assert_not_null(order, "%s", err.text);
    for (uint32_t i = 0; i < table->n_facility; i++)
        facility[i] = (uint32_t)table->n_facility - 1 - i;
    order_sort(order, table, facility, table->n_facility);
    for (size_t i = 0; i < table->n_facility; i++)
        buf_addf(&got, "%s%s", i ? " " : "", table->facility[facility[i]]->id);
    cr_expect_str_eq(got.ptr, expected);
    buf_release(&got);
    order_close(order);
}

Test(order, layers_come_in_the_order_of_the_folders_then_kana_then_the_id)
{
    struct table table = {0};

    add(&table, "n-1", "clinic", "アサヒ", 0);
    add(&table, "n-2", "clinic", "ワカバ",
        FUNCTION_BIT(FUNCTION_home_medical_management));
    add(&table, "n-3", "clinic", "イズミ",
        FUNCTION_BIT(FUNCTION_home_medical_management));
    add(&table, "k-5", "visiting-nurse", "アオイ", 0);
    add(&table, "k-4", "visiting-nurse", "アオイ", 0);
    add(&table, "l-6", "consultation-desk", "ワ", 0);
    expect_order(&table, "l-6 n-3 n-2 k-4 k-5 n-1");
    table_release(&table);
}

Test(order, numbers_in_names_count_by_value)
{
    struct table table = {0};

    add(&table, "k-1", "day-care", "ダイ10デイ", 0);
    add(&table, "k-2", "day-care", "ダイ9デイ", 0);
    add(&table, "k-3", "day-care", "ダイ1デイ", 0);
    expect_order(&table, "k-3 k-2 k-1");
    table_release(&table);
}
