/*
 * SQLite, as the store uses it: statements that fail with a sentence.
 */
#ifndef OUTPUT_DB_H
#define OUTPUT_DB_H

#include "base/buf.h"
#include "base/err.h"

struct db; /* one database file */
struct db_rows;

struct db *db_create(const char *path, struct err *err);
/* Read only, with nothing in the file trusted. */
struct db *db_open(const char *path, struct err *err);
/* The same for the bytes of a file, which must outlive it; `name` is what
 * errors call it. */
struct db *db_open_bytes(struct str bytes, const char *name, struct err *err);
bool db_run(struct db *db, const char *sql, struct err *err);
/* Ends it. A created file is complete only when this returns true. */
bool db_close(struct db *db, struct err *err);
/* Ends one that was created as ":memory:", and adds the bytes that its file
 * would have to `out`. */
bool db_close_into(struct db *db, struct buf *out, struct err *err);

/* A prepared statement; values are bound by number from 1. */
struct db_rows *db_prepare(struct db *db, const char *sql, struct err *err);
void db_bind_text(struct db_rows *rows, int at, const char *text);
void db_bind_bytes(struct db_rows *rows, int at, const void *bytes, size_t len);
void db_bind_int(struct db_rows *rows, int at, int64_t number);
void db_bind_real(struct db_rows *rows, int at, double number); /* NAN: NULL */
/* Run and forget the bound values. */
bool db_put(struct db_rows *rows, struct err *err);
/* Next row: *more false at the end. */
bool db_next(struct db_rows *rows, bool *more, struct err *err);
int db_columns(const struct db_rows *rows);
const char *db_text(struct db_rows *rows, int column); /* NULL for NULL */
const void *db_bytes(struct db_rows *rows, int column, size_t *len);
int64_t db_int(struct db_rows *rows, int column);
double db_real(struct db_rows *rows, int column); /* NAN for NULL */
void db_end(struct db_rows *rows);

#endif
