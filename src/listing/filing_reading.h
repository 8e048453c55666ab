/*
 * One list while it is read: below filing_lists.h, for its row readers.
 */
#ifndef LISTING_FILING_READING_H
#define LISTING_FILING_READING_H

#include "listing/filing_kinds.h"
#include "listing/filing_lists.h"

#define NO_INSTITUTION UINT32_MAX

/* The cells by which a row is seen to be of the same institution as the row
 * before it. */
#define SAME_CELLS 6
#define FILING_DAYS 1024
/* A list with so many kinds of filings is no list of some items: lists of all
 * have hundreds. */
#define FILING_WHOLE_KINDS 20

/* What a list holds of one prefecture and fee table. */
struct filing_part {
    bool used;
    size_t n_institution;
    size_t n_kind; /* FILING_WHOLE_KINDS: so many or more */
    uint16_t kind[FILING_WHOLE_KINDS];
};

struct filing_odd {
    uint64_t n;
    uint32_t line;     /* of the first */
    const char *value; /* of the first */
};

struct filing_reading {
    struct filing_lists *lists;
    struct table *table;
    const struct claim *claim;
    const char *as_of;
    uint32_t supply, line;
    enum points list_points; /* what the list says of all rows */
    struct arena scratch;    /* of one row */
    int at[BUREAU_CELLS], until[BUREAU_CELLS]; /* cells; -1: no such column */
    /* The present institution. */
    uint32_t institution;
    enum points points;
    int prefecture;
    bool has_filing; /* since its first row here */
    struct buf same;
    size_t same_len[SAME_CELLS];
    size_t running_at; /* cell of the latest 項番 of a list of codes */
    bool running;
    /* What was read so far. */
    struct filing_part part[48][POINTS_COUNT];
    function_set seen[POINTS_COUNT];
    struct filing_odd odd_number, odd_date, odd_name, odd_place, lost;
    /* Days by the text of their cells: lists repeat a few hundred. */
    struct filing_day_text {
        char text[40];
        uint8_t len;
        int32_t day;
    } day[FILING_DAYS];
};

/* The column of a listing that has this; it must have one. */
const struct column *filing_column(const struct listing *listing,
                                   enum bureau_cell cell);

/* The cell of a column; empty when the row or the list has none. Of a layout
 * for printing the first that is not blank in front of the next column. */
struct str filing_cell(const struct filing_reading *list, const struct row *row,
                       enum bureau_cell cell);

/* One more value that cannot be read: told once for the list. */
void filing_count_odd(struct filing_reading *list, struct filing_odd *odd,
                      struct str value);

void filing_set_aside(struct filing_reading *list, const char *reason,
                      struct str value);
/* A row was set aside that may have held filings: its institution, when the
 * row names one, is not known whole. NULL: the row is not readable at all. */
void filing_lost(struct filing_reading *list, const struct row *row);
void filing_find(struct filing_reading *list, int field, const char *what,
                 struct str value);

/* What describes an institution, as published; empty: not said. */
struct institution_cells {
    struct str name, postal, address, phone, fax, beds, together;
};

/*
 * The institution of a 7-digit number becomes the present one, with what is
 * not known of it yet. False: the row was set aside. *created may be NULL.
 */
bool filing_institution(struct filing_reading *list, const char number[8],
                        const struct institution_cells *cells, bool *created);

/* The code that the present row is of, once its prefecture and fee table are
 * known: of the row's scratch. */
const char *filing_code(struct filing_reading *list, const char number[8]);

/* The prefecture of a row, with the address of its institution: its own
 * columns, what the list says of all rows, the address, a 10-digit code
 * (`code`: 0 or what it says), the name of the file. 0: nothing says. */
int filing_prefecture(const struct filing_reading *list, const struct row *row,
                      struct str address, int code);
enum points filing_points(const struct filing_reading *list,
                          const struct row *row, enum points code);

/* 7 digits of "0110056", 110056 (up to two zeros lost), "01,1005,6",
 * "01-1005-6". */
bool filing_number(struct str cell, char number[8]);

/* The number of a cell, and what a 医療機関コード of 10 digits says besides:
 * 25 1 9909010. Nothing: 0. */
struct filing_code {
    char number[8];
    int prefecture;
    enum points points;
};
bool filing_code_read(struct str cell, struct filing_code *code);

/* "〒100-0001" and the address, on two lines or on one. */
void filing_split_address(struct str cell, struct str *postal,
                          struct str *address);

/* Prefecture that an address starts with; 0: none. */
int filing_address_prefecture(struct str address);

/* A day of 算定開始; NO_DAY when it is blank or, counted, no date. */
int32_t filing_start(struct filing_reading *list, struct str cell);

/* What the cell of a number says: "第1726号", "(訪看10)第1号". */
struct filing_mark {
    struct str symbol; /* empty: there is none */
    uint32_t number;   /* or NO_NUMBER */
    bool odd;          /* something else than a number: */
    struct str text;
};
/* The next of several in one cell, which has gone through text_ascii(); false
 * at its end. */
bool filing_next_mark(struct str *rest, struct filing_mark *mark);
/* The only one, or the first. */
struct filing_mark filing_mark(struct filing_reading *list, struct str cell);

/* File what the words and the mark say under the present institution. The row
 * is not ended. */
enum filing_end {
    FILING_NEW,
    FILING_AGAIN,   /* it has this filing already */
    FILING_TOO_MANY /* kinds: not filed */
};
enum filing_end filing_add(struct filing_reading *list, struct str symbol,
                           struct str name, const struct filing_mark *mark,
                           int32_t start);
/* A row whose first filing is one too many. */
void filing_end_too_many(struct filing_reading *list, struct str symbol);

/* What the list speaks of (filing_scope.c): an institution of it, and a kind
 * of filing that the present one has. */
void filing_scope_institution(struct filing_reading *list);
void filing_scope_kind(struct filing_reading *list, uint16_t kind,
                       int function);
/* After the last row: what it says everything about, and what speaks against
 * believing that. */
void filing_scope_finish(struct filing_reading *list);
/* After the last list: no two are of different dates. */
bool filing_scope_one_edition(const struct filing_lists *lists,
                              struct err *err);

/* The row readers, by layout. */
void filing_row(struct filing_reading *list, const struct row *row);
void station_row(struct filing_reading *list, const struct row *row);
void code_row(struct filing_reading *list, const struct row *row);

/* Of a list for printing: the cell of the row's number, behind its 項番. */
bool filing_code_cell(const struct row *row, size_t *at, char number[8]);

#endif
