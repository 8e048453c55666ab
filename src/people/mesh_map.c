#include "geo/ogr.h"
#include "people/mesh_file.h"

#include <math.h>

/* Cells of the feature at hand. */
struct map_cells {
    struct ogr_file *map;
    struct arena scratch;
};

static struct str map_text(void *from, int column)
{
    struct map_cells *cells = from;

    return ogr_get_text(cells->map, column, &cells->scratch);
}

static enum cell_state map_number(void *from, int column, double *number)
{
    struct map_cells *cells = from;

    if (!ogr_get_number(cells->map, column, number))
        return mesh_number(map_text(from, column), number);
    return isfinite(*number) && *number >= 0 ? CELL_NUMBER : CELL_BAD;
}

/* GDAL's faults are told as faults of a place; here they are of an input. */
static bool as_input(struct err *err)
{
    if (err->class == ERR_PLACE)
        err->class = ERR_INPUT;
    return false;
}

/* The columns of a layer as headings: their names, in their order. */
static bool layer_form(struct ogr_file *map, const char *label,
                       struct form *form, bool *known, struct err *err)
{
    struct arena arena = {0};
    size_t n = ogr_field_count(map);
    struct str *heading = arena_alloc(&arena, (n + 1) * sizeof(*heading));

    for (size_t i = 0; i < n; i++)
        heading[i] = ogr_field_label(map, (int)i, &arena);
    bool ok = form_of_projection(heading, n, label, form, known, err);
    arena_release(&arena);
    return ok;
}

/* The first layer whose headings are known. */
static bool find_layer(struct ogr_file *map, const char *label,
                       struct form *form, bool *known, struct err *err)
{
    size_t n = ogr_layer_count(map);

    *known = false;
    for (size_t i = 0; i < n && !*known; i++) {
        if (!ogr_set_layer(map, i, err))
            return as_input(err);
        if (!layer_form(map, label, form, known, err))
            return false;
    }
    return true;
}

bool mesh_map_form(const struct mesh_file *file, struct form *form, bool *known,
                   struct err *err)
{
    struct ogr_file *map = ogr_open(file->map, err);

    if (!map)
        return as_input(err);
    bool ok = find_layer(map, file->label, form, known, err);
    ogr_close(map);
    return ok;
}

static size_t add_sum(const struct form_sum *sum, int *column, size_t n)
{
    for (size_t i = 0; i < sum->n; i++)
        column[n++] = sum->plus[i];
    if (sum->minus >= 0)
        column[n++] = sum->minus;
    return n;
}

/* Some 300 fields that nobody asks for, and the outline, are not even read. */
static void want_columns(const struct mesh_reading *reading,
                         struct ogr_file *map)
{
    int column[4 + PEOPLE_MAX_YEARS * (3 + (AGE_COUNT + 1) * 25)];
    size_t n = 0;

    column[n++] = reading->form.mesh;
    column[n++] = reading->form.municipality;
    for (size_t y = 0; y < reading->people->n_year; y++) {
        const struct form_year *year = reading->year[y];
        column[n++] = year->total;
        column[n++] = year->hidden;
        column[n++] = year->target;
        n = add_sum(&year->group, column, n);
        for (int a = AGE_0_14; a < AGE_COUNT; a++)
            n = add_sum(&year->age[a], column, n);
    }
    ogr_want_fields(map, column, n);
}

static bool read_features(struct mesh_reading *reading, struct map_cells *cells,
                          struct err *err)
{
    struct row_count *count =
        &reading->people->source[reading->source].supply.rows;
    bool more = true;

    for (uint32_t line = 1;; line++) {
        if (!ogr_read(cells->map, &more, err))
            return as_input(err);
        if (!more)
            return true;
        count->read++;
        arena_reset(&cells->scratch);
        if (!mesh_row_read(reading, line, err))
            return false;
    }
}

bool mesh_map_read(const struct mesh_file *file, struct mesh_reading *reading,
                   struct err *err)
{
    struct map_cells cells = {.map = ogr_open(file->map, err)};
    bool known;

    if (!cells.map)
        return as_input(err);
    bool ok = find_layer(cells.map, file->label, &reading->form, &known, err);
    if (ok) {
        want_columns(reading, cells.map);
        reading->cells = (struct mesh_cells){
            .from = &cells, .text = map_text, .number = map_number};
        ok = read_features(reading, &cells, err);
    }
    arena_release(&cells.scratch);
    ogr_close(cells.map);
    return ok;
}
