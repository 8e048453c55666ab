/* The store's point layers: extents, and R-trees made from sorted points. */
#include "output/rtree.h"
#include "output/store_saving.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

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
    if (!saving_run(saving, err) ||
        !rtree_fill(saving->db, name, point, n, err))
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
    return saving_run(saving, err);
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
    return saving_run(saving, err) && index_points(saving, name, point, n, err);
}

bool declare_layers(struct saving *saving, struct err *err)
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
