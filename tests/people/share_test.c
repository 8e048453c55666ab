#include "tests/geo/given.h"
#include "tests/people/made.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

TestSuite(share, .init = given_folder, .fini = given_folder_gone);

static const int years[] = {2025, 2040};

static const char *write_csv(const char *name, const struct made_mesh *mesh,
                             size_t n, size_t n_year)
{
    struct buf csv = made_csv(true, years, n_year, mesh, n);
    const char *path = given_bytes(name, buf_str(&csv));

    buf_release(&csv);
    return path;
}

static struct people read_one(const struct made_mesh *mesh, size_t n)
{
    const char *path = write_csv("m.csv", mesh, n, 1);

    return made_people(&path, 1, years, 1);
}

/* 3 and 97 people, whose ages were published together. */
static const struct made_mesh pair[] = {
    {52353702, "25201", {{"*", 52353703, 3, {0}}}},
    {52353703, "25202", {{"@", 0, 97, {0, 10, 20, 30, 15, 25}}}},
};

Test(share, ages_go_back_in_proportion_to_the_people)
{
    struct people people = read_one(pair, 2);

    cr_expect_float_eq(made_count(&people, 52353702, 0, AGE_75), 0.75, 1e-6);
    cr_expect_float_eq(made_count(&people, 52353703, 0, AGE_75), 24.25, 1e-5);
    cr_expect_float_eq(made_count(&people, 52353702, 0, AGE_0_14), 0.3, 1e-6);
    cr_expect_eq(made_count(&people, 52353702, 0, AGE_ALL), 3);
    cr_expect_eq(people.mesh[0].note, PEOPLE_SHARED_OUT);
    cr_expect_eq(people.mesh[1].note, PEOPLE_RECEIVED);
    cr_expect_eq(people.hidden[0].shared, 1);
    cr_expect_eq(people.hidden[0].unshared, 0);
    cr_expect_eq(people.hidden[0].all, 3);
    cr_expect_float_eq(people.hidden[0].age_75, 0.75, 1e-6);
    people_release(&people);
}

Test(share, the_target_may_stand_in_another_file)
{
    const char *path[] = {write_csv("a.csv", pair, 1, 1),
                          write_csv("b.csv", pair + 1, 1, 1)};
    struct people people = made_people(path, 2, years, 1);

    cr_expect_float_eq(made_count(&people, 52353702, 0, AGE_75), 0.75, 1e-6);
    people_release(&people);
}

Test(share, without_the_target_the_ages_are_unknown_and_not_zero)
{
    struct people people = read_one(pair, 1);

    cr_expect_eq(made_count(&people, 52353702, 0, AGE_ALL), 3);
    for (int a = AGE_0_14; a < AGE_COUNT; a++)
        cr_expect(isnan(made_count(&people, 52353702, 0, a)));
    cr_expect_eq(people.mesh[0].note, PEOPLE_UNSHARED);
    cr_expect_eq(people.hidden[0].unshared, 1);
    cr_expect_eq(people.hidden[0].shared, 0);
    cr_expect_eq(people.hidden[0].all, 3);
    people_release(&people);
}

/* What a mesh has does not depend on which other files were read. */
Test(share, a_target_keeps_only_its_own_people_when_a_source_is_not_here)
{
    struct people alone = read_one(pair + 1, 1);
    struct people both = read_one(pair, 2);

    for (int a = 0; a < AGE_COUNT; a++)
        cr_expect_float_eq(made_count(&alone, 52353703, 0, a),
                           made_count(&both, 52353703, 0, a), 1e-5);
    cr_expect_eq(alone.mesh[0].note, PEOPLE_RECEIVED);
    cr_expect_eq(alone.hidden[0].shared + alone.hidden[0].unshared, 0);
    people_release(&alone);
    people_release(&both);
}

Test(share, a_chain_is_followed_to_its_end)
{
    const struct made_mesh chain[] = {
        {52353702, "25201", {{"*", 52353703, 1, {0}}}},
        {52353703, "25201", {{"*", 52353704, 2, {0}}}},
        {52353704, "25201", {{"@", 0, 7, {0, 1, 2, 3, 1, 3}}}},
    };
    struct people people = read_one(chain, 3);

    cr_expect_float_eq(made_count(&people, 52353702, 0, AGE_75), 0.3, 1e-6);
    cr_expect_float_eq(made_count(&people, 52353703, 0, AGE_75), 0.6, 1e-6);
    cr_expect_float_eq(made_count(&people, 52353704, 0, AGE_75), 2.1, 1e-6);
    people_release(&people);
}

