/* The short rows of the store, in the order of places: store_near.h. */
#include "base/in.h"
#include "output/store_saving.h"
#include "output/store_schema.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Cells of 0.02 degrees, some 2 km: a search of 16 km reads 16 runs of them,
 * and little that it does not need. */
#define CELLS_PER_DEG 50
#define STEPS_AROUND (360 * CELLS_PER_DEG)

int64_t store_cell_step(double deg)
{
    return (int64_t)floor(deg * CELLS_PER_DEG);
}

int64_t store_cell(int64_t band, int64_t step)
{
    return band * (2 * STEPS_AROUND) + step + STEPS_AROUND;
}

void store_words(char words[STORE_WORDS])
{
    struct buf ids = {0};
    char hex[65];

    for (int k = 0; k < kind_count; k++)
        buf_addf(&ids, "%s\n", kinds[k].id);
    for (int f = 0; f < FUNCTION_COUNT; f++)
        buf_addf(&ids, "%s\n", functions[f].id);
    sha256_of(ids.ptr, ids.len, hex);
    memcpy(words, hex, STORE_WORDS - 1);
    words[STORE_WORDS - 1] = '\0';
    buf_release(&ids);
}

struct spot {
    int64_t cell;
    uint32_t facility;
};

static int by_cell(const void *a, const void *b)
{
    const struct spot *x = a, *y = b;

    if (x->cell != y->cell)
        return x->cell < y->cell ? -1 : 1;
    return (x->facility > y->facility) - (x->facility < y->facility);
}

static struct spot *list_spots(const struct table *table, size_t *n)
{
    struct spot *spot = mem_alloc((table->n_facility + 1) * sizeof(*spot));

    *n = 0;
    for (size_t i = 0; i < table->n_facility; i++) {
        struct lonlat at = table->facility[i]->point;
        if (table->facility[i]->closed)
            continue;
        spot[*n].cell = lonlat_known(at)
                            ? store_cell(store_cell_step(at.lat_deg),
                                         store_cell_step(at.lon_deg))
                            : STORE_CELL_NOWHERE;
        spot[(*n)++].facility = (uint32_t)i;
    }
    qsort(spot, *n, sizeof(*spot), by_cell);
    return spot;
}

static void add_spot(struct buf *blob, const struct facility *facility,
                     uint32_t number)
{
    unsigned char bytes[STORE_SPOT] = {0};
    float error_m = (float)facility->error_m;
    uint32_t fid = number + 1;

    /* Little-endian, as gpkg_point(). */
    memcpy(bytes + STORE_SPOT_FID, &fid, sizeof(fid));
    memcpy(bytes + STORE_SPOT_ERROR, &error_m, sizeof(error_m));
    memcpy(bytes + STORE_SPOT_LON, &facility->point.lon_deg, 8);
    memcpy(bytes + STORE_SPOT_LAT, &facility->point.lat_deg, 8);
    memcpy(bytes + STORE_SPOT_SERVICES, &facility->services, 8);
    memcpy(bytes + STORE_SPOT_FILED, &facility->filed, 8);
    memcpy(bytes + STORE_SPOT_NOT_FILED, &facility->not_filed, 8);
    memcpy(bytes + STORE_SPOT_CODE, facility->municipality_code, 5);
    buf_add(blob, bytes, sizeof(bytes));
}

/* One row a cell: the rows of a table of its own would take ten times as long
 * to read. */
static bool put_spots(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    size_t n;
    struct spot *spot = list_spots(table, &n);
    struct db_rows *rows = saving_insert(saving, "near_facilities", 2, err);
    struct buf blob = {0};
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < n; i++) {
        add_spot(&blob, table->facility[spot[i].facility], spot[i].facility);
        if (i + 1 < n && spot[i + 1].cell == spot[i].cell)
            continue;
        db_bind_int(rows, 1, spot[i].cell);
        db_bind_bytes(rows, 2, blob.ptr, blob.len);
        ok = db_put(rows, err);
        buf_clear(&blob);
    }
    buf_release(&blob);
    db_end(rows);
    free(spot);
    return ok;
}

static double most_error_m(const struct table *table)
{
    double most = 0;

    for (size_t i = 0; i < table->n_facility; i++)
        if (lonlat_known(table->facility[i]->point) &&
            isfinite(table->facility[i]->error_m))
            most = fmax(most, table->facility[i]->error_m);
    return most;
}

static bool put_boxes(struct saving *saving, struct err *err)
{
    const struct land *land = &saving->table->land;
    struct db_rows *rows = saving_insert(saving, "near_boundaries", 5, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < land->n_place; i++) {
        struct lonlat least = land_degrees(land->place[i].least);
        struct lonlat most = land_degrees(land->place[i].most);
        db_bind_int(rows, 1, (int64_t)i + 1);
        db_bind_real(rows, 2, least.lon_deg);
        db_bind_real(rows, 3, least.lat_deg);
        db_bind_real(rows, 4, most.lon_deg);
        db_bind_real(rows, 5, most.lat_deg);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

bool put_near(struct saving *saving, struct err *err)
{
    char words[STORE_WORDS];

    buf_add_text(&saving->sql,
                 "CREATE TABLE near_facilities(cell INTEGER PRIMARY KEY, "
                 "facilities BLOB);"
                 "CREATE TABLE near_boundaries(boundary INTEGER PRIMARY KEY, "
                 "west REAL, south REAL, east REAL, north REAL);");
    if (!saving_run(saving, err) || !put_spots(saving, err) ||
        !put_boxes(saving, err))
        return false;
    store_words(words);
    buf_addf(&saving->sql,
             "INSERT INTO zaitaku_manifest VALUES('" STORE_KEY_WORDS
             "','%s'),('" STORE_KEY_ERROR "','%.0f')",
             words, ceil(most_error_m(saving->table)));
    return saving_run(saving, err);
}
