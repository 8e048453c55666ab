/*
 * How many lines a text takes in a cell. Kanji and kana break anywhere, a word
 * of Latin letters goes to the next line as a whole. A little less than the
 * column's width is used: its borders, and marks that may not begin a line.
 */
#ifndef OUTPUT_WORKBOOK_LINES_H
#define OUTPUT_WORKBOOK_LINES_H

#include <stddef.h>

/* `width`: of the column, in half-width characters. At least 1. */
size_t workbook_lines(const char *text, double width);

#endif
