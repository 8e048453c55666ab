#include "model/table.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define MEDICAL functions_of(POINTS_BIT(POINTS_MEDICAL))
#define DENTAL functions_of(POINTS_BIT(POINTS_DENTAL))

static uint32_t add_list(struct table *table, const char *as_of)
{
    struct supply supply = {.label = "t.xlsx",
                            .title = "届出一覧",
                            .as_of = as_of,
                            .row_kind = ROW_FILING};

    return table_add_supply(table, &supply);
}

static struct facility *add(struct table *table, const char *id,
                            const char *kind, const char *municipality,
                            enum filing_list list)
{
    uint32_t number = table_add(table, id); /* moves the array */
    struct facility *facility = table->facility[number];

    facility->main_kind = kind_find(kind);
    facility->services = UINT64_C(1) << facility->main_kind;
    memcpy(facility->municipality_code, municipality, strlen(municipality) + 1);
    facility->filing_list = (uint8_t)list;
    return facility;
}

static void read_list(struct table *table, uint32_t supply, int prefecture,
                      enum points points)
{
    table_add_scope(table, (struct filing_scope){
                               supply, (uint8_t)prefecture, (uint8_t)points,
                               functions_of(POINTS_BIT(points))});
}

/* Give the facility a filing of this function. */
static void file(struct table *table, struct facility *facility,
                 uint32_t supply, int function)
{
    const struct filing_kind kind = {
        "記号", "名称", NULL, POINTS_MEDICAL, (int8_t)function, true, 0};

    if (facility->n_filing == 0)
        facility->first_filing = (uint32_t)table->n_filing;
    facility->n_filing++;
    table_file(table, (struct filing){0, 2, NO_NUMBER, NO_DAY, (uint16_t)supply,
                                      table_filing_kind(table, &kind)});
}

Test(settle, what_is_filed_is_known_and_the_rest_of_the_list_is_not_filed)
{
    struct table table = {0};
    uint32_t supply = add_list(&table, "2026-06-01");
    struct facility *clinic =
        add(&table, "n-1", "clinic", "25201", FILING_LIST_HAS);

    read_list(&table, supply, 25, POINTS_MEDICAL);
    file(&table, clinic, supply, FUNCTION_home_medical_management);
    file(&table, clinic, supply, FUNCTION_NONE);
    file(&table, clinic, supply, FUNCTION_home_medical_management);
    table_settle_functions(&table);
    cr_expect_eq(clinic->filed, FUNCTION_BIT(FUNCTION_home_medical_management));
    cr_expect_eq(clinic->not_filed, MEDICAL & ~clinic->filed);
    cr_expect_str_eq(clinic->functions_as_of, "2026-06-01");
    table_release(&table);
}

Test(settle, who_stands_in_no_row_of_a_list_that_was_read_has_not_filed)
{
    struct table table = {0};
    uint32_t supply = add_list(&table, "2026-06-01");
    struct facility *clinic =
        add(&table, "n-1", "clinic", "25201", FILING_LIST_LACKS);

    read_list(&table, supply, 25, POINTS_MEDICAL);
    table_settle_functions(&table);
    cr_expect_eq(clinic->filed, 0);
    cr_expect_eq(clinic->not_filed, MEDICAL);
    table_release(&table);
}

Test(settle, a_list_speaks_of_its_prefecture_and_fee_table_only)
{
    struct table table = {0};
    uint32_t supply = add_list(&table, "2026-06-01");
    struct facility *here =
        add(&table, "n-1", "clinic", "25201", FILING_LIST_LACKS);
    struct facility *elsewhere =
        add(&table, "n-2", "clinic", "26100", FILING_LIST_LACKS);
    struct facility *nowhere =
        add(&table, "n-3", "clinic", "", FILING_LIST_LACKS);
    struct facility *dentist =
        add(&table, "n-4", "dental", "25201", FILING_LIST_LACKS);
    struct facility *both =
        add(&table, "n-5", "hospital", "25201", FILING_LIST_LACKS);
    both->services |= dentist->services;

    read_list(&table, supply, 25, POINTS_MEDICAL);
    table_settle_functions(&table);
    cr_expect_eq(here->not_filed, MEDICAL);
    cr_expect_eq(elsewhere->not_filed, 0);
    cr_expect_null(elsewhere->functions_as_of);
    cr_expect_eq(nowhere->not_filed, 0);
    cr_expect_eq(dentist->not_filed, 0);
    cr_expect_null(dentist->functions_as_of);
    cr_expect_eq(both->not_filed, MEDICAL);
    read_list(&table, supply, 25, POINTS_DENTAL);
    table_settle_functions(&table);
    cr_expect_eq(dentist->not_filed, DENTAL);
    cr_expect_eq(both->not_filed, MEDICAL,
                 "its dental designation is a facility of its own");
    cr_expect_eq(here->not_filed, MEDICAL);
    table_release(&table);
}

Test(settle, only_the_functions_that_a_list_covers_are_not_filed)
{
    struct table table = {0};
    uint32_t supply = add_list(&table, "2026-06-01");
    struct facility *clinic =
        add(&table, "n-1", "clinic", "25201", FILING_LIST_LACKS);

    table_add_scope(
        &table, (struct filing_scope){supply, 25, POINTS_MEDICAL,
                                      FUNCTION_BIT(FUNCTION_cancer_home_care)});
    table_settle_functions(&table);
    cr_expect_eq(clinic->not_filed, FUNCTION_BIT(FUNCTION_cancer_home_care));
    table_release(&table);
}

