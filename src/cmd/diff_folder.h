/*
 * The folder of a comparison: changes.txt, .csv, .json, .xlsx, a workbook per
 * municipality, and manifest.json, by which it is known again. Replaced as a
 * whole, but only when nothing in it would be lost: staff write into the
 * workbooks.
 */
#ifndef CMD_DIFF_FOLDER_H
#define CMD_DIFF_FOLDER_H

#include "cmd/diff_writing.h"

enum diff_format {
    DIFF_TEXT,
    DIFF_CSV,
    DIFF_XLSX,
    DIFF_JSON,
    DIFF_FORMAT_COUNT
};

extern const char *const diff_format_names[DIFF_FORMAT_COUNT];

/* May this folder be replaced? ERR_STORAGE naming a file that is not ours, or
 * that was changed since it was made. */
bool diff_folder_check(const char *folder, struct err *err);

/* Errors: ERR_STORAGE; the folder is then as it was. */
bool diff_folder_write(const char *folder, const bool format[DIFF_FORMAT_COUNT],
                       const struct diff_report *report,
                       const struct diff_part *part, size_t n_part,
                       struct err *err);

#endif
