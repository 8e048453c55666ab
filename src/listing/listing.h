/*
 * A listing is a table of columns, not code: one file and one row in
 * listings.def. The header row of a file decides what it is, never its name.
 */
#ifndef LISTING_LISTING_H
#define LISTING_LISTING_H

#include "base/rows.h"
#include "model/table.h"

/* How a cell is read; reading.c has one small function per row of this. */
enum cell {
    CELL_SKIP,      /* known, and nothing is taken from it */
    CELL_TEXT,      /* arg: field */
    CELL_LINES,     /* arg: field; line breaks kept */
    CELL_APPEND,    /* arg: field; added to its text behind a space */
    CELL_APPEND_TO, /* arg: field; added to its text behind 「～」 */
    CELL_KANA,      /* arg: field */
    CELL_COUNT,     /* arg: field; a number, 0 means none */
    CELL_PHONE,     /* arg: field */
    CELL_WEB,       /* a page; mail addresses go to `email` */
    CELL_MAIL,
    CELL_ID,      /* the listing's own id */
    CELL_OFFICE,  /* 事業所番号 */
    CELL_MEDICAL, /* 医療機関コード */
    CELL_CORPORATION_NUMBER,
    CELL_CORPORATION_NAME,
    CELL_MUNICIPALITY, /* 5 or 6 digits */
    CELL_PREFECTURE2,  /* 2 digits, the first part of the code */
    CELL_CITY3,        /* 3 digits, the second part */
    CELL_PREFECTURE_NAME,
    CELL_CITY_NAME,
    CELL_ADDRESS_PART, /* joined to `address` when that is blank */
    CELL_LATITUDE,
    CELL_LONGITUDE,
    CELL_INSTITUTION, /* 機関区分 1-5 */
    CELL_SERVICE,     /* name of a kind; ';' and '、' separate several */
    CELL_WEEKLY,      /* arg: day 0-7; 0 = closed, 1 = open */
    CELL_NTH,         /* arg: week * 7 + day; 0 = closed, 1 = open */
    CELL_START,       /* arg: HOURS_AT(reception, slot, day) */
    CELL_END,         /* the same; stands after its start */
    CELL_DEPARTMENT_CODE,
    CELL_DEPARTMENT,
    CELL_BUREAU, /* arg: enum bureau_cell; filing_row.c reads it */
    CELL_KINDS
};

#define HOURS_AT(reception, slot, day) ((reception)*64 + (slot)*8 + (day))

struct column {
    /* Compared by text_key(). '|' separates variants; one with '*' before it
     * needs only to stand somewhere in the file's heading. */
    const char *heading;
    enum cell cell;
    int arg;
    bool optional;        /* may be missing from the file */
    const char *constant; /* the value of every row, instead of a column */
};

struct listing {
    const char *id;    /* kebab-case */
    const char *title; /* what people call the source */
    const char *sheet; /* which part of it, or NULL */
    const char *publisher, *licence, *licence_url, *url;
    enum row_kind row_kind;
    char id_letter;  /* n, m, k or l */
    bool strict;     /* a national layout: every column must be there */
    bool cp932;      /* CP932 is accepted as well as UTF-8 */
    bool by_title;   /* known by its title: claim.c */
    bool printed;    /* made for printing: merged cells, page headings */
    int institution; /* the 機関区分 its rows must have, or 0 */
    /* Of a strict layout with few columns that must be there: two of its first
     * n_sign columns show that a file is this listing, or nearly. 0: half of
     * all columns do. */
    size_t n_sign;
    const struct column *column;
    size_t n_column;
    /* Of lists that come with a columns file. */
    const char *as_of, *crs;
};

#define COLUMNS(table)                                                         \
    .column = (table), .n_column = sizeof(table) / sizeof(*(table))

#define LISTING(id) extern const struct listing listing_##id;
#include "listing/listings.def"
#undef LISTING

extern const struct listing *const listings[];
extern const size_t listing_count;

/* 出典：「title（date 時点）」（publisher）（url）を加工して作成, in the arena;
 * as_of NULL reads 時点不明. */
const char *listing_attribution(const struct listing *listing,
                                const char *as_of, struct arena *arena);

/*
 * How well a header row fits a listing. place[c] becomes the cell of column
 * c, or -1.
 */
struct listing_fit {
    size_t present;  /* columns of the listing that the file has */
    size_t missing;  /* required columns that it lacks */
    size_t unknown;  /* headings of the file that the listing does not know */
    size_t repeated; /* columns whose heading stands twice */
    size_t signs;    /* of its first n_sign columns that the file has */
};
/* Does a column of the listing have this heading (a key)? */
bool listing_heading(const struct column *column, struct str key,
                     struct arena *scratch);
/* What a column is called to people: its first variant. */
struct str listing_heading_name(const struct column *column);
struct listing_fit listing_fit(const struct listing *listing,
                               const struct row *header, int *place,
                               struct arena *scratch);

#endif
