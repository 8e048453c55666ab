/* Regions filled by class, with names where they fit. */
#include "output/report/svg_map.h"

#include <stdlib.h>
#include <string.h>

static void add_fills(struct buf *out, const struct svg_outlines *outlines,
                      size_t set, const int *paint)
{
    for (int p = 0; p < PAINT_COUNT; p++) {
        size_t start = out->len, n = 0;
        buf_add_text(out, "<g");
        svg_fill(out, p);
        buf_add_char(out, '>');
        for (size_t r = 0; r < outlines->n_shape; r++)
            if (paint[r] == p && outlines->shape[r].n_ring) {
                buf_addf(out, "<use href=\"#a%zu-%zu\"/>", set, r);
                n++;
            }
        buf_add_text(out, "</g>\n");
        if (n == 0)
            out->len = start;
    }
}

/* ---- names ---- */

struct box {
    int x, y, width, height; /* of the middle; half sizes */
};

static bool meets(const struct box *a, const struct box *b)
{
    return abs(a->x - b->x) < a->width + b->width &&
           abs(a->y - b->y) < a->height + b->height;
}

/* Of a tall picture, as style_parts.css has it. */
#define TALL_FONT 32

struct labels {
    int font;
    struct box *box;
    size_t n;
    const struct svg_frame *frame;
};

static bool take(struct labels *labels, struct box box)
{
    if (box.x - box.width < 0 || box.x + box.width > labels->frame->width ||
        box.y - box.height < 0 || box.y + box.height > labels->frame->height)
        return false;
    for (size_t i = 0; i < labels->n; i++)
        if (meets(&box, &labels->box[i]))
            return false;
    labels->box[labels->n++] = box;
    return true;
}

#define APART 12 /* half of what stays free between two names */

/* Where there is room for it: in the middle, or a little off. */
static bool take_near(struct labels *labels, struct box *box)
{
    static const int off[][2] = {{0, 0},   {0, -1}, {0, 1},  {-1, 0}, {1, 0},
                                 {-1, -1}, {1, -1}, {-1, 1}, {1, 1}};

    for (size_t i = 0; i < sizeof(off) / sizeof(*off); i++) {
        struct box moved = *box;
        moved.x += off[i][0] * labels->font;
        moved.y += off[i][1] * labels->font * 2 / 3;
        if (take(labels, moved)) {
            *box = moved;
            return true;
        }
    }
    return false;
}

/* Name and value, else the name alone, else nothing: the table has all. A
 * name may reach over its border. Returns whether all could be written. */
static bool add_label(struct buf *out, struct labels *labels,
                      const struct svg_shape *shape, const char *name,
                      const char *value)
{
    int font = labels->font, wide = svg_text_width(name) * font / SVG_FONT;
    int wider = value ? svg_text_width(value) * font / SVG_FONT : 0;
    struct box box = {shape->label.x, shape->label.y,
                      (wider > wide ? wider : wide) / 2 + APART, font * 6 / 5};

    if (shape->room * 2 < wide)
        return false;
    if (value && take_near(labels, &box)) {
        svg_text(out, NULL, box.x, box.y - font / 6, SVG_MIDDLE, name);
        svg_text(out, NULL, box.x, box.y + font, SVG_MIDDLE, value);
        return true;
    }
    box.width = wide / 2 + APART;
    box.height = font * 3 / 5;
    if (!take_near(labels, &box))
        return false;
    svg_text(out, NULL, box.x, box.y + font / 3, SVG_MIDDLE, name);
    return !value;
}

struct ranked {
    size_t region;
    int room;
};

static int by_room(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->room != y->room)
        return x->room > y->room ? -1 : 1;
    return (x->region > y->region) - (x->region < y->region);
}

/* Drawn twice: white edges first, so that dark fills can be read on. The edge
 * is inherited, which the second drawing does not. */
static size_t add_labels(struct buf *out, const struct svg_map *map, size_t set,
                         const char *id, const char *const *label)
{
    const struct svg_outlines *outlines = &map->set[set];
    struct labels labels = {.font = map->tall ? TALL_FONT : SVG_FONT,
                            .frame = &map->frame};
    size_t n = outlines->n_shape, bare = 0;
    struct ranked *ranked = mem_alloc(n * sizeof(*ranked));

    labels.box = mem_alloc((n + 1) * sizeof(*labels.box));
    for (size_t r = 0; r < n; r++)
        ranked[r] = (struct ranked){r, outlines->shape[r].room};
    if (n)
        qsort(ranked, n, sizeof(*ranked), by_room);
    buf_addf(out, "<g class=\"halo\"><g id=\"%s-n\">\n", id);
    for (size_t i = 0; i < n; i++) {
        size_t r = ranked[i].region;
        if (outlines->shape[r].n_ring &&
            !add_label(out, &labels, &outlines->shape[r],
                       map->audit->set[set].region[r].region->name, label[r]))
            bare++;
    }
    buf_addf(out, "</g></g>\n<use class=\"names\" href=\"#%s-n\"/>\n", id);
    free(ranked);
    free(labels.box);
    return bare;
}

size_t svg_map_regions(struct buf *out, const struct svg_map *map, size_t set,
                       const struct svg_head *head, const int *paint,
                       const char *const *label)
{
    struct svg_head own = *head;
    size_t bare = 0;

    own.width = map->frame.width;
    own.height = map->frame.height;
    own.class = map->set[set].n_shape > SVG_MAP_FINE ? "map fine"
                : map->tall                          ? "map tall"
                                                     : "map";
    svg_open(out, &own);
    add_fills(out, &map->set[set], set, paint);
    if (label)
        bare = add_labels(out, map, set, head->id, label);
    svg_frame_scale(out, &map->frame);
    svg_close(out);
    return bare;
}
