/* Not a test: what given.h promises. The name has the build find it. */
#include "given.h"

#include "geo/crs.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void given_begin(struct given *given, size_t n_year, const int *year)
{
    memset(given, 0, sizeof(*given));
    given->order = (struct audit_order){.table = &given->table,
                                        .people = &given->people,
                                        .regions = &given->regions,
                                        .need = given->need,
                                        .base_year = year[0],
                                        .limit = 16000,
                                        .threads = 2};
    given->people.n_year = n_year;
    given->people.digits = 8;
    memcpy(given->people.year, year, n_year * sizeof(*year));
    given->set[0] = (struct region_set){.id = "municipality"};
    given->set[1] = (struct region_set){.id = "prefecture"};
    given->regions = (struct regions){.set = given->set, .n_set = 2};
    given_town(given, "25201", true);
    given_town(given, "26101", false);
}

void given_town(struct given *given, const char *code, bool own)
{
    size_t at = given->n_town++;

    cr_assert_lt(at, (size_t)GIVEN_TOWNS);
    while (at > 0 && strcmp(given->town[at - 1].code, code) > 0) {
        given->town[at] = given->town[at - 1];
        at--;
    }
    snprintf(given->town[at].code, sizeof(given->town[at].code), "%s", code);
    given->town[at].own = own;
}

void given_need(struct given *given, const char *id)
{
    cr_assert_lt(given->order.n_need, (size_t)GIVEN_NEEDS);
    cr_assert(need_find(id, &given->need[given->order.n_need++]), "%s", id);
}

struct lonlat given_at(double east_m)
{
    struct lonlat from = {136, 35}, to = from;
    double sign = east_m < 0 ? -1 : 1;

    /* Newton's steps by the metres that a degree has here. */
    for (int i = 0; i < 6; i++) {
        double away_m = sign * crs_distance_m(from, to);
        to.lon_deg += (east_m - away_m) / 91287;
        sign = to.lon_deg < from.lon_deg ? -1 : 1;
    }
    return to;
}

uint32_t given_mesh(struct given *given, const char *town, double east_m,
                    double old)
{
    struct people *people = &given->people;
    size_t at = people->n_mesh, row = people->n_year * AGE_COUNT;

    people->mesh =
        mem_room(people->mesh, at, &people->cap_mesh, sizeof(*people->mesh));
    people->count = mem_grow(people->count,
                             people->cap_mesh * row * sizeof(*people->count));
    people->mesh[at] = (struct people_mesh){.code = GIVEN_FIRST_MESH + at,
                                            .centre = given_at(east_m)};
    snprintf(people->mesh[at].municipality_code, 6, "%s", town);
    people->n_mesh++;
    for (size_t y = 0; y < people->n_year; y++) {
        for (int age = 0; age < AGE_COUNT; age++)
            given_count(given, (uint32_t)at, y, age, NAN);
        given_count(given, (uint32_t)at, y, AGE_ALL, 4 * old);
        given_count(given, (uint32_t)at, y, AGE_75, old);
    }
    return (uint32_t)at;
}

void given_count(struct given *given, uint32_t mesh, size_t year, enum age age,
                 double people)
{
    given->people
        .count[(mesh * given->people.n_year + year) * AGE_COUNT + age] =
        (float)people;
}

struct facility *given_facility(struct given *given, const char *id,
                                const char *town, const char *kind,
                                double east_m)
{
    uint32_t at = table_add(&given->table, id);
    struct facility *facility = given->table.facility[at];

    cr_assert_neq(kind_find(kind), KIND_NONE, "%s", kind);
    facility->services = UINT64_C(1) << kind_find(kind);
    facility->main_kind = kind_find(kind);
    facility->name = facility->id;
    snprintf(facility->municipality_code, 6, "%s", town);
    if (!isnan(east_m))
        facility->point = given_at(east_m);
    facility->error_m = 10;
    facility->coordinate_level = LEVEL_PUBLISHED;
    return facility;
}

void given_file(struct facility *facility, const char *function, bool filed)
{
    int found = function_find(function);

    cr_assert_neq(found, FUNCTION_NONE, "%s", function);
    if (filed)
        facility->filed |= FUNCTION_BIT(found);
    else
        facility->not_filed |= FUNCTION_BIT(found);
}

