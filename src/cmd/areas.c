#include "cmd/areas.h"

#include "cmd/area_code.h"

#include <stdlib.h>
#include <string.h>

#define UNKNOWN_PLACE "00000"

static int by_code(const void *a, const void *b)
{
    return strcmp(((const struct area *)a)->code,
                  ((const struct area *)b)->code);
}

struct area *areas_find(struct areas *areas, const char *code)
{
    struct area key = {0};

    if (strlen(code) != 5 || areas->n == 0)
        return NULL;
    memcpy(key.code, code, 6);
    return bsearch(&key, areas->item, areas->n, sizeof(key), by_code);
}

static void add_code(struct areas *areas, const char *code)
{
    if (areas_find(areas, code))
        return;
    areas->item =
        mem_room(areas->item, areas->n, &areas->cap, sizeof(*areas->item));
    struct area *area = &areas->item[areas->n++];
    *area = (struct area){0};
    memcpy(area->code, code, 6);
    qsort(areas->item, areas->n, sizeof(*areas->item), by_code);
}

static const char *place_name(struct areas *areas, const struct table *table,
                              const char *code)
{
    const struct municipality *place =
        municipalities_find(&table->municipalities, code);
    const char *prefecture = prefecture_name(code);

    if (strcmp(code, UNKNOWN_PLACE) == 0)
        return "市区町村不明";
    if (place && place->name)
        return arena_format(&areas->arena, "%s%s", prefecture ? prefecture : "",
                            place->name);
    return arena_format(&areas->arena, "%s（市区町村コード %s）",
                        prefecture ? prefecture : "", code);
}

static const char *code_of(const struct facility *facility)
{
    return facility->municipality_code[0] ? facility->municipality_code
                                          : UNKNOWN_PLACE;
}

static void put(struct area *area, uint32_t facility)
{
    if (!area)
        return;
    area->facility = mem_room(area->facility, area->n_facility,
                              &area->cap_facility, sizeof(*area->facility));
    area->facility[area->n_facility++] = facility;
}

static void fill(struct areas *areas, const struct table *table)
{
    char city[6];

    for (size_t i = 0; i < table->n_facility; i++) {
        const char *code = code_of(table->facility[i]);
        if (table->facility[i]->closed)
            continue;
        put(areas_find(areas, code), (uint32_t)i);
        municipality_city(code, city);
        if (strcmp(city, code) != 0)
            put(areas_find(areas, city), (uint32_t)i);
    }
    for (size_t i = 0; i < areas->n; i++)
        areas->item[i].place = place_name(areas, table, areas->item[i].code);
}

/* Every code that a facility has, and the cities of wards. */
static void codes_in_use(struct areas *areas, const struct table *table,
                         const char *prefecture)
{
    char city[6], last[6] = "";

    for (size_t i = 0; i < table->n_facility; i++) {
        const char *code = code_of(table->facility[i]);
        if (strcmp(code, last) == 0 || table->facility[i]->closed ||
            (prefecture && strncmp(code, prefecture, 2) != 0))
            continue;
        memcpy(last, code, 6);
        add_code(areas, code);
        municipality_city(code, city);
        add_code(areas, city);
    }
}

/* Municipalities in being that a registry or a boundary file names. */
static void codes_known(struct areas *areas, const struct table *table,
                        const char *prefecture)
{
    for (size_t i = 0; i < table->municipalities.n; i++) {
        const struct municipality *place = &table->municipalities.item[i];
        if (place->abolished || place->successor[0] || !place->name ||
            (place->source != PLACE_REGISTRY && !place->has_boundary) ||
            (prefecture && strncmp(place->code, prefecture, 2) != 0))
            continue;
        add_code(areas, place->code);
    }
}

static bool choose_area(struct areas *areas, const struct table *table,
                        const char *text, struct err *err)
{
    char code[6];
    bool known = strcmp(text, UNKNOWN_PLACE) == 0;

    if (known)
        memcpy(code, UNKNOWN_PLACE, 6);
    else if (!area_code_read(text, code, err))
        return false;
    const struct municipality *place =
        municipalities_find(&table->municipalities, code);
    known = known || (place && place->name);
    for (size_t i = 0; i < table->n_facility; i++) {
        char city[6];
        const char *own = code_of(table->facility[i]);
        municipality_city(own, city);
        if (strcmp(own, code) != 0 && strcmp(city, code) != 0)
            continue;
        known = true;
        if (!table->facility[i]->closed)
            add_code(areas, own);
    }
    if (!known)
        return err_set(err, ERR_USAGE,
                       _("nothing in the inputs is in '%s'; 'zaitaku list "
                         "municipalities' lists the codes"),
                       text);
    add_code(areas, code);
    return true;
}

static bool choose_prefecture(struct areas *areas, const struct table *table,
                              const char *text, struct err *err)
{
    const char *code;

    if (!area_code_prefecture(text, &code, err))
        return false;
    codes_in_use(areas, table, code);
    codes_known(areas, table, code);
    return true;
}

bool areas_choose(struct areas *areas, const struct publishing *publishing,
                  const struct table *table, struct err *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < publishing->area.n; i++)
        ok = choose_area(areas, table, publishing->area.item[i], err);
    for (size_t i = 0; ok && i < publishing->pref.n; i++)
        ok = choose_prefecture(areas, table, publishing->pref.item[i], err);
    if (!ok)
        return false;
    if (publishing->all)
        codes_known(areas, table, NULL);
    if (publishing->all || (!publishing->area.n && !publishing->pref.n))
        codes_in_use(areas, table, NULL);
    fill(areas, table);
    return areas->n > 0 ||
           err_set(err, ERR_USAGE, _("no municipality is left to publish"));
}

void areas_gather(struct areas *areas, const struct table *table)
{
    /* Also those that are gone: --area takes them by name. */
    for (size_t i = 0; i < table->municipalities.n; i++)
        if (table->municipalities.item[i].name)
            add_code(areas, table->municipalities.item[i].code);
    codes_in_use(areas, table, NULL);
    fill(areas, table);
}

void areas_release(struct areas *areas)
{
    for (size_t i = 0; i < areas->n; i++)
        free(areas->item[i].facility);
    free(areas->item);
    arena_release(&areas->arena);
    *areas = (struct areas){0};
}
