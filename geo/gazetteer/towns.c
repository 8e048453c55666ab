/* The same town of several sources becomes one. */
#include "geo/gazetteer/compiling.h"

#include "geo/crs.h"
#include "geo/geocode/spelling.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Written where a 小字 belongs to no 大字; no part of the name. */
#define NO_OAZA "（大字なし）"

#define SAME_M 300    /* towns of one name nearer than this are one */
#define DIFFER_M 2000 /* sources that place a town so far apart disagree */

/* A row of a source with the key it is compared by. */
struct row {
    uint32_t draft, city, key_at, key_n;
    enum source_form form;
    const char *name;
};

static const symbol *sorted_keys;

static int in_order(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    uint32_t n = x->key_n < y->key_n ? x->key_n : y->key_n;

    if (x->city != y->city)
        return x->city < y->city ? -1 : 1;
    for (uint32_t i = 0; i < n; i++) {
        symbol s = sorted_keys[x->key_at + i], t = sorted_keys[y->key_at + i];
        if (s != t)
            return s < t ? -1 : 1;
    }
    if (x->key_n != y->key_n)
        return x->key_n < y->key_n ? -1 : 1;
    if (x->form != y->form)
        return (int)x->form - (int)y->form;
    int order = strcmp(x->name, y->name);
    return order ? order : (x->draft > y->draft) - (x->draft < y->draft);
}

static const char *without(const char *name, const char *prefix)
{
    size_t len = strlen(prefix);

    /* A name that is nothing but 字 is a name. */
    return name && strncmp(name, prefix, len) == 0 && name[len] ? name + len
                                                                : name;
}

/* 大字 inside a name (嘉瀬町大字荻野), and 字 behind 地割, may be left out:
 * they are no part of the key. Returns its length. */
static size_t strip(symbol *key, size_t n)
{
    size_t to = 0;

    for (size_t i = 0; i < n; i++) {
        bool oaza = i + 2 < n && key[i] == SYM_BIG && key[i + 1] == SYM_AZA;
        bool aza =
            i > 0 && i + 1 < n && key[i] == SYM_AZA && key[i - 1] == SYM_WARI;
        if (oaza)
            i++;
        else if (!aza)
            key[to++] = key[i];
    }
    return to;
}

/* Part by part, so that 与一 and 四丁目 do not become 14. */
static size_t add_part(const struct compiling *compiling, const char *part,
                       symbol key[KEY_MAX], size_t n)
{
    symbol folded[KEY_MAX];
    size_t more = part ? compiling_key(compiling, part, folded) : 0;

    if (more > KEY_MAX - n)
        more = KEY_MAX - n;
    memcpy(key + n, folded, more * sizeof(*key));
    return n + more;
}

size_t compiling_town_key(const struct compiling *compiling,
                          const struct draft_town *town, symbol key[KEY_MAX])
{
    const char *oaza =
        without(without(without(town->oaza, NO_OAZA), "大字"), "字");
    const char *koaza = without(without(town->koaza, "小字"), "字");
    size_t n = add_part(compiling, oaza, key, 0);

    n = add_part(compiling, town->chome, key, n);
    n = add_part(compiling, koaza, key, n);
    return strip(key, n);
}

static uint32_t keep_key(struct compiling *compiling, const symbol *key,
                         size_t n)
{
    uint32_t at = (uint32_t)compiling->n_key;

    for (size_t i = 0; i < n; i++) {
        compiling->key = mem_room(compiling->key, compiling->n_key,
                                  &compiling->cap_key, sizeof(symbol));
        compiling->key[compiling->n_key++] = key[i];
    }
    return at;
}

static enum source_form form_of(const struct compiling *compiling,
                                uint16_t source)
{
    return compiling->draft->source[source].form;
}

static struct row *make_rows(struct compiling *compiling, size_t *n)
{
    const struct draft *draft = compiling->draft;
    struct row *row = mem_alloc((draft->n_town + 1) * sizeof(*row));
    symbol key[KEY_MAX];

