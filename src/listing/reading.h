/*
 * One input being read: rows of a listing become facilities, hours, findings
 * and set-aside rows of a table.
 */
#ifndef LISTING_READING_H
#define LISTING_READING_H

#include "listing/listing.h"
#include "norm/hours.h"

/* Moves a point of the listing's own datum into ours. The listing layer knows
 * no geography: whoever puts the stages in order hands this in. */
struct datum_move {
    void *context;
    bool (*move)(void *context, struct lonlat *point, double *error_m);
};

/* One row while it is read; values are borrowed or live in `scratch`. */
struct row_draft {
    struct str value[FIELD_COUNT];
    struct str id, prefecture2, city3, longitude, latitude;
    struct str prefecture_name, city_name;
    char municipality_code[6];
    kind_set services;
    struct day_flags flags;
    bool has_flags;
    struct str department_code, department, start;
    struct hours_entry hours[2 * 4 * 8];
    size_t n_hours;
    unsigned hours_odd;
    bool wrong_institution;
    bool any; /* some cell is not blank */
};

struct reading {
    struct table *table;
    const struct listing *listing;
    uint32_t supply;
    const int *place;               /* cell of each column, or -1 */
    size_t n_header;                /* cells of the header row */
    bool fixed_width;               /* a row of another width is set aside */
    size_t n_position, n_swapped;   /* rows with coordinates; exchanged ones */
    const struct datum_move *datum; /* NULL: our own */
    struct arena scratch;
    struct row_draft draft;
    uint32_t line;
    size_t first_finding; /* of the present row */
};

/* Read one row: it is kept, merged, blank or set aside. */
void reading_row(struct reading *reading, const struct row *row);

/* Note something odd in the present row. */
void reading_find(struct reading *reading, int field, const char *what,
                  struct str value);

/* The cell functions' table, indexed by enum cell (cells.c). */
typedef void cell_function(struct reading *reading, const struct column *column,
                           struct str cell);
extern cell_function *const cell_take[CELL_KINDS];

/* Kinds of service by name, several separated by ';' (service_cell.c). */
void reading_services(struct reading *reading, struct str cell);
/* 機関区分, 1 to 5. */
void reading_institution_kind(struct reading *reading, struct str cell);

/* After all cells: the facility that the draft describes (facility_row.c). */
void reading_facility(struct reading *reading);
/* ... or the hours it adds. */
void reading_hours(struct reading *reading);

#endif
