/* The same town of several sources becomes one; 丁目 and 小字 get the town they
 * belong to, also where no source has it. */
#include "geo/gazetteer/compiling.h"

#include "geo/crs.h"
#include "geo/geocode/spelling.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* The name as it is compared: without 大字 and 字 before its parts. */
static const char *compared(struct compiling *compiling,
                            const struct draft_town *town)
{
    const char *oaza = without(without(town->oaza, "大字"), "字");
    const char *koaza = without(without(town->koaza, "小字"), "字");

    return arena_format(&compiling->arena, "%s%s%s", oaza ? oaza : "",
                        town->chome ? town->chome : "", koaza ? koaza : "");
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
        uint32_t city = compiling_city(compiling, town->code);
        compiling->merged[i] = NO_DRAFT;
        /* Street names of Kyoto are ways, not places. */
        if (city == NO_DRAFT || town->street_name || town->abolished)
            continue;
        size_t key_n = strip(
            key, compiling_key(compiling, compared(compiling, town), key));
        if (key_n == 0)
            continue;
        row[(*n)++] = (struct row){
            .draft = (uint32_t)i,
            .city = city,
            .key_at = keep_key(compiling, key, key_n),
            .key_n = (uint32_t)key_n,
            .form = form_of(compiling, town->source),
            .name = arena_format(
                &compiling->arena, "%s%s%s", town->oaza ? town->oaza : "",
                town->chome ? town->chome : "", town->koaza ? town->koaza : ""),
        };
    }
    sorted_keys = compiling->key;
    qsort(row, *n, sizeof(*row), in_order);
    return row;
}

static bool ends_in_chome(const symbol *key, size_t n)
{
    return n >= 2 && key[n - 1] == SYM_CHOME;
}

static enum position_level level_of(const struct draft_town *town,
                                    const symbol *key, size_t n)
{
    if (town->koaza)
        return LEVEL_KOAZA;
    return ends_in_chome(key, n) ? LEVEL_CHOME : LEVEL_OAZA;
}

static uint32_t add_town(struct compiling *compiling, struct work_town town)
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
                .source_point = draft->source_point,
                .flags = draft->residential ? TOWN_RESIDENTIAL : 0},
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
    return add_town(compiling, town);
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
    if (draft->residential)
        town->out.flags |= TOWN_RESIDENTIAL;
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

/* ---- parents ---- */

/* Towns in order of city and key, as they were made. */
static uint32_t find_town(const struct compiling *compiling, size_t n_sorted,
                          uint32_t city, const symbol *key, size_t n)
{
    size_t low = 0, high = n_sorted;

    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct work_town *town = &compiling->town[middle];
        const symbol *other = compiling->key + town->key_at;
        int order = town->out.city < city ? -1 : town->out.city > city;
        for (size_t i = 0; !order && i < n && i < town->key_n; i++)
            order = other[i] < key[i] ? -1 : other[i] > key[i];
        if (order < 0 || (order == 0 && town->key_n < n))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == n_sorted)
        return NO_DRAFT;
    const struct work_town *town = &compiling->town[low];
    return town->out.city == city && town->key_n == n &&
                   memcmp(compiling->key + town->key_at, key,
                          n * sizeof(*key)) == 0
               ? (uint32_t)low
               : NO_DRAFT;
}

/* The length of 第1地割 at the start of 第1地割上村; 0 when nothing follows. */
static size_t wari_end(const symbol *key, size_t n)
{
    for (size_t i = n - (n > 0); i-- > 2;)
        if (key[i] == SYM_WARI && key[i - 1] == SYM_CHI &&
            key[i - 2] >= SYM_NUMBER && key[i - 2] < SYM_CHOME)
            return i + 1;
    return 0;
}

static const char *name_to_wari(struct compiling *compiling, const char *name)
{
    size_t at = str_find(str_of(name), STR("地割"));

    return at == SIZE_MAX
               ? NULL
               : arena_copy(&compiling->arena, name, at + strlen("地割"));
}

/* The name and key length of the town that a 丁目 or 小字 belongs to; 0 when it
 * is one by itself. */
