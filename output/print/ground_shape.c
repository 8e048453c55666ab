#include "output/print/ground_shape.h"

#include <math.h>
#include <stdlib.h>

#define BEYOND 6.0 /* points beyond the frame */
#define FINEST 0.2 /* points between two points of a line */
#define GRID 20    /* of the search for the middle, a side */

/* ---- cutting (Sutherland and Hodgman, 1974) ---- */

struct ring {
    struct canvas_point *point;
    size_t n, cap;
};

static void add_point(struct ring *ring, struct canvas_point point)
{
    ring->point =
        mem_room(ring->point, ring->n, &ring->cap, sizeof(*ring->point));
    ring->point[ring->n++] = point;
}

/* An edge of the box: what is kept has `sign` * coordinate <= limit. */
struct edge {
    bool vertical; /* bounds x */
    double sign, limit;
};

static double beyond(const struct edge *edge, struct canvas_point point)
{
    return edge->sign * (edge->vertical ? point.x : point.y) - edge->limit;
}

static void cut(const struct ring *from, struct ring *to,
                const struct edge *edge)
{
    to->n = 0;
    for (size_t i = 0; i < from->n; i++) {
        struct canvas_point a = from->point[i];
        struct canvas_point b = from->point[i + 1 < from->n ? i + 1 : 0];
        double at_a = beyond(edge, a), at_b = beyond(edge, b);
        if (at_a <= 0)
            add_point(to, a);
        if ((at_a < 0 && at_b > 0) || (at_a > 0 && at_b < 0)) {
            double t = at_a / (at_a - at_b);
            add_point(to, (struct canvas_point){a.x + t * (b.x - a.x),
                                                a.y + t * (b.y - a.y)});
        }
    }
}

/* The ring on the page, without what print cannot show. */
static void project(struct ring *ring, const struct ground *ground,
                    const struct view *view, const struct land_ring *from)
{
    const struct land_vertex *vertex = view->land->vertex + from->first;

    ring->n = 0;
    for (size_t i = 0; i + 1 < from->n; i++) {
        struct canvas_point point =
            ground_point(ground, land_degrees(vertex[i]));
        if (ring->n && fabs(ring->point[ring->n - 1].x - point.x) < FINEST &&
            fabs(ring->point[ring->n - 1].y - point.y) < FINEST)
            continue;
        add_point(ring, point);
    }
}

static bool is_outside(const struct view_place *place,
                       const struct ground *ground)
{
    struct canvas_point least =
        ground_point(ground, land_degrees(place->least));
    struct canvas_point most = ground_point(ground, land_degrees(place->most));
    const struct box *frame = &ground->frame;

    return most.x < frame->x || least.x > frame->x + frame->width ||
           least.y < frame->y || most.y > frame->y + frame->height;
}

static void add_ring(struct shape *shape, const struct ring *ring)
{
    for (size_t i = 0; i < ring->n; i++) {
        shape->point = mem_room(shape->point, shape->n_point, &shape->cap_point,
                                sizeof(*shape->point));
        shape->point[shape->n_point++] = ring->point[i];
    }
    shape->end = mem_room(shape->end, shape->n_ring, &shape->cap_ring,
                          sizeof(*shape->end));
    shape->end[shape->n_ring++] = shape->n_point;
}

void shape_of_place(struct shape *shape, const struct ground *ground,
                    const struct view *view, const struct view_place *place)
{
    const struct box *frame = &ground->frame;
    const struct edge edge[] = {
        {true, -1, -(frame->x - BEYOND)},
        {true, 1, frame->x + frame->width + BEYOND},
        {false, -1, -(frame->y - BEYOND)},
        {false, 1, frame->y + frame->height + BEYOND},
    };
    struct ring ring[2] = {0};

    shape->n_point = shape->n_ring = 0;
    if (!is_outside(place, ground))
        for (size_t r = 0; r < place->n_ring; r++) {
            project(&ring[0], ground, view, &place->ring[r]);
            for (int e = 0; e < 4; e++)
                cut(&ring[e % 2], &ring[1 - e % 2], &edge[e]);
            if (ring[0].n >= 3)
                add_ring(shape, &ring[0]);
        }
    free(ring[0].point);
    free(ring[1].point);
}

/* ---- the middle ---- */

/* Distance to the edges; negative outside (even-odd rule). */
static double inside_by(const struct shape *shape, struct canvas_point p)
{
    double nearest = INFINITY;
    bool inside = false;
    size_t first = 0;

    for (size_t r = 0; r < shape->n_ring; first = shape->end[r++]) {
        struct canvas_point a = shape->point[shape->end[r] - 1];
        for (size_t i = first; i < shape->end[r]; i++) {
            struct canvas_point b = shape->point[i];
            double ux = b.x - a.x, uy = b.y - a.y;
            double square = ux * ux + uy * uy;
            double t =
                square > 0 ? ((p.x - a.x) * ux + (p.y - a.y) * uy) / square : 0;
            t = fmin(fmax(t, 0), 1);
            nearest =
                fmin(nearest, hypot(a.x + t * ux - p.x, a.y + t * uy - p.y));
            if ((a.y > p.y) != (b.y > p.y) &&
                p.x < a.x + (p.y - a.y) / (b.y - a.y) * ux)
                inside = !inside;
            a = b;
        }
    }
    return inside ? nearest : -nearest;
}

bool shape_middle(const struct shape *shape, struct box frame,
                  struct canvas_point *middle, double *clearance)
{
    double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;

    for (size_t i = 0; i < shape->n_point; i++) {
        x0 = fmin(x0, shape->point[i].x);
        x1 = fmax(x1, shape->point[i].x);
        y0 = fmin(y0, shape->point[i].y);
        y1 = fmax(y1, shape->point[i].y);
    }
    x0 = fmax(x0, frame.x);
    y0 = fmax(y0, frame.y);
    x1 = fmin(x1, frame.x + frame.width);
    y1 = fmin(y1, frame.y + frame.height);
    *clearance = 0;
    for (int i = 0; i < GRID * GRID && x0 < x1 && y0 < y1; i++) {
        struct canvas_point p = {x0 + (i % GRID + 0.5) * (x1 - x0) / GRID,
                                 y0 + ((double)(i / GRID) + 0.5) * (y1 - y0) /
                                          GRID};
        double edge = fmin(fmin(p.x - frame.x, frame.x + frame.width - p.x),
                           fmin(p.y - frame.y, frame.y + frame.height - p.y));
        double free_by = fmin(inside_by(shape, p), edge);
        if (free_by > *clearance) {
            *clearance = free_by;
            *middle = p;
        }
    }
    return *clearance > 0;
}

void shape_release(struct shape *shape)
{
    free(shape->point);
    free(shape->end);
    *shape = (struct shape){0};
}
