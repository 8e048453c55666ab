/* Names of municipalities to their codes. */
#include "geo/gazetteer/joining.h"

#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

/* A way to write a municipality's name. */
struct name {
    const char *key, *code;
    int rank; /* 0 is preferred */
};

struct names {
    struct name *item;
    size_t n, cap;
    struct arena arena;
};

/* 龍ケ崎市 and 龍ヶ崎市 are both written: small ケ is the large one. */
static const char *key_of(struct arena *arena, const char *pref,
                          const char *city)
{
    const char *text = arena_format(arena, "%s%s", pref, city);
    struct str key = text_key(str_of(text), arena);
    char *folded = arena_copy(arena, key.ptr, key.len);

    for (char *at = folded; (at = strstr(at, "ヶ")) != NULL;)
        memcpy(at, "ケ", strlen("ケ"));
    return folded;
}

static void add(struct names *names, const struct draft_city *city,
                const char *county, int rank)
{
    const char *name = arena_format(&names->arena, "%s%s%s", county, city->city,
                                    city->ward ? city->ward : "");

    names->item =
        mem_room(names->item, names->n, &names->cap, sizeof(*names->item));
    names->item[names->n++] = (struct name){
        key_of(&names->arena, city->pref, name), city->code, rank};
}

static int by_key(const void *left, const void *right)
{
    const struct name *a = left, *b = right;
    int order = strcmp(a->key, b->key);

    if (order == 0)
        order = a->rank - b->rank;
    return order ? order : strcmp(a->code, b->code);
}

/* The registry's own names come first, then those that were given up, then
 * those that only the offices' table still has (浜松市中区). */
static void collect(const struct draft *draft, struct names *names)
{
    for (size_t i = 0; i < draft->n_city; i++) {
        const struct draft_city *city = &draft->city[i];
        bool office = draft->source[city->source].form == SOURCE_OFFICES;
        int rank = office ? 2 : city->abolished != NULL;
        add(names, city, "", rank);
        if (city->county)
            add(names, city, city->county, rank);
    }
    if (names->n > 1)
        qsort(names->item, names->n, sizeof(*names->item), by_key);
}

/* NULL when there is no such name, or several municipalities have it (泊村
 * of 北海道). */
static const char *find(const struct names *names, const char *key)
{
    size_t low = 0, high = names->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(names->item[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == names->n || strcmp(names->item[low].key, key) != 0)
        return NULL;
    const struct name *first = &names->item[low];
    for (size_t i = low + 1; i < names->n; i++) {
        const struct name *next = &names->item[i];
        if (strcmp(next->key, key) != 0 || next->rank != first->rank)
            break;
        if (strcmp(next->code, first->code) != 0)
            return NULL;
    }
    return first->code;
}

/* The offices' table has no counties: 上川郡当麻町 is tried as 当麻町. */
static const char *without_county(const char *city)
{
    const char *county = strstr(city, "郡");

    return county && county != city && county[strlen("郡")]
               ? county + strlen("郡")
               : NULL;
}

static const char *code_of(const struct names *names, struct arena *scratch,
                           const struct join_place *place)
{
    if (!place->pref || !place->city)
        return NULL;
    const char *code = find(names, key_of(scratch, place->pref, place->city));
    const char *rest = without_county(place->city);
    return code || !rest ? code
                         : find(names, key_of(scratch, place->pref, rest));
}

size_t join_names(struct draft *draft, const struct join_place **unknown)
{
    struct draft_joining *joining = joining_of(draft);
    struct names names = {0};
    struct arena scratch = {0};
    size_t n_unknown = 0;

    collect(draft, &names);
    for (size_t i = 0; i < joining->n_place; i++) {
        struct join_place *place = &joining->place[i];
        const char *code = code_of(&names, &scratch, place);
        if (code)
            memcpy(place->code, code, sizeof(place->code));
        else if (n_unknown++ == 0)
            *unknown = place;
        arena_reset(&scratch);
    }
    free(names.item);
    arena_release(&names.arena);
    arena_release(&scratch);
    return n_unknown;
}
