/*
 * The text of a cell as a person would read it off the published file.
 */
#ifndef BASE_XLSX_TEXT_H
#define BASE_XLSX_TEXT_H

#include "base/buf.h"

/*
 * Append a stored number: a whole number in plain digits ("1.31E9" and
 * "5.0" are codes that a program rewrote), anything else as stored. With
 * `is_date`, whole days as YYYY-MM-DD (ECMA-376 part 1, 18.17.4.1; days 1 to
 * 59 of the 1900 system lie before its false leap day).
 */
void xlsx_add_number(struct buf *buf, struct str stored, bool is_date,
                     bool from_1904);

/* Undo _xHHHH_ (18.4.12, ST_Xstring) in buf from offset `from` on. */
void xlsx_unescape(struct buf *buf, size_t from);

/* Does a format code (18.8.30) show a date? */
bool xlsx_format_is_date(const char *code);

#endif
