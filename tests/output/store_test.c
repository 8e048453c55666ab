#include "output/store.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Criterion runs each test in a process of its own, several at a time. */
static char folder[] = "/tmp/zaitaku-store-XXXXXX";
#define PATH "s.gpkg"

static void start(void)
{
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
}

static void finish(void)
{
    unlink(PATH);
    unlink(PATH "2");
    cr_assert_eq(chdir("/"), 0);
    cr_assert_eq(rmdir(folder), 0);
}

TestSuite(store, .init = start, .fini = finish);

/* n facilities on a grid, one in three without a position. */
static struct table made(size_t n)
{
    struct table table = {0};
    struct supply supply = {.label = "a.csv",
                            .path = "a.csv",
                            .title = "一覧",
                            .listing = "kaigo",
                            .attribution = "出典",
                            .publisher = "省",
                            .licence = "CC BY 4.0"};
    char id[32];

    memset(supply.sha256, 'a', 64);
    table_add_supply(&table, &supply);
    for (size_t i = 0; i < n; i++) {
        snprintf(id, sizeof(id), "k-%zu", i);
        uint32_t number = table_add(&table, id);
        struct facility *facility = table.facility[number];
        facility->name = "名";
        facility->services = UINT64_C(1) << (i % (size_t)kind_count);
        facility->main_kind = kind_main(facility->services);
        facility->sources = 1;
        memcpy(facility->municipality_code, "25201", 6);
        if (i % 3)
            facility->point = facility->published = (struct lonlat){
                135 + (double)(i % 97) / 100, 34 + (double)(i / 97) / 1000};
        table_keep(&table, 0, (uint32_t)i + 2, (uint32_t)i, 1);
    }
    table_find_fault(&table, 0, 0, 2, FIELD_phone, "odd", "x");
    table_set_aside(&table, 0, 99, "why", NULL);
    return table;
}

static void expect_equal(const struct table *a, const struct table *b)
{
    cr_assert_eq(a->n_facility, b->n_facility);
    cr_assert_eq(a->n_origin, b->n_origin);
    cr_assert_eq(a->n_finding, b->n_finding);
    cr_assert_eq(a->n_set_aside, b->n_set_aside);
    cr_expect_eq(a->supply[0].rows.read, b->supply[0].rows.read);
    for (size_t i = 0; i < a->n_facility; i++) {
        const struct facility *x = a->facility[i], *y = b->facility[i];
        cr_assert_str_eq(x->id, y->id);
        cr_assert_eq(x->services, y->services);
        cr_assert_eq(x->sources, y->sources);
        cr_assert_eq(lonlat_known(x->point), lonlat_known(y->point));
        if (lonlat_known(x->point))
            cr_assert_eq(x->point.lon_deg, y->point.lon_deg);
    }
}

Test(store, what_was_saved_is_loaded)
{
    static const size_t sizes[] = {0, 1, 51, 52, 2601, 5000};

    for (size_t s = 0; s < sizeof(sizes) / sizeof(*sizes); s++) {
        struct table table = made(sizes[s]), again = {0};
        struct err err = {0};
        if (sizes[s] == 0)
            table.n_finding = 0;
        cr_assert(store_save(&table, PATH, "2026-01-01", &err), "%s", err.text);
        cr_assert(store_load(PATH, &again, &err), "%s", err.text);
        expect_equal(&table, &again);
        table_release(&table);
        table_release(&again);
    }
}

/* Two of them: the second one's empty text was taken for damage once. */
Test(store, lists_that_say_everything_about_no_function_are_loaded)
{
    struct table table = made(1), loaded = {0};
    struct err err = {0};

    for (uint8_t points = POINTS_MEDICAL; points <= POINTS_PHARMACY; points++)
        if (points_names_ja[points])
            table_add_scope(&table, (struct filing_scope){.prefecture = 25,
                                                          .points = points});
    cr_assert_geq(table.n_filing_scope, 2);
    cr_assert(store_save(&table, PATH, "2026-01-01", &err), "%s", err.text);
    cr_assert(store_load(PATH, &loaded, &err), "%s", err.text);
    cr_assert_eq(loaded.n_filing_scope, table.n_filing_scope);
    for (size_t i = 0; i < loaded.n_filing_scope; i++)
        cr_expect_eq(loaded.filing_scope[i].functions, 0);
    table_release(&table);
    table_release(&loaded);
}

Test(store, the_same_table_gives_the_same_bytes)
{
    struct table table = made(500);
    struct err err = {0};

    cr_assert(store_save(&table, PATH, "2026-01-01", &err));
    cr_assert(store_save(&table, PATH "2", "2026-01-01", &err));
    cr_expect_eq(system("cmp -s " PATH " " PATH "2"), 0);
    table_release(&table);
}

Test(store, the_index_passes_sqlites_own_check)
{
    struct table table = made(5000);
    struct err err = {0};

    cr_assert(store_save(&table, PATH, "2026-01-01", &err));
    cr_expect_eq(
        system("test \"$(sqlite3 " PATH " \"select rtreecheck('rtree_"
               "facilities_geom'); pragma integrity_check; select count(*) "
               "from rtree_facilities_geom\" | tr '\\n' ' ')\" = 'ok ok "
               "3333 '"),
        0);
    table_release(&table);
}

Test(store, a_store_that_was_cut_does_not_open)
{
    struct table table = made(5000);
    struct err err = {0};
    struct stat info;

    cr_assert(store_save(&table, PATH, "2026-01-01", &err));
    cr_assert_eq(stat(PATH, &info), 0);
    for (int part = 1; part < 10; part++) {
        struct table again = {0};
        cr_assert_eq(truncate(PATH, info.st_size * (10 - part) / 10), 0);
        cr_expect_not(store_load(PATH, &again, &err));
        cr_expect_eq(err.class, ERR_STORAGE);
        table_release(&again);
    }
    table_release(&table);
}

Test(store, a_store_with_a_missing_row_does_not_open)
{
    struct table table = made(100), again = {0};
    struct err err = {0};

    cr_assert(store_save(&table, PATH, "2026-01-01", &err));
    cr_assert_eq(system("sqlite3 " PATH " 'delete from origins where fid=5'"),
                 0);
    cr_expect_not(store_load(PATH, &again, &err));
    cr_expect_not_null(strstr(err.text, "origins"));
    table_release(&again);
    table_release(&table);
}

Test(store, something_else_is_refused_with_a_sentence)
{
    struct table table = {0};
    struct err err = {0};

    cr_expect_not(store_load("/nonexistent.gpkg", &table, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    cr_expect_not(store_load("/bin/sh", &table, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    table_release(&table);
}
