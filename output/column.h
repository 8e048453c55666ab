/*
 * What the cells of one column of a view hold, so that every format gives a
 * column one type: a number column with one cell that is not a plain number
 * is text throughout.
 */
#ifndef OUTPUT_COLUMN_H
#define OUTPUT_COLUMN_H

#include "model/view.h"

enum column_type {
    COLUMN_TEXT,
    COLUMN_LIST,    /* items separated by '\n'; "" has none */
    COLUMN_INTEGER, /* at most 9 digits, no leading zero: fits 32 bits */
    COLUMN_REAL     /* also valid as a JSON number; at most 15 digits */
};

enum column_type column_type(const struct view *view, size_t column);

#endif
