/*
 * Staff's answers about doubtful addresses: review.csv, which is the worksheet
 * OUT/staff/review.csv with the column 決定 filled in.
 *
 * 決定 is one of 公表 (the published position is right), 住所 (the place of the
 * address is), 候補1 to 候補3 (the place in that cell of the row), two degrees
 * such as 35.0044,135.8686, or 地図に出さない. An answer belongs to an address
 * in a municipality and serves every facility there; empty ones are passed
 * over. It stays in force for as long as the address is written that way.
 */
#ifndef JOIN_REVIEW_H
#define JOIN_REVIEW_H

#include "base/err.h"
#include "geo/boundary.h"
#include "model/table.h"

/* Typed degrees farther outside the municipality than this are refused. */
#define REVIEW_OUTSIDE_M 10000

/* An answer that chose what is no longer there (the published position moved,
 * the dictionary has no place any more) is a finding and not applied. Errors:
 * ERR_INPUT with file and line (unknown decision, empty candidate, an address
 * decided twice), ERR_STORAGE. */
struct review_count {
    size_t n, applied; /* decisions */
};

bool review_apply(struct table *table, const char *path,
                  const struct boundaries *boundaries,
                  struct review_count *count, struct err *err);

#endif
