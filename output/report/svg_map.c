#include "output/report/svg_map.h"

#include "output/report/area_outline.h"
#include "output/site/html.h"

#include <stdlib.h>
#include <string.h>

#define SHORT 1760 /* units of the longer side: 440 pixels */
#define LONG 2720
#define TALL_WIDTH 1400
#define TOLERANCE 2.0 /* half a pixel */

/* ---- outlines ---- */

struct drawing {
    struct svg_map *map;
    struct svg_outlines *outlines;
    struct svg_vertex *vertex;
    size_t n, cap;
};

static void add_point(struct drawing *drawing, struct lonlat point)
{
    drawing->vertex = mem_room(drawing->vertex, drawing->n, &drawing->cap,
                               sizeof(*drawing->vertex));
    drawing->vertex[drawing->n++] =
        svg_frame_place(&drawing->map->frame, point);
}

/* A ring that does not touch the picture is no part of it. */
static void end_ring(struct drawing *drawing, uint32_t shape)
{
    const struct svg_frame *frame = &drawing->map->frame;
    struct svg_vertex least = {INT32_MAX, INT32_MAX}, most = {-1, -1};

    for (size_t i = 0; i < drawing->n; i++) {
        struct svg_vertex v = drawing->vertex[i];
        least.x = v.x < least.x ? v.x : least.x;
        least.y = v.y < least.y ? v.y : least.y;
        most.x = v.x > most.x ? v.x : most.x;
        most.y = v.y > most.y ? v.y : most.y;
    }
    if (drawing->n && most.x >= 0 && most.y >= 0 && least.x <= frame->width &&
        least.y <= frame->height)
        svg_outlines_add(drawing->outlines, shape, drawing->vertex, drawing->n);
    drawing->n = 0;
}

static void add_region(struct drawing *drawing, size_t set, uint32_t shape)
{
    const struct audit *audit = drawing->map->audit;
    struct area_outline outline;

    area_outline_make(&outline, audit, set, &audit->set[set].region[shape]);
    for (size_t r = 0; r < outline.n_ring; r++) {
        const struct area_ring *ring = &outline.ring[r];
        for (uint32_t i = 0; i < ring->n; i++)
            add_point(drawing, outline.point[ring->first + i]);
        end_ring(drawing, shape);
    }
    drawing->map->by_meshes[set] += outline.source == AREA_MESHES;
    area_outline_release(&outline);
}

void svg_map_make(struct svg_map *map, const struct audit *audit)
{
    *map = (struct svg_map){.audit = audit};
    map->wide = audit->n_set && audit->set[0].n_region > SVG_MAP_BESIDE;
    map->digits = svg_map_digits(audit);
    map->framed = svg_frame_make(&map->frame, audit, map->wide ? LONG : SHORT);
    map->tall = !map->wide && map->frame.width < TALL_WIDTH;
    map->set = mem_alloc(audit->n_set * sizeof(*map->set));
    map->by_meshes = mem_alloc(audit->n_set * sizeof(*map->by_meshes));
    for (size_t s = 0; s < audit->n_set; s++) {
        struct drawing drawing = {.map = map, .outlines = &map->set[s]};
        map->set[s] = (struct svg_outlines){0};
        map->by_meshes[s] = 0;
        for (size_t r = 0; map->framed && r < audit->set[s].n_region; r++)
            add_region(&drawing, s, (uint32_t)r);
        svg_outlines_settle(&map->set[s], audit->set[s].n_region, TOLERANCE);
        free(drawing.vertex);
    }
}

bool svg_map_draws(const struct svg_map *map, size_t set)
{
    size_t n = 0;

    for (size_t r = 0; r < map->set[set].n_shape; r++)
        n += map->set[set].shape[r].n_ring > 0;
    return n >= 2;
}

size_t svg_map_missing(const struct svg_map *map, size_t set, const char **name)
{
    const struct audit_set *of = &map->audit->set[set];
    size_t n = 0;

    for (size_t r = 0; r < of->n_region; r++) {
        if (map->set[set].shape[r].n_ring ||
            !(of->region[r].people[map->audit->base][AGE_ALL] > 0))
            continue;
        if (name)
            name[n] = of->region[r].region->name;
        n++;
    }
    return n;
}

void svg_map_defs(struct buf *out, const struct svg_map *map)
{
    HTML(out, "<svg class=\"defs\" width=\"0\" height=\"0\" "
              "aria-hidden=\"true\" focusable=\"false\"><defs>\n");
    svg_patterns(out);
    for (size_t s = 0; s < map->audit->n_set; s++)
        for (size_t r = 0; r < map->set[s].n_shape; r++) {
            if (map->set[s].shape[r].n_ring == 0)
                continue;
            buf_addf(out, "<path id=\"a%zu-%zu\" d=\"", s, r);
            svg_outlines_path(out, &map->set[s], r);
            HTML(out, "\"/>\n");
        }
    HTML(out, "</defs></svg>\n");
}

void svg_map_release(struct svg_map *map)
{
    for (size_t s = 0; s < map->audit->n_set; s++)
        svg_outlines_release(&map->set[s]);
    free(map->set);
    free(map->by_meshes);
    *map = (struct svg_map){0};
}
