/* Municipalities in being, those that are gone, and under which names each is
 * looked for. */
#include "geo/gazetteer/compiling.h"

#include "model/municipality.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t compiling_key(const struct compiling *compiling, const char *name,
                     symbol key[KEY_MAX])
{
    struct folded folded;

    fold_text(&compiling->fold, str_of(name), &folded);
    return fold_key(&folded, key, KEY_MAX);
}

uint32_t compiling_city(const struct compiling *compiling, const char *code)
{
    return layout_find_city(compiling->city, compiling->n_city, code);
}

/* ---- the list ---- */

/* A municipality of the list before it is sorted. */
struct entry {
    char code[6];
    const char *pref, *county, *name;
    const struct draft_city *city; /* NULL: known only from the history */
    uint16_t source;
    bool gone;
};

struct entries {
    struct entry *item;
    size_t n, cap;
};

static void add_entry(struct entries *entries, struct entry entry)
{
    entries->item = mem_room(entries->item, entries->n, &entries->cap,
                             sizeof(*entries->item));
    entries->item[entries->n++] = entry;
}

static int same_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/* By code, those in being first; then by name, so that a former name that the
 * history tells several times is found to be one. */
static int by_code(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = strcmp(x->code, y->code);

    if (order == 0)
        order = x->gone - y->gone;
    if (order == 0)
        order = strcmp(x->name, y->name);
    if (order == 0)
        order = same_text(x->county, y->county);
    if (order == 0)
        order = (y->city != NULL) - (x->city != NULL);
    return order;
}

/* A municipality that only the offices' table names, and that the history has
 * seen end, is gone: that table keeps old wards. */
static bool ended(const struct draft *draft, const struct draft_city *city)
{
    if (city->abolished)
        return true;
    for (size_t i = 0; draft->source[city->source].form == SOURCE_OFFICES &&
                       i < draft->n_merger;
         i++)
        if (strcmp(draft->merger[i].from, city->code) == 0 &&
            strcmp(draft->merger[i].to, city->code) != 0)
            return true;
    return false;
}

static void gather(struct compiling *compiling, struct entries *entries)
{
    struct draft *draft = compiling->draft;

    for (size_t i = 0; i < draft->n_city; i++) {
        const struct draft_city *city = &draft->city[i];
        struct entry entry = {
            .pref = city->pref,
            .county = city->county,
            .city = city,
            .source = city->source,
            .gone = ended(draft, city),
        };
        memcpy(entry.code, city->code, 6);
        entry.name = arena_format(&compiling->arena, "%s%s", city->city,
                                  city->ward ? city->ward : "");
        add_entry(entries, entry);
    }
    for (size_t i = 0; i < draft->n_merger; i++) {
        const struct draft_merger *merger = &draft->merger[i];
        struct entry entry = {
            .pref = merger->from_pref,
            .county = merger->from_county,
            .name = merger->from_city,
            .source = merger->source,
            .gone = true,
        };
        memcpy(entry.code, merger->from, 6);
        add_entry(entries, entry);
    }
    if (entries->n)
        qsort(entries->item, entries->n, sizeof(*entries->item), by_code);
}

/* The history tells of a municipality under its present name too (it took in
 * another): that is no former one. */
static bool repeats(const struct entries *entries, size_t i)
{
    const struct entry *entry = &entries->item[i];

    for (size_t k = i; k-- > 0;) {
        const struct entry *before = &entries->item[k];
        if (strcmp(before->code, entry->code) != 0)
            break;
        if (strcmp(before->name, entry->name) == 0 &&
            (!before->gone || same_text(before->county, entry->county) == 0 ||
             !entry->city))
            return true;
    }
    return false;
}

/* ---- what became of what ---- */

#define SUCCESSORS 32

struct successors {
    uint32_t city[SUCCESSORS];
    size_t n;
};

static void add_successor(struct successors *successors, uint32_t city)
{
    for (size_t i = 0; i < successors->n; i++)
        if (successors->city[i] == city)
            return;
    if (successors->n < SUCCESSORS)
        successors->city[successors->n++] = city;
}

