/*
 * Inputs made for a test: files in memory, zips, workbooks. Nothing is left
 * behind; a path stays good for fifteen more files.
 */
#ifndef TESTS_BASE_GIVEN_H
#define TESTS_BASE_GIVEN_H

#include "base/buf.h"
#include "base/rows.h"

struct given_member {
    const char *name;
    struct str bytes;
    bool stored; /* not deflated */
};

/* A file of these bytes. */
const char *given_file(struct str bytes);

struct buf given_zeros(size_t len);

/* The bytes of a zip; release the buf. */
struct buf given_zip(const struct given_member *member, size_t n);

/* A workbook: shared strings, styles (both may be NULL) and one sheet's
 * <sheetData> content. */
const char *given_workbook(const char *strings, const char *styles,
                           const char *rows);

/* The only source of a path; fails the test when there is another number. */
struct in_source given_source(struct arena *arena, const char *path);

/* The labels of all sources of a path, each read to its end; "error: ..." at
 * the first that fails. Release the buf. */
struct buf given_listed(const char *path);

/* Rows as text: cells between '|', '!' for a fault, a line feed after each.
 * Errors are the text "error: ...". Release the buf. */
struct buf given_rows(const char *path, size_t sheet, size_t expect);

/* As given_rows(), compared with what should be there. */
void given_rows_are(struct str bytes, const char *expected);

struct given_count {
    size_t rows, faults, whole; /* whole: rows of the width expected */
};

/* Count the rows of a CSV file; with 0 no width is expected. */
struct given_count given_count(struct str csv, size_t expect);

/* Largest memory of this process so far, in MiB; 0 under a sanitizer. */
long given_peak_mib(void);

#endif
