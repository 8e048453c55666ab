/*
 * The workbook half of rows.h: one sheet streamed row by row. Formulas,
 * formats (but for dates), links and phonetic readings are not read; nothing
 * outside the workbook is ever opened.
 */
#ifndef BASE_XLSX_H
#define BASE_XLSX_H

#include "base/rows.h"

struct xlsx;

/* NULL on error: ERR_INPUT (damaged, over a limit, no such sheet). `source`
 * must outlive what is returned. */
struct xlsx *xlsx_open(const struct in_source *source, size_t sheet,
                       struct err *err);
bool xlsx_turn(struct xlsx *xlsx, size_t sheet, struct err *err);
size_t xlsx_sheet_count(const struct xlsx *xlsx);
const char *xlsx_sheet_name(const struct xlsx *xlsx);
bool xlsx_next(struct xlsx *xlsx, struct row *row, struct err *err);
void xlsx_close(struct xlsx *xlsx);

#endif
