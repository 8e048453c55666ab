#include "geo/geocode/walk.h"

#include "geo/geocode/geocode.h"
#include "geo/geocode/number.h"

#define STATES 96

/* Prices of edits, after the measured order of their plausibility: what is
 * often left out costs little, what changes the name costs more than the
 * symbols that it wins (3 each). */
enum {
    COST_AZA = 1,
    COST_CHOME = 1,
    COST_PARTICLE = 2,
    COST_SUFFIX = 4,
    COST_SIMILAR = 8,
    COST_MAX = 12,
    GAIN_SYMBOL = 3,
    GAIN_CLEAN = 10,
};

struct state {
    uint32_t node;
    uint16_t at;
    uint8_t cost, length; /* symbols of the name so far */
    bool number;          /* the last symbol is a number */
    bool supplied, similar;
    bool passed; /* the last step passed over a particle */
    uint64_t reasons;
};

struct walking {
    struct walk *walk;
    struct state stack[STATES];
    size_t n;
    uint16_t from;
    enum walk_effort effort;
};

static void push(struct walking *walking, struct state state)
{
    if (walking->n < STATES && state.cost <= COST_MAX)
        walking->stack[walking->n++] = state;
}

static uint32_t child(const struct walking *walking, uint32_t node, symbol sym)
{
    return layout_child(walking->walk->gazetteer, node, sym);
}

bool walk_clean(const struct folded *folded, size_t at)
{
    const symbol *sym = folded->sym + at;
    if (at >= folded->n || folded->mark[at])
        return true;
    if (number_stands(folded, at))
        return true;
    switch (sym[0]) {
    case SYM_BAR:
    case SYM_NO:
    case SYM_COMMA:
        return walk_clean(folded, at + 1);
    case SYM_AZA:
        return true;
    case SYM_SMALL:
        return sym[1] == SYM_AZA;
    case SYM_NOTHING:
        return sym[1] == SYM_BAN;
    case SYM_BAN:
        return sym[1] == SYM_OUTSIDE || sym[1] == SYM_CHI;
    case SYM_CHI:
        return sym[1] == SYM_WITHIN || sym[1] == SYM_AHEAD;
    case SYM_NEAR:
        return sym[1] == 0x8FD1;
    default:
        break;
    }
    if (!number_letter(sym[0]))
        return false;
    /* 甲402, チ1, チの1: a letter and its number. */
    size_t next = at + 1 + (sym[1] == SYM_NO || sym[1] == SYM_BAR);
    return number_stands(folded, next);
}

static void keep_hit(struct walk *walk, struct walk_hit hit)
{
    size_t i = walk->n;

    for (size_t k = 0; k < walk->n; k++) {
        if (walk->hit[k].node != hit.node || walk->hit[k].end != hit.end)
            continue;
        if (walk->hit[k].rank >= hit.rank)
            return;
        i = k; /* a cheaper way to the same place */
        break;
    }
    if (i == WALK_HITS) {
        if (hit.rank <= walk->hit[i - 1].rank)
            return;
        i--;
    } else if (i == walk->n) {
        walk->n++;
    }
    for (; i > 0 && walk->hit[i - 1].rank < hit.rank; i--)
        walk->hit[i] = walk->hit[i - 1];
    walk->hit[i] = hit;
}

static void note_end(struct walking *walking, const struct state *state)
{
    bool clean = walk_clean(walking->walk->folded, state->at);
    int gain = (state->at - walking->from) * GAIN_SYMBOL;

    /* Two of three characters in common are chance; and what follows must
     * prove that the name ends there. */
    if (state->similar &&
        (!clean ||
         state->length < (state->reasons & REASON_BIT(UNREADABLE) ? 3 : 4)))
        return;
    keep_hit(walking->walk, (struct walk_hit){
                                .node = state->node,
                                .from = walking->from,
                                .end = state->at,
                                .rank = (int16_t)(gain - state->cost +
                                                  (clean ? GAIN_CLEAN : 0)),
                                .cost = state->cost,
                                .clean = clean,
                                .supplied = state->supplied,
                                .reasons = state->reasons,
                            });
}

/* The state after one more symbol of the name. */
static struct state step(const struct state *state, uint32_t node, size_t at)
{
    struct state next = *state;

    next.node = node;
    next.at = (uint16_t)at;
    next.length++;
    next.number = next.passed = false;
    return next;
}

/* ---- exact steps ---- */

