/*
 * What lies around an audit and was not given: municipalities whose people no
 * mesh file holds (access near them is too high, for nobody of theirs shares
 * the facilities), and those of which the store has no facility.
 */
#include "audit/audit_work.h"

#include <stdlib.h>
#include <string.h>

/* ---- sets of codes ---- */

void audit_codes_add(struct audit_codes *codes, const char *code)
{
    if (strlen(code) != 5)
        return;
    codes->item =
        mem_room(codes->item, codes->n, &codes->cap, sizeof(*codes->item));
    memcpy(codes->item[codes->n++], code, sizeof(*codes->item));
}

static int compare_codes(const void *a, const void *b)
{
    return strcmp(a, b);
}

void audit_codes_settle(struct audit_codes *codes)
{
    size_t kept = 0;

    if (codes->n == 0)
        return;
    qsort(codes->item, codes->n, sizeof(*codes->item), compare_codes);
    for (size_t i = 0; i < codes->n; i++)
        if (kept == 0 || strcmp(codes->item[kept - 1], codes->item[i]) != 0)
            memmove(codes->item[kept++], codes->item[i], 6);
    codes->n = kept;
}

static bool has_code(const struct audit_codes *codes, const char *code)
{
    return codes->n > 0 && bsearch(code, codes->item, codes->n,
                                   sizeof(*codes->item), compare_codes);
}

/* Editions differ: a town or a facility may have the code of before a union,
 * or a ward of before they were drawn anew. */
static bool has_place(const struct audit_work *work,
                      const struct audit_codes *codes, const char *code)
{
    const struct municipality *place =
        municipalities_find(&work->order->table->municipalities, code);
    char city[6];

    municipality_city(code, city);
    return has_code(codes, code) || has_code(codes, city) ||
           (place && place->successor[0] && has_code(codes, place->successor));
}

/* A facility or a mesh whose ward is not known has the city's code. */
static void add_cities(struct audit_codes *codes)
{
    char city[6];

    for (size_t i = 0, n = codes->n; i < n; i++)
        if (municipality_is_ward(codes->item[i])) {
            municipality_city(codes->item[i], city);
            audit_codes_add(codes, city);
        }
    audit_codes_settle(codes);
}

static void add_next(struct audit_codes *codes, const char *code)
{
    if (codes->n == 0 || strcmp(codes->item[codes->n - 1], code) != 0)
        audit_codes_add(codes, code);
}

/* ---- where people live ---- */

static void find_inhabited(const struct audit_work *work,
                           struct audit_codes *codes)
{
    const struct region_set *set = &work->order->regions->set[0];

    for (size_t m = 0; m < work->people->n_mesh; m++) {
        uint32_t region = set->of_mesh[m];
        if (region != REGION_NONE && (m == 0 || region != set->of_mesh[m - 1]))
            audit_codes_add(codes, set->region[region].code);
    }
    for (size_t m = 0; m < work->people->n_mesh; m++)
        add_next(codes, work->people->mesh[m].municipality_code);
    audit_codes_settle(codes);
    add_cities(codes);
}

const char *audit_home(const struct audit_work *work, uint32_t facility)
{
    const struct region_set *set = &work->order->regions->set[0];
    uint32_t region = set->of_facility[facility];

    return region == REGION_NONE
               ? audit_facility(work, facility)->municipality_code
               : set->region[region].code;
}

bool audit_lives_in(const struct audit_work *work, const char *code)
{
    return has_place(work, &work->inhabited, code);
}

bool audit_in_area(const struct audit_work *work, struct lonlat at)
{
    return at.lon_deg >= work->area.west && at.lon_deg <= work->area.east &&
           at.lat_deg >= work->area.south && at.lat_deg <= work->area.north;
}

