/* Which of a municipality's towns follows its name. */
#include "geo/geocode/search.h"

#include "model/municipality.h"

#include <string.h>

#define ANYWHERE_MAX 8 /* cities that a bare town's name may mean */

static void add_hits(struct geocoder *geocoder, const struct reading *anchor,
                     uint32_t place, uint64_t reasons, int price)
{
    const struct walk *walk = &geocoder->walk;

    for (size_t h = 0; h < walk->n && h < 4; h++) {
        struct reading reading = *anchor;
        reading.place = place;
        reading.hit = walk->hit[h];
        reading.reasons |= reasons | reading.hit.reasons;
        reading.rank += reading.hit.rank - price;
        search_keep(&geocoder->found, &reading);
    }
}

/* The towns under `root`, from `from`. */
static void try_root(struct geocoder *geocoder, const struct reading *anchor,
                     uint32_t root, size_t from, enum walk_effort effort,
                     uint32_t place, uint64_t reasons, int price)
{
    geocoder->walk.n = 0;
    walk_tree(&geocoder->walk, root, from, effort);
    add_hits(geocoder, anchor, place, reasons, price);
}

/* ---- Kyoto ---- */

/* The place after the direction phrase that ends at or after `at`: 上ル, 下ル,
 * 東入ル, 西入. 0 when none starts at `at`. */
static size_t direction_at(const struct folded *folded, size_t at)
{
    const symbol *sym = folded->sym + at;
    size_t n = 0;

    if (sym[0] == SYM_UP || sym[0] == SYM_DOWN)
        n = sym[1] == SYM_RU ? 2 : 0;
    else if ((sym[0] == SYM_EAST || sym[0] == SYM_WEST) && sym[1] == SYM_IN)
        n = sym[2] == SYM_RU ? 3 : 2;
    return n ? at + n : 0;
}

/* Street names before the town: the town stands behind the last direction,
 * or behind a 通 or 角 where the direction's ル was left out. */
static bool try_streets(struct geocoder *geocoder, const struct reading *anchor,
                        uint32_t root, enum walk_effort effort, uint32_t place)
{
    const struct folded *folded = &geocoder->folded;
    size_t last = 0;
    static const symbol corner = 0x89D2;

    for (size_t at = anchor->after; at < folded->n; at++) {
        size_t end = direction_at(folded, at);
        last = end ? end : last;
    }
    if (last) {
        try_root(geocoder, anchor, root, last, effort, place,
                 REASON_BIT(STREET_NAME), -3 * (int)(last - anchor->after));
        return geocoder->walk.n > 0;
    }
    for (size_t at = anchor->after + 1u; at < folded->n; at++) {
        symbol before = folded->sym[at - 1];
        if (before != corner && before != SYM_DORI && before != SYM_UP &&
            before != SYM_DOWN && before != SYM_IN && before != SYM_RI)
            continue;
        try_root(geocoder, anchor, root, at, effort, place,
                 REASON_BIT(STREET_NAME), 4);
    }
    return false;
}

/* ---- a municipality in being ---- */

static void try_city(struct geocoder *geocoder, const struct reading *anchor,
                     uint32_t number, enum walk_effort effort, uint64_t reasons,
                     int price)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    const struct layout_city *city = &gazetteer->city[number];

    if ((city->flags & CITY_KYOTO) &&
        try_streets(geocoder, anchor, city->root, effort, number))
        return;
    try_root(geocoder, anchor, city->root, anchor->after, effort, number,
             reasons, price);
    for (uint32_t i = 0; i < city->n_link[1]; i++) {
        uint32_t gone = gazetteer->link[city->link[1] + i];
        try_root(geocoder, anchor, gazetteer->city[gone].root, anchor->after,
                 effort, number, reasons, price);
    }
}

/* ---- one that is gone ---- */

static uint32_t meant(const struct geocoder *geocoder,
                      const struct layout_city *gone, uint32_t number)
{
    const uint32_t *link = geocoder->gazetteer->link + gone->link[0];

    if (gone->n_link[0] == 1)
        return link[0];
    for (uint32_t i = 0; i < gone->n_link[0]; i++)
        if (link[i] == geocoder->hinted)
            return link[i];
    return number;
}

/* Towns of merged municipalities often took its name before their own: 浪岡町
 * 大字浪岡 is 浪岡大字浪岡 of its city. */
static void try_prefixed(struct geocoder *geocoder,
                         const struct reading *anchor,
                         const struct layout_city *gone, uint32_t into,
                         enum walk_effort effort)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    struct str name = str_of(layout_text(gazetteer, gone->old_name));
    struct folded stem;
    symbol path[64];
    uint32_t node = gazetteer->city[into].root;

    if (!name.len || node == LAYOUT_NONE)
        return;
    fold_text(&gazetteer->fold, name, &stem);
    node = walk_path(gazetteer, node, path, fold_key(&stem, path, 64));
    if (node == LAYOUT_NONE)
        return;
    uint64_t reasons = REASON_BIT(OLD_NAME);
    try_root(geocoder, anchor, node, anchor->after, effort, into, reasons, 0);
    node = layout_child(gazetteer, node, SYM_TOWN);
    if (node != LAYOUT_NONE)
        try_root(geocoder, anchor, node, anchor->after, effort, into, reasons,
                 0);
}