static bool take_number(struct walking *walking, const struct state *state)
{
    struct fold_number number;
    const struct folded *folded = walking->walk->folded;
    bool any = false;

    fold_number(folded, state->at, &number);
    for (size_t i = number.n; i-- > 0;) {
        if (number.value[i] > SYM_NUMBER_MAX)
            continue;
        uint32_t node =
            child(walking, state->node, (symbol)(SYM_NUMBER + number.value[i]));
        if (node == LAYOUT_NONE)
            continue;
        struct state next = step(state, node, number.end[i]);
        next.number = true;
        push(walking, next);
        any = true;
    }
    return any;
}

static bool take_symbol(struct walking *walking, const struct state *state)
{
    const struct folded *folded = walking->walk->folded;
    symbol sym = folded->sym[state->at];
    bool chome = false;

    if (state->at >= folded->n || sym == SYM_NONE)
        return false;
    if (state->number && sym == SYM_CHO) {
        uint32_t node = child(walking, state->node, SYM_CHOME);
        bool full = folded->sym[state->at + 1] == SYM_ME;
        if (node != LAYOUT_NONE) {
            push(walking, step(state, node, state->at + (full ? 2u : 1u)));
            chome = true;
        }
        if (chome && full)
            return true; /* 六丁の目 is no 丁目; 四丁 is one, or a name */
    }
    uint32_t node = child(walking, state->node, sym);
    if (node == LAYOUT_NONE)
        return chome;
    push(walking, step(state, node, state->at + 1u));
    return true;
}

/* ---- edits ---- */

static bool number_follows(const struct folded *folded, size_t at)
{
    struct fold_number number;

    fold_number(folded, at, &number);
    return number.n > 0;
}

/* 豊洲1-2-27 for 豊洲一丁目, 春光4-2 for 春光四条二丁目, 北3西1 for 北三条西一
 * 丁目: a bare number is a 丁目 only before a dash and a number, or at the
 * end; never before 番 or 号. */
static void supply_unit(struct walking *walking, const struct state *state)
{
    static const symbol units[][2] = {
        {SYM_CHOME}, {SYM_JO}, {SYM_BAN, SYM_TOWN}};
    const struct folded *folded = walking->walk->folded;
    symbol sym = folded->sym[state->at];
    bool bar =
        number_bar(folded, state->at) && number_follows(folded, state->at + 1u);
    bool direction = sym == SYM_EAST || sym == SYM_WEST || sym == SYM_SOUTH ||
                     sym == SYM_NORTH;
    bool ends = state->at >= folded->n || folded->mark[state->at];

    if (!state->number)
        return;
    for (size_t u = 0; u < 3; u++) {
        uint32_t node = child(walking, state->node, units[u][0]);
        if (node != LAYOUT_NONE && units[u][1])
            node = child(walking, node, units[u][1]);
        if (node == LAYOUT_NONE || !(bar || ends || (u == 1 && direction)))
            continue;
        struct state next = step(state, node, state->at + (bar ? 1u : 0u));
        next.cost += COST_CHOME;
        next.supplied = true;
        next.reasons |= REASON_BIT(CHOME_ASSUMED);
        push(walking, next);
    }
}

/* 大字, 字, 小字 written where the key has none. */
static void skip_aza(struct walking *walking, const struct state *state)
{
    const symbol *sym = walking->walk->folded->sym + state->at;
    size_t n = sym[0] == SYM_AZA ? 1 : 0;

    if ((sym[0] == SYM_BIG || sym[0] == SYM_SMALL) && sym[1] == SYM_AZA)
        n = 2;
    if (!n)
        return;
    struct state next = *state;
    next.at = (uint16_t)(state->at + n);
    next.cost += COST_AZA;
    next.number = false;
    push(walking, next);
}

/* ノ in the name and not in the text (鷹巣), or the other way; リ of 通り, 通
 * of 四条通, 第 of 第1地割, 部 of 石川県's リ部. */
static void pass_particle(struct walking *walking, const struct state *state)
{
    static const symbol particles[] = {SYM_NO, SYM_RI, SYM_DORI, SYM_DAI,
                                       SYM_BU};
    const struct folded *folded = walking->walk->folded;
    symbol sym = folded->sym[state->at];

    if (state->length == 0)
        return;
    for (size_t p = 0; p < sizeof(particles) / sizeof(*particles); p++) {
        uint32_t node = child(walking, state->node, particles[p]);
        struct state next;
        if (node != LAYOUT_NONE && particles[p] != SYM_BU) {
            next = step(state, node, state->at);
            next.cost += COST_PARTICLE;
            next.reasons |= REASON_BIT(PARTICLE_DIFFERS);
            push(walking, next);
        }
        /* ノ before a number belongs to the number. */
        if (sym == particles[p] &&
            !(sym == SYM_NO && number_follows(folded, state->at + 1u))) {
            next = *state;
            next.at++;
            next.passed = sym == SYM_NO || sym == SYM_DAI;
            next.cost += COST_PARTICLE;
            next.reasons |= REASON_BIT(PARTICLE_DIFFERS);
            push(walking, next);
        }
    }
}

