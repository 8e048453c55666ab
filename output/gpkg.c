#include "output/gpkg.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char gpkg_tables[] =
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

const char gpkg_schema_tables[] =
    "CREATE TABLE gpkg_data_columns(table_name TEXT NOT NULL, column_name TEXT "
    "NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT, "
    "constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, "
    "column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));"
    "CREATE TABLE gpkg_data_column_constraints(constraint_name TEXT NOT NULL, "
    "constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive "
    "BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
    "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));"
    "INSERT INTO gpkg_extensions VALUES"
    "('gpkg_data_columns',NULL,'gpkg_schema','http://www.geopackage.org/"
    "spec121/#extension_schema','read-write'),"
    "('gpkg_data_column_constraints',NULL,'gpkg_schema','http://www.geopackage"
    ".org/spec121/#extension_schema','read-write');";

void gpkg_point(struct lonlat point, unsigned char blob[GPKG_POINT])
{
    static const unsigned char head[13] = {
        'G', 'P', 0, 1, GPKG_SRS_ID & 0xFF, GPKG_SRS_ID >> 8, 0, 0, 1,
        1,   0,   0, 0};

    memcpy(blob, head, 13);
    memcpy(blob + 13, &point.lon_deg, 8); /* this file is little-endian: */
    memcpy(blob + 21, &point.lat_deg, 8); /* so are the machines we build for */
}
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "gpkg_point writes the machine's byte order");

/* Requirement 75 ff. of the extension "RTree Spatial Indexes". %1$s is the
 * layer, %2$s its R-tree. */
static const char index_sql[] =
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
    "#extension_rtree','write-only');";

static bool index_boxes(struct db *db, const char *layer, struct rtree_box *box,
                        size_t n, struct err *err)
{
    struct buf sql = {0};
    char name[64];

    snprintf(name, sizeof(name), "rtree_%s_geom", layer);
    buf_addf(&sql,
             "CREATE VIRTUAL TABLE \"%s\" USING rtree(id, minx, maxx, miny, "
             "maxy);",
             name);
    bool ok = db_run(db, sql.ptr, err) && rtree_fill(db, name, box, n, err);
    buf_clear(&sql);
    buf_addf(&sql, index_sql, layer, name);
    ok = ok && db_run(db, sql.ptr, err);
    buf_release(&sql);
    return ok;
}

/* NULL where there is no shape at all. */
static void bind_extent(struct db_rows *rows, int at,
                        const struct rtree_box *box, size_t n)
{
    struct rtree_box all = {0, NAN, NAN, NAN, NAN};

    for (size_t i = 0; i < n; i++) {
        all.min_x = fmin(all.min_x, box[i].min_x);
        all.min_y = fmin(all.min_y, box[i].min_y);
        all.max_x = fmax(all.max_x, box[i].max_x);
        all.max_y = fmax(all.max_y, box[i].max_y);
    }
    db_bind_real(rows, at, all.min_x);
    db_bind_real(rows, at + 1, all.min_y);
    db_bind_real(rows, at + 2, all.max_x);
    db_bind_real(rows, at + 3, all.max_y);
}

static bool declare_layer(struct db *db, const struct gpkg_layer *layer,
                          const char *type, const struct rtree_box *box,
                          size_t n, struct err *err)
{
    struct db_rows *rows =
        db_prepare(db,
                   "INSERT INTO gpkg_contents VALUES(?1,'features',?2,?3,"
                   "?4||'T00:00:00.000Z',?5,?6,?7,?8,?9)",
                   err);
    bool ok = rows != NULL;

    if (ok) {
        db_bind_text(rows, 1, layer->name);
        db_bind_text(rows, 2, layer->title);
        db_bind_text(rows, 3, layer->description);
        db_bind_text(rows, 4, layer->created);
        bind_extent(rows, 5, box, n);
        db_bind_int(rows, 9, GPKG_SRS_ID);
        ok = db_put(rows, err);
    }
    db_end(rows);
    rows = ok ? db_prepare(db,
                           "INSERT INTO gpkg_geometry_columns VALUES(?1,"
                           "'geom',?2,?3,0,0)",
                           err)
              : NULL;
    ok = rows != NULL;
    if (ok) {
        db_bind_text(rows, 1, layer->name);
        db_bind_text(rows, 2, type);
        db_bind_int(rows, 3, GPKG_SRS_ID);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

bool gpkg_add_shapes(struct db *db, const struct gpkg_layer *layer,
                     const char *geometry_type, struct rtree_box *box, size_t n,
                     struct err *err)
{
    return declare_layer(db, layer, geometry_type, box, n, err) &&
           index_boxes(db, layer->name, box, n, err);
}

bool gpkg_add_layer(struct db *db, const struct gpkg_layer *layer,
                    const struct gpkg_place *place, size_t n, struct err *err)
{
    struct rtree_box *box = mem_alloc((n + 1) * sizeof(*box));

    for (size_t i = 0; i < n; i++) {
        struct lonlat at = place[i].point;
        box[i] = (struct rtree_box){place[i].id, at.lon_deg, at.lon_deg,
                                    at.lat_deg, at.lat_deg};
    }
    bool ok = gpkg_add_shapes(db, layer, "POINT", box, n, err);
    free(box);
    return ok;
}
