#include "output/print/ground.h"
#include "output/print/ground_shape.h"
#include "output/print/tiles.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZE_LARGE 14.0 /* of names in large print: no smaller ones then */

/* Light enough for black numbers, and apart from each other in grey. */
static const struct paint beyond_paint = {0xF6F8F9, PAINT_NONE, 0, false};
static const struct paint neighbour_paint = {0xE9E9E6, 0xA8A8A4, 0.5, false};
static const struct paint own_paint = {0xFFFFFF, 0x4A4A4A, 1.3, false};
/* On a base map: lines only. */
static const struct paint neighbour_line = {PAINT_NONE, 0x777777, 0.6, true};
static const struct paint own_line = {PAINT_NONE, 0x333333, 1.5, false};
/* Between wards of one city. */
static const struct paint ward_line = {PAINT_NONE, 0x777777, 0.7, true};
static const struct paint frame_line = {PAINT_NONE, 0x333333, 0.8, false};

static void draw_places(struct canvas *canvas, const struct ground *ground,
                        const struct view *view, bool own,
                        const struct paint *paint)
{
    struct shape shape = {0};

    for (size_t i = 0; i < view->n_ground; i++) {
        if (view->ground[i].own != own)
            continue;
        shape_of_place(&shape, ground, view, &view->ground[i]);
        if (shape.n_ring)
            canvas_rings(canvas, shape.point, shape.end, shape.n_ring, paint);
    }
    shape_release(&shape);
}

static size_t count_own(const struct view *view)
{
    size_t n = 0;

    for (size_t i = 0; i < view->n_ground; i++)
        n += view->ground[i].own;
    return n;
}

void ground_draw(struct canvas *canvas, const struct ground *ground,
                 const struct view *view, const struct writing *writing,
                 bool *tiled)
{
    const struct box *frame = &ground->frame;
    bool tiles = false;

    if (writing && writing->tiles)
        tiles = tiles_draw(canvas, ground, writing->tiles);
    if (tiled)
        *tiled = tiles;
    canvas_clip(canvas, frame->x, frame->y, frame->width, frame->height);
    if (!tiles && view->n_ground)
        canvas_box(canvas, frame->x, frame->y, frame->width, frame->height,
                   &beyond_paint);
    draw_places(canvas, ground, view, false,
                tiles ? &neighbour_line : &neighbour_paint);
    draw_places(canvas, ground, view, true, tiles ? &own_line : &own_paint);
    /* A ward's fill covers half of its neighbour's edge. */
    if (!tiles && count_own(view) > 1)
        draw_places(canvas, ground, view, true, &ward_line);
    canvas_unclip(canvas);
    canvas_box(canvas, frame->x, frame->y, frame->width, frame->height,
               &frame_line);
}

/* ---- names ---- */

struct labels {
    struct canvas *canvas;
    const struct ground *ground;
    struct box *taken; /* those given, then the names drawn */
    size_t n, n_given, cap;
    double apart; /* of names from each other */
};

static bool meets(const struct box *a, const struct box *b, double apart)
{
    return a->x < b->x + b->width + apart && b->x < a->x + a->width + apart &&
           a->y < b->y + b->height + apart && b->y < a->y + a->height + apart;
}

static bool is_free(const struct labels *labels, const struct box *box)
{
    const struct box *frame = &labels->ground->frame;

    if (box->x < frame->x + 2 || box->y < frame->y + 2 ||
        box->x + box->width > frame->x + frame->width - 2 ||
        box->y + box->height > frame->y + frame->height - 2)
        return false;
    for (size_t i = 0; i < labels->n; i++)
        if (meets(box, &labels->taken[i],
                  i < labels->n_given ? 1 : labels->apart))
            return false;
    return true;
}

/* Around `middle`, or a little above or below where it is free. */
static bool put_name(struct labels *labels, struct canvas_point middle,
                     const char *name, const struct text_style *style)
{
    static const double shift[] = {0, -1, 1, -2.2, 2.2};
    double width = canvas_text_width(labels->canvas, name, style);
    double height = style->size * 1.1;

    if (width <= 0)
        return false;
    for (size_t i = 0; i < sizeof(shift) / sizeof(*shift); i++) {
        struct box box = {middle.x - width / 2,
                          middle.y - height / 2 + shift[i] * height, width,
                          height};
        if (!is_free(labels, &box))
            continue;
        canvas_text(labels->canvas, box.x, box.y, width + 1, name, style);
        labels->taken = mem_room(labels->taken, labels->n, &labels->cap,
                                 sizeof(*labels->taken));
        labels->taken[labels->n++] = box;
        return true;
    }
    return false;
}

/* The wards of a city have names of their own; the title names the one
 * municipality. */
static bool has_wards(const struct view *view)
{
    const char *first = NULL;

    for (size_t i = 0; i < view->n_ground; i++) {
        if (!view->ground[i].own)
            continue;
        if (first && !str_same(first, view->ground[i].name))
            return true;
        first = view->ground[i].name;
    }
    return false;
}

static void name_places(struct labels *labels, const struct view *view,
                        double size)
{
    const struct text_style style = {
        .size = size, .colour = 0x555555, .halo = size / 8};
    bool wards = has_wards(view);
    struct shape shape = {0};

    for (size_t i = 0; i < view->n_ground; i++) {
        const struct view_place *place = &view->ground[i];
        struct canvas_point middle;
        double clearance;
        if ((place->own && !wards) || !place->name)
            continue;
        shape_of_place(&shape, labels->ground, view, place);
        if (shape_middle(&shape, labels->ground->frame, &middle, &clearance) &&
            clearance > size * 0.6)
            put_name(labels, middle, place->name, &style);
    }
    shape_release(&shape);
}

