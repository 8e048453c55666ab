#include "output/report/svg_border.h"
#include "output/site/ring.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void svg_outlines_add(struct svg_outlines *outlines, uint32_t shape,
                      const struct svg_vertex *vertex, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint64_t a = svg_border_key(vertex[i]);
        uint64_t b = svg_border_key(vertex[(i + 1) % n]);
        if (a == b)
            continue;
        outlines->line = mem_room(outlines->line, outlines->n_line,
                                  &outlines->cap_line, sizeof(struct svg_line));
        outlines->line[outlines->n_line++] =
            (struct svg_line){a < b ? a : b, a < b ? b : a, shape};
    }
}

static int by_shape(const void *a, const void *b)
{
    const struct svg_line *x = a, *y = b;

    if (x->shape != y->shape)
        return x->shape < y->shape ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* What a shape passes twice lies inside it, or is a spike. */
static void cancel(struct svg_outlines *outlines)
{
    struct svg_line *line = outlines->line;
    size_t n = 0;

    if (outlines->n_line)
        qsort(line, outlines->n_line, sizeof(*line), by_shape);
    for (size_t i = 0, run; i < outlines->n_line; i += run) {
        for (run = 1; i + run < outlines->n_line &&
                      by_shape(&line[i], &line[i + run]) == 0;)
            run++;
        if (run % 2)
            line[n++] = line[i];
    }
    outlines->n_line = n;
}

/* ---- rings of one shape, of the lines that it kept ---- */

struct end {
    uint32_t at, line;
};

static int by_at(const void *a, const void *b)
{
    const struct end *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

struct walk {
    const struct svg_line *line; /* of the shape; a, b: numbers of vertices */
    struct end *end;             /* two a line, by vertex */
    bool *used;
    size_t n_line;
};

/* A line at the vertex that was not walked yet. */
static bool next_line(const struct walk *walk, uint32_t at, uint32_t *line)
{
    size_t low = 0, high = 2 * walk->n_line;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (walk->end[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < 2 * walk->n_line && walk->end[low].at == at; low++)
        if (!walk->used[walk->end[low].line]) {
            *line = walk->end[low].line;
            return true;
        }
    return false;
}

static void add_vertex(struct svg_outlines *outlines, struct svg_vertex vertex)
{
    outlines->vertex = mem_room(outlines->vertex, outlines->n_vertex,
                                &outlines->cap_vertex, sizeof(vertex));
    outlines->vertex[outlines->n_vertex++] = vertex;
}

/* Every vertex has an even number of lines, so the walk ends where it
 * began. */
static void walk_ring(struct svg_outlines *outlines, const struct walk *walk,
                      const struct svg_border *border, uint32_t line)
{
    uint32_t first = (uint32_t)outlines->n_vertex;
    uint32_t start = (uint32_t)walk->line[line].a, at = start;

    do {
        const struct svg_line *next = &walk->line[line];
        walk->used[line] = true;
        if (border->keep[at])
            add_vertex(outlines, svg_border_vertex(border, at));
        at = (uint32_t)(next->a == at ? next->b : next->a);
    } while (at != start && next_line(walk, at, &line));
    if (outlines->n_vertex - first < 3) {
        outlines->n_vertex = first;
        return;
    }
    outlines->ring = mem_room(outlines->ring, outlines->n_ring,
                              &outlines->cap_ring, sizeof(struct svg_ring));
    outlines->ring[outlines->n_ring++] =
        (struct svg_ring){first, (uint32_t)(outlines->n_vertex - first)};
}

static void add_rings(struct svg_outlines *outlines,
                      const struct svg_border *border,
                      const struct svg_line *line, size_t n)
{
    struct walk walk = {.line = line, .n_line = n};

    walk.end = mem_alloc(2 * n * sizeof(*walk.end));
    walk.used = mem_alloc(n);
    memset(walk.used, 0, n);
    for (size_t i = 0; i < n; i++) {
        walk.end[2 * i] = (struct end){(uint32_t)line[i].a, (uint32_t)i};
        walk.end[2 * i + 1] = (struct end){(uint32_t)line[i].b, (uint32_t)i};
    }
    qsort(walk.end, 2 * n, sizeof(*walk.end), by_at);
    for (uint32_t i = 0; i < n; i++)
        if (!walk.used[i])
            walk_ring(outlines, &walk, border, i);
    free(walk.end);
    free(walk.used);
}

/* The widest place of its largest ring. */
static void find_label(struct svg_outlines *outlines, struct svg_shape *shape)
{
    struct ring ring = {0};
    double most = 0;

    for (uint32_t r = 0; r < shape->n_ring; r++) {
        struct svg_ring from = outlines->ring[shape->first_ring + r];
        ring.n = 0;
        for (uint32_t i = 0; i < from.n; i++) {
            struct svg_vertex v = outlines->vertex[from.first + i];
            ring.point =
                mem_room(ring.point, ring.n, &ring.cap, sizeof(*ring.point));
            ring.point[ring.n++] = (struct ring_point){v.x, v.y};
        }
        double area = ring_area(&ring);
        struct ring_point middle = {0, 0};
        if (area <= most)
            continue;
        most = area;
        shape->room = (int)ring_room(&ring, &middle);
        shape->label = (struct svg_vertex){(int32_t)lround(middle.x),
                                           (int32_t)lround(middle.y)};
    }
    ring_release(&ring);
}

void svg_outlines_settle(struct svg_outlines *outlines, size_t n_shape,
                         double tolerance)
{
    struct svg_border border;

    cancel(outlines);
    svg_border_make(&border, outlines->line, outlines->n_line, tolerance);
    outlines->shape = mem_alloc(n_shape * sizeof(*outlines->shape));
    outlines->n_shape = n_shape;
    for (size_t s = 0, at = 0, run; s < n_shape; s++, at += run) {
        struct svg_shape *shape = &outlines->shape[s];
        *shape = (struct svg_shape){.first_ring = (uint32_t)outlines->n_ring};
        for (run = 0; at + run < outlines->n_line &&
                      outlines->line[at + run].shape == s;)
            run++;
        if (run)
            add_rings(outlines, &border, outlines->line + at, run);
        shape->n_ring = (uint32_t)outlines->n_ring - shape->first_ring;
        find_label(outlines, shape);
    }
    svg_border_release(&border);
    free(outlines->line);
    outlines->line = NULL;
    outlines->n_line = outlines->cap_line = 0;
}

void svg_outlines_path(struct buf *out, const struct svg_outlines *outlines,
                       size_t shape)
{
    const struct svg_shape *of = &outlines->shape[shape];

    for (uint32_t r = 0; r < of->n_ring; r++) {
        struct svg_ring ring = outlines->ring[of->first_ring + r];
        const struct svg_vertex *at = outlines->vertex + ring.first;
        buf_addf(out, "M%d %d", at[0].x, at[0].y);
        for (uint32_t i = 1; i < ring.n; i++)
            buf_addf(out, i == 1 ? "l%d %d" : " %d %d", at[i].x - at[i - 1].x,
                     at[i].y - at[i - 1].y);
        buf_add_char(out, 'z');
    }
}

void svg_outlines_release(struct svg_outlines *outlines)
{
    free(outlines->vertex);
    free(outlines->ring);
    free(outlines->shape);
    free(outlines->line);
    *outlines = (struct svg_outlines){0};
}
