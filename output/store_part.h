/*
 * The part of a store that an audit counts. The store must be complete, but its
 * rows are not counted again: it was renamed into place as a whole.
 */
#ifndef OUTPUT_STORE_PART_H
#define OUTPUT_STORE_PART_H

#include "base/err.h"
#include "model/table.h"

/*
 * Read into an empty table: inputs, municipalities, outlines and towns
 * (table->land, land_credit), and of all facilities: id, aliases, name,
 * services, municipality_code, point, error_m, levels, position_source,
 * filing_list, functions_as_of, filed, not_filed, closed.
 */
bool store_load_supply(const char *path, struct table *table, struct err *err);

#endif
