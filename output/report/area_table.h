/*
 * What is told of a region on a map: the columns of areas.geojson and of the
 * layer "areas". All figures of all years are in audit.json, and in the table
 * "figures" of audit.gpkg.
 *
 * set, set_name, code, name, prefecture, outline (own: brought by the user;
 * municipalities; meshes; none), meshes,
 * partial (1: some of its people were not read)
 * people_YEAR, people_75_YEAR, municipal_people_75_YEAR
 * medical_index_YEAR, care_index_YEAR (100 = 2020)
 * indicator_01 ... indicator_12, and indicator_NN_unknown of filed ones
 * chain_whole_share, chain_maybe_share; chain_unsure_1_share ... _4_share,
 * chain_missing_1_share ... _4_share: of the base year
 * NEED__yes, NEED__unknown, NEED__unplaced, NEED__neighbours: facilities
 * NEED__edge: people where access is too high
 * NEED__FIGURE_YEAR: the figures of figures.h that are `on_map`
 *
 * NEED is the id of a need with '_' for '-': visiting_nurse__covered_share_2025
 */
#ifndef OUTPUT_REPORT_AREA_TABLE_H
#define OUTPUT_REPORT_AREA_TABLE_H

#include "output/report/area_outline.h"
#include "output/report/figures.h"

struct area_cell {
    bool is_text;
    const char *text; /* NULL: not known */
    double number;    /* NAN: cannot be told */
};

/* Who asks for the cell of a column: region NULL names the columns only. */
struct area_asked {
    const struct audit *audit;
    const struct audit_set *set;
    const struct audit_region *region;
    enum area_source outline;
};

/* Call `cell` for every column, in order. `heading` and `name` live until it
 * returns. `base_only`: the figures of needs for the base year alone. */
void area_table_each(const struct area_asked *asked, bool base_only,
                     void (*cell)(void *context, const char *name,
                                  const char *heading, struct area_cell cell),
                     void *context);
size_t area_table_columns(const struct audit *audit, bool base_only);

#endif
