/*
 * Text as a cell of a workbook may hold it: no characters that XML has not,
 * line ends as in cells, no more than Excel takes.
 */
#ifndef OUTPUT_WORKBOOK_CELL_H
#define OUTPUT_WORKBOOK_CELL_H

#include "base/buf.h"

/* Lives in `safe` until the next call. */
const char *workbook_cell(struct str text, struct buf *safe);

/* The text as the left heading of a printed page, into `safe`: '&' starts a
 * code there, and there is room for little. */
void workbook_page(const char *text, struct buf *safe);

#endif
