/* Partners by their ids: the own id, then further and former ones. */
#include "diff/matching.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How near an id that both have is to being the own one of both. */
enum rank {
    OWN_OWN,
    OWN_FURTHER, /* own id of OLD, further one of NEW */
    FURTHER_OWN,
    FURTHER_FURTHER,
};

struct link {
    uint32_t old, new;
    enum rank rank;
    bool code; /* the id is made of a code: m-, k- */
};

struct links {
    struct link *item;
    size_t n, cap;
    const struct matching *matching;
};

static const char *id_of(const struct matching *matching, int side, uint32_t i)
{
    return matching->side[side]->facility[i]->id;
}

static int in_order(const void *a, const void *b, void *context)
{
    const struct matching *matching = context;
    const struct link *x = a, *y = b;

    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    int order = strcmp(id_of(matching, SIDE_OLD, x->old),
                       id_of(matching, SIDE_OLD, y->old));
    if (!order)
        order = strcmp(id_of(matching, SIDE_NEW, x->new),
                       id_of(matching, SIDE_NEW, y->new));
    /* One pair may share several further ids. */
    return order ? order : x->code - y->code;
}

static void match_own(struct matching *matching)
{
    const struct table *old = matching->side[SIDE_OLD];
    const struct table *new = matching->side[SIDE_NEW];

    for (uint32_t i = 0; i < old->n_facility; i++) {
        uint32_t found = table_find(new, old->facility[i]->id);
        if (found != NO_FACILITY &&
            strcmp(new->facility[found]->id, old->facility[i]->id) == 0)
            matching_put(matching, i, found, MATCH_ID, NAN);
    }
}

static void add_link(struct links *links, uint32_t old, const char *id,
                     bool own)
{
    const struct table *new = links->matching->side[SIDE_NEW];
    uint32_t found = table_find(new, id);
    bool code = matching_is_code(id);

    if (found == NO_FACILITY ||
        links->matching->match->origin[found] != NO_FACILITY)
        return;
    if (code &&
        !matching_compatible(links->matching->side[SIDE_OLD]->facility[old],
                             new->facility[found]))
        return;
    bool own_new = strcmp(new->facility[found]->id, id) == 0;
    links->item =
        mem_room(links->item, links->n, &links->cap, sizeof(*links->item));
    links->item[links->n++] = (struct link){old, found,
                                            own       ? OWN_FURTHER
                                            : own_new ? FURTHER_OWN
                                                      : FURTHER_FURTHER,
                                            code};
}

static void gather(struct links *links, struct arena *scratch)
{
    const struct table *old = links->matching->side[SIDE_OLD];

    for (uint32_t i = 0; i < old->n_facility; i++) {
        const struct facility *facility = old->facility[i];
        struct str rest = str_of(facility->aliases), id;
        if (links->matching->match->partner[i] != NO_FACILITY)
            continue;
        add_link(links, i, facility->id, true);
        while (rest.len && str_part(&rest, ' ', &id))
            if (id.len)
                add_link(links, i, arena_copy(scratch, id.ptr, id.len), false);
        arena_reset(scratch);
    }
}

void match_ids(struct matching *matching)
{
    struct links links = {.matching = matching};
    struct arena scratch = {0};

    match_own(matching);
    gather(&links, &scratch);
    if (links.n)
        qsort_r(links.item, links.n, sizeof(*links.item), in_order, matching);
    for (size_t i = 0; i < links.n; i++) {
        const struct link *link = &links.item[i];
        /* A code that both have besides their ids is a code. */
        bool code = link->rank == FURTHER_FURTHER && link->code;
        if (matching->match->partner[link->old] == NO_FACILITY &&
            matching->match->origin[link->new] == NO_FACILITY)
            matching_put(matching, link->old, link->new,
                         code ? MATCH_CODE : MATCH_ID, NAN);
    }
    free(links.item);
    arena_release(&scratch);
}
