/* What the tests of `near` share: a folder of their own, an order, and a store
 * of facilities around a place. */
#ifndef TESTS_CMD_NEAR_GIVEN_H
#define TESTS_CMD_NEAR_GIVEN_H

#include "cmd/near_finding.h"
#include "cmd/near_words.h"
#include "geo/crs.h"
#include "output/store.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define H24 FUNCTION_BIT(FUNCTION_nursing_24h)
#define PSY FUNCTION_BIT(FUNCTION_nursing_psychiatric)
#define WEEKDAYS "Mo-Fr 09:00-17:00; Sa-Su,PH off"

/* Criterion runs each test in a process of its own, several at a time. */
static char folder[] = "/tmp/zaitaku-near-cmd-XXXXXX";
#define PATH "s.gpkg"
#define TIMES "times.csv"

static inline void start(void)
{
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
}

static inline void finish(void)
{
    unlink(PATH);
    unlink(TIMES);
    cr_assert_eq(chdir("/"), 0);
    cr_assert_eq(rmdir(folder), 0);
}

static const struct lonlat here = {136.0, 35.0};

static inline kind_set kind(const char *id)
{
    return UINT64_C(1) << kind_find(id);
}

static inline struct near_order asked(const char *kind_id,
                                      const char *function_id)
{
    struct near_order order = {.within_m = NEAR_VISIT_M,
                               .within_min = NAN,
                               .count = 20,
                               .store = PATH};
    struct err err = {0};

    cr_assert(near_needs(&order, &kind_id, kind_id != NULL, &function_id,
                         function_id != NULL, &err),
              "%s", err.text);
    return order;
}

static inline uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

static inline double between(uint32_t *seed, double low, double high)
{
    return low + (high - low) * (double)next(seed) / (double)(1 << 24);
}

/* ---- a store ---- */

/* Due north of here. */
static inline struct lonlat north(double metres)
{
    double low = here.lat_deg, high = here.lat_deg + 3;

    for (int i = 0; i < 80; i++) {
        double middle = (low + high) / 2;
        bool far = crs_distance_m(here, (struct lonlat){here.lon_deg, middle}) >
                   metres;
        *(far ? &high : &low) = middle;
    }
    return (struct lonlat){here.lon_deg, low};
}

static inline struct table empty_table(void)
{
    struct table table = {0};
    struct supply care = {.label = "a.csv",
                          .path = "a.csv",
                          .title = "介護の一覧",
                          .licence = "CC BY 4.0",
                          .listing = "kaigo",
                          .as_of = "2025-12-01"};
    struct supply list = {.label = "b.xlsx",
                          .path = "b.xlsx",
                          .title = "届出の一覧",
                          .listing = "bureau",
                          .row_kind = ROW_FILING,
                          .as_of = "2026-06-01"};

    memset(care.sha256, 'a', 64);
    memset(list.sha256, 'b', 64);
    table_add_supply(&table, &care);
    table_add_supply(&table, &list);
    municipalities_set(&table.municipalities, &table.arena, "25201", "大津市",
                       NULL, PLACE_REGISTRY);
    municipalities_set(&table.municipalities, &table.arena, "25206", "草津市",
                       NULL, PLACE_REGISTRY);
    return table;
}

static inline struct facility *add(struct table *table, const char *id,
                                   const char *kind_id, struct lonlat point)
{
    uint32_t number = table_add(table, id);
    struct facility *facility = table->facility[number];

    facility->name = table->facility[number]->id;
    facility->services = kind(kind_id);
    facility->main_kind = kind_main(facility->services);
    facility->sources = table_source(table, "介護の一覧");
    facility->error_m = 0;
    facility->point = point;
    if (lonlat_known(point))
        facility->coordinate_level = LEVEL_PUBLISHED;
    memcpy(facility->municipality_code, "25201", 6);
    table_keep(table, 0, number + 2, number, 1);
    return facility;
}

/* A station with its number, so that its filings are told. */
static inline struct facility *add_station(struct table *table, const char *id,
                                           struct lonlat point,
                                           function_set filed,
                                           function_set not_filed)
{
    struct facility *facility = add(table, id, "visiting-nurse", point);

    facility->medical_code = "2560000000";
    facility->filed = filed;
    facility->not_filed = not_filed;
    facility->filing_list = FILING_LIST_HAS;
    facility->functions_as_of = "2026-06-01";
    return facility;
}

static inline void save(struct table *table)
{
    struct err err = {0};

    cr_assert(store_save(table, PATH, "2026-01-01", &err), "%s", err.text);
    table_release(table);
}

static inline struct near_found find(const struct near_order *order)
{
    struct near_found found = {
        .order = order,
        .home = {.point = here, .code = "25201", .by_address = true}};
    struct err err = {0};

    cr_assert(near_find(&found, &err), "%s", err.text);
    return found;
}

static inline const char *id_of(const struct near_found *found,
                                const struct near_list *list, size_t at)
{
    cr_assert_lt(at, list->shown);
    return found->table.facility[list->item[at].number]->id;
}

static inline void write_times(const char *text)
{
    FILE *file = fopen(TIMES, "w");

    cr_assert_not_null(file);
    fputs(text, file);
    fclose(file);
}

#endif
