/* The areas that the law makes: municipalities, prefectures, cities. */
#include "audit/regions_own.h"
#include "norm/code.h"
#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- own codes ---- */

static bool read_own(struct regions_work *work, const char *text,
                     struct err *err)
{
    struct str code = text_ascii(str_of(text), &work->scratch);
    char five[6];
    bool is_code;

    if (code.len <= 2) {
        char padded[3] = {'0', '0', '\0'};
        memcpy(padded + 2 - code.len, code.ptr, code.len);
        is_code = str_digits(code) && prefecture_name(padded);
        memcpy(five, padded, 3);
    } else {
        is_code = code_municipality(code, five);
        if (is_code && strcmp(five + 2, "000") == 0)
            five[2] = '\0';
    }
    if (!is_code)
        return err_set(
            err, ERR_USAGE,
            _("'%s' is no code of a prefecture (2 digits) or of a "
              "municipality (5 digits); see 'zaitaku list municipalities'"),
            text);
    const char *today = regions_today(work->table, five);
    work->own[work->n_own++] = arena_copy(&work->scratch, today, strlen(today));
    return true;
}

static bool is_part(const char *code, const char *own)
{
    char city[6];

    municipality_city(code, city);
    return strcmp(code, own) == 0 || strcmp(city, own) == 0 ||
           (strlen(own) == 2 && strncmp(code, own, 2) == 0);
}

static bool is_own(const struct regions_work *work, const char *code)
{
    for (size_t i = 0; i < work->n_own; i++)
        if (is_part(code, work->own[i]))
            return true;
    return false;
}

static bool check_own(const struct regions_work *work, const bool *lived,
                      struct err *err)
{
    const struct region_set *set = &work->all->set[0];

    for (size_t i = 0; i < work->n_own; i++) {
        bool found = false;
        for (size_t r = 0; r < set->n_region && !found; r++)
            found = lived[r] && is_part(set->region[r].code, work->own[i]);
        if (!found)
            return err_set(err, ERR_USAGE,
                           _("nobody lives in '%s' by the population meshes "
                             "that were given; add the file that has its "
                             "meshes to --population"),
                           work->own[i]);
    }
    return true;
}

/* ---- municipalities ---- */

static const char *name_of(struct regions_work *work, const char *code,
                           bool ward_unknown)
{
    struct arena *arena = &work->all->arena;
    const struct municipality *place =
        municipalities_find(&work->table->municipalities, code);
    const char *name = place && place->name ? place->name : code;

    return arena_format(arena, "%s%s", name, ward_unknown ? "（区不明）" : "");
}

struct codes {
    bool *of_mesh, *of_facility; /* [REGIONS_CODES] occurs there */
};

/* Every code of a mesh or of a facility is a region. */
static void draft_municipalities(struct regions_work *work,
                                 struct region_set *set,
                                 const struct codes *codes)
{
    struct arena *arena = &work->all->arena, *scratch = &work->scratch;
    size_t n = 0;

    for (uint32_t c = 0; c < REGIONS_CODES; c++)
        n += codes->of_mesh[c] || codes->of_facility[c];
    struct regions_draft *draft =
        arena_alloc(scratch, (n + 1) * sizeof(*draft));
    struct regions_member *member =
        arena_alloc(scratch, (n + 1) * sizeof(*member));
    n = 0;
    for (uint32_t c = 0; c < REGIONS_CODES; c++) {
        work->place[c] = REGION_NONE;
        if (!codes->of_mesh[c] && !codes->of_facility[c])
            continue;
        regions_code(c, member[n].code);
        member[n].region = (uint32_t)n;
        const char *code = member[n].code;
        /* Facilities of a city whose ward nobody knows; nobody lives there. */
        bool ward_unknown = municipality_has_wards(code) && !codes->of_mesh[c];
        draft[n] =
            (struct regions_draft){.code = arena_copy(arena, code, 5),
                                   .name = name_of(work, code, ward_unknown),
                                   .prefecture = prefecture_name(code)};
        work->place[c] = (uint32_t)n++;
    }
    regions_settle_set(work, set, draft, n, member, n);
}

/* Numbers of codes become numbers of regions, which are in order already. */
static void number_codes(struct regions_work *work, uint32_t *of, size_t n)
{
    for (size_t i = 0; i < n; i++)
        of[i] = of[i] < REGIONS_CODES ? work->place[of[i]] : REGION_NONE;
}

static bool settle_own_meshes(struct regions_work *work, struct region_set *set,
                              struct err *err)
{
    bool *lived = arena_alloc(&work->scratch, set->n_region + 1);

    for (size_t i = 0; i < work->people->n_mesh; i++)
        if (set->of_mesh[i] != REGION_NONE && work->lived[i])
            lived[set->of_mesh[i]] = true;
    for (size_t r = 0; r < set->n_region; r++)
        set->region[r].own =
            work->n_own ? is_own(work, set->region[r].code) : lived[r];
    for (size_t i = 0; i < work->people->n_mesh; i++)
        work->own_mesh[i] =
            set->of_mesh[i] != REGION_NONE && set->region[set->of_mesh[i]].own;
    return check_own(work, lived, err);
}

bool regions_make_municipalities(struct regions_work *work,
                                 const char *const *own, size_t n_own,
                                 struct err *err)
{
    struct region_set *set = regions_add_set(work);
    struct codes codes = {arena_alloc(&work->scratch, REGIONS_CODES),
                          arena_alloc(&work->scratch, REGIONS_CODES)};
    size_t n_mesh = work->people->n_mesh, n_facility = work->table->n_facility;
    uint32_t *mesh = mem_alloc((n_mesh + 1) * sizeof(*mesh));
    uint32_t *facility = mem_alloc((n_facility + 1) * sizeof(*facility));
    bool ok = true;

