/*
 * map.gpkg: a GeoPackage with the layer "facilities" for QGIS and the like.
 * Points are JGD2011 (EPSG:6668), a facility without one has no geometry.
 * Columns are the fields of the edition, with their headings beside them
 * (extension gpkg_schema); what the file says of itself is the description of
 * the layer, and metadata. Made in memory; the same view gives the same bytes.
 */
#include "output/gpkg.h"
#include "output/column.h"
#include "output/tables/about.h"
#include "output/tables/cells.h"
#include "output/writer.h"

#include <stdlib.h>

#define LAYER_NAME "facilities"

/* One GeoPackage while it is made. */
struct package {
    struct db *db;
    const struct view *view;
    enum column_type type[FIELD_COUNT]; /* of the view's columns */
    struct buf text;
};

static const char *type_name(enum column_type type)
{
    switch (type) {
    case COLUMN_INTEGER:
        return "MEDIUMINT"; /* 32 bits */
    case COLUMN_REAL:
        return "DOUBLE";
    case COLUMN_TEXT:
    case COLUMN_LIST:
        break;
    }
    return "TEXT";
}

static bool run(struct package *package, struct err *err)
{
    bool ok = db_run(package->db, package->text.ptr, err);

    buf_clear(&package->text);
    return ok;
}

static bool create_tables(struct package *package, struct err *err)
{
    const struct view *view = package->view;
    struct buf *sql = &package->text;

    buf_add_text(sql, gpkg_tables);
    buf_add_text(sql, gpkg_schema_tables);
    buf_add_text(sql, "CREATE TABLE " LAYER_NAME "(fid INTEGER PRIMARY KEY "
                      "AUTOINCREMENT NOT NULL, geom POINT");
    for (size_t c = 0; c < view->n_column; c++)
        buf_addf(sql, ", \"%s\" %s", view->column[c]->name,
                 type_name(package->type[c]));
    buf_add_text(sql, ");");
    return run(package, err);
}

/* Headings of the columns: `name` is what QGIS shows. */
static bool put_headings(struct package *package, struct err *err)
{
    const struct view *view = package->view;
    struct db_rows *rows =
        db_prepare(package->db,
                   "INSERT INTO gpkg_data_columns VALUES('" LAYER_NAME
                   "',?1,?2,?3,NULL,NULL,NULL)",
                   err);
    bool ok = rows != NULL;

    for (size_t c = 0; ok && c < view->n_column; c++) {
        db_bind_text(rows, 1, view->column[c]->name);
        db_bind_text(rows, 2, view->column[c]->heading_ja);
        db_bind_text(rows, 3, view->column[c]->heading_en);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

/* ---- facilities ---- */

static void bind_cell(struct db_rows *rows, int at, enum column_type type,
                      const char *text)
{
    bool is_number = type == COLUMN_INTEGER || type == COLUMN_REAL;
    double number;

    if (text && !is_number)
        db_bind_text(rows, at, text);
    else if (text && str_number(str_of(text), &number) && type == COLUMN_REAL)
        db_bind_real(rows, at, number);
    else if (text && str_number(str_of(text), &number))
        db_bind_int(rows, at, (int64_t)number);
}

static bool put_row(struct package *package, struct db_rows *rows, size_t r,
                    struct buf list[FIELD_COUNT], struct err *err)
{
    const struct view_row *row = &package->view->row[r];
    unsigned char point[GPKG_POINT];

    db_bind_int(rows, 1, (int64_t)r + 1);
    if (lonlat_known(row->point)) {
        gpkg_point(row->point, point);
        db_bind_bytes(rows, 2, point, sizeof(point));
    }
    for (size_t c = 0; c < package->view->n_column; c++)
        bind_cell(rows, (int)c + 3, package->type[c],
                  cells_text(package->view, c, row->cell[c], &list[c]));
    return db_put(rows, err);
}

static bool put_rows(struct package *package, struct err *err)
{
    const struct view *view = package->view;
    struct buf list[FIELD_COUNT] = {0};

    buf_add_text(&package->text, "INSERT INTO " LAYER_NAME " VALUES(?,?");
    for (size_t c = 0; c < view->n_column; c++)
        buf_add_text(&package->text, ",?");
    buf_add_char(&package->text, ')');
    struct db_rows *rows = db_prepare(package->db, package->text.ptr, err);
    buf_clear(&package->text);
    bool ok = rows != NULL;
    for (size_t r = 0; ok && r < view->n_row; r++)
        ok = put_row(package, rows, r, list, err);
    db_end(rows);
    for (size_t c = 0; c < view->n_column; c++)
        buf_release(&list[c]);
    return ok;
}

static bool declare(struct package *package, struct err *err)
{
    const struct view *view = package->view;
    struct gpkg_place *point = mem_alloc((view->n_row + 1) * sizeof(*point));
    size_t n = 0;

    about_add(view, &package->text);
    struct gpkg_layer layer = {LAYER_NAME, view->title, package->text.ptr,
                               view->created};
    for (size_t r = 0; r < view->n_row; r++)
        if (lonlat_known(view->row[r].point))
            point[n++] =
                (struct gpkg_place){(int64_t)r + 1, view->row[r].point};
    bool ok = gpkg_add_layer(package->db, &layer, point, n, err);
    free(point);
    return ok;
}

/* The same statements where readers of metadata look for them; the text is
 * still that of declare(). */
static bool put_metadata(struct package *package, struct err *err)
{
    struct db_rows *rows = db_prepare(
        package->db,
        "INSERT INTO gpkg_metadata VALUES(1,'dataset','https://www.dublincore."
        "org/','text/plain',?1)",
        err);
    bool ok = rows != NULL;

    if (ok) {
        db_bind_text(rows, 1, package->text.ptr);
        ok = db_put(rows, err);
    }
    db_end(rows);
    buf_clear(&package->text);
    buf_addf(&package->text,
             "INSERT INTO gpkg_metadata_reference VALUES('table','" LAYER_NAME
             "',NULL,NULL,'%sT00:00:00.000Z',1,NULL)",
             package->view->created);
    return ok && run(package, err);
}

static bool write_gpkg(const struct view *view, const struct writing *writing,
                       struct shown *shown, struct buf *out, struct err *err)
{
    struct package package = {.view = view};
    struct err later;

    (void)writing;
    (void)shown;
    package.db = db_create(":memory:", err);
    if (!package.db)
        return false;
    for (size_t c = 0; c < view->n_column; c++)
        package.type[c] = column_type(view, c);
    bool ok = create_tables(&package, err) && put_headings(&package, err) &&
              put_rows(&package, err) && declare(&package, err) &&
              put_metadata(&package, err);
    ok = db_close_into(package.db, out, ok ? err : &later) && ok;
    buf_release(&package.text);
    return ok;
}

static const struct writer_file file[] = {{"map.gpkg", write_gpkg}};

const struct writer writer_gpkg = {
    .name = "gpkg",
    .summary = N_("GeoPackage for QGIS (points in JGD2011, EPSG:6668)"),
    WRITER_FILES(file),
};
