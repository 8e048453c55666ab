#include "output/print/canvas_own.h"

#include <cairo.h>
#include <math.h>

void canvas_set_colour(struct canvas *canvas, unsigned colour)
{
    cairo_set_source_rgb(canvas->cr, (double)(colour >> 16 & 255) / 255,
                         (double)(colour >> 8 & 255) / 255,
                         (double)(colour & 255) / 255);
}

/* Fill and stroke the current path. */
static void paint_path(struct canvas *canvas, const struct paint *paint)
{
    if (paint->fill != PAINT_NONE) {
        canvas_set_colour(canvas, paint->fill);
        cairo_fill_preserve(canvas->cr);
    }
    if (paint->stroke != PAINT_NONE) {
        double dash[] = {3 * paint->line, 2 * paint->line};
        canvas_set_colour(canvas, paint->stroke);
        cairo_set_line_width(canvas->cr, paint->line);
        cairo_set_dash(canvas->cr, dash, paint->dashed ? 2 : 0, 0);
        cairo_stroke_preserve(canvas->cr);
    }
    cairo_new_path(canvas->cr);
}

static void round_joins(struct canvas *canvas)
{
    cairo_set_line_join(canvas->cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(canvas->cr, CAIRO_LINE_CAP_ROUND);
}

static void square_joins(struct canvas *canvas)
{
    cairo_set_line_join(canvas->cr, CAIRO_LINE_JOIN_MITER);
    cairo_set_line_cap(canvas->cr, CAIRO_LINE_CAP_BUTT);
}

void canvas_box(struct canvas *canvas, double x, double y, double width,
                double height, const struct paint *paint)
{
    square_joins(canvas);
    cairo_rectangle(canvas->cr, x, y, width, height);
    paint_path(canvas, paint);
}

void canvas_line(struct canvas *canvas, double x0, double y0, double x1,
                 double y1, const struct paint *paint)
{
    struct paint line = *paint;

    line.fill = PAINT_NONE;
    square_joins(canvas);
    cairo_move_to(canvas->cr, x0, y0);
    cairo_line_to(canvas->cr, x1, y1);
    paint_path(canvas, &line);
}

void canvas_disc(struct canvas *canvas, double x, double y, double radius,
                 const struct paint *paint)
{
    cairo_new_sub_path(canvas->cr);
    cairo_arc(canvas->cr, x, y, radius, 0, 2 * M_PI);
    cairo_close_path(canvas->cr);
    paint_path(canvas, paint);
}

void canvas_rings(struct canvas *canvas, const struct canvas_point *point,
                  const size_t *end, size_t n_ring, const struct paint *paint)
{
    size_t at = 0;

    round_joins(canvas);
    cairo_set_fill_rule(canvas->cr, CAIRO_FILL_RULE_EVEN_ODD);
    for (size_t r = 0; r < n_ring; r++) {
        cairo_new_sub_path(canvas->cr);
        for (; at < end[r]; at++)
            cairo_line_to(canvas->cr, point[at].x, point[at].y);
        cairo_close_path(canvas->cr);
    }
    paint_path(canvas, paint);
}

void canvas_path(struct canvas *canvas, const struct canvas_point *point,
                 size_t n, const struct paint *paint)
{
    struct paint line = *paint;

    line.fill = PAINT_NONE;
    round_joins(canvas);
    for (size_t i = 0; i < n; i++)
        cairo_line_to(canvas->cr, point[i].x, point[i].y);
    paint_path(canvas, &line);
}

void canvas_clip(struct canvas *canvas, double x, double y, double width,
                 double height)
{
    cairo_save(canvas->cr);
    cairo_rectangle(canvas->cr, x, y, width, height);
    cairo_clip(canvas->cr);
}

void canvas_unclip(struct canvas *canvas)
{
    cairo_restore(canvas->cr);
}
