#include "output/report/svg_frame.h"

#include "geo/access/mesh.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MARGIN 24
#define FOOT 96 /* of the scale */
/* An empty strip wider than this part of the picture, with fewer than this
 * part of the people beyond it, ends the picture. */
#define GAP 0.15
#define FEW 0.02

/* What shall be in the picture: axis 0 is east, 1 north. */
struct item {
    double low[2], high[2]; /* degrees */
    double people;
};

struct items {
    struct item *item;
    size_t n, cap;
};

static void add_item(struct items *items, struct item item)
{
    items->item =
        mem_room(items->item, items->n, &items->cap, sizeof(*items->item));
    items->item[items->n++] = item;
}

static void add_place(struct items *items, const struct land *land,
                      const char *code)
{
    const struct land_place *place = land_find(land, code);

    for (uint32_t r = 0; place && r < place->n_ring; r++) {
        const struct land_ring *ring = &land->ring[place->first_ring + r];
        struct item item = {{INFINITY, INFINITY}, {-INFINITY, -INFINITY}, 0};
        for (uint32_t i = 0; i < ring->n; i++) {
            struct lonlat at = land_degrees(land->vertex[ring->first + i]);
            item.low[0] = fmin(item.low[0], at.lon_deg);
            item.low[1] = fmin(item.low[1], at.lat_deg);
            item.high[0] = fmax(item.high[0], at.lon_deg);
            item.high[1] = fmax(item.high[1], at.lat_deg);
        }
        if (!ring->hole && ring->n)
            add_item(items, item);
    }
}

static void gather(struct items *items, const struct audit *audit)
{
    const struct people *people = audit->order->people;
    const struct audit_set *set = &audit->set[0];

    for (size_t m = 0; m < people->n_mesh; m++) {
        double count = (double)people_of(people, m, audit->base)[AGE_75];
        if (!audit->own_mesh[m] || !(count > 0))
            continue;
        struct mesh_box box = mesh_box(people->mesh[m].code);
        add_item(items, (struct item){{box.west_deg, box.south_deg},
                                      {box.east_deg, box.north_deg},
                                      count});
    }
    for (size_t r = 0; audit->n_set && r < set->n_region; r++)
        for (size_t i = 0; i < set->region[r].region->n_member; i++)
            add_place(items, &audit->order->table->land,
                      set->region[r].region->member[i]);
}

static int by_east(const void *a, const void *b)
{
    double x = ((const struct item *)a)->low[0];
    double y = ((const struct item *)b)->low[0];

    return (x > y) - (x < y);
}

static int by_north(const void *a, const void *b)
{
    double x = ((const struct item *)a)->low[1];
    double y = ((const struct item *)b)->low[1];

    return (x > y) - (x < y);
}

/* Leave out what lies beyond the widest empty strip; false when nothing
 * does. */
static bool trim(struct items *items, int axis)
{
    double least, end, widest = 0, before = 0, sum = 0, people = 0;
    size_t at = 0;

    if (items->n == 0)
        return false;
    qsort(items->item, items->n, sizeof(*items->item),
          axis ? by_north : by_east);
    least = items->item[0].low[axis];
    end = items->item[0].high[axis];
    for (size_t i = 0; i < items->n; i++) {
        double gap = items->item[i].low[axis] - end;
        if (gap > widest) {
            widest = gap;
            at = i;
            before = sum;
        }
        end = fmax(end, items->item[i].high[axis]);
        sum += items->item[i].people;
    }
    people = fmin(before, sum - before);
    if (at == 0 || widest <= GAP * (end - least) || people > FEW * sum)
        return false;
    if (before < sum - before)
        for (size_t i = at; i < items->n; i++)
            items->item[i - at] = items->item[i];
    items->n = before < sum - before ? items->n - at : at;
    return true;
}

bool svg_frame_make(struct svg_frame *frame, const struct audit *audit,
                    int length)
{
    struct items items = {0};
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};

    gather(&items, audit);
    while (trim(&items, 0) || trim(&items, 1))
        ;
    for (size_t i = 0; i < items.n; i++)
        for (int axis = 0; axis < 2; axis++) {
            low[axis] = fmin(low[axis], items.item[i].low[axis]);
            high[axis] = fmax(high[axis], items.item[i].high[axis]);
        }
    free(items.item);
    if (!(high[0] > low[0]) || !(high[1] > low[1]))
        return false;
    double across = cos((low[1] + high[1]) / 2 * M_PI / 180);
    double unit = length / fmax((high[0] - low[0]) * across, high[1] - low[1]);
    *frame = (struct svg_frame){
        .west_deg = low[0],
        .east_deg = high[0],
        .south_deg = low[1],
        .north_deg = high[1],
        .x_per_deg = unit * across,
        .y_per_deg = unit,
        .width = (int)ceil((high[0] - low[0]) * across * unit) + 2 * MARGIN,
        .height = (int)ceil((high[1] - low[1]) * unit) + 2 * MARGIN + FOOT};
    return true;
}

struct svg_vertex svg_frame_place(const struct svg_frame *frame,
                                  struct lonlat point)
{
    return (struct svg_vertex){
        (int32_t)lround(MARGIN +
                        (point.lon_deg - frame->west_deg) * frame->x_per_deg),
        (int32_t)lround(MARGIN +
                        (frame->north_deg - point.lat_deg) * frame->y_per_deg)};
}

bool svg_frame_holds(const struct svg_frame *frame, struct lonlat point)
{
    return point.lon_deg >= frame->west_deg &&
           point.lon_deg <= frame->east_deg &&
           point.lat_deg >= frame->south_deg &&
           point.lat_deg <= frame->north_deg;
}

void svg_frame_scale(struct buf *out, const struct svg_frame *frame)
{
    /* One degree of latitude near 35 degrees north on GRS80, in metres. */
    double metres_per_unit = 110941 / frame->y_per_deg;
    double want = frame->width / 4.0 * metres_per_unit;
    double ten = pow(10, floor(log10(want)));
    double metres = want >= 5 * ten ? 5 * ten : want >= 2 * ten ? 2 * ten : ten;
    int length = (int)lround(metres / metres_per_unit);
    int y = frame->height - MARGIN;
    char words[32];

    buf_addf(out, "<path class=\"axis\" d=\"M%d %dv20h%dv-20\"/>\n", MARGIN,
             y - 20, length);
    if (metres >= 1000)
        snprintf(words, sizeof(words), "%.0fkm", metres / 1000);
    else
        snprintf(words, sizeof(words), "%.0fm", metres);
    svg_text(out, NULL, MARGIN + length + 20, y, SVG_START, words);
}
