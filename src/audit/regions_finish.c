/* Kinds of areas, all their files read, become sets. */
#include "audit/regions_kind.h"

#include <stdlib.h>
#include <string.h>

/* ---- by municipalities ---- */

/* Its own, else that of its city. */
static uint32_t listed_area(const struct regions_kind *kind, const char *code)
{
    char city[6];
    uint32_t area = kind->of_code[regions_number(code)];

    municipality_city(code, city);
    return area != REGION_NONE ? area : kind->of_code[regions_number(city)];
}

/* Facilities of a city whose ward nobody knows: where all wards lie. */
static uint32_t area_of_wards(const struct regions_finishing *to,
                              const char *city)
{
    const struct region_set *first = &to->work->all->set[0];
    uint32_t one = REGION_NONE;
    char its[6];

    for (size_t r = 0; r < first->n_region; r++) {
        const char *code = first->region[r].code;
        municipality_city(code, its);
        if (strcmp(its, city) != 0 || strcmp(code, city) == 0)
            continue;
        uint32_t area = listed_area(to->kind, code);
        if (area == REGION_NONE || (one != REGION_NONE && one != area))
            return REGION_NONE;
        one = area;
    }
    return one;
}

static void place_by_municipality(struct regions_finishing *to)
{
    const struct regions_work *work = to->work;
    const struct region_set *first = &work->all->set[0];

    for (size_t r = 0; r < first->n_region; r++) {
        const char *code = first->region[r].code;
        to->of_first[r] = listed_area(to->kind, code);
        if (to->of_first[r] == REGION_NONE && municipality_has_wards(code))
            to->of_first[r] = area_of_wards(to, code);
    }
    for (size_t i = 0; i < work->people->n_mesh; i++)
        if (to->set->of_mesh[i] == REGION_NONE &&
            first->of_mesh[i] != REGION_NONE)
            to->set->of_mesh[i] = to->of_first[first->of_mesh[i]];
    for (size_t i = 0; i < work->table->n_facility; i++)
        if (to->set->of_facility[i] == REGION_NONE &&
            first->of_facility[i] != REGION_NONE)
            to->set->of_facility[i] = to->of_first[first->of_facility[i]];
}

/* A city with wards is drawn by what the map has of it. */
static void add_wards(const struct regions_finishing *to, const char *city,
                      uint32_t area, struct regions_member **member, size_t *n,
                      size_t *cap)
{
    const struct region_set *first = &to->work->all->set[0];
    const struct land *land = &to->work->table->land;
    char its[6];

    for (size_t i = 0; i < first->n_region + land->n_place; i++) {
        const char *code = i < first->n_region
                               ? first->region[i].code
                               : land->place[i - first->n_region].code;
        municipality_city(code, its);
        if (strcmp(its, city) != 0 || strcmp(code, city) == 0 ||
            listed_area(to->kind, code) != area)
            continue;
        *member = mem_room(*member, *n, cap, sizeof(**member));
        memcpy((*member)[*n].code, code, 6);
        (*member)[(*n)++].region = area;
    }
}

static struct regions_member *members_of(const struct regions_finishing *to,
                                         size_t *n)
{
    const struct regions_kind *kind = to->kind;
    struct regions_member *member = NULL;
    size_t cap = 0;

    *n = 0;
    for (size_t i = 0; i < kind->n_member; i++) {
        size_t before = *n;
        if (municipality_has_wards(kind->member[i].code))
            add_wards(to, kind->member[i].code, kind->member[i].region, &member,
                      n, &cap);
        if (*n > before)
            continue;
        member = mem_room(member, *n, &cap, sizeof(*member));
        member[(*n)++] = kind->member[i];
    }
    return member;
}

/* ---- what is left over ---- */

/* Own municipalities with people that no list and no polygon of the kind has a
 * place for. */
