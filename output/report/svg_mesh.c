/* Population meshes filled by class; those side by side in one piece. */
#include "geo/access/mesh.h"
#include "output/report/svg_map.h"

#include <stdlib.h>
#include <string.h>

/* Some size must do: no country has so many of 10 km. */
#define COARSEST 6

static double people_in(const struct audit *audit, size_t mesh)
{
    return (double)people_of(audit->order->people, mesh, audit->base)[AGE_75];
}

static bool is_drawn(const struct audit *audit, size_t mesh)
{
    return audit->own_mesh[mesh] && people_in(audit, mesh) > 0;
}

int svg_map_digits(const struct audit *audit)
{
    const struct people *people = audit->order->people;
    int digits = people->digits;
    size_t n;

    for (;; digits = digits > 8 ? digits - 1 : digits - 2) {
        uint64_t last = 0;
        n = 0;
        for (size_t m = 0; m < people->n_mesh; m++) {
            /* Meshes come by code, so those of one parent follow each other. */
            uint64_t code = mesh_parent(people->mesh[m].code, digits);
            if (is_drawn(audit, m) && code != last) {
                last = code;
                n++;
            }
        }
        if (n <= SVG_MAP_MESHES || digits <= COARSEST)
            return digits;
    }
}

struct cell {
    uint64_t code;
    int x0, y0, x1, y1; /* units */
    int paint;
};

static int by_row(const void *a, const void *b)
{
    const struct cell *x = a, *y = b;

    if (x->paint != y->paint)
        return x->paint < y->paint ? -1 : 1;
    if (x->y0 != y->y0)
        return x->y0 < y->y0 ? -1 : 1;
    return (x->x0 > y->x0) - (x->x0 < y->x0);
}

/* The paint of most people of the meshes from `m` on that lie in one cell of
 * `digits`; *end is the first mesh after them. Of equals the one that stands
 * later in enum svg_paint: what is missing is not hidden. */
static int paint_of(const struct audit *audit, const int *paint, size_t m,
                    int digits, size_t *end)
{
    const struct people *people = audit->order->people;
    uint64_t code = mesh_parent(people->mesh[m].code, digits);
    double sum[PAINT_COUNT] = {0};
    int most = -1;

    for (*end = m; *end < people->n_mesh &&
                   mesh_parent(people->mesh[*end].code, digits) == code;
         (*end)++)
        if (is_drawn(audit, *end) && paint[*end] >= 0)
            sum[paint[*end]] += people_in(audit, *end);
    for (int p = 0; p < PAINT_COUNT; p++)
        if (sum[p] > 0 && (most < 0 || sum[p] >= sum[most]))
            most = p;
    return most;
}

/* Most people of the meshes from `m` to `end` live where a value is too high.
 */
static bool is_edge(const struct audit *audit, const struct audit_mesh *found,
                    size_t m, size_t end)
{
    double edge = 0, all = 0;

    for (; m < end; m++)
        if (is_drawn(audit, m)) {
            all += people_in(audit, m);
            edge += found[m].edge ? people_in(audit, m) : 0;
        }
    return edge > all / 2;
}

static size_t find_cells(const struct svg_map *map, const int *paint,
                         const struct audit_mesh *found, int digits,
                         struct cell *cell)
{
    const struct people *people = map->audit->order->people;
    size_t n = 0;

    for (size_t m = 0, end; m < people->n_mesh; m = end) {
        int one = paint_of(map->audit, paint, m, digits, &end);
        if (one < 0)
            continue;
        uint64_t code = mesh_parent(people->mesh[m].code, digits);
        struct mesh_box box = mesh_box(code);
        struct svg_vertex a = svg_frame_place(
            &map->frame, (struct lonlat){box.west_deg, box.north_deg});
        struct svg_vertex b = svg_frame_place(
            &map->frame, (struct lonlat){box.east_deg, box.south_deg});
        if (b.x <= 0 || a.x >= map->frame.width || b.y <= 0 ||
            a.y >= map->frame.height)
            continue;
        cell[n++] = (struct cell){code, a.x, a.y, b.x, b.y, one};
        if (found && is_edge(map->audit, found, m, end))
            cell[n++] = (struct cell){code, a.x, a.y, b.x, b.y, PAINT_EDGE};
    }
    if (n)
        qsort(cell, n, sizeof(*cell), by_row);
    return n;
}

static void add_cells(struct buf *out, const struct cell *cell, size_t n)
{
    int paint = -1;

    for (size_t i = 0, run; i < n; i += run) {
        for (run = 1; i + run < n && cell[i + run].paint == cell[i].paint &&
                      cell[i + run].y0 == cell[i].y0 &&
                      cell[i + run].x0 == cell[i + run - 1].x1;)
            run++;
        if (cell[i].paint != paint) {
            buf_add_text(out, paint < 0 ? "<path" : "\"/>\n<path");
            paint = cell[i].paint;
            svg_fill(out, paint);
            buf_add_text(out, " d=\"");
        }
        int wide = cell[i + run - 1].x1 - cell[i].x0;
        buf_addf(out, "M%d %dh%dv%dh%dz", cell[i].x0, cell[i].y0, wide,
                 cell[i].y1 - cell[i].y0, -wide);
    }
    if (n)
        buf_add_text(out, "\"/>\n");
}

/* Of so many municipalities only borders would be seen. */
static size_t outlined_set(const struct svg_map *map)
{
    for (size_t s = 1; s < map->audit->n_set; s++)
        if (map->audit->set[0].n_region > SVG_MAP_FINE &&
            str_same(map->audit->set[s].set->id, "prefecture"))
            return s;
    return 0;
}

static void add_outlines(struct buf *out, const struct svg_map *map,
                         const char *class)
{
    size_t set = outlined_set(map);

    buf_addf(out, "<g class=\"%s\">", class);
    for (size_t r = 0; map->audit->n_set && r < map->set[set].n_shape; r++)
        if (map->set[set].shape[r].n_ring)
            buf_addf(out, "<use href=\"#a%zu-%zu\"/>", set, r);
    buf_add_text(out, "</g>\n");
}

void svg_map_meshes(struct buf *out, const struct svg_map *map,
                    const struct svg_head *head, const int *paint, int digits,
                    const struct audit_mesh *found)
{
    struct svg_head own = *head;
    struct cell *cell =
        mem_alloc(2 * map->audit->order->people->n_mesh * sizeof(*cell));
    size_t n = find_cells(map, paint, found, digits, cell);

    own.width = map->frame.width;
    own.height = map->frame.height;
    own.class = map->tall ? "map meshes tall" : "map meshes";
    svg_open(out, &own);
    add_outlines(out, map, "land");
    add_cells(out, cell, n);
    free(cell);
    add_outlines(out, map, "lines");
    svg_frame_scale(out, &map->frame);
    svg_close(out);
}