    set->id = "municipality";
    set->name = "市区町村";
    work->own = arena_alloc(&work->scratch, (n_own + 1) * sizeof(*work->own));
    for (size_t i = 0; ok && i < n_own; i++)
        ok = read_own(work, own[i], err);
    regions_locate_meshes(work, mesh, &set->approximate);
    regions_locate_facilities(work, mesh, facility);
    for (size_t i = 0; i < n_mesh; i++)
        if (mesh[i] < REGIONS_CODES)
            codes.of_mesh[mesh[i]] = true;
    for (size_t i = 0; i < n_facility; i++)
        if (facility[i] < REGIONS_CODES)
            codes.of_facility[facility[i]] = true;
    draft_municipalities(work, set, &codes);
    number_codes(work, mesh, n_mesh);
    number_codes(work, facility, n_facility);
    memcpy(set->of_mesh, mesh, n_mesh * sizeof(*mesh));
    memcpy(set->of_facility, facility, n_facility * sizeof(*facility));
    ok = ok && settle_own_meshes(work, set, err);
    free(mesh);
    free(facility);
    return ok;
}

/* ---- sets made of municipalities ---- */

/* of[r]: the draft that the municipality r belongs to. */
static void take_from_municipalities(struct regions_work *work,
                                     struct region_set *set, const uint32_t *of)
{
    const struct region_set *first = &work->all->set[0];

    for (size_t i = 0; i < work->people->n_mesh; i++)
        if (first->of_mesh[i] != REGION_NONE)
            set->of_mesh[i] = of[first->of_mesh[i]];
    for (size_t i = 0; i < work->table->n_facility; i++)
        if (first->of_facility[i] != REGION_NONE)
            set->of_facility[i] = of[first->of_facility[i]];
    set->approximate = first->approximate;
}

struct grouping {
    struct regions_draft *draft;
    struct regions_member *member;
    uint32_t *of;
    size_t n, n_member;
};

static struct grouping grouping_room(struct regions_work *work)
{
    size_t n = work->all->set[0].n_region + 1;
    size_t places = n + work->table->land.n_place;
    struct grouping room = {
        .draft = arena_alloc(&work->scratch, n * sizeof(*room.draft)),
        .member = arena_alloc(&work->scratch, places * sizeof(*room.member)),
        .of = arena_alloc(&work->scratch, n * sizeof(*room.of)),
    };
    return room;
}

static void group_member(struct grouping *to, const char *code, uint32_t region)
{
    struct regions_member *member = &to->member[to->n_member++];

    memcpy(member->code, code, 6);
    member->region = region;
}

/* A prefecture is drawn whole, also where nobody lives. */
static void add_empty_places(struct regions_work *work, struct grouping *to)
{
    const struct land *land = &work->table->land;

    for (size_t i = 0; i < land->n_place; i++) {
        const char *code = land->place[i].code;
        uint32_t number = regions_number(regions_today(work->table, code));
        if (municipality_has_wards(code) || number == REGIONS_CODES ||
            work->place[number] != REGION_NONE)
            continue;
        for (size_t r = 0; r < to->n; r++)
            if (strncmp(to->draft[r].code, code, 2) == 0)
                group_member(to, code, (uint32_t)r);
    }
}

void regions_make_prefectures(struct regions_work *work)
{
    const struct region_set *first = &work->all->set[0];
    struct arena *arena = &work->all->arena;
    struct grouping to = grouping_room(work);
    struct region_set *set = regions_add_set(work);

    set->id = "prefecture";
    set->name = "都道府県";
    for (size_t i = 0; i < first->n_region; i++) {
        const char *code = first->region[i].code;
        if (to.n == 0 || strncmp(to.draft[to.n - 1].code, code, 2) != 0) {
            const char *name = prefecture_name(code);
            name = name ? name : arena_copy(arena, code, 2);
            to.draft[to.n++] =
                (struct regions_draft){.code = arena_copy(arena, code, 2),
                                       .name = name,
                                       .prefecture = name};
        }
        to.of[i] = (uint32_t)to.n - 1;
        group_member(&to, code, to.of[i]);
    }
    add_empty_places(work, &to);
    take_from_municipalities(work, set, to.of);
    regions_settle_set(work, set, to.draft, to.n, to.member, to.n_member);
    regions_prefectures_settle(work, set);
}

void regions_make_cities(struct regions_work *work)
{
    const struct region_set *first = &work->all->set[0];
    struct arena *arena = &work->all->arena;
    struct grouping to = grouping_room(work);
    bool wards = false;
    char city[6];

    for (size_t i = 0; i < first->n_region; i++) {
        const struct region *region = &first->region[i];
        municipality_city(region->code, city);
        wards = wards || (region->own && municipality_is_ward(region->code));
        /* Wards follow their city and each other in order of codes. */
        if (to.n == 0 || strcmp(to.draft[to.n - 1].code, city) != 0)
            to.draft[to.n++] =
                (struct regions_draft){.code = arena_copy(arena, city, 5),
                                       .name = name_of(work, city, false),
                                       .prefecture = region->prefecture};
        to.of[i] = (uint32_t)to.n - 1;
        group_member(&to, region->code, to.of[i]);
    }
    if (!wards)
        return;
    struct region_set *set = regions_add_set(work);
    set->id = "city";
    set->name = "市町村";
    take_from_municipalities(work, set, to.of);
    regions_settle_set(work, set, to.draft, to.n, to.member, to.n_member);
}
