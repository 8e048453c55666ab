/*
 * Cells as people read them, where the published text is made for programs or
 * written in many ways. Only for files that no program is meant to read.
 */
#ifndef OUTPUT_TABLES_READABLE_H
#define OUTPUT_TABLES_READABLE_H

#include "base/buf.h"
#include "model/facility.h"

/*
 * The cell of a field: a postal code as 529-0011, days with ・ between, hours
 * with a line for each part (as on the prints). All else is as it is. Borrowed,
 * or in `scratch` until the next call. NULL for NULL.
 */
const char *readable_cell(enum field_id field, const char *cell,
                          struct buf *scratch);

#endif
