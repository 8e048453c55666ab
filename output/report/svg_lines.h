/*
 * Lines over years or shares. Each line has its own dashes, marks and colour,
 * and its name stands at its end.
 */
#ifndef OUTPUT_REPORT_SVG_LINES_H
#define OUTPUT_REPORT_SVG_LINES_H

#include "output/report/svg.h"

#define SVG_LINES_MOST 10 /* more cannot be told from each other */

struct svg_series {
    const char *name;
    const double *y; /* [chart->n]; NAN: a gap */
};

struct svg_chart {
    struct svg_head head; /* class and size are the chart's */
    const char *x_label, *y_label;
    const double *x; /* [n] ascending, shared by all series */
    size_t n;
    const struct svg_series *series;
    size_t n_series;  /* at most SVG_LINES_MOST */
    const double *at; /* where the x axis is marked, with the words */
    const char *const *at_words;
    size_t n_at;
    /* Years: a mark at each value, and no name of the x axis, whose words say
     * it. */
    bool marks;
    bool zero; /* the y axis begins at 0 or below */
    /* The y axis, in five whole steps; NAN: chosen by the values
     * (svg_lines_axis()). */
    double low, high;
};

/* Round steps that hold all values. Zero is on the axis unless the values lie
 * in the upper half of their range; then *broken, which the caller says. */
struct svg_axis {
    double low, high, step;
    int decimals;
    bool broken;
};
struct svg_axis svg_lines_axis(double least, double most);
/* The axis that svg_lines() will use. */
struct svg_axis svg_lines_axis_of(const struct svg_chart *chart);

void svg_lines(struct buf *out, const struct svg_chart *chart);

#endif
