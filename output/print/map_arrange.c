#include "output/print/map_arrange.h"

#include <stdlib.h>

struct box map_cell(const struct map_room *room, bool wide, enum map_size size)
{
    struct box cell = {0, 0, room->details.width, room->details.height};
    bool narrow = size == MAP_QUARTER || (size == MAP_HALF && wide);
    bool low = size == MAP_QUARTER || (size == MAP_HALF && !wide);

    if (narrow)
        cell.width = (cell.width - room->gap) / 2;
    if (low)
        cell.height = (cell.height - room->gap) / 2;
    return cell;
}

const struct box *map_box_in_parent(const struct map_plan *plan, size_t map)
{
    const struct map *parent = &plan->map[plan->map[map].parent];
    size_t f = 0;

    while (parent->frame[f].map != map)
        f++;
    return &parent->frame[f].box;
}

struct ranked {
    const struct map *map;
    size_t index;
    double x, y;
};

/* Outer before inner, large before small, then as one reads. */
static int by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->map->depth != y->map->depth)
        return x->map->depth < y->map->depth ? -1 : 1;
    if (x->map->size != y->map->size)
        return x->map->size < y->map->size ? -1 : 1;
    if (x->map->parent != y->map->parent)
        return x->map->parent < y->map->parent ? -1 : 1;
    if (x->y != y->y)
        return x->y < y->y ? -1 : 1;
    if (x->x != y->x)
        return x->x < y->x ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* A ... Z, AA, AB ... */
static void name_map(char name[8], size_t n)
{
    char reversed[8];
    size_t len = 0;

    for (n++; n > 0 && len < 6; n = (n - 1) / 26)
        reversed[len++] = (char)('A' + (n - 1) % 26);
    for (size_t i = 0; i < len; i++)
        name[i] = reversed[len - 1 - i];
    name[len] = '\0';
}

static void shift_box(struct box *box, double dx, double dy)
{
    box->x += dx;
    box->y += dy;
}

static void shift_map(struct map *map, double dx, double dy)
{
    shift_box(&map->ground.frame, dx, dy);
    for (size_t l = 0; l < map->n_label; l++) {
        map->label[l].at.x += dx;
        map->label[l].at.y += dy;
        shift_box(&map->label[l].box, dx, dy);
    }
    for (size_t f = 0; f < map->n_frame; f++)
        shift_box(&map->frame[f].box, dx, dy);
    for (size_t d = 0; d < map->n_dot; d++) {
        map->dot[d].x += dx;
        map->dot[d].y += dy;
    }
}

/* Fill pages of four cells; a half takes two, a full map all. */
static void set_pages(struct map_plan *plan, const struct map_room *room,
                      bool wide)
{
    static const unsigned cells[] = {
        [MAP_FULL] = 4, [MAP_HALF] = 2, [MAP_QUARTER] = 1};
    unsigned at = 4; /* the page is full */

    plan->last_page = room->first_page - 1;
    for (size_t i = 0; i + 1 < plan->n_map; i++) {
        struct map *map = &plan->map[plan->order[i]];
        unsigned n = cells[map->size];
        at = (at + n - 1) / n * n; /* a half begins a row */
        if (at >= 4) {
            plan->last_page++;
            at = 0;
        }
        struct box cell = map_cell(room, wide, map->size);
        struct box quarter = map_cell(room, wide, MAP_QUARTER);
        unsigned second = wide ? at / 2 : at % 2;
        unsigned lower = wide ? at % 2 : at / 2;
        shift_box(&cell, room->details.x + second * (quarter.width + room->gap),
                  room->details.y + lower * (quarter.height + room->gap));
        map->place = cell;
        map->page = plan->last_page;
        shift_map(map, cell.x + (cell.width - map->ground.frame.width) / 2,
                  cell.y + room->caption);
        name_map(map->name, i);
        at += n;
    }
}

static void set_order(struct map_plan *plan, struct arena *arena)
{
    size_t n = plan->n_map - 1;
    struct ranked *ranked = arena_alloc(arena, (n + 1) * sizeof(*ranked));

    for (size_t i = 0; i < n; i++) {
        const struct box *box = map_box_in_parent(plan, i + 1);
        ranked[i] = (struct ranked){&plan->map[i + 1], i + 1, box->x, box->y};
    }
    qsort(ranked, n, sizeof(*ranked), by_rank);
    plan->order = arena_alloc(arena, (n + 1) * sizeof(*plan->order));
    for (size_t i = 0; i < n; i++)
        plan->order[i] = ranked[i].index;
}

/* Number the notes as the maps come. */
static void set_notes(struct map_plan *plan, struct arena *arena)
{

    plan->note = arena_alloc(arena, (plan->n_pin + 1) * sizeof(*plan->note));
    for (size_t i = 0; i < plan->n_map; i++) {
        size_t m = i ? plan->order[i - 1] : 0;
        for (size_t l = 0; l < plan->map[m].n_label; l++)
            if (plan->map[m].label[l].note) {
                plan->note[plan->n_note++] = (struct map_note){m, l};
                plan->map[m].label[l].note = (unsigned)plan->n_note;
            }
    }
}

void map_arrange(struct map_plan *plan, const struct map_room *room, bool wide,
                 struct arena *arena)
{
    set_order(plan, arena);
    set_pages(plan, room, wide);
    set_notes(plan, arena);
}
