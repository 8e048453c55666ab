/* Partners by the join, among those that neither id nor code settles. */
#include "diff/joining.h"

#include "base/buf.h"
#include "diff/town.h"
#include "join/classes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- records ---- */

/* The records of a part of a table: records_make() of a table that has only
 * these, whose listings do not matter. */
static void make_records(struct joining *joining, int side,
                         const uint32_t *number, size_t n,
                         const struct gazetteer *gazetteer)
{
    const struct table *table = joining->matching->side[side];
    struct table part = {
        .facility = mem_alloc((n + 1) * sizeof(struct facility *)),
        .n_facility = n,
    };
    uint32_t last = 0;

    for (size_t i = 0; i < n; i++) {
        part.facility[i] = table->facility[number[i]];
        if (part.facility[i]->supply > last)
            last = part.facility[i]->supply;
    }
    part.supply = mem_alloc(((size_t)last + 1) * sizeof(*part.supply));
    for (size_t i = 0; i <= last; i++)
        part.supply[i] = (struct supply){.listing = "", .title = ""};
    records_make(&joining->part[side], &part, gazetteer);
    for (size_t i = 0; i < n; i++) {
        struct record *record = &joining->part[side].item[i];
        record->list = (uint16_t)(side + 1);
        record->point = part.facility[i]->published;
    }
    free(part.facility);
    free(part.supply);
}

static void put_together(struct joining *joining, uint32_t *left[SIDE_COUNT],
                         const size_t n[SIDE_COUNT])
{
    size_t all = n[SIDE_OLD] + n[SIDE_NEW];

    joining->n_old = n[SIDE_OLD];
    joining->number = mem_alloc((all + 1) * sizeof(*joining->number));
    joining->records.item = mem_alloc((all + 1) * sizeof(struct record));
    joining->records.n = joining->records.n_facility = all;
    for (size_t side = 0, at = 0; side < SIDE_COUNT; at += n[side++]) {
        memcpy(joining->number + at, left[side], n[side] * sizeof(uint32_t));
        memcpy(joining->records.item + at, joining->part[side].item,
               n[side] * sizeof(struct record));
    }
}

/* ---- municipalities that are another one now ---- */

/* Letters for digits: a number would be read as one of the address. */
static const char *rewrite(const char *address, const char *code,
                           struct arena *arena)
{
    char letters[6];

    for (int i = 0; i < 5; i++)
        letters[i] = (char)('a' + (code[i] - '0') % 10);
    letters[5] = '\0';
    return arena_format(arena, "%s市%.*s", letters,
                        STR_ARG(town_of(str_of(address))));
}

/* Both sides speak of the present municipality, and their addresses name it in
 * one way. */
static void translate(struct joining *joining)
{
    const struct succession *succession = &joining->succession;

    for (size_t i = 0; succession->n && i < joining->records.n; i++) {
        struct record *record = &joining->records.item[i];
        const char *to =
            i < joining->n_old
                ? succession_of(succession, record->municipality_code)
                : NULL;
        if (to)
            memcpy(record->municipality_code, to, 6);
        if (record->address && record->municipality_code[0] &&
            succession_leads_to(succession, record->municipality_code))
            record->address =
                rewrite(record->address, record->municipality_code,
                        &joining->part[i >= joining->n_old].arena);
    }
}

/* ---- codes ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char **codes_of(const struct record *record, size_t n,
                             size_t *n_code)
{
    const char **code = mem_alloc((2 * n + 1) * sizeof(*code));

    *n_code = 0;
    for (size_t i = 0; i < n; i++) {
        if (record[i].medical_code)
            code[(*n_code)++] = record[i].medical_code;
        if (record[i].office_number)
            code[(*n_code)++] = record[i].office_number;
    }
    qsort(code, *n_code, sizeof(*code), by_text);
    return code;
}

static const char *code_if_among(const char *code, const char *const *among,
                                 size_t n)
{
    return code && n && bsearch(&code, among, n, sizeof(*among), by_text)
               ? code
               : NULL;
}

/* A code that the other side does not know may have been changed: it does not
 * speak against a pair. */
static void drop_lone_codes(struct joining *joining)
{
    struct record *record = joining->records.item;
    size_t n_old = joining->n_old, n = joining->records.n, n_code[SIDE_COUNT];
    const char **code[SIDE_COUNT] = {
        codes_of(record, n_old, &n_code[SIDE_OLD]),
        codes_of(record + n_old, n - n_old, &n_code[SIDE_NEW])};

    for (size_t i = 0; i < n; i++) {
        int other = i < n_old ? SIDE_NEW : SIDE_OLD;
        record[i].medical_code =
            code_if_among(record[i].medical_code, code[other], n_code[other]);
        record[i].office_number =
            code_if_among(record[i].office_number, code[other], n_code[other]);
    }
    free(code[SIDE_OLD]);
    free(code[SIDE_NEW]);
}

