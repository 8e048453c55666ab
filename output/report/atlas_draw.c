/* Drawing the maps of the atlas: fills, outlines, numbers and names. */
#include "output/report/atlas_own.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER 7.0 /* size of a region's class */
#define NAME 5.8   /* of its name */
#define HATCH 4.0  /* points between lines */
#define WIDE 2.6   /* a name may be so many times as wide as its clearance */

static const struct paint beyond_paint = {ATLAS_SEA, PAINT_NONE, 0, false};
static const struct paint around_paint = {ATLAS_AROUND, ATLAS_BORDER_AROUND,
                                          0.4, false};
static const struct paint border_paint = {PAINT_NONE, 0x555555, 0.5, false};
static const struct paint hidden_border = {PAINT_NONE, 0x555555, 1.1, false};
static const struct paint frame_paint = {PAINT_NONE, 0x666666, 0.6, false};

/* ---- shapes, moved to where the figure is ---- */

void atlas_draw_shape(struct canvas *canvas, const struct shape *shape,
                      double x, double y, const struct paint *paint)
{
    struct canvas_point *point =
        mem_alloc((shape->n_point + 1) * sizeof(*point));

    for (size_t i = 0; i < shape->n_point; i++)
        point[i] =
            (struct canvas_point){shape->point[i].x + x, shape->point[i].y + y};
    if (shape->n_ring)
        canvas_rings(canvas, point, shape->end, shape->n_ring, paint);
    free(point);
}

static int in_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

size_t atlas_crossings(const struct shape *shape, double slope, double level,
                       double *at)
{
    size_t n = 0, first = 0;

    for (size_t r = 0; r < shape->n_ring; first = shape->end[r++]) {
        struct canvas_point a = shape->point[shape->end[r] - 1];
        for (size_t i = first; i < shape->end[r]; i++) {
            struct canvas_point b = shape->point[i];
            double u = slope * a.x + a.y - level, v = slope * b.x + b.y - level;
            if ((u < 0) != (v < 0))
                at[n++] = a.x + u / (u - v) * (b.x - a.x);
            a = b;
        }
    }
    qsort(at, n, sizeof(*at), in_order);
    return n;
}

static void hatch(const struct atlas *atlas, struct canvas *canvas,
                  const struct shape *shape, double x, double y, unsigned ink)
{
    const struct paint line = {PAINT_NONE, ink, 0.5, false};
    double *at = mem_alloc((shape->n_point + 1) * sizeof(*at));
    double most = atlas->ground.frame.width + atlas->ground.frame.height;

    for (double sum = HATCH / 2; sum < most; sum += HATCH) {
        size_t n = atlas_crossings(shape, 1, sum, at);
        for (size_t i = 0; i + 1 < n; i += 2)
            canvas_line(canvas, x + at[i], y + sum - at[i], x + at[i + 1],
                        y + sum - at[i + 1], &line);
    }
    free(at);
}

/* ---- labels ---- */

struct taken {
    struct box box[512];
    size_t n;
};

static bool is_free(const struct taken *taken, const struct box *box)
{
    for (size_t i = 0; i < taken->n; i++) {
        const struct box *other = &taken->box[i];
        if (box->x < other->x + other->width &&
            other->x < box->x + box->width &&
            box->y < other->y + other->height &&
            other->y < box->y + box->height)
            return false;
    }
    return true;
}

/* Around `middle`, where nothing else stands. */
static bool put_label(struct canvas *canvas, struct taken *taken, double x,
                      double y, const char *text,
                      const struct text_style *style)
{
    double width = canvas_text_width(canvas, text, style) + 1;
    const struct box box = {x - width / 2, y - style->size / 2, width,
                            style->size};

    if (taken->n == sizeof(taken->box) / sizeof(*taken->box) ||
        !is_free(taken, &box))
        return false;
    taken->box[taken->n++] = box;
    canvas_text(canvas, box.x, box.y, box.width + 1, text, style);
    return true;
}

static void draw_labels(const struct atlas *atlas, struct canvas *canvas,
                        double x, double y, const int *class, int n_numbered)
{
    const struct text_style number = {.size = NUMBER, .bold = true, .halo = 1};
    const struct text_style name = {.size = NAME, .halo = 0.9};
    struct taken taken = {.n = 0};
    char text[16];

    for (size_t r = 0; r < atlas->set->n_region; r++) {
        const struct atlas_area *area = &atlas->area[r];
        if (!area->has_label)
            continue;
        snprintf(text, sizeof(text), "%d", class[r] + 1);
        if (class[r] < n_numbered)
            put_label(canvas, &taken, x + area->middle.x, y + area->middle.y,
                      text, &number);
    }
    for (size_t r = 0; r < atlas->set->n_region; r++) {
        const struct atlas_area *area = &atlas->area[r];
        const char *words = atlas->set->region[r].region->name;
        if (area->has_label && words && strlen(words) < 40 &&
            canvas_text_width(canvas, words, &name) < WIDE * area->clearance)
            put_label(canvas, &taken, x + area->middle.x,
                      y + area->middle.y + (NUMBER + NAME) * 0.62, words,
                      &name);
    }
}

