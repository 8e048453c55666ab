/*
 * Lists made for a test, in a folder of its own that is gone afterwards.
 * Use given_start() and given_finish() as .init and .fini.
 */
#ifndef TESTS_LISTING_GIVEN_H
#define TESTS_LISTING_GIVEN_H

#include "base/buf.h"
#include "listing/inputs.h"

void given_start(void);
void given_finish(void);

/* A file of this text. */
void given_text(const char *name, const char *text);

/* A workbook: its sheets as pairs of name and rows, ending with NULL; cells
 * are separated by '|', rows by '\n', and '~' is a line feed in a cell. */
void given_book(const char *name, const char *const *sheets);
/* The bytes of one. */
struct buf given_book_bytes(const char *const *sheets);

/* Bytes as the only member of a zip; `member` as it stands, in any encoding. */
void given_zip(const char *name, const char *member, struct str bytes);

/* Read the folder. */
bool given_read(struct table *table, struct err *err);
bool given_read_dated(struct table *table, const char *as_of, struct err *err);
/* Read it; it must succeed. */
struct table given_table(void);
/* Read it; it must fail, and the sentence hold `part`. */
void given_refused(const char *part);

#endif
