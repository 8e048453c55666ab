#include "output/print/label_field.h"
#include "output/print/map_plan.h"
#include "tests/print/given_ground.h"

static struct arena arena;

static void release(void)
{
    arena_release(&arena);
}

TestSuite(map_plan, .fini = release);

static const struct label_sizes sizes = {
    .symbol = 11, .number = 8.5, .digit = 5.5};
static const struct map_room room = {.overview = {34, 120, 527, 500},
                                     .details = {34, 34, 527, 740},
                                     .caption = 20,
                                     .below = 24,
                                     .gap = 14,
                                     .first_page = 2};

static struct map_plan planned(struct map_pin *pin, size_t n)
{
    struct extent extent = EXTENT_EMPTY;

    extent_add(&extent, (struct lonlat){GIVEN_WEST, GIVEN_SOUTH});
    extent_add(&extent, (struct lonlat){GIVEN_WEST + 0.1, GIVEN_SOUTH + 0.1});
    for (size_t i = 0; i < n; i++)
        pin[i].number = (unsigned)i + 1;
    return map_plan(&sizes, &room, false, &extent, pin, n, &arena);
}

static struct map_pin *scattered(size_t n)
{
    struct map_pin *pin = arena_alloc(&arena, (n + 1) * sizeof(*pin));
    uint64_t state = 7;

    for (size_t i = 0; i < n; i++)
        pin[i].point = given_point(&state);
    return pin;
}

Test(map_plan, every_pin_has_its_number_on_exactly_one_map)
{
    static const size_t count[] = {0, 1, 2, 13, 75, 300, 1200};

    for (size_t c = 0; c < sizeof(count) / sizeof(*count); c++) {
        size_t n = count[c];
        struct map_plan plan = planned(scattered(n), n);
        unsigned *seen = arena_alloc(&arena, (n + 1) * sizeof(*seen));
        for (size_t m = 0; m < plan.n_map; m++)
            for (size_t l = 0; l < plan.map[m].n_label; l++) {
                const struct map_label *label = &plan.map[m].label[l];
                cr_expect_neq(label->form, LABEL_NONE);
                for (size_t i = 0; i < label->n; i++)
                    seen[plan.map[m].pin[label->first + i]]++;
            }
        for (size_t i = 0; i < n; i++)
            cr_expect_eq(seen[i], 1, "pin %zu of %zu: %u times", i, n, seen[i]);
    }
}

static void expect_apart(const struct map *map)
{
    const struct box *frame = &map->ground.frame;

    for (size_t a = 0; a < map->n_label; a++) {
        const struct box *box = &map->label[a].box;
        cr_expect(box_within(box, frame), "a label leaves the map");
        for (size_t b = a + 1; b < map->n_label; b++) {
            cr_expect_not(box_meets(box, &map->label[b].box),
                          "labels on one another");
            cr_expect_not(box_has(box, map->label[b].at),
                          "a label hides a place");
        }
        for (size_t f = 0; f < map->n_frame; f++)
            cr_expect_not(box_meets(box, &map->frame[f].box),
                          "a label on a frame");
    }
    for (size_t a = 0; a < map->n_frame; a++) {
        cr_expect(box_within(&map->frame[a].box, frame));
        for (size_t b = a + 1; b < map->n_frame; b++) {
            struct box inner = map->frame[b].box;
            inner.x += 0.01;
            inner.y += 0.01;
            inner.width -= 0.02;
            inner.height -= 0.02;
            cr_expect_not(box_meets(&map->frame[a].box, &inner),
                          "frames on one another");
        }
    }
}

Test(map_plan, labels_and_frames_never_meet)
{
    for (size_t n = 50; n <= 800; n *= 2) {
        struct map_plan plan = planned(scattered(n), n);
        for (size_t m = 0; m < plan.n_map; m++)
            expect_apart(&plan.map[m]);
    }
}

