/*
 * The static map: outlines, the names of the neighbours, a pin for each
 * facility. It needs no script and prints well.
 */
#include "output/site/html.h"
#include "output/site/message.h"
#include "output/site/page.h"
#include "output/site/ring.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define UNITS_PER_DEG LAND_UNITS_PER_DEG
#define LENGTH 800.0 /* of the longer side of the municipality */
#define MARGIN 36.0
#define FONT 22.0 /* as style.css has it */

/* From 1e-4 degrees to the picture. */
struct sketch {
    struct buf *out;
    const struct page *page;
    struct ring_box box; /* 1e-4 degrees */
    double x_scale, y_scale;
    double width, height;
    double pin; /* size of one */
};

static void widen(struct ring_box *box, double x, double y)
{
    box->least.x = fmin(box->least.x, x);
    box->least.y = fmin(box->least.y, y);
    box->most.x = fmax(box->most.x, x);
    box->most.y = fmax(box->most.y, y);
}

/* The municipality, and pins that lie beside it by up to a quarter of its
 * size: a border is drawn roughly, but a wrong position shall not shrink the
 * town to a dot. False when its outline is not known. */
static bool choose_box(struct sketch *sketch, const struct view *view)
{
    struct ring_box box = {{INFINITY, INFINITY}, {-INFINITY, -INFINITY}};

    for (size_t i = 0; i < view->n_ground; i++)
        if (view->ground[i].own && view->ground[i].n_ring) {
            widen(&box, view->ground[i].least.x, view->ground[i].least.y);
            widen(&box, view->ground[i].most.x, view->ground[i].most.y);
        }
    double width = box.most.x - box.least.x, height = box.most.y - box.least.y;
    if (!(width > 0) || !(height > 0))
        return false;
    struct ring_box own = box;
    for (size_t r = 0; r < view->n_row; r++) {
        double x = view->row[r].point.lon_deg * UNITS_PER_DEG;
        double y = view->row[r].point.lat_deg * UNITS_PER_DEG;
        if (x > own.least.x - width / 4 && x < own.most.x + width / 4 &&
            y > own.least.y - height / 4 && y < own.most.y + height / 4)
            widen(&box, x, y);
    }
    sketch->box = box;
    return true;
}

static void choose_scale(struct sketch *sketch)
{
    struct ring_box *box = &sketch->box;
    double middle_deg = (box->least.y + box->most.y) / 2 / UNITS_PER_DEG;
    double across = (box->most.x - box->least.x) * cos(middle_deg * M_PI / 180);
    double up = box->most.y - box->least.y;
    double scale = LENGTH / fmax(across, up);

    sketch->y_scale = scale;
    sketch->x_scale = scale * cos(middle_deg * M_PI / 180);
    sketch->width = across * scale + 2 * MARGIN;
    sketch->height = up * scale + 2 * MARGIN;
}

static struct ring_point place(const struct sketch *sketch, double x, double y)
{
    return (struct ring_point){
        MARGIN + (x - sketch->box.least.x) * sketch->x_scale,
        MARGIN + (sketch->box.most.y - y) * sketch->y_scale};
}

/* Cut to the picture, as its units. */
static void project(const struct sketch *sketch, struct ring *ring)
{
    const struct ring_box frame = {{-4, -4},
                                   {sketch->width + 4, sketch->height + 4}};

    for (size_t i = 0; i < ring->n; i++)
        ring->point[i] = place(sketch, ring->point[i].x, ring->point[i].y);
    ring_clip(ring, &frame);
    ring_thin(ring, 0.7);
}

static void add_ring(struct buf *out, const struct ring *ring)
{
    long last_x = 0, last_y = 0;

    for (size_t i = 0; i < ring->n; i++) {
        long x = lround(ring->point[i].x), y = lround(ring->point[i].y);
        buf_addf(out, i ? "l%ld %ld" : "M%ld %ld", i ? x - last_x : x,
                 i ? y - last_y : y);
        last_x = x;
        last_y = y;
    }
    if (ring->n)
        buf_add_char(out, 'z');
}

/* A name on the map and the room that it takes. */
struct label {
    const struct view_place *of;
    struct ring_point at;
    double area, room;
};

/* Writes the outline; *label tells where its name may stand: in its largest
 * ring. */