/* Follow the history from a code, event by event, to codes in being. Eight
 * steps end any ring of bad data. */
static void follow(const struct compiling *compiling, const char *code,
                   const char *since, int steps, struct successors *found)
{
    const struct draft *draft = compiling->draft;
    uint32_t city = compiling_city(compiling, code);

    if (city != NO_DRAFT && !(compiling->city[city].flags & CITY_GONE)) {
        add_successor(found, city);
        return;
    }
    for (size_t i = 0; steps > 0 && i < draft->n_merger; i++)
        if (strcmp(draft->merger[i].from, code) == 0 &&
            strcmp(draft->merger[i].date, since) >= 0)
            follow(compiling, draft->merger[i].to, draft->merger[i].date,
                   steps - 1, found);
}

static void add_link(struct compiling *compiling, uint32_t number)
{
    compiling->link = mem_room(compiling->link, compiling->n_link,
                               &compiling->cap_link, sizeof(uint32_t));
    compiling->link[compiling->n_link++] = number;
}

static void link_gone(struct compiling *compiling)
{
    for (size_t i = 0; i < compiling->n_city; i++) {
        struct layout_city *city = &compiling->city[i];
        struct successors found = {.n = 0};
        if (!(city->flags & CITY_GONE))
            continue;
        follow(compiling, city->code, "", 8, &found);
        city->link[0] = (uint32_t)compiling->n_link;
        city->n_link[0] = (uint32_t)found.n;
        for (size_t k = 0; k < found.n; k++)
            add_link(compiling, found.city[k]);
    }
}

/* Of a designated city its wards; of each in being, those that went into it
 * and may still stand in a dictionary of towns. */
static void link_present(struct compiling *compiling, const bool *has_towns)
{
    char body[6];

    for (size_t i = 0; i < compiling->n_city; i++) {
        struct layout_city *city = &compiling->city[i];
        if (city->flags & CITY_GONE)
            continue;
        if (municipality_has_wards(city->code)) {
            city->flags |= CITY_BODY;
            city->link[0] = (uint32_t)compiling->n_link;
            for (size_t k = 0; k < compiling->n_city; k++) {
                municipality_city(compiling->city[k].code, body);
                if (k != i && strcmp(body, city->code) == 0 &&
                    !(compiling->city[k].flags & CITY_GONE)) {
                    add_link(compiling, (uint32_t)k);
                    city->n_link[0]++;
                }
            }
        }
        city->link[1] = (uint32_t)compiling->n_link;
        for (size_t k = 0; k < compiling->n_city; k++) {
            const struct layout_city *gone = &compiling->city[k];
            if (!(gone->flags & CITY_GONE) || !has_towns[k])
                continue;
            for (uint32_t s = 0; s < gone->n_link[0]; s++)
                if (compiling->link[gone->link[0] + s] == i) {
                    add_link(compiling, (uint32_t)k);
                    city->n_link[1]++;
                }
        }
    }
}

/* ---- names ---- */

static void add_name(struct compiling *compiling, const char *a, const char *b,
                     const char *c, uint32_t value)
{
    char text[256];
    symbol key[KEY_MAX];

    snprintf(text, sizeof(text), "%s%s%s", a ? a : "", b ? b : "", c);
    trie_add(&compiling->trie, TREE_CITIES, key,
             compiling_key(compiling, text, key), value);
}

/* 東京 of 東京都; NULL of 北海道, whose stem is no prefecture. */
static const char *stem(struct compiling *compiling, const char *pref)
{
    size_t len = strlen(pref);

    if (len < 6 || strcmp(pref, "北海道") == 0)
        return NULL;
    return arena_copy(&compiling->arena, pref, len - 3);
}