void audit_border_open(struct audit_work *work)
{
    const struct land *land = &work->order->table->land;
    struct lonlat *point = mem_alloc(land->n_town * sizeof(*point));
    bool lives = true;
    size_t n = 0;

    find_inhabited(work, &work->inhabited);
    for (size_t t = 0; t < land->n_town; t++) {
        const struct land_town *town = &land->town[t];
        if (t == 0 || strcmp(town->code, town[-1].code) != 0)
            lives = audit_lives_in(work, town->code);
        if (!lives && lonlat_known(town->point) &&
            audit_in_area(work, town->point))
            point[n++] = town->point;
    }
    work->strange = nearest_open(point, n);
    free(point);
}

void audit_border_close(struct audit_work *work)
{
    nearest_close(work->strange);
    free(work->inhabited.item);
}

/* Minutes tell nothing of who is around: only where it lies itself. */
bool audit_is_shared(const struct audit_work *work, uint32_t facility)
{
    struct lonlat point = audit_facility(work, facility)->point;
    const char *home = audit_home(work, facility);
    struct nearest_hit hit;

    if (home[0] && !audit_lives_in(work, home))
        return true;
    return !work->travel && lonlat_known(point) &&
           nearest_find(work->strange, point, &hit) &&
           hit.distance_m <= work->reach;
}

/* A code that is no municipality of today is a slip of a list and no place; the
 * 13 of 浜通り地域 may have nobody. */
static bool lacks_people(const struct audit_work *work, uint32_t facility)
{
    const char *home = audit_home(work, facility);
    const struct municipality *place =
        municipalities_find(&work->order->table->municipalities, home);

    return place && !(place->abolished && place->abolished[0]) &&
           !townspeople_is_hamadori(home) && !audit_lives_in(work, home);
}

void audit_border_partial(struct audit_work *work)
{
    for (size_t i = 0; i < work->n_open; i++) {
        uint32_t f = work->open[i];
        bool here = false;
        for (size_t part = 0; part <= work->n_set; part++)
            here = here || work->part[part].of_facility[f] != NO_SLOT;
        if (!here || !lacks_people(work, f))
            continue;
        for (size_t s = 0; s < work->n_set; s++) {
            uint32_t slot = work->part[s].of_facility[f];
            if (slot != NO_SLOT)
                work->audit->set[s].region[slot].partial = true;
        }
        if (work->part[work->n_set].of_facility[f] != NO_SLOT)
            work->audit->partial = true;
    }
}

/* ---- where facilities are ---- */

static struct nearest *open_homes(const struct audit_work *work)
{
    struct lonlat *point = mem_alloc(work->n_asked * sizeof(*point));
    size_t n = 0;

    for (size_t a = 0; a < work->n_asked; a++) {
        uint32_t m = work->asked[a];
        if (work->audit->own_mesh[m] && audit_old(work, m, work->base) > 0)
            point[n++] = work->people->mesh[m].centre;
    }
    struct nearest *homes = nearest_open(point, n);
    free(point);
    return homes;
}

/* Own municipalities, and those that have a facility. */
static void find_served(const struct audit_work *work,
                        struct audit_codes *codes)
{
    const struct audit_set *own = &work->audit->set[0];

    for (size_t r = 0; r < own->n_region; r++)
        audit_codes_add(codes, own->region[r].region->code);
    for (uint32_t f = 0; f < work->order->table->n_facility; f++)
        add_next(codes, audit_home(work, f));
    audit_codes_settle(codes);
    add_cities(codes);
}

void audit_border_bare(const struct audit_work *work, struct audit_codes *bare)
{
    const struct land *land = &work->order->table->land;
    struct audit_codes served = {0};
    bool skip = false;

    if (work->travel)
        return;
    struct nearest *homes = open_homes(work);
    find_served(work, &served);
    for (size_t t = 0; t < land->n_town; t++) {
        const struct land_town *town = &land->town[t];
        struct nearest_hit hit;
        if (t == 0 || strcmp(town->code, town[-1].code) != 0)
            skip = has_place(work, &served, town->code);
        if (skip || !lonlat_known(town->point) ||
            !audit_in_area(work, town->point) ||
            !nearest_find(homes, town->point, &hit) ||
            hit.distance_m > work->reach)
            continue;
        audit_codes_add(bare, town->code);
        skip = true; /* one town is enough */
    }
    free(served.item);
    nearest_close(homes);
}
