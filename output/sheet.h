/*
 * CSV worksheets for staff: UTF-8 with BOM and CRLF, so that Excel opens them
 * as they are, and no cell that Excel would run as a formula.
 */
#ifndef OUTPUT_SHEET_H
#define OUTPUT_SHEET_H

#include "model/table.h"

void sheet_begin(struct buf *out);
/* One cell. Text that starts like a formula (= + - @, also full width, TAB,
 * CR) gets an apostrophe before it; numbers stay. */
void sheet_cell(struct buf *out, const char *text);
void sheet_count(struct buf *out, uint64_t number);
void sheet_end_row(struct buf *out);

/* accounting.csv: one row per input, with a total per row kind. */
void sheet_accounting(const struct table *table, struct buf *out);

/* findings.csv and set_aside.csv. `wanted` tells whether a facility belongs
 * to the published area; findings without a facility always do. */
void sheet_findings(const struct table *table,
                    bool (*wanted)(void *context, uint32_t facility),
                    void *context, struct buf *out);
/* review.csv: one row per doubtful address, what matters most first; the same
 * `wanted`. Only the heading when no dictionary was used. */
void sheet_review(const struct table *table,
                  bool (*wanted)(void *context, uint32_t facility),
                  void *context, struct buf *out);
/* to_decide.csv: one row per pair of facilities that may be one: the open ones
 * of which either is `wanted`, then all that are decided. */
void sheet_pairs(const struct table *table,
                 bool (*wanted)(void *context, uint32_t facility),
                 void *context, struct buf *out);
void sheet_set_aside(const struct table *table, struct buf *out);

#endif
