/* Counts per municipality and main kind: changes_tally(). */
#include "diff/changes.h"

#include <stdlib.h>
#include <string.h>

struct key {
    char code[6];
    int kind;
};

struct keys {
    struct key *item;
    size_t n, cap;
};

/* KIND_NONE last. */
static int key_order(const char *code_a, int kind_a, const char *code_b,
                     int kind_b)
{
    int order = strcmp(code_a, code_b);
    unsigned x = (unsigned)kind_a, y = (unsigned)kind_b;

    return order ? order : (x > y) - (x < y);
}

static int in_order(const void *a, const void *b)
{
    const struct key *x = a, *y = b;

    return key_order(x->code, x->kind, y->code, y->kind);
}

static void add_keys(struct keys *keys, const struct table *table)
{
    for (size_t i = 0; i < table->n_facility; i++) {
        struct key key = {.kind = table->facility[i]->main_kind};
        memcpy(key.code, table->facility[i]->municipality_code, 6);
        /* Neighbours in a listing are often of one place. */
        if (keys->n && in_order(&keys->item[keys->n - 1], &key) == 0)
            continue;
        keys->item =
            mem_room(keys->item, keys->n, &keys->cap, sizeof(*keys->item));
        keys->item[keys->n++] = key;
    }
}

/* Each once, in order. */
static struct change_tally *rows_of(struct keys *keys, size_t *n)
{
    if (keys->n)
        qsort(keys->item, keys->n, sizeof(*keys->item), in_order);
    *n = 0;
    for (size_t i = 0; i < keys->n; i++)
        if (*n == 0 || in_order(&keys->item[*n - 1], &keys->item[i]) != 0)
            keys->item[(*n)++] = keys->item[i];
    struct change_tally *rows = mem_alloc(*n * sizeof(*rows));
    memset(rows, 0, *n * sizeof(*rows));
    for (size_t i = 0; i < *n; i++) {
        memcpy(rows[i].code, keys->item[i].code, 6);
        rows[i].kind = keys->item[i].kind;
    }
    return rows;
}

/* Every facility has one. */
static struct change_tally *row_of(struct change_tally *rows, size_t n,
                                   const struct facility *facility)
{
    size_t low = 0, high = n;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (key_order(rows[middle].code, rows[middle].kind,
                      facility->municipality_code, facility->main_kind) <= 0)
            low = middle;
        else
            high = middle;
    }
    return &rows[low];
}

static void count_left_out(const struct changes *changes,
                           struct change_tally *rows, size_t n)
{
    for (size_t b = 0; b < changes->n_blind; b++) {
        const struct change_blind *blind = &changes->blind[b];
        if (blind->code > CHANGE_BLIND_UNITED)
            continue;
        for (size_t i = 0; i < blind->n_old; i++)
            row_of(rows, n, changes->old->facility[blind->facility[i]])
                ->n_left_out_old++;
        for (size_t i = 0; i < blind->n_new; i++)
            row_of(rows, n, changes->new->facility[blind->facility[i]])
                ->n_left_out_new++;
    }
}

static void count_moves(const struct changes *changes,
                        struct change_tally *rows, size_t n)
{
    for (size_t i = 0; i < changes->old->n_facility; i++) {
        uint32_t partner = changes->match->partner[i];
        if (partner == NO_FACILITY)
            continue;
        const struct facility *old = changes->old->facility[i];
        const struct facility *new = changes->new->facility[partner];
        if (key_order(old->municipality_code, old->main_kind,
                      new->municipality_code, new->main_kind) == 0)
            continue;
        row_of(rows, n, old)->n_went++;
        row_of(rows, n, new)->n_came++;
    }
}

struct change_tally *changes_tally(const struct changes *changes, size_t *n)
{
    struct keys keys = {0};

    add_keys(&keys, changes->old);
    add_keys(&keys, changes->new);
    struct change_tally *rows = rows_of(&keys, n);
    for (size_t i = 0; i < changes->old->n_facility; i++)
        row_of(rows, *n, changes->old->facility[i])->n_old++;
    for (size_t i = 0; i < changes->new->n_facility; i++)
        row_of(rows, *n, changes->new->facility[i])->n_new++;
    count_left_out(changes, rows, *n);
    count_moves(changes, rows, *n);
    for (size_t i = 0; i < changes->n; i++) {
        const struct change *change = &changes->item[i];
        row_of(rows, *n, change_facility(changes, change))
            ->count[change->kind]++;
    }
    free(keys.item);
    return rows;
}
