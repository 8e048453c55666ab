/*
 * The maps of the report for a meeting: the outlines of one set of regions at
 * one size, prepared once and drawn with each figure's values. Where a region
 * has no outline, its meshes show where it is.
 *
 * Classes differ in grey too, and their number stands in the region.
 */
#ifndef OUTPUT_REPORT_ATLAS_H
#define OUTPUT_REPORT_ATLAS_H

#include "audit/audit.h"
#include "output/print/ground.h"

struct atlas;

/* `set`: one of the audit's; what is drawn is `width` by `height` points. */
struct atlas *atlas_open(const struct audit *audit, const struct audit_set *set,
                         double width, double height);
void atlas_close(struct atlas *atlas);

/* How many regions are shown by their meshes; how many people (75+) live beyond
 * the frame (far islands), and in which regions all of them do. */
size_t atlas_without_outline(const struct atlas *atlas);
double atlas_people_beyond(const struct atlas *atlas);
bool atlas_region_beyond(const struct atlas *atlas, size_t region);

/* Its ground, with the frame's corner at (x, y). */
struct ground atlas_ground(const struct atlas *atlas, double x, double y);
/* People of 75+ in the base year of an own mesh; 0 for others. */
double atlas_people(const struct audit *audit, size_t mesh);

/* Fills of areas, and what is drawn over them. */
enum atlas_pattern {
    PATTERN_PLAIN,
    PATTERN_LINES, /* from bottom left to top right */
    PATTERN_DOTS
};
struct atlas_fill {
    unsigned colour, ink; /* 0xRRGGBB */
    enum atlas_pattern pattern;
};

/*
 * Both stand between canvas_figure() and canvas_end(), with the upper left
 * corner at (x, y).
 *
 * Regions: class[r] is the place of region r in fill[n_fill], which is written
 * in it, from 1 on, when it is below `n_numbered`.
 * Meshes: class_of(context, mesh) is the place in `fill`, or negative: left
 * white. Where several meshes share a pixel, the last fill is seen.
 */
void atlas_draw_regions(const struct atlas *atlas, struct canvas *canvas,
                        double x, double y, const int *class,
                        const struct atlas_fill *fill, int n_fill,
                        int n_numbered);
void atlas_draw_meshes(const struct atlas *atlas, struct canvas *canvas,
                       double x, double y,
                       int (*class_of)(const void *context, size_t mesh),
                       const void *context, const struct atlas_fill *fill,
                       int n_fill);

/* A sample of a fill for a legend. */
void atlas_swatch(struct canvas *canvas, const struct atlas_fill *fill,
                  double x, double y, double width, double height);

#endif
