/* Names of what a mesh has, and of states, as programs read them. */
#ifndef OUTPUT_REPORT_VERDICTS_H
#define OUTPUT_REPORT_VERDICTS_H

#include "audit/audit.h"

/* "covered", "maybe", "not", "no_data" */
extern const char *const verdict_ids[VERDICT_COUNT];
/* "done", "planned", "not", "unknown" */
extern const char *const progress_ids[PROGRESS_STATES];

/* NULL where nobody's list was read: that there is none would be said of what
 * nobody looked at. */
const char *verdict_id(const struct audit_need *need,
                       const struct audit_mesh *mesh);
/* Of the need's gaps those that may be told: all, or none. */
size_t verdict_gaps(const struct audit_need *need);

/* The facility's id, and its name; NULL for none. */
const char *verdict_nearest_id(const struct audit *audit,
                               const struct audit_mesh *mesh);
const char *verdict_nearest_name(const struct audit *audit,
                                 const struct audit_mesh *mesh);

#endif
