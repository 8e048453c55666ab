/* A view of an invented square town, 0.1 degrees a side, with two neighbours
 * and towns, and pins that a generator of numbers scatters. */
#ifndef TESTS_PRINT_GIVEN_GROUND_H
#define TESTS_PRINT_GIVEN_GROUND_H

#include "tests/output/sample_view.h"

#define GIVEN_WEST 136.0
#define GIVEN_SOUTH 35.0

/* Numbers from 0 to below 1, the same on every machine (Knuth's MMIX). */
static inline double given_number(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 40) / (double)(1 << 24);
}

static inline void given_square(struct land *land, const char *code,
                                double west, double south)
{
    const struct lonlat corner[] = {{west, south},
                                    {west + 0.1, south},
                                    {west + 0.1, south + 0.1},
                                    {west, south + 0.1}};

    land_add_place(land, code);
    land_add_ring(land, corner, 4, false);
}

/* The caller releases the land. */
static inline void given_ground(struct view *view, struct land *land,
                                struct arena *arena)
{
    static const char *const name[] = {"みなと市", "みずうみ町", "山手市"};
    struct view_place *place = arena_alloc(arena, 3 * sizeof(*place));
    struct view_town *town = arena_alloc(arena, 2 * sizeof(*town));

    given_square(land, "25299", GIVEN_WEST, GIVEN_SOUTH);
    given_square(land, "25498", GIVEN_WEST + 0.1, GIVEN_SOUTH);
    given_square(land, "25499", GIVEN_WEST, GIVEN_SOUTH + 0.1);
    for (size_t i = 0; i < 3; i++)
        place[i] = (struct view_place){land->place[i].code,
                                       name[i],
                                       i == 0,
                                       land->ring + land->place[i].first_ring,
                                       land->place[i].n_ring,
                                       land->place[i].least,
                                       land->place[i].most};
    town[0] = (struct view_town){
        "みなと市", "湊町一丁目", {GIVEN_WEST + 0.02, GIVEN_SOUTH + 0.08}, 900};
    town[1] = (struct view_town){
        "みなと市", "灯台前", {GIVEN_WEST + 0.08, GIVEN_SOUTH + 0.02}, NAN};
    view->land = land;
    view->ground = place;
    view->n_ground = 3;
    view->town = town;
    view->n_town = 2;
    view->ground_credit = "行政区域を加工して作成";
    view->created = "2026-04-15";
}

/* Most of the pins stand in a few crowded places, some of them twice. */
static inline struct lonlat given_point(uint64_t *state)
{
    double x = given_number(state), y = given_number(state);

    if (given_number(state) < 0.7) {
        double part = floor(given_number(state) * 4) / 4;
        x = 0.2 + part / 2 + x * 0.05;
        y = 0.3 + part / 3 + floor(y * 20) / 400;
    }
    return (struct lonlat){GIVEN_WEST + x * 0.1, GIVEN_SOUTH + y * 0.1};
}

static inline void given_points(struct view *view)
{
    uint64_t state = 1;

    for (size_t r = 0; r < view->n_row; r++)
        view->row[r].point = given_point(&state);
}

#endif
