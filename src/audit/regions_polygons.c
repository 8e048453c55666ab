/* Areas as polygons: which meshes and facilities they hold, and how they are
 * drawn. */
#include "audit/regions_kind.h"
#include "geo/access/mesh.h"
#include "geo/crs.h"

#include <stdlib.h>
#include <string.h>

static double half_diagonal_m(const struct people_mesh *mesh)
{
    struct mesh_box box = mesh_box(mesh->code);

    return crs_distance_m(mesh->centre,
                          (struct lonlat){box.west_deg, box.south_deg});
}

/* A centre in the sea, or in a gap between two lines: the nearest area takes
 * it, if it reaches the mesh. Only in municipalities most of whose meshes lie
 * in areas: a city's map of areas takes nothing from its neighbours. */
static void place_rim(struct regions_finishing *to)
{
    const struct regions_work *work = to->work;
    const struct region_set *first = &work->all->set[0];
    size_t *all =
        arena_alloc(&to->work->scratch, (first->n_region + 1) * sizeof(*all));
    size_t *in =
        arena_alloc(&to->work->scratch, (first->n_region + 1) * sizeof(*in));

    for (size_t i = 0; i < work->people->n_mesh; i++) {
        if (first->of_mesh[i] == REGION_NONE || !work->lived[i])
            continue;
        all[first->of_mesh[i]]++;
        in[first->of_mesh[i]] += to->set->of_mesh[i] != REGION_NONE;
    }
    for (size_t i = 0; i < work->people->n_mesh; i++) {
        uint32_t region = first->of_mesh[i];
        if (to->set->of_mesh[i] != REGION_NONE || region == REGION_NONE ||
            in[region] * 2 <= all[region])
            continue;
        const struct people_mesh *mesh = &work->people->mesh[i];
        uint32_t area =
            tracts_near(&to->kind->tracts, mesh->centre, half_diagonal_m(mesh));
        if (area != TRACT_NONE)
            to->set->of_mesh[i] = area;
    }
}

/* The area of all meshes with people of each municipality; REGION_NONE where
 * there are several or none. */
static void find_whole(struct regions_finishing *to)
{
    const struct regions_work *work = to->work;
    const struct region_set *first = &work->all->set[0];
    bool *seen = arena_alloc(&to->work->scratch, first->n_region + 1);

    for (size_t r = 0; r < first->n_region; r++)
        to->of_first[r] = REGION_NONE;
    for (size_t i = 0; i < work->people->n_mesh; i++) {
        uint32_t region = first->of_mesh[i];
        if (region == REGION_NONE || !work->lived[i])
            continue;
        if (!seen[region])
            to->of_first[region] = to->set->of_mesh[i];
        else if (to->of_first[region] != to->set->of_mesh[i])
            to->of_first[region] = REGION_NONE;
        seen[region] = true;
    }
}

static void tell_polygons(struct regions_finishing *to, size_t several)
{
    struct regions_work *work = to->work;
    const char *label = to->kind->supply->label;
    size_t none = 0;

    for (size_t i = 0; i < work->people->n_mesh; i++)
        none += work->own_mesh[i] && work->lived[i] &&
                to->set->of_mesh[i] == REGION_NONE;
    if (none)
        regions_set_aside(work, label, 0,
                          N_("meshes with people that lie in no area of the "
                             "file"),
                          str_of(arena_format(&work->scratch, "%zu", none)));
    if (several)
        regions_set_aside(work, label, 0,
                          N_("meshes that lie in several areas of the file: "
                             "the first one has them"),
                          str_of(arena_format(&work->scratch, "%zu", several)));
}

static void place_all(struct regions_finishing *to)
{
    const struct regions_work *work = to->work;
    const struct region_set *first = &work->all->set[0];
    struct tracts *tracts = &to->kind->tracts;
    size_t n_several = 0;

    tracts_settle(tracts, to->kind->n_area);
    for (size_t i = 0; i < work->people->n_mesh; i++) {
        bool several = false;
        if (to->set->of_mesh[i] == REGION_NONE)
            to->set->of_mesh[i] =
                tracts_at(tracts, work->people->mesh[i].centre, &several);
        n_several += several;
    }
    place_rim(to);
    find_whole(to);
    for (size_t i = 0; i < work->table->n_facility; i++) {
        struct lonlat point = work->table->facility[i]->point;
        if (to->set->of_facility[i] != REGION_NONE)
            continue;
        if (lonlat_known(point))
            to->set->of_facility[i] = tracts_at(tracts, point, NULL);
        if (to->set->of_facility[i] == REGION_NONE &&
            first->of_facility[i] != REGION_NONE)
            to->set->of_facility[i] = to->of_first[first->of_facility[i]];
    }
    tell_polygons(to, n_several);
}

static int ring_in_order(const void *a, const void *b)
{
    const struct kind_ring *x = a, *y = b;

    if (x->area != y->area)
        return x->area < y->area ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* One outline an area: its rings one after another. */
static void draw_area(struct regions_finishing *to,
                      const struct kind_ring *ring, size_t n)
{
    struct arena *arena = &to->work->all->arena;
    struct regions_draft *area = &to->kind->area[ring->area];
    size_t points = 0;

    for (size_t i = 0; i < n; i++)
        points += ring[i].n;
    struct lonlat *outline = arena_alloc(arena, points * sizeof(*outline));
    size_t *end = arena_alloc(arena, n * sizeof(*end));
    points = 0;
    for (size_t i = 0; i < n; i++) {
        memcpy(outline + points, ring[i].point, ring[i].n * sizeof(*outline));
        points += ring[i].n;
        end[i] = points;
    }
    area->outline = outline;
    area->ring_end = end;
    area->n_ring = n;
}

static void draw_areas(struct regions_finishing *to)
{
    struct regions_kind *kind = to->kind;
    size_t end;

    qsort(kind->ring, kind->n_ring, sizeof(*kind->ring), ring_in_order);
    for (size_t start = 0; start < kind->n_ring; start = end) {
        for (end = start + 1; end < kind->n_ring; end++)
            if (kind->ring[end].area != kind->ring[start].area)
                break;
        draw_area(to, kind->ring + start, end - start);
    }
}

/* An outline without a prefecture lies where its people do. */
static void find_prefectures(struct regions_finishing *to)
{
    const struct regions_work *work = to->work;
    const struct region_set *first = &work->all->set[0];
    struct regions_kind *kind = to->kind;
    bool *open = arena_alloc(&to->work->scratch, kind->n_area + 1);

    for (size_t a = 0; a < kind->n_area; a++)
        open[a] = !kind->area[a].prefecture && kind->area[a].n_ring > 0;
    for (size_t i = 0; i < work->people->n_mesh; i++) {
        uint32_t a = to->set->of_mesh[i], r = first->of_mesh[i];
        if (a == REGION_NONE || r == REGION_NONE || !open[a] || !work->lived[i])
            continue;
        const char *its = first->region[r].prefecture;
        if (!kind->area[a].prefecture) {
            kind->area[a].prefecture = its;
        } else if (!str_same(kind->area[a].prefecture, its)) {
            kind->area[a].prefecture = NULL;
            open[a] = false;
        }
    }
    for (size_t a = 0; a < kind->n_area; a++)
        if (!kind->area[a].within)
            kind->area[a].within = kind->area[a].prefecture;
}

void regions_polygons_place(struct regions_finishing *to)
{
    if (to->kind->n_ring == 0)
        return;
    place_all(to);
    draw_areas(to);
    find_prefectures(to);
}
