/* Boxes on a sheet, found by where they are (a grid of lists). */
#ifndef OUTPUT_PRINT_LABEL_FIELD_H
#define OUTPUT_PRINT_LABEL_FIELD_H

#include "output/print/ground.h"

struct field_node {
    struct box box;
    size_t owner; /* may cross boxes of its own */
    size_t next;  /* in the cell, + 1 */
};

struct label_field {
    struct box frame;
    size_t nx, ny;
    size_t *cell; /* + 1 */
    struct field_node *node;
    size_t n, cap;
};

void field_open(struct label_field *field, struct box frame);
void field_add(struct label_field *field, struct box box, size_t owner);
/* A line, as a row of small boxes. */
void field_add_line(struct label_field *field, struct canvas_point from,
                    struct canvas_point to, size_t owner);
/* Nothing but the owner's own meets the box (the line). */
bool field_is_free(const struct label_field *field, struct box box,
                   size_t owner);
bool field_line_is_free(const struct label_field *field,
                        struct canvas_point from, struct canvas_point to,
                        size_t owner);
void field_close(struct label_field *field);

bool box_meets(const struct box *a, const struct box *b);
bool box_within(const struct box *inner, const struct box *outer);
bool box_has(const struct box *box, struct canvas_point point);

#endif
