/*
 * The symbols of the layers, as tools/icons.c draws the markers of the KMZ:
 * the shape of the group, the sign of the layer. Made of the canvas's own
 * shapes, on a square of 64 units with the point in its middle.
 */
#include "model/layer.h"
#include "output/print/canvas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define UNITS 56.0 /* of the square that a symbol fills, without white edge */
#define RADIUS 23.0
#define WHITE 0xFFFFFFu

struct pen {
    struct canvas *canvas;
    double x, y, unit; /* the middle, and points per unit */
};

static void polygon(const struct pen *pen, const double (*at)[2], size_t n,
                    const struct paint *paint)
{
    struct canvas_point point[16];

    for (size_t i = 0; i < n; i++)
        point[i] = (struct canvas_point){pen->x + at[i][0] * pen->unit,
                                         pen->y + at[i][1] * pen->unit};
    canvas_rings(pen->canvas, point, &n, 1, paint);
}

/* `n` corners, the first at the top; with `inner` < 1 a star. */
static void corners(const struct pen *pen, int n, double radius, double inner,
                    double turn, const struct paint *paint)
{
    double at[16][2];
    int steps = inner < 1 ? 2 * n : n;

    for (int i = 0; i < steps; i++) {
        double r = inner < 1 && i % 2 ? radius * inner : radius;
        double angle = turn + 2 * M_PI * i / steps - M_PI / 2;
        at[i][0] = r * cos(angle);
        at[i][1] = r * sin(angle);
    }
    polygon(pen, at, (size_t)steps, paint);
}

static void cross(const struct pen *pen, double arm, double half,
                  const struct paint *paint)
{
    const double side[] = {-arm, -half, half, arm};
    static const int corner[][2] = {{1, 0}, {2, 0}, {2, 1}, {3, 1},
                                    {3, 2}, {2, 2}, {2, 3}, {1, 3},
                                    {1, 2}, {0, 2}, {0, 1}, {1, 1}};
    double at[12][2];

    for (int i = 0; i < 12; i++) {
        at[i][0] = side[corner[i][0]];
        at[i][1] = side[corner[i][1]];
    }
    polygon(pen, at, 12, paint);
}

static void box(const struct pen *pen, double width, double height,
                const struct paint *paint)
{
    canvas_box(pen->canvas, pen->x - width / 2 * pen->unit,
               pen->y - height / 2 * pen->unit, width * pen->unit,
               height * pen->unit, paint);
}

static void disc(const struct pen *pen, double radius,
                 const struct paint *paint)
{
    canvas_disc(pen->canvas, pen->x, pen->y, radius * pen->unit, paint);
}

/* The shape of a group, made smaller by `inset` units at its edges. */
static void shape(const struct pen *pen, const char *name, double inset,
                  const struct paint *paint)
{
    double r = RADIUS - inset;

    /* Edges move by `inset`, corners by more. */
    if (strcmp(name, "star") == 0)
        corners(pen, 5, r + 3 - inset, 0.46, 0, paint);
    else if (strcmp(name, "cross") == 0)
        cross(pen, r - 1, 8.5 - inset, paint);
    else if (strcmp(name, "pentagon") == 0)
        corners(pen, 5, r + 1 - 0.24 * inset, 1, 0, paint);
    else if (strcmp(name, "hexagon") == 0)
        corners(pen, 6, r + 1 - 0.15 * inset, 1, M_PI / 6, paint);
    else if (strcmp(name, "triangle") == 0)
        corners(pen, 3, r + 3 - inset, 1, 0, paint);
    else if (strcmp(name, "inverted-triangle") == 0)
        corners(pen, 3, r + 3 - inset, 1, M_PI, paint);
    else if (strcmp(name, "diamond") == 0)
        corners(pen, 4, r + 2 - 0.41 * inset, 1, 0, paint);
    else if (strcmp(name, "square") == 0)
        box(pen, 2 * r - 8, 2 * r - 8, paint);
    else if (strcmp(name, "ring") == 0)
        disc(pen, r - 2, paint);
    else
        disc(pen, r - 1, paint);
}

/* A second sign for shapes that look alike when small. */
static void shape_mark(const struct pen *pen, const char *name,
                       const struct paint *paint)
{
    if (strcmp(name, "ring") == 0)
        disc(pen, 11, paint);
    else if (strcmp(name, "pentagon") == 0)
        box(pen, 7, 18, paint);
    else if (strcmp(name, "hexagon") == 0)
        box(pen, 22, 8, paint);
    else if (strcmp(name, "circle") == 0)
        cross(pen, 12, 3.5, paint);
    else if (strcmp(name, "square") == 0)
        box(pen, 16, 16, paint);
}

static void stroke(const struct pen *pen, const double (*at)[2], size_t n,
                   double x, double width, unsigned colour)
{
    struct canvas_point point[16];
    struct paint paint = {PAINT_NONE, colour, width * pen->unit, false};

    for (size_t i = 0; i < n; i++)
        point[i] = (struct canvas_point){pen->x + (at[i][0] + x) * pen->unit,
                                         pen->y + at[i][1] * pen->unit};
    canvas_path(pen->canvas, point, n, &paint);
}

static void number_24(const struct pen *pen, unsigned colour)
{
    static const double two[][2] = {{-5, -5.5}, {-4, -8.5}, {-1, -10},
                                    {2, -9.5},  {4.5, -7},  {4, -4},
                                    {-5, 9},    {5.5, 9}};
    static const double four[][2] = {{3, 10}, {3, -9.5}, {-5.5, 4}, {6.5, 4}};

    stroke(pen, two, 8, -8.5, 4, colour);
    stroke(pen, four, 4, 8, 4, colour);
}

static void dumb_bell(const struct pen *pen, unsigned colour)
{
    static const double bar[][2] = {{-13, 0}, {13, 0}};
    static const double end[][2] = {{0, -9}, {0, 9}};

    stroke(pen, bar, 2, 0, 5, colour);
    stroke(pen, end, 2, -9, 6, colour);
    stroke(pen, end, 2, 9, 6, colour);
}

static void sign(const struct pen *pen, const struct layer *layer,
                 unsigned colour)
{
    const struct paint paint = {colour, PAINT_NONE, 0, false};

    switch (layer->sign) {
    case SIGN_PLAIN:
    case SIGN_HOLLOW:
        shape_mark(pen, groups[layer->group].shape, &paint);
        break;
    case SIGN_DOT:
        disc(pen, 7, &paint);
        break;
    case SIGN_24:
        number_24(pen, colour);
        break;
    case SIGN_BARS:
        dumb_bell(pen, colour);
        break;
    }
}

void canvas_symbol(struct canvas *canvas, int layer, double x, double y,
                   double size)
{
    const struct layer *drawn = &layers[layer];
    const char *name = groups[drawn->group].shape;
    unsigned colour =
        (unsigned)strtoul(groups[drawn->group].colour + 1, NULL, 16);
    const struct pen pen = {canvas, x, y, size / UNITS};
    const struct paint edge = {WHITE, WHITE, 8 * pen.unit, false};
    const struct paint filled = {colour, PAINT_NONE, 0, false};
    const struct paint inner = {WHITE, PAINT_NONE, 0, false};

    shape(&pen, name, 0, &edge);
    shape(&pen, name, 0, &filled);
    if (drawn->sign == SIGN_HOLLOW)
        shape(&pen, name, 5, &inner);
    sign(&pen, drawn, drawn->sign == SIGN_HOLLOW ? colour : WHITE);
}