/* （大字なし）and the like: where a municipality has no towns. */
static bool is_nameless(const char *name)
{
    return *name == '(' || strncmp(name, "（", strlen("（")) == 0;
}

/* Towns of the neighbours would hide which names are municipalities'. */
static bool is_own(const struct view *view, const struct view_town *town)
{
    for (size_t i = 0; i < view->n_ground && view->ground[i].own; i++)
        if (str_same(view->ground[i].name, town->place))
            return true;
    return view->n_ground == 0;
}

static void name_towns(struct labels *labels, const struct view *view,
                       double size)
{
    const struct text_style style = {
        .size = size, .colour = 0x6B6B6B, .halo = size / 8};
    double metres = ground_metres_per_point(labels->ground);
    const struct box *frame = &labels->ground->frame;

    for (size_t i = 0; i < view->n_town; i++) {
        const struct view_town *town = &view->town[i];
        struct canvas_point at = ground_point(labels->ground, town->point);
        /* A town is named once it is about as large as its name. */
        double radius = isnan(town->radius_m) ? 300 : (double)town->radius_m;
        if (!town->name || is_nameless(town->name) || !is_own(view, town) ||
            !lonlat_known(town->point) || radius / metres < 1.6 * size ||
            at.x < frame->x || at.y < frame->y ||
            at.x > frame->x + frame->width || at.y > frame->y + frame->height)
            continue;
        put_name(labels, at, town->name, &style);
    }
}

void ground_names(struct canvas *canvas, const struct ground *ground,
                  const struct view *view, const struct box *taken, size_t n,
                  double size)
{
    struct labels labels = {.canvas = canvas, .ground = ground};

    for (size_t i = 0; i < n; i++) {
        labels.taken = mem_room(labels.taken, labels.n, &labels.cap,
                                sizeof(*labels.taken));
        labels.taken[labels.n++] = taken[i];
    }
    labels.n_given = labels.n;
    labels.apart = size;
    name_places(&labels, view, size);
    labels.apart = 2.5 * size;
    name_towns(&labels, view, size < SIZE_LARGE ? size * 0.85 : size);
    free(labels.taken);
}

/* ---- what belongs beside every map ---- */

/* 1, 2 or 5 times a power of ten, at most `most`. */
static double round_length(double most)
{
    double power = pow(10, floor(log10(most)));
    double first = most / power;

    return (first >= 5 ? 5 : first >= 2 ? 2 : 1) * power;
}

static void length_text(char *text, size_t size, double metres)
{
    if (metres >= 1000)
        snprintf(text, size, "%.0fkm", metres / 1000);
    else
        snprintf(text, size, "%.0fm", metres);
}

void ground_scale_words(const struct ground *ground, char *text, size_t size)
{
    double ratio = ground_metres_per_point(ground) * PAPER_MM(1000);
    double power = pow(10, fmax(floor(log10(ratio)) - 1, 0));
    long n = lround(ratio / power) * lround(power);

    if (n >= 1000000)
        snprintf(text, size, "縮尺 約%ld,%03ld,%03ld分の1", n / 1000000,
                 n / 1000 % 1000, n % 1000);
    else if (n >= 1000)
        snprintf(text, size, "縮尺 約%ld,%03ld分の1", n / 1000, n % 1000);
    else
        snprintf(text, size, "縮尺 約%ld分の1", n);
}

double ground_scale_bar(struct canvas *canvas, const struct ground *ground,
                        double x, double y, double width, double size,
                        double *used)
{
    const struct text_style style = {.size = size};
    const struct paint line = {PAINT_NONE, 0, 0.7, false};
    const struct paint black = {0, 0, 0.7, false};
    double metres = ground_metres_per_point(ground);
    double length = round_length(width * 0.6 * metres);
    double bar = length / metres, height = fmax(size * 0.35, 3);
    char text[64];

    /* Two halves, black and white, between their figures. */
    canvas_box(canvas, x, y + size * 1.25, bar / 2, height, &black);
    canvas_box(canvas, x + bar / 2, y + size * 1.25, bar / 2, height, &line);
    canvas_text(canvas, x, y, bar / 2, "0", &style);
    length_text(text, sizeof(text), length);
    double end = fmax(canvas_text_width(canvas, text, &style), bar / 2);
    canvas_text(canvas, x + bar - canvas_text_width(canvas, text, &style) / 2,
                y, end + size, text, &style);
    double right = x + bar + canvas_text_width(canvas, text, &style) / 2 + size;
    ground_scale_words(ground, text, sizeof(text));
    double ratio = canvas_text_width(canvas, text, &style);
    canvas_text(canvas, right, y, ratio + size, text, &style);
    if (used)
        *used = right + ratio - x;
    return size * 1.25 + height + 1;
}

void ground_north_arrow(struct canvas *canvas, double x, double y, double size)
{
    const struct paint black = {0, 0, 0.6, false};
    const struct paint white = {0xFFFFFF, 0, 0.6, false};
    const struct text_style style = {
        .size = size * 0.45, .bold = true, .align = ALIGN_MIDDLE};
    double middle = x + size / 4, top = y + size * 0.5;
    const struct canvas_point left[] = {
        {middle, top}, {x + 1, y + size}, {middle, y + size * 0.85}};
    const struct canvas_point right[] = {
        {middle, top}, {x + size / 2 - 1, y + size}, {middle, y + size * 0.85}};
    size_t three = 3;

    canvas_text(canvas, x - size / 4, y, size, "北", &style);
    canvas_rings(canvas, left, &three, 1, &black);
    canvas_rings(canvas, right, &three, 1, &white);
}
