#include "model/table.h"

#include <criterion/criterion.h>
#include <string.h>

/* The value of a field, or "" when it is unknown; in the table's arena. */
static const char *value(struct table *table, uint32_t number,
                         enum field_id field)
{
    struct buf out = {0};

    field_value(field, table, table->facility[number], false, &out);
    const char *text =
        arena_copy(&table->arena, out.ptr ? out.ptr : "", out.len);
    buf_release(&out);
    return text;
}

static uint32_t add(struct table *table, const char *id, const char *kind)
{
    uint32_t number = table_add(table, id);
    struct facility *facility = table->facility[number];

    facility->main_kind = kind_find(kind);
    cr_assert_neq(facility->main_kind, KIND_NONE);
    facility->services = UINT64_C(1) << facility->main_kind;
    return number;
}

static void expect_three(struct table *table, uint32_t number,
                         const char *filed, const char *not_filed,
                         const char *unknown)
{
    cr_expect_str_eq(value(table, number, FIELD_functions), filed);
    cr_expect_str_eq(value(table, number, FIELD_functions_not_filed),
                     not_filed);
    cr_expect_str_eq(value(table, number, FIELD_functions_unknown), unknown);
}

#define NURSING functions_of(POINTS_BIT(POINTS_NURSING))

Test(facility, what_no_list_told_is_unknown_and_never_no)
{
    struct table table = {0};
    uint32_t station = add(&table, "m-2560000001", "visiting-nurse");

    table.facility[station]->medical_code = "2560000001";
    expect_three(&table, station, "", "", "all");
    cr_expect_not_null(
        strstr(value(&table, station, FIELD_function_names), "不明"));
    cr_expect_str_eq(value(&table, station, FIELD_filing_list), "unread");
    cr_expect_str_eq(value(&table, station, FIELD_home_services), "");
    table_release(&table);
}

Test(facility, filed_not_filed_and_unknown_make_up_the_whole)
{
    struct table table = {0};
    uint32_t station = add(&table, "m-2560000001", "visiting-nurse");
    struct facility *facility = table.facility[station];

    facility->medical_code = "2560000001";
    facility->not_filed = NURSING;
    expect_three(&table, station, "", "all", "");
    facility->filed =
        FUNCTION_BIT(FUNCTION_nursing_24h) | FUNCTION_BIT(FUNCTION_nursing_dx);
    facility->not_filed = FUNCTION_BIT(FUNCTION_nursing_enhanced_1);
    cr_expect_str_eq(value(&table, station, FIELD_functions),
                     "nursing-24h\nnursing-dx");
    cr_expect_str_eq(value(&table, station, FIELD_functions_not_filed),
                     "nursing-enhanced-1");
    for (int f = 0; f < FUNCTION_COUNT; f++) {
        struct str rest =
            str_of(value(&table, station, FIELD_functions_unknown));
        struct str id;
        bool told = false;
        while (rest.len && str_part(&rest, '\n', &id))
            told = told || str_eq(id, str_of(functions[f].id));
        cr_expect_eq(
            told, (NURSING & ~facility->filed & ~facility->not_filed) >> f & 1,
            "%s", functions[f].id);
    }
    facility->filed = NURSING;
    facility->not_filed = 0;
    cr_expect_str_neq(value(&table, station, FIELD_functions), "all");
    expect_three(&table, station, value(&table, station, FIELD_functions), "",
                 "");
    table_release(&table);
}

Test(facility, an_office_of_care_insurance_files_nothing_and_is_asked_nothing)
{
    static const struct {
        const char *kind, *number;
    } office[] = {{"care-manager", "2570100015"},
                  {"home-care", "2570100023"},
                  {"community-support-center", "2500100013"},
                  {"consultation-desk", NULL},
                  {"day-care", "2590100017"},
                  {"visiting-nurse", NULL}};
    struct table table = {0};

    for (size_t i = 0; i < sizeof(office) / sizeof(*office); i++) {
        uint32_t number =
            add(&table, arena_format(&table.arena, "k-%zu", i), office[i].kind);
        table.facility[number]->office_number = office[i].number;
        cr_expect_eq(facility_points(table.facility[number]), 0, "%s",
                     office[i].kind);
        expect_three(&table, number, "", "", "");
        cr_expect_str_eq(value(&table, number, FIELD_function_names), "");
        cr_expect_str_eq(value(&table, number, FIELD_filing_list), "");
    }
    table_release(&table);
}

