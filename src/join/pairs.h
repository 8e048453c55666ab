/*
 * Staff's answers about pairs of facilities: pairs.csv, which is the worksheet
 * OUT/staff/to_decide.csv with the column 判断 filled in: 同じ (the two are one
 * facility) or 別 (they are two). Rows without an answer are passed over.
 *
 * Columns are found by heading: 施設ID1,施設ID2,判断 are needed,
 * 理由,記入者,日付 may stand there (facility_a,facility_b,decision,reason,who,
 * date). Which records the ids belong to is for the caller to find out.
 */
#ifndef JOIN_PAIRS_H
#define JOIN_PAIRS_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

#define PAIRS_FILE "pairs.csv"

struct staff_pair {
    const char *id_a, *id_b; /* as written, in half width */
    bool one;
    const char *told; /* decision, reason, who, date, a line each */
    size_t line;
};

struct staff_pairs {
    struct staff_pair *item; /* in the order of the lines */
    size_t n, cap;
    struct arena arena; /* owns all text */
    const char *path;
};

/*
 * Read `folder`/pairs.csv into a zeroed *pairs; n is 0 when there is no such
 * file. End with staff_pairs_release(), also after an error.
 * Errors: ERR_INPUT with file and line (unknown word, no id, a pair with
 * itself, answers that contradict each other), ERR_STORAGE.
 */
bool staff_pairs_read(const char *folder, struct staff_pairs *pairs,
                      struct err *err);

/*
 * Do the answers agree once the ids are records? `record` holds two numbers a
 * pair, [2 * i] and [2 * i + 1]: two ids may turn out to be one record, so
 * that answers contradict each other which did not before. Numbers are any
 * below `n_record`; a pair with a number of UINT32_MAX is passed over.
 * Errors: ERR_INPUT naming the lines: of a "two", and of the "one" or the
 * chain of them that say otherwise.
 */
bool staff_pairs_agree(const struct staff_pairs *pairs, const uint32_t *record,
                       uint32_t n_record, struct err *err);

/* No input has the id. Returns false. */
bool staff_pairs_unknown(const struct staff_pair *pair, const char *id,
                         const char *path, struct err *err);

void staff_pairs_release(struct staff_pairs *pairs);

#endif
