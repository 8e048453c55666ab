#include "output/store_near.h"

#include "output/store.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Criterion runs each test in a process of its own, several at a time. */
static char folder[] = "/tmp/zaitaku-near-XXXXXX";
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

TestSuite(store_near, .init = start, .fini = finish);

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

static double between(uint32_t *seed, double low, double high)
{
    return low + (high - low) * (double)next(seed) / (double)(1 << 24);
}

/* n facilities over all of Japan and some at the corners of cells; one in nine
 * without a place, one in eleven closed. */
static struct table made(size_t n)
{
    struct table table = {0};
    struct supply supply = {.label = "a.csv",
                            .path = "a.csv",
                            .title = "一覧",
                            .listing = "kaigo",
                            .as_of = "2025-12-01"};
    uint32_t seed = 3;
    char id[32];

    memset(supply.sha256, 'a', 64);
    table_add_supply(&table, &supply);
    for (size_t i = 0; i < n; i++) {
        snprintf(id, sizeof(id), "k-%zu", i);
        uint32_t number = table_add(&table, id);
        struct facility *facility = table.facility[number];
        facility->name = "名";
        facility->fax = "077-000-0001";
        facility->medical_code = "2560000000";
        facility->services = UINT64_C(1) << (i % (size_t)kind_count);
        facility->main_kind = kind_main(facility->services);
        facility->sources = table_source(&table, "一覧");
        facility->filed = i % 2 ? FUNCTION_BIT(FUNCTION_nursing_24h) : 0;
        facility->not_filed =
            i % 5 ? 0 : FUNCTION_BIT(FUNCTION_nursing_psychiatric);
        facility->error_m = i % 3 ? (double)(i % 700) : NAN;
        facility->closed = i % 11 == 10 ? "閉鎖" : NULL;
        if (i % 4)
            memcpy(facility->municipality_code, "25201", 6);
        facility->point = (struct lonlat){NAN, NAN};
        if (i % 9)
            facility->point = i % 10
                                  ? (struct lonlat){between(&seed, 123, 153.9),
                                                    between(&seed, 20.5, 45.9)}
                                  : (struct lonlat){135 + (double)(i % 50) / 50,
                                                    35 + (double)(i % 37) / 50};
        table_keep(&table, 0, (uint32_t)i + 2, (uint32_t)i, 1);
    }
    return table;
}

static void save(const struct table *table)
{
    struct err err = {0};

    cr_assert(store_save(table, PATH, "2026-01-01", &err), "%s", err.text);
}

static struct store_near *open_store(struct table *table)
{
    struct err err = {0};
    struct store_near *store = store_near_open(PATH, table, &err);

    cr_assert_not_null(store, "%s", err.text);
    return store;
}

static bool in_box(struct lonlat point, struct store_box box)
{
    return point.lon_deg >= box.west_deg && point.lon_deg <= box.east_deg &&
           point.lat_deg >= box.south_deg && point.lat_deg <= box.north_deg;
}

static int by_fid(const void *a, const void *b)
{
    const struct store_spot *x = a, *y = b;

    return (x->fid > y->fid) - (x->fid < y->fid);
}

static void expect_spot(const struct store_spot *spot,
                        const struct facility *facility)
{
    cr_assert_eq(spot->services, facility->services);
    cr_assert_eq(spot->filed, facility->filed);
    cr_assert_eq(spot->not_filed, facility->not_filed);
    cr_assert_str_eq(spot->municipality_code, facility->municipality_code);
    cr_assert_eq(isnan(spot->error_m), isnan(facility->error_m));
    if (!isnan(spot->error_m))
        cr_assert_float_eq(spot->error_m, facility->error_m, 1e-3);
    cr_assert_eq(lonlat_known(spot->point), lonlat_known(facility->point));
    if (!lonlat_known(spot->point))
        return;
    cr_assert(spot->point.lon_deg >= facility->point.lon_deg &&
              spot->point.lon_deg <= facility->point.lon_deg);
    cr_assert(spot->point.lat_deg >= facility->point.lat_deg &&
              spot->point.lat_deg <= facility->point.lat_deg);
}

/* The spots are those facilities that `box` holds, or without it those that
 * have no place. */