static void add_place(const struct sketch *sketch, struct label *label)
{
    struct ring ring = {0};
    size_t start = sketch->out->len;

    buf_addf(sketch->out, "<path class=\"%s\" d=\"",
             label->of->own ? "own" : "neighbour");
    size_t empty = sketch->out->len;
    for (size_t r = 0; r < label->of->n_ring; r++) {
        ring_set(&ring, sketch->page->view->land, &label->of->ring[r]);
        project(sketch, &ring);
        add_ring(sketch->out, &ring);
        if (ring_area(&ring) > label->area) {
            label->area = ring_area(&ring);
            label->room = ring_room(&ring, &label->at);
        }
    }
    if (sketch->out->len == empty)
        sketch->out->len = start;
    else
        HTML(sketch->out, "\"/>\n");
    ring_release(&ring);
}

static double text_width(const struct label *label)
{
    return (double)str_chars(str_of(label->of->name)) * FONT;
}

static bool meets(const struct label *a, const struct label *b)
{
    return fabs(a->at.x - b->at.x) < (text_width(a) + text_width(b)) / 2 + 6 &&
           fabs(a->at.y - b->at.y) < FONT * 1.3;
}

/* The names for which there is room, the larger places first; each on a white
 * shape of itself, that lines below do not spoil it. */
static void add_labels(const struct sketch *sketch, struct label *label,
                       size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double half = text_width(&label[i]) / 2;
        bool fits = label[i].room > half && 2 * half < sketch->width;
        label[i].at.x =
            fmin(fmax(label[i].at.x, half + 4), sketch->width - half - 4);
        label[i].at.y = fmin(fmax(label[i].at.y, FONT), sketch->height - FONT);
        for (size_t other = 0; other < i && fits; other++)
            fits = label[other].room == 0 || !meets(&label[i], &label[other]);
        if (!fits) {
            label[i].room = 0;
            continue;
        }
        for (int halo = 1; halo >= 0; halo--) {
            buf_addf(sketch->out, "<text class=\"%s%s\" x=\"%.0f\" y=\"%.0f\">",
                     label[i].of->own ? "own" : "neighbour",
                     halo ? " halo" : "", label[i].at.x,
                     label[i].at.y + FONT * 0.35);
            html_text(sketch->out, label[i].of->name);
            HTML(sketch->out, "</text>\n");
        }
    }
}

static int by_area(const void *a, const void *b)
{
    const struct label *x = a, *y = b;
    int order = (y->area > x->area) - (y->area < x->area);

    return order ? order : strcmp(x->of->code, y->of->code);
}

/* Neighbours first, so that the own border lies above. The municipality as a
 * whole needs no name: the page has it. */
static void add_places(const struct sketch *sketch)
{
    const struct view *view = sketch->page->view;
    struct label *label = mem_alloc(view->n_ground * sizeof(*label));
    size_t n = 0, n_own = 0;

    for (size_t i = 0; i < view->n_ground; i++)
        n_own += view->ground[i].own;
    for (int own = 0; own < 2; own++)
        for (size_t i = 0; i < view->n_ground; i++) {
            if (view->ground[i].own != (own == 1))
                continue;
            label[n] = (struct label){.of = &view->ground[i]};
            add_place(sketch, &label[n]);
            n += label[n].area > 0 && (own == 0 || n_own > 1);
        }
    if (n)
        qsort(label, n, sizeof(*label), by_area);
    add_labels(sketch, label, n);
    free(label);
}

static bool is_shown(const struct sketch *sketch, struct ring_point at)
{
    return at.x >= 0 && at.y >= 0 && at.x <= sketch->width &&
           at.y <= sketch->height;
}

static void add_rough_words(struct buf *out, const struct page *page,
                            const struct view_row *row)
{
    struct buf about = {0};
    const char *note = page_cell(page, row, FIELD_position_note);

    if (!note)
        message_add(&about, "position.about", "m",
                    page_cell(page, row, FIELD_error_m));
    buf_add_char(out, ' ');
    message_add(out, "position.rough", "text", note ? note : about.ptr);
    buf_release(&about);
}

static void add_pin(const struct sketch *sketch, size_t r)
{
    const struct view_row *row = &sketch->page->view->row[r];
    struct ring_point at = place(sketch, row->point.lon_deg * UNITS_PER_DEG,
                                 row->point.lat_deg * UNITS_PER_DEG);
    struct buf *out = sketch->out;
    bool rough = page_is_rough(sketch->page, row);

    if (!lonlat_known(row->point) || !is_shown(sketch, at))
        return;
    buf_addf(out,
             "<use class=\"pin%s\" data-i=\"%zu\" href=\"#sign-%s\" "
             "x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\"><title>",
             rough ? " rough" : "", r, layers[row->layer].id,
             at.x - sketch->pin / 2, at.y - sketch->pin / 2, sketch->pin,
             sketch->pin);
    html_text(out, row->name);
    if (rough)
        add_rough_words(out, sketch->page, row);
    HTML(out, "</title></use>\n");
}

