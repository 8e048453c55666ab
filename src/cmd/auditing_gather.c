/* The files of `audit`: the store, people, areas, and what the user brings. */
#include "base/say.h"
#include "cmd/area_code.h"
#include "cmd/auditing.h"
#include "cmd/building.h"
#include "output/store_part.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define INDEX_YEAR 2020 /* JMAP's indices are 100 in it */

static const int usual_years[] = {2030, 2040};

struct region_file auditing_named_file(const char *text, struct arena *arena)
{
    const char *equals = strchr(text, '=');
    struct region_file file = {NULL, text};

    if (equals && equals > text && access(text, F_OK) != 0) {
        file.kind = arena_copy(arena, text, (size_t)(equals - text));
        file.path = equals + 1;
    }
    return file;
}

/* ---- years ---- */

struct years {
    int offered[64];
    size_t n_offered;
    int wanted[PEOPLE_MAX_YEARS];
    size_t n_wanted;
};

static bool is_offered(const struct years *years, int year)
{
    for (size_t i = 0; i < years->n_offered; i++)
        if (years->offered[i] == year)
            return true;
    return false;
}

static void want(struct years *years, int year)
{
    size_t at = 0;

    while (at < years->n_wanted && years->wanted[at] < year)
        at++;
    if ((at < years->n_wanted && years->wanted[at] == year) ||
        years->n_wanted == PEOPLE_MAX_YEARS)
        return;
    memmove(years->wanted + at + 1, years->wanted + at,
            (years->n_wanted - at) * sizeof(*years->wanted));
    years->wanted[at] = year;
    years->n_wanted++;
}

static bool read_year(const struct years *years, const char *option,
                      const char *text, int *year, struct err *err)
{
    struct buf list = {0};
    double number = 0;

    if (str_digits(str_of(text)) && str_number(str_of(text), &number) &&
        number < 9999 && is_offered(years, (int)number)) {
        *year = (int)number;
        return true;
    }
    for (size_t i = 0; i < years->n_offered; i++)
        buf_addf(&list, "%s%d", i ? ", " : "", years->offered[i]);
    err_set(err, ERR_USAGE,
            _("--%s '%s' is not a year of the population; it has %s"), option,
            text, list.ptr);
    buf_release(&list);
    return false;
}

/* "Now" is the offered year nearest to today; the later of two. */
static int nearest_year(const struct years *years, const char *created)
{
    int today = atoi(created), best = years->offered[0];

    for (size_t i = 1; i < years->n_offered; i++)
        if (abs(years->offered[i] - today) <= abs(best - today))
            best = years->offered[i];
    return best;
}

static bool choose_years(const struct auditing *auditing, const char *created,
                         struct years *years, int *base, struct err *err)
{
    years->n_offered =
        people_years(auditing->population.item[0], years->offered,
                     sizeof(years->offered) / sizeof(*years->offered), err);
    if (years->n_offered == 0)
        return false;
    *base = nearest_year(years, created);
    if (auditing->base_year &&
        !read_year(years, "base-year", auditing->base_year, base, err))
        return false;
    want(years, *base);
    for (size_t i = 0; i < auditing->year.n; i++) {
        int year = 0;
        if (!read_year(years, "year", auditing->year.item[i], &year, err))
            return false;
        want(years, year);
    }
    for (size_t i = 0; auditing->year.n == 0 && i < 2; i++)
        if (usual_years[i] > *base && is_offered(years, usual_years[i]))
            want(years, usual_years[i]);
    if (is_offered(years, INDEX_YEAR))
        want(years, INDEX_YEAR);
    return true;
}

/* ---- files ---- */

static bool gather_people(const struct auditing *auditing, const char *created,
                          struct gathered *gathered, struct err *err)
{
    struct years years = {.n_offered = 0};
    int *base = &gathered->order.base_year;

    if (!choose_years(auditing, created, &years, base, err))
        return false;
    for (size_t i = 0; i < auditing->population.n; i++) {
        say(_("reading '%s'"), auditing->population.item[i]);
        if (!people_read_mesh(&gathered->people, auditing->population.item[i],
                              years.wanted, years.n_wanted, err))
            return false;
    }
    if (!people_settle(&gathered->people, err))
        return false;
    for (size_t i = 0; i < auditing->municipal.n; i++)
        if (!townspeople_read(&gathered->townspeople,
                              auditing->municipal.item[i], err))
            return false;
    return auditing->municipal.n == 0 ||
           townspeople_settle(&gathered->townspeople, err);
}

