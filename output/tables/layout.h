/*
 * Which columns a sheet of facilities has, in which order: what people read
 * first, what machines need last and unprinted; columns without any value are
 * left out.
 */
#ifndef OUTPUT_TABLES_LAYOUT_H
#define OUTPUT_TABLES_LAYOUT_H

#include "model/view.h"
#include "output/workbook.h"

#define LAYOUT_NUMBER "番号"
#define LAYOUT_LON "経度"
#define LAYOUT_LAT "緯度"
#define LAYOUT_MAX (FIELD_COUNT + 3)

/* The first column is LAYOUT_NUMBER, the last two are the point's. */
struct layout {
    struct workbook_column column[LAYOUT_MAX];
    int from[LAYOUT_MAX]; /* column of the view; -1 for those three */
    size_t n;
};

/* For the rows of one main layer. */
void layout_plan(struct layout *layout, const struct view *view, int layer);

/* At most 31 characters, none that a sheet's name may not have; no two layers
 * have the same. */
const char *layout_sheet_name(int layer, bool resident, struct arena *arena);

#endif
