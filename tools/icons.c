/*
 * Draws one marker per layer (shape and colour of its group, sign of its own)
 * and writes them as a C file of PNG bytes: icons <file.c> [folder for the
 * PNGs]. Runs at build time only.
 */
#include "model/layer.h"

#include <cairo.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZE 64
#define MIDDLE (SIZE / 2.0)
#define RADIUS 23.0
#define OUTLINE 6.0 /* white, outside the shape, to part it from the map */
#define EDGE 5.0    /* of a hollow shape, inside it */

struct png {
    unsigned char bytes[16384];
    size_t len;
};

static cairo_status_t keep_bytes(void *closure, const unsigned char *data,
                                 unsigned int len)
{
    struct png *png = closure;

    if (png->len + len > sizeof(png->bytes))
        return CAIRO_STATUS_WRITE_ERROR;
    memcpy(png->bytes + png->len, data, len);
    png->len += len;
    return CAIRO_STATUS_SUCCESS;
}

/* A polygon of `n` corners, the first at the top; with `inner` < 1 a star. */
static void corners(cairo_t *cr, int n, double radius, double inner,
                    double turn)
{
    int steps = inner < 1 ? 2 * n : n;

    cairo_new_path(cr);
    for (int i = 0; i < steps; i++) {
        double r = inner < 1 && i % 2 ? radius * inner : radius;
        double angle = turn + 2 * M_PI * i / steps - M_PI / 2;
        cairo_line_to(cr, MIDDLE + r * cos(angle), MIDDLE + r * sin(angle));
    }
    cairo_close_path(cr);
}

static void cross(cairo_t *cr, double arm, double half)
{
    const double side[] = {-arm, -half, half, arm};
    static const int at[][2] = {{1, 0}, {2, 0}, {2, 1}, {3, 1}, {3, 2}, {2, 2},
                                {2, 3}, {1, 3}, {1, 2}, {0, 2}, {0, 1}, {1, 1}};

    cairo_new_path(cr);
    for (int i = 0; i < 12; i++)
        cairo_line_to(cr, MIDDLE + side[at[i][0]], MIDDLE + side[at[i][1]]);
    cairo_close_path(cr);
}

static void box(cairo_t *cr, double width, double height)
{
    cairo_new_path(cr);
    cairo_rectangle(cr, MIDDLE - width / 2, MIDDLE - height / 2, width, height);
}

static void disc(cairo_t *cr, double radius)
{
    cairo_new_path(cr);
    cairo_arc(cr, MIDDLE, MIDDLE, radius, 0, 2 * M_PI);
    cairo_close_path(cr);
}

/* The outline of a shape; false when the name is unknown. */
static bool trace(cairo_t *cr, const char *shape)
{
    if (strcmp(shape, "star") == 0)
        corners(cr, 5, RADIUS + 3, 0.46, 0);
    else if (strcmp(shape, "cross") == 0)
        cross(cr, RADIUS - 1, 8.5);
    else if (strcmp(shape, "pentagon") == 0)
        corners(cr, 5, RADIUS + 1, 1, 0);
    else if (strcmp(shape, "hexagon") == 0)
        corners(cr, 6, RADIUS + 1, 1, M_PI / 6);
    else if (strcmp(shape, "circle") == 0)
        disc(cr, RADIUS - 1);
    else if (strcmp(shape, "triangle") == 0)
        corners(cr, 3, RADIUS + 3, 1, 0);
    else if (strcmp(shape, "inverted-triangle") == 0)
        corners(cr, 3, RADIUS + 3, 1, M_PI);
    else if (strcmp(shape, "diamond") == 0)
        corners(cr, 4, RADIUS + 2, 1, 0);
    else if (strcmp(shape, "square") == 0)
        box(cr, 2 * RADIUS - 8, 2 * RADIUS - 8);
    else if (strcmp(shape, "ring") == 0)
        disc(cr, RADIUS - 2);
    else
        return false;
    return true;
}

/* A rounded line through `n` points, in pixels from the middle. */
static void stroke_line(cairo_t *cr, const double (*at)[2], int n, double x)
{
    cairo_new_path(cr);
    for (int i = 0; i < n; i++)
        cairo_line_to(cr, MIDDLE + at[i][0] + x, MIDDLE + at[i][1]);
    cairo_stroke(cr);
}

/* Strokes and not a font: the same on every machine. */
static void number_24(cairo_t *cr)
{
    static const double two[][2] = {{-5, -5.5}, {-4, -8.5}, {-1, -10},
                                    {2, -9.5},  {4.5, -7},  {4, -4},
                                    {-5, 9},    {5.5, 9}};
    static const double four[][2] = {{3, 10}, {3, -9.5}, {-5.5, 4}, {6.5, 4}};

    cairo_set_line_width(cr, 4);
    stroke_line(cr, two, 8, -8.5);
    stroke_line(cr, four, 4, 8);
}

