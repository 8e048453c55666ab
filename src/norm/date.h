/*
 * Dates as published: 2025-12-01, 2025/12/1, 20251201, 2025年１２月１日,
 * 令和 6年10月 1日, 令和元年5月1日, R6.10.1, S22.4.1, with any padding and
 * width.
 */
#ifndef NORM_DATE_H
#define NORM_DATE_H

#include "base/str.h"

/* Writes YYYY-MM-DD. False when the text is not one real calendar day within
 * its era (明治 to 令和), or a year outside 1868-2199. 明治 starts with its
 * year 6 (1873), the first of the present calendar. A bracket before the date
 * and what follows a closing 現在 or 時点 are not read. */
bool date_read(struct str s, char iso[11]);

/* The data date in a file's name: the last group of exactly 8 digits, or of 9
 * (one published file has an extra digit: 202506012 = 2025-06-01), that is a
 * date. Groups of 14 are output times, not data dates: false. Of a path only
 * the last part is read. */
bool date_in_name(struct str name, char iso[11]);

#endif
