/* Areas as lists of towns: a mesh goes where its nearest town goes. */
#include "audit/regions_kind.h"
#include "audit/town_names.h"
#include "geo/access/nearest.h"
#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

/* A town of the land, in a city whose list is being matched. */
struct known_town {
    const struct land_town *town;
    char code[6]; /* of its municipality, of today */
    struct str plain, loose, base, loose_base;
    uint32_t area;
};

/* A code that towns of the land have, and the city that it is of today. */
struct land_code {
    char code[6], city[6];
};

struct towns_reading {
    struct regions_work *work;
    struct regions_kind *kind;
    struct region_set *set;
    struct land_code *code;
    size_t n_code;
    const struct kind_town *listed; /* of this city */
    size_t n_listed;
    struct known_town *known;
    size_t n_known, cap_known;
    struct arena scratch;      /* of this city */
    size_t *mesh, *mesh_end;   /* meshes by region of the first set */
    size_t *place, *place_end; /* facilities likewise */
};

/* ---- names ---- */

static void add_known(struct towns_reading *reading, const char *code)
{
    size_t n;
    const struct land_town *town =
        land_towns(&reading->work->table->land, code, &n);

    for (size_t i = 0; i < n; i++) {
        reading->known = mem_room(reading->known, reading->n_known,
                                  &reading->cap_known, sizeof(*reading->known));
        struct known_town *known = &reading->known[reading->n_known++];
        *known = (struct known_town){.town = &town[i], .area = REGION_NONE};
        memcpy(known->code, regions_today(reading->work->table, code), 6);
        known->plain =
            town_names_plain(str_of(town[i].name), &reading->scratch);
        known->loose = town_names_loose(known->plain, &reading->scratch);
        known->base = town_names_base(known->plain);
        known->loose_base = town_names_loose(known->base, &reading->scratch);
    }
}

/* The towns of a city under all codes that they may have: its own, those of
 * its wards, those of what was united into it. */
static void gather_known(struct towns_reading *reading, const char *city)
{
    reading->n_known = 0;
    for (size_t i = 0; i < reading->n_code; i++)
        if (strcmp(reading->code[i].city, city) == 0)
            add_known(reading, reading->code[i].code);
}

static void find_codes(struct towns_reading *reading)
{
    const struct land *land = &reading->work->table->land;
    size_t cap = 0;

    for (size_t i = 0; i < land->n_town; i++) {
        const char *code = land->town[i].code;
        if (i > 0 && strcmp(code, land->town[i - 1].code) == 0)
            continue;
        reading->code = mem_room(reading->code, reading->n_code, &cap,
                                 sizeof(*reading->code));
        struct land_code *item = &reading->code[reading->n_code++];
        memcpy(item->code, code, 6);
        municipality_city(regions_today(reading->work->table, code),
                          item->city);
    }
}

enum match { BY_PLAIN, BY_LOOSE, BY_BASE, BY_LOOSE_BASE, BY_WHOLE, MATCHES };

static bool matches(enum match match, const struct known_town *known,
                    struct str plain, struct str loose, struct str whole)
{
    switch (match) {
    case BY_PLAIN:
        return str_eq(known->plain, plain);
    case BY_LOOSE:
        return str_eq(known->loose, loose);
    case BY_BASE: /* the list names a town, the dictionary its 丁目 */
        return known->base.len && str_eq(known->base, plain);
    case BY_LOOSE_BASE:
        return known->base.len && str_eq(known->loose_base, loose);
    default: /* the list names a 丁目, the dictionary only the town */
        return whole.len && !known->base.len && str_eq(known->loose, whole);
    }
}

/* Does a town of the row's ward match? Where the loose name fits 大字葭場 and
 * 葭場, or 本町 stands in two wards, it says nothing: *several. */
static bool find(struct towns_reading *reading, const struct kind_town *row,
                 enum match match, bool *hit, bool *several)
{
    struct arena *scratch = &reading->scratch;
    struct str loose = town_names_loose(row->name, scratch);
    struct str whole = town_names_loose(town_names_base(row->name), scratch),
               first = STR("");
    bool plain = match == BY_PLAIN || match == BY_BASE;
    bool any_ward = municipality_has_wards(row->code);
    const char *ward = NULL;

    *several = false;
    for (size_t i = 0; i < reading->n_known; i++) {
        const struct known_town *known = &reading->known[i];
        hit[i] = matches(match, known, row->name, loose, whole) &&
                 (any_ward || strcmp(known->code, row->code) == 0);
        if (!hit[i])
            continue;
        struct str its = match == BY_LOOSE_BASE ? known->base : known->plain;
        if (ward)
            *several = *several || strcmp(ward, known->code) != 0 ||
                       (!plain && !str_eq(first, its));
        first = its;
        ward = known->code;
    }
    return ward != NULL;
}