    *n = 0;
    for (size_t i = 0; i < draft->n_town; i++) {
        const struct draft_town *town = &draft->town[i];
        const char *oaza = without(town->oaza, NO_OAZA);
        uint32_t city = compiling_city(compiling, town->code);
        compiling->merged[i] = NO_DRAFT;
        /* Street names of Kyoto are ways, not places. */
        if (city == NO_DRAFT || town->street_name || town->abolished)
            continue;
        size_t key_n = compiling_town_key(compiling, town, key);
        /* Without a name: the municipality's own numbers. A name that folds to
         * nothing is none. */
        if (key_n == 0 && (town->oaza || town->chome || town->koaza))
            continue;
        row[(*n)++] = (struct row){
            .draft = (uint32_t)i,
            .city = city,
            .key_at = keep_key(compiling, key, key_n),
            .key_n = (uint32_t)key_n,
            .form = form_of(compiling, town->source),
            .name = arena_format(&compiling->arena, "%s%s%s", oaza ? oaza : "",
                                 town->chome ? town->chome : "",
                                 town->koaza ? town->koaza : ""),
        };
    }
    sorted_keys = compiling->key;
    qsort(row, *n, sizeof(*row), in_order);
    return row;
}

bool compiling_ends_in_chome(const symbol *key, size_t n)
{
    return n >= 2 && key[n - 1] == SYM_CHOME;
}

static enum position_level level_of(const struct draft_town *town,
                                    const symbol *key, size_t n)
{
    if (n == 0)
        return LEVEL_MUNICIPALITY;
    if (town->koaza)
        return LEVEL_KOAZA;
    return compiling_ends_in_chome(key, n) ? LEVEL_CHOME : LEVEL_OAZA;
}

uint32_t compiling_add_town(struct compiling *compiling, struct work_town town)
{
    compiling->town = mem_room(compiling->town, compiling->n_town,
                               &compiling->cap_town, sizeof(town));
    compiling->town[compiling->n_town] = town;
    return (uint32_t)compiling->n_town++;
}

static uint32_t town_of_row(struct compiling *compiling, const struct row *row)
{
    const struct draft_town *draft = &compiling->draft->town[row->draft];
    struct work_town town = {
        .out = {.id = draft->id,
                .postal = (uint32_t)atoi(draft->postal),
                .listed = LAYOUT_NONE,
                .city = (uint16_t)row->city,
                .source = draft->source,
                .source_point = draft->source_point},
        .name = row->name,
        .point = draft->point,
        .key_at = row->key_at,
        .key_n = row->key_n,
        .parent = NO_DRAFT,
        .first_child = NO_DRAFT,
        .next_sibling = NO_DRAFT,
        .forms = 1u << row->form,
    };

    town.out.match_level = town.out.coordinate_level =
        (uint8_t)level_of(draft, compiling->key + row->key_at, row->key_n);
    return compiling_add_town(compiling, town);
}

/* A row of another source joins a town: it may bring the point, an id, a
 * postal code. */
static void join_row(struct compiling *compiling, uint32_t number,
                     const struct row *row)
{
    const struct draft_town *draft = &compiling->draft->town[row->draft];
    struct work_town *town = &compiling->town[number];
    const char *code = compiling->city[town->out.city].code;

    town->forms |= 1u << row->form;
    if (!town->out.postal)
        town->out.postal = (uint32_t)atoi(draft->postal);
    if (!town->out.id)
        town->out.id = draft->id;
    if (!lonlat_known(draft->point))
        return;
    if (!lonlat_known(town->point)) {
        town->point = draft->point;
        town->out.source_point = draft->source_point;
        return;
    }
    double apart_m = crs_distance_m(town->point, draft->point);
    if (apart_m <= DIFFER_M)
        return;
    char detail[64];
    snprintf(detail, sizeof(detail), "%.0f m", apart_m);
    compiling_fault(compiling, FAULT_SOURCES_DIFFER, code, town->name, detail,
                    draft->source_point);
    town->out.flags |= TOWN_DOUBTED;
}

