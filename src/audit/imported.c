#include "audit/imported_cell.h"

#include <stdlib.h>
#include <string.h>

struct supply *imported_add_supply(struct imported *imported, const char *title,
                                   const char *listing)
{
    /* Rarely more than a few: moved by copying. */
    struct supply *all =
        arena_alloc(&imported->arena, (imported->n_supply + 1) * sizeof(*all));

    if (imported->n_supply)
        memcpy(all, imported->supply, imported->n_supply * sizeof(*all));
    imported->supply = all;
    struct supply *supply = &all[imported->n_supply++];
    *supply = (struct supply){.title = title, .listing = listing};
    return supply;
}

void imported_set_aside(struct imported *imported, const char *label,
                        size_t line, const char *reason, struct str value)
{
    aside_add(&imported->aside, &imported->arena, label, line, reason, value);
}

int imported_compare_area(const char *area_a, uint32_t set_a, uint32_t region_a,
                          const char *area_b, uint32_t set_b, uint32_t region_b)
{
    if (set_a != set_b)
        return set_a < set_b ? -1 : 1;
    if (region_a != region_b)
        return region_a < region_b ? -1 : 1;
    return set_a == REGION_NONE ? strcmp(area_a, area_b) : 0;
}

static int value_in_order(const void *a, const void *b)
{
    const struct imported_value *x = a, *y = b;
    int order = strcmp(x->indicator, y->indicator);

    if (order == 0)
        order = imported_compare_area(x->area, x->set, x->region, y->area,
                                      y->set, y->region);
    return order ? order : (x->year > y->year) - (x->year < y->year);
}

static int progress_in_order(const void *a, const void *b)
{
    const struct progress_row *x = a, *y = b;
    int order = strcmp(x->item, y->item);

    if (order == 0)
        order = imported_compare_area(x->area, x->set, x->region, y->area,
                                      y->set, y->region);
    if (order == 0)
        order = (x->year > y->year) - (x->year < y->year);
    return order ? order : (x->state > y->state) - (x->state < y->state);
}

void imported_settle(struct imported *imported)
{
    if (imported->n_value)
        qsort(imported->value, imported->n_value, sizeof(*imported->value),
              value_in_order);
    if (imported->n_progress)
        qsort(imported->progress, imported->n_progress,
              sizeof(*imported->progress), progress_in_order);
}

void imported_release(struct imported *imported)
{
    free(imported->value);
    free(imported->progress);
    free(imported->aside.item);
    arena_release(&imported->arena);
    *imported = (struct imported){0};
}
