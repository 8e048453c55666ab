/* One planned map on its page: the ground, names, frames of details, pins. */
#ifndef OUTPUT_PRINT_MAP_DRAW_H
#define OUTPUT_PRINT_MAP_DRAW_H

#include "output/print/print.h"

/* A figure with links. */
void map_draw(struct print *print, const struct map *map);

/* What belongs below it: scale bar, north, the base map's credit. The height
 * is map_below_height() of the width. */
void map_draw_below(struct print *print, const struct map *map, struct box box);
double map_below_height(const struct print *print, double width);

/* The ring around the symbol of a place that is only about right. */
void map_draw_rough(struct canvas *canvas, double x, double y, double side);

/* "拡大図 A" */
const char *map_title(const struct map *map, struct arena *arena);

#endif