/* 町, 村, 区 at the end of the name and not in the text, or the other way. A
 * 区 or 町 in the middle is one that was dissolved: 胆沢区南都田. */
static void pass_suffix(struct walking *walking, const struct state *state)
{
    static const symbol suffixes[] = {SYM_TOWN, SYM_VILLAGE, SYM_WARD};
    const struct folded *folded = walking->walk->folded;
    symbol sym = folded->sym[state->at];
    bool ends = layout_ends(walking->walk->gazetteer, state->node);

    if (state->length == 0 || state->similar)
        return;
    for (size_t s = 0; s < 3; s++) {
        uint32_t node = child(walking, state->node, suffixes[s]);
        struct state next;
        if (node != LAYOUT_NONE && walk_clean(folded, state->at)) {
            next = step(state, node, state->at);
            next.cost += COST_SUFFIX;
            next.reasons |= REASON_BIT(TOWN_SUFFIX);
            push(walking, next);
        }
        if (sym != suffixes[s])
            continue;
        next = *state;
        next.at++;
        next.cost += COST_SUFFIX;
        next.reasons |= ends && walk_clean(folded, next.at)
                            ? REASON_BIT(TOWN_SUFFIX)
                            : REASON_BIT(OLD_NAME);
        next.number = false;
        push(walking, next);
    }
}

/* What tells neighbours apart is never a slip of the pen. */
static bool tells_apart(symbol sym)
{
    return sym == SYM_EAST || sym == SYM_WEST || sym == SYM_SOUTH ||
           sym == SYM_NORTH || sym == SYM_UP || sym == SYM_DOWN ||
           sym == SYM_MIDDLE || sym == SYM_BIG || sym == SYM_SMALL ||
           sym == SYM_TOWN || sym == SYM_VILLAGE;
}

/* One character is another, or cannot be read. Never the first of a short
 * name: 港町 is not 旭町. */
static void take_similar(struct walking *walking, const struct state *state)
{
    const struct gazetteer *gazetteer = walking->walk->gazetteer;
    const struct folded *folded = walking->walk->folded;
    symbol sym = folded->sym[state->at];
    uint64_t reason = sym == SYM_UNREADABLE ? REASON_BIT(UNREADABLE) : 0;

    if (state->similar || state->at >= folded->n || folded->mark[state->at] ||
        state->length == 0 || number_follows(folded, state->at))
        return;
    for (uint32_t node = gazetteer->child[state->node];
         node < gazetteer->child[state->node + 1]; node++) {
        symbol label = gazetteer->label[node];
        if (label == sym || (label >= SYM_NUMBER && label <= SYM_CHOME) ||
            (tells_apart(label) && sym != SYM_UNREADABLE))
            continue;
        struct state next = step(state, node, state->at + 1u);
        next.cost += COST_SIMILAR;
        next.similar = true;
        next.reasons |= REASON_BIT(SIMILAR) | reason;
        push(walking, next);
    }
}

static void advance(struct walking *walking, const struct state *state)
{
    bool edits = walking->effort > WALK_EXACT, exact;
    size_t before = walking->n;

    /* The stack is last in, first out: the dearest is pushed first. */
    if (walking->effort == WALK_SIMILAR)
        take_similar(walking, state);
    if (edits) {
        pass_suffix(walking, state);
        pass_particle(walking, state);
    }
    if (walking->effort != WALK_PLAIN) {
        skip_aza(walking, state);
        supply_unit(walking, state);
    }
    exact = take_symbol(walking, state);
    exact = take_number(walking, state) || exact;
    if (walking->effort == WALK_EXACT && !exact && walking->n == before) {
        pass_suffix(walking, state);
        pass_particle(walking, state);
    }
}

void walk_tree(struct walk *walk, uint32_t root, size_t from,
               enum walk_effort effort)
{
    struct walking walking = {
        .walk = walk, .from = (uint16_t)from, .effort = effort};

    if (root == LAYOUT_NONE)
        return;
    push(&walking, (struct state){.node = root, .at = (uint16_t)from});
    while (walking.n && walk->steps) {
        struct state state = walking.stack[--walking.n];
        walk->steps--;
        if (state.length && !state.passed &&
            layout_ends(walk->gazetteer, state.node))
            note_end(&walking, &state);
        advance(&walking, &state);
    }
}

uint32_t walk_path(const struct gazetteer *gazetteer, uint32_t node,
                   const symbol *path, size_t n)
{
    for (size_t i = 0; i < n && node != LAYOUT_NONE; i++)
        node = layout_child(gazetteer, node, path[i]);
    return node;
}
