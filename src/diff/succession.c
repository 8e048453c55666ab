#include "diff/succession.h"

#include <stdlib.h>
#include <string.h>

#define CODES 100000
/* Fewer that went elsewhere from a municipality that is still there moved. */
#define SUCCESSION_LEAST 3
/* A municipality was merged twice at most since 1970, and renamed. */
#define SUCCESSION_STEPS 8

/* ---- codes as numbers ---- */

static uint32_t number_of(const char *code)
{
    uint32_t number = 0;

    for (int i = 0; i < 5; i++) {
        if (code[i] < '0' || code[i] > '9')
            return 0;
        number = number * 10 + (uint32_t)(code[i] - '0');
    }
    return number;
}

void places_count(struct places *places, const struct table *table)
{
    places->n = mem_alloc(CODES * sizeof(*places->n));
    memset(places->n, 0, CODES * sizeof(*places->n));
    for (size_t i = 0; i < table->n_facility; i++)
        places->n[number_of(table->facility[i]->municipality_code)]++;
}

uint32_t places_has(const struct places *places, const char *code)
{
    return places->n[number_of(code)];
}

void places_release(struct places *places)
{
    free(places->n);
    places->n = NULL;
}

/* ---- by the municipality table ---- */

const char *succession_known(const struct table *old, const struct table *new,
                             const char *code)
{
    const struct table *table[] = {new, old};
    const char *at = code;

    for (int step = 0; step < SUCCESSION_STEPS; step++) {
        const char *next = NULL;
        for (int t = 0; t < 2 && !next; t++) {
            const struct municipality *place =
                municipalities_find(&table[t]->municipalities, at);
            if (place && place->successor[0] &&
                strcmp(place->successor, at) != 0)
                next = place->successor;
        }
        if (!next)
            break;
        at = next;
    }
    return at == code ? NULL : at;
}

/* ---- by where the facilities went ---- */

struct going {
    struct succession_step *item;
    size_t n, cap;
    uint32_t *total; /* by code of OLD: those that are known to be anywhere */
};

static int in_order(const void *a, const void *b)
{
    const struct succession_step *x = a, *y = b;
    int order = strcmp(x->from, y->from);

    return order ? order : strcmp(x->to, y->to);
}

static void go(struct going *going, const struct facility *old,
               const struct facility *new)
{
    if (!old->municipality_code[0] || !new->municipality_code[0])
        return;
    going->total[number_of(old->municipality_code)]++;
    if (strcmp(old->municipality_code, new->municipality_code) == 0)
        return;
    going->item =
        mem_room(going->item, going->n, &going->cap, sizeof(*going->item));
    struct succession_step *step = &going->item[going->n++];
    memcpy(step->from, old->municipality_code, 6);
    memcpy(step->to, new->municipality_code, 6);
}

static void add_step(struct succession *succession, const char *from,
                     const char *to)
{
    succession->item = mem_room(succession->item, succession->n,
                                &succession->cap, sizeof(*succession->item));
    struct succession_step *step = &succession->item[succession->n++];
    memcpy(step->from, from, 6);
    memcpy(step->to, to, 6);
}

static void sort_steps(struct succession *succession)
{
    if (succession->n)
        qsort(succession->item, succession->n, sizeof(*succession->item),
              in_order);
}

/* Of the municipalities of OLD that have nothing left in NEW. */
static void add_known(struct succession *succession, const struct table *old,
                      const struct table *new, const struct places *places)
{
    struct places before;

    places_count(&before, old);
    for (uint32_t number = 1; number < CODES; number++) {
        char code[6];
        if (!before.n[number] || places->n[number])
            continue;
        for (uint32_t i = 0, rest = number; i < 5; i++, rest /= 10)
            code[4 - i] = (char)('0' + rest % 10);
        code[5] = '\0';
        const char *to = succession_known(old, new, code);
        if (to)
            add_step(succession, code, to);
    }
    places_release(&before);
    sort_steps(succession);
}

/* More than half of a municipality's facilities went to one other. What is
 * known already stands. */
static void add_majorities(struct succession *succession, struct going *going,
                           const struct places *places)
{
    size_t n_known = succession->n;

    if (going->n)
        qsort(going->item, going->n, sizeof(*going->item), in_order);
    for (size_t i = 0, first; i < going->n;) {
        const struct succession_step *step = &going->item[i];
        struct succession known = {.item = succession->item, .n = n_known};
        for (first = i; i < going->n && in_order(&going->item[i], step) == 0;)
            i++;
        bool most = (i - first) * 2 > going->total[number_of(step->from)];
        bool gone = !places_has(places, step->from);
        if (most && (gone || i - first >= SUCCESSION_LEAST) &&
            !succession_of(&known, step->from))
            add_step(succession, step->from, step->to);
    }
    sort_steps(succession);
    going->n = 0;
    memset(going->total, 0, CODES * sizeof(*going->total));
}

void succession_find(struct succession *succession, const struct table *old,
                     const struct table *new, const struct match *match,
                     const struct match_maybe *doubtful, size_t n_doubtful)
{
    struct going going = {.total = mem_alloc(CODES * sizeof(*going.total))};
    struct places places;

    *succession = (struct succession){0};
    memset(going.total, 0, CODES * sizeof(*going.total));
    places_count(&places, new);
    add_known(succession, old, new, &places);
    for (size_t i = 0; i < old->n_facility; i++)
        if (match->partner[i] != NO_FACILITY)
            go(&going, old->facility[i], new->facility[match->partner[i]]);
    add_majorities(succession, &going, &places);
    for (size_t i = 0; i < n_doubtful; i++)
        if (!places_has(&places,
                        old->facility[doubtful[i].old]->municipality_code))
            go(&going, old->facility[doubtful[i].old],
               new->facility[doubtful[i].new]);
    add_majorities(succession, &going, &places);
    places_release(&places);
    free(going.item);
    free(going.total);
}

const char *succession_of(const struct succession *succession, const char *code)
{
    struct succession_step key = {.from = ""};
    size_t low = 0, high = succession->n;

    memcpy(key.from, code, 6);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(succession->item[middle].from, key.from);
        if (order == 0)
            return succession->item[middle].to;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool succession_leads_to(const struct succession *succession, const char *code)
{
    for (size_t i = 0; i < succession->n; i++)
        if (strcmp(succession->item[i].to, code) == 0)
            return true;
    return false;
}

void succession_release(struct succession *succession)
{
    free(succession->item);
    *succession = (struct succession){0};
}
