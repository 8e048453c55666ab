#include "geo/outline.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#define RUN_EDGES 32
/* Half a band for each run: a run then stands in 2 or 3 bands. */
#define RUNS_PER_BAND 2

struct outline_run {
    struct outline_box box;
    uint32_t first, edges;
    uint32_t polygon;
};

struct outline_vertex outline_vertex(struct lonlat point)
{
    return (struct outline_vertex){
        (int32_t)lrint(point.lon_deg * OUTLINE_UNITS_PER_DEG),
        (int32_t)lrint(point.lat_deg * OUTLINE_UNITS_PER_DEG)};
}

static bool same(struct outline_vertex a, struct outline_vertex b)
{
    return a.x == b.x && a.y == b.y;
}

static void add_vertex(struct outline_vertices *all, size_t start,
                       struct outline_vertex vertex)
{
    if (all->n > start && same(all->item[all->n - 1], vertex))
        return;
    all->item = mem_room(all->item, all->n, &all->cap, sizeof(*all->item));
    all->item[all->n++] = vertex;
}

void outline_add_ring(struct outline_vertices *all, const struct lonlat *point,
                      size_t n, struct outline_ring *ring)
{
    size_t start = all->n;

    assert(start + n < UINT32_MAX);
    for (size_t i = 0; i < n; i++)
        add_vertex(all, start, outline_vertex(point[i]));
    if (all->n > start)
        add_vertex(all, start, all->item[start]);
    if (all->n - start < 4)
        all->n = start;
    ring->first = (uint32_t)start;
    ring->n = (uint32_t)(all->n - start);
}

static struct outline_box box_of(const struct outline_vertex *vertex, size_t n)
{
    struct outline_box box = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};

    for (size_t i = 0; i < n; i++) {
        box.x0 = vertex[i].x < box.x0 ? vertex[i].x : box.x0;
        box.y0 = vertex[i].y < box.y0 ? vertex[i].y : box.y0;
        box.x1 = vertex[i].x > box.x1 ? vertex[i].x : box.x1;
        box.y1 = vertex[i].y > box.y1 ? vertex[i].y : box.y1;
    }
    return box;
}

struct outline_box outline_ring_box(const struct outline_vertices *all,
                                    const struct outline_ring *ring)
{
    return box_of(all->item + ring->first, ring->n);
}

static void add_runs(struct outline *outline,
                     const struct outline_vertices *all,
                     const struct outline_ring *ring)
{
    uint32_t edges = ring->n - 1;

    for (uint32_t at = 0; at < edges; at += RUN_EDGES) {
        struct outline_run *run = &outline->run[outline->n_runs++];
        run->first = ring->first + at;
        run->edges = edges - at < RUN_EDGES ? edges - at : RUN_EDGES;
        run->polygon = ring->polygon;
        run->box = box_of(all->item + run->first, run->edges + 1);
    }
}

static size_t band_at(const struct outline *outline, int32_t y)
{
    return (size_t)(((int64_t)y - outline->box.y0) / outline->band_height);
}

/* Counting sort of the runs into bands; their order within a band stays. */
static void set_bands(struct outline *outline)
{
    int64_t height = (int64_t)outline->box.y1 - outline->box.y0 + 1;
    int64_t bands = 1 + outline->n_runs / RUNS_PER_BAND;

    outline->band_height = (height + bands - 1) / bands;
    outline->n_bands =
        (uint32_t)((height + outline->band_height - 1) / outline->band_height);
    size_t size = (outline->n_bands + 1) * sizeof(*outline->band);
    outline->band = mem_alloc(size);
    for (size_t b = 0; b <= outline->n_bands; b++)
        outline->band[b] = 0;
    for (uint32_t r = 0; r < outline->n_runs; r++) {
        const struct outline_box *box = &outline->run[r].box;
        for (size_t b = band_at(outline, box->y0);
             b <= band_at(outline, box->y1); b++)
            outline->band[b + 1]++;
    }
    for (size_t b = 0; b < outline->n_bands; b++)
        outline->band[b + 1] += outline->band[b];
    outline->member =
        mem_alloc(outline->band[outline->n_bands] * sizeof(*outline->member));
    uint32_t *fill = mem_alloc(size);
    for (size_t b = 0; b <= outline->n_bands; b++)
        fill[b] = outline->band[b];
    for (uint32_t r = 0; r < outline->n_runs; r++) {
        const struct outline_box *box = &outline->run[r].box;
        for (size_t b = band_at(outline, box->y0);
             b <= band_at(outline, box->y1); b++)
            outline->member[fill[b]++] = r;
    }
    free(fill);
}

