/* In which municipality a point lies, by what maps are drawn on. */
#include "audit/regions_own.h"
#include "audit/tracts.h"
#include "geo/access/nearest.h"

#include <stdlib.h>
#include <string.h>

/* Farther than any inhabited cell is from the next town of its municipality,
 * and nearer than an island that no dictionary here knows. */
#define TOWN_WITHIN_M 20000.0
/* Towns to look through for one of the same city: a ward's border has as many
 * neighbours at most in a dictionary by 丁目. */
#define TOWNS 64

struct regions_ground {
    const struct table *table;
    struct tracts tracts;
    struct nearest *towns;
};

/* Is it a city whose wards have outlines? Theirs are more exact. */
static bool wards_drawn(const struct land *land, const char *code)
{
    char city[6];

    if (!municipality_has_wards(code))
        return false;
    for (size_t i = 0; i < land->n_place; i++) {
        municipality_city(land->place[i].code, city);
        if (strcmp(city, code) == 0 && strcmp(land->place[i].code, code) != 0)
            return true;
    }
    return false;
}

struct regions_ground *regions_ground_open(const struct table *table)
{
    struct regions_ground *ground = mem_alloc(sizeof(*ground));
    const struct land *land = &table->land;
    struct lonlat *point = mem_alloc((land->n_town + 1) * sizeof(*point));

    *ground = (struct regions_ground){.table = table};
    for (size_t i = 0; i < land->n_place; i++)
        if (!wards_drawn(land, land->place[i].code))
            tracts_add_place(&ground->tracts, land, i);
    tracts_settle(&ground->tracts, land->n_place);
    for (size_t i = 0; i < land->n_town; i++)
        point[i] = land->town[i].point;
    ground->towns = nearest_open(point, land->n_town);
    free(point);
    return ground;
}

static bool is_of(const char *code, const char *city)
{
    char its[6];

    if (!city)
        return true;
    municipality_city(code, its);
    return strcmp(its, city) == 0;
}

static bool by_town(const struct regions_ground *ground, struct lonlat point,
                    const char *city, char code[6])
{
    struct nearest_hit hit[TOWNS];
    size_t n = nearest_some(ground->towns, point, city ? TOWNS : 1, hit);

    for (size_t i = 0; i < n && hit[i].distance_m <= TOWN_WITHIN_M; i++) {
        const char *town = ground->table->land.town[hit[i].at].code;
        if (!is_of(town, city) || (city && strcmp(town, city) == 0))
            continue;
        memcpy(code, town, 6);
        return true;
    }
    return false;
}

bool regions_ground_drawn(const struct regions_ground *ground)
{
    return ground->tracts.n_ring > 0;
}

bool regions_ground_at(const struct regions_ground *ground, struct lonlat point,
                       const char *city, char code[6])
{
    if (!lonlat_known(point))
        return false;
    uint32_t at = tracts_at(&ground->tracts, point, NULL);
    if (at == TRACT_NONE)
        return by_town(ground, point, city, code);
    const char *place = ground->table->land.place[at].code;
    if (!is_of(place, city))
        return by_town(ground, point, city, code);
    /* A map that knows only cities: the nearest town may tell the ward. */
    if (municipality_has_wards(place) && by_town(ground, point, place, code))
        return true;
    if (city && strcmp(place, city) == 0)
        return false;
    memcpy(code, place, 6);
    return true;
}

void regions_ground_close(struct regions_ground *ground)
{
    if (!ground)
        return;
    nearest_close(ground->towns);
    tracts_release(&ground->tracts);
    free(ground);
}
