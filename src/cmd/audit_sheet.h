/*
 * The worksheet of what is wrong in the sources of a dictionary: a CSV for
 * staff (see output/sheet.h), written beside its name and then renamed. It is
 * written as the faults come, so its size costs no memory.
 */
#ifndef CMD_AUDIT_SHEET_H
#define CMD_AUDIT_SHEET_H

#include "geo/gazetteer/compile.h"

struct audit_sheet;

/* NULL on error. ERR_STORAGE: cannot be written, or another file than such a
 * worksheet has the name. */
struct audit_sheet *audit_sheet_begin(const char *path, struct err *err);

/* One row; compile_options.fault. */
void audit_sheet_fault(void *sheet, enum gazetteer_fault fault,
                       const char code[6], const char *place,
                       const char *detail, const struct draft_source *source);

/* The sheet is ended either way. */
bool audit_sheet_publish(struct audit_sheet *sheet, struct err *err);

/* Throw it away. NULL is allowed. */
void audit_sheet_abandon(struct audit_sheet *sheet);

#endif
