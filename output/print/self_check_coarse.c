/* The outlines of the small map that is on each of some thousand sheets: with
 * all their points they would be most of the file. */
#include "output/print/self_check_own.h"

#include <math.h>

/* Points on the paper: moved by half of it at most, nothing is seen of it. */
#define GRID 0.8

/* To a grid: what two municipalities share stays one line. */
static int32_t snapped(int32_t units, int32_t grid)
{
    int32_t half = grid / 2;
    int32_t cell =
        units >= 0 ? (units + half) / grid : -((half - units) / grid);

    return cell * grid;
}

/* The ring on the grid; returns how many vertices it has, 0 for one that is
 * too small to be seen. */
static uint32_t add_ring(const struct land_vertex *from, uint32_t n,
                         int32_t grid, struct land_vertex *to)
{
    uint32_t m = 0;

    for (uint32_t i = 0; i < n; i++) {
        struct land_vertex v = {snapped(from[i].x, grid),
                                snapped(from[i].y, grid)};
        if (m == 0 || to[m - 1].x != v.x || to[m - 1].y != v.y)
            to[m++] = v;
    }
    return m < 4 ? 0 : m;
}

static void coarsen(const struct view *view, struct view_place *place,
                    int32_t grid, struct land *land, struct arena *arena)
{
    struct land_ring *ring =
        arena_alloc(arena, (place->n_ring + 1) * sizeof(*ring));
    size_t n = 0;

    for (size_t i = 0; i < place->n_ring; i++) {
        const struct land_ring *old = &place->ring[i];
        uint32_t m = add_ring(view->land->vertex + old->first, old->n, grid,
                              land->vertex + land->n_vertex);
        if (m == 0)
            continue;
        ring[n++] = (struct land_ring){(uint32_t)land->n_vertex, m, old->hole};
        land->n_vertex += m;
    }
    place->ring = ring;
    place->n_ring = n;
}

struct view self_check_coarse(const struct view *view, double metres_per_point,
                              struct arena *arena)
{
    /* A degree of latitude is 111 km. */
    double units = GRID * metres_per_point / 111000 * LAND_UNITS_PER_DEG;
    struct view coarse = *view;
    size_t n_vertex = 0;

    if (!(units >= 2) || units > 10000)
        return coarse;
    for (size_t i = 0; i < view->n_ground; i++)
        for (size_t r = 0; r < view->ground[i].n_ring; r++)
            n_vertex += view->ground[i].ring[r].n;
    struct land *land = arena_alloc(arena, sizeof(*land));
    *land = (struct land){
        .vertex = arena_alloc(arena, (n_vertex + 1) * sizeof(*land->vertex))};
    struct view_place *place =
        arena_alloc(arena, (view->n_ground + 1) * sizeof(*place));
    for (size_t i = 0; i < view->n_ground; i++) {
        place[i] = view->ground[i];
        coarsen(view, &place[i], (int32_t)lround(units), land, arena);
    }
    coarse.land = land;
    coarse.ground = place;
    return coarse;
}