/* ---- what the join found ---- */

static const char *tell_evidence(struct arena *arena, uint32_t evidence)
{
    struct buf text = {0};

    for (int e = 0; e < EVIDENCE_COUNT; e++)
        if (evidence >> e & 1U) {
            buf_add_text(&text, text.len ? "\n" : "");
            buf_add_text(&text, evidences[e].ja);
        }
    const char *kept = str_keep(arena, buf_str(&text));
    buf_release(&text);
    return kept;
}

static void put_one(struct joining *joining)
{
    for (size_t i = 0; i < joining->pairs.n; i++) {
        const struct pair *pair = &joining->pairs.item[i];
        if (pair->verdict == PAIR_ONE)
            matching_put(joining->matching, joining->number[pair->a],
                         joining->number[pair->b], MATCH_JOIN, pair->score);
    }
}

static int maybe_order(const void *a, const void *b)
{
    const struct match_maybe *x = a, *y = b;

    if (x->old != y->old)
        return x->old < y->old ? -1 : 1;
    return (x->new > y->new) - (x->new < y->new);
}

/* Those in which neither has a partner. */
static void put_doubtful(struct joining *joining)
{
    struct match *match = joining->matching->match;

    match->n_maybe = 0;
    for (size_t i = 0; i < joining->pairs.n; i++) {
        const struct pair *pair = &joining->pairs.item[i];
        uint32_t old = joining->number[pair->a];
        uint32_t new = joining->number[pair->b];
        if (match->partner[old] != NO_FACILITY ||
            match->origin[new] != NO_FACILITY)
            continue;
        match->maybe = mem_room(match->maybe, match->n_maybe, &match->cap_maybe,
                                sizeof(*match->maybe));
        match->maybe[match->n_maybe++] =
            (struct match_maybe){old, new, pair->score,
                                 tell_evidence(&match->arena, pair->evidence)};
    }
    if (match->n_maybe)
        qsort(match->maybe, match->n_maybe, sizeof(*match->maybe), maybe_order);
}

/* ---- rounds ---- */

static void release(struct joining *joining)
{
    for (int side = 0; side < SIDE_COUNT; side++)
        records_release(&joining->part[side]);
    records_release(&joining->records);
    pairs_release(&joining->pairs);
    succession_release(&joining->succession);
    free(joining->number);
}

static void compare_all(struct joining *joining)
{
    translate(joining);
    drop_lone_codes(joining);
    joining_exact(joining);
    uint32_t *group = mem_alloc((joining->records.n + 1) * sizeof(*group));
    classes_pair(&joining->records, NULL, 0, &joining->pairs, group);
    joining_doubt_alone(joining);
    put_one(joining);
    put_doubtful(joining);
    free(group);
}

static bool same_succession(const struct succession *a,
                            const struct succession *b)
{
    return a->n == b->n && (a->n == 0 || memcmp(a->item, b->item,
                                                a->n * sizeof(*a->item)) == 0);
}

/* One comparison of what is left. *last is what the one before it knew of
 * municipalities (NULL: the first), and becomes what this one knows. False
 * when nothing is left, or nothing can be found that was not found before. */
static bool join_round(struct matching *matching,
                       const struct gazetteer *gazetteer,
                       struct succession *last, bool first)
{
    const struct match *match = matching->match;
    struct joining joining = {.matching = matching};
    uint32_t *left[SIDE_COUNT];
    size_t n[SIDE_COUNT];

    for (int side = 0; side < SIDE_COUNT; side++)
        left[side] = matching_left(matching, side, &n[side]);
    bool go_on = n[SIDE_OLD] && n[SIDE_NEW];
    if (go_on)
        succession_find(&joining.succession, matching->side[SIDE_OLD],
                        matching->side[SIDE_NEW], match, match->maybe,
                        match->n_maybe);
    go_on = go_on &&
            (first || gazetteer || !same_succession(&joining.succession, last));
    if (go_on) {
        for (int side = 0; side < SIDE_COUNT; side++)
            make_records(&joining, side, left[side], n[side], gazetteer);
        put_together(&joining, left, n);
        compare_all(&joining);
        struct succession known = joining.succession;
        joining.succession = *last;
        *last = known;
    }
    release(&joining);
    free(left[SIDE_OLD]);
    free(left[SIDE_NEW]);
    return go_on;
}

/* Without a dictionary first: where all ids of the country changed, looking
 * up every address would take longer than everything else, and an address
 * that did not change needs no dictionary. Then again, with the dictionary
 * and with what the first round tells of merged municipalities. */
void match_join(struct matching *matching)
{
    struct succession known = {0};

    if (join_round(matching, NULL, &known, true))
        join_round(matching, matching->gazetteer, &known, false);
    succession_release(&known);
}
