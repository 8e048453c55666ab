/*
 * The CSV half of rows.h: a scanner over a buffer that holds one record and
 * is bounded by ROWS_MAX_ROW. rows.h says what it promises; here is how.
 *
 * A record is scanned from its first byte; when the buffer ends first, more
 * is read and the record is scanned again (the buffer doubles, so no byte is
 * scanned often). Scanning that led nowhere is counted: once it outweighs the
 * bytes delivered several times, cells over several lines are no longer
 * believed, which keeps the work linear for any input.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/rows.h"

struct csv;

/* Takes `in` over, also when it fails (NULL). */
struct csv *csv_open(struct in *in, struct err *err);

/* The first bytes of the file (up to 64 KiB), before the first csv_next(). */
struct str csv_head(const struct csv *csv);

void csv_expect(struct csv *csv, size_t n_cell);
bool csv_next(struct csv *csv, struct row *row, struct err *err);
const char *csv_encoding(const struct csv *csv);
bool csv_unfinished(const struct csv *csv);
void csv_close(struct csv *csv);

#endif
