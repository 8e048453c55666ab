/* The layer of facilities: who meets a need. No contacts. */
#include "output/report/figures.h"
#include "output/report/gpkg_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const state_ids[] = {
    [NEED_ELSE] = NULL,
    [NEED_NO] = "no",
    [NEED_UNKNOWN] = "unknown",
    [NEED_YES] = "yes",
};

/* ---- which ---- */

struct chosen {
    bool *take, *own; /* [n_facility] */
};

static bool is_asked(const struct audit *audit, const struct facility *facility)
{
    for (size_t n = 0; n < audit->order->n_need; n++)
        if (need_met(audit->need[n].need, facility) != NEED_ELSE)
            return true;
    return false;
}

/* Around the own meshes, as far as the limit goes in a straight line: degrees
 * on a sphere, which is enough for a map. */
static struct mesh_box around(const struct audit *audit)
{
    const struct audit_order *order = audit->order;
    struct mesh_box box = {NAN, NAN, NAN, NAN};
    double reach = !order->by_minutes ? order->limit
                   : order->travel    ? 0
                                   : order->limit * order->speed_km_h * 1000 /
                                         60 / order->detour;

    for (size_t m = 0; m < order->people->n_mesh; m++) {
        struct lonlat at = order->people->mesh[m].centre;
        if (!audit->own_mesh[m])
            continue;
        box.west_deg = fmin(box.west_deg, at.lon_deg);
        box.south_deg = fmin(box.south_deg, at.lat_deg);
        box.east_deg = fmax(box.east_deg, at.lon_deg);
        box.north_deg = fmax(box.north_deg, at.lat_deg);
    }
    double tall = reach / 110500;
    double wide = tall / cos(box.north_deg * acos(-1) / 180);
    return (struct mesh_box){box.west_deg - wide, box.south_deg - tall,
                             box.east_deg + wide, box.north_deg + tall};
}

static void take_nearest(const struct audit *audit, struct chosen *chosen)
{
    for (size_t n = 0; n < audit->order->n_need; n++)
        for (size_t m = 0; m < audit->order->people->n_mesh; m++) {
            uint32_t nearest = audit->need[n].mesh[m].nearest;
            if (audit->own_mesh[m] && nearest != NO_FACILITY)
                chosen->take[nearest] = true;
        }
}

static void choose(const struct audit *audit, struct chosen *chosen)
{
    const struct table *table = audit->order->table;
    const struct regions *regions = audit->order->regions;
    struct mesh_box box = around(audit);

    for (size_t f = 0; f < table->n_facility; f++) {
        const struct facility *facility = table->facility[f];
        struct lonlat at = facility->point;
        uint32_t of =
            regions->n_set ? regions->set[0].of_facility[f] : REGION_NONE;
        if (facility->closed || !is_asked(audit, facility))
            continue;
        chosen->own[f] = of != REGION_NONE && regions->set[0].region[of].own;
        chosen->take[f] =
            chosen->own[f] ||
            (lonlat_known(at) && at.lon_deg >= box.west_deg &&
             at.lon_deg <= box.east_deg && at.lat_deg >= box.south_deg &&
             at.lat_deg <= box.north_deg);
    }
    take_nearest(audit, chosen);
}

/* ---- rows ---- */

static void facility_columns(struct pack *pack, struct pack_columns *columns)
{
    pack_column(columns, "id", "ID", PACK_TEXT);
    pack_column(columns, "name", "名称", PACK_TEXT);
    pack_column(columns, "services", "サービスの種類", PACK_TEXT);
    pack_column(columns, "municipality", "市区町村コード", PACK_TEXT);
    pack_column(columns, "own", "対象の区域の中か", PACK_BOOL);
    pack_column(columns, "coordinate_level", "位置の段階", PACK_TEXT);
    pack_column(columns, "error_m", "位置の誤差（m）", PACK_REAL);
    pack_column(columns, "weight", "重み（供給の量）", PACK_REAL);
    for (size_t n = 0; n < pack->audit->order->n_need; n++) {
        const struct need *need = pack->audit->need[n].need;
        struct buf id = {0};
        figure_add_id(&id, need->id);
        pack_column(columns, arena_format(&pack->arena, "%s", id.ptr),
                    arena_format(&pack->arena,
                                 "%s（yes 当てはまる、unknown 不明、no "
                                 "当てはまらない）",
                                 need->name_ja),
                    PACK_TEXT);
        buf_release(&id);
    }
}

static void add_services(const struct facility *facility, struct buf *text)
{
    buf_clear(text);
    for (int k = 0; k < kind_count; k++)
        if (facility->services >> k & 1)
            buf_addf(text, "%s%s", text->len ? "、" : "", kinds[k].name_ja);
}

static bool put_facility(struct pack *pack, struct db_rows *rows, int64_t fid,
                         size_t f, bool own, struct buf *services,
                         struct err *err)
{
    const struct audit_order *order = pack->audit->order;
    const struct facility *facility = order->table->facility[f];
    unsigned char point[GPKG_POINT];
    int at = 1;

    db_bind_int(rows, at++, fid);
    if (lonlat_known(facility->point)) {
        gpkg_point(facility->point, point);
        db_bind_bytes(rows, at, point, sizeof(point));
    }
    at++;
    add_services(facility, services);
    db_bind_text(rows, at++, facility->id);
    db_bind_text(rows, at++, facility->name);
    db_bind_text(rows, at++, services->ptr);
    db_bind_text(rows, at++, facility->municipality_code);
    pack_bind_bool(rows, at++, own);
    db_bind_text(rows, at++, level_names[facility->coordinate_level]);
    db_bind_real(rows, at++, facility->error_m);
    db_bind_real(rows, at++, order->weight ? order->weight[f] : 1);
    for (size_t n = 0; n < order->n_need; n++)
        db_bind_text(rows, at++,
                     state_ids[need_met(pack->audit->need[n].need, facility)]);
    return db_put(rows, err);
}

static bool put_facilities(struct pack *pack, struct db_rows *rows,
                           const struct chosen *chosen,
                           struct gpkg_place *place, size_t *n, struct err *err)
{
    const struct table *table = pack->audit->order->table;
    struct buf services = {0};
    int64_t fid = 0;
    bool ok = true;

    for (size_t f = 0; ok && f < table->n_facility; f++) {
        if (!chosen->take[f])
            continue;
        ok = put_facility(pack, rows, ++fid, f, chosen->own[f], &services, err);
        if (lonlat_known(table->facility[f]->point))
            place[(*n)++] = (struct gpkg_place){fid, table->facility[f]->point};
    }
    buf_release(&services);
    return ok;
}

bool pack_facilities(struct pack *pack, struct err *err)
{
    const struct table *table = pack->audit->order->table;
    struct gpkg_layer layer = pack_layer(pack, "facilities", "事業所・施設");
    struct pack_columns columns = {0};
    struct chosen chosen = {arena_alloc(&pack->arena, table->n_facility + 1),
                            arena_alloc(&pack->arena, table->n_facility + 1)};
    struct gpkg_place *place =
        mem_alloc((table->n_facility + 1) * sizeof(*place));
    size_t n = 0;

    choose(pack->audit, &chosen);
    facility_columns(pack, &columns);
    struct db_rows *rows =
        pack_create(pack, "facilities", "POINT", &columns, err);
    bool ok = rows && put_facilities(pack, rows, &chosen, place, &n, err);
    db_end(rows);
    ok = ok && gpkg_add_layer(pack->db, &layer, place, n, err);
    free(place);
    free(columns.item);
    return ok;
}
