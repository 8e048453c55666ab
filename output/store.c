#include "output/store.h"

#include "base/out.h"
#include "output/db.h"
#include "output/rtree.h"
#include "output/store_schema.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SRS_ID 6668
#define PROFESSIONAL_ONLY                                                      \
    "関係者専用（for professionals only）。市民に公開しないでください。"

/* OGC 12-128r17 (GeoPackage 1.3), tables of clause 1.1.2, 1.1.3, 2.1.5 and of
 * the extensions for metadata and R-trees. */
static const char gpkg_tables[] =
    "CREATE TABLE gpkg_spatial_ref_sys(srs_name TEXT NOT NULL, srs_id INTEGER "
    "NOT NULL PRIMARY KEY, organization TEXT NOT NULL, "
    "organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, "
    "description TEXT);"
    "CREATE TABLE gpkg_contents(table_name TEXT NOT NULL PRIMARY KEY, "
    "data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT "
    "DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, "
    "max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id "
    "FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));"
    "CREATE TABLE gpkg_geometry_columns(table_name TEXT NOT NULL, column_name "
    "TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,"
    " z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY "
    "KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE "
    "(table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES "
    "gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) "
    "REFERENCES gpkg_spatial_ref_sys(srs_id));"
    "CREATE TABLE gpkg_extensions(table_name TEXT, column_name TEXT, "
    "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT "
    "NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, "
    "extension_name));"
    "CREATE TABLE gpkg_metadata(id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT "
    "NULL, md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT "
    "NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL "
    "DEFAULT '');"
    "CREATE TABLE gpkg_metadata_reference(reference_scope TEXT NOT NULL, "
    "table_name TEXT, column_name TEXT, row_id_value INTEGER, timestamp "
    "DATETIME NOT NULL, md_file_id INTEGER NOT NULL, md_parent_id INTEGER, "
    "CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES "
    "gpkg_metadata(id));"
    "INSERT INTO gpkg_spatial_ref_sys VALUES"
    "('Undefined cartesian SRS',-1,'NONE',-1,'undefined',NULL),"
    "('Undefined geographic SRS',0,'NONE',0,'undefined',NULL),"
    "('WGS 84 geodetic',4326,'EPSG',4326,'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\","
    "SPHEROID[\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],"
    "AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\","
    "\"8901\"]],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\","
    "\"9122\"]],AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],"
    "AUTHORITY[\"EPSG\",\"4326\"]]',NULL),"
    "('JGD2011',6668,'EPSG',6668,'GEOGCS[\"JGD2011\",DATUM[\"Japanese_Geodetic_"
    "Datum_2011\",SPHEROID[\"GRS 1980\",6378137,298.257222101,AUTHORITY["
    "\"EPSG\",\"7019\"]],AUTHORITY[\"EPSG\",\"1128\"]],PRIMEM[\"Greenwich\",0,"
    "AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,"
    "AUTHORITY[\"EPSG\",\"9122\"]],AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\","
    "EAST],AUTHORITY[\"EPSG\",\"6668\"]]',NULL);"
    "INSERT INTO gpkg_extensions VALUES"
    "('gpkg_metadata',NULL,'gpkg_metadata','http://www.geopackage.org/spec121/"
    "#extension_metadata','read-write'),"
    "('gpkg_metadata_reference',NULL,'gpkg_metadata','http://www.geopackage.org"
    "/spec121/#extension_metadata','read-write');";

struct saving {
    const struct table *table;
    struct db *db;
    const char *created;
    struct buf sql;
};

static bool run(struct saving *saving, struct err *err)
{
    bool ok = db_run(saving->db, saving->sql.ptr, err);

    buf_clear(&saving->sql);
    return ok;
}

static const char *column_type(enum field_type type)
{
    switch (type) {
    case FIELD_INTEGER:
        return "INTEGER";
    case FIELD_REAL:
        return "REAL";
    case FIELD_TEXT:
    case FIELD_LIST:
        break;
    }
    return "TEXT";
}