static void set_aside(struct towns_reading *reading,
                      const struct kind_town *row, const char *reason)
{
    regions_set_aside(reading->work, row->label, row->line, reason, row->name);
}

/* Give the towns that were hit to the row's area, if they have none yet;
 * *other: how many have another. Returns how many were given. */
static size_t give(struct towns_reading *reading, const struct kind_town *row,
                   const bool *hit, size_t *other)
{
    size_t given = 0;

    *other = 0;
    for (size_t i = 0; i < reading->n_known; i++) {
        struct known_town *known = &reading->known[i];
        if (!hit[i])
            continue;
        *other += known->area != REGION_NONE && known->area != row->area;
        given += known->area == REGION_NONE;
        if (known->area == REGION_NONE)
            known->area = row->area;
    }
    return given;
}

/* The first way from `match` to before `last` that hits a town. Returns false
 * when none does. */
static bool find_by(struct towns_reading *reading, const struct kind_town *row,
                    enum match match, enum match last, bool *hit, bool *several)
{
    for (; match < last; match++)
        if (find(reading, row, match, hit, several))
            return true;
    return false;
}

/* Exact names. */
static bool match_exact(struct towns_reading *reading,
                        const struct kind_town *row, bool *hit)
{
    bool several;
    size_t other;

    if (!find_by(reading, row, BY_PLAIN, BY_BASE, hit, &several))
        return false;
    if (several)
        set_aside(reading, row,
                  N_("several towns of this municipality may be meant"));
    else if (give(reading, row, hit, &other) == 0 && other)
        set_aside(reading, row, N_("this town is in another area already"));
    return true;
}

/* Then whole towns: 湊町 is what remains beside 湊町1丁目. Dictionaries hold
 * some towns beside their 丁目. */
static void match_whole(struct towns_reading *reading,
                        const struct kind_town *row, bool exact, bool *hit)
{
    bool several;
    size_t other;

    if (!find_by(reading, row, BY_BASE, exact ? BY_WHOLE : MATCHES, hit,
                 &several)) {
        if (!exact)
            set_aside(reading, row,
                      N_("no town of this name is known in its municipality"));
        return;
    }
    if (several && !exact)
        set_aside(reading, row,
                  N_("several towns of this municipality may be meant"));
    else if (!several && give(reading, row, hit, &other) == 0 && other &&
             !exact)
        set_aside(reading, row, N_("this town is in another area already"));
}

static void match_rows(struct towns_reading *reading)
{
    bool *hit = arena_alloc(&reading->scratch, reading->n_known + 1);
    bool *exact = arena_alloc(&reading->scratch, reading->n_listed + 1);

    for (size_t i = 0; i < reading->n_listed; i++)
        exact[i] = match_exact(reading, &reading->listed[i], hit);
    for (size_t i = 0; i < reading->n_listed; i++)
        match_whole(reading, &reading->listed[i], exact[i], hit);
}

/* ---- meshes and facilities ---- */

/* The towns of one municipality, those of the whole city where it has none;
 * *at: their numbers in `known`. */
static struct nearest *open_towns(struct towns_reading *reading,
                                  const char *code, size_t *at)
{
    struct lonlat *point =
        arena_alloc(&reading->scratch, (reading->n_known + 1) * sizeof(*point));
    size_t n = 0;

    for (int all = 0; all < 2 && n == 0; all++)
        for (size_t i = 0; i < reading->n_known; i++) {
            const struct known_town *known = &reading->known[i];
            if (!lonlat_known(known->town->point) ||
                (!all && strcmp(known->code, code) != 0))
                continue;
            at[n] = i;
            point[n++] = known->town->point;
        }
    return nearest_open(point, n);
}

/* The one area of all towns, REGION_NONE when there are several. */
static uint32_t one_area(const struct towns_reading *reading)
{
    for (size_t i = 1; i < reading->n_known; i++)
        if (reading->known[i].area != reading->known[0].area)
            return REGION_NONE;
    return reading->n_known ? reading->known[0].area : REGION_NONE;
}

