/* What each side has: blind_init(). */
#include "diff/blind.h"

#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- listings ---- */

/* 在宅医療マップ（2025年版） and （2026年版） are one list. */
static struct str title_key(const char *title, struct arena *arena)
{
    struct str key = text_key(str_of(title), arena);
    char *bare = arena_alloc(arena, key.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < key.len; i++)
        if (key.ptr[i] < '0' || key.ptr[i] > '9')
            bare[n++] = key.ptr[i];
    return (struct str){bare, n};
}

static uint32_t find_group(struct blind *blind, const struct supply *supply)
{
    const char *listing = supply->listing ? supply->listing : "";
    struct str key = title_key(supply->title, &blind->arena);

    for (uint32_t g = 1; g < blind->n_group; g++)
        if (strcmp(blind->group[g].listing, listing) == 0 &&
            str_eq(blind->group[g].key, key))
            return g;
    blind->group = mem_room(blind->group, blind->n_group, &blind->cap_group,
                            sizeof(*blind->group));
    blind->group[blind->n_group] = (struct blind_group){
        .listing = listing,
        .title = supply->title ? supply->title : "",
        .key = key,
    };
    return (uint32_t)blind->n_group++;
}

static bool of_facilities(const struct supply *supply)
{
    return supply->row_kind == ROW_FACILITY || supply->row_kind == ROW_FILING;
}

static void find_groups(struct blind *blind)
{
    blind->group =
        mem_room(blind->group, 0, &blind->cap_group, sizeof(*blind->group));
    blind->group[blind->n_group++] =
        (struct blind_group){.listing = "", .title = ""};
    for (int s = 0; s < SIDE_COUNT; s++) {
        struct blind_side *side = &blind->side[s];
        side->group =
            mem_zeroed(side->table->n_supply + 1, sizeof(*side->group));
        for (size_t i = 0; i < side->table->n_supply; i++)
            side->group[i] = find_group(blind, &side->table->supply[i]);
    }
    for (int s = 0; s < SIDE_COUNT; s++) {
        struct blind_side *side = &blind->side[s];
        size_t n = blind->n_group;
        side->there = mem_zeroed(n, sizeof(*side->there));
        side->cell = mem_zeroed(n * BLIND_PREFECTURES, sizeof(*side->cell));
        side->hidden = mem_zeroed(n, sizeof(*side->hidden));
        side->left_out = mem_zeroed(n, sizeof(*side->left_out));
        side->there[0] = true;
        for (size_t i = 0; i < side->table->n_supply; i++)
            if (of_facilities(&side->table->supply[i]) &&
                side->table->supply[i].rows.read)
                side->there[side->group[i]] = true;
    }
}

/* A title that stands only for a dictionary or for staff's answers. */
static bool is_listing(const struct table *table, const char *title)
{
    for (size_t i = 0; i < table->n_supply; i++)
        if (table->supply[i].row_kind != ROW_REFERENCE &&
            table->supply[i].title &&
            strcmp(table->supply[i].title, title) == 0)
            return true;
    return false;
}

static void find_twins(struct blind *blind, int s)
{
    struct blind_side *side = &blind->side[s];
    const struct table *table = side->table, *other = blind->side[!s].table;

    for (size_t t = 0; t < table->n_source; t++) {
        struct str key = title_key(table->source[t], &blind->arena);
        side->twin[t] =
            is_listing(table, table->source[t]) ? TWIN_NONE : TWIN_IGNORED;
        for (size_t o = 0; o < other->n_source; o++)
            if (side->twin[t] == TWIN_NONE &&
                str_eq(title_key(other->source[o], &blind->arena), key))
                side->twin[t] = (int)o;
    }
}

/* ---- facilities ---- */

static void count_facility(struct blind *blind, struct blind_side *side,
                           const struct facility *facility)
{
    unsigned prefecture = facility_prefecture(facility) % 100;
    uint32_t group = facility->supply < side->table->n_supply
                         ? side->group[facility->supply]
                         : 0;

    prefecture = prefecture < BLIND_PREFECTURES ? prefecture : 0;
    struct blind_cell *cell =
        &side->cell[group * BLIND_PREFECTURES + prefecture];
    cell->n++;
    cell->given |= blind_given(facility);
    side->there[group] = true;
    if (facility->main_kind != KIND_NONE)
        blind->group[group].n_kind[facility->main_kind]++;
    for (kind_set rest = facility->services; rest; rest &= rest - 1)
        side->n_kind[__builtin_ctzll(rest)]++;
    for (uint64_t rest = facility->sources; rest; rest &= rest - 1)
        side->n_title[__builtin_ctzll(rest)][prefecture]++;
    if (facility->filing_list != FILING_LIST_UNREAD)
        side->list_read[prefecture][facility_main_points(facility)] = true;
}

static void find_lost_kinds(struct blind *blind)
{
    for (int s = 0; s < SIDE_COUNT; s++)
        for (int k = 0; k < kind_count; k++)
            if (!blind->side[s].n_kind[k] &&
                blind->side[!s].n_kind[k] >= BLIND_LEAST)
                blind->side[s].lost |= UINT64_C(1) << k;
}

/* ---- values that only a lost input gives ---- */

/* A file of 介護サービス情報公表 holds one service: its rows with a position
 * tell which. */
