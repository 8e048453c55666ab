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
    "navii_id",
    "medical_code",
    "office_number",
    "source",
    "as_of",
    "position_note",
};

static const char *const for_nobody[] = {
    "corporation_name_unverified", "remarks",          "aliases",
    "address_candidates",          "address_decision",
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
