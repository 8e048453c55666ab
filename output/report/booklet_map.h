/* Maps of the report for a meeting, with their titles and legends. */
#ifndef OUTPUT_REPORT_BOOKLET_MAP_H
#define OUTPUT_REPORT_BOOKLET_MAP_H

#include "output/report/atlas.h"
#include "output/report/booklet.h"
#include "output/report/words.h"

#define MAP_WIDTH 255.0
#define MAP_HEIGHT 240.0
/* With the title above and the legend below. */
#define MAP_BLOCK (MAP_HEIGHT + 92.0)

/* A figure for every region of the set that is mapped (NAN: not known). */
struct choropleth {
    const char *title;
    const char *unit;                     /* %, 件 */
    bool counted;                         /* values are whole numbers */
    const struct report_classes *classes; /* NULL: as the values are */
    const double *value;
};

/* The set whose regions are mapped: municipalities, or, where there is only
 * one of them, the user's areas. */
const struct audit_set *booklet_map_set(const struct audit *audit);

/* The upper left corner is at (x, y). Return the height. */
double booklet_choropleth(struct booklet *booklet, double x, double y,
                          const struct choropleth *choropleth);
/* Which meshes reach a need. */
double booklet_reach_map(struct booklet *booklet, double x, double y,
                         size_t need);
/* What the maps leave out; nothing where they show everything. */
void booklet_map_note(struct booklet *booklet);

#endif