static bool create_tables(struct saving *saving, struct err *err)
{
    struct buf *sql = &saving->sql;

    buf_add_text(sql, gpkg_tables);
    buf_add_text(sql, "CREATE TABLE facilities(fid INTEGER PRIMARY KEY, geom "
                      "POINT, supply INTEGER");
    for (int f = 0; f < FIELD_COUNT; f++)
        buf_addf(sql, ", %s %s%s", fields[f].name, column_type(fields[f].type),
                 f == FIELD_id ? " NOT NULL UNIQUE" : "");
    buf_add_text(sql, ");");
#define ROW(name, columns)                                                     \
    buf_add_text(sql, "CREATE TABLE " name                                     \
                      "(fid INTEGER PRIMARY KEY, " columns ");");
    STORE_TABLES(ROW)
#undef ROW
    buf_add_text(sql, "CREATE TABLE zaitaku_manifest(key TEXT PRIMARY KEY, "
                      "value TEXT NOT NULL);");
    return run(saving, err);
}

/* ---- rows ---- */

/* GeoPackage binary: header without envelope, then a WKB point. */
static void point_blob(struct lonlat point, unsigned char blob[29])
{
    static const unsigned char head[13] = {
        'G', 'P', 0, 1, SRS_ID & 0xFF, SRS_ID >> 8, 0, 0, 1, 1, 0, 0, 0};

    memcpy(blob, head, 13);
    memcpy(blob + 13, &point.lon_deg, 8); /* this file is little-endian: */
    memcpy(blob + 21, &point.lat_deg, 8); /* so are the machines we build for */
}
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "point_blob writes the machine's byte order");

static bool put_facility(struct db_rows *rows, const struct table *table,
                         size_t i, struct buf cell[FIELD_COUNT],
                         struct err *err)
{
    const struct facility *facility = table->facility[i];
    unsigned char blob[29];

    db_bind_int(rows, 1, (int64_t)i + 1);
    if (lonlat_known(facility->point)) {
        point_blob(facility->point, blob);
        db_bind_bytes(rows, 2, blob, sizeof(blob));
    }
    db_bind_int(rows, 3, facility->supply);
    for (int f = 0; f < FIELD_COUNT; f++) {
        const char *text = field_text(facility, (enum field_id)f);
        if (fields[f].value) {
            buf_clear(&cell[f]);
            field_value((enum field_id)f, table, facility, false, &cell[f]);
            text = cell[f].len ? cell[f].ptr : NULL;
        }
        if (f == FIELD_published_lon)
            db_bind_real(rows, f + 4, facility->published.lon_deg);
        else if (f == FIELD_published_lat)
            db_bind_real(rows, f + 4, facility->published.lat_deg);
        else if (f == FIELD_geocoded_lon)
            db_bind_real(rows, f + 4, facility->geocoded.lon_deg);
        else if (f == FIELD_geocoded_lat)
            db_bind_real(rows, f + 4, facility->geocoded.lat_deg);
        else if (f == FIELD_position_gap_m)
            db_bind_real(rows, f + 4, (double)facility->position_gap_m);
        else if (f == FIELD_geocoded_error_m)
            db_bind_real(rows, f + 4, (double)facility->geocoded_error_m);
        else if (f == FIELD_error_m)
            db_bind_real(rows, f + 4, facility->error_m);
        else if (text)
            db_bind_text(rows, f + 4, text);
    }
    return db_put(rows, err);
}

static struct db_rows *prepare_insert(struct saving *saving, const char *name,
                                      int n, struct err *err)
{
    buf_addf(&saving->sql, "INSERT INTO %s VALUES(?", name);
    for (int i = 1; i < n; i++)
        buf_add_text(&saving->sql, ",?");
    buf_add_char(&saving->sql, ')');
    struct db_rows *rows = db_prepare(saving->db, saving->sql.ptr, err);
    buf_clear(&saving->sql);
    return rows;
}

static bool put_facilities(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct buf cell[FIELD_COUNT] = {0};
    struct db_rows *rows =
        prepare_insert(saving, "facilities", FIELD_COUNT + 3, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < table->n_facility; i++)
        ok = put_facility(rows, table, i, cell, err);
    for (int f = 0; f < FIELD_COUNT; f++)
        buf_release(&cell[f]);
    db_end(rows);
    return ok;
}

