/* Published files, where they are present beside the project. Row counts were
 * taken with Python's csv module; no row is set aside. */
#include "tests/base/given.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MHLW "/mirror/www.mhlw.go.jp/content/"

struct file {
    const char *path;
    size_t rows; /* header included */
};

static void read_all(const struct in_source *source, size_t *n)
{
    struct err err = {0};
    struct row row;
    struct rows *rows = rows_open(source, 0, &err);

    cr_assert(rows, "%s", err.text);
    for (*n = 0;; ++*n) {
        cr_assert(rows_next(rows, &row, &err), "%s", err.text);
        if (!row.cell)
            break;
        cr_assert(!row.fault, "%s:%zu: %s", source->label, row.line, row.fault);
        if (*n == 0 && source->form != IN_WORKBOOK)
            rows_expect(rows, row.n_cell);
    }
    rows_close(rows);
}

static void rows_are(const struct file *file, size_t n)
{
    if (access(DATA_DIR "/README.md", R_OK) != 0)
        cr_skip_test("no published data in " DATA_DIR);
    for (size_t i = 0; i < n; i++) {
        struct arena arena = {0};
        const char *path = arena_format(&arena, "%s%s", DATA_DIR, file[i].path);
        struct in_source source = given_source(&arena, path);
        size_t rows;
        read_all(&source, &rows);
        cr_expect_eq(rows, file[i].rows, "%s: %zu", file[i].path, rows);
        arena_release(&arena);
    }
}

#define ROWS_ARE(files) rows_are(files, sizeof(files) / sizeof(*(files)))

Test(data, every_row_of_the_medical_listings_is_read)
{
    static const struct file files[] = {
        {MHLW "11121000/01-1_hospital_facility_info_20251201.zip", 7641},
        {MHLW "11121000/01-2_hospital_speciality_hours_20251201.zip", 246481},
        {"/reconstructed/02-1_clinic_facility_info_20250601.zip", 63707},
        {"/reconstructed/05_pharmacy_20250601.zip", 60024},
        {"/bureau_institutions/202508_all_med_inst_cd.zip", 97024},
    };

    ROWS_ARE(files);
}

Test(data, every_row_of_the_care_listings_is_read)
{
    static const struct file files[] = {
        {MHLW "12300000/jigyosho_120.csv", 1569},
        {MHLW "12300000/jigyosho_140.csv", 5092},
        {MHLW "12300000/jigyosho_155.csv", 55},
        {MHLW "12300000/jigyosho_160.csv", 7738},
        {MHLW "12300000/jigyosho_170.csv", 7043},
        {MHLW "12300000/jigyosho_220.csv", 3699},
        {MHLW "12300000/jigyosho_230.csv", 128},
        {MHLW "12300000/jigyosho_332.csv", 508},
        {MHLW "12300000/jigyosho_334.csv", 618},
        {MHLW "12300000/jigyosho_335.csv", 9},
        {MHLW "12300000/jigyosho_336.csv", 6},
        {MHLW "12300000/jigyosho_337.csv", 10},
        {MHLW "12300000/jigyosho_361.csv", 257},
        {MHLW "12300000/jigyosho_362.csv", 65},
        {MHLW "12300000/jigyosho_364.csv", 53},
        {MHLW "12300000/jigyosho_520.csv", 4122},
        {MHLW "12300000/jigyosho_530.csv", 76},
        {MHLW "12300000/jigyosho_540.csv", 2554},
        {MHLW "12300000/jigyosho_550.csv", 924},
        {MHLW "12300000/jigyosho_551.csv", 182},
        {MHLW "12300000/jigyosho_710.csv", 208},
        {MHLW "12300000/jigyosho_730.csv", 5452},
        {MHLW "12300000/jigyosho_760.csv", 1467},
        {MHLW "12300000/jigyosho_770.csv", 1107},
        {"/reconstructed/jigyosho_110.csv", 34956},
        {"/reconstructed/jigyosho_130.csv", 17851},
        {"/reconstructed/jigyosho_150.csv", 24705},
        {"/reconstructed/jigyosho_430.csv", 36492},
        {"/reconstructed/jigyosho_780.csv", 18181},
    };

    ROWS_ARE(files);
}

Test(data, every_row_of_the_bureaus_workbooks_is_read)
{
    /* In the order of in_list(); taken with Python's ElementTree. */
    static const size_t rows[] = {2286, 995, 1632, 741,  1701, 806,  3826, 2124,
                                  6794, 20,  4148, 3426, 20,   2740, 766,  432};
    struct in_sources sources = {0};
    struct arena arena = {0};
    struct err err = {0};

    if (access(DATA_DIR "/bureau_r0802", R_OK) != 0)
        cr_skip_test("no published data in " DATA_DIR);
    cr_assert(in_list(DATA_DIR "/bureau_r0802", &sources, &arena, &err));
    cr_assert_eq(sources.n, sizeof(rows) / sizeof(*rows));
    for (size_t i = 0; i < sources.n; i++) {
        size_t n;
        cr_assert_eq(sources.item[i].form, IN_WORKBOOK);
        read_all(&sources.item[i], &n);
        cr_expect_eq(n, rows[i], "%s: %zu", sources.item[i].label, n);
    }
    free(sources.item);
    arena_release(&arena);
}

Test(data, the_registrys_zip_has_cp932_text_and_backslash_paths)
{
    struct in_sources sources = {0};
    struct arena arena = {0};
    struct err err = {0};
    size_t n;

    if (access(DATA_DIR "/mirror/nlftp.mlit.go.jp", R_OK) != 0)
        cr_skip_test("no published data in " DATA_DIR);
    cr_assert(in_list(DATA_DIR "/mirror/nlftp.mlit.go.jp/isj/dls/data/17.0b/"
                               "30000-17.0b.zip",
                      &sources, &arena, &err));
    cr_expect_str_eq(sources.item[0].member, "30000-17.0b/30_2023.csv");
    read_all(&sources.item[0], &n);
    cr_expect_eq(n, 1919);
    free(sources.item);
    arena_release(&arena);
}
