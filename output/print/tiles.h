/*
 * A base map that the user fetched: {folder}/{z}/{x}/{y}.png, 256 or 512
 * pixels a side, in the scheme of the web's maps. Nothing is fetched here.
 */
#ifndef OUTPUT_PRINT_TILES_H
#define OUTPUT_PRINT_TILES_H

#include "output/print/ground.h"

/* Errors: ERR_USAGE: the folder holds no folder of a zoom (digits), so it is
 * not one of tiles; a folder without tiles of this place is none. */
bool tiles_check(const char *folder, struct err *err);

/*
 * Draw the tiles below a map, made pale so that pins stand out; a missing or
 * damaged tile stays white. The zoom is the one nearest to the resolution of
 * print among those that have tiles here. False: there was none.
 */
bool tiles_draw(struct canvas *canvas, const struct ground *ground,
                const char *folder);

#endif
