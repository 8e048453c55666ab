#include "diff/comparing.h"

#include "base/err.h"
#include "join/address_key.h"

#include <stdlib.h>
#include <string.h>

/* One facility that went over, or would have. */
struct going {
    char from[6], to[6];
    uint32_t old; /* facility of OLD */
};

struct goings {
    struct going *item;
    size_t n, cap;
};

static int in_order(const void *a, const void *b)
{
    const struct going *x = a, *y = b;
    int order = strcmp(x->from, y->from);

    if (!order)
        order = strcmp(x->to, y->to);
    return order ? order : (x->old > y->old) - (x->old < y->old);
}

static void add(struct goings *goings, const char *from, const char *to,
                uint32_t old)
{
    goings->item =
        mem_room(goings->item, goings->n, &goings->cap, sizeof(*goings->item));
    struct going *going = &goings->item[goings->n++];
    memcpy(going->from, from, 6);
    memcpy(going->to, to, 6);
    going->old = old;
}

/* ---- codes that were replaced when OLD was read (join/place.c) ---- */

/* Facilities whose published code was that of a merged municipality. */
static struct goings find_renewed(const struct table *table)
{
    static const char what[] =
        N_("code of an abolished municipality: its successor's is used");
    struct goings found = {0};

    for (size_t i = 0; i < table->n_finding; i++) {
        const struct finding *finding = &table->finding[i];
        if (finding->field != FIELD_municipality_code ||
            finding->facility >= table->n_facility || !finding->value ||
            strlen(finding->value) != 5 || strcmp(finding->what, what) != 0)
            continue;
        add(&found, finding->value,
            table->facility[finding->facility]->municipality_code,
            finding->facility);
    }
    if (found.n)
        qsort(found.item, found.n, sizeof(*found.item), in_order);
    return found;
}

static bool has_from(const struct goings *goings, const char *from)
{
    for (size_t i = 0; i < goings->n; i++)
        if (strcmp(goings->item[i].from, from) == 0)
            return true;
    return false;
}

/* Those that NEW's publishers call by the new code: the rest is not news. */
static void add_renewed(struct comparing *comparing, struct goings *all)
{
    struct goings old = find_renewed(comparing->side[SIDE_OLD]);
    struct goings new = find_renewed(comparing->side[SIDE_NEW]);
    const struct match *match = comparing->changes->match;
    const char *checked = "";
    bool still = false;

    for (size_t i = 0; i < old.n; i++) {
        const struct going *going = &old.item[i];
        uint32_t partner = match->partner[going->old];
        if (strcmp(checked, going->from) != 0) {
            checked = going->from;
            still = has_from(&new, checked);
        }
        comparing->renewed[going->old] = true;
        if (!still && partner != NO_FACILITY &&
            strcmp(
                comparing->side[SIDE_NEW]->facility[partner]->municipality_code,
                going->to) == 0)
            add(all, going->from, going->to, going->old);
    }
    free(old.item);
    free(new.item);
}

/* ---- codes that changed ---- */

static void add_gone(struct comparing *comparing, struct goings *all)
{
    const struct table *old = comparing->side[SIDE_OLD];
    const struct table *new = comparing->side[SIDE_NEW];

    for (uint32_t i = 0; i < old->n_facility; i++) {
        uint32_t partner = comparing->changes->match->partner[i];
        const char *from = old->facility[i]->municipality_code;
        if (partner == NO_FACILITY || !from[0] ||
            places_has(&comparing->places, from))
            continue;
        const char *to = new->facility[partner]->municipality_code;
        if (to[0])
            add(all, from, to, i);
    }
}

/* The numbers of the address stay when only the municipality changes. */
static bool stayed(struct comparing *comparing, uint32_t old)
{
    uint32_t new = comparing->changes->match->partner[old];
    struct address_key x, y;

    address_key_read(str_of(comparing->side[SIDE_OLD]->facility[old]->address),
                     &comparing->scratch, &x);
    address_key_read(str_of(comparing->side[SIDE_NEW]->facility[new]->address),
                     &comparing->scratch, &y);
    arena_reset(&comparing->scratch);
    return x.n == y.n &&
           memcmp(x.number, y.number, x.n * sizeof(*x.number)) == 0;
}

/* All went to one place, and most of them without moving: the only clinic of
 * a village that moves to the town beside is no merger. */
static bool tells_merger(struct comparing *comparing, const struct going *going,
                         size_t n)
{
    size_t n_stayed = 0;

    if (strcmp(going[0].to, going[n - 1].to) != 0)
        return false;
    for (size_t i = 0; i < n; i++)
        n_stayed += stayed(comparing, going[i].old);
    return n_stayed * 2 >= n;
}

static void add_merger(struct changes *changes, const char *from,
                       const char *to, size_t n)
{
    changes->merger = mem_room(changes->merger, changes->n_merger,
                               &changes->cap_merger, sizeof(*changes->merger));
    struct change_merger *merger = &changes->merger[changes->n_merger++];
    memcpy(merger->from, from, 6);
    memcpy(merger->to, to, 6);
    merger->n = n;
}

/* All facilities of one `from`, by `to`. */
static void settle(struct comparing *comparing, const struct going *going,
                   size_t n)
{
    const char *known = succession_known(
        comparing->side[SIDE_OLD], comparing->side[SIDE_NEW], going->from);
    size_t n_known = 0;

    for (size_t i = 0; known && i < n; i++)
        n_known += strcmp(going[i].to, known) == 0;
    if (n_known)
        add_merger(comparing->changes, going->from, known, n_known);
    else if (!known && tells_merger(comparing, going, n))
        add_merger(comparing->changes, going->from, going->to, n);
}

void merger_find(struct comparing *comparing)
{
    struct goings all = {0};
    size_t n = comparing->side[SIDE_OLD]->n_facility;

    comparing->renewed = mem_alloc(n * sizeof(*comparing->renewed));
    memset(comparing->renewed, 0, n * sizeof(*comparing->renewed));
    add_renewed(comparing, &all);
    add_gone(comparing, &all);
    if (all.n)
        qsort(all.item, all.n, sizeof(*all.item), in_order);
    for (size_t i = 0, first; i < all.n;) {
        for (first = i;
             i < all.n && strcmp(all.item[i].from, all.item[first].from) == 0;)
            i++;
        settle(comparing, all.item + first, i - first);
    }
    free(all.item);
}

bool merger_is(const struct changes *changes, const char *from, const char *to)
{
    for (size_t i = 0; i < changes->n_merger; i++)
        if (strcmp(changes->merger[i].from, from) == 0 &&
            strcmp(changes->merger[i].to, to) == 0)
            return true;
    return false;
}
