/* The municipality of each mesh and of each facility. */
#include "audit/regions_own.h"
#include "geo/access/mesh.h"

#include <stdlib.h>
#include <string.h>

uint32_t regions_number(const char *code)
{
    uint32_t number = 0;

    for (int i = 0; i < 5; i++) {
        if (code[i] < '0' || code[i] > '9')
            return REGIONS_CODES;
        number = number * 10 + (uint32_t)(code[i] - '0');
    }
    return code[5] ? REGIONS_CODES : number;
}

void regions_code(uint32_t number, char code[6])
{
    for (int i = 4; i >= 0; i--, number /= 10)
        code[i] = (char)('0' + number % 10);
    code[5] = '\0';
}

const char *regions_today(const struct table *table, const char *code)
{
    const struct municipality *place =
        municipalities_find(&table->municipalities, code);

    return place && place->successor[0] ? place->successor : code;
}

void regions_locate_meshes(const struct regions_work *work, uint32_t *of_mesh,
                           bool *guessed)
{
    const struct people *people = work->people;
    char code[6];

    *guessed = false;
    for (size_t i = 0; i < people->n_mesh; i++) {
        const struct people_mesh *mesh = &people->mesh[i];
        of_mesh[i] =
            regions_number(regions_today(work->table, mesh->municipality_code));
        if (of_mesh[i] < REGIONS_CODES ||
            !regions_ground_at(work->ground, mesh->centre, NULL, code))
            continue;
        of_mesh[i] = regions_number(regions_today(work->table, code));
        *guessed = *guessed || work->lived[i];
    }
}

/* The mesh that holds the point; n_mesh when there is none. */
static size_t mesh_of(const struct people *people, struct lonlat point)
{
    uint64_t code = people->digits ? mesh_at(point, people->digits) : 0;
    size_t low = 0, high = code ? people->n_mesh : 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (people->mesh[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = code && low < people->n_mesh && people->mesh[low].code == code;
    return found ? low : people->n_mesh;
}

static uint32_t by_mesh(const struct regions_work *work,
                        const uint32_t *of_mesh, struct lonlat point,
                        const char *city)
{
    size_t at = mesh_of(work->people, point);
    char code[6], its[6];

    if (at == work->people->n_mesh || of_mesh[at] == REGIONS_CODES)
        return REGIONS_CODES;
    if (city) {
        regions_code(of_mesh[at], code);
        municipality_city(code, its);
        if (strcmp(its, city) != 0 || strcmp(code, city) == 0)
            return REGIONS_CODES;
    }
    return of_mesh[at];
}

/* Outlines tell most; the code of its mesh more than the nearest town. */
static uint32_t by_point(const struct regions_work *work,
                         const uint32_t *of_mesh, struct lonlat point,
                         const char *city)
{
    bool drawn = regions_ground_drawn(work->ground);
    char code[6];

    if (!lonlat_known(point))
        return REGIONS_CODES;
    if (!drawn) {
        uint32_t number = by_mesh(work, of_mesh, point, city);
        if (number < REGIONS_CODES)
            return number;
    }
    if (regions_ground_at(work->ground, point, city, code))
        return regions_number(regions_today(work->table, code));
    return drawn ? by_mesh(work, of_mesh, point, city) : REGIONS_CODES;
}

/* A municipality that ended, nobody tells in which other one, says no more
 * where a facility stands; but meshes of an old edition may still be of it. */
static bool is_gone(const struct regions_work *work, const bool *of_meshes,
                    const char *code, uint32_t number)
{
    const struct municipality *place =
        municipalities_find(&work->table->municipalities, code);

    return place && place->abolished && place->abolished[0] &&
           !of_meshes[number];
}

static uint32_t locate(const struct regions_work *work, const uint32_t *of_mesh,
                       const bool *of_meshes, const struct facility *facility)
{
    const char *code = regions_today(work->table, facility->municipality_code);
    uint32_t number = regions_number(code), better = REGIONS_CODES;
    char city[6];

    if (number == REGIONS_CODES)
        return by_point(work, of_mesh, facility->point, NULL);
    municipality_city(code, city);
    if (municipality_has_wards(code))
        better = by_point(work, of_mesh, facility->point, code);
    else if (is_gone(work, of_meshes, code, number))
        better = by_point(work, of_mesh, facility->point,
                          municipality_is_ward(code) ? city : NULL);
    return better < REGIONS_CODES ? better : number;
}

void regions_locate_facilities(const struct regions_work *work,
                               const uint32_t *of_mesh, uint32_t *of_facility)
{
    const struct table *table = work->table;
    bool *of_meshes = mem_alloc(REGIONS_CODES * sizeof(*of_meshes));

    memset(of_meshes, 0, REGIONS_CODES * sizeof(*of_meshes));
    for (size_t i = 0; i < work->people->n_mesh; i++)
        if (of_mesh[i] < REGIONS_CODES)
            of_meshes[of_mesh[i]] = true;
    for (size_t i = 0; i < table->n_facility; i++)
        of_facility[i] = locate(work, of_mesh, of_meshes, table->facility[i]);
    free(of_meshes);
}
