/* The parts of the report for a meeting, each with its heading. */
#ifndef OUTPUT_REPORT_BOOKLET_PARTS_H
#define OUTPUT_REPORT_BOOKLET_PARTS_H

#include "output/report/booklet_table.h"

/* Longer tables show those with the most people out of reach; a sentence says
 * so, and where all of them are. */
#define ROWS_ALL 200
#define ROWS_MOST 50

/* Needs that have pages of their own. */
#define NEEDS_MOST 15

void booklet_cover(struct booklet *booklet);
/* Of a need of which something is known; then all others. */
void booklet_need(struct booklet *booklet, size_t need);
void booklet_unread(struct booklet *booklet);
void booklet_need_tables(struct booklet *booklet, size_t need);
void booklet_chain(struct booklet *booklet);
void booklet_indicators(struct booklet *booklet);
void booklet_demand(struct booklet *booklet);
void booklet_imported(struct booklet *booklet);
void booklet_progress(struct booklet *booklet);
void booklet_quality(struct booklet *booklet);
void booklet_about(struct booklet *booklet);

/* ---- shared by tables of regions ---- */

/* The regions of a set that a table shows, in order; `least` are shown first
 * when there are too many: by want(context, region), most first. */
struct booklet_rows {
    size_t *region;
    size_t n, all; /* shown; there are */
};
struct booklet_rows
booklet_rows(struct booklet *booklet, const struct audit_set *set,
             double (*want)(const struct audit *audit,
                            const struct audit_region *region, size_t need),
             size_t need);
double booklet_want_people(const struct audit *audit,
                           const struct audit_region *region, size_t need);
double booklet_want_missing(const struct audit *audit,
                            const struct audit_region *region, size_t need);
/* What was left out, and where it is; nothing when all are there. `by` says
 * which regions are shown. */
void booklet_rows_note(struct booklet *booklet, const struct audit_set *set,
                       const struct booklet_rows *rows, const char *by);
/* Is a table of this set worth its room? One region that is all says nothing
 * more than the total. */
bool booklet_set_told(const struct audit *audit, size_t set);
/* The years that have no column. */
void booklet_years_note(struct booklet *booklet, size_t shown);

#endif