static bool put_positions(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = prepare_insert(saving, "positions", 8, err);
    bool ok = rows != NULL;
    unsigned char blob[29];

    for (size_t i = 0; ok && i < table->n_candidate; i++) {
        const struct candidate *candidate = &table->candidate[i];
        const struct lonlat used =
            table->facility[candidate->facility]->published;
        point_blob(candidate->point, blob);
        db_bind_bytes(rows, 2, blob, sizeof(blob));
        db_bind_int(rows, 3, (int64_t)candidate->facility + 1);
        db_bind_int(rows, 4, candidate->supply);
        db_bind_int(rows, 5, candidate->line);
        if (candidate->kind < kind_count)
            db_bind_text(rows, 6, kinds[candidate->kind].id);
        db_bind_real(rows, 7, (double)candidate->error_m);
        db_bind_int(rows, 8,
                    used.lon_deg == candidate->point.lon_deg &&
                        used.lat_deg == candidate->point.lat_deg);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

static bool put_origins(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = prepare_insert(saving, "origins", 6, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < table->n_origin; i++) {
        const struct origin *origin = &table->origin[i];
        db_bind_int(rows, 2, (int64_t)origin->facility + 1);
        db_bind_int(rows, 3, origin->supply);
        db_bind_int(rows, 4, origin->line);
        db_bind_int(rows, 5, origin->merged);
        db_bind_int(rows, 6, (int64_t)origin->fields);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

static bool put_findings(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = prepare_insert(saving, "findings", 7, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < table->n_finding; i++) {
        const struct finding *finding = &table->finding[i];
        if (finding->facility != NO_FACILITY)
            db_bind_int(rows, 2, (int64_t)finding->facility + 1);
        db_bind_int(rows, 3, finding->supply);
        db_bind_int(rows, 4, finding->line);
        if (finding->field >= 0)
            db_bind_text(rows, 5, fields[finding->field].name);
        db_bind_text(rows, 6, finding->what);
        if (finding->value)
            db_bind_text(rows, 7, finding->value);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

static bool put_set_aside(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = prepare_insert(saving, "set_aside", 5, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < table->n_set_aside; i++) {
        const struct set_aside *row = &table->set_aside[i];
        db_bind_int(rows, 2, row->supply);
        db_bind_int(rows, 3, row->line);
        db_bind_text(rows, 4, row->reason);
        if (row->value)
            db_bind_text(rows, 5, row->value);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

static void bind_optional(struct db_rows *rows, int at, const char *text)
{
    if (text)
        db_bind_text(rows, at, text);
}

static bool put_supply(struct db_rows *rows, const struct supply *supply,
                       struct err *err)
{
    const char *const text[] = {supply->label,
                                supply->path,
                                supply->member,
                                NULL,
                                supply->sha256,
                                supply->listing,
                                supply->title,
                                supply->publisher,
                                supply->licence,
                                supply->licence_url,
                                supply->url,
                                supply->attribution,
                                supply->as_of,
                                supply->encoding,
                                row_kind_names[supply->row_kind]};

    for (int i = 0; i < 15; i++)
        bind_optional(rows, i + 2, text[i]);
    db_bind_int(rows, 5, supply->sheet);
    db_bind_int(rows, 17, supply->header_rows);
    db_bind_int(rows, 18, supply->n_header);
    db_bind_int(rows, 19, (int64_t)supply->rows.read);
    db_bind_int(rows, 20, (int64_t)supply->rows.kept);
    db_bind_int(rows, 21, (int64_t)supply->rows.merged);
    db_bind_int(rows, 22, (int64_t)supply->rows.blank);
    db_bind_int(rows, 23, (int64_t)supply->rows.set_aside);
    return db_put(rows, err);
}

static bool put_inputs(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = prepare_insert(saving, "inputs", 23, err);
    struct db_rows *skipped = prepare_insert(saving, "skipped", 3, err);
    bool ok = rows && skipped;

    for (size_t i = 0; ok && i < table->n_supply; i++)
        ok = put_supply(rows, &table->supply[i], err);
    for (size_t i = 0; ok && i < table->n_skipped; i++) {
        db_bind_text(skipped, 2, table->skipped[i].label);
        db_bind_text(skipped, 3, table->skipped[i].reason);
        ok = db_put(skipped, err);
    }
    db_end(rows);
    db_end(skipped);
    return ok;
}

static bool put_municipalities(struct saving *saving, struct err *err)
{
    const struct municipalities *all = &saving->table->municipalities;
    struct db_rows *rows = prepare_insert(saving, "municipalities", 9, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < all->n; i++) {
        const struct municipality *place = &all->item[i];
        db_bind_text(rows, 2, place->code);
        bind_optional(rows, 3, prefecture_name(place->code));
        bind_optional(rows, 4, place->name);
        bind_optional(rows, 5, place->kana);
        bind_optional(rows, 6, place->abolished);
        db_bind_text(rows, 7, place->successor);
        db_bind_int(rows, 8, place->source);
        db_bind_int(rows, 9, place->has_boundary);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

/* ---- layers and metadata ---- */

static bool index_points(struct saving *saving, const char *layer,
                         struct rtree_point *point, size_t n, struct err *err)
{
    struct buf *sql = &saving->sql;
    char name[64];

    snprintf(name, sizeof(name), "rtree_%s_geom", layer);
    buf_addf(sql,
             "CREATE VIRTUAL TABLE \"%s\" USING rtree(id, minx, maxx, miny, "
             "maxy);",
             name);
    if (!run(saving, err) || !rtree_fill(saving->db, name, point, n, err))
        return false;
    /* GeoPackage extension RTree Spatial Indexes, requirement 75 ff. */
    buf_addf(sql,
             "CREATE TRIGGER \"%2$s_insert\" AFTER INSERT ON \"%1$s\" WHEN "
             "(new.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN INSERT OR "
             "REPLACE INTO \"%2$s\" VALUES (NEW.fid, ST_MinX(NEW.geom), "
             "ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;"
             "CREATE TRIGGER \"%2$s_update1\" AFTER UPDATE OF geom ON "
             "\"%1$s\" WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT "
             "ST_IsEmpty(NEW.geom)) BEGIN INSERT OR REPLACE INTO \"%2$s\" "
             "VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), "
             "ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;"
             "CREATE TRIGGER \"%2$s_update2\" AFTER UPDATE OF geom ON "
             "\"%1$s\" WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR "
             "ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM \"%2$s\" WHERE id = "
             "OLD.fid; END;"
             "CREATE TRIGGER \"%2$s_update3\" AFTER UPDATE ON \"%1$s\" WHEN "
             "OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT "
             "ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM \"%2$s\" WHERE id = "
             "OLD.fid; INSERT OR REPLACE INTO \"%2$s\" VALUES (NEW.fid, "
             "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), "
             "ST_MaxY(NEW.geom)); END;"
             "CREATE TRIGGER \"%2$s_update4\" AFTER UPDATE ON \"%1$s\" WHEN "
             "OLD.fid != NEW.fid AND (NEW.geom ISNULL OR "
             "ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM \"%2$s\" WHERE id IN "
             "(OLD.fid, NEW.fid); END;"
             "CREATE TRIGGER \"%2$s_delete\" AFTER DELETE ON \"%1$s\" WHEN "
             "old.geom NOT NULL BEGIN DELETE FROM \"%2$s\" WHERE id = "
             "OLD.fid; END;"
             "INSERT INTO gpkg_extensions VALUES('%1$s','geom',"
             "'gpkg_rtree_index','http://www.geopackage.org/spec120/"
             "#extension_rtree','write-only');",
             layer, name);
    return run(saving, err);
}

/* gpkg_contents of a point layer, with its extent. */
static bool declare_layer(struct saving *saving, const char *name,
                          const char *title, struct rtree_point *point,
                          size_t n, struct err *err)
{
    double west = INFINITY, south = INFINITY, east = -INFINITY,
           north = -INFINITY;
    struct buf *sql = &saving->sql;

    for (size_t i = 0; i < n; i++) {
        west = fmin(west, point[i].point.lon_deg);
        east = fmax(east, point[i].point.lon_deg);
        south = fmin(south, point[i].point.lat_deg);
        north = fmax(north, point[i].point.lat_deg);
    }
    buf_addf(sql,
             "INSERT INTO gpkg_contents VALUES('%s','features','%s','%s',"
             "'%sT00:00:00.000Z',",
             name, title, PROFESSIONAL_ONLY, saving->created);
    if (n)
        buf_addf(sql, "%.17g,%.17g,%.17g,%.17g", west, south, east, north);
    else
        buf_add_text(sql, "NULL,NULL,NULL,NULL");
    buf_addf(sql,
             ",%d);INSERT INTO gpkg_geometry_columns VALUES('%s','geom',"
             "'POINT',%d,0,0);",
             SRS_ID, name, SRS_ID);
    return run(saving, err) && index_points(saving, name, point, n, err);
}

static bool declare_layers(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    size_t room = table->n_facility > table->n_candidate ? table->n_facility
                                                         : table->n_candidate;
    struct rtree_point *point = mem_alloc((room + 1) * sizeof(*point));
    size_t n = 0;
    bool ok;

    for (size_t i = 0; i < table->n_facility; i++)
        if (lonlat_known(table->facility[i]->point))
            point[n++] =
                (struct rtree_point){(int64_t)i + 1, table->facility[i]->point};
    ok = declare_layer(saving, "facilities", "施設", point, n, err);
    for (size_t i = 0; i < table->n_candidate; i++)
        point[i] =
            (struct rtree_point){(int64_t)i + 1, table->candidate[i].point};
    ok = ok && declare_layer(saving, "positions", "公表された位置", point,
                             table->n_candidate, err);
    free(point);
    return ok;
}

static bool declare_tables(struct saving *saving, struct err *err)
{
    static const char *const attributes[][2] = {
        {"origins", "行の由来"},
        {"findings", "気になる値"},
        {"set_aside", "除いた行"},
        {"inputs", "読んだファイル"},
        {"skipped", "読まなかったファイル"},
        {"municipalities", "市区町村"},
    };
    struct buf *sql = &saving->sql;

    for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++)
        buf_addf(sql,
                 "INSERT INTO gpkg_contents VALUES('%s','attributes','%s',"
                 "'%s','%sT00:00:00.000Z',NULL,NULL,NULL,NULL,NULL);",
                 attributes[i][0], attributes[i][1], PROFESSIONAL_ONLY,
                 saving->created);
    buf_addf(sql,
             "INSERT INTO gpkg_metadata VALUES(1,'dataset',"
             "'https://www.dublincore.org/','text/plain','%s');"
             "INSERT INTO gpkg_metadata_reference VALUES('geopackage',NULL,"
             "NULL,NULL,'%sT00:00:00.000Z',1,NULL);",
             PROFESSIONAL_ONLY, saving->created);
    return run(saving, err);
}

/* The last rows of all: with them the store is complete. */
static bool put_manifest(struct saving *saving, struct err *err)
{
    struct buf *sql = &saving->sql;

    buf_addf(sql,
             "INSERT INTO zaitaku_manifest VALUES('format','%s'),"
             "('version','%s'),('created','%s'),('audience','%s')",
             STORE_FORMAT, ZAITAKU_VERSION, saving->created, PROFESSIONAL_ONLY);
#define ROW(name, columns)                                                     \
    buf_add_text(sql, ",('rows " name "',(SELECT count(*) FROM " name "))");
    ROW("facilities", "")
    STORE_TABLES(ROW)
#undef ROW
    buf_add_text(sql, ",('complete','yes');");
    return run(saving, err);
}

static bool save(struct saving *saving, struct err *err)
{
    return create_tables(saving, err) && put_facilities(saving, err) &&
           put_positions(saving, err) && put_origins(saving, err) &&
           put_findings(saving, err) && put_set_aside(saving, err) &&
           put_inputs(saving, err) && put_municipalities(saving, err) &&
           declare_layers(saving, err) && declare_tables(saving, err) &&
           put_manifest(saving, err);
}

bool store_save(const struct table *table, const char *path,
                const char *created, struct err *err)
{
    char *temporary = out_file_begin(path);
    struct saving saving = {.table = table, .created = created};
    bool ok = false;

    saving.db = db_create(temporary, err);
    if (saving.db) {
        struct err later;
        ok = save(&saving, err);
        ok = db_close(saving.db, ok ? err : &later) && ok;
    }
    if (ok)
        ok = out_file_publish(temporary, path, err);
    else
        unlink(temporary);
    buf_release(&saving.sql);
    free(temporary);
    return ok || err_in(err, _("the store '%s' was not written"), path);
}