static size_t expect_spots(struct store_spots *spots, const struct table *table,
                           const struct store_box *box)
{
    size_t n = 0;

    if (spots->n)
        qsort(spots->item, spots->n, sizeof(*spots->item), by_fid);
    for (size_t i = 0; i < table->n_facility; i++) {
        const struct facility *facility = table->facility[i];
        bool wanted =
            box ? lonlat_known(facility->point) && in_box(facility->point, *box)
                : !lonlat_known(facility->point);
        if (facility->closed || !wanted)
            continue;
        cr_assert_lt(n, spots->n);
        cr_assert_eq(spots->item[n].fid, (int64_t)i + 1);
        expect_spot(&spots->item[n++], facility);
    }
    cr_assert_eq(spots->n, n);
    return n;
}

Test(store_near, a_box_has_the_facilities_that_lie_in_it)
{
    struct table table = made(4000), none = {0};
    struct err err = {0};
    uint32_t seed = 11;
    size_t found = 0;

    save(&table);
    struct store_near *store = open_store(&none);
    for (int i = 0; i < 60; i++) {
        struct store_spots spots = {0};
        struct store_box box = {between(&seed, 122, 150),
                                between(&seed, 20, 45), 0, 0};
        if (i % 3 == 0) /* along the edges of cells */
            box = (struct store_box){135.02, 35.02, 0, 0};
        box.east_deg = box.west_deg + between(&seed, 0, i % 2 ? 0.5 : 8);
        box.north_deg = box.south_deg + between(&seed, 0, i % 2 ? 0.5 : 8);
        cr_assert(store_near_spots(store, box, &spots, &err), "%s", err.text);
        found += expect_spots(&spots, &table, &box);
        free(spots.item);
    }
    cr_expect_gt(found, 1000);
    store_near_close(store);
    table_release(&none);
    table_release(&table);
}

Test(store_near, who_has_no_place_is_told_and_the_largest_error)
{
    struct table table = made(2000), none = {0};
    struct store_spots spots = {0};
    struct err err = {0};
    double most_m = 0;

    for (size_t i = 0; i < table.n_facility; i++)
        if (lonlat_known(table.facility[i]->point))
            most_m = fmax(most_m, table.facility[i]->error_m);
    save(&table);
    struct store_near *store = open_store(&none);
    cr_assert(store_near_unplaced(store, &spots, &err));
    cr_expect_gt(expect_spots(&spots, &table, NULL), 100);
    cr_expect_float_eq(store_near_error_m(store), most_m, 0.5);
    free(spots.item);
    store_near_close(store);
    table_release(&none);
    table_release(&table);
}

