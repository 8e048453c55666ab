#include "output/print/list_order.h"

#include <math.h>
#include <string.h>

struct listed *list_order(const struct view *view, struct arena *arena)
{
    struct listed *listed =
        arena_alloc(arena, (view->n_row + 1) * sizeof(*listed));
    size_t n = 0;

    for (int layer = 0; layer < LAYER_COUNT; layer++)
        for (size_t r = 0; r < view->n_row; r++)
            if (view->row[r].layer == layer) {
                listed[n].row = &view->row[r];
                listed[n].number = (unsigned)n + 1;
                n++;
            }
    return listed;
}

/* ---- what is shown ---- */

static struct extent ring_extent(const struct view *view,
                                 const struct land_ring *ring)
{
    struct extent extent = EXTENT_EMPTY;

    for (uint32_t i = 0; i < ring->n; i++)
        extent_add(&extent, land_degrees(view->land->vertex[ring->first + i]));
    return extent;
}

static void extent_unite(struct extent *extent, const struct extent *other)
{
    extent_add(extent, (struct lonlat){other->west, other->south});
    extent_add(extent, (struct lonlat){other->east, other->north});
}

static bool overlap(const struct extent *a, const struct extent *b)
{
    return a->west <= b->east && b->west <= a->east && a->south <= b->north &&
           b->south <= a->north;
}

static struct extent widened(const struct extent *extent, double degrees)
{
    return (struct extent){extent->west - degrees, extent->south - degrees,
                           extent->east + degrees, extent->north + degrees};
}

struct extent list_extent(const struct view *view)
{
    struct extent pins = EXTENT_EMPTY, all = EXTENT_EMPTY;

    for (size_t r = 0; r < view->n_row; r++)
        if (lonlat_known(view->row[r].point))
            extent_add(&pins, view->row[r].point);
    if (extent_empty(&pins))
        return ground_own_extent(view);
    double side = fmax(pins.east - pins.west, pins.north - pins.south);
    struct extent near = widened(&pins, fmax(side, 0.05) / 2);
    all = pins;
    for (size_t i = 0; i < view->n_ground; i++)
        for (size_t r = 0; view->ground[i].own && r < view->ground[i].n_ring;
             r++) {
            struct extent ring = ring_extent(view, &view->ground[i].ring[r]);
            if (overlap(&ring, &near))
                extent_unite(&all, &ring);
        }
    return all;
}

/* ---- words ---- */

const char *list_row_cell(const struct view *view, const struct view_row *row,
                          enum field_id field)
{
    for (size_t c = 0; c < view->n_column; c++)
        if (view->column[c] == &fields[field])
            return row->cell[c];
    return NULL;
}

/* The note of a lot: value_position_note() in model/fields.c. */
#define EXACT_NOTE "住所から求めた位置です"
#define ROUGH_M 100.0

bool list_is_rough(const struct view *view, const struct view_row *row)
{
    const char *note = list_row_cell(view, row, FIELD_position_note);
    const char *error = list_row_cell(view, row, FIELD_error_m);
    double error_m;

    if (!lonlat_known(row->point))
        return false;
    if (view->resident)
        return note && strcmp(note, EXACT_NOTE) != 0;
    return str_number(str_of(error), &error_m) && error_m >= ROUGH_M;
}

bool list_any_rough(const struct view *view)
{
    for (size_t r = 0; r < view->n_row; r++)
        if (list_is_rough(view, &view->row[r]))
            return true;
    return false;
}

static size_t short_length(const char *words)
{
    const char *bracket = strstr(words, "（");

    return bracket && bracket > words ? (size_t)(bracket - words)
                                      : strlen(words);
}

const char *list_short_words(int layer, bool resident, struct arena *arena)
{
    const char *words = layer_words(layer, resident);
    size_t len = short_length(words);

    for (int l = 0; l < LAYER_COUNT; l++) {
        const char *other = layer_words(l, resident);
        if (l != layer && short_length(other) == len &&
            memcmp(words, other, len) == 0)
            return words;
    }
    return arena_copy(arena, words, len);
}