/* Two of the lists' institutions may be it: a person decides. */
Test(settle, nobody_is_told_no_while_it_is_open_which_institution_it_is)
{
    static const enum filing_list open[] = {FILING_LIST_UNDECIDED,
                                            FILING_LIST_UNREAD};
    struct table table = {0};
    uint32_t supply = add_list(&table, "2026-06-01");

    read_list(&table, supply, 25, POINTS_MEDICAL);
    for (size_t i = 0; i < sizeof(open) / sizeof(*open); i++) {
        struct facility *clinic =
            add(&table, i ? "n-1" : "n-2", "clinic", "25201", open[i]);
        table_settle_functions(&table);
        cr_expect_eq(clinic->filed, 0);
        cr_expect_eq(clinic->not_filed, 0);
    }
    table_release(&table);
}

Test(settle, no_list_leaves_everything_unknown)
{
    struct table table = {0};
    struct facility *clinic =
        add(&table, "n-1", "clinic", "25201", FILING_LIST_UNREAD);

    clinic->filed = clinic->not_filed = MEDICAL; /* of an earlier run */
    clinic->functions_as_of = "2020-01-01";
    table_settle_functions(&table);
    cr_expect_eq(clinic->filed, 0);
    cr_expect_eq(clinic->not_filed, 0);
    cr_expect_null(clinic->functions_as_of);
    table_release(&table);
}

Test(settle, an_undated_list_makes_the_day_unknown)
{
    struct table table = {0};
    struct facility *clinic =
        add(&table, "n-1", "clinic", "25201", FILING_LIST_LACKS);

    read_list(&table, add_list(&table, NULL), 25, POINTS_MEDICAL);
    table_settle_functions(&table);
    cr_expect_str_eq(clinic->functions_as_of, "不明");
    /* One undated list of two: the newest day is not known either. */
    read_list(&table, add_list(&table, "2026-06-01"), 25, POINTS_MEDICAL);
    table_settle_functions(&table);
    cr_expect_str_eq(clinic->functions_as_of, "不明");
    table_release(&table);
}

Test(settle, lists_of_several_days_are_told_from_the_oldest_to_the_newest)
{
    struct table table = {0};
    struct facility *clinic =
        add(&table, "n-1", "clinic", "25201", FILING_LIST_LACKS);

    read_list(&table, add_list(&table, "2026-06-01"), 25, POINTS_MEDICAL);
    read_list(&table, add_list(&table, "2026-04-01"), 25, POINTS_MEDICAL);
    read_list(&table, add_list(&table, "2026-05-01"), 25, POINTS_MEDICAL);
    table_settle_functions(&table);
    cr_expect_str_eq(clinic->functions_as_of, "2026-04-01～2026-06-01");
    table_release(&table);
}

Test(filing, an_office_of_care_insurance_is_told_nothing_by_any_list)
{
    struct table table = {0};
    struct facility *office =
        add(&table, "k-1", "care-manager", "25201", FILING_LIST_LACKS);
    uint32_t supply = add_list(&table, "2026-06-01");

    for (int p = 0; p < POINTS_COUNT; p++)
        if (points_names_ja[p])
            read_list(&table, supply, 25, (enum points)p);
    table_settle_functions(&table);
    cr_expect_eq(office->not_filed, 0);
    cr_expect_null(office->functions_as_of);
    table_release(&table);
}

Test(filing, an_institution_is_one_whatever_the_number_of_its_rows)
{
    struct table table = {0};
    char code[11];
    bool created;

    for (int i = 0; i < 3000; i++) {
        snprintf(code, sizeof(code), "25100%05d", i % 1000);
        struct institution *one = table_institution(&table, code, &created);
        cr_assert_eq(created, i < 1000);
        cr_assert_str_eq(one->code, code);
        cr_assert_eq(table_institution_number(&table, one),
                     (uint32_t)(i % 1000));
        cr_assert_eq(one->facility, NO_FACILITY);
    }
    cr_expect_eq(table.n_institution, 1000);
    table_release(&table);
}

Test(filing, every_row_of_a_list_is_counted_once)
{
    struct table table = {0};
    uint32_t supply = add_list(&table, NULL);
    struct facility *clinic =
        add(&table, "n-1", "clinic", "25201", FILING_LIST_HAS);

    file(&table, clinic, supply, FUNCTION_after_hours);
    file(&table, clinic, supply, FUNCTION_NONE);
    file(&table, clinic, supply, FUNCTION_after_hours);
    table_file_again(&table, supply);
    const struct row_count *rows = &table.supply[supply].rows;
    cr_expect_eq(rows->read, 4);
    cr_expect_eq(rows->kept, 3);
    cr_expect_eq(rows->merged, 1);
    cr_expect(supply_balanced(&table.supply[supply]));
    cr_expect_eq(table.n_filing_kind, 2);
    cr_expect_eq(table.filing_kind[0].n, 2);
    cr_expect_eq(table.filing_kind[1].n, 1);
    table_release(&table);
}

/* Proleptic Gregorian, leap years and century years among them. */
Test(filing, a_day_comes_back_as_it_was_written)
{
    static const char *const days[] = {
        "1970-01-01", "1969-12-31", "2000-02-29", "1900-02-28", "1900-03-01",
        "2026-06-01", "2024-02-29", "1948-07-01", "9999-12-31"};
    char iso[11];

    for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
        cr_assert(filing_day(filing_day_of(days[i]), iso), "%s", days[i]);
        cr_expect_str_eq(iso, days[i]);
    }
    cr_expect_eq(filing_day_of("1970-01-01"), 0);
    cr_expect_eq(filing_day_of("2026-06-01"), 20605);
    cr_expect_eq(filing_day_of("令和8年"), NO_DAY);
    cr_expect_not(filing_day(NO_DAY, iso));
    for (int32_t day = -40000; day < 80000; day++) {
        cr_assert(filing_day(day, iso));
        cr_assert_eq(filing_day_of(iso), day);
    }
}
