/*
 * One row of review.csv: what staff decided about one address.
 */
#ifndef JOIN_DECISION_H
#define JOIN_DECISION_H

#include "join/answers.h"

enum decision_column {
    AT_CODE,
    AT_ADDRESS,
    AT_DECISION,
    AT_REQUIRED, /* those above */
    AT_PUBLISHED = AT_REQUIRED,
    AT_CANDIDATE_1,
    AT_CANDIDATE_2,
    AT_CANDIDATE_3,
    AT_REASON,
    AT_WHO,
    AT_DATE,
    AT_N
};
extern const char *const decision_ja[AT_N], *const decision_en[AT_N];

enum decision_kind { USE_PUBLISHED, USE_ADDRESS, USE_POINT, USE_NOTHING };

struct decision {
    enum decision_kind kind;
    struct lonlat point; /* of USE_POINT; of USE_PUBLISHED, what it was then */
    double error_m;      /* of a candidate; NAN */
    bool of_dictionary;  /* the point is a candidate's */
    const char *text; /* for the next worksheet: decision, reason, who, date */
};

/* Errors: ERR_INPUT with file and line (unknown word, empty candidate). */
bool decision_read(struct answers *answers, const struct row *row,
                   struct decision *decision, struct err *err);

/* The answer as the next worksheet shows it, so that no filled-in sheet loses
 * an earlier answer. A candidate becomes its degrees: the next dictionary may
 * number candidates otherwise. */
const char *decision_told(struct answers *answers, const struct row *row,
                          const struct decision *decision, struct arena *arena);

/* Whose address it is: the code with its zeros (Excel takes them away, and
 * people write in full width), the address without the apostrophe that the
 * worksheet puts before what a spreadsheet would run. */
struct str decision_code(struct answers *answers, const struct row *row);
struct str decision_address(struct answers *answers, const struct row *row);

#endif
