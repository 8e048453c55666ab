/* The heading of the first page: title, who and when, what to do first, the
 * way to the page on the web. */
#ifndef OUTPUT_PRINT_PRINT_HEAD_H
#define OUTPUT_PRINT_PRINT_HEAD_H

#include "output/print/print.h"

/* With the space below it. */
double print_head_height(const struct print *print);
void print_head_draw(struct print *print);

#endif
