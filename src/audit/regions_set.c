/* What all sets need: their room, the order of their regions, own ones. */
#include "audit/regions_own.h"

#include <stdlib.h>
#include <string.h>

struct region_set *regions_add_set(struct regions_work *work)
{
    struct regions *all = work->all;
    struct region_set *set = &all->set[all->n_set++];

    *set = (struct region_set){
        .of_mesh = arena_alloc(&all->arena, (work->people->n_mesh + 1) *
                                                sizeof(*set->of_mesh)),
        .of_facility = arena_alloc(&all->arena, (work->table->n_facility + 1) *
                                                    sizeof(*set->of_facility)),
    };
    for (size_t i = 0; i < work->people->n_mesh; i++)
        set->of_mesh[i] = REGION_NONE;
    for (size_t i = 0; i < work->table->n_facility; i++)
        set->of_facility[i] = REGION_NONE;
    return set;
}

void regions_set_aside(struct regions_work *work, const char *label,
                       size_t line, const char *reason, struct str value)
{
    aside_add(&work->all->aside, &work->all->arena, label, line, reason, value);
}

/* ---- order ---- */

struct ranked {
    struct regions_draft draft;
    uint32_t was;
};

static int compare(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int in_order(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    int order = compare(x->draft.code, y->draft.code);

    if (order == 0)
        order = compare(x->draft.prefecture, y->draft.prefecture);
    if (order == 0)
        order = compare(x->draft.within, y->draft.within);
    if (order == 0)
        order = compare(x->draft.name, y->draft.name);
    if (order == 0)
        order = (x->was > y->was) - (x->was < y->was);
    return order;
}

/* 中部 of two prefectures, area 1 of two cities: a code belongs to one. */
static void tell_apart(struct ranked *item, size_t n, struct arena *arena)
{
    for (size_t i = 0; i < n; i++) {
        struct regions_draft *draft = &item[i].draft;
        if (draft->coded)
            draft->code =
                arena_format(arena, "%s %s", draft->code, draft->name);
        if (draft->within)
            draft->code =
                arena_format(arena, "%s%s", draft->within, draft->code);
        if (draft->within && compare(draft->within, draft->prefecture) != 0)
            draft->name =
                arena_format(arena, "%s %s", draft->within, draft->name);
    }
}

static void number_equals(struct ranked *item, size_t n, struct arena *arena)
{
    size_t end;

    for (size_t start = 0; start < n; start = end) {
        const char *code = item[start].draft.code;
        for (end = start + 1;
             end < n && strcmp(item[end].draft.code, code) == 0; end++)
            item[end].draft.code =
                arena_format(arena, "%s (%zu)", code, end - start + 1);
    }
}

static void rank(struct ranked *item, size_t n, struct arena *arena)
{
    size_t end;

    if (n == 0)
        return;
    qsort(item, n, sizeof(*item), in_order);
    for (size_t start = 0; start < n; start = end) {
        for (end = start + 1; end < n; end++)
            if (strcmp(item[end].draft.code, item[start].draft.code) != 0)
                break;
        if (end - start > 1)
            tell_apart(item + start, end - start, arena);
    }
    qsort(item, n, sizeof(*item), in_order);
    number_equals(item, n, arena);
    qsort(item, n, sizeof(*item), in_order);
}

static void follow(uint32_t *of, size_t n, const uint32_t *to)
{
    for (size_t i = 0; i < n; i++)
        if (of[i] != REGION_NONE)
            of[i] = to[of[i]];
}

/* ---- members ---- */

static int member_in_order(const void *a, const void *b)
{
    const struct regions_member *x = a, *y = b;

    if (x->region != y->region)
        return x->region < y->region ? -1 : 1;
    return strcmp(x->code, y->code);
}

struct members {
    struct regions_member *item;
    size_t n, cap;
};

static void add_member(struct members *all, const char *code, uint32_t region)
{
    all->item = mem_room(all->item, all->n, &all->cap, sizeof(*all->item));
    struct regions_member *item = &all->item[all->n++];
    memcpy(item->code, code, 6);
    item->region = region;
}

/* Are all wards of the city, as far as anybody lives there, of this region? */
static bool has_whole_city(const struct regions_work *work, const char *city,
                           const struct regions_member *member, size_t n)
{
    const struct region_set *municipalities = &work->all->set[0];
    char its[6];

    for (size_t i = 0; i < municipalities->n_region; i++) {
        const struct region *ward = &municipalities->region[i];
        bool found = false;
        municipality_city(ward->code, its);
        if (strcmp(its, city) != 0 || strcmp(ward->code, city) == 0)
            continue;
        for (size_t m = 0; m < n && !found; m++)
            found = strcmp(member[m].code, ward->code) == 0;
        if (!found)
            return false;
    }
    return true;
}

/* Outlines of another edition of the map: a city for all of its wards, what
 * was abolished for what became of it. */
static void add_drawn(const struct regions_work *work, struct members *to,
                      const struct regions_member *member,
                      const struct regions_member *of_region, size_t n)
{
    const struct land *land = &work->table->land;
    const struct municipalities *all = &work->table->municipalities;
    size_t before = to->n;
    char city[6];

    municipality_city(member->code, city);
    if (land->n_place == 0 || land_find(land, member->code)) {
        add_member(to, member->code, member->region);
        return;
    }
    if (strcmp(city, member->code) != 0 && land_find(land, city) &&
        work->all->n_set > 1 && has_whole_city(work, city, of_region, n)) {
        add_member(to, city, member->region);
        return;
    }
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->item[i].successor, member->code) == 0 &&
            land_find(land, all->item[i].code))
            add_member(to, all->item[i].code, member->region);
    if (to->n == before)
        add_member(to, member->code, member->region);
}

