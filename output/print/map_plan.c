#include "output/print/map_plan.h"

#include "output/print/map_arrange.h"
#include "output/print/map_crowd.h"
#include "output/print/map_solve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_RATIO 1000.0 /* no map is larger than 1:1000 */
#define ENLARGE_LEAST 1.5
#define DEPTH_MOST 6
#define DETAIL_LEAST 150.0 /* points: side of a detail map */
#define FURTHER_A_PAGE                                                         \
    35.0                   /* pins that a page of further maps takes, about    \
                            */
#define COVER_MOST 0.4     /* of a map, by labels */
#define REACH_OVERVIEW 4.0 /* lines to labels, in symbols */
#define REACH_DETAIL 9.0
#define REACH_LONG 24.0 /* where that saves a further map */

struct planner {
    struct map_plan plan;
    const struct map_room *room;
    bool wide;
    size_t cap;
    struct arena *arena;
};

/* The members of a map that is still to be planned. */
struct task {
    size_t map;
    size_t *member;
    size_t n;
};

struct tasks {
    struct task *task;
    size_t n, cap, next;
};

static struct solving solving_of(const struct planner *planner,
                                 const struct task *task, double reach)
{
    const struct map_room *room = planner->room;

    return (struct solving){.sizes = &planner->plan.sizes,
                            .pin = planner->plan.pin,
                            .n_pin = planner->plan.n_pin,
                            .member = task->member,
                            .n = task->n,
                            .reach = reach * planner->plan.sizes.symbol,
                            .full_width = room->details.width,
                            .full_height = room->details.height -
                                           room->caption - room->below,
                            .arena = planner->arena};
}

static size_t add_map(struct planner *planner, struct map map)
{
    struct map_plan *plan = &planner->plan;

    plan->map = mem_room(plan->map, plan->n_map, &planner->cap, sizeof(map));
    plan->map[plan->n_map] = map;
    return plan->n_map++;
}

/* ---- frames become maps ---- */

/* The part of the earth in `frame` of `parent`, as large as the cell and the
 * largest scale allow. */
static struct ground enlarged(const struct planner *planner,
                              const struct ground *parent,
                              const struct box *frame, enum map_size size)
{
    struct box cell = map_cell(planner->room, planner->wide, size);
    double height = cell.height - planner->room->caption - planner->room->below;
    double gain = fmin(cell.width / frame->width, height / frame->height);
    double most =
        ground_metres_per_point(parent) * PAPER_MM(1000) / LEAST_RATIO;

    gain = fmin(gain, fmax(most, 1));
    return (struct ground){
        .frame = {0, 0, frame->width * gain, frame->height * gain},
        .west = parent->west + (frame->x - parent->frame.x) / parent->scale,
        .north = parent->north + (frame->y - parent->frame.y) / parent->scale,
        .scale = parent->scale * gain};
}

static void add_task(struct tasks *tasks, struct task task)
{
    tasks->task = mem_room(tasks->task, tasks->n, &tasks->cap, sizeof(task));
    tasks->task[tasks->n++] = task;
}

static void add_children(struct planner *planner, size_t parent,
                         const struct task *task, const size_t *frame_of,
                         struct tasks *tasks)
{
    for (size_t f = 0; f < planner->plan.map[parent].n_frame; f++) {
        struct task child = {0};
        child.member =
            arena_alloc(planner->arena, (task->n + 1) * sizeof(*child.member));
        for (size_t i = 0; i < task->n; i++)
            if (frame_of[i] == f)
                child.member[child.n++] = task->member[i];
        child.map =
            add_map(planner,
                    (struct map){.parent = parent,
                                 .depth = planner->plan.map[parent].depth + 1});
        planner->plan.map[parent].frame[f].map = child.map;
        add_task(tasks, child);
    }
}

/* Times that this map can be enlarged. */
static double enlargeable(const struct ground *ground)
{
    return ground_metres_per_point(ground) * PAPER_MM(1000) / LEAST_RATIO;
}

static enum map_size smallest(const struct planner *planner)
{
    return planner->room->no_quarters ? MAP_HALF : MAP_QUARTER;
}

/* What crowd_cut() asks about a part of a map. */
struct question {
    const struct planner *planner;
    const struct task *task; /* the map's */
    const struct ground *ground;
};

/* Of the map, by the labels of its pins: at least, since boxes have edges. */
static double covered(const struct solving *solving,
                      const struct ground *ground)
{
    return (double)solving->n * label_item_width(solving->sizes, 1) *
           label_item_height(solving->sizes) /
           (ground->frame.width * ground->frame.height);
}

