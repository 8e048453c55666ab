/*
 * The sheets of facilities of a workbook: their names, and which columns they
 * have. One sheet has every facility and every column with a value; what people
 * read comes first, what machines need last and unprinted. The sheets of layers
 * have what people read, and the id.
 */
#ifndef OUTPUT_TABLES_LAYOUT_H
#define OUTPUT_TABLES_LAYOUT_H

#include "model/view.h"
#include "output/workbook.h"

#define LAYOUT_ALL_SHEET "すべて"
#define LAYOUT_NUMBER "番号"
#define LAYOUT_FURTHER "ほかに当てはまる分類"
#define LAYOUT_LON "経度"
#define LAYOUT_LAT "緯度"

/* In place of a layer: every facility. */
#define LAYOUT_ALL (-1)

/* What a column holds: a column of the view, or one of these. */
enum layout_from {
    FROM_NUMBER = -4, /* the place of the row in the view */
    FROM_FURTHER,     /* names of the other layers that fit */
    FROM_LON,
    FROM_LAT
};

struct layout {
    struct workbook_column column[FIELD_COUNT + 4];
    int from[FIELD_COUNT + 4];
    size_t n;
};

/* For the rows of one main layer, or LAYOUT_ALL. */
void layout_plan(struct layout *layout, const struct view *view, int layer);

/* At most 31 characters, none that a sheet's name may not have; no two layers
 * have the same. */
const char *layout_sheet_name(int layer, bool resident, struct arena *arena);

#endif