static void dumb_bell(cairo_t *cr)
{
    static const double bar[][2] = {{-13, 0}, {13, 0}};
    static const double end[][2] = {{0, -9}, {0, 9}};

    cairo_set_line_width(cr, 5);
    stroke_line(cr, bar, 2, 0);
    cairo_set_line_width(cr, 6);
    stroke_line(cr, end, 2, -9);
    stroke_line(cr, end, 2, 9);
}

/* A second sign for shapes that look alike when small. */
static void shape_mark(cairo_t *cr, const char *shape)
{
    cairo_new_path(cr);
    if (strcmp(shape, "ring") == 0)
        disc(cr, 11);
    else if (strcmp(shape, "pentagon") == 0)
        box(cr, 7, 18);
    else if (strcmp(shape, "hexagon") == 0)
        box(cr, 22, 8);
    else if (strcmp(shape, "circle") == 0)
        cross(cr, 12, 3.5);
    else if (strcmp(shape, "square") == 0)
        box(cr, 16, 16);
    cairo_fill(cr);
}

/* What is drawn on the filled shape, in the source's colour. */
static void mark(cairo_t *cr, const struct layer *layer)
{
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    switch (layer->sign) {
    case SIGN_PLAIN:
    case SIGN_HOLLOW:
        shape_mark(cr, groups[layer->group].shape);
        break;
    case SIGN_DOT:
        disc(cr, 7);
        cairo_fill(cr);
        break;
    case SIGN_24:
        number_24(cr);
        break;
    case SIGN_BARS:
        dumb_bell(cr);
        break;
    }
}

static void set_colour(cairo_t *cr, const struct layer *layer)
{
    unsigned long rgb = strtoul(groups[layer->group].colour + 1, NULL, 16);

    cairo_set_source_rgb(cr, (double)(rgb >> 16 & 255) / 255,
                         (double)(rgb >> 8 & 255) / 255,
                         (double)(rgb & 255) / 255);
}

/* The shape that is the current path: coloured with a white mark, or only its
 * edge coloured, and so the mark. */
static void paint(cairo_t *cr, const struct layer *layer)
{
    set_colour(cr, layer);
    if (layer->sign == SIGN_HOLLOW) {
        cairo_save(cr);
        cairo_clip_preserve(cr);
        cairo_set_source_rgb(cr, 1, 1, 1);
        cairo_fill_preserve(cr);
        set_colour(cr, layer);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_MITER);
        cairo_set_line_width(cr, 2 * EDGE);
        cairo_stroke(cr);
        cairo_restore(cr);
    } else {
        cairo_fill(cr);
        cairo_set_source_rgb(cr, 1, 1, 1);
    }
    mark(cr, layer);
}

static bool draw(const struct layer *layer, struct png *png)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SIZE, SIZE);
    cairo_t *cr = cairo_create(surface);
    bool ok = trace(cr, groups[layer->group].shape);

    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_width(cr, 2 * OUTLINE);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_stroke_preserve(cr);
    paint(cr, layer);
    cairo_surface_flush(surface);
    ok = ok && cairo_surface_write_to_png_stream(surface, keep_bytes, png) ==
                   CAIRO_STATUS_SUCCESS;
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    return ok;
}

static bool save_png(const char *folder, const char *stem,
                     const struct png *png)
{
    char path[4096];

    snprintf(path, sizeof(path), "%s/%s.png", folder, stem);
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool ok = fwrite(png->bytes, 1, png->len, file) == png->len;
    return fclose(file) == 0 && ok;
}

static void write_bytes(FILE *out, int number, const struct png *png)
{
    fprintf(out, "static const unsigned char png_%d[] = {", number);
    for (size_t i = 0; i < png->len; i++)
        fprintf(out, "%s%u,", i % 16 ? "" : "\n", png->bytes[i]);
    fprintf(out, "\n};\n");
}

int main(int argc, char **argv)
{
    static struct png png[LAYER_COUNT];
    FILE *out = argc > 1 ? fopen(argv[1], "w") : NULL;
    bool ok = out != NULL;

    if (!ok) {
        fprintf(stderr, "usage: icons <file.c> [folder]\n");
        return 2;
    }
    fprintf(out, "/* Written by tools/icons.c. */\n"
                 "#include \"output/icons.h\"\n\n");
    for (int l = 0; l < LAYER_COUNT && ok; l++) {
        ok = draw(&layers[l], &png[l]) &&
             (argc < 3 || save_png(argv[2], layers[l].id, &png[l]));
        write_bytes(out, l, &png[l]);
    }
    fprintf(out, "\nconst struct icon icons[] = {\n");
    for (int l = 0; l < LAYER_COUNT; l++)
        fprintf(out, "    {\"%s\", png_%d, sizeof(png_%d)},\n", layers[l].id, l,
                l);
    fprintf(out, "};\nconst size_t icon_count = %d;\n", LAYER_COUNT);
    ok = !ferror(out) && ok;
    ok = fclose(out) == 0 && ok;
    if (!ok)
        fprintf(stderr, "icons: cannot write '%s'\n", argv[1]);
    return ok ? 0 : 1;
}
