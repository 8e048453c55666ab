#include "people/draft.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/*
 * Suppression (秘匿): the ages of a mesh with few people were added to those
 * of another mesh and published there. They are shared out again among all
 * meshes of such a group in proportion to their own totals, which are
 * published without suppression.
 */

/* A hundredth of a person: what rounding to 4 decimals cannot make up. */
#define GROUP_SLACK 0.01

/* A suppressed row and the row that has its ages, in one year. */
struct link {
    uint32_t target, row;
};

struct sharing {
    struct people *people;
    struct people_draft *draft;
    uint8_t *note;
    size_t year;
    struct link *link;
    size_t n, cap;
};

static float *counts_of(const struct people *people, size_t row, size_t year)
{
    return people->count + (row * people->n_year + year) * AGE_COUNT;
}

static const struct draft_hidden *hidden_of(const struct people_draft *draft,
                                            size_t row, size_t year)
{
    uint32_t at = draft->row[row].hidden;

    if (at == NO_HIDDEN)
        return NULL;
    for (;; at++) {
        if (draft->hidden[at].year == year)
            return &draft->hidden[at];
        if (draft->hidden[at].last)
            return NULL;
    }
}

/* The row of the mesh that has the ages: of the same file where it has one (a
 * mesh on a border may stand in two), else of any. */
static size_t target_of(const struct people_draft *draft, size_t row,
                        uint64_t code)
{
    size_t first = code ? mesh_draft_find(draft, code) : draft->n_row;

    for (size_t i = first; i < draft->n_row && draft->row[i].code == code; i++)
        if (draft->row[i].source == draft->row[row].source)
            return i;
    return first;
}

/* Follow targets that are suppressed themselves; n_row when they lead nowhere,
 * or in a circle. */
static size_t root_of(const struct people_draft *draft, size_t row, size_t year)
{
    const struct draft_hidden *hidden = hidden_of(draft, row, year);

    for (int steps = 0; steps < 64; steps++) {
        row = target_of(draft, row, hidden->target);
        if (row == draft->n_row)
            return row;
        hidden = hidden_of(draft, row, year);
        /* One that is not marked as a target has its own ages only. */
        if (!hidden)
            break;
        if (!hidden->suppressed)
            return row;
    }
    return draft->n_row;
}

/* A mesh is marked by the gravest of its years. */
static void mark(struct sharing *sharing, size_t row, enum people_note note)
{
    static const int grave[] = {
        [PEOPLE_AS_PUBLISHED] = 0,
        [PEOPLE_RECEIVED] = 1,
        [PEOPLE_SHARED_OUT] = 2,
        [PEOPLE_UNSHARED] = 3,
    };

    if (grave[note] > grave[sharing->note[row]])
        sharing->note[row] = (uint8_t)note;
}

static void find_links(struct sharing *sharing)
{
    struct people *people = sharing->people;
    struct people_draft *draft = sharing->draft;
    struct people_hidden *sum = &people->hidden[sharing->year];

    sharing->n = 0;
    for (size_t i = 0; i < draft->n_row; i++) {
        const struct draft_hidden *hidden = hidden_of(draft, i, sharing->year);
        if (!hidden)
            continue;
        size_t root = i;
        if (hidden->suppressed) {
            float all = counts_of(people, i, sharing->year)[AGE_ALL];
            sum->all += isnan(all) ? 0 : (double)all;
            root = root_of(draft, i, sharing->year);
            sum->shared += root < draft->n_row;
            sum->unshared += root == draft->n_row;
        }
        mark(sharing, i,
             !hidden->suppressed    ? PEOPLE_RECEIVED
             : root == draft->n_row ? PEOPLE_UNSHARED
                                    : PEOPLE_SHARED_OUT);
        if (root == draft->n_row)
            continue;
        sharing->link = mem_room(sharing->link, sharing->n, &sharing->cap,
                                 sizeof(*sharing->link));
        sharing->link[sharing->n++] =
            (struct link){(uint32_t)root, (uint32_t)i};
    }
}

static int by_target(const void *a, const void *b)
{
    const struct link *x = a, *y = b;

    if (x->target != y->target)
        return x->target < y->target ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* The people that the group's published ages are of. More than its meshes
 * have: the rest of it stands in a file that was not read. */
static double whole_of(const struct sharing *sharing, const struct link *link,
                       size_t n, bool *equal)
{
    double sum = 0, group = NAN;
    const struct draft_hidden *hidden =
        hidden_of(sharing->draft, link->target, sharing->year);

    *equal = false;
    for (size_t i = 0; i < n; i++) {
        double all =
            counts_of(sharing->people, link[i].row, sharing->year)[AGE_ALL];
        *equal |= isnan(all);
        sum += all;
    }
    if (hidden)
        group = hidden->group;
    *equal |= !(sum > 0);
    return *equal ? (double)n : group > sum + GROUP_SLACK ? group : sum;
}

/*
 * The target comes last and keeps what is left of the group's part, so that
 * the group's sum stays as published.
 */
static void share_group(struct sharing *sharing, const struct link *link,
                        size_t n)
{
    struct people *people = sharing->people;
    float *from = counts_of(people, link->target, sharing->year);
    bool equal;
    double whole = whole_of(sharing, link, n, &equal), here = 0, own = 0;

    for (size_t i = 0; i < n; i++) {
        double all = counts_of(people, link[i].row, sharing->year)[AGE_ALL];
        here += equal ? 1 : all;
    }
    for (int a = AGE_0_14; a < AGE_COUNT; a++) {
        own = from[a] * (here / whole);
        for (size_t i = 0; i < n; i++) {
            float *to = counts_of(people, link[i].row, sharing->year);
            if (to == from)
                continue;
            to[a] = (float)(from[a] * ((equal ? 1 : to[AGE_ALL]) / whole));
            own -= to[a];
            if (a == AGE_75)
                people->hidden[sharing->year].age_75 += to[a];
        }
        from[a] = own < 0 ? 0 : (float)own; /* NAN stays */
    }
}

void mesh_draft_share(struct people *people, uint8_t *note)
{
    struct sharing sharing = {
        .people = people, .draft = people->draft, .note = note};

    for (size_t y = 0; y < people->n_year; y++) {
        sharing.year = y;
        find_links(&sharing);
        if (sharing.n > 0)
            qsort(sharing.link, sharing.n, sizeof(*sharing.link), by_target);
        for (size_t i = 0, n; i < sharing.n; i += n) {
            n = 1;
            while (i + n < sharing.n &&
                   sharing.link[i + n].target == sharing.link[i].target)
                n++;
            share_group(&sharing, sharing.link + i, n);
        }
    }
    free(sharing.link);
}
