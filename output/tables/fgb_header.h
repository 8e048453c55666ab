/*
 * What a FlatGeobuf file says of itself. GDAL 3.6 writes files without title
 * and description (slots 11 and 12 of the table Header, FlatGeobuf 3.0,
 * header.fbs): they are added here.
 */
#ifndef OUTPUT_TABLES_FGB_HEADER_H
#define OUTPUT_TABLES_FGB_HEADER_H

#include "base/buf.h"

/*
 * Append the file `fgb` to `out`, with this title and description in place of
 * its own. False when it is not a FlatGeobuf file that we understand.
 */
bool fgb_header_describe(struct str fgb, const char *title,
                         const char *description, struct buf *out);

#endif
