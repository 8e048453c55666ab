/*
 * The value of one correction: is it one that the field may have, and does the
 * source still say what it said? What a spreadsheet does to values (width,
 * apostrophes, lost zeros) is seen through or refused, never applied.
 */
#ifndef JOIN_CORRECTION_H
#define JOIN_CORRECTION_H

#include "base/err.h"
#include "model/facility.h"

struct correction {
    const char *path; /* of corrections.csv, for errors */
    size_t line;
    enum field_id field;
    struct str value;
};

/*
 * The field that a person means by a name, heading or id; -1 when it is none
 * that can be corrected: what is computed, and ids.
 */
int correction_field(struct str name, struct arena *arena);

/*
 * Make `value` what a reader would have made of it. Empty stays empty: the
 * facility has none. Refused is what is not a value of the field, and, in a
 * field that residents see, a mail address or the facility's FAX number or
 * mail address.
 * Errors: ERR_INPUT with file and line.
 */
bool correction_settle(struct correction *correction,
                       const struct facility *facility, struct arena *arena,
                       struct err *err);

/* Do two texts say the same of a field? Width, case, blanks and an apostrophe
 * do not count, nor, in numbers, hyphens and zeros at the front. */
bool correction_same(struct str a, struct str b, struct arena *arena);

#endif
