/* The ground of maps in the store: outlines, towns, and where both are from.
 * QGIS shows them as layers. */
#include "output/gpkg.h"
#include "output/store_loading.h"
#include "output/store_saving.h"

#include <stdlib.h>
#include <string.h>

enum { WKB_POLYGON = 3, WKB_MULTIPOLYGON = 6 };
#define HEAD 8 /* of GeoPackage binary, without an envelope */

/* ---- writing ---- */

static void add_u32(struct buf *blob, uint32_t number)
{
    buf_add(blob, &number, sizeof(number)); /* little-endian, as gpkg_point */
}

static void add_wkb(struct buf *blob, uint32_t type, uint32_t n)
{
    buf_add_char(blob, 1);
    add_u32(blob, type);
    add_u32(blob, n);
}

/* Rings from `ring` to the one before the next that is no hole. */
static uint32_t rings_of_polygon(const struct land_ring *ring, uint32_t n)
{
    uint32_t rings = 1;

    while (rings < n && ring[rings].hole)
        rings++;
    return rings;
}

static void add_ring(struct buf *blob, const struct land *land,
                     const struct land_ring *ring)
{
    add_u32(blob, ring->n);
    for (uint32_t v = 0; v < ring->n; v++) {
        struct lonlat point = land_degrees(land->vertex[ring->first + v]);
        buf_add(blob, &point.lon_deg, sizeof(point.lon_deg));
        buf_add(blob, &point.lat_deg, sizeof(point.lat_deg));
    }
}

static void place_blob(const struct land *land, const struct land_place *place,
                       struct buf *blob)
{
    static const unsigned char head[HEAD] = {
        'G', 'P', 0, 1, GPKG_SRS_ID & 0xFF, GPKG_SRS_ID >> 8, 0, 0};
    const struct land_ring *ring = land->ring + place->first_ring;
    uint32_t n_polygon = 0, rings;

    for (uint32_t r = 0; r < place->n_ring; r += rings) {
        rings = rings_of_polygon(ring + r, place->n_ring - r);
        n_polygon++;
    }
    buf_clear(blob);
    buf_add(blob, head, sizeof(head));
    add_wkb(blob, WKB_MULTIPOLYGON, n_polygon);
    for (uint32_t r = 0; r < place->n_ring; r += rings) {
        rings = rings_of_polygon(ring + r, place->n_ring - r);
        add_wkb(blob, WKB_POLYGON, rings);
        for (uint32_t k = r; k < r + rings; k++)
            add_ring(blob, land, &ring[k]);
    }
}

static bool put_boundaries(struct saving *saving, struct err *err)
{
    const struct land *land = &saving->table->land;
    struct db_rows *rows = saving_insert(saving, "boundaries", 3, err);
    struct buf blob = {0};
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < land->n_place; i++) {
        place_blob(land, &land->place[i], &blob);
        db_bind_bytes(rows, 2, blob.ptr, blob.len);
        db_bind_text(rows, 3, land->place[i].code);
        ok = db_put(rows, err);
    }
    buf_release(&blob);
    db_end(rows);
    return ok;
}