static void find_lost_supplies(struct blind *blind, int s)
{
    struct blind_side *side = &blind->side[s], *other = &blind->side[!s];
    const struct table *table = side->table;
    kind_set *kind = mem_zeroed(table->n_supply + 1, sizeof(*kind));

    side->supply_kinds = kind;
    side->supply_lost =
        mem_zeroed(table->n_supply + 1, sizeof(*side->supply_lost));
    for (size_t i = 0; i < table->n_candidate; i++) {
        const struct candidate *candidate = &table->candidate[i];
        if (candidate->supply < table->n_supply && candidate->kind < kind_count)
            kind[candidate->supply] |= UINT64_C(1) << candidate->kind;
    }
    for (size_t i = 0; i < table->n_supply; i++)
        side->supply_lost[i] = of_facilities(&table->supply[i]) &&
                               (!other->there[side->group[i]] ||
                                (kind[i] && !(kind[i] & ~other->lost)));
}

/* Of a file without positions: what all of its facilities have. */
static void find_other_kinds(struct blind_side *side)
{
    const struct table *table = side->table;
    kind_set *common = mem_zeroed(table->n_supply + 1, sizeof(*common));

    for (size_t i = 0; i < table->n_supply; i++)
        common[i] = side->supply_kinds[i] ? 0 : ~UINT64_C(0);
    for (size_t i = 0; i < table->n_origin; i++) {
        const struct origin *origin = &table->origin[i];
        if (origin->supply < table->n_supply &&
            origin->facility < table->n_facility)
            common[origin->supply] &=
                table->facility[origin->facility]->services;
    }
    for (size_t i = 0; i < table->n_supply; i++)
        if (common[i] && common[i] != ~UINT64_C(0))
            side->supply_kinds[i] = common[i];
    free(common);
}

static uint32_t told_of_fields(uint64_t fields_given)
{
    static const struct {
        enum field_id field;
        enum told told;
    } map[] = {
        {FIELD_name, TOLD_NAME},
        {FIELD_address, TOLD_ADDRESS},
        {FIELD_address, TOLD_MUNICIPALITY},
        {FIELD_phone, TOLD_PHONE},
        {FIELD_opening_hours, TOLD_HOURS},
        {FIELD_hours_text, TOLD_HOURS},
        {FIELD_available_days, TOLD_DAYS},
    };
    uint32_t told = 0;

    for (size_t i = 0; i < sizeof(map) / sizeof(*map); i++)
        if (fields_given >> map[i].field & 1)
            told |= TOLD_BIT(map[i].told);
    for (int b = 0; b < TOLD_COUNT - TOLD_BEDS; b++)
        if (fields_given >> (FIELD_beds_general + b) & 1)
            told |= TOLD_BIT(TOLD_BEDS + b);
    return told;
}

static void mask_values(struct blind_side *side)
{
    const struct table *table = side->table;
    bool any = false;

    for (size_t i = 0; i < table->n_supply; i++)
        any = any || side->supply_lost[i];
    if (!any)
        return;
    side->masked = mem_zeroed(table->n_facility + 1, sizeof(*side->masked));
    for (size_t i = 0; i < table->n_origin; i++) {
        const struct origin *origin = &table->origin[i];
        if (origin->supply < table->n_supply &&
            side->supply_lost[origin->supply] &&
            origin->facility < table->n_facility)
            side->masked[origin->facility] |= told_of_fields(origin->fields);
    }
    for (size_t i = 0; i < table->n_candidate; i++) {
        const struct candidate *candidate = &table->candidate[i];
        const struct facility *facility =
            candidate->facility < table->n_facility
                ? table->facility[candidate->facility]
                : NULL;
        if (facility && candidate->supply < table->n_supply &&
            side->supply_lost[candidate->supply] &&
            facility->published.lon_deg == candidate->point.lon_deg &&
            facility->published.lat_deg == candidate->point.lat_deg)
            side->masked[candidate->facility] |= TOLD_BIT(TOLD_POSITION);
    }
}

void blind_init(struct blind *blind, const struct table *old,
                const struct table *new)
{
    *blind = (struct blind){.side = {{.table = old}, {.table = new}}};
    find_groups(blind);
    for (int s = 0; s < SIDE_COUNT; s++) {
        const struct table *table = blind->side[s].table;
        find_twins(blind, s);
        for (size_t i = 0; i < table->n_facility; i++)
            count_facility(blind, &blind->side[s], table->facility[i]);
    }
    find_lost_kinds(blind);
    for (int s = 0; s < SIDE_COUNT; s++) {
        find_lost_supplies(blind, s);
        find_other_kinds(&blind->side[s]);
        mask_values(&blind->side[s]);
    }
}

static void release_counts(struct blind_count *count, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(count[i].facility);
}

void blind_release(struct blind *blind)
{
    for (int s = 0; s < SIDE_COUNT; s++) {
        struct blind_side *side = &blind->side[s];
        for (size_t g = 0; g < blind->n_group; g++) {
            release_counts(side->hidden[g], TOLD_COUNT);
            release_counts(side->left_out[g], BLIND_REASON_COUNT);
        }
        release_counts(side->filings, POINTS_COUNT);
        release_counts(side->left_kind, KIND_MAX);
        free(side->supply_kinds);
        free(side->group);
        free(side->supply_lost);
        free(side->there);
        free(side->cell);
        free(side->masked);
        free(side->hidden);
        free(side->left_out);
    }
    free(blind->group);
    arena_release(&blind->arena);
}
