/*
 * The recorded edition policy. Making a field public must change this test,
 * and whoever changes it should have read field-by-field why.
 */
#include "model/edition.h"
#include "model/table.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const char *const for_residents[] = {
    "id",
    "name",
    "name_kana",
    "name_short",
    "name_en",
    "kind",
    "kind_name",
    "services",
    "service_names",
    "layer",
    "layer_name",
    "layers",
    "home_services",
    "prefecture",
    "municipality",
    "municipality_code",
    "postal_code",
    "address",
    "building",
    "phone",
    "url",
    "opening_hours",
    "hours_text",
    "available_days",
    "service_area",
    "functions_as_of",
    "navii_id",
    "medical_code",
    "office_number",
    "source",
    "as_of",
    "position_note",
};

static const char *const for_nobody[] = {
    "corporation_name_unverified", "remarks",          "aliases",
    "address_candidates",          "address_decision", "closed",
};

static bool listed(const char *const *list, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i], name) == 0)
            return true;
    return false;
}
#define LISTED(list, name) listed(list, sizeof(list) / sizeof(*(list)), name)

Test(edition, policy_for_residents_is_the_recorded_one)
{
    for (int f = 0; f < FIELD_COUNT; f++)
        cr_expect_eq(edition_shows(EDITION_RESIDENT, (enum field_id)f),
                     LISTED(for_residents, fields[f].name), "%s",
                     fields[f].name);
}

Test(edition, policy_for_professionals_is_the_recorded_one)
{
    for (int f = 0; f < FIELD_COUNT; f++)
        cr_expect_eq(edition_shows(EDITION_PROFESSIONAL, (enum field_id)f),
                     !LISTED(for_nobody, fields[f].name), "%s", fields[f].name);
}

Test(edition, a_forgotten_audience_is_nobody)
{
    struct field forgotten = {0};

    cr_assert_eq(forgotten.audience, FOR_STORE);
}

Test(edition, an_unknown_edition_is_an_error_and_never_a_default)
{
    enum edition edition = EDITION_COUNT;
    struct err err = {0};

    cr_assert_not(edition_find("public", &edition, &err));
    cr_expect_eq(err.class, ERR_USAGE);
    cr_expect_eq(edition, EDITION_COUNT);
    cr_expect_not(edition_shows(EDITION_COUNT, FIELD_name));
}

/* A facility whose every text member says which field it is. */
static uint32_t add_full(struct table *table)
{
    uint32_t number = table_add(table, "k-2500000000");
    struct facility *facility = table->facility[number];

    for (int f = 0; f < FIELD_COUNT; f++) {
        const char **member = field_member(facility, (enum field_id)f);
        if (member && f != FIELD_id)
            *member = arena_format(&table->arena, "canary-%s", fields[f].name);
    }
    facility->closed = NULL; /* else it is in no edition at all */
    facility->services = 1;
    facility->main_kind = 0;
    return number;
}

Test(edition, residents_get_no_cell_of_a_professional_field)
{
    struct table table = {0};
    uint32_t number = add_full(&table);
    struct view view =
        edition_view(&table, EDITION_RESIDENT, &number, 1, &table.arena);

    cr_assert_eq(view.n_row, 1);
    for (size_t c = 0; c < view.n_column; c++) {
        const char *cell = view.row[0].cell[c];
        cr_expect(LISTED(for_residents, view.column[c]->name));
        if (cell && strncmp(cell, "canary-", 7) == 0)
            cr_expect(LISTED(for_residents, cell + 7), "%s", cell);
    }
    table_release(&table);
}

Test(edition, a_facility_without_a_trusted_position_has_no_point)
{
    struct table table = {0};
    uint32_t number = add_full(&table);

    table.facility[number]->published = (struct lonlat){136, 35};
    struct view view =
        edition_view(&table, EDITION_PROFESSIONAL, &number, 1, &table.arena);
    cr_expect_not(lonlat_known(view.row[0].point));
    table_release(&table);
}

static int column_of(const struct view *view, const char *name)
{
    for (size_t c = 0; c < view->n_column; c++)
        if (strcmp(view->column[c]->name, name) == 0)
            return (int)c;
    return -1;
}

/* A clinic whose filings were read, in the house of a station. */
static uint32_t add_clinic(struct table *table)
{
    uint32_t number = table_add(table, "m-2510000001");
    struct facility *facility = table->facility[number];

    facility->name = "みなと診療所";
    facility->main_kind = kind_find("clinic");
    facility->services = UINT64_C(1) << facility->main_kind;
    facility->filed = FUNCTION_BIT(FUNCTION_home_care_support_clinic_1) |
                      FUNCTION_BIT(FUNCTION_functional_enhancement);
    facility->not_filed = FUNCTION_BIT(FUNCTION_cancer_home_care);
    facility->filing_list = FILING_LIST_UNDECIDED;
    facility->functions_as_of = "2026-06-01";
    facility->related = "k-2560000001";
    return number;
}

