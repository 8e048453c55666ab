#include "output/store_near.h"

#include "output/store_loading.h"
#include "output/store_schema.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A number beyond it is damage: it would make every search one of all. */
#define MOST_ERROR_M 1e6

struct store_near {
    struct loading loading;
    char *path;
    double error_m;
};

/* ---- opening ---- */

static const char *manifest_text(struct loading *loading, const char *key,
                                 struct err *err)
{
    bool more = false;
    struct db_rows *rows = db_prepare(
        loading->db, "SELECT value FROM zaitaku_manifest WHERE key=?1", err);
    const char *text = NULL;

    if (rows) {
        db_bind_text(rows, 1, key);
        if (db_next(rows, &more, err) && more)
            text = loading_keep(loading, rows, 0);
    }
    db_end(rows);
    return text;
}

/* Kinds and functions are bits there: another version may order them
 * otherwise. */
static bool read_manifest(struct store_near *store, struct err *err)
{
    struct loading *loading = &store->loading;
    char words[STORE_WORDS];

    store_words(words);
    const char *stated = manifest_text(loading, STORE_KEY_WORDS, err);
    const char *error_m = manifest_text(loading, STORE_KEY_ERROR, err);
    if (!stated || strcmp(stated, words) != 0 || !error_m ||
        !str_number(str_of(error_m), &store->error_m) ||
        !(store->error_m >= 0 && store->error_m <= MOST_ERROR_M))
        return err_set(err, ERR_STORAGE,
                       _("the store '%s' was made by another version of the "
                         "program; make it again with 'zaitaku build'"),
                       loading->path);
    return true;
}

struct store_near *store_near_open(const char *path, struct table *table,
                                   struct err *err)
{
    struct store_near *store = mem_alloc(sizeof(*store));
    struct loading *loading = &store->loading;

    store->path = strdup(path);
    *loading = (struct loading){.table = table, .path = store->path};
    loading->db = db_open(path, err);
    if (loading->db && loading_is_ours(loading, err) &&
        read_manifest(store, err) &&
        loading_rows(loading, "inputs", loading_supply, err) &&
        loading_rows(loading, "municipalities", loading_municipality, err))
        return store;
    store_near_close(store);
    return NULL;
}

double store_near_error_m(const struct store_near *store)
{
    return store->error_m;
}

void store_near_close(struct store_near *store)
{
    struct err ignored;

    if (!store)
        return;
    if (store->loading.db)
        db_close(store->loading.db, &ignored);
    free(store->path);
    free(store);
}

/* ---- short rows ---- */

static struct store_spot spot_of(const unsigned char *bytes)
{
    struct store_spot spot = {.error_m = NAN};
    uint32_t fid;
    float error_m;

    memcpy(&fid, bytes + STORE_SPOT_FID, sizeof(fid));
    memcpy(&error_m, bytes + STORE_SPOT_ERROR, sizeof(error_m));
    spot.fid = fid;
    spot.error_m = (double)error_m;
    memcpy(&spot.point.lon_deg, bytes + STORE_SPOT_LON, 8);
    memcpy(&spot.point.lat_deg, bytes + STORE_SPOT_LAT, 8);
    memcpy(&spot.services, bytes + STORE_SPOT_SERVICES, 8);
    memcpy(&spot.filed, bytes + STORE_SPOT_FILED, 8);
    memcpy(&spot.not_filed, bytes + STORE_SPOT_NOT_FILED, 8);
    memcpy(spot.municipality_code, bytes + STORE_SPOT_CODE, 5);
    return spot;
}

static bool in_box(struct lonlat point, const struct store_box *box)
{
    return !box ||
           (point.lon_deg >= box->west_deg && point.lon_deg <= box->east_deg &&
            point.lat_deg >= box->south_deg && point.lat_deg <= box->north_deg);
}

static bool add_cell(struct loading *loading, struct db_rows *rows,
                     const struct store_box *box, struct store_spots *spots,
                     struct err *err)
{
    size_t len;
    const unsigned char *bytes = db_bytes(rows, 0, &len);

    if (len % STORE_SPOT)
        return loading_damaged(loading, "near_facilities", err);
    for (size_t at = 0; at < len; at += STORE_SPOT) {
        struct store_spot spot = spot_of(bytes + at);
        if (!in_box(spot.point, box))
            continue;
        spots->item =
            mem_room(spots->item, spots->n, &spots->cap, sizeof(*spots->item));
        spots->item[spots->n++] = spot;
    }
    return true;
}

/* Cells from one to another, of them what lies in the box (NULL: all). */
static bool add_cells(struct store_near *store, int64_t from, int64_t to,
                      const struct store_box *box, struct store_spots *spots,
                      struct err *err)
{
    struct db_rows *rows =
        db_prepare(store->loading.db,
                   "SELECT facilities FROM near_facilities WHERE cell "
                   "BETWEEN ?1 AND ?2 ORDER BY cell",
                   err);
    bool more = true, ok = rows != NULL;

    if (ok) {
        db_bind_int(rows, 1, from);
        db_bind_int(rows, 2, to);
    }
    while (ok && (ok = db_next(rows, &more, err)) && more)
        ok = add_cell(&store->loading, rows, box, spots, err);
    db_end(rows);
    return ok;
}

bool store_near_spots(struct store_near *store, struct store_box box,
                      struct store_spots *spots, struct err *err)
{
    bool ok = true;