/* Pages of a detail map of this part: a quarter, a half, a whole; and a guess
 * at the further ones that it needs. */
static double part_cost(void *context, const struct box *frame,
                        const size_t *member, size_t n)
{
    static const double pages[] = {
        [MAP_FULL] = 1, [MAP_HALF] = 0.5, [MAP_QUARTER] = 0.25};
    const struct question *question = context;
    const struct planner *planner = question->planner;
    struct arena arena = {0};
    struct task part = {0};
    size_t failed = n;
    double cost = 0;

    part.member = arena_alloc(&arena, (n + 1) * sizeof(*part.member));
    for (; part.n < n; part.n++)
        part.member[part.n] = question->task->member[member[part.n]];
    struct solving solving = solving_of(planner, &part, REACH_DETAIL);
    solving.arena = &arena;
    for (int size = smallest(planner); size >= MAP_FULL && failed; size--) {
        struct ground ground =
            enlarged(planner, question->ground, frame, (enum map_size)size);
        cost = pages[size];
        if (size == MAP_FULL || covered(&solving, &ground) <= COVER_MOST)
            failed = map_solve_failed(&solving, &ground);
    }
    arena_release(&arena);
    return cost + (failed ? 0.25 + (double)failed / FURTHER_A_PAGE : 0);
}

/* The smallest map that has room for all; else a full one, with frames. */
static void plan_detail(struct planner *planner, const struct task *task,
                        struct tasks *tasks)
{
    struct map_plan *plan = &planner->plan;
    struct solving solving = solving_of(planner, task, REACH_DETAIL);
    struct map *map = &plan->map[task->map];
    const struct box *box = map_box_in_parent(plan, task->map);
    size_t *frame_of;

    for (int size = smallest(planner); size >= MAP_FULL; size--) {
        map->size = (enum map_size)size;
        map->ground =
            enlarged(planner, &plan->map[map->parent].ground, box, map->size);
        if (map_solve_labels(&solving, map))
            return;
    }
    solving.reach = REACH_LONG * plan->sizes.symbol;
    if (map_solve_labels(&solving, map))
        return;
    if (map->depth >= DEPTH_MOST || enlargeable(&map->ground) < ENLARGE_LEAST) {
        map_solve_last(&solving, map);
        return;
    }
    struct question question = {planner, task, &map->ground};
    solving.least = DETAIL_LEAST / enlargeable(&map->ground);
    map_solve_frames(&solving, map, part_cost, &question, &frame_of);
    add_children(planner, task->map, task, frame_of, tasks);
}

static void plan_overview(struct planner *planner, const struct task *task,
                          const struct extent *extent, struct tasks *tasks)
{
    struct solving solving = solving_of(planner, task, REACH_OVERVIEW);
    double margin = label_item_width(solving.sizes, 3);
    size_t *frame_of;

    add_map(planner, (struct map){.page = 1});
    struct map *map = &planner->plan.map[0];
    map->place = planner->room->overview;
    map->ground =
        ground_fit(planner->room->overview, extent, margin, 2 * LEAST_RATIO);
    struct question question = {planner, task, &map->ground};
    solving.least = DETAIL_LEAST / enlargeable(&map->ground);
    map_solve_frames(&solving, map, part_cost, &question, &frame_of);
    add_children(planner, 0, task, frame_of, tasks);
}

struct map_plan map_plan(const struct label_sizes *sizes,
                         const struct map_room *room, bool wide,
                         const struct extent *extent, const struct map_pin *pin,
                         size_t n_pin, struct arena *arena)
{
    struct planner planner = {
        .plan = {.sizes = *sizes, .pin = pin, .n_pin = n_pin},
        .room = room,
        .wide = wide,
        .arena = arena};
    struct tasks tasks = {0};
    struct task all = {0};

    all.member = arena_alloc(arena, (n_pin + 1) * sizeof(*all.member));
    for (; all.n < n_pin; all.n++)
        all.member[all.n] = all.n;
    plan_overview(&planner, &all, extent, &tasks);
    while (tasks.next < tasks.n) {
        struct task task = tasks.task[tasks.next++];
        plan_detail(&planner, &task, &tasks);
    }
    free(tasks.task);
    struct map *maps = planner.plan.map;
    planner.plan.map = arena_alloc(arena, planner.plan.n_map * sizeof(*maps));
    memcpy(planner.plan.map, maps, planner.plan.n_map * sizeof(*maps));
    free(maps);
    map_arrange(&planner.plan, room, wide, arena);
    return planner.plan;
}
