/*
 * The piece of the earth that maps of the report show: where own people live.
 * Local equirectangular: straight up is north, and lengths are right in the
 * middle of the picture.
 */
#ifndef OUTPUT_REPORT_SVG_FRAME_H
#define OUTPUT_REPORT_SVG_FRAME_H

#include "output/report/svg.h"

struct svg_vertex {
    int32_t x, y; /* units of the picture */
};

struct svg_frame {
    double west_deg, east_deg, south_deg, north_deg;
    double x_per_deg, y_per_deg; /* units */
    int width, height;           /* units, margins included */
};

/*
 * Around the outlines of own municipalities and own inhabited meshes; the
 * longer side has `length` units. What lies far off with few people (distant
 * islands of a prefecture) would make all else a dot and is left out, which
 * the caller says in words (svg_frame_holds()). False when nothing is known.
 */
bool svg_frame_make(struct svg_frame *frame, const struct audit *audit,
                    int length);

struct svg_vertex svg_frame_place(const struct svg_frame *frame,
                                  struct lonlat point);
bool svg_frame_holds(const struct svg_frame *frame, struct lonlat point);

/* A bar of a round number of kilometres at the foot of the picture. */
void svg_frame_scale(struct buf *out, const struct svg_frame *frame);

#endif
