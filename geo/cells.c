#include "geo/cells.h"

#include <stdlib.h>
#include <string.h>

#define WEST_DEG 122
#define SOUTH_DEG 20
#define COLUMNS 330
#define ROWS 260
#define UNITS_PER_DEG ((int64_t)OUTLINE_UNITS_PER_DEG)
#define CELL_UNITS (UNITS_PER_DEG / 10)

void cells_init(struct cells *cells)
{
    size_t size = COLUMNS * ROWS * sizeof(*cells->head);

    *cells = (struct cells){.head = mem_alloc(size)};
    memset(cells->head, 0xFF, size); /* CELLS_NONE */
}

void cells_release(struct cells *cells)
{
    free(cells->head);
    free(cells->item);
    *cells = (struct cells){0};
}

static size_t clamp(int64_t value, size_t n)
{
    return value < 0 ? 0 : value < (int64_t)n ? (size_t)value : n - 1;
}

static size_t column_at(int32_t x)
{
    return clamp((x - WEST_DEG * UNITS_PER_DEG) / CELL_UNITS, COLUMNS);
}

static size_t row_at(int32_t y)
{
    return clamp((y - SOUTH_DEG * UNITS_PER_DEG) / CELL_UNITS, ROWS);
}

static void add_to_cell(struct cells *cells, uint32_t *head, uint32_t place)
{
    if (*head != CELLS_NONE && cells->item[*head].place == place)
        return;
    cells->item =
        mem_room(cells->item, cells->n, &cells->cap, sizeof(*cells->item));
    cells->item[cells->n] = (struct cells_item){place, *head};
    *head = (uint32_t)cells->n++;
}

void cells_add(struct cells *cells, struct outline_box box, uint32_t place)
{
    for (size_t row = row_at(box.y0); row <= row_at(box.y1); row++)
        for (size_t column = column_at(box.x0); column <= column_at(box.x1);
             column++)
            add_to_cell(cells, &cells->head[row * COLUMNS + column], place);
}

uint32_t cells_find(const struct cells *cells, struct outline_vertex at)
{
    return cells->head[row_at(at.y) * COLUMNS + column_at(at.x)];
}
