/*
 * Staff's answers, applied to every build and never rewritten by one: files
 * of one folder, each of which may be missing.
 *
 * corrections.csv: single values, see correct.h. review.csv: doubtful
 * addresses, see review.h. pairs.csv: which records are one facility, see
 * pairs.h; it is asked for before, while records are united.
 */
#ifndef JOIN_DECIDE_H
#define JOIN_DECIDE_H

#include "base/err.h"
#include "geo/boundary.h"
#include "model/table.h"

/*
 * The corrections of values and the closures, once records are united and
 * hours composed; `today` is YYYY-MM-DD. Files that no build reads are warned
 * of, and what was applied is told.
 * Errors: ERR_INPUT with file and line, ERR_STORAGE (no such folder).
 */
bool decide_values(struct table *table, const char *folder, const char *today,
                   struct err *err);

/*
 * Apply review.csv, then the corrections of positions, once every facility has
 * its own. `boundaries` may be NULL. Errors as decide_values().
 */
bool decide_positions(struct table *table, const char *folder,
                      const struct boundaries *boundaries, struct err *err);

#endif
