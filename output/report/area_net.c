#include "output/report/area_net.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A vertex as a number that sorts by x, then y. */
static uint64_t key_of(struct land_vertex vertex)
{
    return (uint64_t)((uint32_t)vertex.x ^ 0x80000000U) << 32 |
           ((uint32_t)vertex.y ^ 0x80000000U);
}

static struct land_vertex vertex_of(uint64_t key)
{
    return (struct land_vertex){(int32_t)((uint32_t)(key >> 32) ^ 0x80000000U),
                                (int32_t)((uint32_t)key ^ 0x80000000U)};
}

static int by_key(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static int by_ends(const void *a, const void *b)
{
    const struct area_line *x = a, *y = b;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static void add_line(struct area_net *net, uint64_t a, uint64_t b)
{
    if (a == b)
        return;
    net->line =
        mem_room(net->line, net->n_line, &net->cap_line, sizeof(*net->line));
    net->line[net->n_line++] = (struct area_line){a < b ? a : b, a < b ? b : a};
}

void area_net_add(struct area_net *net, struct land_vertex a,
                  struct land_vertex b)
{
    add_line(net, key_of(a), key_of(b));
}

/* Distinct vertices, ascending; *n of them. */
static uint64_t *vertices_of(const struct area_net *net, size_t *n)
{
    uint64_t *key = mem_alloc((2 * net->n_line + 1) * sizeof(*key));
    size_t all = 2 * net->n_line;

    for (size_t i = 0; i < net->n_line; i++) {
        key[2 * i] = net->line[i].a;
        key[2 * i + 1] = net->line[i].b;
    }
    qsort(key, all, sizeof(*key), by_key);
    *n = 0;
    for (size_t i = 0; i < all; i++)
        if (*n == 0 || key[i] != key[*n - 1])
            key[(*n)++] = key[i];
    return key;
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

void area_net_split(struct area_net *net)
{
    size_t n, n_line = net->n_line;
    uint64_t *key = vertices_of(net, &n);

    for (size_t i = 0; i < n_line; i++) {
        struct land_vertex a = vertex_of(net->line[i].a);
        struct land_vertex b = vertex_of(net->line[i].b);
        int64_t dx = (int64_t)b.x - a.x, dy = (int64_t)b.y - a.y;
        int64_t steps = common_divisor(llabs(dx), llabs(dy));
        uint64_t from = net->line[i].a;
        for (int64_t s = 1; s < steps; s++) {
            uint64_t on =
                key_of((struct land_vertex){(int32_t)(a.x + dx / steps * s),
                                            (int32_t)(a.y + dy / steps * s)});
            if (!bsearch(&on, key, n, sizeof(*key), by_key))
                continue;
            add_line(net, from, on);
            from = on;
        }
        net->line[i].a = from < net->line[i].b ? from : net->line[i].b;
        net->line[i].b = from < net->line[i].b ? net->line[i].b : from;
    }
    free(key);
}

/* What comes an even number of times is not a border. */
static void cancel(struct area_net *net)
{
    struct area_line *line = net->line;
    size_t n = 0;

    qsort(line, net->n_line, sizeof(*line), by_ends);
    for (size_t i = 0, run; i < net->n_line; i += run) {
        for (run = 1;
             i + run < net->n_line && by_ends(&line[i], &line[i + run]) == 0;)
            run++;
        if (run % 2)
            line[n++] = line[i];
    }
    net->n_line = n;
}

/* ---- tracing ---- */

struct trace {
    const struct area_net *net;
    struct area_loops *loops;
    uint64_t *key; /* of vertex v */
    size_t n;
    uint32_t (*end)[2]; /* of a line: numbers of vertices */
    uint32_t *first;    /* [n + 1]: of vertex v, in `touch` */
    uint32_t *touch;    /* lines at each vertex */
    bool *used;
    uint32_t *path, *place; /* place[v]: where v stands in the path + 1 */
    size_t n_path;
};

static void weave(struct trace *trace)
{
    size_t n_line = trace->net->n_line;

    trace->end = mem_alloc(n_line * sizeof(*trace->end));
    trace->first = mem_alloc((trace->n + 2) * sizeof(*trace->first));
    trace->touch = mem_alloc(2 * n_line * sizeof(*trace->touch));
    memset(trace->first, 0, (trace->n + 2) * sizeof(*trace->first));
    for (size_t i = 0; i < n_line; i++)
        for (int e = 0; e < 2; e++) {
            const uint64_t *key =
                e ? &trace->net->line[i].b : &trace->net->line[i].a;
            const uint64_t *at =
                bsearch(key, trace->key, trace->n, sizeof(*trace->key), by_key);
            trace->end[i][e] = (uint32_t)(at - trace->key);
            trace->first[trace->end[i][e] + 2]++;
        }
    for (size_t v = 2; v < trace->n + 2; v++)
        trace->first[v] += trace->first[v - 1];
    for (size_t i = 0; i < n_line; i++)
        for (int e = 0; e < 2; e++)
            trace->touch[trace->first[trace->end[i][e] + 1]++] = (uint32_t)i;
    trace->used = mem_alloc(n_line);
    memset(trace->used, 0, n_line);
    trace->path = mem_alloc((trace->n + 1) * sizeof(*trace->path));
    trace->place = mem_alloc(trace->n * sizeof(*trace->place));
    memset(trace->place, 0, trace->n * sizeof(*trace->place));
}

static uint32_t other_end(const struct trace *trace, uint32_t line, uint32_t at)
{
    return trace->end[line][trace->end[line][0] == at];
}

/* The direction from one vertex to another. */
static double angle(const struct trace *trace, uint32_t from, uint32_t to)
{
    struct land_vertex a = vertex_of(trace->key[from]);
    struct land_vertex b = vertex_of(trace->key[to]);

    return atan2((double)b.y - a.y, (double)b.x - a.x);
}

/* The unused line at a vertex that is next to `back` (where the path comes
 * from), turning one way: paths that meet at a vertex never cross there.
 * UINT32_MAX when there is none. */
static uint32_t next_line(const struct trace *trace, uint32_t at, uint32_t back)
{
    uint32_t best = UINT32_MAX;
    double least = INFINITY, from = angle(trace, at, back);

    for (uint32_t t = trace->first[at]; t < trace->first[at + 1]; t++) {
        uint32_t line = trace->touch[t];
        if (trace->used[line])
            continue;
        double turn = from - angle(trace, at, other_end(trace, line, at));
        if (turn <= 0)
            turn += 2 * acos(-1);
        if (turn < least) {
            least = turn;
            best = line;
        }
    }
    return best;
}

/* The end of the path, from `first` on, has come round. */
static void take_loop(struct trace *trace, size_t first)
{
    struct area_loops *loops = trace->loops;
    size_t start = loops->n_vertex, n = trace->n_path - first;
    double area = 0;

    for (size_t i = 0; i < n; i++) {
        struct land_vertex a = vertex_of(trace->key[trace->path[first + i]]);
        struct land_vertex b =
            vertex_of(trace->key[trace->path[first + (i + 1) % n]]);
        /* About the first vertex, so that digits are enough. */
        struct land_vertex o = vertex_of(trace->key[trace->path[first]]);
        area += ((double)a.x - o.x) * ((double)b.y - o.y) -
                ((double)b.x - o.x) * ((double)a.y - o.y);
        loops->vertex = mem_room(loops->vertex, loops->n_vertex,
                                 &loops->cap_vertex, sizeof(*loops->vertex));
        loops->vertex[loops->n_vertex++] = a;
    }
    for (size_t i = first + 1; i < trace->n_path; i++)
        trace->place[trace->path[i]] = 0;
    trace->n_path = first + 1;
    if (n < 3 || area == 0) {
        loops->n_vertex = start;
        return;
    }
    loops->loop = mem_room(loops->loop, loops->n_loop, &loops->cap_loop,
                           sizeof(*loops->loop));
    loops->loop[loops->n_loop++] =
        (struct area_loop){.first = start, .n = n, .area = area};
}

/* From a line on, until the path is back where it began; whenever it meets
 * itself, a loop is complete. */
static void follow(struct trace *trace, uint32_t line)
{
    uint32_t start = trace->end[line][0], at = start, back;

    trace->path[0] = start;
    trace->n_path = 1;
    trace->place[start] = 1;
    while (line != UINT32_MAX) {
        trace->used[line] = true;
        back = at;
        at = other_end(trace, line, at);
        if (trace->place[at]) {
            take_loop(trace, trace->place[at] - 1);
            if (at == start)
                break;
        } else {
            trace->path[trace->n_path++] = at;
            trace->place[at] = (uint32_t)trace->n_path;
        }
        line = next_line(trace, at, back);
    }
    for (size_t i = 0; i < trace->n_path; i++)
        trace->place[trace->path[i]] = 0;
}

static void trace_all(struct area_net *net, struct area_loops *loops)
{
    struct trace trace = {.net = net, .loops = loops};

    trace.key = vertices_of(net, &trace.n);
    weave(&trace);
    for (size_t i = 0; i < net->n_line; i++)
        if (!trace.used[i])
            follow(&trace, (uint32_t)i);
    free(trace.key);
    free(trace.end);
    free(trace.first);
    free(trace.touch);
    free(trace.used);
    free(trace.path);
    free(trace.place);
}

void area_net_trace(struct area_net *net, struct area_loops *loops)
{
    if (net->n_line)
        cancel(net);
    if (net->n_line)
        trace_all(net, loops);
    area_loops_nest(loops);
}

void area_net_release(struct area_net *net)
{
    free(net->line);
    *net = (struct area_net){0};
}
