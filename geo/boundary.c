#include "geo/boundary.h"

#include "geo/boundary_own.h"
#include "geo/crs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CODES 100000 /* 5 digits */

#define NONE BOUNDARY_NONE

struct boundaries *boundary_open(void)
{
    struct boundaries *all = mem_alloc(sizeof(*all));

    *all = (struct boundaries){0};
    all->at = mem_alloc(CODES * sizeof(*all->at));
    memset(all->at, 0xFF, CODES * sizeof(*all->at)); /* NONE */
    cells_init(&all->cells);
    return all;
}

void boundary_close(struct boundaries *all)
{
    if (!all)
        return;
    for (size_t i = 0; i < all->n_places; i++)
        outline_release(&all->place[i].outline);
    free(all->place);
    free(all->at);
    free(all->vertices.item);
    cells_release(&all->cells);
    land_release(&all->land);
    free(all);
}

uint32_t boundary_find_place(const struct boundaries *all, const char *code)
{
    size_t number = 0;

    for (int i = 0; i < 5; i++) {
        if (code[i] < '0' || code[i] > '9')
            return NONE;
        number = number * 10 + (size_t)(code[i] - '0');
    }
    return code[5] == '\0' ? all->at[number] : NONE;
}

uint32_t boundary_add_place(struct boundaries *all, const char *code)
{
    uint32_t at = boundary_find_place(all, code);

    if (at != NONE)
        return at;
    at = (uint32_t)all->n_places;
    all->place = mem_room(all->place, all->n_places, &all->place_cap,
                          sizeof(*all->place));
    all->place[all->n_places++] =
        (struct place){.first_ward = NONE, .next_ward = NONE};
    memcpy(all->place[at].code, code, 6);
    all->at[strtoul(code, NULL, 10)] = at;
    return at;
}

/* --- asking ------------------------------------------------------------- */

static bool has_outline(const struct place *place)
{
    return place->outline.n_runs > 0;
}

/* The place whose outline, or whose wards' outlines, stand for the code. */
static const struct place *resolve(const struct boundaries *all,
                                   const char *code)
{
    char city[6];
    uint32_t at = boundary_find_place(all, code);

    if (at == NONE || !has_outline(&all->place[at])) {
        if (strlen(code) != 5)
            return NULL;
        municipality_city(code, city);
        at = boundary_find_place(all, city);
    }
    if (at == NONE ||
        (!has_outline(&all->place[at]) && all->place[at].first_ward == NONE))
        return NULL;
    return &all->place[at];
}

bool boundary_has(const struct boundaries *all, const char *code)
{
    return resolve(all, code) != NULL;
}

static double outside_one_m(const struct boundaries *all,
                            const struct outline *outline, struct lonlat point)
{
    if (outline_holds(outline, &all->vertices, outline_vertex(point)))
        return 0;
    return crs_distance_m(point,
                          outline_nearest(outline, &all->vertices, point));
}

static bool is_position(struct lonlat point)
{
    return fabs(point.lon_deg) <= 180 && fabs(point.lat_deg) <= 90;
}

double boundary_outside_m(const struct boundaries *all, const char *code,
                          struct lonlat point)
{
    const struct place *place = resolve(all, code);

    if (!place || !is_position(point))
        return NAN;
    if (has_outline(place))
        return outside_one_m(all, &place->outline, point);
    double least_m = INFINITY;
    for (uint32_t w = place->first_ward; w != NONE && least_m > 0;
         w = all->place[w].next_ward)
        least_m =
            fmin(least_m, outside_one_m(all, &all->place[w].outline, point));
    return least_m;
}

const char *boundary_at(const struct boundaries *all, struct lonlat point)
{
    const char *city = NULL;

    if (!is_position(point))
        return NULL;
    struct outline_vertex at = outline_vertex(point);
    uint32_t i = cells_find(&all->cells, at);
    for (; i != NONE; i = all->cells.item[i].next) {
        const struct place *place = &all->place[all->cells.item[i].place];
        if (!outline_holds(&place->outline, &all->vertices, at))
            continue;
        if (!municipality_has_wards(place->code))
            return place->code;
        city = place->code;
    }
    return city;
}

void boundary_take_land(struct boundaries *all, struct land *land)
{
    land_sort(&all->land);
    *land = all->land;
    all->land = (struct land){0};
}

size_t boundary_count(const struct boundaries *all)
{
    size_t n = 0;

    for (size_t i = 0; i < all->n_places; i++)
        n += has_outline(&all->place[i]);
    return n;
}
