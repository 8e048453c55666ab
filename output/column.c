#include "output/column.h"

#include <string.h>

/* RFC 8259, section 6, without an exponent. */
static enum column_type number_type(const char *text)
{
    const char *at = text + (*text == '-');
    size_t whole = strspn(at, "0123456789");
    size_t decimals = 0;

    if (whole == 0 || (at[0] == '0' && whole > 1))
        return COLUMN_TEXT;
    at += whole;
    if (*at == '.') {
        decimals = strspn(at + 1, "0123456789");
        if (decimals == 0)
            return COLUMN_TEXT;
        at += 1 + decimals;
    }
    if (*at || whole + decimals > 15)
        return COLUMN_TEXT;
    return decimals || whole > 9 ? COLUMN_REAL : COLUMN_INTEGER;
}

enum column_type column_type(const struct view *view, size_t column)
{
    enum column_type type = COLUMN_TEXT;

    switch (view->column[column]->type) {
    case FIELD_TEXT:
        return COLUMN_TEXT;
    case FIELD_LIST:
        return COLUMN_LIST;
    case FIELD_INTEGER:
        type = COLUMN_INTEGER;
        break;
    case FIELD_REAL:
        type = COLUMN_REAL;
        break;
    }
    for (size_t r = 0; r < view->n_row && type != COLUMN_TEXT; r++) {
        const char *cell = view->row[r].cell[column];
        enum column_type met = cell ? number_type(cell) : COLUMN_INTEGER;
        if (met != COLUMN_INTEGER)
            type = met;
    }
    return type;
}