static void tell_unlisted(struct regions_finishing *to)
{
    struct regions_work *work = to->work;
    const struct region_set *first = &work->all->set[0];
    size_t *none =
        arena_alloc(&work->scratch, (first->n_region + 1) * sizeof(*none));
    bool *placed = arena_alloc(&work->scratch, first->n_region + 1);

    if (to->kind->tracts.n_ring)
        return;
    for (size_t i = 0; i < work->people->n_mesh; i++) {
        uint32_t region = first->of_mesh[i];
        if (region == REGION_NONE || !work->own_mesh[i] || !work->lived[i])
            continue;
        none[region]++;
        placed[region] = placed[region] || to->set->of_mesh[i] != REGION_NONE;
    }
    for (size_t r = 0; r < first->n_region; r++)
        if (none[r] && !placed[r])
            regions_set_aside(work, to->kind->supply->label, 0,
                              N_("this municipality is in no area of the file"),
                              str_of(arena_format(&work->scratch, "%s %s",
                                                  first->region[r].code,
                                                  first->region[r].name)));
}

static const char *vintage_of(const struct regions_kind *kind,
                              struct arena *arena)
{
    struct str rest = buf_str(&kind->vintage), one;
    const char *text = NULL;

    while (rest.len && str_part(&rest, '\n', &one))
        text = arena_format(arena, "%s%s%.*s", text ? text : "",
                            text ? "、" : "", STR_ARG(one));
    return text ? text : kind->supply->as_of;
}

/* 二次医療圏・構想区域: what one file told. */
static const char *kinds_of(const struct regions_work *work,
                            const struct supply *supply, struct arena *arena)
{
    const char *names = NULL;

    for (size_t k = 0; k < work->kinds->n; k++) {
        const struct regions_kind *kind = &work->kinds->item[k];
        if (kind->supply == supply)
            names = arena_format(arena, "%s%s%s", names ? names : "",
                                 names ? "・" : "", kind->name);
    }
    return names;
}

static void describe(struct regions_work *work, struct regions_kind *kind,
                     struct region_set *set)
{
    struct arena *arena = &work->all->arena;
    /* The user's own file, among the work's supplies. */
    struct supply *supply =
        &work->all->supply[kind->supply - work->all->supply];
    const char *names = kinds_of(work, supply, arena);

    set->id = arena_format(arena, "areas-%zu",
                           (size_t)(kind - work->kinds->item) + 1);
    set->name = kind->name;
    set->supply = supply;
    set->vintage = vintage_of(kind, arena);
    supply->title = arena_format(arena, "%sの区分", names);
    supply->attribution =
        arena_format(arena, "%s：利用者の資料「%s」（%s）", names,
                     supply->label, set->vintage ? set->vintage : "時点不明");
}

/* A table of codes alone: its areas are shown by their codes. */
static void tell_nameless(struct regions_work *work,
                          const struct regions_kind *kind)
{
    size_t n = 0;

    for (size_t i = 0; i < kind->n_area; i++)
        n += kind->fold[i].len == 0;
    if (n)
        regions_set_aside(
            work, kind->supply->label, 0,
            N_("areas without a name: they are shown by their "
               "codes; add a column of names to the file"),
            str_of(arena_format(&work->scratch, "%s: %zu", kind->name, n)));
}

static void finish(struct regions_work *work, struct regions_kind *kind)
{
    struct regions_finishing to = {work, kind, regions_add_set(work), NULL};
    size_t n_member;

    to.of_first = arena_alloc(&work->scratch, (work->all->set[0].n_region + 1) *
                                                  sizeof(uint32_t));
    describe(work, kind, to.set);
    regions_towns_place(work, kind, to.set);
    place_by_municipality(&to);
    regions_polygons_place(&to);
    tell_unlisted(&to);
    tell_nameless(work, kind);
    struct regions_member *member = members_of(&to, &n_member);
    regions_settle_set(work, to.set, kind->area, kind->n_area, member,
                       n_member);
    free(member);
}

void regions_kinds_finish(struct regions_work *work)
{
    for (size_t k = 0; k < work->kinds->n; k++)
        finish(work, &work->kinds->item[k]);
}