Test(facility, its_fee_tables_come_from_services_and_codes)
{
    struct table table = {0};
    uint32_t number = add(&table, "n-1", "hospital");
    struct facility *facility = table.facility[number];

    cr_expect_eq(facility_points(facility), POINTS_BIT(POINTS_MEDICAL));
    facility->services |= UINT64_C(1) << kind_find("dental");
    cr_expect_eq(facility_points(facility),
                 POINTS_BIT(POINTS_MEDICAL) | POINTS_BIT(POINTS_DENTAL));
    facility->office_number = "2560190016";
    cr_expect(facility_points(facility) & POINTS_BIT(POINTS_NURSING));
    facility->services = UINT64_C(1) << kind_find("pharmacy");
    facility->office_number = NULL;
    facility->medical_code = "2540100012";
    cr_expect_eq(facility_points(facility), POINTS_BIT(POINTS_PHARMACY));
    facility->medical_code = "25601"; /* not a code */
    cr_expect_eq(facility_points(facility), POINTS_BIT(POINTS_PHARMACY));
    table_release(&table);
}

/* A hospital with dentists: only the list of the dentists was read. */
Test(facility, nobody_is_told_no_filings_while_one_list_is_unread)
{
    struct table table = {0};
    uint32_t number = add(&table, "n-1", "hospital");
    struct facility *facility = table.facility[number];

    facility->services |= UINT64_C(1) << kind_find("dental");
    facility->filing_list = FILING_LIST_HAS;
    facility->not_filed = functions_of(POINTS_BIT(POINTS_DENTAL));
    cr_expect_not_null(
        strstr(value(&table, number, FIELD_function_names), "不明"));
    facility->not_filed |= functions_of(POINTS_BIT(POINTS_MEDICAL));
    cr_expect_not_null(
        strstr(value(&table, number, FIELD_function_names), "ありません"));
    expect_three(&table, number, "", "all", "");
    table_release(&table);
}

Test(facility, the_levels_of_one_function_are_told_once_in_plain_words)
{
    struct table table = {0};
    uint32_t number = add(&table, "n-1", "clinic");
    struct facility *facility = table.facility[number];

    facility->filed = FUNCTION_BIT(FUNCTION_home_care_support_clinic_1) |
                      FUNCTION_BIT(FUNCTION_home_care_support_clinic_2) |
                      FUNCTION_BIT(FUNCTION_after_hours) |
                      FUNCTION_BIT(FUNCTION_pressure_sore_care);
    cr_expect_str_eq(
        value(&table, number, FIELD_home_services),
        arena_format(&table.arena, "%s\n%s",
                     functions[FUNCTION_home_care_support_clinic_1].plain_ja,
                     functions[FUNCTION_pressure_sore_care].plain_ja));
    table_release(&table);
}

Test(facility, filings_are_told_with_their_level_and_first_day)
{
    struct table table = {0};
    uint32_t number = add(&table, "n-1", "clinic");
    struct supply supply = {
        .label = "a", .title = "届出", .row_kind = ROW_FILING};
    uint32_t from = table_add_supply(&table, &supply);
    uint16_t first = table_filing_kind(
        &table,
        &(struct filing_kind){"支援診２ア", "", "ア", POINTS_MEDICAL,
                              FUNCTION_home_care_support_clinic_2, true, 0});
    uint16_t none = table_filing_kind(
        &table, &(struct filing_kind){"ニコ", "", NULL, POINTS_MEDICAL,
                                      FUNCTION_NONE, false, 0});

    table_file(&table, (struct filing){number, 2, NO_NUMBER,
                                       filing_day_of("2026-06-01"),
                                       (uint16_t)from, first});
    table_file(&table, (struct filing){number, 3, NO_NUMBER, NO_DAY,
                                       (uint16_t)from, none});
    table_file(&table, (struct filing){number, 4, NO_NUMBER, NO_DAY,
                                       (uint16_t)from, first});
    table.facility[number]->n_filing = 3;
    cr_expect_str_eq(value(&table, number, FIELD_function_names),
                     "在宅療養支援診療所（２）ア（2026-06-01から）\n"
                     "在宅療養支援診療所（２）ア");
    table_release(&table);
}