void given_leg(struct given *given, uint32_t mesh, const char *id,
               double minutes)
{
    struct travel *travel = &given->travel;
    uint64_t from = given->people.mesh[mesh].code;
    size_t n = travel->n_from;

    cr_assert(n == 0 || travel->from[n - 1] <= from, "meshes by code");
    if (n == 0 || travel->from[n - 1] != from) {
        size_t legs = n ? travel->first[n] : 0;
        travel->from =
            mem_room(travel->from, n, &given->cap_from, sizeof(*travel->from));
        travel->first =
            mem_grow(travel->first, (given->cap_from + 1) * sizeof(size_t));
        travel->from[n] = from;
        travel->first[n] = travel->first[n + 1] = legs;
        travel->n_from = ++n;
    }
    size_t at = travel->first[n]++;
    travel->leg =
        mem_room(travel->leg, at, &given->cap_leg, sizeof(*travel->leg));
    travel->leg[at].facility = table_find(&given->table, id);
    travel->leg[at].minutes = (float)minutes;
    cr_assert_neq(travel->leg[at].facility, NO_FACILITY, "%s", id);
}

void given_townspeople(struct given *given, const char *code, int year,
                       double old)
{
    struct townspeople *townspeople = &given->townspeople;
    size_t at = townspeople->n_row;

    townspeople->row = mem_room(townspeople->row, at, &townspeople->cap_row,
                                sizeof(*townspeople->row));
    townspeople->row[at] = (struct townspeople_row){.year = year};
    snprintf(townspeople->row[at].code, 6, "%s", code);
    for (int age = 0; age < AGE_COUNT; age++)
        townspeople->row[at].count[age] = NAN;
    townspeople->row[at].count[AGE_75] = (float)old;
    townspeople->n_row++;
    given->order.townspeople = townspeople;
}

/* ---- regions ---- */

static struct region *add_region(struct given *given, struct region_set *set,
                                 const char *code, bool own, size_t most)
{
    if (!set->region)
        set->region = arena_alloc(&given->arena, most * sizeof(*set->region));
    struct region *region = &set->region[set->n_region++];
    const char **member =
        arena_alloc(&given->arena, GIVEN_TOWNS * sizeof(*member));

    cr_assert_leq(set->n_region, most);
    region->code = arena_copy(&given->arena, code, strlen(code));
    region->name = region->code;
    region->own = own;
    region->member = member;
    return region;
}

static void add_member(struct region *region, const char *code)
{
    const char **member = (const char **)(uintptr_t)region->member;

    member[region->n_member++] = code;
}

struct region_set *given_set(struct given *given, const char *name)
{
    struct region_set *set = &given->set[given->regions.n_set++];

    cr_assert_leq(given->regions.n_set, (size_t)GIVEN_SETS);
    *set = (struct region_set){
        .id = arena_format(&given->arena, "areas-%s", name), .name = name};
    return set;
}

void given_area(struct given *given, struct region_set *set, const char *code,
                bool own, const char *towns_by_space)
{
    struct region *region = add_region(given, set, code, own, GIVEN_TOWNS);
    struct str rest = str_of(towns_by_space), part;

    while (rest.len && str_part(&rest, ' ', &part))
        add_member(region, str_keep(&given->arena, part));
}

static uint32_t region_of(const struct region_set *set, const char *town)
{
    for (size_t r = 0; r < set->n_region; r++)
        for (size_t m = 0; m < set->region[r].n_member; m++)
            if (strcmp(set->region[r].member[m], town) == 0)
                return (uint32_t)r;
    return REGION_NONE;
}

static void fill_fixed(struct given *given)
{
    struct region_set *set = given->set;

    set[0].region = set[1].region = NULL;
    set[0].n_region = set[1].n_region = 0;
    for (size_t t = 0; t < given->n_town; t++) {
        const struct given_town *town = &given->town[t];
        char prefecture[3] = {town->code[0], town->code[1], '\0'};
        add_member(
            add_region(given, &set[0], town->code, town->own, GIVEN_TOWNS),
            town->code);
        struct region *last =
            set[1].n_region ? &set[1].region[set[1].n_region - 1] : NULL;
        if (!last || strcmp(last->code, prefecture) != 0)
            last = add_region(given, &set[1], prefecture, false, GIVEN_TOWNS);
        last->own = last->own || town->own;
        add_member(last, town->code);
    }
}

void given_settle(struct given *given)
{
    fill_fixed(given);
    for (size_t s = 0; s < given->regions.n_set; s++) {
        struct region_set *set = &given->set[s];
        set->of_mesh =
            arena_alloc(&given->arena, given->people.n_mesh * sizeof(uint32_t));
        set->of_facility = arena_alloc(&given->arena, given->table.n_facility *
                                                          sizeof(uint32_t));
        for (size_t m = 0; m < given->people.n_mesh; m++)
            set->of_mesh[m] =
                region_of(set, given->people.mesh[m].municipality_code);
        for (size_t f = 0; f < given->table.n_facility; f++)
            set->of_facility[f] =
                region_of(set, given->table.facility[f]->municipality_code);
    }
}