Test(edition, residents_never_see_filings_nor_who_is_in_the_same_house)
{
    static const char *const hidden[] = {
        "functions",      "functions_not_filed", "functions_unknown",
        "function_names", "filing_list",         "related",
        "closed"};
    static const char *const canary[] = {"home-care-support-clinic-1",
                                         "functional-enhancement",
                                         "cancer-home-care",
                                         "undecided",
                                         "k-2560000001",
                                         "在宅療養支援診療所"};
    struct table table = {0};
    uint32_t number = add_clinic(&table);
    struct view view =
        edition_view(&table, EDITION_RESIDENT, &number, 1, &table.arena);

    for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
        cr_expect_eq(column_of(&view, hidden[i]), -1, "%s", hidden[i]);
    for (size_t c = 0; c < view.n_column; c++)
        for (size_t i = 0; i < sizeof(canary) / sizeof(*canary); i++)
            cr_expect(!view.row[0].cell[c] ||
                          !strstr(view.row[0].cell[c], canary[i]),
                      "%s: %s", view.column[c]->name, canary[i]);
    table_release(&table);
}

Test(edition, residents_read_of_filings_in_plain_words_only)
{
    struct table table = {0};
    uint32_t number = add_clinic(&table);
    table_add(&table, "k-2560000001");
    table.facility[table_add(&table, "m-2530000019")]->closed = "2026-03-31";
    table.facility[number]->related = "k-2560000001\nm-2530000019";
    struct view resident =
        edition_view(&table, EDITION_RESIDENT, &number, 1, &table.arena);
    struct view professional =
        edition_view(&table, EDITION_PROFESSIONAL, &number, 1, &table.arena);
    const char **cell = resident.row[0].cell;

    cr_expect_str_eq(cell[column_of(&resident, "home_services")],
                     functions[FUNCTION_home_care_support_clinic_1].plain_ja);
    cr_expect_str_eq(cell[column_of(&resident, "functions_as_of")],
                     "2026-06-01", "and of when they are");
    cr_expect_str_eq(cell[column_of(&resident, "layer")], "home-visit");
    cr_expect_str_eq(cell[column_of(&resident, "layers")], "home-visit");
    cr_expect_str_eq(cell[column_of(&resident, "layer_name")],
                     layers[LAYER_home_visit].plain_ja);
    cr_expect_eq(resident.row[0].layer, LAYER_home_visit);
    cr_expect_eq(resident.row[0].fits, (layer_set)1 << LAYER_home_visit);
    cell = professional.row[0].cell;
    cr_expect_str_eq(cell[column_of(&professional, "layer_name")],
                     layers[LAYER_home_visit].name_ja);
    cr_expect_str_eq(cell[column_of(&professional, "functions")],
                     "home-care-support-clinic-1\nfunctional-enhancement");
    cr_expect_str_eq(cell[column_of(&professional, "functions_not_filed")],
                     "cancer-home-care");
    cr_expect_str_eq(cell[column_of(&professional, "related")], "k-2560000001");
    table_release(&table);
}

Test(edition, a_closed_facility_is_in_no_edition)
{
    struct table table = {0};
    uint32_t number[] = {add_full(&table), table_add(&table, "m-1"),
                         add_clinic(&table)};

    table.facility[number[1]]->name = "とじた診療所";
    table.facility[number[1]]->closed = "2026-03-31 閉院";
    for (int e = 0; e < EDITION_COUNT; e++) {
        struct view view =
            edition_view(&table, (enum edition)e, number, 3, &table.arena);
        cr_assert_eq(view.n_row, 2);
        cr_expect_str_eq(view.row[0].id, "k-2500000000");
        cr_expect_str_eq(view.row[1].id, "m-2510000001");
        cr_expect_eq(column_of(&view, "closed"), -1);
    }
    cr_expect_eq(table.n_facility, 3, "the store still has it");
    table_release(&table);
}

/* An empty reason is a closure too. */
Test(edition, closed_without_a_reason_is_closed)
{
    struct table table = {0};
    uint32_t number = add_clinic(&table);

    table.facility[number]->closed = "";
    cr_expect_eq(
        edition_view(&table, EDITION_PROFESSIONAL, &number, 1, &table.arena)
            .n_row,
        0);
    table_release(&table);
}
