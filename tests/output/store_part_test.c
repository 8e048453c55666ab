#include "output/store.h"
#include "output/store_part.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/zaitaku-part-XXXXXX";
#define PATH "s.gpkg"

static void start(void)
{
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
}

static void finish(void)
{
    unlink(PATH);
    cr_assert_eq(chdir("/"), 0);
    cr_assert_eq(rmdir(folder), 0);
}

TestSuite(store_part, .init = start, .fini = finish);

/* A kind whose filings stand in the medical fee table. */
static kind_set clinic(void)
{
    return UINT64_C(1) << kind_find("clinic");
}

static struct facility *add(struct table *table, const char *id, double lon_deg,
                            double lat_deg, const char *code)
{
    uint32_t number = table_add(table, id);
    struct facility *facility = table->facility[number];

    facility->name = "診療所";
    facility->services = clinic();
    facility->main_kind = kind_main(facility->services);
    facility->sources = 1;
    facility->phone = "077-000-0001";
    memcpy(facility->municipality_code, code, 6);
    if (!isnan(lon_deg)) {
        facility->point = (struct lonlat){lon_deg, lat_deg};
        facility->error_m = 30;
        facility->coordinate_level = LEVEL_PUBLISHED;
    }
    return facility;
}

static struct table made(void)
{
    struct table table = {0};
    struct supply supply = {.label = "a.csv",
                            .path = "a.csv",
                            .title = "一覧",
                            .listing = "kaigo",
                            .attribution = "出典",
                            .publisher = "省",
                            .licence = "CC BY 4.0",
                            .as_of = "2026-06-01"};

    memset(supply.sha256, 'a', 64);
    table_add_supply(&table, &supply);
    add(&table, "n-1", 135.90, 35.00, "25201");
    add(&table, "n-2", 135.95, 35.05, "25201");
    add(&table, "n-3", 136.50, 35.00, "25202");
    add(&table, "n-4", NAN, NAN, "25201");
    add(&table, "n-5", NAN, NAN, "25202");
    add(&table, "n-6", 135.91, 35.01, "25201")->closed = "2026-05-01 閉院";
    municipalities_set(&table.municipalities, &table.arena, "25201", "大津市",
                       NULL, PLACE_REGISTRY);
    return table;
}

static void file_all(struct table *table)
{
    table->facility[0]->medical_code = "2510000001";
    table->facility[0]->filing_list = FILING_LIST_HAS;
    table->facility[0]->filed =
        FUNCTION_BIT(FUNCTION_home_care_support_clinic_3);
    table->facility[0]->not_filed =
        functions_of(POINTS_BIT(POINTS_MEDICAL)) & ~table->facility[0]->filed;
    table->facility[1]->medical_code = "2510000002";
    table->facility[1]->not_filed = functions_of(POINTS_BIT(POINTS_MEDICAL));
}

static void save(const struct table *table)
{
    struct err err = {0};

    cr_assert(store_save(table, PATH, "2026-07-01", &err), "%s", err.text);
}

Test(store_part, what_is_filed_and_what_is_not_comes_without_the_filings)
{
    struct table table = made(), all = {0};
    struct err err = {0};

    file_all(&table);
    save(&table);
    cr_assert(store_load_supply(PATH, &all, &err), "%s", err.text);
    cr_assert_eq(all.n_facility, 6);
    for (size_t i = 0; i < 2; i++) {
        cr_expect_eq(all.facility[i]->filed, table.facility[i]->filed);
        cr_expect_eq(all.facility[i]->not_filed, table.facility[i]->not_filed);
    }
    table_release(&all);
    table_release(&table);
}

Test(store_part, what_an_audit_counts_has_no_contact)
{
    struct table table = made(), part = {0};
    struct err err = {0};

    save(&table);
    cr_assert(store_load_supply(PATH, &part, &err), "%s", err.text);
    for (size_t i = 0; i < part.n_facility; i++) {
        cr_expect_null(part.facility[i]->phone);
        cr_expect_str_eq(part.facility[i]->name, "診療所");
        cr_expect_eq(part.facility[i]->services, clinic());
        cr_expect_str_eq(part.facility[i]->municipality_code,
                         table.facility[i]->municipality_code);
    }
    cr_expect_eq(part.facility[0]->error_m, 30);
    cr_expect_eq(part.facility[0]->coordinate_level, LEVEL_PUBLISHED);
    cr_expect_not_null(part.facility[5]->closed);
    table_release(&part);
    table_release(&table);
}

Test(store_part, a_file_that_is_no_store_is_refused)
{
    struct table part = {0};
    struct err err = {0};
    FILE *file = fopen(PATH, "wb");

    cr_assert_not_null(file);
    fputs("no store", file);
    fclose(file);
    cr_expect(!store_load_supply(PATH, &part, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    err = (struct err){0};
    cr_expect(!store_load_supply("missing.gpkg", &part, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    table_release(&part);
}
