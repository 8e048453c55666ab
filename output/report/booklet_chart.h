/* Charts of the report for a meeting. Every chart stands beside a table with
 * the same figures. */
#ifndef OUTPUT_REPORT_BOOKLET_CHART_H
#define OUTPUT_REPORT_BOOKLET_CHART_H

#include "output/report/booklet.h"

#define CHART_LINES 4
#define CHART_STATES 5

/* The Lorenz curve of a need in a square of `side`; with its words below. */
double booklet_lorenz(struct booklet *booklet, double x, double y, double side,
                      size_t need);

/* Bars that are filled to their ends with the shares of states. */
struct share_bars {
    const char *title;
    size_t n_state;
    const char *state[CHART_STATES];
    size_t n_bar;
    const struct share_bar {
        const char *label;
        double part[CHART_STATES]; /* of their sum, which may be 0 */
        bool first;                /* of a group: a little space above it */
    } * bar;
};
void booklet_share_bars(struct booklet *booklet, const struct share_bars *bars);

/* Lines over years; NAN: no point. */
struct year_lines {
    const char *title;
    const int *year;
    size_t n_year, n_line;
    const char *name[CHART_LINES];
    const double *value[CHART_LINES];
};
void booklet_year_lines(struct booklet *booklet,
                        const struct year_lines *lines);

#endif
