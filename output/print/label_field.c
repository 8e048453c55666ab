#include "output/print/label_field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELL 24.0
#define STEP 3.0 /* of the boxes along a line */
#define HALF 1.1 /* of their side */

bool box_meets(const struct box *a, const struct box *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width &&
           a->y < b->y + b->height && b->y < a->y + a->height;
}

bool box_within(const struct box *inner, const struct box *outer)
{
    return inner->x >= outer->x && inner->y >= outer->y &&
           inner->x + inner->width <= outer->x + outer->width &&
           inner->y + inner->height <= outer->y + outer->height;
}

bool box_has(const struct box *box, struct canvas_point point)
{
    return point.x >= box->x && point.x <= box->x + box->width &&
           point.y >= box->y && point.y <= box->y + box->height;
}

void field_open(struct label_field *field, struct box frame)
{
    *field = (struct label_field){.frame = frame};
    field->nx = (size_t)ceil(frame.width / CELL) + 1;
    field->ny = (size_t)ceil(frame.height / CELL) + 1;
    size_t size = field->nx * field->ny * sizeof(*field->cell);
    field->cell = mem_alloc(size);
    memset(field->cell, 0, size);
}

void field_close(struct label_field *field)
{
    free(field->cell);
    free(field->node);
}

static size_t clamp(double value, size_t n)
{
    return value < 0 ? 0 : value >= (double)n ? n - 1 : (size_t)value;
}

/* The cells that a box touches. */
struct range {
    size_t x0, y0, x1, y1;
};

static struct range cells_of(const struct label_field *field,
                             const struct box *box)
{
    return (struct range){
        clamp((box->x - field->frame.x) / CELL, field->nx),
        clamp((box->y - field->frame.y) / CELL, field->ny),
        clamp((box->x + box->width - field->frame.x) / CELL, field->nx),
        clamp((box->y + box->height - field->frame.y) / CELL, field->ny)};
}

void field_add(struct label_field *field, struct box box, size_t owner)
{
    struct range range = cells_of(field, &box);

    for (size_t y = range.y0; y <= range.y1; y++)
        for (size_t x = range.x0; x <= range.x1; x++) {
            size_t *cell = &field->cell[y * field->nx + x];
            field->node = mem_room(field->node, field->n, &field->cap,
                                   sizeof(*field->node));
            field->node[field->n++] = (struct field_node){box, owner, *cell};
            *cell = field->n;
        }
}

bool field_is_free(const struct label_field *field, struct box box,
                   size_t owner)
{
    struct range range = cells_of(field, &box);

    for (size_t y = range.y0; y <= range.y1; y++)
        for (size_t x = range.x0; x <= range.x1; x++)
            for (size_t i = field->cell[y * field->nx + x]; i;
                 i = field->node[i - 1].next)
                if (field->node[i - 1].owner != owner &&
                    box_meets(&box, &field->node[i - 1].box))
                    return false;
    return true;
}

static struct box step_box(struct canvas_point from, struct canvas_point to,
                           double t)
{
    double x = from.x + t * (to.x - from.x), y = from.y + t * (to.y - from.y);

    return (struct box){x - HALF, y - HALF, 2 * HALF, 2 * HALF};
}

static size_t steps(struct canvas_point from, struct canvas_point to)
{
    return (size_t)ceil(hypot(to.x - from.x, to.y - from.y) / STEP) + 1;
}

void field_add_line(struct label_field *field, struct canvas_point from,
                    struct canvas_point to, size_t owner)
{
    size_t n = steps(from, to);

    for (size_t i = 0; i <= n; i++)
        field_add(field, step_box(from, to, (double)i / (double)n), owner);
}

bool field_line_is_free(const struct label_field *field,
                        struct canvas_point from, struct canvas_point to,
                        size_t owner)
{
    size_t n = steps(from, to);

    for (size_t i = 0; i <= n; i++)
        if (!field_is_free(field, step_box(from, to, (double)i / (double)n),
                           owner))
            return false;
    return true;
}