void outline_init(struct outline *outline, const struct outline_vertices *all,
                  const struct outline_ring *ring, size_t n)
{
    size_t runs = 0;

    assert(n > 0);
    for (size_t i = 0; i < n; i++)
        runs += (ring[i].n - 1 + RUN_EDGES - 1) / RUN_EDGES;
    *outline = (struct outline){0};
    outline->run = mem_alloc(runs * sizeof(*outline->run));
    outline->box = outline_ring_box(all, &ring[0]);
    for (size_t i = 0; i < n; i++) {
        struct outline_box box = outline_ring_box(all, &ring[i]);
        struct outline_box *whole = &outline->box;
        whole->x0 = box.x0 < whole->x0 ? box.x0 : whole->x0;
        whole->y0 = box.y0 < whole->y0 ? box.y0 : whole->y0;
        whole->x1 = box.x1 > whole->x1 ? box.x1 : whole->x1;
        whole->y1 = box.y1 > whole->y1 ? box.y1 : whole->y1;
        add_runs(outline, all, &ring[i]);
    }
    set_bands(outline);
}

void outline_release(struct outline *outline)
{
    free(outline->run);
    free(outline->band);
    free(outline->member);
    *outline = (struct outline){0};
}

/* Does a ray to the east cross the edge a-b? Exact: no product of two
 * differences of degrees passes 64 bits. */
static bool crosses(struct outline_vertex a, struct outline_vertex b,
                    struct outline_vertex at)
{
    if ((a.y > at.y) == (b.y > at.y))
        return false;
    int64_t rise = (int64_t)b.y - a.y;
    int64_t left = ((int64_t)at.x - a.x) * rise;
    int64_t right = ((int64_t)b.x - a.x) * ((int64_t)at.y - a.y);
    return rise > 0 ? left < right : left > right;
}

/* Is the number of crossings odd? Mostly the box and the two ends tell. */
static bool run_crosses(const struct outline_run *run,
                        const struct outline_vertex *vertex,
                        struct outline_vertex at)
{
    bool odd = false;

    if (at.y < run->box.y0 || at.y >= run->box.y1 || at.x >= run->box.x1)
        return false;
    if (at.x < run->box.x0)
        return (vertex[0].y > at.y) != (vertex[run->edges].y > at.y);
    for (uint32_t e = 0; e < run->edges; e++)
        odd ^= crosses(vertex[e], vertex[e + 1], at);
    return odd;
}

bool outline_holds(const struct outline *outline,
                   const struct outline_vertices *all, struct outline_vertex at)
{
    const struct outline_box *box = &outline->box;
    uint32_t polygon = 0;
    bool inside = false;

    if (outline->n_runs == 0 || at.x < box->x0 || at.x > box->x1 ||
        at.y < box->y0 || at.y > box->y1)
        return false;
    size_t band = band_at(outline, at.y);
    for (uint32_t m = outline->band[band]; m < outline->band[band + 1]; m++) {
        const struct outline_run *run = &outline->run[outline->member[m]];
        if (run->polygon != polygon) {
            if (inside)
                return true;
            polygon = run->polygon;
        }
        inside ^= run_crosses(run, all->item + run->first, at);
    }
    return inside;
}