    /* A band of latitude is one run of cells. */
    for (int64_t band = store_cell_step(box.south_deg);
         ok && band <= store_cell_step(box.north_deg); band++)
        ok = add_cells(store, store_cell(band, store_cell_step(box.west_deg)),
                       store_cell(band, store_cell_step(box.east_deg)), &box,
                       spots, err);
    return ok;
}

bool store_near_unplaced(struct store_near *store, struct store_spots *spots,
                         struct err *err)
{
    return add_cells(store, STORE_CELL_NOWHERE, STORE_CELL_NOWHERE, NULL, spots,
                     err);
}

/* ---- where a point is ---- */

/* How many edges a ray to the east crosses: odd inside (even-odd rule). */
static bool ring_holds(const struct land *land, const struct land_ring *ring,
                       struct lonlat point)
{
    bool inside = false;

    for (uint32_t v = 1; v < ring->n; v++) {
        struct lonlat a = land_degrees(land->vertex[ring->first + v - 1]);
        struct lonlat b = land_degrees(land->vertex[ring->first + v]);
        if ((a.lat_deg > point.lat_deg) == (b.lat_deg > point.lat_deg))
            continue;
        double at = a.lon_deg + (point.lat_deg - a.lat_deg) /
                                    (b.lat_deg - a.lat_deg) *
                                    (b.lon_deg - a.lon_deg);
        inside ^= point.lon_deg < at;
    }
    return inside;
}

static bool place_holds(const struct land *land, const struct land_place *place,
                        struct lonlat point)
{
    bool inside = false;

    for (uint32_t r = 0; r < place->n_ring; r++)
        inside ^= ring_holds(land, &land->ring[place->first_ring + r], point);
    return inside;
}

static bool load_outlines(struct store_near *store, struct lonlat point,
                          struct err *err)
{
    struct db_rows *rows = db_prepare(
        store->loading.db,
        "SELECT b.* FROM near_boundaries AS n JOIN boundaries AS b ON "
        "b.fid=n.boundary WHERE n.west<=?1 AND n.east>=?1 AND n.south<=?2 AND "
        "n.north>=?2 ORDER BY b.fid",
        err);

    if (!rows)
        return false;
    db_bind_real(rows, 1, point.lon_deg);
    db_bind_real(rows, 2, point.lat_deg);
    return loading_each(&store->loading, "boundaries", rows, loading_boundary,
                        err);
}

bool store_near_municipality(struct store_near *store, struct lonlat point,
                             char code[6], struct err *err)
{
    const struct land *land = &store->loading.table->land;

    code[0] = '\0';
    if (!load_outlines(store, point, err))
        return false;
    for (size_t i = 0; i < land->n_place; i++)
        if (place_holds(land, &land->place[i], point) &&
            (!code[0] || municipality_is_ward(land->place[i].code)))
            memcpy(code, land->place[i].code, 6);
    return true;
}

/* ---- whole records ---- */

/* Some at a time: a statement for each would cost more than its row. */
#define AT_ONCE ((size_t)200)

static size_t at_once(size_t left)
{
    return left < AT_ONCE ? left : AT_ONCE;
}

static struct db_rows *select_fids(struct store_near *store,
                                   const char *columns, const int64_t *fid,
                                   size_t n, struct err *err)
{
    struct buf sql = {0};

    buf_addf(&sql, "SELECT %s FROM facilities WHERE fid IN (", columns);
    for (size_t i = 0; i < n; i++)
        buf_addf(&sql, i ? ",%lld" : "%lld", (long long)fid[i]);
    buf_add_text(&sql, ") ORDER BY fid");
    struct db_rows *rows = db_prepare(store->loading.db, sql.ptr, err);
    buf_release(&sql);
    return rows;
}

static bool load_some(struct store_near *store, const int64_t *fid, size_t n,
                      struct err *err)
{
    struct loading *loading = &store->loading;
    size_t before = loading->table->n_facility;

    return loading_each(loading, "facilities",
                        select_fids(store, "*", fid, n, err),
                        loading_with_functions, err) &&
           (loading->table->n_facility == before + n ||
            loading_damaged(loading, "near_facilities", err));
}

bool store_near_load(struct store_near *store, const int64_t *fid, size_t n,
                     struct err *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < n; i += AT_ONCE)
        ok = load_some(store, fid + i, at_once(n - i), err);
    return ok;
}

/* ---- hours ---- */

static struct store_hours hours_of(struct db_rows *rows)
{
    return (struct store_hours){.opening_hours = db_text(rows, 1),
                                .available_days = db_text(rows, 2),
                                .closed_days_note = db_text(rows, 4),
                                .noted = db_text(rows, 3) != NULL};
}

bool store_near_hours(struct store_near *store, const int64_t *fid, size_t n,
                      void (*visit)(void *context, size_t at,
                                    const struct store_hours *hours),
                      void *context, struct err *err)
{
    size_t done = 0;
    bool ok = true;

    for (size_t i = 0; ok && i < n; i += AT_ONCE) {
        struct db_rows *rows =
            select_fids(store,
                        "fid, opening_hours, available_days, "
                        "available_days_note, closed_days_note",
                        fid + i, at_once(n - i), err);
        bool more = true;
        ok = rows != NULL;
        while (ok && (ok = db_next(rows, &more, err)) && more) {
            struct store_hours hours = hours_of(rows);
            if (done >= n || db_int(rows, 0) != fid[done])
                ok = loading_damaged(&store->loading, "near_facilities", err);
            else
                visit(context, done++, &hours);
        }
        db_end(rows);
    }
    return ok && (done == n ||
                  loading_damaged(&store->loading, "near_facilities", err));
}
