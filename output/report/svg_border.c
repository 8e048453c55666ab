#include "output/report/svg_border.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The net: each border once, whichever shapes it parts. */
struct net {
    struct svg_border *border;
    struct svg_line *line; /* distinct */
    size_t n_line;
    uint32_t *first; /* [n + 1]: of vertex v, in `touch` */
    uint32_t *touch; /* lines at each vertex */
    bool *used;
    uint32_t *path; /* of the stretch being walked */
    size_t n_path, cap_path;
};

static int by_key(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static int by_ends(const void *a, const void *b)
{
    const struct svg_line *x = a, *y = b;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static void number(struct svg_border *border, struct svg_line *line, size_t n)
{
    border->key = mem_alloc(2 * n * sizeof(*border->key));
    for (size_t i = 0; i < n; i++) {
        border->key[2 * i] = line[i].a;
        border->key[2 * i + 1] = line[i].b;
    }
    if (n)
        qsort(border->key, 2 * n, sizeof(*border->key), by_key);
    border->n = 0;
    for (size_t i = 0; i < 2 * n; i++)
        if (i == 0 || border->key[i] != border->key[border->n - 1])
            border->key[border->n++] = border->key[i];
    for (size_t i = 0; i < n; i++)
        for (int end = 0; end < 2; end++) {
            uint64_t *key = end ? &line[i].b : &line[i].a;
            const uint64_t *at = bsearch(key, border->key, border->n,
                                         sizeof(*border->key), by_key);
            *key = (uint64_t)(at - border->key);
        }
}

static void weave(struct net *net, const struct svg_line *line, size_t n_line)
{
    size_t n = net->border->n;

    net->line = mem_alloc(n_line * sizeof(*line));
    memcpy(net->line, line, n_line * sizeof(*line));
    qsort(net->line, n_line, sizeof(*line), by_ends);
    for (size_t i = 0; i < n_line; i++)
        if (i == 0 || by_ends(&net->line[i], &net->line[net->n_line - 1]))
            net->line[net->n_line++] = net->line[i];
    net->first = mem_alloc((n + 2) * sizeof(*net->first));
    memset(net->first, 0, (n + 2) * sizeof(*net->first));
    for (size_t i = 0; i < net->n_line; i++) {
        net->first[net->line[i].a + 2]++;
        net->first[net->line[i].b + 2]++;
    }
    for (size_t v = 2; v < n + 2; v++)
        net->first[v] += net->first[v - 1];
    net->touch = mem_alloc(2 * net->n_line * sizeof(*net->touch));
    for (size_t i = 0; i < net->n_line; i++) {
        net->touch[net->first[net->line[i].a + 1]++] = (uint32_t)i;
        net->touch[net->first[net->line[i].b + 1]++] = (uint32_t)i;
    }
    net->used = mem_alloc(net->n_line);
    memset(net->used, 0, net->n_line);
}

static uint32_t degree(const struct net *net, uint32_t vertex)
{
    return net->first[vertex + 1] - net->first[vertex];
}

double svg_border_distance(struct svg_vertex p, struct svg_vertex a,
                           struct svg_vertex b)
{
    double ux = (double)b.x - a.x, uy = (double)b.y - a.y;
    double vx = (double)p.x - a.x, vy = (double)p.y - a.y;
    double square = ux * ux + uy * uy;
    double t = square > 0 ? (ux * vx + uy * vy) / square : 0;

    t = fmin(fmax(t, 0), 1);
    return hypot(vx - t * ux, vy - t * uy);
}

struct svg_vertex svg_border_vertex(const struct svg_border *border, size_t v)
{
    uint64_t key = border->key[v];

    return (struct svg_vertex){(int32_t)((uint32_t)(key >> 32) ^ 0x80000000U),
                               (int32_t)((uint32_t)key ^ 0x80000000U)};
}

static struct svg_vertex at_path(const struct net *net, size_t i)
{
    return svg_border_vertex(net->border, net->path[i]);
}

/* Both ends of the path stay already. */
static void thin(struct net *net, double tolerance)
{
    size_t(*open)[2] = NULL, n = 0, cap = 0;

    open = mem_room(open, n, &cap, sizeof(*open));
    open[n][0] = 0, open[n++][1] = net->n_path - 1;
    while (n > 0) {
        n--;
        size_t from = open[n][0], to = open[n][1], farthest = from;
        double most = tolerance;
        for (size_t i = from + 1; i < to; i++) {
            double far = svg_border_distance(
                at_path(net, i), at_path(net, from), at_path(net, to));
            if (far > most) {
                most = far;
                farthest = i;
            }
        }
        if (farthest == from)
            continue;
        net->border->keep[net->path[farthest]] = true;
        for (int half = 0; half < 2; half++) {
            open = mem_room(open, n, &cap, sizeof(*open));
            open[n][0] = half ? farthest : from;
            open[n++][1] = half ? to : farthest;
        }
    }
    free(open);
}

static void add_path(struct net *net, uint32_t vertex)
{
    net->path =
        mem_room(net->path, net->n_path, &net->cap_path, sizeof(*net->path));
    net->path[net->n_path++] = vertex;
}

/* From `start` along `line` to the next place where borders meet, or round to
 * `start`. */
static void walk(struct net *net, uint32_t start, uint32_t line,
                 double tolerance)
{
    uint32_t at = start;

    net->n_path = 0;
    net->border->keep[start] = true;
    add_path(net, start);
    for (;;) {
        net->used[line] = true;
        at = (uint32_t)(net->line[line].a == at ? net->line[line].b
                                                : net->line[line].a);
        add_path(net, at);
        if (at == start || degree(net, at) != 2)
            break;
        const uint32_t *touch = net->touch + net->first[at];
        line = touch[touch[0] == line];
    }
    thin(net, tolerance);
}

void svg_border_make(struct svg_border *border, struct svg_line *line,
                     size_t n_line, double tolerance)
{
    struct net net = {.border = border};

    *border = (struct svg_border){0};
    number(border, line, n_line);
    border->keep = mem_alloc(border->n);
    memset(border->keep, 0, border->n);
    if (n_line == 0)
        return;
    weave(&net, line, n_line);
    for (uint32_t v = 0; v < border->n; v++) {
        border->keep[v] |= degree(&net, v) != 2;
        for (uint32_t t = net.first[v];
             degree(&net, v) != 2 && t < net.first[v + 1]; t++)
            if (!net.used[net.touch[t]])
                walk(&net, v, net.touch[t], tolerance);
    }
    /* What is left are rings that touch no other border: islands. */
    for (uint32_t i = 0; i < net.n_line; i++)
        if (!net.used[i])
            walk(&net, (uint32_t)net.line[i].a, i, tolerance);
    free(net.line);
    free(net.first);
    free(net.touch);
    free(net.used);
    free(net.path);
}

void svg_border_release(struct svg_border *border)
{
    free(border->key);
    free(border->keep);
    *border = (struct svg_border){0};
}
