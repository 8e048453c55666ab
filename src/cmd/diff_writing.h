/*
 * The forms in which a comparison is told; all from diff_report.h. Files are
 * in Japanese, whoever makes them.
 */
#ifndef CMD_DIFF_WRITING_H
#define CMD_DIFF_WRITING_H

#include "cmd/diff_report.h"

/* One area of those asked for, with a paragraph of its own. */
struct diff_part {
    const char *name; /* NULL: everything */
    struct diff_report report;
};

/*
 * For a committee and for the terminal: a paragraph of each part, the counts
 * per municipality and kind of `whole`, what was not compared, sources.
 */
void diff_text(const struct diff_report *whole, const struct diff_part *part,
               size_t n_part, bool japanese, struct buf *out);
/* The paragraph alone. */
void diff_paragraph(const struct diff_part *part, bool japanese,
                    struct buf *out);

/* One row per change, for staff (output/sheet.h). */
void diff_csv(const struct diff_report *report, struct buf *out);

/* One JSON object; docs: `zaitaku diff --help`. */
void diff_json(const struct diff_report *report, struct buf *out);

/* changes.xlsx: what was compared, the counts, all changes. `created`:
 * YYYY-MM-DD. Errors: ERR_STORAGE. */
bool diff_workbook(const struct diff_report *report, const char *created,
                   struct buf *bytes, struct err *err);

/* The list of the municipalities place[0..n) (a designated city and its wards,
 * or one), to be ticked off by staff. */
bool diff_workbook_of(const struct diff_report *report,
                      const struct diff_place *const *place, size_t n,
                      const char *name, const char *created, struct buf *bytes,
                      struct err *err);

#endif