Test(share, a_circle_and_an_unmarked_target_share_nothing)
{
    const struct made_mesh circle[] = {
        {52353702, "25201", {{"*", 52353703, 1, {0}}}},
        {52353703, "25201", {{"*", 52353702, 2, {0}}}},
        {52353704, "25201", {{"*", 52353705, 2, {0}}}},
        {52353705, "25201", {{NULL, 0, 10, {0, 1, 2, 3, 1, 3}}}},
        {52353706, "25201", {{"*", 0, 2, {0}}}},
    };
    struct people people = read_one(circle, 5);

    cr_expect_eq(people.hidden[0].unshared, 4);
    cr_expect_eq(people.hidden[0].all, 7);
    cr_expect_eq(made_count(&people, 52353705, 0, AGE_75), 3);
    people_release(&people);
}

Test(share, a_mesh_is_marked_when_any_year_suppresses_it)
{
    struct made_mesh mesh[] = {pair[0], pair[1]};

    mesh[0].year[1] = mesh[0].year[0];
    mesh[1].year[1] = mesh[1].year[0];
    mesh[0].year[0] = (struct made_year){NULL, 0, 10, {0, 1, 2, 3, 1, 3}};
    mesh[1].year[0] = (struct made_year){NULL, 0, 20, {0, 2, 4, 6, 2, 6}};
    const char *path = write_csv("m.csv", mesh, 2, 2);
    struct people people = made_people(&path, 1, years, 2);
    cr_expect_eq(people.mesh[0].note, PEOPLE_SHARED_OUT);
    cr_expect_eq(people.hidden[0].shared, 0);
    cr_expect_eq(people.hidden[1].shared, 1);
    cr_expect_eq(made_count(&people, 52353702, 0, AGE_75), 3);
    cr_expect_float_eq(made_count(&people, 52353702, 1, AGE_75), 0.75, 1e-6);
    people_release(&people);
}

Test(share, a_group_without_people_is_shared_equally)
{
    const struct made_mesh nobody[] = {
        {52353702, "25201", {{"*", 52353703, 0, {0}}}},
        {52353703, "25201", {{"@", 0, 0, {0}}}},
    };
    struct people people = read_one(nobody, 2);

    for (int a = 0; a < AGE_COUNT; a++)
        cr_expect_eq(made_count(&people, 52353702, 0, a), 0);
    people_release(&people);
}

/* ---- the same mesh twice ---- */

Test(share, a_mesh_of_two_files_counts_once)
{
    const char *path[] = {write_csv("a.csv", pair, 2, 1),
                          write_csv("b.csv", pair, 2, 1)};
    struct people people = made_people(path, 2, years, 1);

    cr_expect_eq(people.n_mesh, 2);
    cr_expect_eq(people.n_aside, 0);
    cr_expect_eq(people.source[0].supply.rows.kept, 2);
    cr_expect_eq(people.source[1].supply.rows.merged, 2);
    cr_expect_float_eq(made_sum(&people, 0, AGE_ALL), 100, 1e-6);
    people_release(&people);
}

Test(share, of_contradicting_rows_the_one_with_more_people_stands)
{
    struct made_mesh more = pair[1], less = pair[1];

    more.year[0] = (struct made_year){NULL, 0, 10, {0, 1, 2, 3, 1, 3}};
    less.year[0] = (struct made_year){NULL, 0, 9, {0, 1, 2, 2, 1, 3}};
    for (int turn = 0; turn < 2; turn++) {
        const char *path[] = {
            write_csv(turn ? "b.csv" : "a.csv", turn ? &less : &more, 1, 1),
            write_csv(turn ? "a.csv" : "b.csv", turn ? &more : &less, 1, 1)};
        struct people people = made_people(path, 2, years, 1);
        cr_expect_eq(people.n_mesh, 1);
        cr_expect_eq(made_count(&people, 52353703, 0, AGE_ALL), 10);
        cr_assert_eq(people.n_aside, 1);
        cr_expect_str_eq(people.aside[0].value, "52353703");
        cr_expect_str_eq(people.source[people.aside[0].source].supply.label,
                         "b.csv");
        people_release(&people);
    }
}

