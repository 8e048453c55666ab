/*
 * What a person reads of one facility in KML: the lines of its balloon. Codes
 * for programs are not among them, nothing is said twice, and a date that is
 * not known says so.
 */
#ifndef OUTPUT_KML_BALLOON_H
#define OUTPUT_KML_BALLOON_H

#include "model/view.h"
#include "output/column.h"
#include "output/kml_html.h"

struct kml_line {
    enum column_type type;
    struct str lead; /* break and heading; empty: hidden */
};

struct kml_balloon {
    const struct view *view;
    struct kml_html html;
    struct kml_line *line;        /* [view->n_column] */
    size_t kind, services, filed; /* their columns; SIZE_MAX: none */
    struct buf value;             /* scratch */
};

/* Lives as long as the arena, `view` and `out`; then kml_balloon_release(). */
struct kml_balloon kml_balloon(const struct view *view, struct buf *out,
                               struct arena *arena);
void kml_balloon_release(struct kml_balloon *balloon);

/* Append the <description> of a row. */
void kml_balloon_add(struct kml_balloon *balloon, const struct view_row *row);

#endif
