#include "cmd/diff_report.h"

#include "cmd/order.h"

#include <stdlib.h>
#include <string.h>

struct making {
    struct diff_report *report;
    const struct changes *changes;
    const struct diff_areas *areas;
    /* By facility of OLD and of NEW: place in the reading order. */
    uint32_t *at_old, *at_new;
    size_t cap_tally;
};

static const char *code_of(const struct table *table, uint32_t facility)
{
    return facility == NO_FACILITY
               ? NULL
               : table->facility[facility]->municipality_code;
}

/* Where a pair of facilities (either may be missing) is told; NULL: not. */
static const char *told_in(const struct making *making, uint32_t old,
                           uint32_t new)
{
    const char *code[] = {code_of(making->changes->new, new),
                          code_of(making->changes->old, old)};

    for (int i = 0; i < 2; i++)
        if (code[i] && diff_areas_have(making->areas, making->changes, code[i]))
            return code[i];
    return NULL;
}

/* ---- reading order ---- */

/* Number the marked facilities of a table by layer and kana. */
static bool number_in_order(const struct table *table, uint32_t *at,
                            struct err *err)
{
    uint32_t *facility = mem_alloc((table->n_facility + 1) * sizeof(*facility));
    struct order *order = order_open(err);
    uint32_t n = 0;

    for (uint32_t i = 0; i < table->n_facility; i++)
        if (at[i])
            facility[n++] = i;
    if (order)
        order_sort(order, table, facility, n);
    for (uint32_t i = 0; i < n; i++)
        at[facility[i]] = i;
    order_close(order);
    free(facility);
    return order != NULL;
}

static bool read_order(struct making *making, struct err *err)
{
    const struct changes *changes = making->changes;
    size_t n_old = changes->old->n_facility, n_new = changes->new->n_facility;
    struct arena *arena = &making->report->arena;

    making->at_old = arena_alloc(arena, (n_old + 1) * sizeof(uint32_t));
    making->at_new = arena_alloc(arena, (n_new + 1) * sizeof(uint32_t));
    for (size_t i = 0; i < changes->n; i++) {
        const struct change *change = &changes->item[i];
        if (change->new != NO_FACILITY)
            making->at_new[change->new] = 1;
        else
            making->at_old[change->old] = 1;
    }
    return number_in_order(changes->old, making->at_old, err) &&
           number_in_order(changes->new, making->at_new, err);
}

static int rank_of(enum change_kind kind)
{
    switch (kind) {
    case CHANGE_GONE:
        return 0;
    case CHANGE_NEW:
        return 1;
    default:
        return 2;
    }
}

static uint32_t at_of(const struct making *making, const struct change *change)
{
    return change->new != NO_FACILITY ? making->at_new[change->new]
                                      : making->at_old[change->old];
}

static int in_order(const void *a, const void *b, void *context)
{
    const struct diff_item *x = a, *y = b;
    int order = strcmp(x->code, y->code);

    if (order)
        return order;
    order = rank_of(x->change->kind) - rank_of(y->change->kind);
    if (order)
        return order;
    uint32_t at_x = at_of(context, x->change), at_y = at_of(context, y->change);
    if (at_x != at_y)
        return at_x < at_y ? -1 : 1;
    if (x->change->kind != y->change->kind)
        return x->change->kind < y->change->kind ? -1 : 1;
    return x->change < y->change ? -1 : x->change > y->change;
}

/* All changes of one kind of a facility stand together. */
static void count_facilities(struct diff_report *report)
{
    for (size_t i = 0; i < report->n; i++) {
        const struct change *change = report->item[i].change;
        const struct change *last = i ? report->item[i - 1].change : NULL;
        if (!last || last->kind != change->kind || last->old != change->old ||
            last->new != change->new)
            report->n_facility[change->kind]++;
    }
}

static void take_items(struct making *making)
{
    struct diff_report *report = making->report;
    const struct changes *changes = making->changes;

    report->item = mem_alloc((changes->n + 1) * sizeof(*report->item));
    for (size_t i = 0; i < changes->n; i++) {
        const struct change *change = &changes->item[i];
        const char *code = told_in(making, change->old, change->new);
        if (!code)
            continue;
        struct diff_item *item = &report->item[report->n++];
        item->change = change;
        memcpy(item->code, code, 6);
        report->count[change->kind]++;
        report->n_by_staff += change->by_staff;
    }
    if (report->n)
        qsort_r(report->item, report->n, sizeof(*report->item), in_order,
                making);
    count_facilities(report);
}

/* ---- counts ---- */

static size_t count_in(const struct making *making, const struct table *table)
{
    size_t n = 0;

    for (uint32_t i = 0; i < table->n_facility; i++)
        n += diff_areas_have(making->areas, making->changes,
                             table->facility[i]->municipality_code);
    return n;
}

/* Partners without any change. */
static void count_same(struct making *making)
{
    struct diff_report *report = making->report;
    const struct changes *changes = making->changes;
    const struct match *match = changes->match;
    size_t n_old = changes->old->n_facility, n_new = changes->new->n_facility;
    bool *told_old = arena_alloc(&report->arena, n_old + 1);
    bool *told_new = arena_alloc(&report->arena, n_new + 1);

    for (size_t i = 0; i < changes->n; i++) {
        const struct change *change = &changes->item[i];
        if (change->kind == CHANGE_POSSIBLE)
            continue;
        if (change->old != NO_FACILITY)
            told_old[change->old] = true;
        if (change->new != NO_FACILITY)
            told_new[change->new] = true;
    }
    for (uint32_t i = 0; i < n_old; i++) {
        uint32_t new = match->partner[i];
        if (told_old[i] || !told_in(making, i, new))
            continue;
        if (new != NO_FACILITY && !told_new[new])
            report->n_same++;
    }
    report->n_old = count_in(making, changes->old);
    report->n_new = count_in(making, changes->new);
}

