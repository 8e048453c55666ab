#include "output/db.h"

#include "base/arena.h"

#include <errno.h>
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct db {
    sqlite3 *handle;
    char *path;
};

struct db_rows {
    sqlite3_stmt *statement;
    struct db *db;
};

static bool fail(struct db *db, struct err *err)
{
    int code = sqlite3_errcode(db->handle);

    if (code == SQLITE_FULL || code == SQLITE_IOERR)
        return err_set(err, ERR_STORAGE, _("cannot write '%s': %s"), db->path,
                       sqlite3_errmsg(db->handle));
    return err_set(err, ERR_STORAGE, _("the store '%s' is damaged: %s"),
                   db->path, sqlite3_errmsg(db->handle));
}

static struct db *open_with(const char *path, int flags, struct err *err)
{
    struct db *db = mem_alloc(sizeof(*db));

    db->path = strdup(path);
    if (sqlite3_open_v2(path, &db->handle, flags, NULL) == SQLITE_OK)
        return db;
    err_set(err, ERR_STORAGE, _("cannot open '%s': %s"), path,
            sqlite3_errmsg(db->handle));
    sqlite3_close(db->handle);
    free(db->path);
    free(db);
    return NULL;
}

struct db *db_create(const char *path, struct err *err)
{
    struct db *db =
        open_with(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);

    /* The file is written beside its name and renamed when whole: a journal
     * would only write everything twice. */
    if (db && !db_run(db,
                      "PRAGMA page_size=4096; PRAGMA journal_mode=OFF;"
                      "PRAGMA synchronous=OFF; PRAGMA cache_size=-16000;"
                      "PRAGMA application_id=1196444487;"
                      "PRAGMA user_version=10300; BEGIN",
                      err)) {
        struct err ignored;
        db_close(db, &ignored);
        return NULL;
    }
    return db;
}

/* Nothing in the file is trusted, and nothing of it is changed. */
static struct db *guard(struct db *db, struct err *err)
{
    struct err ignored;

    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (db_run(db,
               "PRAGMA trusted_schema=0; PRAGMA query_only=1;"
               "PRAGMA mmap_size=0",
               err))
        return db;
    db_close(db, &ignored);
    return NULL;
}

struct db *db_open(const char *path, struct err *err)
{
    struct stat info;

    if (stat(path, &info) != 0) {
        err_set(err, ERR_STORAGE,
                _("cannot open the store '%s': %s; make it with 'zaitaku "
                  "build', or name it with --store"),
                path, strerror(errno));
        return NULL;
    }
    struct db *db = open_with(path, SQLITE_OPEN_READONLY, err);
    return db ? guard(db, err) : NULL;
}

struct db *db_open_bytes(struct str bytes, const char *name, struct err *err)
{
    struct db *db = open_with(":memory:", SQLITE_OPEN_READWRITE, err);
    struct err ignored;
    unsigned char *content; /* never written: SQLITE_DESERIALIZE_READONLY */

    if (!db)
        return NULL;
    free(db->path);
    db->path = strdup(name);
    memcpy(&content, &bytes.ptr, sizeof(content));
    if (sqlite3_deserialize(db->handle, "main", content,
                            (sqlite3_int64)bytes.len, (sqlite3_int64)bytes.len,
                            SQLITE_DESERIALIZE_READONLY) == SQLITE_OK)
        return guard(db, err);
    fail(db, err);
    db_close(db, &ignored);
    return NULL;
}

bool db_run(struct db *db, const char *sql, struct err *err)
{
    return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
           fail(db, err);
}

bool db_close_into(struct db *db, struct buf *out, struct err *err)
{
    sqlite3_int64 len = 0;
    struct err later;
    bool ok = sqlite3_get_autocommit(db->handle) || db_run(db, "COMMIT", err);
    unsigned char *bytes =
        ok ? sqlite3_serialize(db->handle, "main", &len, 0) : NULL;

    if (bytes)
        buf_add(out, bytes, (size_t)len);
    else if (ok)
        ok = err_set(err, ERR_STORAGE, _("cannot write '%s'"), db->path);
    sqlite3_free(bytes);
    return db_close(db, ok ? err : &later) && ok;
}

bool db_close(struct db *db, struct err *err)
{
    bool ok = true;

    if (!sqlite3_get_autocommit(db->handle))
        ok = db_run(db, "COMMIT", err);
    if (sqlite3_close(db->handle) != SQLITE_OK && ok)
        ok = err_set(err, ERR_STORAGE, _("cannot write '%s'"), db->path);
    free(db->path);
    free(db);
    return ok;
}

struct db_rows *db_prepare(struct db *db, const char *sql, struct err *err)
{
    struct db_rows *rows = mem_alloc(sizeof(*rows));

    rows->db = db;
    if (sqlite3_prepare_v2(db->handle, sql, -1, &rows->statement, NULL) ==
        SQLITE_OK)
        return rows;
    fail(db, err);
    free(rows);
    return NULL;
}

void db_bind_text(struct db_rows *rows, int at, const char *text)
{
    sqlite3_bind_text(rows->statement, at, text, -1, SQLITE_STATIC);
}

void db_bind_bytes(struct db_rows *rows, int at, const void *bytes, size_t len)
{
    sqlite3_bind_blob64(rows->statement, at, bytes, len, SQLITE_STATIC);
}

void db_bind_int(struct db_rows *rows, int at, int64_t number)
{
    sqlite3_bind_int64(rows->statement, at, number);
}

void db_bind_real(struct db_rows *rows, int at, double number)
{
    if (isnan(number))
        sqlite3_bind_null(rows->statement, at);
    else
        sqlite3_bind_double(rows->statement, at, number);
}

bool db_put(struct db_rows *rows, struct err *err)
{
    bool ok =
        sqlite3_step(rows->statement) == SQLITE_DONE || fail(rows->db, err);

    sqlite3_reset(rows->statement);
    sqlite3_clear_bindings(rows->statement);
    return ok;
}

bool db_next(struct db_rows *rows, bool *more, struct err *err)
{
    int code = sqlite3_step(rows->statement);

    *more = code == SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE || fail(rows->db, err);
}

int db_columns(const struct db_rows *rows)
{
    return sqlite3_column_count(rows->statement);
}

const char *db_text(struct db_rows *rows, int column)
{
    return (const char *)sqlite3_column_text(rows->statement, column);
}

const void *db_bytes(struct db_rows *rows, int column, size_t *len)
{
    const void *bytes = sqlite3_column_blob(rows->statement, column);

    *len = (size_t)sqlite3_column_bytes(rows->statement, column);
    return bytes;
}

int64_t db_int(struct db_rows *rows, int column)
{
    return sqlite3_column_int64(rows->statement, column);
}

double db_real(struct db_rows *rows, int column)
{
    return sqlite3_column_type(rows->statement, column) == SQLITE_NULL
               ? NAN
               : sqlite3_column_double(rows->statement, column);
}

void db_end(struct db_rows *rows)
{
    if (!rows)
        return;
    sqlite3_finalize(rows->statement);
    free(rows);
}
