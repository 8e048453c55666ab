/*
 * Staff's corrections of single values: corrections.csv.
 *
 * 施設ID,項目,正しい値,元の値,理由,記入者,日付 (or facility,field,value,was,
 * reason,who,date), one correction a row. 項目 is a name or heading of
 * `zaitaku list fields`, or
 *   位置 (position)  two degrees in either order
 *   閉鎖 (closed)    はい, or the day since when: the facility leaves both
 *                    editions and stays in the store; いいえ or nothing: it
 *                    is open
 * 元の値 is what the source said when the correction was written: when the
 * source says something else by now, the correction is a finding and is not
 * applied.
 *
 * What was corrected stays known: the former value with where it came from,
 * and why, by whom and when, as other values of the field.
 */
#ifndef JOIN_CORRECT_H
#define JOIN_CORRECT_H

#include "base/err.h"
#include "geo/boundary.h"
#include "model/table.h"

/* Rules of other values. The value of the second is reason, who and date, a
 * line each; its supply and line are the correction's own. */
#define CORRECT_FORMER N_("staff corrected it")
#define CORRECT_REASON N_("why staff corrected it")

/* Values (and closures) are corrected before addresses are looked up, so that
 * a corrected address makes the pin; positions when all else is settled. */
enum correct_phase { CORRECT_VALUES, CORRECT_POSITIONS };

struct correct_run {
    enum correct_phase phase;
    const struct boundaries *boundaries; /* or NULL */
    const char *today; /* YYYY-MM-DD: who closes later is still open */
    /* What became of the rows of this phase. */
    size_t n, n_applied, n_closed;
};

/*
 * A row is applied in its own phase; both prove its facility and field.
 * Errors: ERR_INPUT with file and line (a facility, by id or further id, or a
 * field that is not there; a value that the field cannot have; two corrections
 * of one field that differ), ERR_STORAGE.
 */
bool correct_apply(struct table *table, const char *path,
                   struct correct_run *run, struct err *err);

#endif