static void place_region(struct towns_reading *reading, size_t region)
{
    const struct regions_work *work = reading->work;
    struct region_set *set = reading->set;
    size_t *at =
        arena_alloc(&reading->scratch, (reading->n_known + 1) * sizeof(*at));
    struct nearest *towns =
        open_towns(reading, work->all->set[0].region[region].code, at);
    struct nearest_hit hit;

    for (size_t i = region ? reading->mesh_end[region - 1] : 0;
         i < reading->mesh_end[region]; i++) {
        size_t mesh = reading->mesh[i];
        if (nearest_find(towns, work->people->mesh[mesh].centre, &hit))
            set->of_mesh[mesh] = reading->known[at[hit.at]].area;
    }
    for (size_t i = region ? reading->place_end[region - 1] : 0;
         i < reading->place_end[region]; i++) {
        size_t facility = reading->place[i];
        struct lonlat point = work->table->facility[facility]->point;
        if (lonlat_known(point) && nearest_find(towns, point, &hit))
            set->of_facility[facility] = reading->known[at[hit.at]].area;
        else
            set->of_facility[facility] = one_area(reading);
    }
    nearest_close(towns);
}

static void tell_unnamed(struct towns_reading *reading, const char *city)
{
    const struct municipality *place =
        municipalities_find(&reading->work->table->municipalities, city);
    const char *label = reading->listed[0].label;
    const char *name = place && place->name ? place->name : "";
    size_t unnamed = 0;

    for (size_t i = 0; i < reading->n_known; i++)
        unnamed += reading->known[i].area == REGION_NONE;
    if (reading->n_known == 0)
        regions_set_aside(
            reading->work, label, 0,
            N_("the store knows no towns of this municipality: "
               "its list of towns says nothing"),
            str_of(arena_format(&reading->scratch, "%s %s", city, name)));
    else if (unnamed &&
             reading->kind->of_code[regions_number(city)] == REGION_NONE)
        regions_set_aside(reading->work, label, 0,
                          N_("towns that the list does not name: the meshes "
                             "around them are in no area"),
                          str_of(arena_format(&reading->scratch, "%s %s: %zu",
                                              city, name, unnamed)));
}

static void place_city(struct towns_reading *reading, const char *city)
{
    const struct region_set *first = &reading->work->all->set[0];
    char its[6];

    gather_known(reading, city);
    match_rows(reading);
    for (size_t r = 0; r < first->n_region; r++) {
        municipality_city(first->region[r].code, its);
        if (strcmp(its, city) == 0 && reading->n_known)
            place_region(reading, r);
    }
    tell_unnamed(reading, city);
    arena_reset(&reading->scratch);
}

/* ---- order ---- */

static int by_city(const void *a, const void *b)
{
    const struct kind_town *x = a, *y = b;
    char of_x[6], of_y[6];

    municipality_city(x->code, of_x);
    municipality_city(y->code, of_y);
    int order = strcmp(of_x, of_y);
    if (order == 0)
        order = strcmp(x->label, y->label);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* Numbers of items sorted by what they belong to; *end: one past the last of
 * each. */
static size_t *sorted_by(const uint32_t *of, size_t n, size_t n_region,
                         size_t **end)
{
    size_t *item = mem_alloc((n + 1) * sizeof(*item));
    size_t *at = mem_alloc((n_region + 1) * sizeof(*at)), sum = 0;

    memset(at, 0, (n_region + 1) * sizeof(*at));
    for (size_t i = 0; i < n; i++)
        if (of[i] != REGION_NONE)
            at[of[i]]++;
    for (size_t r = 0; r < n_region; r++) {
        size_t count = at[r];
        at[r] = sum;
        sum += count;
    }
    for (size_t i = 0; i < n; i++)
        if (of[i] != REGION_NONE)
            item[at[of[i]]++] = i;
    *end = at; /* each start has moved to its end */
    return item;
}

void regions_towns_place(struct regions_work *work, struct regions_kind *kind,
                         struct region_set *set)
{
    const struct region_set *first = &work->all->set[0];
    struct towns_reading reading = {.work = work, .kind = kind, .set = set};
    char city[6], next[6];

    if (kind->n_town == 0)
        return;
    set->approximate = true;
    find_codes(&reading);
    qsort(kind->town, kind->n_town, sizeof(*kind->town), by_city);
    reading.mesh = sorted_by(first->of_mesh, work->people->n_mesh,
                             first->n_region, &reading.mesh_end);
    reading.place = sorted_by(first->of_facility, work->table->n_facility,
                              first->n_region, &reading.place_end);
    for (size_t start = 0, end; start < kind->n_town; start = end) {
        municipality_city(kind->town[start].code, city);
        for (end = start + 1; end < kind->n_town; end++) {
            municipality_city(kind->town[end].code, next);
            if (strcmp(next, city) != 0)
                break;
        }
        reading.listed = kind->town + start;
        reading.n_listed = end - start;
        place_city(&reading, city);
    }
    arena_release(&reading.scratch);
    free(reading.known);
    free(reading.code);
    free(reading.mesh);
    free(reading.mesh_end);
    free(reading.place);
    free(reading.place_end);
}