static bool put_towns(struct saving *saving, struct err *err)
{
    const struct land *land = &saving->table->land;
    struct db_rows *rows = saving_insert(saving, "towns", 5, err);
    unsigned char blob[GPKG_POINT];
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < land->n_town; i++) {
        gpkg_point(land->town[i].point, blob);
        db_bind_bytes(rows, 2, blob, sizeof(blob));
        db_bind_text(rows, 3, land->town[i].code);
        db_bind_text(rows, 4, land->town[i].name);
        db_bind_real(rows, 5, (double)land->town[i].radius_m);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

static bool put_credit(struct saving *saving, struct err *err)
{
    const char *credit = saving->table->land_credit;
    struct db_rows *rows = saving_insert(saving, "land_credit", 2, err);
    bool ok = rows != NULL;

    if (ok && credit) {
        db_bind_text(rows, 2, credit);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

static void declare(struct saving *saving, const char *name, const char *title,
                    const char *type)
{
    buf_addf(&saving->sql,
             "INSERT INTO gpkg_contents VALUES('%s','features','%s','%s',"
             "'%sT00:00:00.000Z',NULL,NULL,NULL,NULL,%d);"
             "INSERT INTO gpkg_geometry_columns VALUES('%s','geom','%s',%d,0,"
             "0);",
             name, title, PROFESSIONAL_ONLY, saving->created, GPKG_SRS_ID, name,
             type, GPKG_SRS_ID);
}

bool put_ground(struct saving *saving, struct err *err)
{
    if (!put_boundaries(saving, err) || !put_towns(saving, err) ||
        !put_credit(saving, err))
        return false;
    declare(saving, "boundaries", "市区町村の区域（地図用に簡略化）",
            "MULTIPOLYGON");
    declare(saving, "towns", "町丁目の代表点", "POINT");
    return saving_run(saving, err);
}

/* ---- reading ---- */

/* Bytes of a blob, never beyond its end. */
struct bytes {
    const unsigned char *at;
    size_t left;
    bool short_of; /* it ended too early */
};

static void take(struct bytes *bytes, void *into, size_t n)
{
    if (bytes->left < n) {
        memset(into, 0, n);
        bytes->short_of = true;
        return;
    }
    memcpy(into, bytes->at, n);
    bytes->at += n;
    bytes->left -= n;
}

static uint32_t take_wkb(struct bytes *bytes, uint32_t expected)
{
    unsigned char order;
    uint32_t type, n;

    take(bytes, &order, 1);
    take(bytes, &type, sizeof(type));
    take(bytes, &n, sizeof(n));
    bytes->short_of |= order != 1 || type != expected;
    return bytes->short_of ? 0 : n;
}

static void take_ring(struct land *land, struct bytes *bytes, bool hole,
                      struct arena *scratch)
{
    uint32_t n;

    take(bytes, &n, sizeof(n));
    if (n > bytes->left / 16)
        bytes->short_of = true;
    if (bytes->short_of)
        return;
    struct lonlat *point = arena_alloc(scratch, (n + 1) * sizeof(*point));
    for (uint32_t v = 0; v < n; v++) {
        take(bytes, &point[v].lon_deg, sizeof(point[v].lon_deg));
        take(bytes, &point[v].lat_deg, sizeof(point[v].lat_deg));
        bytes->short_of |=
            !(point[v].lon_deg >= -180) || !(point[v].lon_deg <= 180) ||
            !(point[v].lat_deg >= -90) || !(point[v].lat_deg <= 90);
    }
    if (!bytes->short_of)
        land_add_ring(land, point, n, hole);
}

bool loading_boundary(struct loading *loading, struct db_rows *rows)
{
    struct land *land = &loading->table->land;
    const char *code = db_text(rows, 2);
    struct bytes bytes = {.left = 0};
    struct arena scratch = {0};
    unsigned char head[HEAD];

    bytes.at = db_bytes(rows, 1, &bytes.left);
    if (!bytes.at || !code || strlen(code) != 5)
        return false;
    take(&bytes, head, sizeof(head));
    land_add_place(land, code);
    uint32_t n_polygon = take_wkb(&bytes, WKB_MULTIPOLYGON);
    for (uint32_t p = 0; p < n_polygon && !bytes.short_of; p++) {
        uint32_t n_ring = take_wkb(&bytes, WKB_POLYGON);
        for (uint32_t r = 0; r < n_ring && !bytes.short_of; r++)
            take_ring(land, &bytes, r > 0, &scratch);
    }
    arena_release(&scratch);
    return !bytes.short_of && bytes.left == 0;
}

static bool load_town(struct loading *loading, struct db_rows *rows)
{
    const char *code = db_text(rows, 2);
    struct land_town town = {.name = loading_keep(loading, rows, 3),
                             .point = loading_point(rows, 1),
                             .radius_m = (float)db_real(rows, 4)};

    if (!code || strlen(code) != 5 || !town.name || !lonlat_known(town.point))
        return false;
    memcpy(town.code, code, 6);
    land_add_town(&loading->table->land, &town);
    return true;
}

static bool load_credit(struct loading *loading, struct db_rows *rows)
{
    loading->table->land_credit = loading_keep(loading, rows, 1);
    return loading->table->land_credit != NULL;
}

bool load_ground(struct loading *loading, struct err *err)
{
    bool ok = loading_rows(loading, "boundaries", loading_boundary, err) &&
              loading_rows(loading, "towns", load_town, err) &&
              loading_rows(loading, "land_credit", load_credit, err);

    land_sort(&loading->table->land);
    return ok;
}