/* ---- maps ---- */

static void draw_ground(const struct atlas *atlas, struct canvas *canvas,
                        double x, double y)
{
    const struct box *frame = &atlas->ground.frame;

    canvas_box(canvas, x, y, frame->width, frame->height, &beyond_paint);
    atlas_draw_shape(canvas, &atlas->around, x, y, &around_paint);
}

/* The scale and the way to the north stand below the map. */
void atlas_draw_frame(const struct atlas *atlas, struct canvas *canvas,
                      double x, double y)
{
    const struct box *frame = &atlas->ground.frame;
    const struct paint plate = {0xFFFFFF, PAINT_NONE, 0, false};

    canvas_box(canvas, x + 3, y + 3, 12, 17, &plate);
    ground_north_arrow(canvas, x + 5, y + 4, 15);
    canvas_box(canvas, x, y, frame->width, frame->height, &frame_paint);
}

static void draw_region(const struct atlas *atlas, struct canvas *canvas,
                        double x, double y, size_t region,
                        const struct atlas_fill *fill)
{
    const struct atlas_area *area = &atlas->area[region];
    const struct paint paint = {fill->colour, PAINT_NONE, 0, false};

    /* Its outer border remains when the fill has covered the inner ones. */
    if (area->several)
        atlas_draw_shape(canvas, &area->shape, x, y, &hidden_border);
    atlas_draw_shape(canvas, &area->shape, x, y, &paint);
    if (fill->pattern == PATTERN_LINES)
        hatch(atlas, canvas, &area->shape, x, y, fill->ink);
    if (!area->several)
        atlas_draw_shape(canvas, &area->shape, x, y, &border_paint);
}

struct by_region {
    const struct atlas *atlas;
    const int *class;
};

static int class_of_region(const void *context, size_t mesh)
{
    const struct by_region *by = context;
    size_t region = atlas_people(by->atlas->audit, mesh) > 0
                        ? atlas_region_of(by->atlas, mesh)
                        : SIZE_MAX;

    return region == SIZE_MAX || !by->atlas->area[region].bare
               ? -1
               : by->class[region];
}

void atlas_draw_regions(const struct atlas *atlas, struct canvas *canvas,
                        double x, double y, const int *class,
                        const struct atlas_fill *fill, int n_fill,
                        int n_numbered)
{
    const struct box *frame = &atlas->ground.frame;
    const struct by_region by = {atlas, class};

    canvas_clip(canvas, x, y, frame->width, frame->height);
    if (atlas->n_bare)
        atlas_put_meshes(atlas, canvas, x, y, class_of_region, &by, fill,
                         n_fill);
    else
        draw_ground(atlas, canvas, x, y);
    for (size_t r = 0; r < atlas->set->n_region; r++)
        if (!atlas->area[r].bare)
            draw_region(atlas, canvas, x, y, r, &fill[class[r]]);
    draw_labels(atlas, canvas, x, y, class, n_numbered);
    canvas_unclip(canvas);
    atlas_draw_frame(atlas, canvas, x, y);
}

/* ---- pixels ---- */

uint32_t atlas_pixel(const struct atlas_fill *fill, unsigned x, unsigned y)
{
    bool ink = (fill->pattern == PATTERN_LINES && (x + y) % 10 < 3) ||
               (fill->pattern == PATTERN_DOTS && x % 8 < 3 && y % 8 < 3);

    return ink ? fill->ink : fill->colour;
}

void atlas_swatch(struct canvas *canvas, const struct atlas_fill *fill,
                  double x, double y, double width, double height)
{
    struct picture picture = {(unsigned)lround(width * ATLAS_FINE),
                              (unsigned)lround(height * ATLAS_FINE), NULL};

    picture.pixel = mem_alloc((size_t)picture.width * picture.height *
                              sizeof(*picture.pixel));
    for (unsigned py = 0; py < picture.height; py++)
        for (unsigned px = 0; px < picture.width; px++)
            picture.pixel[(size_t)py * picture.width + px] =
                atlas_pixel(fill, px, py);
    canvas_picture(canvas, &picture, x, y, width, height);
    canvas_box(canvas, x, y, width, height, &border_paint);
    free(picture.pixel);
}
