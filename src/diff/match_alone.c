#include "diff/joining.h"

#include "join/likeness.h"

#include <stdlib.h>
#include <string.h>

/* A pair that hangs on its name being the only one. */
struct claim {
    char code[6]; /* of the municipality, as this side has it */
    int side;
    size_t pair;
    struct str core; /* of the name */
};

struct claims {
    struct claim *item;
    size_t n, cap;
    struct arena arena;
};

static int by_place(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;

    if (x->side != y->side)
        return x->side - y->side;
    int order = strcmp(x->code, y->code);
    return order ? order : (x->pair > y->pair) - (x->pair < y->pair);
}

static bool decisive(const struct pair *pair)
{
    float without = pair->score - evidences[EVIDENCE_NAME_ALONE].weight;
    float least = pair->verdict == PAIR_ONE ? PAIRING_ACCEPT : PAIRING_DOUBT;

    return LIKENESS_HAS(pair->evidence, NAME_ALONE) && without < least;
}

static void add_claim(struct claims *claims, const struct joining *joining,
                      size_t pair, uint32_t record)
{
    int side = record < joining->n_old ? SIDE_OLD : SIDE_NEW;
    const struct table *table = joining->matching->side[side];
    const struct facility *facility = table->facility[joining->number[record]];
    struct name name;

    claims->item =
        mem_room(claims->item, claims->n, &claims->cap, sizeof(*claims->item));
    struct claim *claim = &claims->item[claims->n++];
    name_read(str_of(facility->name), &claims->arena, &name);
    *claim = (struct claim){.side = side, .pair = pair, .core = name.core};
    memcpy(claim->code, facility->municipality_code, 6);
}

/* The first claim of a municipality; n when there is none. */
static size_t first_claim(const struct claims *claims, int side,
                          const char *code)
{
    struct claim key = {.side = side};
    size_t low = 0, high = claims->n;

    memcpy(key.code, code, 6);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_place(&claims->item[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A facility that has its partner: whose claims does its name refute? */
static void refute(const struct claims *claims, int side,
                   const struct facility *facility, bool *refuted,
                   struct arena *scratch)
{
    size_t i = first_claim(claims, side, facility->municipality_code);
    struct name name = {0};

    for (; i < claims->n && claims->item[i].side == side &&
           strcmp(claims->item[i].code, facility->municipality_code) == 0;
         i++) {
        if (!name.whole.ptr)
            name_read(str_of(facility->name), scratch, &name);
        if (str_eq(name.core, claims->item[i].core))
            refuted[claims->item[i].pair] = true;
    }
    arena_reset(scratch);
}

static void weigh_again(struct pairs *pairs, const bool *refuted)
{
    size_t kept = 0;

    for (size_t i = 0; i < pairs->n; i++) {
        struct pair pair = pairs->item[i];
        if (refuted[i]) {
            pair.evidence &= ~(1U << EVIDENCE_NAME_ALONE);
            pair.score -= evidences[EVIDENCE_NAME_ALONE].weight;
            pair.verdict = PAIR_TO_DECIDE;
        }
        if (pair.score >= PAIRING_DOUBT)
            pairs->item[kept++] = pair;
    }
    pairs->n = kept;
}

void joining_doubt_alone(struct joining *joining)
{
    const struct matching *matching = joining->matching;
    struct pairs *pairs = &joining->pairs;
    struct claims claims = {0};
    struct arena scratch = {0};
    bool *refuted = mem_alloc(pairs->n + 1);

    memset(refuted, 0, pairs->n + 1);
    for (size_t i = 0; i < pairs->n; i++)
        if (decisive(&pairs->item[i])) {
            add_claim(&claims, joining, i, pairs->item[i].a);
            add_claim(&claims, joining, i, pairs->item[i].b);
        }
    if (claims.n)
        qsort(claims.item, claims.n, sizeof(*claims.item), by_place);
    for (int side = 0; claims.n && side < SIDE_COUNT; side++)
        for (uint32_t i = 0; i < matching->side[side]->n_facility; i++)
            if (matching_partner(matching->match, side, i) != NO_FACILITY)
                refute(&claims, side, matching->side[side]->facility[i],
                       refuted, &scratch);
    weigh_again(pairs, refuted);
    free(claims.item);
    free(refuted);
    arena_release(&claims.arena);
    arena_release(&scratch);
}
