/* Maps of meshes: as many as a country has, so they are a picture, under
 * borders that are drawn. */
#include "geo/access/mesh.h"
#include "output/report/atlas_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct paint around_line = {PAINT_NONE, ATLAS_BORDER_AROUND, 0.4,
                                         false};
static const struct paint border_line = {PAINT_NONE, 0x555555, 0.5, false};

/* ---- land and sea ---- */

static unsigned clamped(double at, unsigned most)
{
    return at <= 0 ? 0 : at >= most ? most : (unsigned)lround(at);
}

static void fill_shape(struct picture *picture, const struct shape *shape,
                       uint32_t colour)
{
    double *at = mem_alloc((shape->n_point + 1) * sizeof(*at));
    double top = INFINITY, bottom = -INFINITY;

    for (size_t i = 0; i < shape->n_point; i++) {
        top = fmin(top, shape->point[i].y * ATLAS_FINE);
        bottom = fmax(bottom, shape->point[i].y * ATLAS_FINE);
    }
    unsigned last = clamped(bottom + 1, picture->height);
    for (unsigned row = clamped(top - 1, picture->height); row < last; row++) {
        size_t n = atlas_crossings(shape, 0, (row + 0.5) / ATLAS_FINE, at);
        for (size_t i = 0; i + 1 < n; i += 2) {
            unsigned to = clamped(at[i + 1] * ATLAS_FINE, picture->width);
            for (unsigned x = clamped(at[i] * ATLAS_FINE, picture->width);
                 x < to; x++)
                picture->pixel[(size_t)row * picture->width + x] = colour;
        }
    }
    free(at);
}

void atlas_make_below(struct atlas *atlas)
{
    const struct box *frame = &atlas->ground.frame;
    struct picture *below = &atlas->below;

    below->width = (unsigned)lround(frame->width * ATLAS_FINE);
    below->height = (unsigned)lround(frame->height * ATLAS_FINE);
    size_t n = (size_t)below->width * below->height;
    below->pixel = mem_alloc(n * sizeof(*below->pixel));
    for (size_t i = 0; i < n; i++)
        below->pixel[i] = ATLAS_SEA;
    fill_shape(below, &atlas->around, ATLAS_AROUND);
    for (size_t r = 0; r < atlas->set->n_region; r++)
        fill_shape(below, &atlas->area[r].shape, 0xFFFFFF);
}

/* ---- meshes ---- */

static void fill_mesh(const struct atlas *atlas, struct picture *picture,
                      uint64_t code, const struct atlas_fill *fill)
{
    const struct mesh_box box = mesh_box(code);
    struct canvas_point least = ground_point(
        &atlas->ground, (struct lonlat){box.west_deg, box.north_deg});
    struct canvas_point most = ground_point(
        &atlas->ground, (struct lonlat){box.east_deg, box.south_deg});
    /* One that is smaller than a pixel is still seen. */
    unsigned left = clamped(least.x * ATLAS_FINE, picture->width);
    unsigned right =
        clamped(fmax(most.x * ATLAS_FINE, left + 1.0), picture->width);
    unsigned top = clamped(least.y * ATLAS_FINE, picture->height);
    unsigned bottom =
        clamped(fmax(most.y * ATLAS_FINE, top + 1.0), picture->height);

    for (unsigned y = top; y < bottom; y++)
        for (unsigned x = left; x < right; x++)
            picture->pixel[(size_t)y * picture->width + x] =
                atlas_pixel(fill, x, y);
}

void atlas_put_meshes(const struct atlas *atlas, struct canvas *canvas,
                      double x, double y,
                      int (*class_of)(const void *context, size_t mesh),
                      const void *context, const struct atlas_fill *fill,
                      int n_fill)
{
    const struct people *people = atlas->audit->order->people;
    const struct box *frame = &atlas->ground.frame;
    struct picture picture = atlas->below;
    size_t size =
        (size_t)picture.width * picture.height * sizeof(*picture.pixel);

    picture.pixel = mem_alloc(size);
    memcpy(picture.pixel, atlas->below.pixel, size);
    for (int f = 0; f < n_fill; f++)
        for (size_t m = 0; m < people->n_mesh; m++)
            if (class_of(context, m) == f)
                fill_mesh(atlas, &picture, people->mesh[m].code, &fill[f]);
    canvas_picture(canvas, &picture, x, y, frame->width, frame->height);
    atlas_draw_shape(canvas, &atlas->around, x, y, &around_line);
    for (size_t r = 0; r < atlas->set->n_region; r++)
        atlas_draw_shape(canvas, &atlas->area[r].shape, x, y, &border_line);
    free(picture.pixel);
}

void atlas_draw_meshes(const struct atlas *atlas, struct canvas *canvas,
                       double x, double y,
                       int (*class_of)(const void *context, size_t mesh),
                       const void *context, const struct atlas_fill *fill,
                       int n_fill)
{
    const struct box *frame = &atlas->ground.frame;

    canvas_clip(canvas, x, y, frame->width, frame->height);
    atlas_put_meshes(atlas, canvas, x, y, class_of, context, fill, n_fill);
    canvas_unclip(canvas);
    atlas_draw_frame(atlas, canvas, x, y);
}
