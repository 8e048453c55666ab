/*
 * Pictures inside a page: what all of them share. Four units are one pixel at
 * the size for which a picture is made, so whole numbers are fine enough.
 *
 * Colour is never alone: paints differ in grey too, and those that are no
 * step of a scale are hatched.
 */
#ifndef OUTPUT_REPORT_SVG_H
#define OUTPUT_REPORT_SVG_H

#include "base/buf.h"
#include "output/report/words.h"

#define SVG_UNITS_PER_PX 4
#define SVG_FONT 48 /* units, as style_parts.css has it */

/* The steps of a choropleth come first: paint 0 to REPORT_CLASSES - 1. */
enum svg_paint {
    PAINT_NONE = REPORT_CLASSES, /* no data */
    PAINT_GOOD,                  /* within reach, done */
    PAINT_MAYBE,                 /* unknown or planned: striped */
    PAINT_BAD,                   /* out of reach, not done */
    PAINT_ZERO,                  /* a value, and nothing */
    PAINT_EDGE,                  /* over another one: its value is too high */
    PAINT_COUNT
};

/* ` fill="..."`. */
void svg_fill(struct buf *out, int paint);
/* The patterns that paints use: once a page, before any picture. */
void svg_patterns(struct buf *out);
/* A sample for a legend; decoration, its words stand beside it. */
void svg_swatch(struct buf *out, int paint);

/* A picture with its name and description, as assistive technology reads
 * them. `id` must be new on the page. */
struct svg_head {
    const char *id, *class, *title, *desc;
    int width, height; /* units */
};
void svg_open(struct buf *out, const struct svg_head *head);
void svg_close(struct buf *out);

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };
void svg_text(struct buf *out, const char *class, int x, int y,
              enum svg_anchor anchor, const char *text);
/* About how wide it is at SVG_FONT: Japanese characters are square. */
int svg_text_width(const char *text);

/*
 * One bar of `n` parts, which follow one another; part[i] of `whole`, painted
 * paint[i]. Parts that are NAN are passed over. Decoration: the numbers stand
 * in the same row of the table.
 */
void svg_bar(struct buf *out, const double *part, const int *paint, size_t n,
             double whole);

#endif
