/*
 * Maps: regions filled by class, and population meshes. The outlines stand
 * once a page; every map only names them.
 */
#ifndef OUTPUT_REPORT_SVG_MAP_H
#define OUTPUT_REPORT_SVG_MAP_H

#include "output/report/svg_outline.h"

/* More own municipalities than this: one map across the page, drawn finer. */
#define SVG_MAP_BESIDE 30
/* More regions than this: thin borders, and those of prefectures on maps of
 * meshes. */
#define SVG_MAP_FINE 300
/* Meshes of one map; above it they are drawn joined to larger ones. */
#define SVG_MAP_MESHES 20000

struct svg_map {
    const struct audit *audit;
    struct svg_frame frame;
    struct svg_outlines *set; /* [audit->n_set] */
    size_t *by_meshes; /* [n_set]: so many own regions have no outline, and
                          are drawn as the extent of their meshes */
    bool framed;       /* anything is known of where it is */
    int digits;        /* of the meshes that are drawn */
    bool wide;         /* a map takes the whole width */
    bool tall;         /* drawn larger than others: letters need fewer units */
};

void svg_map_make(struct svg_map *map, const struct audit *audit);
/* Can at least two own regions of the set be drawn? */
bool svg_map_draws(const struct svg_map *map, size_t set);
/* Own regions that have people but nothing in the frame: [n], names
 * borrowed; returns how many. `name` may be NULL to count. */
size_t svg_map_missing(const struct svg_map *map, size_t set,
                       const char **name);
/* The outlines and patterns of the page. */
void svg_map_defs(struct buf *out, const struct svg_map *map);

/*
 * paint[r]  of own region r
 * label[r]  a short text for below its name, or NULL; `label` itself may be
 *           NULL: no names either
 *
 * Returns how many regions lack their name or text for want of room.
 */
size_t svg_map_regions(struct buf *out, const struct svg_map *map, size_t set,
                       const struct svg_head *head, const int *paint,
                       const char *const *label);

/*
 * Own meshes with people aged 75 and over, by class.
 *
 * digits    of the meshes drawn: those of the audit, or fewer
 *           (svg_map_digits())
 * paint[m]  of a mesh; negative: not drawn. Where meshes are joined, the
 *           larger one gets the paint of most of its people.
 * found[m]  those that are `edge` are hatched; NULL: none
 */
void svg_map_meshes(struct buf *out, const struct svg_map *map,
                    const struct svg_head *head, const int *paint, int digits,
                    const struct audit_mesh *found);
/* The finest size of which there are not too many: map->digits. */
int svg_map_digits(const struct audit *audit);

void svg_map_release(struct svg_map *map);

#endif
