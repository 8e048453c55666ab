#include "cmd/diff_areas.h"

#include "cmd/area_code.h"

#include <stdlib.h>
#include <string.h>

#define UNKNOWN "00000" /* of those without a code, as in OUT */

const char *diff_place_name(const struct changes *changes, const char *code)
{
    const struct table *table[] = {changes->new, changes->old};

    for (int t = 0; t < 2; t++) {
        const struct municipality *place =
            municipalities_find(&table[t]->municipalities, code);
        if (place && place->name)
            return place->name;
    }
    return NULL;
}

/* ---- membership ---- */

static bool has_code(const struct diff_area *area, const char *code)
{
    char city[6];

    if (strlen(area->code) == 2)
        return strncmp(area->code, code, 2) == 0;
    if (strcmp(area->code, code) == 0)
        return true;
    if (!code[0])
        return false;
    municipality_city(code, city);
    return strcmp(area->code, city) == 0;
}

static bool any_has(const struct diff_areas *areas, const char *code)
{
    for (size_t i = 0; i < areas->n; i++)
        if (has_code(&areas->item[i], code))
            return true;
    return false;
}

bool diff_areas_have(const struct diff_areas *areas,
                     const struct changes *changes, const char *code)
{
    if (areas->n == 0 || any_has(areas, code))
        return true;
    for (size_t i = 0; i < changes->n_merger; i++)
        if (strcmp(changes->merger[i].from, code) == 0 &&
            any_has(areas, changes->merger[i].to))
            return true;
    return false;
}

/* ---- choosing ---- */

static void add(struct diff_areas *areas, const char *code, const char *name)
{
    for (size_t i = 0; i < areas->n; i++)
        if (strcmp(areas->item[i].code, code) == 0)
            return;
    areas->item =
        mem_room(areas->item, areas->n, &areas->cap, sizeof(*areas->item));
    struct diff_area *area = &areas->item[areas->n++];
    *area = (struct diff_area){.name = name};
    memcpy(area->code, code, strlen(code) + 1);
}

static bool is_used(const struct table *table, const struct diff_area *area)
{
    for (size_t i = 0; i < table->n_facility; i++)
        if (has_code(area, table->facility[i]->municipality_code))
            return true;
    return false;
}

static bool choose_area(struct diff_areas *areas, const char *text,
                        const struct changes *changes, struct err *err)
{
    struct diff_area area = {0};

    if (strcmp(text, UNKNOWN) != 0 && !area_code_read(text, area.code, err))
        return false;
    const char *name = diff_place_name(changes, area.code);
    const char *prefecture = prefecture_name(area.code);
    if (!area.code[0])
        name = "市区町村不明";
    else if (!name && !is_used(changes->old, &area) &&
             !is_used(changes->new, &area))
        return err_set(err, ERR_USAGE,
                       _("neither side has anything in '%s'; 'zaitaku list "
                         "municipalities' lists the codes"),
                       text);
    add(areas, area.code,
        arena_format(&areas->arena, "%s%s",
                     area.code[0] && prefecture ? prefecture : "",
                     name ? name : area.code));
    return true;
}

static bool choose_prefecture(struct diff_areas *areas, const char *text,
                              struct err *err)
{
    const char *code;

    if (!area_code_prefecture(text, &code, err))
        return false;
    add(areas, code, prefecture_name(code));
    return true;
}

bool diff_areas_choose(struct diff_areas *areas, const struct opt_list *area,
                       const struct opt_list *pref,
                       const struct changes *changes, struct err *err)
{
    for (size_t i = 0; i < area->n; i++)
        if (!choose_area(areas, area->item[i], changes, err))
            return false;
    for (size_t i = 0; i < pref->n; i++)
        if (!choose_prefecture(areas, pref->item[i], err))
            return false;
    return true;
}

void diff_areas_release(struct diff_areas *areas)
{
    free(areas->item);
    arena_release(&areas->arena);
    *areas = (struct diff_areas){0};
}
