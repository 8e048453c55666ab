/*
 * A piece of the earth on a piece of paper: the outlines of the municipality
 * and its neighbours, or the base map that the user fetched, below the pins.
 * Web Mercator, north is up.
 */
#ifndef OUTPUT_PRINT_GROUND_H
#define OUTPUT_PRINT_GROUND_H

#include "model/view.h"
#include "output/print/canvas.h"
#include "output/writer.h"

struct box {
    double x, y, width, height;
};

struct ground {
    struct box frame;   /* on the page */
    double west, north; /* of the frame; the world is 1 wide and high */
    double scale;       /* points per world's width */
};

/* Degrees; empty while west > east. */
struct extent {
    double west, south, east, north;
};

#define EXTENT_EMPTY ((struct extent){INFINITY, INFINITY, -INFINITY, -INFINITY})

void extent_add(struct extent *extent, struct lonlat point);
bool extent_empty(const struct extent *extent);
/* Of the own places of the view's ground; empty when there are none. */
struct extent ground_own_extent(const struct view *view);

/* The largest scale, but not larger than 1:least_ratio, at which `extent`
 * fits into the frame with `margin` points left on every side; the map goes on
 * to the edges of the frame. */
struct ground ground_fit(struct box frame, const struct extent *extent,
                         double margin, double least_ratio);
/* `point` in the middle, `width_m` metres from the left to the right edge. */
struct ground ground_around(struct box frame, struct lonlat point,
                            double width_m);

struct canvas_point ground_point(const struct ground *ground,
                                 struct lonlat point);
struct lonlat ground_lonlat(const struct ground *ground,
                            struct canvas_point point);
/* On the ellipsoid (GRS80), from west to east at the middle of the frame. */
double ground_metres_per_point(const struct ground *ground);

/*
 * Draw what is known, cut at the frame: tiles (when writing->tiles has some),
 * neighbours, the own outline; without names. `*tiled` (may be NULL): there
 * was a tile, so writing->tiles_credit must be printed beside the map.
 */
void ground_draw(struct canvas *canvas, const struct ground *ground,
                 const struct view *view, const struct writing *writing,
                 bool *tiled);

/*
 * Names of the neighbours, and of own towns where the scale leaves room,
 * wherever they meet none of the `n` boxes in `taken` (pins, their numbers).
 * `size` of the characters. Not for a map with tiles, which have names.
 */
void ground_names(struct canvas *canvas, const struct ground *ground,
                  const struct view *view, const struct box *taken, size_t n,
                  double size);

/* 縮尺 約25,000分の1: two digits, as 約 allows. */
void ground_scale_words(const struct ground *ground, char *text, size_t size);

/* A scale bar of a round length, at most `width` long, and the scale in
 * words; its upper left corner at (x, y), `size` of its text. Returns the
 * height; *used (may be NULL): the width. */
double ground_scale_bar(struct canvas *canvas, const struct ground *ground,
                        double x, double y, double width, double size,
                        double *used);
/* Its upper left corner at (x, y); `size` high, half as wide. */
void ground_north_arrow(struct canvas *canvas, double x, double y, double size);

#endif