static size_t without_repeats(struct regions_member *member, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (kept == 0 || member_in_order(&member[i], &member[kept - 1]) != 0)
            member[kept++] = member[i];
    return kept;
}

static size_t run_end(const struct regions_member *member, size_t n,
                      size_t start)
{
    size_t end = start;

    while (end < n && member[end].region == member[start].region)
        end++;
    return end;
}

static void take_members(struct regions_work *work, struct region_set *set,
                         struct regions_member *member, size_t n)
{
    struct arena *arena = &work->all->arena;
    struct members drawn = {0};

    if (n == 0)
        return;
    qsort(member, n, sizeof(*member), member_in_order);
    n = without_repeats(member, n);
    for (size_t start = 0, end; start < n; start = end) {
        end = run_end(member, n, start);
        for (size_t i = start; i < end; i++)
            add_drawn(work, &drawn, &member[i], member + start, end - start);
    }
    qsort(drawn.item, drawn.n, sizeof(*drawn.item), member_in_order);
    drawn.n = without_repeats(drawn.item, drawn.n);
    for (size_t start = 0, end; start < drawn.n; start = end) {
        end = run_end(drawn.item, drawn.n, start);
        const char **code = arena_alloc(arena, (end - start) * sizeof(*code));
        for (size_t i = start; i < end; i++)
            code[i - start] = arena_copy(arena, drawn.item[i].code, 5);
        struct region *region = &set->region[drawn.item[start].region];
        region->member = code;
        region->n_member = end - start;
    }
    free(drawn.item);
}

/* ---- own ---- */

/* At least half of its meshes with people are own. */
static void settle_own(struct regions_work *work, struct region_set *set)
{
    size_t *lived = mem_alloc((set->n_region + 1) * sizeof(*lived));
    size_t *own = mem_alloc((set->n_region + 1) * sizeof(*own));

    for (size_t r = 0; r < set->n_region; r++)
        lived[r] = own[r] = 0;
    for (size_t i = 0; i < work->people->n_mesh; i++) {
        uint32_t region = set->of_mesh[i];
        if (region == REGION_NONE || !work->lived[i])
            continue;
        lived[region]++;
        own[region] += work->own_mesh[i];
    }
    for (size_t r = 0; r < set->n_region; r++)
        set->region[r].own = own[r] > 0 && own[r] * 2 >= lived[r];
    free(lived);
    free(own);
}

void regions_settle_set(struct regions_work *work, struct region_set *set,
                        struct regions_draft *draft, size_t n,
                        struct regions_member *member, size_t n_member)
{
    struct ranked *item = mem_alloc((n + 1) * sizeof(*item));
    uint32_t *to = mem_alloc((n + 1) * sizeof(*to));

    for (size_t i = 0; i < n; i++)
        item[i] = (struct ranked){draft[i], (uint32_t)i};
    rank(item, n, &work->all->arena);
    set->n_region = n;
    set->region =
        arena_alloc(&work->all->arena, (n + 1) * sizeof(*set->region));
    for (size_t i = 0; i < n; i++) {
        const struct regions_draft *from = &item[i].draft;
        to[item[i].was] = (uint32_t)i;
        set->region[i] = (struct region){.code = from->code,
                                         .name = from->name,
                                         .prefecture = from->prefecture,
                                         .outline = from->outline,
                                         .ring_end = from->ring_end,
                                         .n_ring = from->n_ring};
    }
    follow(set->of_mesh, work->people->n_mesh, to);
    follow(set->of_facility, work->table->n_facility, to);
    for (size_t m = 0; m < n_member; m++)
        member[m].region = to[member[m].region];
    take_members(work, set, member, n_member);
    if (set != work->all->set)
        settle_own(work, set);
    free(item);
    free(to);
}
