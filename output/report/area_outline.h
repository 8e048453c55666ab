/*
 * The outline of a region as polygons that readers of maps accept (OGC simple
 * features, RFC 7946): its members joined, each exterior ring with its holes,
 * exterior rings counter-clockwise and holes clockwise.
 *
 * Where the region has an outline of its own it is that; else those of its
 * municipalities; else that of its meshes.
 */
#ifndef OUTPUT_REPORT_AREA_OUTLINE_H
#define OUTPUT_REPORT_AREA_OUTLINE_H

#include "audit/audit.h"

enum area_source { AREA_NONE, AREA_OWN, AREA_MEMBERS, AREA_MESHES };
/* "none", "own", "municipalities", "meshes" */
extern const char *const area_source_ids[];

struct area_ring {
    uint32_t first, n; /* in `point`; the first is not repeated at the end */
    bool exterior;     /* begins a polygon; the rings behind it are its holes */
};

struct area_outline {
    enum area_source source;
    struct lonlat *point;
    struct area_ring *ring;
    size_t n_point, n_ring, n_polygon;
};

/* `set`: its number in audit->set. End with area_outline_release(). */
void area_outline_make(struct area_outline *outline, const struct audit *audit,
                       size_t set, const struct audit_region *region);
void area_outline_release(struct area_outline *outline);

/* The least and the most of its points; NAN without any. */
void area_outline_box(const struct area_outline *outline, struct lonlat *least,
                      struct lonlat *most);

#endif
