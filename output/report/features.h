/* GeoJSON (RFC 7946) of a report: what both files have in common. */
#ifndef OUTPUT_REPORT_FEATURES_H
#define OUTPUT_REPORT_FEATURES_H

#include "geo/access/mesh.h"
#include "output/report/area_outline.h"
#include "output/report/json_own.h"

/* Up to the first feature; add_fields() writes the member "fields": what each
 * property means. */
void features_begin(struct emit *emit, const struct audit *audit,
                    const char *name, const char *format,
                    void (*add_fields)(struct emit *emit,
                                       const struct audit *audit));
void features_end(struct emit *emit);

/* The member "geometry": Polygon, MultiPolygon, null without a ring. Degrees
 * with 6 decimals (0.1 m). */
void features_add_outline(struct emit *emit,
                          const struct area_outline *outline);
void features_add_box(struct emit *emit, struct mesh_box box);

#endif