/* Is it the same row again, and not another town of the same name? */
static bool repeats(const struct compiling *compiling, uint32_t number,
                    const struct row *row)
{
    const struct work_town *town = &compiling->town[number];
    const struct draft_town *draft = &compiling->draft->town[row->draft];

    return (town->forms & 1u << row->form) &&
           strcmp(town->name, row->name) == 0 &&
           (!lonlat_known(town->point) || !lonlat_known(draft->point) ||
            crs_distance_m(town->point, draft->point) <= SAME_M);
}

/* The town of this key that the row is about; NO_DRAFT when it is a new one.
 * A source has each town once: one that already spoke of a town means
 * another. */
static uint32_t town_meant(const struct compiling *compiling, uint32_t first,
                           const struct row *row, size_t n_of_form)
{
    uint32_t best = NO_DRAFT;
    int best_near = INT32_MIN;
    size_t n_free = 0;

    for (uint32_t t = first; t < compiling->n_town; t++) {
        if (repeats(compiling, t, row))
            return t;
        if (compiling->town[t].forms & 1u << row->form)
            continue;
        int near =
            spelling_near(str_of(row->name), str_of(compiling->town[t].name));
        n_free++;
        if (near > best_near) {
            best_near = near;
            best = t;
        }
    }
    /* Alone on both sides they are one whatever the variant; among several
     * only the same spelling, digits aside, is. */
    return (n_free == 1 && n_of_form == 1) || best_near >= -2 ? best : NO_DRAFT;
}

static void merge_group(struct compiling *compiling, const struct row *row,
                        size_t n)
{
    uint32_t first = (uint32_t)compiling->n_town;

    for (size_t i = 0; i < n; i++) {
        size_t n_of_form = 0;
        for (size_t k = 0; k < n; k++)
            n_of_form += row[k].form == row[i].form;
        uint32_t number = town_meant(compiling, first, &row[i], n_of_form);
        if (number == NO_DRAFT)
            number = town_of_row(compiling, &row[i]);
        else
            join_row(compiling, number, &row[i]);
        compiling->merged[row[i].draft] = number;
    }
    for (uint32_t t = first + 1; t < compiling->n_town; t++)
        if (strcmp(compiling->town[t].name, compiling->town[t - 1].name) == 0)
            compiling_fault(compiling, FAULT_TOWN_TWICE,
                            compiling->city[compiling->town[t].out.city].code,
                            compiling->town[t].name, "",
                            compiling->town[t].out.source);
}

static bool same_key(const struct compiling *compiling, const struct row *a,
                     const struct row *b)
{
    return a->city == b->city && a->key_n == b->key_n &&
           memcmp(compiling->key + a->key_at, compiling->key + b->key_at,
                  a->key_n * sizeof(symbol)) == 0;
}

void compile_towns(struct compiling *compiling)
{
    size_t n;

    compiling->merged =
        mem_alloc((compiling->draft->n_town + 1) * sizeof(*compiling->merged));
    struct row *row = make_rows(compiling, &n);
    for (size_t i = 0, first; i < n;) {
        for (first = i; i < n && same_key(compiling, &row[first], &row[i]);)
            i++;
        merge_group(compiling, row + first, i - first);
    }
    free(row);
}

/* ---- into the trees ---- */

void compile_names(struct compiling *compiling)
{
    for (uint32_t t = 0; t < compiling->n_town; t++) {
        const struct work_town *town = &compiling->town[t];
        const symbol *key = compiling->key + town->key_at;
        trie_add(&compiling->trie, TREE_FIRST + town->out.city, key,
                 town->key_n, t);
        if (town->parent == NO_DRAFT && town->key_n &&
            !(compiling->city[town->out.city].flags & CITY_GONE))
            trie_add(&compiling->trie, TREE_ANY, key, town->key_n, t);
    }
}
