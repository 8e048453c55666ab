#include "cmd/areas.h"

#include <criterion/criterion.h>
#include <string.h>

static struct facility *add(struct table *table, const char *id,
                            const char *municipality, const char *closed)
{
    uint32_t number = table_add(table, id); /* moves the array */
    struct facility *facility = table->facility[number];

    memcpy(facility->municipality_code, municipality, strlen(municipality) + 1);
    facility->closed = closed;
    return facility;
}

static size_t count(struct areas *areas, const char *code)
{
    struct area *area = areas_find(areas, code);

    return area ? area->n_facility : SIZE_MAX;
}

Test(areas, closed_facilities_belong_to_no_municipality)
{
    struct table table = {0};
    struct areas areas = {0};

    add(&table, "n-1", "25201", NULL);
    add(&table, "n-2", "25201", "2026-03-31 閉院");
    add(&table, "n-3", "25202", "");
    add(&table, "n-4", "", "閉院");
    areas_gather(&areas, &table);
    cr_expect_eq(count(&areas, "25201"), 1);
    cr_expect_eq(areas_find(&areas, "25201")->facility[0], 0);
    cr_expect_eq(count(&areas, "25202"), SIZE_MAX, "no map of the closed");
    cr_expect_eq(count(&areas, "00000"), SIZE_MAX);
    areas_release(&areas);
    table_release(&table);
}

Test(areas, a_city_joins_the_open_facilities_of_its_wards)
{
    struct table table = {0};
    struct areas areas = {0};

    add(&table, "n-1", "26101", NULL);
    add(&table, "n-2", "26102", "閉院");
    add(&table, "n-3", "26102", NULL);
    areas_gather(&areas, &table);
    cr_expect_eq(count(&areas, "26101"), 1);
    cr_expect_eq(count(&areas, "26102"), 1);
    cr_expect_eq(count(&areas, "26100"), 2);
    areas_release(&areas);
    table_release(&table);
}

Test(areas, a_municipality_of_closed_facilities_may_be_asked_for_by_its_code)
{
    struct table table = {0};
    struct areas areas = {0};
    struct publishing publishing = {0};
    struct err err = {0};
    const char *codes[] = {"25202"};

    add(&table, "n-1", "25202", "閉院");
    publishing.area.item = codes;
    publishing.area.n = 1;
    cr_assert(areas_choose(&areas, &publishing, &table, &err), "%s", err.text);
    cr_expect_eq(count(&areas, "25202"), 0);
    areas_release(&areas);
    table_release(&table);
}
