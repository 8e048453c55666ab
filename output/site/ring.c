#include "output/site/ring.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void add(struct ring *ring, struct ring_point point)
{
    ring->point =
        mem_room(ring->point, ring->n, &ring->cap, sizeof(*ring->point));
    ring->point[ring->n++] = point;
}

void ring_set(struct ring *ring, const struct land *land,
              const struct land_ring *from)
{
    ring->n = 0;
    for (uint32_t i = 0; i + 1 < from->n; i++) {
        struct land_vertex vertex = land->vertex[from->first + i];
        add(ring, (struct ring_point){vertex.x, vertex.y});
    }
}

/* How far inside one of the four edges of the box. */
static double inside(const struct ring_box *box, int edge,
                     struct ring_point point)
{
    switch (edge) {
    case 0:
        return point.x - box->least.x;
    case 1:
        return box->most.x - point.x;
    case 2:
        return point.y - box->least.y;
    default:
        return box->most.y - point.y;
    }
}

void ring_clip(struct ring *ring, const struct ring_box *box)
{
    struct ring kept = {0};

    for (int edge = 0; edge < 4; edge++) {
        kept.n = 0;
        for (size_t i = 0; i < ring->n; i++) {
            struct ring_point a = ring->point[i];
            struct ring_point b = ring->point[(i + 1) % ring->n];
            double in_a = inside(box, edge, a), in_b = inside(box, edge, b);
            if (in_a >= 0)
                add(&kept, a);
            if ((in_a >= 0) != (in_b >= 0)) {
                double part = in_a / (in_a - in_b);
                add(&kept, (struct ring_point){a.x + part * (b.x - a.x),
                                               a.y + part * (b.y - a.y)});
            }
        }
        struct ring swap = *ring;
        *ring = kept;
        kept = swap;
    }
    ring_release(&kept);
}

/* From the line through a and b; from a where they are one. */
static double distance(struct ring_point p, struct ring_point a,
                       struct ring_point b)
{
    double x = b.x - a.x, y = b.y - a.y, length = hypot(x, y);

    if (length == 0)
        return hypot(p.x - a.x, p.y - a.y);
    return fabs(x * (p.y - a.y) - y * (p.x - a.x)) / length;
}

/* Mark what must stay between two points that stay. */
static void mark(const struct ring_point *point, size_t first, size_t last,
                 double tolerance, bool *stays)
{
    size_t(*open)[2] = NULL, n = 0, cap = 0;

    open = mem_room(open, n, &cap, sizeof(*open));
    open[n][0] = first, open[n++][1] = last;
    while (n > 0) {
        n--;
        size_t from = open[n][0], to = open[n][1], farthest = from;
        double most = tolerance;
        for (size_t i = from + 1; i < to; i++) {
            double far = distance(point[i], point[from], point[to]);
            if (far > most) {
                most = far;
                farthest = i;
            }
        }
        if (farthest == from)
            continue;
        stays[farthest] = true;
        for (int half = 0; half < 2; half++) {
            open = mem_room(open, n, &cap, sizeof(*open));
            open[n][0] = half ? farthest : from;
            open[n++][1] = half ? to : farthest;
        }
    }
    free(open);
}

void ring_thin(struct ring *ring, double tolerance)
{
    size_t kept = 0, far = 0;
    double most = 0;

    for (size_t i = 1; i < ring->n; i++) {
        double length =
            distance(ring->point[i], ring->point[0], ring->point[0]);
        if (length > most) {
            most = length;
            far = i;
        }
    }
    if (most <= tolerance) {
        ring->n = 0;
        return;
    }
    bool *stays = mem_alloc(ring->n + 1);
    memset(stays, 0, ring->n + 1);
    add(ring, ring->point[0]);
    stays[0] = stays[far] = true;
    mark(ring->point, 0, far, tolerance, stays);
    mark(ring->point, far, ring->n - 1, tolerance, stays);
    for (size_t i = 0; i + 1 < ring->n; i++)
        if (stays[i])
            ring->point[kept++] = ring->point[i];
    ring->n = kept < 3 ? 0 : kept;
    free(stays);
}

double ring_area(const struct ring *ring)
{
    double area = 0;

    for (size_t i = 0; i < ring->n; i++) {
        struct ring_point a = ring->point[i];
        struct ring_point b = ring->point[(i + 1) % ring->n];
        area += a.x * b.y - b.x * a.y;
    }
    return fabs(area) / 2;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Where the line at height y enters and leaves the ring, from left to right;
 * returns how many. */
static size_t crossings(const struct ring *ring, double y, double *x)
{
    size_t n = 0;

    for (size_t i = 0; i < ring->n; i++) {
        struct ring_point a = ring->point[i];
        struct ring_point b = ring->point[(i + 1) % ring->n];
        if ((a.y > y) != (b.y > y))
            x[n++] = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
    }
    if (n)
        qsort(x, n, sizeof(*x), by_value);
    return n;
}

double ring_room(const struct ring *ring, struct ring_point *middle)
{
    enum { LINES = 16 };
    double least = INFINITY, most = -INFINITY, best = 0, room = 0;
    double *x = mem_alloc(ring->n * sizeof(*x));

    for (size_t i = 0; i < ring->n; i++) {
        least = fmin(least, ring->point[i].y);
        most = fmax(most, ring->point[i].y);
    }
    for (int line = 1; line < LINES; line++) {
        double part = (double)line / LINES;
        double y = least + part * (most - least);
        size_t n = crossings(ring, y, x);
        for (size_t i = 0; i + 1 < n; i += 2) {
            double width = x[i + 1] - x[i];
            if (width * (1 - fabs(part - 0.5)) <= best)
                continue;
            best = width * (1 - fabs(part - 0.5));
            room = width;
            *middle = (struct ring_point){(x[i] + x[i + 1]) / 2, y};
        }
    }
    free(x);
    return room;
}

void ring_release(struct ring *ring)
{
    free(ring->point);
    *ring = (struct ring){0};
}
