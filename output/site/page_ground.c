/* Outlines and towns, for the moving map and for "near this place". */
#include "output/site/html.h"
#include "output/site/page.h"
#include "output/site/ring.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Vertices of a page: a full-resolution coast has more than a screen shows. */
#define MOST_VERTICES 6000
/* Neighbours are cut this far around the municipality, in parts of its size:
 * more than the moving map shows at first. */
#define AROUND 0.6

static bool own_box(const struct view *view, struct ring_box *box)
{
    *box = (struct ring_box){{INFINITY, INFINITY}, {-INFINITY, -INFINITY}};
    for (size_t i = 0; i < view->n_ground; i++) {
        const struct view_place *place = &view->ground[i];
        if (!place->own || place->n_ring == 0)
            continue;
        box->least.x = fmin(box->least.x, place->least.x);
        box->least.y = fmin(box->least.y, place->least.y);
        box->most.x = fmax(box->most.x, place->most.x);
        box->most.y = fmax(box->most.y, place->most.y);
    }
    double around =
        AROUND * fmax(box->most.x - box->least.x, box->most.y - box->least.y);
    box->least.x -= around;
    box->least.y -= around;
    box->most.x += around;
    box->most.y += around;
    return box->most.x > box->least.x;
}

/* One ring as the data has it, unless `out` is NULL; returns its vertices. */
static size_t add_ring(struct buf *out, struct ring *ring, bool first)
{
    long last_x = 0, last_y = 0;

    if (ring->n == 0 || !out)
        return ring->n;
    buf_add_text(out, first ? "[" : ",[");
    for (size_t i = 0; i < ring->n; i++) {
        long x = lround(ring->point[i].x), y = lround(ring->point[i].y);
        buf_addf(out, i ? ",%ld,%ld" : "%ld,%ld", x - last_x, y - last_y);
        last_x = x;
        last_y = y;
    }
    buf_add_char(out, ']');
    return ring->n;
}

static size_t add_rings(struct buf *out, const struct view *view,
                        const struct view_place *place,
                        const struct ring_box *box, double tolerance,
                        bool *first)
{
    struct ring ring = {0};
    size_t n = 0;

    for (size_t r = 0; r < place->n_ring; r++) {
        ring_set(&ring, view->land, &place->ring[r]);
        if (!place->own)
            ring_clip(&ring, box);
        ring_thin(&ring, tolerance);
        n += add_ring(out, &ring, *first);
        *first = *first && ring.n == 0;
    }
    ring_release(&ring);
    return n;
}

/* The finest tolerance (1e-4 degrees) that the page can afford; all rings get
 * the same, so that shared borders stay together. */
static double choose_tolerance(const struct view *view,
                               const struct ring_box *box)
{
    double tolerance = 0.5;
    size_t n;

    do {
        n = 0;
        tolerance *= 2;
        for (size_t i = 0; i < view->n_ground; i++) {
            bool first = true;
            n +=
                add_rings(NULL, view, &view->ground[i], box, tolerance, &first);
        }
    } while (n > MOST_VERTICES && tolerance < 64);
    return tolerance;
}

static void add_outlines(struct buf *out, const struct view *view)
{
    struct ring_box box;
    bool first = true, any = false;

    HTML(out, ",\n\"ground\":");
    if (!own_box(view, &box)) {
        HTML(out, "null");
        return;
    }
    double tolerance = choose_tolerance(view, &box);
    HTML(out, "{\"own\":[");
    for (size_t i = 0; i < view->n_ground; i++)
        if (view->ground[i].own)
            add_rings(out, view, &view->ground[i], &box, tolerance, &first);
    HTML(out, "],\n\"neighbours\":[");
    for (size_t i = 0; i < view->n_ground; i++) {
        size_t start = out->len;
        if (view->ground[i].own)
            continue;
        buf_add_text(out, any ? ",\n{\"code\":" : "\n{\"code\":");
        buf_add_json_text(out, view->ground[i].code);
        HTML(out, ",\"name\":");
        buf_add_json_text(out, view->ground[i].name);
        HTML(out, ",\"rings\":[");
        first = true;
        if (add_rings(out, view, &view->ground[i], &box, tolerance, &first)) {
            HTML(out, "]}");
            any = true;
        } else {
            out->len = start;
        }
    }
    HTML(out, "]}");
}

/* ---- towns ---- */

/* place[t]: which distinct name town t has. Returns how many there are. */
static size_t add_places(struct buf *out, const struct view *view, int *place)
{
    const char **name = NULL;
    size_t n = 0, cap = 0;

    for (size_t t = 0; t < view->n_town; t++) {
        size_t at = n;
        while (at > 0 && !str_same(name[at - 1], view->town[t].place))
            at--;
        if (at == 0) {
            name = mem_room(name, n, &cap, sizeof(*name));
            name[n++] = view->town[t].place;
            at = n;
        }
        place[t] = (int)at - 1;
    }
    HTML(out, "\"places\":[");
    for (size_t i = 0; i < n; i++) {
        buf_add_text(out, i ? "," : "");
        buf_add_json_text(out, name[i]);
    }
    buf_add_char(out, ']');
    free(name);
    return n;
}

static void add_town_points(struct buf *out, const struct view *view)
{
    for (int axis = 0; axis < 2; axis++) {
        buf_add_text(out, axis ? "],\n\"lat\":[" : "],\n\"lon\":[");
        for (size_t t = 0; t < view->n_town; t++) {
            struct lonlat point = view->town[t].point;
            /* 1e-4 degrees are 10 m: the middle of a town is no finer. */
            double deg = axis ? point.lat_deg : point.lon_deg;
            buf_add_text(out, t ? "," : "");
            buf_add_deg(out, round(deg * 1e4) / 1e4);
        }
    }
    HTML(out, "],\n\"radius_m\":[");
    for (size_t t = 0; t < view->n_town; t++) {
        float radius_m = view->town[t].radius_m;
        buf_add_text(out, t ? "," : "");
        if (isnan(radius_m))
            HTML(out, "null");
        else
            buf_addf(out, "%.0f", (double)ceilf(radius_m / 10) * 10);
    }
    HTML(out, "]}");
}

static void add_towns(struct buf *out, const struct view *view)
{
    int *place = mem_alloc(view->n_town * sizeof(*place));

    HTML(out, ",\n\"towns\":{");
    add_places(out, view, place);
    HTML(out, ",\n\"place\":[");
    for (size_t t = 0; t < view->n_town; t++)
        buf_addf(out, t ? ",%d" : "%d", place[t]);
    HTML(out, "],\n\"name\":[");
    for (size_t t = 0; t < view->n_town; t++) {
        buf_add_text(out, t ? "," : "");
        buf_add_json_text(out, view->town[t].name);
    }
    add_town_points(out, view);
    free(place);
}

void page_add_ground(struct buf *out, const struct view *view)
{
    add_outlines(out, view);
    if (view->n_town)
        add_towns(out, view);
    else
        HTML(out, ",\n\"towns\":null");
}
