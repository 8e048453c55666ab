/*
 * Text as a cell of a workbook may hold it: no characters that XML has not,
 * line ends as in cells, no more than Excel takes.
 */
#ifndef OUTPUT_WORKBOOK_CELL_H
#define OUTPUT_WORKBOOK_CELL_H

#include "base/buf.h"

/* Lives in `safe` until the next call. */
const char *workbook_cell(struct str text, struct buf *safe);

#endif