static void add_names(struct compiling *compiling, const struct entry *entry,
                      uint32_t number)
{
    const char *pref = entry->pref, *county = entry->county;
    const char *short_pref = pref ? stem(compiling, pref) : NULL;
    uint32_t no_pref = LAYOUT_VALUE(number, HOW_NO_PREFECTURE);
    uint32_t no_county = county ? HOW_NO_COUNTY : 0;

    for (int p = 0; p < 2; p++) {
        const char *before = p ? short_pref : pref;
        if (!before)
            continue;
        if (county)
            add_name(compiling, before, county, entry->name,
                     LAYOUT_VALUE(number, 0));
        add_name(compiling, before, NULL, entry->name,
                 LAYOUT_VALUE(number, no_county));
    }
    if (county)
        add_name(compiling, county, NULL, entry->name, no_pref);
    /* The bare name of a 町 or 村 that is gone is more often a town's. */
    if (!entry->gone || str_ends(str_of(entry->name), STR("市")))
        add_name(compiling, NULL, NULL, entry->name,
                 LAYOUT_VALUE(number, HOW_NO_PREFECTURE | no_county));
    if (entry->city && entry->city->ward)
        add_name(compiling, NULL, NULL, entry->city->ward,
                 LAYOUT_VALUE(number, HOW_NO_PREFECTURE | HOW_WARD_ONLY));
}

static void add_prefectures(struct compiling *compiling)
{
    for (uint32_t p = 1; p <= 47; p++) {
        char code[3] = {(char)('0' + p / 10), (char)('0' + p % 10), '\0'};
        add_name(compiling, NULL, NULL, prefecture_name(code),
                 LAYOUT_VALUE(p, HOW_PREFECTURE_ONLY));
    }
}

/* 浪岡 of 浪岡町. */
static const char *old_name(struct compiling *compiling, const char *name)
{
    size_t len = strlen(name);

    return len > 6 ? arena_copy(&compiling->arena, name, len - 3) : NULL;
}

static void add_city(struct compiling *compiling, const struct entry *entry)
{
    struct layout_city city = {
        .name = texts_add(&compiling->texts, entry->name),
        .prefecture = texts_add(&compiling->texts, entry->pref),
        .lon_udeg = LAYOUT_NOWHERE,
        .lat_udeg = LAYOUT_NOWHERE,
        .root = LAYOUT_NONE,
        .source = entry->source,
        .flags = entry->gone ? CITY_GONE : 0,
    };

    memcpy(city.code, entry->code, 6);
    if (entry->gone)
        city.old_name =
            texts_add(&compiling->texts, old_name(compiling, entry->name));
    if (entry->city) {
        city.lon_udeg = layout_udeg(entry->city->point.lon_deg);
        city.lat_udeg = layout_udeg(entry->city->point.lat_deg);
    }
    if (strncmp(entry->code, "2610", 4) == 0 ||
        strncmp(entry->code, "2611", 4) == 0)
        city.flags |= CITY_KYOTO;
    compiling->city = mem_room(compiling->city, compiling->n_city,
                               &compiling->cap_city, sizeof(city));
    compiling->city[compiling->n_city++] = city;
    compiling->n_history += entry->gone;
    add_names(compiling, entry, (uint32_t)compiling->n_city - 1);
}

/* Which cities have towns in the draft. */
static bool *towns_of(const struct compiling *compiling)
{
    bool *has = mem_alloc(compiling->n_city + 1);

    memset(has, 0, compiling->n_city + 1);
    for (size_t i = 0; i < compiling->draft->n_town; i++) {
        uint32_t city =
            compiling_city(compiling, compiling->draft->town[i].code);
        if (city != NO_DRAFT)
            has[city] = true;
    }
    return has;
}

void compile_cities(struct compiling *compiling)
{
    struct entries entries = {0};

    gather(compiling, &entries);
    for (size_t i = 0; i < entries.n; i++)
        if (!repeats(&entries, i))
            add_city(compiling, &entries.item[i]);
    free(entries.item);
    add_prefectures(compiling);
    link_gone(compiling);
    bool *has_towns = towns_of(compiling);
    link_present(compiling, has_towns);
    free(has_towns);
}
