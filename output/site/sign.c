#include "output/site/sign.h"

#include "output/site/html.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MIDDLE 32.0
#define RADIUS 23.0
#define EDGE 5.0 /* of a hollow shape */

static void add_number(struct buf *out, double number)
{
    long long tenths = llround(number * 10);

    if (tenths < 0)
        buf_add_char(out, '-');
    tenths = llabs(tenths);
    buf_addf(out, "%lld", tenths / 10);
    if (tenths % 10)
        buf_addf(out, ".%lld", tenths % 10);
}

static void add_point(struct buf *out, char command, double x, double y)
{
    buf_add_char(out, command);
    add_number(out, MIDDLE + x);
    buf_add_char(out, ' ');
    add_number(out, MIDDLE + y);
}

/* A polygon of `n` corners, the first at the top; with `inner` < 1 a star. */
static void corners(struct buf *out, int n, double radius, double inner,
                    double turn)
{
    int steps = inner < 1 ? 2 * n : n;

    for (int i = 0; i < steps; i++) {
        double r = inner < 1 && i % 2 ? radius * inner : radius;
        double angle = turn + 2 * M_PI * i / steps - M_PI / 2;
        add_point(out, i ? 'L' : 'M', r * cos(angle), r * sin(angle));
    }
    buf_add_char(out, 'z');
}

static void cross(struct buf *out, double arm, double half)
{
    const double side[] = {-arm, -half, half, arm};
    static const int at[][2] = {{1, 0}, {2, 0}, {2, 1}, {3, 1}, {3, 2}, {2, 2},
                                {2, 3}, {1, 3}, {1, 2}, {0, 2}, {0, 1}, {1, 1}};

    for (int i = 0; i < 12; i++)
        add_point(out, i ? 'L' : 'M', side[at[i][0]], side[at[i][1]]);
    buf_add_char(out, 'z');
}

static void box(struct buf *out, double width, double height)
{
    add_point(out, 'M', -width / 2, -height / 2);
    HTML(out, "h");
    add_number(out, width);
    HTML(out, "v");
    add_number(out, height);
    HTML(out, "h");
    add_number(out, -width);
    HTML(out, "z");
}

static void disc(struct buf *out, double radius)
{
    add_point(out, 'M', -radius, 0);
    for (int half = 0; half < 2; half++) {
        HTML(out, "a");
        add_number(out, radius);
        HTML(out, " ");
        add_number(out, radius);
        HTML(out, " 0 1 1 ");
        add_number(out, half ? -2 * radius : 2 * radius);
        HTML(out, " 0");
    }
    HTML(out, "z");
}

/* The outline of a shape, `less` smaller. */
static void trace(struct buf *out, const char *shape, double less)
{
    if (strcmp(shape, "star") == 0)
        corners(out, 5, RADIUS + 3 - less, 0.46, 0);
    else if (strcmp(shape, "cross") == 0)
        cross(out, RADIUS - 1 - less, 8.5 - less / 2);
    else if (strcmp(shape, "pentagon") == 0)
        corners(out, 5, RADIUS + 1 - less, 1, 0);
    else if (strcmp(shape, "hexagon") == 0)
        corners(out, 6, RADIUS + 1 - less, 1, M_PI / 6);
    else if (strcmp(shape, "circle") == 0)
        disc(out, RADIUS - 1 - less);
    else if (strcmp(shape, "triangle") == 0)
        corners(out, 3, RADIUS + 3 - 2 * less, 1, 0);
    else if (strcmp(shape, "inverted-triangle") == 0)
        corners(out, 3, RADIUS + 3 - 2 * less, 1, M_PI);
    else if (strcmp(shape, "diamond") == 0)
        corners(out, 4, RADIUS + 2 - 1.4 * less, 1, 0);
    else if (strcmp(shape, "square") == 0)
        box(out, 2 * RADIUS - 8 - 2 * less, 2 * RADIUS - 8 - 2 * less);
    else
        disc(out, RADIUS - 2 - less);
}

/* A second sign for shapes that look alike when small. */
static void shape_mark(struct buf *out, const char *shape)
{
    if (strcmp(shape, "ring") == 0)
        disc(out, 11);
    else if (strcmp(shape, "pentagon") == 0)
        box(out, 7, 18);
    else if (strcmp(shape, "hexagon") == 0)
        box(out, 22, 8);
    else if (strcmp(shape, "circle") == 0)
        cross(out, 12, 3.5);
    else if (strcmp(shape, "square") == 0)
        box(out, 16, 16);
}

static const char *stroked_mark(enum layer_sign sign)
{
    switch (sign) {
    case SIGN_24: /* strokes and not a font: the same on every machine */
        return "<path fill=\"none\" stroke=\"#fff\" stroke-width=\"4\" "
               "stroke-linecap=\"round\" d=\"M18.5 26.5L19.5 23.5L22.5 22"
               "L25.5 22.5L28 25L27.5 28L18.5 41H29M43 42V22.5L34.5 36H46.5"
               "\"/>";
    case SIGN_BARS:
        return "<path fill=\"none\" stroke=\"#fff\" stroke-width=\"6\" "
               "stroke-linecap=\"round\" d=\"M19 32H45M23 23V41M41 23V41\"/>";
    case SIGN_PLAIN:
    case SIGN_HOLLOW:
    case SIGN_DOT:
        break;
    }
    return NULL;
}

static void add_path(struct buf *out, const char *shape, double less)
{
    HTML(out, "<path d=\"");
    trace(out, shape, less);
    buf_add_char(out, '"');
}

void sign_add_symbol(struct buf *out, int layer)
{
    const struct group *group = &groups[layers[layer].group];
    enum layer_sign sign = layers[layer].sign;
    bool hollow = sign == SIGN_HOLLOW;

    buf_addf(out, "<symbol id=\"sign-%s\" viewBox=\"0 0 64 64\">",
             layers[layer].id);
    add_path(out, group->shape, 0);
    HTML(out, " fill=\"#fff\" stroke=\"#fff\" stroke-width=\"12\" "
              "stroke-linejoin=\"round\"/>");
    add_path(out, group->shape, hollow ? EDGE / 2 : 0);
    if (hollow)
        buf_addf(out, " fill=\"#fff\" stroke=\"%s\" stroke-width=\"5\"/>",
                 group->colour);
    else
        buf_addf(out, " fill=\"%s\"/>", group->colour);
    buf_add_text(out, stroked_mark(sign));
    if (!stroked_mark(sign)) {
        size_t before = out->len;
        buf_addf(out, "<path fill=\"%s\" d=\"",
                 hollow ? group->colour : "#fff");
        size_t start = out->len;
        if (sign == SIGN_DOT)
            disc(out, 7);
        else
            shape_mark(out, group->shape);
        if (out->len == start)
            out->len = before;
        else
            HTML(out, "\"/>");
    }
    HTML(out, "</symbol>");
}

void sign_add(struct buf *out, int layer)
{
    buf_addf(out,
             "<svg class=\"sign\" aria-hidden=\"true\" focusable=\"false\">"
             "<use href=\"#sign-%s\"/></svg>",
             layers[layer].id);
}
