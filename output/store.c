#include "output/store.h"

#include "base/out.h"
#include "output/store_saving.h"
#include "output/store_schema.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

bool saving_run(struct saving *saving, struct err *err)
{
    bool ok = db_run(saving->db, saving->sql.ptr, err);

    buf_clear(&saving->sql);
    return ok;
}

struct db_rows *saving_insert(struct saving *saving, const char *name, int n,
                              struct err *err)
{
    buf_addf(&saving->sql, "INSERT INTO %s VALUES(?", name);
    for (int i = 1; i < n; i++)
        buf_add_text(&saving->sql, ",?");
    buf_add_char(&saving->sql, ')');
    struct db_rows *rows = db_prepare(saving->db, saving->sql.ptr, err);
    buf_clear(&saving->sql);
    return rows;
}

void saving_bind(struct db_rows *rows, int at, const char *text)
{
    if (text)
        db_bind_text(rows, at, text);
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
    return saving_run(saving, err);
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
        {"filings", "届出"},
        {"filing_kinds", "届出の種類"},
        {"filing_scopes", "届出の一覧の範囲"},
        {"other_values", "使わなかった値"},
        {"pairs", "同じ施設か決める組"},
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
    return saving_run(saving, err);
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
    return saving_run(saving, err);
}

static bool save(struct saving *saving, struct err *err)
{
    return create_tables(saving, err) && put_facilities(saving, err) &&
           put_positions(saving, err) && put_origins(saving, err) &&
           put_findings(saving, err) && put_set_aside(saving, err) &&
           put_inputs(saving, err) && put_municipalities(saving, err) &&
           put_filings(saving, err) && put_other_values(saving, err) &&
           put_pairs(saving, err) && declare_layers(saving, err) &&
           declare_tables(saving, err) && put_manifest(saving, err);
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
