/* The town that a 丁目 or 小字 belongs to, also where no source has it. */
#include "geo/gazetteer/compiling.h"

#include <math.h>
#include <string.h>

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

/* Where the number of the 丁目 at `cho` begins. */
static size_t number_start(const struct folded *text, size_t cho)
{
    struct fold_number number;
    size_t at = cho;

    while (at > 0 && (symbol_is_digit(text->sym[at - 1]) ||
                      symbol_kanji_value(text->sym[at - 1]) >= 0))
        at--;
    fold_number(text, at, &number);
    return fold_splits_chome(text, &number) ? cho - 1 : at;
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
        return compiling_town_key(compiling, &parent, folded);
    }
    size_t wari = wari_end(key, town->key_n);
    if (wari) {
        *name = name_to_wari(compiling, town->name);
        return wari;
    }
    if (!compiling_ends_in_chome(key, town->key_n) || town->key_n < 3)
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
    at = number_start(&text, at - (at > 0));
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
                .flags = TOWN_MADE},
        .name = name,
        .point = {NAN, NAN},
        .key_at = of->key_at,
        .key_n = (uint32_t)key_n,
        .parent = NO_DRAFT,
        .first_child = NO_DRAFT,
        .next_sibling = NO_DRAFT,
    };

    bool chome = compiling_ends_in_chome(compiling->key + of->key_at, key_n);
    town.out.match_level = town.out.coordinate_level =
        chome ? LEVEL_CHOME : LEVEL_OAZA;
    return compiling_add_town(compiling, town);
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

void compile_parents(struct compiling *compiling)
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
