/* Figures of ../shared/data/population, as the field guide measured them. */
#include "tests/people/made.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define SHIGA DATA_DIR "/population/mesh_1km_2018_25"
#define OSAKA DATA_DIR "/population/mesh_1km_2018_27"
#define REGISTER DATA_DIR "/population/juki_age_muni_2025.xlsx"
#define TOTALS DATA_DIR "/population/kekkahyo1.xlsx"
#define SHARES_65 DATA_DIR "/population/kekkahyo3_3.xlsx"
#define SHARES_75 DATA_DIR "/population/kekkahyo3_4.xlsx"

static void need_data(void)
{
    if (access(SHIGA, F_OK) != 0)
        cr_skip_test(DATA_DIR " is not here");
}

TestSuite(real, .init = need_data);

static const int years[] = {2020, 2025, 2030, 2040, 2050};

static struct people read_shiga(void)
{
    const char *path = SHIGA;

    return made_people(&path, 1, years, 5);
}

static double of_municipality(const struct people *people, const char *code,
                              size_t year)
{
    double sum = 0;

    for (size_t i = 0; i < people->n_mesh; i++)
        if (strcmp(people->mesh[i].municipality_code, code) == 0)
            sum += people_of(people, i, year)[AGE_75];
    return sum;
}

Test(real, people_of_75_and_over_in_shiga_in_2025)
{
    struct people people = read_shiga();

    cr_expect_eq(people.n_mesh, 1837);
    cr_expect_eq(round(of_municipality(&people, "25201", 1)), 57389);
    cr_expect_eq(round(of_municipality(&people, "25443", 1)), 1440);
    cr_expect_eq(round(of_municipality(&people, "25208", 1)), 7422);
    cr_expect_str_eq(people.basis, "国土数値情報「1kmメッシュ別将来推計人口"
                                   "データ（H30国政局推計）」");
    people_release(&people);
}

/* Of the marked 70 of 2020, 35 are suppressed; one of them gave its ages to a
 * mesh of Kyoto. */
Test(real, suppressed_meshes_of_shiga)
{
    struct people people = read_shiga();
    const size_t shared[] = {34, 15, 6, 3, 12}, unshared[] = {1, 0, 0, 0, 0};

    for (size_t y = 0; y < 5; y++) {
        cr_expect_eq(people.hidden[y].shared, shared[y]);
        cr_expect_eq(people.hidden[y].unshared, unshared[y]);
    }
    size_t unknown = made_find(&people, 52354655);
    cr_expect_eq(people.mesh[unknown].note, PEOPLE_UNSHARED);
    cr_expect(isnan(people_of(&people, unknown, 0)[AGE_75]));
    cr_expect_float_eq(people_of(&people, unknown, 0)[AGE_ALL], 2.0727, 1e-4);
    people_release(&people);
}

/*
 * Sums of the published columns PTA, PT4-8, PT9-13, PT14-15 and PTD of 2030
 * and 2040, whose groups lie within Shiga, by another reader (ogr2ogr and
 * Python's csv).
 */
Test(real, sharing_out_changes_no_sum)
{
    struct people people = read_shiga();
    static const double published[2][AGE_COUNT] = {
        {0, 177479.0982, 347791.1077, 453854.0792, 155148.9817, 238800.7261},
        {0, 164099.8953, 320710.9813, 393172.3267, 186620.8959, 240759.6382},
    };

    for (size_t y = 0; y < 2; y++)
        for (int a = AGE_0_14; a < AGE_COUNT; a++)
            cr_expect_float_eq(made_sum(&people, y + 2, a), published[y][a],
                               0.005, "%d %s: %.4f", years[y + 2], age_ids[a],
                               made_sum(&people, y + 2, a));
    people_release(&people);
}

/* Mesh by mesh: the ages add up to the people, with what rounding leaves. */
Test(real, the_ages_of_every_mesh_add_up)
{
    struct people people = read_shiga();

    for (size_t i = 0; i < people.n_mesh; i++)
        for (size_t y = 0; y < people.n_year; y++) {
            const float *count = people_of(&people, i, y);
            double sum = 0;
            for (int a = AGE_0_14; a < AGE_COUNT; a++)
                sum += count[a];
            if (!isnan(sum))
                cr_expect_float_eq(sum, count[AGE_ALL],
                                   0.002 + 1e-6 * count[AGE_ALL], "%llu %d",
                                   (unsigned long long)people.mesh[i].code,
                                   people.year[y]);
        }
    people_release(&people);
}

Test(real, two_prefectures_share_no_mesh)
{
    const char *path[] = {SHIGA, OSAKA}, *turned[] = {OSAKA, SHIGA};
    struct people people = made_people(path, 2, years, 2);
    struct people other = made_people(turned, 2, years, 2);

    cr_expect_eq(people.n_mesh, 1837 + 1498);
    cr_expect_eq(people.source[0].supply.rows.merged, 0);
    cr_expect_eq(memcmp(people.count, other.count,
                        people.n_mesh * 2 * AGE_COUNT * sizeof(float)),
                 0);
    people_release(&people);
    people_release(&other);
}

static double over_75(const struct townspeople *towns, const char *code)
{
    const struct townspeople_row *row = townspeople_find(towns, code, 2025);

    cr_assert_not_null(row, "%s", code);
    return round(row->count[AGE_75]);
}

Test(real, the_register_of_2025)
{
    struct townspeople towns = {0};
    struct err err = {0};

    cr_assert(townspeople_read(&towns, REGISTER, &err), "%s", err.text);
    cr_assert(townspeople_settle(&towns, &err), "%s", err.text);
    const struct row_count *rows = &towns.source[0].supply.rows;
    cr_expect_eq(over_75(&towns, "25201"), 54714);
    cr_expect_eq(over_75(&towns, "25443"), 1430);
    cr_expect_eq(over_75(&towns, "25208"), 7857);
    cr_expect_eq(over_75(&towns, "25000"), 214916);
    /* 1,741 municipalities (and Tokyo's 23 wards), 171 wards of designated
     * cities, 47 prefectures. */
    cr_expect_eq(towns.n_row, 1741 + 171 + 47);
    cr_expect_eq(rows->read, 6825);
    cr_expect_eq(rows->blank, 3, "notes");
    cr_expect_eq(rows->kept, towns.n_row);
    cr_expect_eq(rows->set_aside, 0);
    townspeople_release(&towns);
}

Test(real, the_projection_of_2023)
{
    struct townspeople towns = {0};
    struct err err = {0};

    cr_assert(townspeople_read(&towns, SHARES_75, &err), "%s", err.text);
    cr_assert(townspeople_read(&towns, TOTALS, &err), "%s", err.text);
    cr_assert(townspeople_read(&towns, SHARES_65, &err), "%s", err.text);
    cr_assert(townspeople_settle(&towns, &err), "%s", err.text);
    /* 346,490 people x 16.645790643308608 % */
    cr_expect_eq(over_75(&towns, "25201"), 57676);
    cr_expect_eq(over_75(&towns, "25443"), 1510);
    cr_expect_eq(over_75(&towns, "25208"), 8095);
    cr_expect_null(townspeople_find(&towns, "07204", 2025), "いわき市");
    cr_expect_not_null(townspeople_find(&towns, "07999", 2050));
    cr_expect_eq(towns.source[0].supply.rows.set_aside, 0);
    cr_expect_eq(towns.n_row % 7, 0, "seven years of every place");
    townspeople_release(&towns);
}
