/*
 * A table of text rows from a CSV file or one sheet of a workbook.
 *
 * What it promises: every physical record is delivered once, either as cells
 * or as a fault; a stray quote never swallows the rows after it; memory is
 * bounded (field 1 MiB, row 4 MiB, 512 columns). Cells are valid UTF-8 and
 * contain no NUL.
 *
 * CSV: UTF-8 with or without BOM, else CP932 (decided on the first bytes that
 * are not ASCII, over the first 64 KiB and then enforced strictly). Separator
 * is a comma; where the first line has none, a TAB or else a semicolon that it
 * has. Line ends LF, CRLF or CR. UTF-16, NUL bytes in the first row and HTML
 * ('<' first) are refused.
 *
 * Resynchronisation: a record whose quoting is broken (a character after the
 * closing quote, no closing quote within the row limit, or - once
 * rows_expect() is known - a record over several lines while its next line
 * alone is a whole record of the right width, or that ends with another
 * width) is a fault of its first line only; reading goes on with the next
 * line.
 *
 * XLSX: text as stored. Whole numbers are written without exponent or
 * decimals, numbers with a date format as YYYY-MM-DD (whole days only),
 * booleans as TRUE or FALSE. n_cell ends at the last cell that is not empty;
 * rows without any text are skipped.
 */
#ifndef BASE_ROWS_H
#define BASE_ROWS_H

#include "base/in.h"

#define ROWS_MAX_FIELD ((size_t)1 << 20)
#define ROWS_MAX_ROW ((size_t)4 << 20)
#define ROWS_MAX_COLUMNS 512

struct row {
    size_t line; /* first physical line (CSV) or sheet row, from 1 */
    size_t n_cell;
    const struct str *cell; /* valid until the next rows_next() */
    /* NULL, or why this record has no cells (a msgid); a set-aside row. */
    const char *fault;
    /* A quote stood inside an unquoted cell and was taken literally. */
    bool odd_quote;
};

struct rows;

/*
 * `sheet` counts from 0; it must be 0 for CSV. Returns NULL on error:
 * ERR_INPUT with a sentence (HTML page, UTF-16, NUL bytes, damaged workbook).
 * An empty file opens and has no rows.
 */
struct rows *rows_open(const struct in_source *source, size_t sheet,
                       struct err *err);

/* Number of sheets of a workbook and a sheet's name; 1 and "" for CSV. */
size_t rows_sheet_count(const struct rows *rows);
const char *rows_sheet_name(const struct rows *rows);

/* Go on with another sheet, from its first row; the workbook's texts are not
 * read again. ERR_INPUT as rows_open(). */
bool rows_turn(struct rows *rows, size_t sheet, struct err *err);

/* From now on a whole record has this many cells (CSV only; ends resync
 * doubts). Cells of a record with another count are still delivered: the
 * caller decides. */
void rows_expect(struct rows *rows, size_t n_cell);

/* The next record; row->cell is NULL at the end. Wholly blank lines of CSV
 * are skipped. Errors: ERR_INPUT for damage that ends the reading. */
bool rows_next(struct rows *rows, struct row *row, struct err *err);

/* "UTF-8", "CP932" or "XLSX"; known after the first row. */
const char *rows_encoding(const struct rows *rows);

/* After the last row: the last line had no line end (the file may be cut). */
bool rows_unfinished(const struct rows *rows);

void rows_close(struct rows *rows);

#endif
