/*
 * Is a prefecture here as a whole? A sum of some of its municipalities under
 * its name would be read as the prefecture's.
 */
#include "audit/regions_own.h"

#include <stdlib.h>
#include <string.h>

/* Municipalities (special wards of Tokyo too, wards of designated cities not)
 * by prefecture: 総務省「都道府県別市町村数」 of 1 January 2024, 1,718 and 23
 * special wards; without the six villages of 北方領土. */
static const unsigned char municipalities_of[48] = {
    0,  179, 40, 33, 35, 25, 35, 59, 44, 25, 35, 63, 54, 62, 33, 30,
    15, 19,  17, 27, 77, 42, 35, 54, 29, 19, 26, 43, 41, 39, 30, 19,
    19, 27,  23, 19, 24, 17, 20, 34, 60, 20, 21, 45, 18, 26, 43, 41,
};
#define COUNTED_ON "2024-01-01"

static unsigned prefecture_of(const char *code)
{
    return (unsigned)(code[0] - '0') * 10 + (unsigned)(code[1] - '0');
}

static bool is_new_city(const char *code, char last[6])
{
    char city[6];

    municipality_city(code, city);
    bool fresh = strcmp(city, last) != 0;
    memcpy(last, city, 6);
    return fresh;
}

/* United with others since they were counted. */
static unsigned gone_since(const struct municipalities *all,
                           unsigned prefecture)
{
    unsigned n = 0;

    for (size_t i = 0; i < all->n; i++)
        n += all->item[i].abolished &&
             strcmp(all->item[i].abolished, COUNTED_ON) > 0 &&
             prefecture_of(all->item[i].code) == prefecture &&
             !municipality_is_ward(all->item[i].code);
    return n;
}

static bool is_asked(const struct regions_work *work, const char *prefecture)
{
    for (size_t i = 0; i < work->n_own; i++)
        if (strcmp(work->own[i], prefecture) == 0)
            return true;
    return false;
}

/* Whoever asked for it by its code looks for it in vain. */
static void tell_part(struct regions_work *work, const struct region *region,
                      unsigned here)
{
    const struct people *people = work->people;
    const char *label = people->n_source ? people->source[0].supply.label : "";

    regions_set_aside(
        work, label, 0,
        N_("not all municipalities of this prefecture have people here: it "
           "is not told as a whole"),
        str_of(arena_format(&work->scratch, "%s: %u/%u", region->name, here,
                            municipalities_of[prefecture_of(region->code)])));
}

/* Every one of its municipalities with people is own, and as many are here as
 * there are. The 13 of 浜通り地域 may have nobody. */
static bool is_whole(const struct regions_work *work, const bool *lived,
                     unsigned prefecture, unsigned *here)
{
    const struct region_set *first = &work->all->set[0];
    unsigned may_lack = gone_since(&work->table->municipalities, prefecture);
    char last[6] = "";

    *here = 0;

    for (size_t r = 0; r < first->n_region; r++) {
        const struct region *region = &first->region[r];
        if (prefecture_of(region->code) != prefecture)
            continue;
        if (lived[r] && !region->own)
            return false;
        *here += lived[r] && is_new_city(region->code, last);
    }
    if (prefecture == 7)
        may_lack += 13;
    return prefecture < 48 && *here > 0 &&
           *here + may_lack >= municipalities_of[prefecture];
}

void regions_prefectures_settle(struct regions_work *work,
                                struct region_set *set)
{
    const struct region_set *first = &work->all->set[0];
    bool *lived = arena_alloc(&work->scratch, first->n_region + 1);

    for (size_t i = 0; i < work->people->n_mesh; i++)
        if (first->of_mesh[i] != REGION_NONE && work->lived[i])
            lived[first->of_mesh[i]] = true;
    for (size_t r = 0; r < set->n_region; r++) {
        struct region *region = &set->region[r];
        unsigned number = prefecture_of(region->code), here;
        region->own = is_whole(work, lived, number, &here);
        if (!region->own && number < 48 && is_asked(work, region->code))
            tell_part(work, region, here);
    }
}
