#include "cmd/dropping.h"

#include <stdlib.h>
#include <string.h>

/* ---- counting ---- */

static void add_count(struct snapshot *snapshot, size_t *cap,
                      enum snapshot_scope scope, const char *key, uint64_t n)
{
    if (!n)
        return;
    snapshot->count = mem_room(snapshot->count, snapshot->n_count, cap,
                               sizeof(*snapshot->count));
    snapshot->count[snapshot->n_count++] =
        (struct snapshot_count){scope, key, n};
}

/* Rows of each listing, whatever became of them. */
static void count_listings(const struct table *table, struct snapshot *snapshot,
                           size_t *cap)
{
    for (size_t i = 0; i < table->n_supply; i++) {
        const char *listing = table->supply[i].listing;
        uint64_t n = 0;
        bool first = true;
        for (size_t k = 0; k < table->n_supply; k++) {
            const struct supply *supply = &table->supply[k];
            if (strcmp(supply->listing, listing) != 0)
                continue;
            first = first && k >= i;
            n += supply->rows.read - supply->rows.blank;
        }
        if (first)
            add_count(snapshot, cap, SCOPE_NATION, listing, n);
    }
}

static void count_prefectures(const struct table *table,
                              struct snapshot *snapshot, size_t *cap,
                              struct arena *arena)
{
    size_t n[48] = {0};

    for (size_t i = 0; i < table->n_facility; i++) {
        unsigned prefecture = facility_prefecture(table->facility[i]);
        if (prefecture >= 1 && prefecture <= 47)
            n[prefecture]++;
    }
    for (size_t i = 0; i < table->n_institution; i++)
        if (table->institution[i].prefecture <= 47)
            n[table->institution[i].prefecture]++;
    for (unsigned p = 1; p <= 47; p++)
        add_count(snapshot, cap, SCOPE_PREFECTURE,
                  arena_format(arena, "%02u", p), n[p]);
}

static void count_kinds(const struct table *table, struct snapshot *snapshot,
                        size_t *cap)
{
    size_t n[KIND_MAX] = {0}, points[POINTS_COUNT] = {0};

    for (size_t i = 0; i < table->n_facility; i++)
        for (int k = 0; k < kind_count; k++)
            n[k] += table->facility[i]->services >> k & 1;
    for (size_t i = 0; i < table->n_institution; i++)
        if (table->institution[i].points < POINTS_COUNT)
            points[table->institution[i].points]++;
    for (int k = 0; k < kind_count; k++)
        add_count(snapshot, cap, SCOPE_KIND, kinds[k].id, n[k]);
    for (int p = 1; p < POINTS_COUNT; p++)
        if (points_names_ja[p])
            add_count(snapshot, cap, SCOPE_KIND, points_names_ja[p], points[p]);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void count_municipalities(const struct table *table,
                                 struct snapshot *snapshot, size_t *cap,
                                 struct arena *arena)
{
    size_t n = table->n_facility, same;
    const char **code = mem_alloc((n + 1) * sizeof(*code));

    for (size_t i = 0; i < n; i++)
        code[i] = table->facility[i]->municipality_code;
    qsort(code, n, sizeof(*code), by_text);
    for (size_t i = 0; i < n; i += same) {
        for (same = 1; i + same < n && strcmp(code[i], code[i + same]) == 0;)
            same++;
        if (code[i][0])
            add_count(snapshot, cap, SCOPE_MUNICIPALITY,
                      arena_copy(arena, code[i], 5), same);
    }
    free(code);
}

static int by_scope(const void *a, const void *b)
{
    const struct snapshot_count *x = a, *y = b;

    return x->scope != y->scope ? (x->scope > y->scope) - (x->scope < y->scope)
                                : strcmp(x->key, y->key);
}

void dropping_count(const struct table *table, struct snapshot *snapshot,
                    struct arena *arena)
{
    struct snapshot_count *count;
    size_t cap = 0;

    snapshot->count = NULL;
    snapshot->n_count = 0;
    count_listings(table, snapshot, &cap);
    count_prefectures(table, snapshot, &cap, arena);
    count_kinds(table, snapshot, &cap);
    count_municipalities(table, snapshot, &cap, arena);
    if (snapshot->n_count)
        qsort(snapshot->count, snapshot->n_count, sizeof(*snapshot->count),
              by_scope);
    count = arena_alloc(arena, (snapshot->n_count + 1) * sizeof(*count));
    if (snapshot->n_count)
        memcpy(count, snapshot->count, snapshot->n_count * sizeof(*count));
    free(snapshot->count);
    snapshot->count = count;
}

/* ---- comparing ---- */

static uint64_t count_of(const struct snapshot *snapshot,
                         const struct snapshot_count *like)
{
    const struct snapshot_count *found =
        snapshot->n_count ? bsearch(like, snapshot->count, snapshot->n_count,
                                    sizeof(*snapshot->count), by_scope)
                          : NULL;

    return found ? found->n : 0;
}

static bool is_drop(const struct snapshot_count *before, uint64_t now)
{
    static const double limit[SCOPE_COUNT] = {
        [SCOPE_NATION] = DROP_NATION,
        [SCOPE_PREFECTURE] = DROP_PREFECTURE,
        [SCOPE_KIND] = DROP_KIND,
    };
    uint64_t lost = before->n > now ? before->n - now : 0;

    if (before->scope == SCOPE_MUNICIPALITY)
        return now == 0;
    if (before->scope != SCOPE_NATION && lost < DROP_LEAST && now)
        return false;
    return (double)lost > limit[before->scope] * (double)before->n;
}

/* What was counted, in words. */
static void add_name(const struct snapshot_count *count, struct buf *out)
{
    int kind = KIND_NONE;

    switch (count->scope) {
    case SCOPE_PREFECTURE:
        buf_add_text(out, prefecture_name(count->key));
        break;
    case SCOPE_KIND:
        kind = kind_find(count->key);
        buf_add_text(out, kind == KIND_NONE ? count->key : kinds[kind].name_ja);
        break;
    case SCOPE_MUNICIPALITY:
        buf_add_text(out, prefecture_name(count->key));
        buf_addf(out, " %s", count->key);
        break;
    default:
        buf_add_text(out, count->key);
    }
}

static void add_drop(const struct snapshot_count *before, uint64_t now,
                     struct buf *out)
{
    buf_add_text(out, out->len ? _(", ") : "");
    add_name(before, out);
    buf_addf(out, " %llu → %llu (-%.1f %%)", (unsigned long long)before->n,
             (unsigned long long)now,
             100.0 * (double)(before->n - now) / (double)before->n);
}

#define DROPS_TOLD 10

const char *dropping_find(const struct snapshot *before,
                          const struct snapshot *now, struct arena *arena)
{
    struct buf told = {0};
    const char *sentence = NULL;
    size_t n = 0;

    for (size_t i = 0; before && i < before->n_count; i++) {
        uint64_t left = count_of(now, &before->count[i]);
        if (is_drop(&before->count[i], left) && n++ < DROPS_TOLD)
            add_drop(&before->count[i], left, &told);
    }
    if (n)
        sentence = arena_format(
            arena,
            _("fewer rows than in '%s/%s' (%zu counts below their limit): %s; "
              "the publisher may have put up a part only (a merger of "
              "municipalities reads so too); look at it, and say "
              "--accept-drop if it is right"),
            before->source, before->folder, n, told.ptr);
    buf_release(&told);
    return sentence;
}
