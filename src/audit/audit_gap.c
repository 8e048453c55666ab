/* Meshes of people that no facility reaches, by name. */
#include "audit/audit_work.h"

#include <stdlib.h>
#include <string.h>

/* Of so many nearest towns one may be of the mesh's own municipality: near a
 * border the nearest point is often the neighbour's. */
#define TOWNS_TRIED 16

/* Editions differ: a mesh may have the code of before a union, or the city's in
 * place of the ward's. */
static bool is_of(const struct audit_work *work, const char *town,
                  const char *code)
{
    const struct municipality *place =
        municipalities_find(&work->order->table->municipalities, code);
    char city[6];

    municipality_city(town, city);
    return strcmp(town, code) == 0 || strcmp(city, code) == 0 ||
           (place && strcmp(town, place->successor) == 0);
}

const struct land_town *audit_town(const struct audit_work *work, uint32_t mesh)
{
    const struct land_town *town = work->order->table->land.town;
    const struct people_mesh *at = &work->people->mesh[mesh];
    const char *code = at->municipality_code;
    struct nearest_hit hit[TOWNS_TRIED];
    size_t n = nearest_some(work->towns, at->centre, 1, hit);

    if (n == 0)
        return NULL;
    if (!code[0] || is_of(work, town[hit[0].at].code, code))
        return &town[hit[0].at];
    n = nearest_some(work->towns, at->centre, TOWNS_TRIED, hit);
    for (size_t i = 0; i < n; i++)
        if (is_of(work, town[hit[i].at].code, code))
            return &town[hit[i].at];
    return &town[hit[0].at];
}

const char *audit_place(const struct audit_work *work, const char *code)
{
    const struct municipality *place =
        municipalities_find(&work->order->table->municipalities, code);

    return place && place->name ? place->name : code;
}

static bool is_gap(const struct audit_work *work, const struct audit_need *need,
                   uint32_t mesh)
{
    uint8_t verdict = need->mesh[mesh].verdict;

    return work->audit->own_mesh[mesh] &&
           (verdict == VERDICT_NOT || verdict == VERDICT_MAYBE) &&
           audit_old(work, mesh, work->base) > 0;
}

/* Most people first; meshes are by code. */
static int compare_gaps(const void *a, const void *b)
{
    const struct audit_gap *x = a, *y = b;

    if (x->people != y->people)
        return x->people < y->people ? 1 : -1;
    return x->mesh < y->mesh ? -1 : x->mesh > y->mesh;
}

static void find_gaps(struct audit_work *work, struct audit_need *need)
{
    size_t n = 0;

    for (size_t a = 0; a < work->n_asked; a++)
        n += is_gap(work, need, work->asked[a]);
    need->gap = arena_alloc(&work->audit->arena, n * sizeof(*need->gap));
    for (size_t a = 0; a < work->n_asked; a++) {
        uint32_t m = work->asked[a];
        if (is_gap(work, need, m))
            need->gap[need->n_gap++] = (struct audit_gap){
                .mesh = m,
                .people = audit_old(work, m, work->base),
                .people_last = audit_old(work, m, work->n_year - 1)};
    }
    qsort(need->gap, need->n_gap, sizeof(*need->gap), compare_gaps);
}

/* ---- their towns, each searched once for all needs ---- */

#define CHUNK 2048

struct audit_naming {
    const struct land_town **town; /* [n_mesh] */
    uint8_t *wanted;               /* [n_mesh] */
};

static void name_chunk(struct audit_work *work, size_t chunk)
{
    size_t end = (chunk + 1) * CHUNK;

    for (size_t m = chunk * CHUNK; m < end && m < work->people->n_mesh; m++)
        if (work->naming->wanted[m])
            work->naming->town[m] = audit_town(work, (uint32_t)m);
}

static void name_gap(struct audit_gap *gap, const struct audit_naming *naming)
{
    const struct land_town *town = naming->town[gap->mesh];

    gap->town = town ? town->name : NULL;
}

void audit_gaps_find(struct audit_work *work)
{
    struct audit *audit = work->audit;
    size_t n_mesh = work->people->n_mesh;
    struct audit_naming naming = {.town =
                                      mem_alloc(n_mesh * sizeof(*naming.town)),
                                  .wanted = mem_alloc(n_mesh)};

    memset(naming.wanted, 0, n_mesh);
    for (size_t n = 0; n < work->order->n_need; n++) {
        find_gaps(work, &audit->need[n]);
        for (size_t g = 0; g < audit->need[n].n_gap; g++)
            naming.wanted[audit->need[n].gap[g].mesh] = 1;
    }
    work->naming = &naming;
    audit_share(work, name_chunk, (n_mesh + CHUNK - 1) / CHUNK);
    for (size_t n = 0; n < work->order->n_need; n++)
        for (size_t g = 0; g < audit->need[n].n_gap; g++)
            name_gap(&audit->need[n].gap[g], &naming);
    work->naming = NULL;
    free(naming.town);
    free(naming.wanted);
}
