#include "diff/matching.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const match_by_names[] = {"none", "id", "code", "join"};

uint32_t matching_partner(const struct match *match, int side,
                          uint32_t facility)
{
    return side == SIDE_OLD ? match->partner[facility]
                            : match->origin[facility];
}

void matching_put(struct matching *matching, uint32_t old, uint32_t new,
                  enum match_by by, float score)
{
    struct match *match = matching->match;

    match->partner[old] = new;
    match->origin[new] = old;
    match->by[old] = (uint8_t)by;
    match->score[old] = score;
}

bool matching_compatible(const struct facility *a, const struct facility *b)
{
    return (a->services & b->services) ||
           (a->main_kind != KIND_NONE && b->main_kind != KIND_NONE &&
            kinds[a->main_kind].group == kinds[b->main_kind].group);
}

bool matching_is_code(const char *id)
{
    return id[0] == 'm' || id[0] == 'k';
}

uint32_t matching_united(const struct table *other,
                         const struct facility *facility)
{
    uint32_t found = table_find(other, facility->id);

    if (found != NO_FACILITY && matching_is_code(facility->id) &&
        !matching_compatible(facility, other->facility[found]))
        return NO_FACILITY;
    return found;
}

uint32_t *matching_left(const struct matching *matching, int side, size_t *n)
{
    const struct table *table = matching->side[side];
    const struct table *other = matching->side[!side];
    uint32_t *left = NULL;
    size_t cap = 0;

    *n = 0;
    for (uint32_t i = 0; i < table->n_facility; i++) {
        if (matching_partner(matching->match, side, i) != NO_FACILITY ||
            matching_united(other, table->facility[i]) != NO_FACILITY)
            continue;
        left = mem_room(left, *n, &cap, sizeof(*left));
        left[(*n)++] = i;
    }
    return left;
}

static uint32_t *nobody(size_t n)
{
    uint32_t *all = mem_alloc(n * sizeof(*all));

    memset(all, 0xFF, n * sizeof(*all)); /* NO_FACILITY */
    return all;
}

void match_find(struct table *old, struct table *new,
                const struct gazetteer *gazetteer, struct match *match)
{
    struct matching matching = {{old, new}, gazetteer, match};

    *match = (struct match){
        .partner = nobody(old->n_facility),
        .origin = nobody(new->n_facility),
        .by = mem_alloc(old->n_facility),
        .score = mem_alloc(old->n_facility * sizeof(*match->score)),
    };
    for (size_t i = 0; i < old->n_facility; i++) {
        match->by[i] = MATCH_NONE;
        match->score[i] = NAN;
    }
    match_ids(&matching);
    match_codes(&matching);
    match_join(&matching);
}

void match_release(struct match *match)
{
    free(match->partner);
    free(match->origin);
    free(match->by);
    free(match->score);
    free(match->maybe);
    arena_release(&match->arena);
    *match = (struct match){0};
}
