#include "model/land.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void land_add_place(struct land *land, const char *code)
{
    land->place = mem_room(land->place, land->n_place, &land->cap_place,
                           sizeof(*land->place));
    struct land_place *place = &land->place[land->n_place++];
    *place = (struct land_place){.first_ring = (uint32_t)land->n_ring,
                                 .least = {INT32_MAX, INT32_MAX},
                                 .most = {INT32_MIN, INT32_MIN}};
    memcpy(place->code, code, 6);
}

static struct land_vertex snap(struct lonlat point)
{
    return (struct land_vertex){
        (int32_t)lround(point.lon_deg * LAND_UNITS_PER_DEG),
        (int32_t)lround(point.lat_deg * LAND_UNITS_PER_DEG)};
}

static bool same(struct land_vertex a, struct land_vertex b)
{
    return a.x == b.x && a.y == b.y;
}

/* b lies on the straight line from a to c, between them. */
static bool between(struct land_vertex a, struct land_vertex b,
                    struct land_vertex c)
{
    int64_t ux = (int64_t)b.x - a.x, uy = (int64_t)b.y - a.y;
    int64_t vx = (int64_t)c.x - b.x, vy = (int64_t)c.y - b.y;

    return ux * vy == uy * vx && ux * vx + uy * vy > 0;
}

static void add_vertex(struct land *land, uint32_t first,
                       struct land_vertex vertex)
{
    size_t at = land->n_vertex, n = at - first;

    if (n >= 1 && same(land->vertex[at - 1], vertex))
        return;
    if (n >= 2 && between(land->vertex[at - 2], land->vertex[at - 1], vertex))
        land->n_vertex--;
    land->vertex = mem_room(land->vertex, land->n_vertex, &land->cap_vertex,
                            sizeof(*land->vertex));
    land->vertex[land->n_vertex++] = vertex;
}

static void widen(struct land_place *place, struct land_vertex vertex)
{
    place->least.x = vertex.x < place->least.x ? vertex.x : place->least.x;
    place->least.y = vertex.y < place->least.y ? vertex.y : place->least.y;
    place->most.x = vertex.x > place->most.x ? vertex.x : place->most.x;
    place->most.y = vertex.y > place->most.y ? vertex.y : place->most.y;
}

bool land_add_ring(struct land *land, const struct lonlat *point, size_t n,
                   bool hole)
{
    struct land_place *place = &land->place[land->n_place - 1];
    uint32_t first = (uint32_t)land->n_vertex;

    for (size_t i = 0; i < n; i++)
        add_vertex(land, first, snap(point[i]));
    if (n)
        add_vertex(land, first, snap(point[0]));
    /* A triangle has four vertices, the first one twice. */
    if (land->n_vertex - first < 4) {
        land->n_vertex = first;
        return false;
    }
    for (size_t i = first; i < land->n_vertex; i++)
        widen(place, land->vertex[i]);
    land->ring = mem_room(land->ring, land->n_ring, &land->cap_ring,
                          sizeof(*land->ring));
    land->ring[land->n_ring++] =
        (struct land_ring){first, (uint32_t)(land->n_vertex - first), hole};
    place->n_ring++;
    return true;
}

void land_add_town(struct land *land, const struct land_town *town)
{
    land->town = mem_room(land->town, land->n_town, &land->cap_town,
                          sizeof(*land->town));
    land->town[land->n_town++] = *town;
}

static int place_in_order(const void *a, const void *b)
{
    return strcmp(((const struct land_place *)a)->code,
                  ((const struct land_place *)b)->code);
}

static int town_in_order(const void *a, const void *b)
{
    const struct land_town *x = a, *y = b;
    int order = strcmp(x->code, y->code);

    if (order == 0)
        order = strcmp(x->name, y->name);
    if (order == 0)
        order = (x->point.lon_deg > y->point.lon_deg) -
                (x->point.lon_deg < y->point.lon_deg);
    if (order == 0)
        order = (x->point.lat_deg > y->point.lat_deg) -
                (x->point.lat_deg < y->point.lat_deg);
    return order;
}

void land_sort(struct land *land)
{
    if (land->n_place)
        qsort(land->place, land->n_place, sizeof(*land->place), place_in_order);
    if (land->n_town)
        qsort(land->town, land->n_town, sizeof(*land->town), town_in_order);
}

const struct land_place *land_find(const struct land *land, const char *code)
{
    struct land_place key = {0};

    if (strlen(code) != 5 || land->n_place == 0)
        return NULL;
    memcpy(key.code, code, 6);
    return bsearch(&key, land->place, land->n_place, sizeof(key),
                   place_in_order);
}

/* The first town whose code is not below `code`. */
static size_t first_town(const struct land *land, const char *code)
{
    size_t low = 0, high = land->n_town;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(land->town[middle].code, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct land_town *land_towns(const struct land *land, const char *code,
                                   size_t *n)
{
    size_t first = first_town(land, code);

    *n = 0;
    while (first + *n < land->n_town &&
           strcmp(land->town[first + *n].code, code) == 0)
        ++*n;
    return *n ? land->town + first : NULL;
}

struct lonlat land_degrees(struct land_vertex vertex)
{
    return (struct lonlat){vertex.x / LAND_UNITS_PER_DEG,
                           vertex.y / LAND_UNITS_PER_DEG};
}

void land_release(struct land *land)
{
    free(land->vertex);
    free(land->ring);
    free(land->place);
    free(land->town);
    *land = (struct land){0};
}
