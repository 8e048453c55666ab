/* Content that flows from column to column and page to page. */
#ifndef OUTPUT_PRINT_FLOW_H
#define OUTPUT_PRINT_FLOW_H

#include "output/print/print.h"

struct flow {
    struct print *print;
    size_t column, columns;
    double x, y, width, bottom; /* what is free of the column */
    double height;              /* of a whole column */
};

/* A new page, and its first column. */
struct flow flow_open(struct print *print, size_t columns);
/* Go to the next column, or to a new page. */
void flow_break(struct flow *flow);
/* Is there room for `height`? A column at its beginning always has. */
bool flow_has(const struct flow *flow, double height);
void flow_space(struct flow *flow, double height);
/* One element with one text; `before` it is kept on its page: with at least
 * `with_next` points of what follows. */
void flow_text(struct flow *flow, enum canvas_tag tag, const char *text,
               const struct text_style *style, double with_next);

#endif
