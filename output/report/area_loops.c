/* Which loop lies in which. */
#include "output/report/area_net.h"

#include <math.h>
#include <stdlib.h>

struct box {
    struct land_vertex least, most;
};

static int by_area(const void *a, const void *b)
{
    const struct area_loop *x = a, *y = b;

    if (fabs(x->area) != fabs(y->area))
        return fabs(x->area) < fabs(y->area) ? 1 : -1;
    return (x->first > y->first) - (x->first < y->first);
}

static struct box box_of(const struct area_loops *loops,
                         const struct area_loop *loop)
{
    struct box box = {{INT32_MAX, INT32_MAX}, {INT32_MIN, INT32_MIN}};

    for (size_t i = 0; i < loop->n; i++) {
        struct land_vertex at = loops->vertex[loop->first + i];
        box.least.x = at.x < box.least.x ? at.x : box.least.x;
        box.least.y = at.y < box.least.y ? at.y : box.least.y;
        box.most.x = at.x > box.most.x ? at.x : box.most.x;
        box.most.y = at.y > box.most.y ? at.y : box.most.y;
    }
    return box;
}

/* Is the point (in half units, exactly) inside? By crossings (Shimrat 1962). */
static bool holds(const struct area_loops *loops, const struct area_loop *loop,
                  int64_t x, int64_t y)
{
    bool inside = false;

    for (size_t i = 0; i < loop->n; i++) {
        struct land_vertex a = loops->vertex[loop->first + i];
        struct land_vertex b = loops->vertex[loop->first + (i + 1) % loop->n];
        int64_t ay = 2 * (int64_t)a.y, by = 2 * (int64_t)b.y;
        if ((ay > y) == (by > y))
            continue;
        int64_t ax = 2 * (int64_t)a.x, bx = 2 * (int64_t)b.x;
        /* x of the line at y, times (by - ay) */
        int64_t left = (x - ax) * (by - ay), right = (bx - ax) * (y - ay);
        if (by > ay ? left < right : left > right)
            inside = !inside;
    }
    return inside;
}

static bool in_box(const struct box *box, int64_t x, int64_t y)
{
    return x >= 2 * (int64_t)box->least.x && x <= 2 * (int64_t)box->most.x &&
           y >= 2 * (int64_t)box->least.y && y <= 2 * (int64_t)box->most.y;
}

/* The middle of a loop's first line is on no other loop: a line is in one. */
void area_loops_nest(struct area_loops *loops)
{
    struct box *box = mem_alloc((loops->n_loop + 1) * sizeof(*box));

    if (loops->n_loop)
        qsort(loops->loop, loops->n_loop, sizeof(*loops->loop), by_area);
    for (size_t l = 0; l < loops->n_loop; l++)
        box[l] = box_of(loops, &loops->loop[l]);
    for (size_t l = 0; l < loops->n_loop; l++) {
        struct area_loop *loop = &loops->loop[l];
        struct land_vertex a = loops->vertex[loop->first];
        struct land_vertex b = loops->vertex[loop->first + 1];
        int64_t x = (int64_t)a.x + b.x, y = (int64_t)a.y + b.y;
        loop->parent = SIZE_MAX;
        /* Only a larger loop can be around it. */
        for (size_t k = 0; k < l; k++)
            if (in_box(&box[k], x, y) && holds(loops, &loops->loop[k], x, y)) {
                loop->depth++;
                if (loops->loop[k].depth % 2 == 0)
                    loop->parent = k;
            }
    }
    free(box);
}

void area_loops_release(struct area_loops *loops)
{
    free(loops->vertex);
    free(loops->loop);
    *loops = (struct area_loops){0};
}
