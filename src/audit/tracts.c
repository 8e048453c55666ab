#include "audit/tracts.h"

#include "geo/crs.h"

#include <math.h>
#include <stdlib.h>

bool tracts_add_ring(struct tracts *tracts, uint32_t area, bool outer,
                     const struct lonlat *point, size_t n)
{
    struct outline_ring ring;

    tracts->polygon += outer;
    outline_add_ring(&tracts->vertices, point, n, &ring);
    if (ring.n == 0)
        return false;
    ring.polygon = tracts->polygon;
    ring.place = area;
    tracts->ring = mem_room(tracts->ring, tracts->n_ring, &tracts->cap_ring,
                            sizeof(*tracts->ring));
    tracts->ring[tracts->n_ring++] = ring;
    return true;
}

void tracts_add_place(struct tracts *tracts, const struct land *land,
                      size_t place)
{
    const struct land_place *at = &land->place[place];
    struct lonlat *point = NULL;
    size_t room = 0;

    for (uint32_t r = 0; r < at->n_ring; r++) {
        const struct land_ring *ring = &land->ring[at->first_ring + r];
        if (ring->n > room) {
            room = ring->n;
            point = mem_grow(point, room * sizeof(*point));
        }
        for (uint32_t v = 0; v < ring->n; v++)
            point[v] = land_degrees(land->vertex[ring->first + v]);
        tracts_add_ring(tracts, (uint32_t)place, !ring->hole, point, ring->n);
    }
    free(point);
}

static int ring_in_order(const void *a, const void *b)
{
    const struct outline_ring *x = a, *y = b;

    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    if (x->polygon != y->polygon)
        return x->polygon < y->polygon ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

void tracts_settle(struct tracts *tracts, size_t n_area)
{
    struct outline_ring *ring = tracts->ring;
    size_t end;

    tracts->n_area = n_area;
    tracts->outline = mem_alloc((n_area + 1) * sizeof(*tracts->outline));
    for (size_t i = 0; i <= n_area; i++)
        tracts->outline[i] = (struct outline){0};
    cells_init(&tracts->cells);
    if (tracts->n_ring)
        qsort(ring, tracts->n_ring, sizeof(*ring), ring_in_order);
    for (size_t start = 0; start < tracts->n_ring; start = end) {
        for (end = start; end < tracts->n_ring; end++) {
            if (ring[end].place != ring[start].place)
                break;
            cells_add(&tracts->cells,
                      outline_ring_box(&tracts->vertices, &ring[end]),
                      ring[end].place);
        }
        outline_init(&tracts->outline[ring[start].place], &tracts->vertices,
                     ring + start, end - start);
    }
}

uint32_t tracts_at(const struct tracts *tracts, struct lonlat point,
                   bool *several)
{
    uint32_t found = TRACT_NONE;

    if (tracts->n_ring == 0 || !lonlat_known(point))
        return TRACT_NONE;
    struct outline_vertex at = outline_vertex(point);
    for (uint32_t i = cells_find(&tracts->cells, at); i != CELLS_NONE;
         i = tracts->cells.item[i].next) {
        uint32_t area = tracts->cells.item[i].place;
        if (area == found ||
            !outline_holds(&tracts->outline[area], &tracts->vertices, at))
            continue;
        if (several && found != TRACT_NONE)
            *several = true;
        found = area < found ? area : found;
    }
    return found;
}

static void look(const struct tracts *tracts, struct lonlat corner,
                 struct lonlat from, uint32_t *found, double *best_m)
{
    for (uint32_t i = cells_find(&tracts->cells, outline_vertex(corner));
         i != CELLS_NONE; i = tracts->cells.item[i].next) {
        uint32_t area = tracts->cells.item[i].place;
        double m =
            crs_distance_m(from, outline_nearest(&tracts->outline[area],
                                                 &tracts->vertices, from));
        if (m < *best_m || (m == *best_m && area < *found)) {
            *best_m = m;
            *found = area;
        }
    }
}

uint32_t tracts_near(const struct tracts *tracts, struct lonlat point,
                     double radius_m)
{
    /* A degree of latitude has more than 110 km, and cos 46 is 0.69: enough
     * for all of Japan. Smaller than a cell, so its corners are in all the
     * cells that it touches. */
    double reach_deg = radius_m / 110000.0 / 0.69;
    uint32_t found = TRACT_NONE;
    double best_m = radius_m;

    if (tracts->n_ring == 0 || !lonlat_known(point))
        return TRACT_NONE;
    for (int corner = 0; corner < 4; corner++) {
        struct lonlat at = {
            point.lon_deg + (corner & 1 ? reach_deg : -reach_deg),
            point.lat_deg + (corner & 2 ? reach_deg : -reach_deg)};
        look(tracts, at, point, &found, &best_m);
    }
    return found;
}

void tracts_release(struct tracts *tracts)
{
    for (size_t i = 0; tracts->outline && i < tracts->n_area; i++)
        outline_release(&tracts->outline[i]);
    if (tracts->outline)
        cells_release(&tracts->cells);
    free(tracts->outline);
    free(tracts->ring);
    free(tracts->vertices.item);
    *tracts = (struct tracts){0};
}