/* ---- properties ---- */

static uint64_t state;

static unsigned draw(unsigned below)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % below;
}

#define MANY 400

/* Random meshes; runs of up to 5 are groups whose ages stand in the last. */
static void draw_meshes(struct made_mesh mesh[MANY])
{
    for (size_t i = 0; i < MANY; i++) {
        mesh[i] =
            (struct made_mesh){.code = 52350000 + (i / 100) * 100 + i % 100,
                               .municipality = i % 2 ? "25201" : "25202"};
        struct made_year *year = &mesh[i].year[0];
        for (int a = AGE_0_14; a < AGE_COUNT; a++) {
            year->age[a] = draw(4000) / 2.0;
            year->total += year->age[a];
        }
    }
    for (size_t i = 0; i + 6 < MANY; i += 1 + draw(8)) {
        size_t n = draw(5);
        struct made_year *to = &mesh[i + n].year[0];
        for (size_t k = 0; k < n; k++) {
            struct made_year *from = &mesh[i + k].year[0];
            from->mark = "*";
            from->target = mesh[i + n].code;
            for (int a = AGE_0_14; a < AGE_COUNT; a++) {
                to->age[a] += from->age[a];
                from->age[a] = 0;
            }
        }
        if (n > 0)
            to->mark = "@";
        i += n;
    }
}

Test(share, the_sum_of_every_class_stays_as_published)
{
    static struct made_mesh mesh[MANY];

    for (state = 1; state < 2000; state += 97) {
        uint64_t seed = state;
        double before[AGE_COUNT] = {0};
        draw_meshes(mesh);
        for (size_t i = 0; i < MANY; i++)
            for (int a = AGE_0_14; a < AGE_COUNT; a++)
                before[a] += mesh[i].year[0].age[a];
        struct people people = read_one(mesh, MANY);
        cr_expect_eq(people.hidden[0].unshared, 0);
        cr_expect_gt(people.hidden[0].shared, 0);
        for (int a = AGE_0_14; a < AGE_COUNT; a++)
            cr_expect_float_eq(made_sum(&people, 0, a), before[a],
                               1e-7 * before[a], "seed %llu",
                               (unsigned long long)seed);
        for (size_t i = 0; i < people.n_mesh; i++) {
            double sum = 0;
            for (int a = AGE_0_14; a < AGE_COUNT; a++)
                sum += people_of(&people, i, 0)[a];
            cr_expect_float_eq(sum, people_of(&people, i, 0)[AGE_ALL],
                               1e-6 * sum + 1e-6);
        }
        people_release(&people);
        state = seed;
    }
}

static void shuffle(struct made_mesh *mesh, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t k = draw((unsigned)i);
        struct made_mesh kept = mesh[i - 1];
        mesh[i - 1] = mesh[k];
        mesh[k] = kept;
    }
}

Test(share, neither_the_order_of_rows_nor_of_files_changes_anything)
{
    static struct made_mesh mesh[MANY];

    for (uint64_t seed = 5; seed < 600; seed += 71) {
        state = seed;
        draw_meshes(mesh);
        struct people first = read_one(mesh, MANY);
        shuffle(mesh, MANY);
        size_t cut = 1 + draw(MANY - 1);
        const char *path[] = {write_csv("z.csv", mesh, cut, 1),
                              write_csv("y.csv", mesh + cut, MANY - cut, 1)};
        struct people second = made_people(path, 2, years, 1);
        cr_assert_eq(first.n_mesh, second.n_mesh);
        cr_expect_eq(
            memcmp(first.mesh, second.mesh, first.n_mesh * sizeof(*first.mesh)),
            0);
        cr_expect_eq(memcmp(first.count, second.count,
                            first.n_mesh * AGE_COUNT * sizeof(float)),
                     0, "seed %llu", (unsigned long long)seed);
        cr_expect_eq(first.hidden[0].all, second.hidden[0].all);
        people_release(&first);
        people_release(&second);
    }
}