/* ---- runs ---- */

/* Whatever is told: parts are no more than the whole, nothing is negative. */
static void check_year(const struct audit_year *year)
{
    double slack = 1e-9 * (1 + year->people);

    cr_assert(year->covered >= 0 && year->covered <= year->people + slack);
    cr_assert(year->covered_maybe >= year->covered - slack);
    cr_assert(year->covered_maybe + year->unknown <= year->people + slack);
    cr_assert(year->doubtful >= 0 && year->doubtful <= year->people + slack);
    cr_assert(isnan(year->median) || year->median <= year->p90);
    cr_assert(isnan(year->p90) || year->p90 <= year->most);
    cr_assert_eq(isnan(year->mean), isnan(year->most));
    for (int k = 0; k < CATCHMENT_COUNT; k++)
        cr_assert(isnan(year->gini[k]) ||
                  (year->gini[k] > -1e-9 && year->gini[k] < 1));
}

static void check_need(const struct given *given, size_t n)
{
    const struct audit_need *need = &given->audit.need[n];
    const struct audit_year *base = &need->whole[given->audit.base];
    double gaps = 0;

    for (size_t g = 0; g < need->n_gap; g++)
        gaps += need->gap[g].people;
    near_to(gaps + base->covered + base->unknown, base->people);
    cr_assert_leq(need->unplaced, need->yes);
    for (size_t y = 0; y < given->people.n_year; y++) {
        check_year(&need->whole[y]);
        for (size_t s = 0; s < given->audit.n_set; s++)
            for (size_t r = 0; r < given->audit.set[s].n_region; r++)
                check_year(&given->audit.set[s].region[r].cell[n].year[y]);
    }
}

/* Nobody is told of twice, nobody is left out. */
static void check_chain(const struct audit_region *region, size_t year)
{
    const struct audit_chain *chain = &region->chain[year];
    double all = region->people[year][AGE_75];
    double slack = 1e-9 * (1 + all);

    if (!(all >= 0))
        return;
    cr_assert(chain->whole >= 0 && chain->whole <= chain->maybe + slack);
    cr_assert_leq(chain->maybe, all + slack);
    for (int l = 0; l < AUDIT_LINKS; l++) {
        double reached =
            all - chain->missing[l] - chain->unsure[l] - chain->no_data[l];
        cr_assert_geq(reached, chain->whole - slack);
        cr_assert_geq(reached + chain->unsure[l], chain->maybe - slack);
    }
}

struct audit *given_run(struct given *given)
{
    if (given->ran)
        audit_release(&given->audit);
    given->ran = true;
    given_settle(given);
    given->audit = (struct audit){0};
    cr_assert(audit_run(&given->order, &given->audit, &given->err), "%s",
              given->err.text);
    for (size_t n = 0; n < given->order.n_need; n++)
        check_need(given, n);
    for (size_t s = 0; s < given->audit.n_set; s++)
        for (size_t r = 0; r < given->audit.set[s].n_region; r++)
            for (size_t y = 0; y < given->people.n_year; y++)
                check_chain(&given->audit.set[s].region[r], y);
    return &given->audit;
}

enum err_class given_refused(struct given *given)
{
    struct audit audit = {0};

    given_settle(given);
    cr_assert_not(audit_run(&given->order, &audit, &given->err));
    audit_release(&audit);
    return given->err.class;
}

void given_end(struct given *given)
{
    if (given->ran)
        audit_release(&given->audit);
    table_release(&given->table);
    free(given->people.mesh);
    free(given->people.count);
    free(given->townspeople.row);
    free(given->travel.from);
    free(given->travel.first);
    free(given->travel.leg);
    free(given->weight);
    arena_release(&given->arena);
}

const struct audit_region *given_region(const struct given *given, size_t set,
                                        const char *code)
{
    const struct audit_set *told = &given->audit.set[set];

    for (size_t r = 0; r < told->n_region; r++)
        if (strcmp(told->region[r].region->code, code) == 0)
            return &told->region[r];
    cr_assert_fail("no region %s", code);
    return NULL;
}

const struct audit_year *given_year(const struct given *given, const char *code,
                                    size_t need, size_t year)
{
    return &given_region(given, 0, code)->cell[need].year[year];
}
