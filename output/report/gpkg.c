/*
 * audit.gpkg: for QGIS and the like, in JGD2011 (EPSG:6668).
 *
 * areas       regions with their figures (area_table.h); MULTIPOLYGON
 * meshes      own population meshes (mesh_table.h); POLYGON
 * facilities  who meets a need, may meet it or does not; POINT. Those of own
 *             regions, those within the limit around the own meshes, and the
 *             nearest ones of meshes. No contacts.
 * figures     every figure of every region, need and year; no shape
 * about       methods, sources, cautions: heading, text
 *
 * Columns have headings (extension gpkg_schema). The same audit gives the same
 * bytes. Made in memory: some 0.6 KB a mesh for ten needs, twice for a moment.
 */
#include "output/report/gpkg_own.h"
#include "output/report/report.h"
#include "output/report/words.h"

#include <stdlib.h>
#include <string.h>

void pack_column(struct pack_columns *columns, const char *name,
                 const char *heading, enum pack_type type)
{
    columns->item = mem_room(columns->item, columns->n, &columns->cap,
                             sizeof(*columns->item));
    columns->item[columns->n++] = (struct pack_column){name, heading, type};
}

/* Headings are shown in place of names, and must differ in a table. */
static bool put_headings(struct pack *pack, const char *table,
                         const struct pack_columns *columns, struct err *err)
{
    struct db_rows *rows = db_prepare(
        pack->db,
        "INSERT INTO gpkg_data_columns VALUES(?1,?2,CASE WHEN EXISTS(SELECT 1 "
        "FROM gpkg_data_columns WHERE table_name=?1 AND name=?3) THEN ?3||' ('"
        "||?2||')' ELSE ?3 END,?3,NULL,NULL,NULL)",
        err);
    bool ok = rows != NULL;

    for (size_t c = 0; ok && c < columns->n; c++) {
        db_bind_text(rows, 1, table);
        db_bind_text(rows, 2, columns->item[c].name);
        db_bind_text(rows, 3, columns->item[c].heading);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

struct db_rows *pack_create(struct pack *pack, const char *table,
                            const char *geometry_type,
                            const struct pack_columns *columns, struct err *err)
{
    static const char *const type[] = {
        [PACK_TEXT] = "TEXT",
        [PACK_COUNT] = "INTEGER",
        [PACK_REAL] = "DOUBLE",
        [PACK_BOOL] = "BOOLEAN",
    };
    struct db_rows *rows = NULL;
    struct buf sql = {0};

    buf_addf(&sql,
             "CREATE TABLE %s(fid INTEGER PRIMARY KEY "
             "AUTOINCREMENT NOT NULL",
             table);
    if (geometry_type)
        buf_addf(&sql, ", geom %s", geometry_type);
    for (size_t c = 0; c < columns->n; c++)
        buf_addf(&sql, ", \"%s\" %s", columns->item[c].name,
                 type[columns->item[c].type]);
    buf_add_char(&sql, ')');
    if (db_run(pack->db, sql.ptr, err) &&
        put_headings(pack, table, columns, err)) {
        buf_clear(&sql);
        buf_addf(&sql, "INSERT INTO %s VALUES(?%s", table,
                 geometry_type ? ",?" : "");
        for (size_t c = 0; c < columns->n; c++)
            buf_add_text(&sql, ",?");
        buf_add_char(&sql, ')');
        rows = db_prepare(pack->db, sql.ptr, err);
    }
    buf_release(&sql);
    return rows;
}

struct gpkg_layer pack_layer(const struct pack *pack, const char *table,
                             const char *title)
{
    return (struct gpkg_layer){table, title, pack->about, pack->created};
}

bool pack_attributes(struct pack *pack, const char *table, const char *title,
                     struct err *err)
{
    struct db_rows *rows =
        db_prepare(pack->db,
                   "INSERT INTO gpkg_contents VALUES(?1,'attributes',?2,?3,"
                   "?4||'T00:00:00.000Z',NULL,NULL,NULL,NULL,NULL)",
                   err);
    bool ok = rows != NULL;

    if (ok) {
        db_bind_text(rows, 1, table);
        db_bind_text(rows, 2, title);
        db_bind_text(rows, 3, pack->about);
        db_bind_text(rows, 4, pack->created);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

void pack_bind_bool(struct db_rows *rows, int at, bool is)
{
    db_bind_int(rows, at, is);
}

/* ---- about ---- */

struct about_rows {
    struct db_rows *rows;
    int64_t n;
    bool ok;
    struct err *err;
};

static void put_statement(void *context, const char *heading, const char *text)
{
    struct about_rows *about = context;

    if (!about->ok)
        return;
    db_bind_int(about->rows, 1, ++about->n);
    db_bind_text(about->rows, 2, heading);
    db_bind_text(about->rows, 3, text);
    about->ok = db_put(about->rows, about->err);
}

bool pack_about(struct pack *pack, struct err *err)
{
    struct pack_columns columns = {0};

    pack_column(&columns, "heading", "項目", PACK_TEXT);
    pack_column(&columns, "text", "内容", PACK_TEXT);
    struct about_rows about = {
        .rows = pack_create(pack, "about", NULL, &columns, err), .err = err};
    about.ok = about.rows != NULL;
    if (about.ok)
        report_about_each(pack->audit, put_statement, &about);
    db_end(about.rows);
    free(columns.item);
    return about.ok && pack_attributes(pack, "about", "この資料について", err);
}

static void add_line(void *context, const char *heading, const char *text)
{
    buf_addf(context, "%s：%s\n", heading, text);
}

/* The same statements where readers of metadata look for them. */
static bool put_metadata(struct pack *pack, struct err *err)
{
    struct db_rows *rows = db_prepare(
        pack->db,
        "INSERT INTO gpkg_metadata VALUES(1,'dataset','https://www.dublincore."
        "org/','text/plain',?1)",
        err);
    bool ok = rows != NULL;

    if (ok) {
        db_bind_text(rows, 1, pack->about);
        ok = db_put(rows, err);
    }
    db_end(rows);
    rows = ok ? db_prepare(pack->db,
                           "INSERT INTO gpkg_metadata_reference VALUES("
                           "'geopackage',NULL,NULL,NULL,"
                           "?1||'T00:00:00.000Z',1,NULL)",
                           err)
              : NULL;
    ok = rows != NULL;
    if (ok) {
        db_bind_text(rows, 1, pack->created);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

bool report_gpkg(const struct audit *audit, struct buf *out, struct err *err)
{
    struct pack pack = {.audit = audit,
                        .created =
                            audit->created ? audit->created : "1970-01-01"};
    struct buf about = {0};
    struct err later;

    pack.db = db_create(":memory:", err);
    if (!pack.db)
        return false;
    report_about_each(audit, add_line, &about);
    pack.about = about.ptr;
    bool ok = db_run(pack.db, gpkg_tables, err) &&
              db_run(pack.db, gpkg_schema_tables, err) &&
              pack_areas(&pack, err) && pack_meshes(&pack, err) &&
              pack_facilities(&pack, err) && pack_figures(&pack, err) &&
              pack_about(&pack, err) && put_metadata(&pack, err);
    ok = db_close_into(pack.db, out, ok ? err : &later) && ok;
    buf_release(&about);
    arena_release(&pack.arena);
    return ok;
}