Test(store_near, whole_records_are_those_of_the_store)
{
    struct table table = made(900), some = {0};
    struct err err = {0};
    int64_t fid[400];

    for (size_t i = 0; i < 400; i++)
        fid[i] = (int64_t)(2 * i + 1);
    save(&table);
    struct store_near *store = open_store(&some);
    cr_assert(store_near_load(store, fid, 400, &err), "%s", err.text);
    cr_assert_eq(some.n_facility, 400);
    for (size_t i = 0; i < 400; i++) {
        const struct facility *one = some.facility[i],
                              *same = table.facility[2 * i];
        cr_assert_str_eq(one->id, same->id);
        cr_assert_str_eq(one->fax, same->fax);
        cr_assert_eq(one->filed, same->filed);
        cr_assert_eq(one->not_filed, same->not_filed);
        cr_assert_eq(one->sources, same->sources);
    }
    int64_t nobody = 5000;
    cr_expect_not(store_near_load(store, &nobody, 1, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    store_near_close(store);
    table_release(&some);
    table_release(&table);
}

static void expect_hours(void *context, size_t at,
                         const struct store_hours *hours)
{
    const struct facility *facility =
        ((const struct table *)context)->facility[3 * at];

    cr_assert(str_same(hours->opening_hours, facility->opening_hours));
    cr_assert(str_same(hours->available_days, facility->available_days));
    cr_assert(str_same(hours->closed_days_note, facility->closed_days_note));
    cr_assert_eq(hours->noted, facility->available_days_note != NULL);
}

static void pass_over(void *context, size_t at, const struct store_hours *hours)
{
    (void)context;
    (void)at;
    (void)hours;
}

Test(store_near, hours_are_those_of_each_facility)
{
    struct table table = made(1500), none = {0};
    struct err err = {0};
    int64_t fid[500];

    for (size_t i = 0; i < 1500; i++) {
        struct facility *facility = table.facility[i];
        facility->opening_hours = i % 2 ? "Mo 09:00-12:00" : NULL;
        facility->available_days = i % 4 ? NULL : "平日";
        facility->available_days_note = i % 7 ? NULL : "要相談";
        facility->closed_days_note = i % 5 ? NULL : facility->id;
    }
    for (size_t i = 0; i < 500; i++)
        fid[i] = (int64_t)(3 * i + 1);
    save(&table);
    struct store_near *store = open_store(&none);
    cr_assert(store_near_hours(store, fid, 500, expect_hours, &table, &err),
              "%s", err.text);
    fid[250] = 5000; /* nobody */
    cr_expect_not(store_near_hours(store, fid, 500, pass_over, NULL, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    store_near_close(store);
    table_release(&none);
    table_release(&table);
}

static void add_square(struct land *land, double west, double south,
                       double size, bool hole)
{
    const struct lonlat ring[] = {{west, south},
                                  {west + size, south},
                                  {west + size, south + size},
                                  {west, south + size}};

    cr_assert(land_add_ring(land, ring, 4, hole));
}

static void expect_at(struct store_near *store, double lon_deg, double lat_deg,
                      const char *wanted)
{
    struct err err = {0};
    char code[6];

    cr_assert(store_near_municipality(store, (struct lonlat){lon_deg, lat_deg},
                                      code, &err));
    cr_expect_str_eq(code, wanted, "%f,%f", lon_deg, lat_deg);
}

Test(store_near, a_point_is_in_the_municipality_that_holds_it)
{
    struct table table = made(3), none = {0};

    land_add_place(&table.land, "25201");
    add_square(&table.land, 135, 35, 1, false);
    add_square(&table.land, 135.4, 35.4, 0.2, true); /* a lake */
    add_square(&table.land, 138, 35, 0.1, false);    /* an island */
    /* A designated city, and one of its wards. */
    land_add_place(&table.land, "14100");
    add_square(&table.land, 139, 35, 1, false);
    land_add_place(&table.land, "14101");
    add_square(&table.land, 139, 35, 0.5, false);
    land_sort(&table.land);
    save(&table);
    struct store_near *store = open_store(&none);
    expect_at(store, 135.1, 35.1, "25201");
    expect_at(store, 135.5, 35.5, "");
    expect_at(store, 138.05, 35.05, "25201");
    expect_at(store, 138.2, 35.05, "");
    expect_at(store, 139.2, 35.2, "14101");
    expect_at(store, 139.7, 35.7, "14100");
    expect_at(store, 140.5, 35.7, "");
    store_near_close(store);
    table_release(&none);
    table_release(&table);
}

static void expect_refused(const char *sql)
{
    struct table table = made(50), none = {0};
    char command[300];
    struct err err = {0};

    save(&table);
    snprintf(command, sizeof(command), "sqlite3 " PATH " \"%s\"", sql);
    cr_assert_eq(system(command), 0);
    struct store_near *store = store_near_open(PATH, &none, &err);
    struct store_spots spots = {0};
    if (store)
        cr_expect_not(store_near_spots(
            store, (struct store_box){120, 20, 155, 46}, &spots, &err));
    cr_expect_eq(err.class, ERR_STORAGE, "%s", sql);
    free(spots.item);
    store_near_close(store);
    table_release(&none);
    table_release(&table);
}

Test(store_near, rows_that_mean_something_else_are_not_read)
{
    expect_refused("update zaitaku_manifest set value='0123456789abcdef' "
                   "where key='near words'");
    expect_refused("delete from zaitaku_manifest where key='near words'");
    expect_refused("update zaitaku_manifest set value='1e300' where "
                   "key='near error_m'");
    expect_refused("update near_facilities set facilities=x'0011'");
    expect_refused("drop table near_facilities");
    expect_refused("delete from zaitaku_manifest where key='complete'");
}

Test(store_near, the_same_table_gives_the_same_bytes)
{
    struct table table = made(500);
    struct err err = {0};

    save(&table);
    cr_assert(store_save(&table, PATH "2", "2026-01-01", &err));
    cr_expect_eq(system("cmp -s " PATH " " PATH "2"), 0);
    unlink(PATH "2");
    table_release(&table);
}
