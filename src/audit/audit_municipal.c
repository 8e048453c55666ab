/* Residents of a region by municipal counts (register or projection). */
#include "audit/audit_work.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Facilities of a city whose ward nobody knows stand in a region of their own,
 * which has the city's code and not its residents. */
static bool is_ward_unknown(const struct audit_region *region)
{
    return region->n_mesh == 0 && municipality_has_wards(region->region->code);
}

/* ---- sums of municipalities ---- */

struct summing {
    const struct audit_work *work;
    const struct region *region;
    int year;
    const struct townspeople_row **row; /* [n_member] counted already */
    size_t n_row;
};

/* The row of a member, or of what became of it: members are those of the map,
 * which may be of another edition. */
static const struct townspeople_row *member_row(const struct summing *summing,
                                                const char *code)
{
    const struct audit_order *order = summing->work->order;
    const struct townspeople_row *row =
        townspeople_find(order->townspeople, code, summing->year);
    const struct municipality *place =
        municipalities_find(&order->table->municipalities, code);

    if (!row && place && place->successor[0])
        row = townspeople_find(order->townspeople, place->successor,
                               summing->year);
    return row;
}

/* A city beside its own wards would be counted twice. */
static bool is_city_of_others(const struct region *region, const char *code)
{
    char city[6];

    for (size_t m = 0; m < region->n_member; m++) {
        municipality_city(region->member[m], city);
        if (strcmp(city, code) == 0 && strcmp(region->member[m], code) != 0)
            return true;
    }
    return false;
}

static bool is_new(struct summing *summing, const struct townspeople_row *row)
{
    for (size_t i = 0; i < summing->n_row; i++)
        if (summing->row[i] == row)
            return false;
    summing->row[summing->n_row++] = row;
    return true;
}

/* Known only when all of its municipalities are. One of the 13 of 浜通り地域
 * has no row of its own, and no part of theirs together can be told. */
static void sum_members(struct summing *summing, double *people)
{
    const struct region *region = summing->region;

    for (int age = 0; age < AGE_COUNT; age++)
        people[age] = region->n_member > 0 ? 0 : NAN;
    for (size_t m = 0; m < region->n_member; m++) {
        if (is_city_of_others(region, region->member[m]))
            continue;
        const struct townspeople_row *row =
            member_row(summing, region->member[m]);
        for (int age = 0; age < AGE_COUNT && !row; age++)
            people[age] = NAN;
        if (!row || !is_new(summing, row))
            continue;
        for (int age = 0; age < AGE_COUNT; age++)
            people[age] += (double)row->count[age];
    }
}

/* ---- its own row ---- */

/* The code of its own row; "" for sets whose codes are the user's own. */
static void own_code(const struct region_set *set, const struct region *region,
                     char code[6])
{
    code[0] = '\0';
    if (strcmp(set->id, "prefecture") == 0)
        snprintf(code, 6, "%.2s000", region->code);
    else if (strcmp(set->id, "municipality") == 0 ||
             strcmp(set->id, "city") == 0)
        snprintf(code, 6, "%.5s", region->code);
}

void audit_municipal(const struct audit_work *work,
                     const struct region_set *set, struct audit_region *region)
{
    const struct townspeople *townspeople = work->order->townspeople;
    bool none = !townspeople ||
                (set == work->order->regions->set && is_ward_unknown(region));
    struct arena scratch = {0};
    char code[6];

    own_code(set, region->region, code);
    for (size_t y = 0; y < work->n_year; y++) {
        int year = work->people->year[y];
        const struct townspeople_row *row =
            none || !code[0] ? NULL : townspeople_find(townspeople, code, year);
        struct summing summing = {
            .work = work,
            .region = region->region,
            .year = year,
            .row = arena_alloc(&scratch, region->region->n_member *
                                             sizeof(*summing.row))};
        if (!none && !row)
            sum_members(&summing, region->municipal[y]);
        for (int age = 0; age < AGE_COUNT && (none || row); age++)
            region->municipal[y][age] = row ? (double)row->count[age] : NAN;
        arena_reset(&scratch);
    }
    arena_release(&scratch);
}

double audit_municipal_whole(const struct audit *audit, size_t year)
{
    double sum = 0;

    for (size_t r = 0; r < audit->set[0].n_region; r++)
        if (!is_ward_unknown(&audit->set[0].region[r]))
            sum += audit->set[0].region[r].municipal[year][AGE_75];
    return sum;
}