Test(map_plan, a_detail_shows_what_its_frame_holds_and_larger)
{
    struct map_plan plan = planned(scattered(900), 900);

    cr_assert_gt(plan.n_map, 2);
    for (size_t m = 0; m < plan.n_map; m++)
        for (size_t f = 0; f < plan.map[m].n_frame; f++) {
            const struct box *box = &plan.map[m].frame[f].box;
            const struct map *detail = &plan.map[plan.map[m].frame[f].map];
            struct canvas_point corner = {box->x, box->y};
            struct canvas_point there = ground_point(
                &detail->ground, ground_lonlat(&plan.map[m].ground, corner));
            cr_expect_eq(detail->parent, m);
            cr_expect_float_eq(there.x, detail->ground.frame.x, 0.05);
            cr_expect_float_eq(there.y, detail->ground.frame.y, 0.05);
            cr_expect_gt(detail->ground.scale, plan.map[m].ground.scale * 1.4);
            for (size_t l = 0; l < detail->n_label; l++)
                cr_expect(box_has(&detail->ground.frame, detail->label[l].at));
        }
}

Test(map_plan, details_have_names_and_places_of_their_own)
{
    struct map_plan plan = planned(scattered(900), 900);

    for (size_t i = 0; i + 1 < plan.n_map; i++) {
        const struct map *a = &plan.map[plan.order[i]];
        cr_expect_geq(a->page, 2);
        cr_expect_leq(a->page, plan.last_page);
        cr_expect_gt(a->page, plan.map[a->parent].page - 1);
        cr_expect(box_within(&a->place, &room.details));
        for (size_t k = i + 1; k + 1 < plan.n_map; k++) {
            const struct map *b = &plan.map[plan.order[k]];
            cr_expect_str_neq(a->name, b->name);
            cr_expect_leq(a->page, b->page);
            cr_expect(a->page != b->page || !box_meets(&a->place, &b->place));
        }
    }
}

Test(map_plan, pins_of_one_place_share_a_label)
{
    struct map_pin *pin = scattered(5);

    for (size_t i = 0; i < 5; i++)
        pin[i].point = (struct lonlat){GIVEN_WEST + 0.05, GIVEN_SOUTH + 0.05};
    struct map_plan plan = planned(pin, 5);
    cr_assert_eq(plan.n_map, 1);
    cr_assert_eq(plan.map[0].n_label, 1);
    cr_expect_eq(plan.map[0].label[0].n, 5);
    cr_expect_eq(plan.n_note, 0);
}

Test(map_plan, more_pins_than_a_label_can_name_become_a_note)
{
    struct map_pin *pin = scattered(500);

    for (size_t i = 0; i < 300; i++)
        pin[i].point = (struct lonlat){GIVEN_WEST + 0.05, GIVEN_SOUTH + 0.05};
    struct map_plan plan = planned(pin, 500);
    cr_assert_eq(plan.n_note, 1);
    const struct map *map = &plan.map[plan.note[0].map];
    cr_expect_eq(map->label[plan.note[0].label].n, 300);
    cr_expect_eq(map->label[plan.note[0].label].note, 1);
}

/* Nearer to each other than any map could show. */
Test(map_plan, a_dense_grid_of_pins_ends)
{
    struct map_pin *pin = scattered(900);

    for (size_t i = 0; i < 900; i++)
        pin[i].point =
            (struct lonlat){GIVEN_WEST + 0.05 + (double)(i % 30) * 3e-5,
                            GIVEN_SOUTH + 0.05 + (double)(i / 30) * 3e-5};
    struct map_plan plan = planned(pin, 900);
    cr_expect_lt(plan.n_map, 60);
}

/* As on a small map in large print: no label has room anywhere. */
Test(map_plan, no_pin_is_lost_where_there_is_no_room_at_all)
{
    struct map_pin *pin = scattered(60);
    const struct label_sizes large = {.symbol = 70, .number = 60, .digit = 40};
    struct map_room small = room;
    struct extent extent = EXTENT_EMPTY;
    size_t named = 0;

    small.overview = (struct box){34, 120, 60, 60};
    small.details = (struct box){34, 34, 150, 150};
    extent_add(&extent, (struct lonlat){GIVEN_WEST, GIVEN_SOUTH});
    for (size_t i = 0; i < 60; i++) {
        pin[i].number = (unsigned)i + 1;
        extent_add(&extent, pin[i].point);
    }
    struct map_plan plan =
        map_plan(&large, &small, false, &extent, pin, 60, &arena);
    for (size_t m = 0; m < plan.n_map; m++)
        for (size_t l = 0; l < plan.map[m].n_label; l++) {
            const struct map_label *label = &plan.map[m].label[l];
            cr_expect_neq(label->form, LABEL_NONE);
            cr_expect(label->n == 1 || label->form == LABEL_APART,
                      "%zu pins are drawn as one", label->n);
            named += label->n;
        }
    cr_expect_eq(named, 60);
}
