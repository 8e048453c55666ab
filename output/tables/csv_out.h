/*
 * A CSV file of facilities: UTF-8 with BOM, or CP932 when that was asked for;
 * CRLF; no cell that a spreadsheet would run as a formula (output/sheet.h).
 * What CP932 cannot hold is 〓, and is reported once per facility, field and
 * character.
 */
#ifndef OUTPUT_TABLES_CSV_OUT_H
#define OUTPUT_TABLES_CSV_OUT_H

#include "output/writer.h"

struct csv_out {
    const struct view *view;
    const struct writing *writing;
    struct buf text; /* UTF-8, of what CP932 holds when that is asked for */
    struct buf cell;
    const struct view_row *row; /* of the row that is being written */
    struct csv_lost *seen;      /* already reported of it */
    size_t n_seen, cap_seen;
};

/* ERR_INTERNAL: CP932 is not known here. */
bool csv_out_begin(struct csv_out *csv, const struct view *view,
                   const struct writing *writing, struct err *err);

/* The row that the next cells tell of; NULL for the heading. */
void csv_out_row(struct csv_out *csv, const struct view_row *row);

/* `field` is the name in the report. NULL is an empty cell. */
void csv_out_cell(struct csv_out *csv, const char *field, const char *text);
/* A plain number stays one, also when it is negative. */
void csv_out_number(struct csv_out *csv, const char *number);
void csv_out_end_row(struct csv_out *csv);

/* Add the file to `out`, and end it. */
void csv_out_finish(struct csv_out *csv, struct buf *out);

#endif