static size_t parent_key(struct compiling *compiling,
                         const struct draft_town *draft,
                         const struct work_town *town, const char **name)
{
    const symbol *key = compiling->key + town->key_at;
    struct draft_town parent = *draft;
    symbol folded[KEY_MAX];

    *name = NULL;
    if (draft->koaza) {
        parent.koaza = NULL;
        *name = arena_format(&compiling->arena, "%s%s",
                             draft->oaza ? draft->oaza : "",
                             draft->chome ? draft->chome : "");
        return strip(
            folded,
            compiling_key(compiling, compared(compiling, &parent), folded));
    }
    size_t wari = wari_end(key, town->key_n);
    if (wari) {
        *name = name_to_wari(compiling, town->name);
        return wari;
    }
    if (!ends_in_chome(key, town->key_n) || town->key_n < 3)
        return 0;
    if (draft->chome) {
        *name = draft->oaza;
        return draft->oaza ? town->key_n - 2 : 0;
    }
    /* 大字 and 丁目 in one cell: the name ends where its last number begins. */
    struct folded text;
    fold_text(&compiling->fold, str_of(town->name), &text);
    size_t at = text.n;
    while (at > 0 && text.sym[at - 1] != SYM_CHO)
        at--;
    at -= at > 0;
    while (at > 0 && (symbol_is_digit(text.sym[at - 1]) ||
                      symbol_kanji_value(text.sym[at - 1]) >= 0))
        at--;
    *name = arena_copy(&compiling->arena, town->name, text.from[at]);
    return town->key_n - 2;
}

/* The town that stands for its 丁目 or 小字 in no source. */
static uint32_t make_parent(struct compiling *compiling, uint32_t child,
                            const char *name, size_t key_n)
{
    const struct work_town *of = &compiling->town[child];
    struct work_town town = {
        .out = {.listed = LAYOUT_NONE,
                .city = of->out.city,
                .source = of->out.source,
                .source_point = of->out.source_point,
                .match_level = LEVEL_OAZA,
                .coordinate_level = LEVEL_OAZA,
                .flags = TOWN_MADE},
        .name = name,
        .point = {NAN, NAN},
        .key_at = of->key_at,
        .key_n = (uint32_t)key_n,
        .parent = NO_DRAFT,
        .first_child = NO_DRAFT,
        .next_sibling = NO_DRAFT,
    };

    return add_town(compiling, town);
}

static void adopt(struct compiling *compiling, uint32_t parent, uint32_t child)
{
    struct work_town *town = &compiling->town[parent];

    town->out.flags |= TOWN_BRANCHED;
    if (compiling->town[child].out.match_level == LEVEL_CHOME)
        town->out.flags |= TOWN_CHOMES;
    compiling->town[child].parent = parent;
    compiling->town[child].next_sibling = town->first_child;
    town->first_child = child;
}

static void find_parents(struct compiling *compiling)
{
    size_t n_sorted = compiling->n_town;

    for (size_t i = 0; i < compiling->draft->n_town; i++) {
        uint32_t child = compiling->merged[i];
        const char *name;
        if (child == NO_DRAFT || compiling->town[child].parent != NO_DRAFT)
            continue;
        size_t n = parent_key(compiling, &compiling->draft->town[i],
                              &compiling->town[child], &name);
        if (n == 0 || !name || !*name || n >= compiling->town[child].key_n)
            continue;
        const struct work_town *town = &compiling->town[child];
        const symbol *key = compiling->key + town->key_at;
        uint32_t parent =
            find_town(compiling, n_sorted, town->out.city, key, n);
        for (uint32_t t = (uint32_t)compiling->n_town;
             parent == NO_DRAFT && t-- > n_sorted;)
            if (compiling->town[t].out.city == town->out.city &&
                compiling->town[t].key_n == n &&
                memcmp(compiling->key + compiling->town[t].key_at, key,
                       n * sizeof(*key)) == 0)
                parent = t;
            else if (compiling->town[t].out.city != town->out.city)
                break;
        if (parent == NO_DRAFT)
            parent = make_parent(compiling, child, name, n);
        adopt(compiling, parent, child);
    }
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
    find_parents(compiling);
}

/* ---- into the trees ---- */

void compile_names(struct compiling *compiling)
{
    for (uint32_t t = 0; t < compiling->n_town; t++) {
        const struct work_town *town = &compiling->town[t];
        const symbol *key = compiling->key + town->key_at;
        trie_add(&compiling->trie, TREE_FIRST + town->out.city, key,
                 town->key_n, t);
        if (town->parent == NO_DRAFT &&
            !(compiling->city[town->out.city].flags & CITY_GONE))
            trie_add(&compiling->trie, TREE_ANY, key, town->key_n, t);
    }
}
