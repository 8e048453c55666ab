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

static bool is_too_few(double limit, uint64_t least, uint64_t before,
                       uint64_t now)
{
    uint64_t lost = before > now ? before - now : 0;

    return (lost >= least || !now) && (double)lost > limit * (double)before;
}

static bool is_drop(const struct snapshot_count *before, uint64_t now)
{
    switch (before->scope) {
    case SCOPE_NATION:
        return is_too_few(DROP_NATION, 0, before->n, now);
    case SCOPE_PREFECTURE:
        return is_too_few(DROP_PREFECTURE, DROP_LEAST, before->n, now);
    case SCOPE_KIND:
        return is_too_few(DROP_KIND, DROP_LEAST, before->n, now);
    default:
        return now == 0;
    }
}

/* ---- in words ---- */

struct telling {
    const struct municipalities *places; /* may be NULL */
    struct buf text;
    size_t n;
};

#define DROPS_TOLD 10
#define TOWNS_TOLD 5

static void add_town(const struct telling *telling, const char *code,
                     struct buf *out)
{
    const struct municipality *place =
        telling->places ? municipalities_find(telling->places, code) : NULL;
    const char *prefecture = prefecture_name(code);

    buf_addf(out, "%s%s (%s)", prefecture ? prefecture : "",
             place && place->name ? place->name : "", code);
}

/* What was counted. The nation has a count for each listing. */
static void add_name(const struct telling *telling,
                     const struct snapshot_count *count, bool several,
                     struct buf *out)
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
        add_town(telling, count->key, out);
        break;
    default:
        buf_add_text(out, _("the whole country"));
        if (several)
            buf_addf(out, " (%s)", count->key);
    }
}

static void add_numbers(uint64_t before, uint64_t now, struct buf *out)
{
    buf_addf(out, " %llu → %llu (-%.1f %%)", (unsigned long long)before,
             (unsigned long long)now,
             100.0 * (double)(before - now) / (double)before);
}

static void tell_counts(const struct snapshot *before,
                        const struct snapshot *now, struct telling *telling)
{
    bool several =
        before->n_count > 1 && before->count[1].scope == SCOPE_NATION;

    for (size_t i = 0; i < before->n_count; i++) {
        uint64_t left = count_of(now, &before->count[i]);
        if (!is_drop(&before->count[i], left) || telling->n++ >= DROPS_TOLD)
            continue;
        buf_add_text(&telling->text, telling->text.len ? _(", ") : "");
        add_name(telling, &before->count[i], several, &telling->text);
        add_numbers(before->count[i].n, left, &telling->text);
    }
}

/* Tables that are no lists of facilities: each file by itself, as a source of
 * one a prefecture grows. */
static void tell_files(const struct snapshot *before,
                       const struct snapshot *now, struct telling *telling)
{
    static const char *const table[] = {"municipalities", "address",
                                        "boundary"};

    for (size_t i = 0; i < before->n_file; i++) {
        const struct snapshot_file *old = &before->file[i];
        for (size_t k = 0; old->listing && k < now->n_file; k++) {
            const struct snapshot_file *new = &now->file[k];
            bool counted = false;
            for (size_t t = 0; t < sizeof(table) / sizeof(*table); t++)
                counted = counted || strcmp(table[t], old->listing) == 0;
            if (!counted || !new->listing ||
                strcmp(new->listing, old->listing) != 0 ||
                strcmp(new->name, old->name) != 0 ||
                !is_too_few(DROP_NATION, DROP_LEAST, old->rows, new->rows) ||
                telling->n++ >= DROPS_TOLD)
                continue;
            buf_addf(&telling->text, "%s%s", telling->text.len ? _(", ") : "",
                     old->name);
            add_numbers(old->rows, new->rows, &telling->text);
        }
    }
}

/* A staff member looks for her own town, whichever limit was passed. */
static void add_towns(const struct snapshot *before, const struct snapshot *now,
                      const struct telling *telling, struct buf *out)
{
    const struct snapshot_count *most[TOWNS_TOLD] = {0};
    uint64_t lost[TOWNS_TOLD] = {0};

    for (size_t i = 0; i < before->n_count; i++) {
        const struct snapshot_count *count = &before->count[i];
        uint64_t left = count_of(now, count);
        if (count->scope != SCOPE_MUNICIPALITY || left >= count->n)
            continue;
        size_t at = TOWNS_TOLD;
        while (at > 0 && lost[at - 1] < count->n - left)
            at--;
        for (size_t k = TOWNS_TOLD - 1; k > at; k--) {
            most[k] = most[k - 1];
            lost[k] = lost[k - 1];
        }
        if (at < TOWNS_TOLD) {
            most[at] = count;
            lost[at] = count->n - left;
        }
    }
    for (size_t k = 0; k < TOWNS_TOLD && most[k]; k++) {
        buf_add_text(out, k ? _(", ") : "");
        add_town(telling, most[k]->key, out);
        buf_addf(out, " %llu → %llu", (unsigned long long)most[k]->n,
                 (unsigned long long)(most[k]->n - lost[k]));
    }
}

const char *dropping_find(const struct snapshot *before,
                          const struct snapshot *now,
                          const struct municipalities *places,
                          struct arena *arena)
{
    struct telling telling = {.places = places};
    struct buf towns = {0};
    const char *sentence = NULL;

    if (!before)
        return NULL;
    tell_counts(before, now, &telling);
    tell_files(before, now, &telling);
    add_towns(before, now, &telling, &towns);
    if (telling.n)
        sentence = arena_format(
            arena,
            towns.len ? _("fewer rows than in '%s/%s', more than the limits "
                          "allow (%zu): %s; most are missing in: %s")
                      : _("fewer rows than in '%s/%s', more than the limits "
                          "allow (%zu): %s"),
            before->source, before->folder, telling.n, telling.text.ptr,
            towns.ptr);
    buf_release(&telling.text);
    buf_release(&towns);
    return sentence;
}
