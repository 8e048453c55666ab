/*
 * Columns files: a small table that tells how another table - any list with a
 * name and an address - is to be read. Header 項目,列名,固定値 (or
 * field,column,constant); each row gives a field either a column heading or a
 * constant. Fields are those of `zaitaku list fields`, and
 *
 *   id kind latitude longitude           of the row
 *   listing publisher licence licence_url source_url as_of crs   constants
 *
 * `listing`, `name` and `address` are required. There is no field for a
 * person, so no contact person can be taken over.
 */
#ifndef LISTING_COLUMNS_H
#define LISTING_COLUMNS_H

#include "listing/listing.h"

/* Is this the header row of a columns file? */
bool columns_is_header(const struct row *header, struct arena *scratch);

/*
 * Read the rows below the header (already delivered) into a listing that
 * lives in `arena`. Errors: ERR_INPUT naming file, line and remedy.
 */
bool columns_read(struct rows *rows, const char *label, struct arena *arena,
                  struct listing **listing, struct err *err);

#endif
