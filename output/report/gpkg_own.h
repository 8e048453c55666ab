/* The tables of audit.gpkg; which there are is told in gpkg.c. */
#ifndef OUTPUT_REPORT_GPKG_OWN_H
#define OUTPUT_REPORT_GPKG_OWN_H

#include "geo/access/mesh.h"
#include "output/gpkg.h"
#include "output/report/area_outline.h"

struct pack {
    struct db *db;
    const struct audit *audit;
    const char *created; /* YYYY-MM-DD */
    const char *about;   /* statements, a line each: describes every table */
    struct arena arena;
};

enum pack_type { PACK_TEXT, PACK_COUNT, PACK_REAL, PACK_BOOL };

struct pack_column {
    const char *name, *heading;
    enum pack_type type;
};

struct pack_columns {
    struct pack_column *item; /* free it */
    size_t n, cap;
};
void pack_column(struct pack_columns *columns, const char *name,
                 const char *heading, enum pack_type type);

/* Make an empty table: `fid`, `geom` of that type (NULL: none), the columns.
 * Returns the statement that inserts a row: 1 is fid, 2 geom where there is
 * one, then the columns. NULL on error. */
struct db_rows *pack_create(struct pack *pack, const char *table,
                            const char *geometry_type,
                            const struct pack_columns *columns,
                            struct err *err);
/* Declare a table without shapes. */
bool pack_attributes(struct pack *pack, const char *table, const char *title,
                     struct err *err);
/* What stands behind every table of a layer. */
struct gpkg_layer pack_layer(const struct pack *pack, const char *table,
                             const char *title);
/* true, false, nothing (PACK_BOOL) */
void pack_bind_bool(struct db_rows *rows, int at, bool is);

/* ---- shapes: GeoPackage binary, header without envelope, then WKB ---- */

#define PACK_BOX 101
void pack_box(struct mesh_box box, unsigned char blob[PACK_BOX]);
/* A MULTIPOLYGON. */
void pack_outline(struct buf *blob, const struct area_outline *outline);

/* ---- tables ---- */

bool pack_areas(struct pack *pack, struct err *err);
bool pack_meshes(struct pack *pack, struct err *err);
bool pack_facilities(struct pack *pack, struct err *err);
bool pack_figures(struct pack *pack, struct err *err);
bool pack_about(struct pack *pack, struct err *err);

#endif