/* The plane at one point, in degrees of latitude; the point is its origin. */
struct plane {
    struct lonlat from;
    double scale, slope; /* of east-west: scale - slope * north */
    double least_scale;  /* over the whole outline */
};

#define DEG (3.14159265358979323846 / 180)

static struct plane plane_at(const struct outline *outline, struct lonlat from)
{
    /* GRS80: second eccentricity squared, for the ratio N / M. */
    const double ep2 = 0.00673949677548;
    double north = fabs(outline->box.y1 / OUTLINE_UNITS_PER_DEG);
    double south = fabs(outline->box.y0 / OUTLINE_UNITS_PER_DEG);
    double cosine = cos(from.lat_deg * DEG);
    double ratio = 1 + ep2 * cosine * cosine;
    double most = fmax(fabs(from.lat_deg), fmax(north, south));

    return (struct plane){
        .from = from,
        .scale = cosine * ratio,
        .slope = sin(from.lat_deg * DEG) * DEG / 2 * ratio,
        .least_scale = cos(most * DEG),
    };
}

/* No vertex of the box is nearer than this (squared). */
static double least_square(const struct plane *plane,
                           const struct outline_box *box)
{
    double lon = plane->from.lon_deg * OUTLINE_UNITS_PER_DEG;
    double lat = plane->from.lat_deg * OUTLINE_UNITS_PER_DEG;
    double east = fmax(0, fmax(box->x0 - lon, lon - box->x1));
    double north = fmax(0, fmax(box->y0 - lat, lat - box->y1));

    east *= plane->least_scale / OUTLINE_UNITS_PER_DEG;
    north /= OUTLINE_UNITS_PER_DEG;
    return east * east + north * north;
}

struct nearest {
    double square;
    struct lonlat point;
};

struct offset {
    double east, north; /* on the plane */
    double lon, lat;    /* degrees from its origin */
};

static struct offset offset_of(const struct plane *plane,
                               struct outline_vertex vertex)
{
    double lon = vertex.x / OUTLINE_UNITS_PER_DEG - plane->from.lon_deg;
    double lat = vertex.y / OUTLINE_UNITS_PER_DEG - plane->from.lat_deg;

    return (struct offset){lon * (plane->scale - plane->slope * lat), lat, lon,
                           lat};
}

static void search_run(const struct plane *plane, const struct outline_run *run,
                       const struct outline_vertex *vertex,
                       struct nearest *best)
{
    struct offset b = offset_of(plane, vertex[0]);

    for (uint32_t e = 0; e < run->edges; e++) {
        struct offset a = b;
        b = offset_of(plane, vertex[e + 1]);
        double east = b.east - a.east, north = b.north - a.north;
        double t =
            -(a.east * east + a.north * north) / (east * east + north * north);
        t = t > 0 ? fmin(t, 1) : 0;
        double x = a.east + t * east, y = a.north + t * north;
        if (x * x + y * y >= best->square)
            continue;
        best->square = x * x + y * y;
        best->point.lon_deg = plane->from.lon_deg + a.lon + t * (b.lon - a.lon);
        best->point.lat_deg = plane->from.lat_deg + a.lat + t * (b.lat - a.lat);
    }
}

struct lonlat outline_nearest(const struct outline *outline,
                              const struct outline_vertices *all,
                              struct lonlat from)
{
    struct plane plane = plane_at(outline, from);
    struct nearest best = {INFINITY, from};
    double least = INFINITY;
    uint32_t start = 0;

    for (uint32_t r = 0; r < outline->n_runs; r++) {
        double square = least_square(&plane, &outline->run[r].box);
        if (square < least) {
            least = square;
            start = r;
        }
    }
    for (uint32_t i = 0; i < outline->n_runs; i++) {
        uint32_t r = (start + i) % outline->n_runs;
        const struct outline_run *run = &outline->run[r];
        if (least_square(&plane, &run->box) < best.square)
            search_run(&plane, run, all->item + run->first, &best);
    }
    return best.point;
}
