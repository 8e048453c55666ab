/* The part of report.html about progress, between its two files. */
#ifndef OUTPUT_REPORT_HTML_PROGRESS_H
#define OUTPUT_REPORT_HTML_PROGRESS_H

#include "output/report/html_web.h"

struct progress {
    const struct progress_row *row; /* by item, area, year */
    size_t n;
    const char **item; /* distinct, in that order */
    int *year;         /* distinct ones of rows that are no totals, ascending */
    size_t n_item, n_year;
};

extern const int progress_paints[PROGRESS_STATES];

/* （ア）地域の医療・介護の資源の把握, or the item as written. */
const char *progress_item_name(struct web *web, const char *item);

void progress_add_maps(struct web *web, const struct progress *progress);
void progress_add_areas(struct web *web, const struct progress *progress);

#endif
