#include "diff/changes.h"

#include "base/buf.h"
#include "diff/comparing.h"
#include "diff/language.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct facility *change_facility(const struct changes *changes,
                                       const struct change *change)
{
    return change->new != NO_FACILITY ? changes->new->facility[change->new]
                                      : changes->old->facility[change->old];
}

/* ---- new, gone, possible ---- */

static void tell_gone(struct comparing *comparing)
{
    const struct match *match = comparing->changes->match;

    for (uint32_t i = 0; i < comparing->side[SIDE_OLD]->n_facility; i++) {
        if (match->partner[i] != NO_FACILITY)
            continue;
        if (blind_leaves_out(&comparing->blind, SIDE_OLD, i) != BLIND_NOT)
            comparing->changes->n_left_out_old++;
        else
            comparing_add(comparing, CHANGE_GONE, i, NO_FACILITY, NULL, NULL);
    }
}

static void tell_new(struct comparing *comparing)
{
    const struct match *match = comparing->changes->match;

    for (uint32_t i = 0; i < comparing->side[SIDE_NEW]->n_facility; i++) {
        if (match->origin[i] != NO_FACILITY)
            continue;
        if (blind_leaves_out(&comparing->blind, SIDE_NEW, i) != BLIND_NOT)
            comparing->changes->n_left_out_new++;
        else
            comparing_add(comparing, CHANGE_NEW, NO_FACILITY, i, NULL, NULL);
    }
}

/* "名称が違う、所在地の番地が同じ" */
static const char *on_one_line(const char *evidence, struct arena *arena)
{
    struct str rest = str_of(evidence), part;
    struct buf line = {0};

    while (rest.len && str_part(&rest, '\n', &part)) {
        buf_add_text(&line, line.len ? "、" : "");
        buf_add_str(&line, part);
    }
    const char *kept = str_keep(arena, buf_str(&line));
    buf_release(&line);
    return kept ? kept : "";
}

/* `told`: by facility, of the two sides: it was called gone, or new. */
static void tell_possible(struct comparing *comparing,
                          const bool *told[SIDE_COUNT])
{
    struct changes *changes = comparing->changes;

    for (size_t i = 0; i < changes->match->n_maybe; i++) {
        const struct match_maybe *maybe = &changes->match->maybe[i];
        const struct facility *old = changes->old->facility[maybe->old];
        const struct facility *new = changes->new->facility[maybe->new];
        if (!told[SIDE_OLD][maybe->old] || !told[SIDE_NEW][maybe->new])
            continue;
        struct change *change =
            comparing_add(comparing, CHANGE_POSSIBLE, maybe->old, maybe->new,
                          old->name, new->name);
        change->score = maybe->score;
        change->distance_m = compare_distance_m(old, new);
        change->note = arena_format(
            &changes->arena,
            language_text(changes, "同じ施設かどうかの手がかり：%s",
                          "what speaks for and against one facility: %s"),
            on_one_line(maybe->evidence, &changes->arena));
    }
}

static void tell_lone(struct comparing *comparing)
{
    struct changes *changes = comparing->changes;
    size_t first = changes->n;
    bool *told[SIDE_COUNT];

    tell_gone(comparing);
    tell_new(comparing);
    for (int side = 0; side < SIDE_COUNT; side++) {
        size_t n = comparing->side[side]->n_facility;
        told[side] = mem_alloc(n);
        memset(told[side], 0, n);
    }
    for (size_t i = first; i < changes->n; i++) {
        const struct change *change = &changes->item[i];
        if (change->kind == CHANGE_GONE)
            told[SIDE_OLD][change->old] = true;
        else
            told[SIDE_NEW][change->new] = true;
    }
    tell_possible(comparing, (const bool *[]){told[SIDE_OLD], told[SIDE_NEW]});
    free(told[SIDE_OLD]);
    free(told[SIDE_NEW]);
}

/* ---- in order ---- */

static int text_order(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/* KIND_NONE last. */
static int kind_order(int a, int b)
{
    unsigned x = (unsigned)a, y = (unsigned)b;

    return (x > y) - (x < y);
}

static int in_order(const void *a, const void *b, void *context)
{
    const struct changes *changes = context;
    const struct change *x = a, *y = b;
    const struct facility *of_x = change_facility(changes, x);
    const struct facility *of_y = change_facility(changes, y);
    int order = strcmp(of_x->municipality_code, of_y->municipality_code);

    if (!order)
        order = kind_order(of_x->main_kind, of_y->main_kind);
    if (!order)
        order = strcmp(of_x->id, of_y->id);
    if (!order)
        order = (x->kind > y->kind) - (x->kind < y->kind);
    if (!order && x->old != NO_FACILITY && y->old != NO_FACILITY)
        order = strcmp(changes->old->facility[x->old]->id,
                       changes->old->facility[y->old]->id);
    if (!order)
        order = text_order(x->before, y->before);
    return order ? order : text_order(x->after, y->after);
}

static void finish(struct changes *changes)
{
    if (changes->n)
        qsort_r(changes->item, changes->n, sizeof(*changes->item), in_order,
                changes);
    for (size_t i = 0; i < changes->n; i++)
        changes->count[changes->item[i].kind]++;
}

/* ---- all ---- */

/* Of two empty sides there is nothing to compare, and nothing changed. */
static bool is_nothing_common(const struct comparing *comparing)
{
    const struct changes *changes = comparing->changes;
    size_t n_old = changes->old->n_facility, n_new = changes->new->n_facility;
    bool all_left_out =
        changes->n_left_out_old == n_old && changes->n_left_out_new == n_new;

    return (n_old || n_new) &&
           (all_left_out || !blind_any_common(&comparing->blind));
}

static void release(struct comparing *comparing)
{
    rows_release(&comparing->rows);
    blind_release(&comparing->blind);
    places_release(&comparing->places);
    free(comparing->renewed);
    for (int side = 0; side < SIDE_COUNT; side++) {
        free(comparing->mixed[side]);
        free(comparing->mixed_services[side]);
    }
    arena_release(&comparing->scratch);
}

void changes_find(const struct table *old, const struct table *new,
                  const struct match *match, struct changes *changes)
{
    struct comparing comparing = {.changes = changes, .side = {old, new}};

    *changes = (struct changes){
        .japanese = changes->japanese, .old = old, .new = new, .match = match};
    blind_init(&comparing.blind, old, new);
    comparing.rows.blind = &comparing.blind;
    places_count(&comparing.places, new);
    mixed_find(&comparing);
    merger_find(&comparing);
    for (uint32_t i = 0; i < old->n_facility; i++) {
        uint32_t partner = match->partner[i];
        if (partner != NO_FACILITY)
            compare_pair(&comparing,
                         &(struct comparing_pair){{i, partner},
                                                  old->facility[i],
                                                  new->facility[partner]});
    }
    tell_lone(&comparing);
    blind_tell(&comparing.blind, changes);
    changes->nothing_in_common = is_nothing_common(&comparing);
    finish(changes);
    release(&comparing);
}

void changes_release(struct changes *changes)
{
    free(changes->item);
    free(changes->blind);
    free(changes->merger);
    arena_release(&changes->arena);
    *changes = (struct changes){0};
}
