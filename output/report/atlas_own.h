/* Between the files of the atlas only. */
#ifndef OUTPUT_REPORT_ATLAS_OWN_H
#define OUTPUT_REPORT_ATLAS_OWN_H

#include "output/print/ground_shape.h"
#include "output/report/atlas.h"

/* Pixels a point: 288 dots per inch. */
#define ATLAS_FINE 4

struct atlas_area {
    struct shape shape;
    bool within, beyond; /* somebody of it lives in the frame, outside it */
    bool has_label;
    struct canvas_point middle; /* for its label */
    double clearance;
    bool bare;    /* not all of its outline is known: meshes show it */
    bool several; /* it is made of several outlines */
};

struct atlas {
    const struct audit *audit;
    const struct audit_set *set;
    struct ground ground;    /* its frame begins at (0, 0) */
    struct land brought;     /* outlines of the user */
    struct shape around;     /* municipalities that are not reported */
    struct atlas_area *area; /* [set->n_region] */
    size_t n_bare;           /* areas */
    double people_beyond;
    struct picture below; /* of a map of meshes: land and sea; rows from the
                             top, ATLAS_FINE pixels a point */
};

#define ATLAS_SEA 0xF4F7FAu
#define ATLAS_AROUND 0xEDEDEAu
#define ATLAS_BORDER_AROUND 0xC4C4C0u

void atlas_make_below(struct atlas *atlas);
/* atlas_draw_meshes() without what decorates a map; clipped by the caller. */
void atlas_put_meshes(const struct atlas *atlas, struct canvas *canvas,
                      double x, double y,
                      int (*class_of)(const void *context, size_t mesh),
                      const void *context, const struct atlas_fill *fill,
                      int n_fill);
/* The decoration of every map, over what it shows. */
void atlas_draw_frame(const struct atlas *atlas, struct canvas *canvas,
                      double x, double y);
void atlas_draw_shape(struct canvas *canvas, const struct shape *shape,
                      double x, double y, const struct paint *paint);
/* Where the line slope * x + y = level crosses the shape's edges: x of each,
 * ascending. `at` has room for every point. */
size_t atlas_crossings(const struct shape *shape, double slope, double level,
                       double *at);
uint32_t atlas_pixel(const struct atlas_fill *fill, unsigned x, unsigned y);

/* The place of a mesh's region in set->region; SIZE_MAX: none. */
size_t atlas_region_of(const struct atlas *atlas, size_t mesh);

#endif
