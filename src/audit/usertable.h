/*
 * A table that the user brings: CSV (comma, semicolon or tab; UTF-8 or CP932)
 * or a workbook, alone or in a zip; titles may stand above its heading row.
 * Tells where the columns are and counts what became of the rows. Knows no
 * meaning of any column.
 */
#ifndef AUDIT_USERTABLE_H
#define AUDIT_USERTABLE_H

#include "base/rows.h"
#include "model/supply.h"

struct usertable {
    /* of the caller */
    const char *path;
    struct arena *arena;   /* what is kept of the file */
    struct supply *supply; /* filled: label, sha256, encoding, as_of, rows */
    /*
     * Is this the heading row? `t->key` are its cells by text_key(). The
     * first row of a sheet that is counts.
     */
    bool (*is_heading)(const struct usertable *t, void *context);
    void *context;
    const char *looked_for; /* what to tell when no row is */
    /* of usertable_open() */
    struct rows *rows;
    struct in_sources sources;
    struct str *key;     /* headings by text_key(), in `arena` */
    struct str *heading; /* as written, in `arena` */
    size_t n_key;
    struct arena scratch; /* one row */
};

/*
 * Find the heading row in the first 20 rows of any sheet, and stand below it.
 * Errors: ERR_INPUT (no table, no such heading row), ERR_STORAGE. End with
 * usertable_close(), also after an error.
 */
bool usertable_open(struct usertable *t, struct err *err);

/* Where the column stands; -1: nowhere. `names` are variants between '|', the
 * first one found counts; "*x" is any heading that holds x. */
int usertable_column(const struct usertable *t, const char *names);

/*
 * Every row that is left, one after the other, counted as read. A row that
 * cannot be read comes with row->fault. Cells live until `read` returns.
 */
bool usertable_each(struct usertable *t,
                    void (*read)(void *context, const struct row *row),
                    void *context, struct err *err);

/* A cell of the row, trimmed; empty where the row or the column ends before.
 * usertable_text() cleans it for showing, and lives until the next row. */
struct str usertable_cell(const struct row *row, int column);
struct str usertable_text(struct usertable *t, const struct row *row,
                          int column);

void usertable_close(struct usertable *t);

#endif
