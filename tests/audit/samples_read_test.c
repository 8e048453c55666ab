/* The files of samples/audit as their README tells them. */
#include "audit/imported.h"
#include "audit/travel.h"
#include "tests/audit/read_given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SAMPLES SOURCE_DIR "/samples/audit/"

static void add_place(struct table *table, const char *code, const char *name,
                      const char *successor)
{
    struct municipality *place =
        municipalities_set(&table->municipalities, &table->arena, code, name,
                           NULL, PLACE_REGISTRY);

    if (successor)
        memcpy(place->successor, successor, 6);
}

/* The two towns, their meshes and visiting nurses. */
static void given_samples(struct world *world)
{
    static const char *const ids[] = {"k-2569900075", "k-2569900083",
                                      "k-25B9900013", "k-2569900109"};
    struct err err = {0};
    int year[] = {2025, 2040};

    *world = (struct world){0};
    for (size_t i = 0; i < 4; i++)
        table_add(&world->table, ids[i]);
    add_place(&world->table, "25299", "みなと市", NULL);
    add_place(&world->table, "25499", "みずうみ町", NULL);
    add_place(&world->table, "25591", "磯津町", "25299");
    cr_assert(people_read_mesh(&world->people,
                               SOURCE_DIR
                               "/samples/population/500m_mesh_2024_25.csv",
                               year, 2, &err),
              "%s", err.text);
    cr_assert(people_settle(&world->people, &err), "%s", err.text);
}

static void samples_end(struct world *world)
{
    regions_release(&world->regions);
    table_release(&world->table);
    people_release(&world->people);
}

Test(samples, areas_give_two_kinds)
{
    struct region_file file = {NULL, SAMPLES "areas.csv"};
    struct world world;

    given_samples(&world);
    world_read(&world, &file, 1, NULL, 0);
    const struct region_set *medical = world_set(&world, "二次医療圏");
    const struct region_set *plan = world_set(&world, "構想区域");
    cr_assert_eq(medical->n_region, 1);
    cr_assert_eq(plan->n_region, 2);
    cr_assert_str_eq(medical->vintage, "令和6年度");
    for (size_t i = 0; i < world.people.n_mesh; i++) {
        bool city =
            strcmp(world.people.mesh[i].municipality_code, "25299") == 0;
        cr_assert_str_eq(world_at(medical, i), "2599");
        cr_assert_str_eq(world_at(plan, i), city ? "2598" : "2599");
    }
    cr_assert_eq(medical->supply->rows.kept, 2);
    cr_assert_eq(medical->supply->rows.merged, 1); /* 磯津町 */
    samples_end(&world);
}

Test(samples, indicators_and_progress_belong_to_the_towns)
{
    struct region_file file = {NULL, SAMPLES "areas.csv"};
    struct imported imported = {0};
    struct world world;
    struct err err = {0};

    given_samples(&world);
    world_read(&world, &file, 1, NULL, 0);
    cr_assert(imported_read_indicators(&imported, SAMPLES "indicators.csv",
                                       &world.regions, &err),
              "%s", err.text);
    cr_assert(imported_read_progress(&imported, SAMPLES "progress.csv",
                                     &world.regions, &err),
              "%s", err.text);
    imported_settle(&imported);
    cr_assert(supply_balanced(&imported.supply[0]));
    cr_assert_eq(imported.supply[0].rows.blank, 1);
    cr_assert_eq(imported.supply[0].rows.set_aside, 1);
    size_t nowhere = 0, text = 0;
    for (size_t i = 0; i < imported.n_value; i++) {
        nowhere += imported.value[i].set == REGION_NONE;
        text += isnan(imported.value[i].value);
    }
    cr_assert_eq(nowhere, 2); /* 全国, 隣の県の町 */
    cr_assert_eq(text, 2);    /* ***, … */
    cr_assert(supply_balanced(&imported.supply[1]));
    cr_assert_eq(imported.supply[1].rows.kept, 24 + 32 + 4);
    double sum = 0;
    for (size_t i = 0; i < imported.n_progress; i++)
        sum += imported.progress[i].total ? imported.progress[i].count : 0;
    cr_assert_eq(sum, 8 * 1741);
    imported_release(&imported);
    samples_end(&world);
}

Test(samples, travel_weights_and_candidates_are_read)
{
    struct candidate_place *place = NULL;
    struct travel travel = {0};
    struct arena arena = {0};
    struct supply supply;
    struct aside_list aside = {0};
    struct world world;
    struct err err = {0};
    double weight[4];
    size_t n = 0;

    given_samples(&world);
    cr_assert(travel_read(SAMPLES "od.csv", &world.table, &travel, &err), "%s",
              err.text);
    cr_assert_eq(travel.supply.rows.blank, 3);
    cr_assert_eq(travel.supply.rows.merged, 1);
    cr_assert_eq(travel.supply.rows.set_aside, 1);
    cr_assert_eq(travel.n_from, world.people.n_mesh - 3); /* the island */
    cr_assert(weights_read(SAMPLES "weights.csv", &world.table, weight, &supply,
                           &aside, &arena, &err),
              "%s", err.text);
    cr_assert_eq(weight[0], 8.5);
    cr_assert_eq(weight[1], 3.2);
    cr_assert(isnan(weight[3]));
    cr_assert_eq(supply.rows.set_aside, 1);
    cr_assert(candidates_read(SAMPLES "candidates.csv", &place, &n, &supply,
                              &aside, &arena, &err),
              "%s", err.text);
    cr_assert_eq(n, 4);
    cr_assert_eq(aside.n, 1);
    free(aside.item);
    travel_release(&travel);
    arena_release(&arena);
    samples_end(&world);
}
