#include "output/report/area_outline.h"

#include "geo/access/mesh.h"
#include "output/report/area_net.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const area_source_ids[] = {
    [AREA_NONE] = "none",
    [AREA_OWN] = "own",
    [AREA_MEMBERS] = "municipalities",
    [AREA_MESHES] = "meshes",
};

/* Units of a degree: of outlines that users bring (0.1 m), and of meshes, whose
 * edges are multiples of 3 x 2 of these (JIS X 0410: an eighth of a mesh is
 * 1/640 by 1/960 of a degree). */
#define OWN_UNITS 1e6
#define MESH_UNITS 1920.0

/* ---- gathering ---- */

static struct land_vertex snapped(struct lonlat point, double units)
{
    return (struct land_vertex){(int32_t)lround(point.lon_deg * units),
                                (int32_t)lround(point.lat_deg * units)};
}

static void add_own(struct area_net *net, const struct region *region)
{
    for (size_t r = 0, first = 0; r < region->n_ring; r++) {
        size_t end = region->ring_end[r];
        for (size_t i = first; i < end; i++)
            area_net_add(net, snapped(region->outline[i], OWN_UNITS),
                         snapped(region->outline[i + 1 < end ? i + 1 : first],
                                 OWN_UNITS));
        first = end;
    }
}

/* False when any of them has no outline: a part would look like the whole. */
static bool add_members(struct area_net *net, const struct land *land,
                        const struct region *region)
{
    for (size_t m = 0; m < region->n_member; m++) {
        const struct land_place *place = land_find(land, region->member[m]);
        if (!place)
            return false;
        for (uint32_t r = 0; r < place->n_ring; r++) {
            const struct land_ring *ring = &land->ring[place->first_ring + r];
            const struct land_vertex *vertex = land->vertex + ring->first;
            for (uint32_t i = 0; i + 1 < ring->n; i++)
                area_net_add(net, vertex[i], vertex[i + 1]);
        }
    }
    /* One place alone may touch itself: vertices are snapped. */
    area_net_split(net);
    return net->n_line > 0;
}

static bool add_meshes(struct area_net *net, const struct audit *audit,
                       size_t set, const struct audit_region *region)
{
    const struct region_set *of = audit->set[set].set;
    uint32_t number = (uint32_t)(region->region - of->region);
    const struct people *people = audit->order->people;

    for (size_t m = 0; m < people->n_mesh; m++) {
        if (of->of_mesh[m] != number)
            continue;
        struct mesh_box box = mesh_box(people->mesh[m].code);
        struct land_vertex low =
            snapped((struct lonlat){box.west_deg, box.south_deg}, MESH_UNITS);
        struct land_vertex high =
            snapped((struct lonlat){box.east_deg, box.north_deg}, MESH_UNITS);
        struct land_vertex corner[4] = {
            low, {high.x, low.y}, high, {low.x, high.y}};
        for (int i = 0; i < 4; i++)
            area_net_add(net, corner[i], corner[(i + 1) % 4]);
    }
    return net->n_line > 0;
}

/* ---- polygons ---- */

static void add_ring(struct area_outline *outline,
                     const struct area_loops *loops, size_t l, double units)
{
    const struct area_loop *loop = &loops->loop[l];
    bool exterior = loop->depth % 2 == 0;
    bool turn = (loop->area > 0) != exterior;

    outline->ring[outline->n_ring++] = (struct area_ring){
        (uint32_t)outline->n_point, (uint32_t)loop->n, exterior};
    for (size_t i = 0; i < loop->n; i++) {
        struct land_vertex at =
            loops->vertex[loop->first + (turn ? loop->n - 1 - i : i)];
        outline->point[outline->n_point++] =
            (struct lonlat){at.x / units, at.y / units};
    }
    outline->n_polygon += exterior;
}

/* An exterior ring, largest first, then its holes. */
static void settle(struct area_outline *outline, struct area_net *net,
                   double units)
{
    struct area_loops loops = {0};

    area_net_trace(net, &loops);
    outline->point = mem_alloc((loops.n_vertex + 1) * sizeof(*outline->point));
    outline->ring = mem_alloc((loops.n_loop + 1) * sizeof(*outline->ring));
    for (size_t l = 0; l < loops.n_loop; l++) {
        if (loops.loop[l].depth % 2)
            continue;
        add_ring(outline, &loops, l, units);
        for (size_t h = l + 1; h < loops.n_loop; h++)
            if (loops.loop[h].depth % 2 && loops.loop[h].parent == l)
                add_ring(outline, &loops, h, units);
    }
    area_loops_release(&loops);
}

void area_outline_make(struct area_outline *outline, const struct audit *audit,
                       size_t set, const struct audit_region *region)
{
    struct area_net net = {0};
    double units = OWN_UNITS;

    *outline = (struct area_outline){0};
    if (region->region->n_ring > 0) {
        outline->source = AREA_OWN;
        add_own(&net, region->region);
    } else if (region->region->n_member > 0 &&
               add_members(&net, &audit->order->table->land, region->region)) {
        outline->source = AREA_MEMBERS;
        units = LAND_UNITS_PER_DEG;
    } else {
        net.n_line = 0;
        outline->source = AREA_MESHES;
        units = MESH_UNITS;
        add_meshes(&net, audit, set, region);
    }
    settle(outline, &net, units);
    if (outline->n_ring == 0)
        outline->source = AREA_NONE;
    area_net_release(&net);
}

void area_outline_release(struct area_outline *outline)
{
    free(outline->point);
    free(outline->ring);
    *outline = (struct area_outline){0};
}

void area_outline_box(const struct area_outline *outline, struct lonlat *least,
                      struct lonlat *most)
{
    *least = *most = (struct lonlat){NAN, NAN};
    for (size_t i = 0; i < outline->n_point; i++) {
        least->lon_deg = fmin(least->lon_deg, outline->point[i].lon_deg);
        least->lat_deg = fmin(least->lat_deg, outline->point[i].lat_deg);
        most->lon_deg = fmax(most->lon_deg, outline->point[i].lon_deg);
        most->lat_deg = fmax(most->lat_deg, outline->point[i].lat_deg);
    }
}
