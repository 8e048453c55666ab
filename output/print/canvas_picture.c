#include "output/print/canvas.h"
#include "output/print/canvas_own.h"

#include <cairo.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

struct png_source {
    struct str png;
    size_t at;
};

static cairo_status_t give_bytes(void *closure, unsigned char *data,
                                 unsigned int len)
{
    struct png_source *source = closure;

    if (source->png.len - source->at < len)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(data, source->png.ptr + source->at, len);
    source->at += len;
    return CAIRO_STATUS_SUCCESS;
}

static uint32_t big_endian(const unsigned char *byte)
{
    return (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 |
           (uint32_t)byte[2] << 8 | byte[3];
}

/* What the header promises, before anything is allocated for it. */
static bool size_is_fine(struct str png, unsigned max)
{
    static const char start[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR";

    if (png.len < 33 || memcmp(png.ptr, start, 16) != 0)
        return false;
    const unsigned char *header = (const unsigned char *)png.ptr + 16;
    uint32_t width = big_endian(header), height = big_endian(header + 4);
    return width >= 1 && width <= max && height >= 1 && height <= max;
}

/* Cairo's pixel, its colours already multiplied by its opacity, on white. */
static uint32_t on_white(uint32_t pixel)
{
    uint32_t rest = 255 - (pixel >> 24);

    return (pixel & 0xFFFFFFu) + (rest << 16 | rest << 8 | rest);
}

bool picture_read_png(struct str png, unsigned max, struct picture *picture)
{
    struct png_source source = {png, 0};
    bool ok = false;

    if (!size_is_fine(png, max))
        return false;
    cairo_surface_t *surface =
        cairo_image_surface_create_from_png_stream(give_bytes, &source);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        goto done;
    bool alpha = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32;
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    const unsigned char *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    if (!data || (!alpha && cairo_image_surface_get_format(surface) !=
                                CAIRO_FORMAT_RGB24))
        goto done;
    *picture = (struct picture){(unsigned)width, (unsigned)height, NULL};
    picture->pixel =
        mem_alloc((size_t)width * (size_t)height * sizeof(uint32_t));
    for (int y = 0; y < height; y++) {
        uint32_t *row = picture->pixel + (size_t)y * (size_t)width;
        memcpy(row, data + (ptrdiff_t)y * stride, (size_t)width * sizeof(*row));
        for (int x = 0; x < width; x++)
            row[x] = alpha ? on_white(row[x]) : row[x] & 0xFFFFFFu;
    }
    ok = true;
done:
    cairo_surface_destroy(surface);
    return ok;
}

/* ---- drawing ---- */

void canvas_picture(struct canvas *canvas, const struct picture *picture,
                    double x, double y, double width, double height)
{
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)picture->width, (int)picture->height);
    unsigned char *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);

    if (data) {
        for (unsigned row = 0; row < picture->height; row++)
            memcpy(data + (ptrdiff_t)row * stride,
                   picture->pixel + (size_t)row * picture->width,
                   picture->width * sizeof(uint32_t));
        cairo_surface_mark_dirty(surface);
        cairo_save(canvas->cr);
        cairo_translate(canvas->cr, x, y);
        cairo_scale(canvas->cr, width / picture->width,
                    height / picture->height);
        cairo_set_source_surface(canvas->cr, surface, 0, 0);
        cairo_paint(canvas->cr);
        cairo_restore(canvas->cr);
    }
    cairo_surface_destroy(surface);
}
