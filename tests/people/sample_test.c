/* The invented towns of samples/population. */
#include "tests/people/made.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define MESH SOURCE_DIR "/samples/population/500m_mesh_2024_25.csv"
#define REGISTER SOURCE_DIR "/samples/population/juki_age_muni_2025.xlsx"

static const int years[] = {2025, 2030, 2040, 2050};

static double of_town(const struct people *people, const char *code,
                      size_t year, enum age age)
{
    double sum = 0;

    for (size_t i = 0; i < people->n_mesh; i++)
        if (strcmp(people->mesh[i].municipality_code, code) == 0)
            sum += people_of(people, i, year)[age];
    return sum;
}

Test(sample, the_mesh_has_the_people_that_its_readme_tells)
{
    const char *path = MESH;
    struct people people = made_people(&path, 1, years, 4);

    cr_expect_eq(people.n_mesh, 402);
    cr_expect_eq(people.n_aside, 0);
    cr_expect_str_eq(people.source[0].form, "mesh-r6");
    cr_expect_float_eq(of_town(&people, "25299", 0, AGE_ALL), 5439.9, 0.05);
    cr_expect_float_eq(of_town(&people, "25299", 0, AGE_75), 1199.2, 0.05);
    cr_expect_float_eq(of_town(&people, "25299", 3, AGE_75), 1528.8, 0.05);
    cr_expect_float_eq(of_town(&people, "25499", 2, AGE_ALL), 1657.7, 0.05);
    cr_expect_float_eq(of_town(&people, "25499", 2, AGE_75), 670.3, 0.05);
    cr_expect_eq(people.hidden[0].shared, 3);
    cr_expect_eq(people.hidden[1].shared, 0);
    cr_expect_eq(people.hidden[2].shared, 1);
    for (size_t y = 0; y < 4; y++)
        cr_expect_eq(people.hidden[y].unshared, 0);
    people_release(&people);
}

Test(sample, the_ages_of_every_mesh_add_up)
{
    const char *path = MESH;
    struct people people = made_people(&path, 1, years, 4);

    for (size_t i = 0; i < people.n_mesh; i++)
        for (size_t y = 0; y < 4; y++) {
            const float *count = people_of(&people, i, y);
            double sum = 0;
            for (int a = AGE_0_14; a < AGE_COUNT; a++)
                sum += count[a];
            cr_expect_float_eq(sum, count[AGE_ALL], 1e-3);
        }
    people_release(&people);
}

Test(sample, the_register_has_two_towns_and_their_prefecture)
{
    struct townspeople towns = {0};
    struct err err = {0};

    cr_assert(townspeople_read(&towns, REGISTER, &err), "%s", err.text);
    cr_assert(townspeople_settle(&towns, &err), "%s", err.text);
    cr_expect_eq(towns.n_row, 3);
    cr_expect_eq(towns.n_aside, 0);
    const struct townspeople_row *row = townspeople_find(&towns, "25499", 2025);
    cr_assert_not_null(row);
    double sum = 0;
    for (int a = AGE_0_14; a < AGE_COUNT; a++)
        sum += row->count[a];
    cr_expect_eq(row->count[AGE_ALL] - sum, 3, "ages of 3 are withheld");
    townspeople_release(&towns);
}
