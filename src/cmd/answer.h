/*
 * What the geocoder found, as a row of CSV behind the cells of the input, or
 * as one JSON object a line.
 */
#ifndef CMD_ANSWER_H
#define CMD_ANSWER_H

#include "base/buf.h"
#include "geo/geocode/geocode.h"

/* One row or line of the input. Text is valid UTF-8 without NUL. */
struct address_row {
    struct str address;
    struct geocode_hint hint;
    const struct str *cell; /* all of the input's cells */
    size_t n_cell;
    const char *fault; /* msgid: it could not be read, and has no cells */
    size_t line;
};

struct answer_form {
    bool json;
    bool windows;    /* CSV with BOM and CRLF, as the input had it */
    size_t n_column; /* of the input's header */
};

/* The header: the input's headings, then ours; nothing for JSON. Of a heading
 * that the input has already, ours gets the ending _geocode. */
void answer_header(const struct answer_form *form, const struct str *heading,
                   struct buf *out);

/*
 * A row with too few cells is filled up; cells beyond the header stand behind
 * ours, so that no text is lost and no column moves. Cells of the input are
 * unchanged; what we cut out of the address is safe from being run as a
 * formula (see output/sheet.h).
 */
void answer_row(const struct answer_form *form, const struct address_row *row,
                const struct geocode_result *result, struct buf *out);

#endif
