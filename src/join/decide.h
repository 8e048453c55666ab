/*
 * Staff's answers, applied to every build and never rewritten by one.
 *
 * corrections.csv: 施設ID,項目,正しい値,元の値,理由,記入者,日付 (or
 * facility,field,value,was,reason,who,date), one correction a row. `field` is
 * a name of `zaitaku list fields`, or position (two degrees, in either
 * order). 元の値 is what the source said when the correction was written: when
 * the source says something else by now, the correction is not applied and
 * becomes a finding.
 *
 * review.csv: see review.h.
 */
#ifndef JOIN_DECIDE_H
#define JOIN_DECIDE_H

#include "base/err.h"
#include "geo/boundary.h"
#include "model/table.h"

/*
 * Errors: ERR_INPUT with file and line (unknown facility or field, unreadable
 * position, missing column), ERR_STORAGE (no such folder). Either file may be
 * missing.
 */
bool decide(struct table *table, const char *folder,
            const struct boundaries *boundaries, struct err *err);

#endif
