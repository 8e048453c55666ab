/*
 * Where one CSV record ends and where its cells lie. Works on bytes: in both
 * UTF-8 and CP932 no byte of a longer character looks like a quote, a
 * separator or a line end.
 */
#ifndef BASE_CSV_SCAN_H
#define BASE_CSV_SCAN_H

#include "base/rows.h"

enum csv_outcome {
    CSV_RECORD, /* a whole record */
    CSV_MORE,   /* the buffer ended first */
    CSV_BROKEN, /* `fault` says why */
    CSV_DOUBT   /* a line end inside quotes for the first time: look whether
                   the next line is a record by itself */
};

/* The bytes at hand. bytes[end] exists and is a line feed. */
struct csv_bytes {
    const char *bytes;
    size_t end;
    bool last; /* nothing follows bytes[end - 1] in the file */
    char separator;
    /* CSV_STOP_* bits of every byte. */
    unsigned char stop[256];
};

struct csv_scan {
    /* in */
    size_t from;   /* offset of the record */
    bool one_line; /* a line end inside quotes is a fault */
    bool doubt;    /* ask with CSV_DOUBT */
    /* out */
    size_t at;          /* offset of the next byte; zero to start at `from` */
    size_t n_cell;      /* may exceed ROWS_MAX_COLUMNS */
    size_t lines;       /* line ends passed */
    size_t second_line; /* offset of the record's second line, or 0 */
    bool no_line_end;   /* the file ended before the record's line end */
    bool odd_quote;
    const char *fault;                 /* msgid */
    struct str cell[ROWS_MAX_COLUMNS]; /* raw, without the outer quotes */
    bool escaped[ROWS_MAX_COLUMNS];    /* the cell holds doubled quotes */
};

void csv_bytes_init(struct csv_bytes *bytes, char separator);
enum csv_outcome csv_scan(const struct csv_bytes *in, struct csv_scan *scan);

/* Offset of the first line end from `at` on; in->end when there is none. */
size_t csv_find_line_end(const struct csv_bytes *in, size_t at);

/* Bytes of the line end at `at`: 1 or 2; 0 when the buffer ends within. */
size_t csv_line_end(const struct csv_bytes *in, size_t at);

#endif