static bool gather_regions(const struct auditing *auditing,
                           struct gathered *gathered, struct err *err)
{
    struct arena *arena = &gathered->arena;
    size_t n_own = 0;
    struct region_file *file =
        arena_alloc(arena, (auditing->areas.n + 1) * sizeof(*file));
    const char **own = arena_alloc(
        arena, (auditing->pref.n + auditing->area.n + 1) * sizeof(*own));

    for (size_t i = 0; i < auditing->areas.n; i++)
        file[i] = auditing_named_file(auditing->areas.item[i], arena);
    for (size_t i = 0; i < auditing->pref.n; i++)
        if (!area_code_prefecture(auditing->pref.item[i], &own[n_own++], err))
            return false;
    for (size_t i = 0; i < auditing->area.n; i++) {
        char *code = arena_alloc(arena, 6);
        if (!area_code_read(auditing->area.item[i], code, err))
            return false;
        own[n_own++] = code;
    }
    return regions_read(&gathered->regions, &gathered->table, &gathered->people,
                        file, auditing->areas.n, own, n_own, err);
}

static bool gather_weights(const struct auditing *auditing,
                           struct gathered *gathered, struct err *err)
{
    struct audit_order *order = &gathered->order;

    if (!auditing->weight)
        return true;
    struct region_file file =
        auditing_named_file(auditing->weight, &gathered->arena);
    gathered->weight =
        arena_alloc(&gathered->arena, (gathered->table.n_facility + 1) *
                                          sizeof(*gathered->weight));
    order->weight = gathered->weight;
    order->weight_name = file.kind ? file.kind : "重み";
    order->weight_supply = &gathered->weight_supply;
    return weights_read(file.path, &gathered->table, gathered->weight,
                        &gathered->weight_supply, &gathered->aside,
                        &gathered->arena, err);
}

static bool gather_candidates(const struct auditing *auditing,
                              struct gathered *gathered, struct err *err)
{
    struct audit_order *order = &gathered->order;

    if (order->sites != SITES_GIVEN)
        return true;
    if (!candidates_read(auditing->candidates, &gathered->candidate,
                         &gathered->n_candidate, &gathered->candidate_supply,
                         &gathered->aside, &gathered->arena, err))
        return false;
    order->candidate = gathered->candidate;
    order->n_candidate = gathered->n_candidate;
    order->candidate_supply = &gathered->candidate_supply;
    return true;
}

static bool gather_imported(const struct auditing *auditing,
                            struct gathered *gathered, struct err *err)
{
    for (size_t i = 0; i < auditing->indicators.n; i++)
        if (!imported_read_indicators(&gathered->imported,
                                      auditing->indicators.item[i],
                                      &gathered->regions, err))
            return false;
    for (size_t i = 0; i < auditing->progress.n; i++)
        if (!imported_read_progress(&gathered->imported,
                                    auditing->progress.item[i],
                                    &gathered->regions, err))
            return false;
    imported_settle(&gathered->imported);
    return true;
}

static void point_order(const struct auditing *auditing,
                        struct gathered *gathered)
{
    struct audit_order *order = &gathered->order;

    order->table = &gathered->table;
    order->people = &gathered->people;
    order->regions = &gathered->regions;
    order->aside = &gathered->aside;
    if (auditing->municipal.n)
        order->townspeople = &gathered->townspeople;
    if (auditing->indicators.n || auditing->progress.n)
        order->imported = &gathered->imported;
    if (auditing->od)
        order->travel = &gathered->travel;
}

bool auditing_gather(const struct auditing *auditing, const char *created,
                     struct gathered *gathered, struct err *err)
{
    const char *store = auditing->store ? auditing->store : STORE_DEFAULT;

    point_order(auditing, gathered);
    return store_load_supply(store, &gathered->table, err) &&
           gather_people(auditing, created, gathered, err) &&
           gather_regions(auditing, gathered, err) &&
           (!auditing->od || travel_read(auditing->od, &gathered->table,
                                         &gathered->travel, err)) &&
           gather_weights(auditing, gathered, err) &&
           gather_candidates(auditing, gathered, err) &&
           gather_imported(auditing, gathered, err);
}

void gathered_release(struct gathered *gathered)
{
    imported_release(&gathered->imported);
    travel_release(&gathered->travel);
    regions_release(&gathered->regions);
    townspeople_release(&gathered->townspeople);
    people_release(&gathered->people);
    table_release(&gathered->table);
    free(gathered->aside.item);
    arena_release(&gathered->arena);
}
