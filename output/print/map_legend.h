/* What the symbols on the maps mean: by shape, with the numbers that have
 * each. */
#ifndef OUTPUT_PRINT_MAP_LEGEND_H
#define OUTPUT_PRINT_MAP_LEGEND_H

#include "output/print/print.h"

/* The height that the legend needs at a width. */
double legend_height(const struct print *print, double width);
/* The width that keeps each of its lines unbroken. */
double legend_width(const struct print *print);
/* A heading and a list. Returns the height. */
double legend_draw(struct print *print, double x, double y, double width);

#endif
