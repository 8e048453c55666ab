#include "geo/access/mesh.h"
#include "geo/access/spread.h"
#include "output/report/atlas_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FRINGE                                                                 \
    0.002       /* of the people may live beyond the frame at each side        \
                 */
#define FAR 1.6 /* times as large as without them: they are left out */
#define LABELS_MOST 130 /* regions */
#define MARGIN 6.0

double atlas_people(const struct audit *audit, size_t mesh)
{
    const struct people *people = audit->order->people;
    double n = audit->own_mesh[mesh]
                   ? (double)people_of(people, mesh, audit->base)[AGE_75]
                   : 0;

    return n > 0 ? n : 0;
}

size_t atlas_region_of(const struct atlas *atlas, size_t mesh)
{
    const struct region_set *set = atlas->set->set;
    uint32_t at = set->of_mesh[mesh];
    size_t low = 0, high = atlas->set->n_region;

    if (at == REGION_NONE)
        return SIZE_MAX;
    /* Own regions stand in the order of all. */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (atlas->set->region[middle].region < set->region + at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < atlas->set->n_region &&
                   atlas->set->region[low].region == set->region + at
               ? low
               : SIZE_MAX;
}

/* ---- what is shown ---- */

/* From where to where all but a fringe of the people live, on one axis. */
static void inner_range(struct spread *item, size_t n, double *least,
                        double *most)
{
    spread_sort(item, n);
    *least = spread_quantile(item, n, FRINGE);
    *most = spread_quantile(item, n, 1 - FRINGE);
}

static struct extent extent_of_meshes(const struct audit *audit, bool inner)
{
    const struct people *people = audit->order->people;
    struct spread *lon = mem_alloc((people->n_mesh + 1) * sizeof(*lon));
    struct spread *lat = mem_alloc((people->n_mesh + 1) * sizeof(*lat));
    struct extent extent = EXTENT_EMPTY;
    size_t n = 0;

    for (size_t m = 0; m < people->n_mesh; m++) {
        double weight = atlas_people(audit, m);
        if (weight <= 0)
            continue;
        lon[n] = (struct spread){people->mesh[m].centre.lon_deg, weight};
        lat[n++] = (struct spread){people->mesh[m].centre.lat_deg, weight};
        struct mesh_box box = mesh_box(people->mesh[m].code);
        extent_add(&extent, (struct lonlat){box.west_deg, box.south_deg});
        extent_add(&extent, (struct lonlat){box.east_deg, box.north_deg});
    }
    if (inner && n > 0) {
        inner_range(lon, n, &extent.west, &extent.east);
        inner_range(lat, n, &extent.south, &extent.north);
    }
    free(lon);
    free(lat);
    return extent;
}

static bool much_larger(const struct extent *a, const struct extent *b)
{
    return a->east - a->west > FAR * (b->east - b->west) + 0.05 ||
           a->north - a->south > FAR * (b->north - b->south) + 0.05;
}

static void add_outline(struct extent *extent, const struct land *land,
                        const struct region *region)
{
    size_t n = region->n_ring ? region->ring_end[region->n_ring - 1] : 0;

    for (size_t i = 0; i < n; i++)
        extent_add(extent, region->outline[i]);
    for (size_t i = 0; i < region->n_member; i++) {
        const struct land_place *place = land_find(land, region->member[i]);
        if (place && place->n_ring) {
            extent_add(extent, land_degrees(place->least));
            extent_add(extent, land_degrees(place->most));
        }
    }
}

/* Far islands with few people do not shrink the map of all others. */
static struct extent shown_extent(const struct audit *audit,
                                  const struct audit_set *set)
{
    struct extent all = extent_of_meshes(audit, false);
    struct extent inner = extent_of_meshes(audit, true);

    for (size_t r = 0; r < set->n_region; r++)
        add_outline(&all, &audit->order->table->land, set->region[r].region);

    if (extent_empty(&all)) {
        extent_add(&all, (struct lonlat){122, 20});
        extent_add(&all, (struct lonlat){154, 46});
    }
    if (extent_empty(&inner) || !much_larger(&all, &inner))
        return all;
    double x = (inner.east - inner.west) * 0.06 + 0.02;
    double y = (inner.north - inner.south) * 0.06 + 0.02;
    return (struct extent){
        fmax(all.west, inner.west - x), fmax(all.south, inner.south - y),
        fmin(all.east, inner.east + x), fmin(all.north, inner.north + y)};
}

/* ---- outlines ---- */

static void append(struct shape *to, const struct shape *from)
{
    size_t base = to->n_point;

    for (size_t i = 0; i < from->n_point; i++) {
        to->point = mem_room(to->point, to->n_point, &to->cap_point,
                             sizeof(*to->point));
        to->point[to->n_point++] = from->point[i];
    }
    for (size_t r = 0; r < from->n_ring; r++) {
        to->end =
            mem_room(to->end, to->n_ring, &to->cap_ring, sizeof(*to->end));
        to->end[to->n_ring++] = base + from->end[r];
    }
}

static void add_place(const struct atlas *atlas, struct shape *to,
                      const struct land *land, const struct land_place *place)
{
    const struct view view = {.land = land};
    const struct view_place shown = {.ring = land->ring + place->first_ring,
                                     .n_ring = place->n_ring,
                                     .least = place->least,
                                     .most = place->most};
    struct shape shape = {0};

    shape_of_place(&shape, &atlas->ground, &view, &shown);
    append(to, &shape);
    shape_release(&shape);
}

/* The outline that the user brought; it is kept, as vertices of a land. */
static bool add_brought(struct atlas *atlas, struct atlas_area *area,
                        const struct region *region)
{
    size_t from = 0;
    bool any = false;

    if (region->n_ring == 0)
        return false;
    land_add_place(&atlas->brought, "00000");
    for (size_t r = 0; r < region->n_ring; from = region->ring_end[r++])
        any |= land_add_ring(&atlas->brought, region->outline + from,
                             region->ring_end[r] - from, false);
    if (any)
        add_place(atlas, &area->shape, &atlas->brought,
                  &atlas->brought.place[atlas->brought.n_place - 1]);
    return any;
}

static bool add_members(struct atlas *atlas, struct atlas_area *area,
                        const struct region *region)
{
    const struct land *land = &atlas->audit->order->table->land;
    size_t n = 0;

    for (size_t i = 0; i < region->n_member; i++) {
        const struct land_place *place = land_find(land, region->member[i]);
        if (!place)
            continue;
        add_place(atlas, &area->shape, land, place);
        n++;
    }
    /* Files without wards have the city. */
    const struct land_place *whole =
        n == 0 && region->n_member ? land_find(land, region->code) : NULL;
    if (whole)
        add_place(atlas, &area->shape, land, whole);
    area->several = n > 1;
    return n == region->n_member ? n > 0 : whole != NULL;
}

static bool is_shown(const struct atlas *atlas, const char *code)
{
    for (size_t r = 0; r < atlas->set->n_region; r++) {
        const struct region *region = atlas->set->region[r].region;
        for (size_t i = 0; i < region->n_member; i++)
            if (strcmp(region->member[i], code) == 0)
                return true;
    }
    return false;
}

static void add_around(struct atlas *atlas)
{
    const struct land *land = &atlas->audit->order->table->land;

    for (size_t i = 0; i < land->n_place; i++)
        if (!is_shown(atlas, land->place[i].code))
            add_place(atlas, &atlas->around, land, &land->place[i]);
}

static void add_areas(struct atlas *atlas)
{
    size_t n = atlas->set->n_region;

    for (size_t r = 0; r < n; r++) {
        struct atlas_area *area = &atlas->area[r];
        const struct region *region = atlas->set->region[r].region;
        area->bare = !add_brought(atlas, area, region) &&
                     !add_members(atlas, area, region);
        atlas->n_bare += area->bare;
    }
    for (size_t r = 0; r < n && n <= LABELS_MOST; r++)
        atlas->area[r].has_label =
            !atlas->area[r].bare &&
            shape_middle(&atlas->area[r].shape, atlas->ground.frame,
                         &atlas->area[r].middle, &atlas->area[r].clearance);
}

/* Who lives beyond the frame, and which regions only have people there. */
static void look_beyond(struct atlas *atlas)
{
    const struct people *people = atlas->audit->order->people;
    const struct box *frame = &atlas->ground.frame;

    for (size_t m = 0; m < people->n_mesh; m++) {
        double n = atlas_people(atlas->audit, m);
        if (n <= 0)
            continue;
        struct canvas_point at =
            ground_point(&atlas->ground, people->mesh[m].centre);
        size_t region = atlas_region_of(atlas, m);
        bool beyond =
            at.x < 0 || at.y < 0 || at.x > frame->width || at.y > frame->height;
        if (beyond)
            atlas->people_beyond += n;
        if (region != SIZE_MAX && beyond)
            atlas->area[region].beyond = true;
        if (region != SIZE_MAX && !beyond)
            atlas->area[region].within = true;
    }
}

struct atlas *atlas_open(const struct audit *audit, const struct audit_set *set,
                         double width, double height)
{
    struct atlas *atlas = mem_alloc(sizeof(*atlas));
    size_t size = (set->n_region + 1) * sizeof(*atlas->area);
    const struct box frame = {0, 0, width, height};
    const struct extent extent = shown_extent(audit, set);

    *atlas = (struct atlas){.audit = audit, .set = set};
    atlas->area = mem_alloc(size);
    memset(atlas->area, 0, size);
    atlas->ground = ground_fit(frame, &extent, MARGIN, 20000);
    add_around(atlas);
    add_areas(atlas);
    look_beyond(atlas);
    atlas_make_below(atlas);
    return atlas;
}

void atlas_close(struct atlas *atlas)
{
    if (!atlas)
        return;
    for (size_t r = 0; r < atlas->set->n_region; r++)
        shape_release(&atlas->area[r].shape);
    shape_release(&atlas->around);
    land_release(&atlas->brought);
    free(atlas->below.pixel);
    free(atlas->area);
    free(atlas);
}

size_t atlas_without_outline(const struct atlas *atlas)
{
    return atlas->n_bare;
}

double atlas_people_beyond(const struct atlas *atlas)
{
    return atlas->people_beyond;
}

bool atlas_region_beyond(const struct atlas *atlas, size_t region)
{
    return atlas->area[region].beyond && !atlas->area[region].within;
}

struct ground atlas_ground(const struct atlas *atlas, double x, double y)
{
    struct ground ground = atlas->ground;

    ground.frame.x = x;
    ground.frame.y = y;
    return ground;
}