static void try_gone(struct geocoder *geocoder, const struct reading *anchor,
                     enum walk_effort effort)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    const struct layout_city *gone = &gazetteer->city[anchor->city];
    uint32_t place = meant(geocoder, gone, anchor->city);
    uint64_t reasons = REASON_BIT(OLD_NAME);

    if (gazetteer->city[place].flags & CITY_GONE)
        reasons |= REASON_BIT(ABOLISHED_UNRESOLVED);
    try_root(geocoder, anchor, gone->root, anchor->after, effort, place,
             reasons, 0);
    for (uint32_t i = 0; i < gone->n_link[0]; i++) {
        uint32_t into = gazetteer->link[gone->link[0] + i];
        const struct layout_city *city = &gazetteer->city[into];
        try_city(geocoder, anchor, into, effort, REASON_BIT(OLD_NAME), 2);
        try_prefixed(geocoder, anchor, gone, into, effort);
        /* 浦和市 went into さいたま市, which has wards since. */
        for (uint32_t w = 0; city->flags & CITY_BODY && w < city->n_link[0];
             w++)
            try_city(geocoder, anchor, gazetteer->link[city->link[0] + w],
                     effort, REASON_BIT(OLD_NAME), 2);
    }
}

/* 京都市 where 京都市上京区 is written; and once edits are tried, any name
 * that is only the beginning of a longer one. */
static bool shadowed(const struct geocoder *geocoder,
                     const struct reading *anchor, enum walk_effort effort)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    char body[6];

    for (size_t i = 0; i < geocoder->anchors.n; i++) {
        const struct reading *other = &geocoder->anchors.item[i];
        if (other->after <= anchor->after)
            continue;
        municipality_city(gazetteer->city[other->city].code, body);
        if (effort != WALK_EXACT ||
            strcmp(body, gazetteer->city[anchor->city].code) == 0)
            return true;
    }
    return false;
}

void search_town(struct geocoder *geocoder, enum walk_effort effort)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;

    for (size_t a = 0; a < geocoder->anchors.n; a++) {
        const struct reading *anchor = &geocoder->anchors.item[a];
        const struct layout_city *city = &gazetteer->city[anchor->city];
        if (shadowed(geocoder, anchor, effort))
            continue;
        if (city->flags & CITY_GONE) {
            try_gone(geocoder, anchor, effort);
            continue;
        }
        try_city(geocoder, anchor, anchor->city, effort, 0, 0);
        for (uint32_t i = 0; city->flags & CITY_BODY && i < city->n_link[0];
             i++)
            try_city(geocoder, anchor, gazetteer->link[city->link[0] + i],
                     effort, REASON_BIT(WARD_OMITTED), 0);
    }
}

/* ---- nothing but a town ---- */

static bool wanted(const struct geocoder *geocoder, uint32_t city)
{
    const char *code = geocoder->gazetteer->city[city].code;
    uint32_t prefecture =
        (uint32_t)(code[0] - '0') * 10 + (uint32_t)(code[1] - '0');

    return !geocoder->prefecture || geocoder->prefecture == prefecture;
}

static void add_anchor(struct geocoder *geocoder, uint32_t city, size_t after)
{
    struct readings *anchors = &geocoder->anchors;

    for (size_t i = 0; i < anchors->n; i++)
        if (anchors->item[i].city == city)
            return;
    search_keep(anchors, &(struct reading){
                             .city = city,
                             .place = city,
                             .after = (uint16_t)after,
                             .hit = {.node = LAYOUT_NONE},
                             .reasons = REASON_BIT(CITY_OMITTED) |
                                        (geocoder->prefecture
                                             ? 0
                                             : REASON_BIT(PREFECTURE_OMITTED)),
                         });
}

void search_anywhere(struct geocoder *geocoder)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    size_t from = geocoder->prefecture ? geocoder->prefecture_end : 0;
    const uint32_t *town;

    geocoder->walk.n = 0;
    walk_tree(&geocoder->walk, gazetteer->header->root_any, from, WALK_PLAIN);
    for (size_t h = 0; h < geocoder->walk.n; h++) {
        const struct walk_hit *hit = &geocoder->walk.hit[h];
        size_t n = search_towns(gazetteer, hit->node, &town), n_city = 0;
        if (hit->end - from < 2 || !hit->clean || hit->cost > 1)
            continue;
        for (size_t i = 0; i < n; i++)
            n_city += wanted(geocoder, gazetteer->town[town[i]].city);
        for (size_t i = 0; i < n && n_city <= ANYWHERE_MAX; i++)
            if (wanted(geocoder, gazetteer->town[town[i]].city))
                add_anchor(geocoder, gazetteer->town[town[i]].city, from);
        if (n_city > ANYWHERE_MAX)
            geocoder->reasons |= REASON_BIT(CITY_UNCLEAR);
        break; /* the longest clean name only */
    }
}