/* The pins of a layer as the corners of one line that is not drawn, each with
 * the sign of the layer: 8 bytes a pin. */
static void add_crowd(const struct sketch *sketch, int layer)
{
    const struct view *view = sketch->page->view;
    struct buf *out = sketch->out;
    const char *id = layers[layer].id;
    bool any = false;

    for (size_t r = 0; r < view->n_row; r++) {
        struct lonlat point = view->row[r].point;
        struct ring_point at = place(sketch, point.lon_deg * UNITS_PER_DEG,
                                     point.lat_deg * UNITS_PER_DEG);
        if (view->row[r].layer != layer || !lonlat_known(point) ||
            !is_shown(sketch, at))
            continue;
        if (!any)
            buf_addf(
                out,
                "<marker id=\"mark-%s\" viewBox=\"0 0 64 64\" "
                "refX=\"32\" refY=\"32\" markerWidth=\"16\" "
                "markerHeight=\"16\" markerUnits=\"userSpaceOnUse\">"
                "<use href=\"#sign-%s\" width=\"64\" height=\"64\"/></marker>\n"
                "<path fill=\"none\" marker-start=\"url(#mark-%s)\" "
                "marker-mid=\"url(#mark-%s)\" "
                "marker-end=\"url(#mark-%s)\" d=\"",
                id, id, id, id, id);
        buf_addf(out, any ? " %.0f %.0f" : "M%.0f %.0f", at.x, at.y);
        any = true;
    }
    if (!any)
        return;
    HTML(out, "\"><title>");
    html_text(out, layer_words(layer, view->resident));
    HTML(out, "</title></path>\n");
}

/* Where to ask lies on top, by name. */
static void add_pins(const struct sketch *sketch)
{
    const struct view *view = sketch->page->view;

    for (int l = LAYER_COUNT - 1; l >= 0; l--) {
        if (!sketch->page->full && l != LAYER_consult) {
            add_crowd(sketch, l);
            continue;
        }
        for (size_t r = 0; r < view->n_row; r++)
            if (view->row[r].layer == l)
                add_pin(sketch, r);
    }
}

/* A bar of a round number of metres, about a quarter of the picture. */
static void add_scale_bar(const struct sketch *sketch)
{
    /* 1e-4 degrees of latitude: 11.1 m (WGS 84, mean). */
    double metres_per_unit = 11.1 / sketch->y_scale;
    double want = sketch->width / 4 * metres_per_unit;
    double ten = pow(10, floor(log10(want)));
    double metres = want >= 5 * ten ? 5 * ten : want >= 2 * ten ? 2 * ten : ten;
    double length = metres / metres_per_unit;
    double y = sketch->height - 10;
    struct buf *out = sketch->out;

    buf_addf(out, "<path class=\"scale\" d=\"M10 %.0fv6h%.0fv-6\"/>\n", y - 6,
             length);
    buf_addf(out, "<text class=\"scale\" x=\"%.0f\" y=\"%.0f\">", length + 18,
             y);
    if (metres >= 1000)
        buf_addf(out, "%.0fkm", metres / 1000);
    else
        buf_addf(out, "%.0fm", metres);
    HTML(out, "</text>\n");
}

void page_add_outline(struct buf *out, const struct page *page)
{
    const struct view *view = page->view;
    struct sketch sketch = {
        .out = out, .page = page, .pin = view->n_row > 150 ? 26 : 34};

    if (!choose_box(&sketch, view)) {
        HTML(out, "<p id=\"no-outline\" data-t=\"map.noGround\">");
        html_text(out, message("map.noGround"));
        HTML(out, "</p>");
        return;
    }
    choose_scale(&sketch);
    buf_addf(out,
             "<svg id=\"outline\" role=\"img\" viewBox=\"0 0 %.0f %.0f\" "
             "data-t-label=\"map.label\"",
             sketch.width, sketch.height);
    html_attribute(out, "data-v-place", view->place);
    HTML(out, " aria-label=\"");
    message_add(out, "map.label", "place", view->place);
    HTML(out, "\">\n");
    add_places(&sketch);
    add_pins(&sketch);
    add_scale_bar(&sketch);
    HTML(out, "</svg>\n<figcaption data-t=\"map.outline\">");
    html_text(out, message("map.outline"));
    HTML(out, "</figcaption>");
}
