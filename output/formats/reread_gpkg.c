/* GeoPackages: every value of every table as text. The bytes themselves are
 * searched too, with whatever was once deleted in them. */
#include "base/buf.h"
#include "output/db.h"
#include "output/formats/reread_own.h"
#include "output/gpkg.h"

#include <string.h>

/* A point's degrees, beside its bytes. */
static void add_point(struct buf *text, struct str blob)
{
    double deg;

    if (blob.len != GPKG_POINT || memcmp(blob.ptr, "GP", 2) != 0)
        return;
    for (size_t at = 13; at < GPKG_POINT; at += 8) {
        memcpy(&deg, blob.ptr + at, 8);
        if (deg >= -180 && deg <= 180)
            buf_add_deg(text, deg);
        buf_add_char(text, '\n');
    }
}

static bool add_rows(struct db *db, const char *sql, struct buf *text,
                     struct err *err)
{
    struct db_rows *rows = db_prepare(db, sql, err);
    bool ok = rows != NULL, more = true;

    while (ok && (ok = db_next(rows, &more, err)) && more)
        for (int c = 0; c < db_columns(rows); c++) {
            struct str value;
            value.ptr = db_bytes(rows, c, &value.len);
            if (!value.ptr)
                continue;
            buf_add_str(text, value);
            buf_add_char(text, '\n');
            add_point(text, value);
        }
    db_end(rows);
    return ok;
}

/* Not the R-tree: its boxes are the points' coordinates, rounded, and such a
 * number may begin like one that is not public. Its own tables are read. */
static bool add_tables(struct db *db, struct buf *text, struct err *err)
{
    struct db_rows *names = db_prepare(
        db,
        "SELECT 'SELECT * FROM \"' || replace(name, '\"', '\"\"') || '\"' FROM "
        "sqlite_master WHERE type = 'table' AND sql NOT LIKE "
        "'CREATE VIRTUAL TABLE %'",
        err);
    bool ok = names != NULL, more = true;

    while (ok && (ok = db_next(names, &more, err)) && more)
        ok = add_rows(db, db_text(names, 0), text, err);
    db_end(names);
    return ok && add_rows(db, "SELECT * FROM sqlite_master", text, err);
}

static bool count(struct db *db, struct reread *reread, struct err *err)
{
    struct db_rows *rows =
        db_prepare(db, "SELECT count(*), count(geom) FROM facilities", err);
    bool more, ok = rows && db_next(rows, &more, err);

    if (ok) {
        reread->counts_rows = reread->counts_placed = true;
        reread->rows = (uint64_t)db_int(rows, 0);
        reread->placed = (uint64_t)db_int(rows, 1);
    }
    db_end(rows);
    return ok;
}

static bool answers(struct db *db, const char *question, const char *answer,
                    struct err *err)
{
    struct db_rows *rows = db_prepare(db, question, err);
    bool more, ok = rows && db_next(rows, &more, err) && more;

    ok = ok && str_is(str_of(db_text(rows, 0)), answer);
    db_end(rows);
    return ok;
}

/* Ours are in UTF-8, or the bytes would not show what to search for; and have
 * no views, of which one could give rows without end. */
static bool is_whole(struct db *db, struct err *err)
{
    return answers(db, "PRAGMA integrity_check", "ok", err) &&
           answers(db, "PRAGMA encoding", "UTF-8", err) &&
           answers(db, "SELECT count(*) FROM sqlite_master WHERE type = 'view'",
                   "0", err);
}

REREAD(gpkg)
{
    struct err ignored; /* it speaks of stores */
    struct buf text = {0};
    struct db *db = db_open_bytes(bytes, name, &ignored);
    bool ok = db && is_whole(db, &ignored) && count(db, reread, &ignored) &&
              add_tables(db, &text, &ignored);

    reread_add(
        reread, arena,
        (struct str){arena_copy(arena, text.ptr ? text.ptr : "", text.len),
                     text.len});
    if (db)
        db_close(db, &ignored);
    buf_release(&text);
    return ok || err_set(err, ERR_INPUT, _("'%s' is not a readable GeoPackage"),
                         name);
}