static int by_place(const void *a, const void *b)
{
    const struct change_tally *x = a, *y = b;
    int order = strcmp(x->code, y->code);

    return order ? order : (x->kind > y->kind) - (x->kind < y->kind);
}

/* The row of a code and kind; one that has no facility is added last. */
static struct change_tally *row_of(struct making *making, const char *code,
                                   int kind, size_t n_sorted)
{
    struct diff_report *report = making->report;
    struct change_tally key = {.kind = kind}, *row = NULL;

    memcpy(key.code, code, 6);
    if (n_sorted)
        row = bsearch(&key, report->tally, n_sorted, sizeof(key), by_place);
    for (size_t i = n_sorted; !row && i < report->n_tally; i++)
        if (by_place(&key, &report->tally[i]) == 0)
            row = &report->tally[i];
    if (row)
        return row;
    report->tally = mem_room(report->tally, report->n_tally, &making->cap_tally,
                             sizeof(*report->tally));
    report->tally[report->n_tally] = key;
    return &report->tally[report->n_tally++];
}

/* The rows of these areas; changes are counted where they are told. */
static void tally_up(struct making *making)
{
    struct diff_report *report = making->report;
    size_t n = 0;

    report->tally = changes_tally(making->changes, &n);
    making->cap_tally = n;
    for (size_t i = 0; i < n; i++) {
        struct change_tally *row = &report->tally[report->n_tally];
        if (!diff_areas_have(making->areas, making->changes,
                             report->tally[i].code))
            continue;
        *row = report->tally[i];
        memset(row->count, 0, sizeof(row->count));
        report->n_tally++;
    }
    size_t n_sorted = report->n_tally;
    for (size_t i = 0; i < report->n; i++) {
        const struct diff_item *item = &report->item[i];
        const struct facility *facility =
            change_facility(making->changes, item->change);
        row_of(making, item->code, facility->main_kind, n_sorted)
            ->count[item->change->kind]++;
    }
    if (report->n_tally)
        qsort(report->tally, report->n_tally, sizeof(*report->tally), by_place);
}

static void count_left_out(struct diff_report *report)
{
    struct change_tally sum = diff_report_sum(report);

    report->n_left_out_old = sum.n_left_out_old;
    report->n_left_out_new = sum.n_left_out_new;
}

/* ---- places ---- */

static void describe(struct diff_report *report, struct diff_place *place)
{
    const char *prefecture = prefecture_name(place->code);
    const char *name = diff_place_name(report->changes, place->code);

    place->prefecture = prefecture ? prefecture : "";
    if (!place->code[0])
        place->name = "市区町村不明";
    else if (name)
        place->name = name;
    else
        place->name =
            arena_format(&report->arena, "市区町村コード%s", place->code);
}

/* Every code that has a row; each has its run of items. */
static void take_places(struct diff_report *report)
{
    struct diff_place *place = NULL;
    size_t at = 0;

    report->place =
        arena_alloc(&report->arena, (report->n_tally + 1) * sizeof(*place));
    for (size_t i = 0; i < report->n_tally; i++) {
        const char *code = report->tally[i].code;
        if (!place || strcmp(place->code, code) != 0) {
            place = &report->place[report->n_place++];
            memcpy(place->code, code, 6);
            place->first_tally = i;
            place->first = at;
            while (at < report->n && strcmp(report->item[at].code, code) == 0)
                at++;
            place->n = at - place->first;
            describe(report, place);
        }
        place->n_tally++;
    }
}

static void take_mergers(struct making *making)
{
    struct diff_report *report = making->report;
    const struct changes *changes = making->changes;

    report->merger = arena_alloc(&report->arena, (changes->n_merger + 1) *
                                                     sizeof(*report->merger));
    for (size_t i = 0; i < changes->n_merger; i++)
        if (diff_areas_have(making->areas, changes, changes->merger[i].from) ||
            diff_areas_have(making->areas, changes, changes->merger[i].to))
            report->merger[report->n_merger++] = &changes->merger[i];
}

bool diff_report_make(struct diff_report *report, const struct changes *changes,
                      const struct diff_areas *areas, struct err *err)
{
    struct making making = {
        .report = report, .changes = changes, .areas = areas};

    *report = (struct diff_report){.changes = changes};
    if (!read_order(&making, err))
        return false;
    take_items(&making);
    count_same(&making);
    tally_up(&making);
    count_left_out(report);
    take_places(report);
    take_mergers(&making);
    diff_report_blinds(report, areas);
    return true;
}

bool diff_report_any(const struct diff_report *report)
{
    return report->n > 0 || report->n_merger > 0;
}

long diff_report_rest(const struct change_tally *row)
{
    return (long)(row->n_left_out_new + row->n_came) -
           (long)(row->n_left_out_old + row->n_went);
}

struct change_tally diff_report_sum(const struct diff_report *report)
{
    struct change_tally sum = {.kind = KIND_NONE};

    for (size_t i = 0; i < report->n_tally; i++) {
        const struct change_tally *row = &report->tally[i];
        sum.n_old += row->n_old;
        sum.n_new += row->n_new;
        sum.n_left_out_old += row->n_left_out_old;
        sum.n_left_out_new += row->n_left_out_new;
        sum.n_went += row->n_went;
        sum.n_came += row->n_came;
        for (int c = 0; c < CHANGE_COUNT; c++)
            sum.count[c] += row->count[c];
    }
    return sum;
}

void diff_report_release(struct diff_report *report)
{
    free(report->item);
    free(report->tally);
    arena_release(&report->arena);
    *report = (struct diff_report){0};
}
