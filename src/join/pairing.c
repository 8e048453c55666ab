#include "join/pairing.h"

#include "join/blocking.h"
#include "join/candidates.h"
#include "join/grouping.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Two partners in one listing do equally well when their sums differ by less:
 * the least weight that anyone would call a reason (a postal code, an other
 * telephone number) is about that. */
#define PAIRING_MARGIN 0.05F
/* A doubtful pair is shown when it is the best of both, or this near. */
#define PAIRING_SHOWN 0.10F

/* Everything happens in one order of the records that does not depend on the
 * input's; `at` holds their numbers there. */
struct pairing {
    const struct record *record;
    size_t n;
    uint32_t *order, *at; /* order[at[i]] == i */
    struct arena arena;
    struct likeness_key *key; /* in order */
    struct candidates candidates;
    struct grouping grouping;
    struct pairs *out;
};

/* ---- one order for all ---- */

static int text_order(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int by_identity(const void *x, const void *y, void *context)
{
    const struct record *record = ((struct pairing *)context)->record;
    uint32_t i = *(const uint32_t *)x, j = *(const uint32_t *)y;
    const struct record *a = &record[i], *b = &record[j];
    int order = text_order(a->id, b->id);

    if (!order)
        order = (a->list > b->list) - (a->list < b->list);
    if (!order)
        order = text_order(a->name, b->name);
    if (!order)
        order = text_order(a->address, b->address);
    if (!order)
        order = text_order(a->phone, b->phone);
    return order ? order : (i > j) - (i < j);
}

static void put_in_order(struct pairing *p)
{
    p->order = mem_alloc(p->n * sizeof(*p->order));
    p->at = mem_alloc(p->n * sizeof(*p->at));
    for (uint32_t i = 0; i < p->n; i++)
        p->order[i] = i;
    qsort_r(p->order, p->n, sizeof(*p->order), by_identity, p);
    for (uint32_t i = 0; i < p->n; i++)
        p->at[p->order[i]] = i;
    p->key = mem_alloc(p->n * sizeof(*p->key));
    for (size_t i = 0; i < p->n; i++)
        likeness_key_read(&p->record[p->order[i]], &p->arena, &p->key[i]);
}

/* ---- names that stand alone in their listing and municipality ---- */

static int by_block(const void *x, const void *y)
{
    const struct block_entry *a = x, *b = y;

    return (a->hash > b->hash) - (a->hash < b->hash);
}

/* In the whole designated city, or in its ward. */
static void mark_alone(struct pairing *p, bool in_city)
{
    struct block_entry *entry = mem_alloc(p->n * sizeof(*entry));
    size_t n = 0;

    for (uint32_t i = 0; i < p->n; i++) {
        struct likeness_key *key = &p->key[i];
        if (!key->city[0] || !key->name.core.len)
            continue;
        uint64_t where =
            block_hash((uint64_t)key->record->list << 8 | key->record->class,
                       in_city ? key->city : key->record->municipality_code, 6);
        entry[n++] = (struct block_entry){
            block_hash(where, key->name.core.ptr, key->name.core.len), i};
    }
    qsort(entry, n, sizeof(*entry), by_block);
    for (size_t i = 0; i < n; i++) {
        struct likeness_key *key = &p->key[entry[i].record];
        bool alone = (i == 0 || entry[i - 1].hash != entry[i].hash) &&
                     (i + 1 == n || entry[i + 1].hash != entry[i].hash);
        *(in_city ? &key->alone_in_city : &key->alone) = alone;
    }
    free(entry);
}

/* ---- what staff decided ---- */

static void emit(struct pairing *p, uint32_t a, uint32_t b,
                 struct likeness likeness, enum pair_verdict verdict)
{
    struct pairs *out = p->out;
    uint32_t i = p->order[a], j = p->order[b];

    out->item = mem_room(out->item, out->n, &out->cap, sizeof(*out->item));
    out->item[out->n++] = (struct pair){
        .a = i < j ? i : j,
        .b = i < j ? j : i,
        .score = likeness.score,
        .distance_m = likeness.distance_m,
        .evidence = likeness.evidence,
        .verdict = verdict,
    };
}

/* A "not" stands against every "one": a "one" about the same two falls, and
 * one that would bring them together through others is to be decided again. */
static void apply_decisions(struct pairing *p,
                            const struct pair_decision *decision, size_t n)
{
    struct grouping_pair *apart = mem_alloc(2 * n * sizeof(*apart));
    struct grouping_pair *one = mem_alloc(n * sizeof(*one));
    size_t n_apart = 0, n_one = 0;

    for (size_t i = 0; i < n; i++) {
        assert(decision[i].a < p->n && decision[i].b < p->n);
        uint32_t a = p->at[decision[i].a], b = p->at[decision[i].b];
        if (a == b)
            continue;
        if (decision[i].one) {
            one[n_one++] = (struct grouping_pair){a < b ? a : b, a < b ? b : a};
        } else {
            apart[n_apart++] = (struct grouping_pair){a, b};
            apart[n_apart++] = (struct grouping_pair){b, a};
        }
    }
    grouping_forbid(&p->grouping, apart, n_apart);
    qsort(one, n_one, sizeof(*one), grouping_pair_order);
    for (size_t i = 0; i < n_one; i++) {
        uint32_t a = one[i].a, b = one[i].b;
        bool again = i > 0 && one[i - 1].a == a && one[i - 1].b == b;
        if (again || grouping_apart(&p->grouping, a, b))
            continue;
        bool forbidden = grouping_forbidden(&p->grouping, a, b);
        if (!forbidden)
            grouping_join(&p->grouping, a, b);
        emit(p, a, b, likeness_of(&p->key[a], &p->key[b]),
             forbidden ? PAIR_TO_DECIDE : PAIR_ONE);
    }
    free(one);
}

/* ---- who goes with whom ---- */

/* Does another candidate of `record` in the listing of `partner` do equally
 * well, and is it still free? */
static bool has_rival(struct pairing *p, const struct candidate *c,
                      uint32_t record, uint32_t partner)
{
    uint16_t list = p->key[partner].record->list;
    uint16_t own = p->key[record].record->list;

    for (size_t i = 0; i < candidates_of(&p->candidates, record); i++) {
        const struct candidate *other =
            candidates_at(&p->candidates, record, i);
        uint32_t rival = other->a == record ? other->b : other->a;
        if (other->likeness.sum <= c->likeness.sum - PAIRING_MARGIN)
            return false; /* the rest is worse */
        if (rival != partner && p->key[rival].record->list == list &&
            grouping_find(&p->grouping, rival) !=
                grouping_find(&p->grouping, partner) &&
            !grouping_has_list(&p->grouping, rival, own) &&
            !grouping_forbidden(&p->grouping, record, rival))
            return true;
    }
    return false;
}

/* Two that would come together through others: does a code forbid it? */
static bool members_disagree(struct pairing *p, uint32_t a, uint32_t b)
{
    const uint32_t *next = p->grouping.next;
    uint32_t i = a, j = b;

    do {
        do {
            if (i != a || j != b) {
                struct likeness likeness = likeness_of(&p->key[i], &p->key[j]);
                if (LIKENESS_HAS(likeness.evidence, CODE_DIFFERS))
                    return true;
            }
            j = next[j];
        } while (j != b);
        i = next[i];
    } while (i != a);
    return false;
}

static bool partner_taken(struct pairing *p, const struct candidate *c)
{
    return grouping_has_list(&p->grouping, c->a, p->key[c->b].record->list) ||
           grouping_has_list(&p->grouping, c->b, p->key[c->a].record->list);
}

/* Nothing better was accepted before: may these two be joined? */
static bool is_clear(struct pairing *p, const struct candidate *c)
{
    return !partner_taken(p, c) && !has_rival(p, c, c->a, c->b) &&
           !has_rival(p, c, c->b, c->a) &&
           !grouping_clashes(&p->grouping, c->a, c->b) &&
           !members_disagree(p, c->a, c->b);
}

static void accept_best(struct pairing *p)
{
    for (size_t i = 0; i < p->candidates.n; i++) {
        struct candidate *c = &p->candidates.item[i];
        bool joined = grouping_find(&p->grouping, c->a) ==
                      grouping_find(&p->grouping, c->b);
        if (c->likeness.score < PAIRING_ACCEPT)
            continue;
        if (!joined && grouping_forbidden(&p->grouping, c->a, c->b))
            continue;
        if (!joined && !is_clear(p, c))
            continue;
        grouping_join(&p->grouping, c->a, c->b);
        c->done = true;
        emit(p, c->a, c->b, c->likeness, PAIR_ONE);
    }
}

/* The best sum that `record` still has in a listing. */
static float best_left(struct pairing *p, uint32_t record, uint16_t list)
{
    for (size_t i = 0; i < candidates_of(&p->candidates, record); i++) {
        const struct candidate *c = candidates_at(&p->candidates, record, i);
        uint32_t other = c->a == record ? c->b : c->a;
        if (p->key[other].record->list == list && !c->done &&
            !partner_taken(p, c) &&
            !grouping_forbidden(&p->grouping, c->a, c->b))
            return c->likeness.sum;
    }
    return 0;
}

static void tell_doubtful(struct pairing *p)
{
    for (size_t i = 0; i < p->candidates.n; i++) {
        struct candidate *c = &p->candidates.item[i];
        if (c->done ||
            grouping_find(&p->grouping, c->a) ==
                grouping_find(&p->grouping, c->b) ||
            grouping_forbidden(&p->grouping, c->a, c->b))
            continue;
        /* Two claim one code: that is told even when both have partners. */
        bool code = LIKENESS_HAS(c->likeness.evidence, CODE_SAME);
        float least = c->likeness.sum + PAIRING_SHOWN;
        if (code || (!partner_taken(p, c) &&
                     best_left(p, c->a, p->key[c->b].record->list) <= least &&
                     best_left(p, c->b, p->key[c->a].record->list) <= least))
            emit(p, c->a, c->b, c->likeness, PAIR_TO_DECIDE);
    }
}

/* ---- the result ---- */

int pairs_order(const void *x, const void *y)
{
    const struct pair *a = x, *b = y;

    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

static int by_pair(const void *x, const void *y)
{
    const struct pair *a = x, *b = y;
    int order = pairs_order(x, y);

    return order ? order : (int)b->verdict - (int)a->verdict;
}

static void finish(struct pairing *p, uint32_t *group)
{
    struct pairs *out = p->out;
    uint32_t *least = mem_alloc(p->n * sizeof(*least));
    size_t n = 0;

    memset(least, 0xFF, p->n * sizeof(*least));
    for (uint32_t i = 0; i < p->n; i++) {
        uint32_t *first = &least[grouping_find(&p->grouping, p->at[i])];
        *first = i < *first ? i : *first;
        group[i] = *first;
    }
    free(least);
    if (out->n > 0)
        qsort(out->item, out->n, sizeof(*out->item), by_pair);
    /* A decided pair may be a candidate as well. */
    for (size_t i = 0; i < out->n; i++)
        if (n == 0 || out->item[n - 1].a != out->item[i].a ||
            out->item[n - 1].b != out->item[i].b)
            out->item[n++] = out->item[i];
    out->n = n;
}

void pairing_find(const struct record *record, size_t n,
                  const struct pair_decision *decision, size_t n_decision,
                  struct pairs *pairs, uint32_t *group)
{
    struct pairing p = {.record = record, .n = n, .out = pairs};

    *pairs = (struct pairs){0};
    if (n == 0)
        return;
    put_in_order(&p);
    mark_alone(&p, false);
    mark_alone(&p, true);
    candidates_find(&p.candidates, p.key, n);
    grouping_init(&p.grouping, p.key, n);
    apply_decisions(&p, decision, n_decision);
    accept_best(&p);
    tell_doubtful(&p);
    finish(&p, group);
    grouping_release(&p.grouping);
    candidates_release(&p.candidates);
    free(p.key);
    free(p.order);
    free(p.at);
    arena_release(&p.arena);
}

void pairs_release(struct pairs *pairs)
{
    free(pairs->item);
    *pairs = (struct pairs){0};
}
