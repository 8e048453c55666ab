/*
 * Population of municipalities as the workbooks give it, until
 * townspeople_settle(): one row for every row of a sheet that is kept.
 */
#ifndef PEOPLE_TOWNS_H
#define PEOPLE_TOWNS_H

#include "base/rows.h"
#include "people/people.h"

enum towns_part {
    TOWNS_REGISTER, /* value[age] of one year */
    TOWNS_TOTAL,    /* value[year] of 結果表1, people */
    TOWNS_SHARE_65, /* value[year] of 結果表3-3, percent of the total */
    TOWNS_SHARE_75, /* value[year] of 結果表3-4 */
    TOWNS_PARTS
};

struct towns_row {
    char code[6];
    uint8_t part; /* enum towns_part */
    uint32_t source, line;
    double value[PEOPLE_MAX_YEARS]; /* NAN: not published */
};

struct townspeople_draft {
    struct towns_row *row;
    size_t n_row, cap_row;
    int year[PEOPLE_MAX_YEARS]; /* of all files */
    size_t n_year;
    bool has[TOWNS_PARTS];
};

/* What the headings of a sheet say. */
struct towns_sheet {
    enum towns_part part;
    int code, name, sex; /* columns; -1: none */
    struct {
        int column;
        int age;  /* TOWNS_REGISTER */
        int year; /* else: index */
    } value[32];
    size_t n_value;
    int year[PEOPLE_MAX_YEARS];
    size_t n_year;
    char as_of[11]; /* of the register */
    bool japanese_only;
    size_t rows;     /* records up to and with the last heading */
    size_t n_header; /* cells of the last heading row */
};

/*
 * Read the headings of a sheet from its start. *known is false, without an
 * error, when it is no such table.
 * Errors: ERR_INPUT (such a table, but a column is missing or its year cannot
 * be read).
 */
bool towns_sheet_read(struct rows *rows, const char *label,
                      struct towns_sheet *sheet, bool *known, struct err *err);

void towns_put_aside(struct townspeople *townspeople, uint32_t source,
                     uint32_t line, const char *reason, const char *value);

/* Publisher, title, licence ... and townspeople->basis (checked: one for all
 * files; ERR_INPUT). */
bool towns_source_fill(struct townspeople *townspeople,
                       struct people_source *source,
                       const struct towns_sheet *sheet, struct err *err);

#endif
