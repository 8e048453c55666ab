#include "audit/place_names.h"

#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

struct named {
    struct str key;
    char code[6]; /* of today */
    bool live, here;
};

struct place_names {
    struct arena arena;
    struct named *item; /* by key */
    size_t n;
};

static int by_key(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int order = str_cmp(x->key, y->key);

    return order ? order : strcmp(x->code, y->code);
}

static bool is_here(const char *const *here, size_t n, const char *code)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(here[i], code) == 0)
            return true;
    return false;
}

struct place_names *place_names_open(const struct table *table,
                                     const char *const *here, size_t n_here)
{
    const struct municipalities *all = &table->municipalities;
    struct place_names *names = mem_alloc(sizeof(*names));

    *names = (struct place_names){.n = 0};
    names->item =
        arena_alloc(&names->arena, (all->n + 1) * sizeof(*names->item));
    for (size_t i = 0; i < all->n; i++) {
        const struct municipality *place = &all->item[i];
        struct named *item = &names->item[names->n];
        if (!place->name)
            continue;
        const char *today =
            place->successor[0] ? place->successor : place->code;
        item->key = text_key(str_of(place->name), &names->arena);
        memcpy(item->code, today, 6);
        item->live = !place->abolished && !place->successor[0];
        item->here = is_here(here, n_here, today);
        names->n++;
    }
    if (names->n)
        qsort(names->item, names->n, sizeof(*names->item), by_key);
    return names;
}

/* 滋賀県犬上郡多賀町 is 多賀町 of 滋賀県. Only 町 and 村 belong to a 郡. */
static struct str bare_name(struct str key, const char **prefecture)
{
    for (unsigned p = 1; p <= 47; p++) {
        struct str name = str_of(prefecture_name_of(p));
        if (key.len > name.len && str_starts(key, name)) {
            *prefecture = name.ptr;
            key = str_cut(key, name.len, key.len);
            break;
        }
    }
    size_t county = str_find(key, STR("郡"));
    if (county != SIZE_MAX && county > 0 &&
        (str_ends(key, STR("町")) || str_ends(key, STR("村"))))
        key = str_cut(key, county + strlen("郡"), key.len);
    return key;
}

/* The first item whose key is not below. */
static size_t first_of(const struct place_names *names, struct str key)
{
    size_t low = 0, high = names->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(names->item[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The one code among items of the key: of all, of those that still are, of
 * those with people here. */
static enum place_names_found choose(const struct place_names *names,
                                     struct str key, const char *prefecture,
                                     char code[6])
{
    enum place_names_found found = PLACE_UNKNOWN;

    for (int step = 0; step < 3; step++) {
        size_t n = 0;
        for (size_t i = first_of(names, key);
             i < names->n && str_eq(names->item[i].key, key); i++) {
            const struct named *item = &names->item[i];
            if ((prefecture &&
                 !str_same(prefecture_name(item->code), prefecture)) ||
                (step > 0 && !item->live) || (step > 1 && !item->here) ||
                (n > 0 && strcmp(code, item->code) == 0))
                continue;
            memcpy(code, item->code, 6);
            n++;
        }
        if (n == 1)
            return PLACE_FOUND;
        if (step == 0 && n == 0)
            return PLACE_UNKNOWN;
        found = PLACE_SEVERAL;
    }
    return found;
}

/* Every character may belong to the name: 大和郡山市 has no county, 郡上市
 * neither. So the whole key goes first. */
enum place_names_found place_names_find(const struct place_names *names,
                                        struct str prefecture, struct str name,
                                        struct str ward, char code[6])
{
    struct arena scratch = {0};
    char *whole =
        arena_format(&scratch, "%.*s%.*s", STR_ARG(name), STR_ARG(ward));
    struct str key = text_key(str_of(whole), &scratch);
    struct str its = text_key(prefecture, &scratch);
    const char *of = NULL;

    for (unsigned p = 1; p <= 47 && its.len; p++)
        if (str_is(its, prefecture_name_of(p)))
            of = prefecture_name_of(p);
    enum place_names_found found =
        key.len ? choose(names, key, of, code) : PLACE_UNKNOWN;
    if (found == PLACE_UNKNOWN && key.len) {
        struct str bare = bare_name(key, &of);
        if (bare.len && !str_eq(bare, key))
            found = choose(names, bare, of, code);
    }
    arena_release(&scratch);
    return found;
}

void place_names_close(struct place_names *names)
{
    if (!names)
        return;
    arena_release(&names->arena);
    free(names);
}
