/* The layer of regions, and the table of all their figures. */
#include "output/report/area_table.h"
#include "output/report/gpkg_own.h"

#include <math.h>
#include <stdlib.h>

/* SQLite takes 2,000 columns; beyond that, figures are of the base year (all
 * years are in the table of figures). */
#define MAX_COLUMNS 1900

struct area_rows {
    struct pack *pack;
    struct pack_columns columns;
    struct db_rows *rows;
    int at;
};

/* ---- areas ---- */

/* Counts come as doubles too: a column is what its values are. */
static void add_column(void *context, const char *name, const char *heading,
                       struct area_cell cell)
{
    struct area_rows *areas = context;
    struct arena *arena = &areas->pack->arena;

    pack_column(&areas->columns, arena_format(arena, "%s", name),
                arena_format(arena, "%s", heading),
                cell.is_text ? PACK_TEXT : PACK_REAL);
}

static void bind_cell(void *context, const char *name, const char *heading,
                      struct area_cell cell)
{
    struct area_rows *areas = context;

    (void)name, (void)heading;
    if (cell.is_text)
        db_bind_text(areas->rows, areas->at++, cell.text);
    else
        db_bind_real(areas->rows, areas->at++, cell.number);
}

static bool put_area(struct area_rows *areas, const struct area_asked *asked,
                     bool base_only, int64_t fid,
                     const struct area_outline *outline, struct err *err)
{
    struct buf blob = {0};

    db_bind_int(areas->rows, 1, fid);
    if (outline->n_polygon) {
        pack_outline(&blob, outline);
        db_bind_bytes(areas->rows, 2, blob.ptr, blob.len);
    }
    areas->at = 3;
    area_table_each(asked, base_only, bind_cell, areas);
    bool ok = db_put(areas->rows, err);
    buf_release(&blob);
    return ok;
}

static bool put_areas(struct area_rows *areas, bool base_only,
                      struct rtree_box *box, size_t *n_box, struct err *err)
{
    const struct audit *audit = areas->pack->audit;
    int64_t fid = 0;
    bool ok = true;

    for (size_t s = 0; s < audit->n_set; s++)
        for (size_t r = 0; ok && r < audit->set[s].n_region; r++) {
            const struct audit_region *region = &audit->set[s].region[r];
            struct area_outline outline;
            struct lonlat least, most;
            area_outline_make(&outline, audit, s, region);
            area_outline_box(&outline, &least, &most);
            struct area_asked asked = {audit, &audit->set[s], region,
                                       outline.source};
            ok = put_area(areas, &asked, base_only, ++fid, &outline, err);
            if (outline.n_polygon)
                box[(*n_box)++] =
                    (struct rtree_box){fid, least.lon_deg, most.lon_deg,
                                       least.lat_deg, most.lat_deg};
            area_outline_release(&outline);
        }
    return ok;
}

bool pack_areas(struct pack *pack, struct err *err)
{
    const struct audit *audit = pack->audit;
    struct area_rows areas = {.pack = pack};
    struct area_asked asked = {.audit = audit};
    struct gpkg_layer layer = pack_layer(pack, "areas", "区域");
    bool base_only = area_table_columns(audit, false) > MAX_COLUMNS;
    size_t n = 0, n_box = 0;

    for (size_t s = 0; s < audit->n_set; s++)
        n += audit->set[s].n_region;
    area_table_each(&asked, base_only, add_column, &areas);
    areas.rows =
        pack_create(pack, "areas", "MULTIPOLYGON", &areas.columns, err);
    struct rtree_box *box = mem_alloc((n + 1) * sizeof(*box));
    bool ok = areas.rows && put_areas(&areas, base_only, box, &n_box, err);
    db_end(areas.rows);
    ok = ok &&
         gpkg_add_shapes(pack->db, &layer, "MULTIPOLYGON", box, n_box, err);
    free(box);
    free(areas.columns.item);
    return ok;
}

/* ---- figures ---- */

static void figure_columns(struct pack *pack, struct pack_columns *columns)
{
    static const struct pack_column fixed[] = {
        {"set", "区域の種類のID", PACK_TEXT},
        {"set_name", "区域の種類", PACK_TEXT},
        {"code", "コード", PACK_TEXT},
        {"name", "区域", PACK_TEXT},
        {"need", "種類のID", PACK_TEXT},
        {"need_name", "種類", PACK_TEXT},
        {"year", "年", PACK_COUNT},
    };

    for (size_t c = 0; c < sizeof(fixed) / sizeof(*fixed); c++)
        pack_column(columns, fixed[c].name, fixed[c].heading, fixed[c].type);
    for (int t = 0; t < TALLY_COUNT; t++)
        pack_column(columns, tallies[t].id, tallies[t].name_ja, PACK_REAL);
    for (size_t f = 0; f < figure_count; f++) {
        struct buf name = {0};
        figure_add_name(&name, &figures[f], pack->audit);
        pack_column(columns, arena_format(&pack->arena, "%s", name.ptr),
                    figure_heading(&figures[f], pack->audit, &pack->arena),
                    PACK_REAL);
        buf_release(&name);
    }
}

static bool put_figures(struct pack *pack, struct db_rows *rows, int64_t fid,
                        const struct audit_set *set,
                        const struct audit_region *region, size_t n, size_t y,
                        struct err *err)
{
    const struct audit_need *need = &pack->audit->need[n];
    const struct audit_cell *cell = &region->cell[n];
    int at = 1;

    db_bind_int(rows, at++, fid);
    db_bind_text(rows, at++, set->set->id);
    db_bind_text(rows, at++, set->set->name);
    db_bind_text(rows, at++, region->region->code);
    db_bind_text(rows, at++, region->region->name);
    db_bind_text(rows, at++, need->need->id);
    db_bind_text(rows, at++, need->need->name_ja);
    db_bind_int(rows, at++, pack->audit->order->people->year[y]);
    for (int t = 0; t < TALLY_COUNT; t++)
        db_bind_real(rows, at++, tally_value(need, cell, (enum tally_what)t));
    for (size_t f = 0; f < figure_count; f++)
        db_bind_real(rows, at++, figure_value(&figures[f], need, cell, y));
    return db_put(rows, err);
}

bool pack_figures(struct pack *pack, struct err *err)
{
    const struct audit *audit = pack->audit;
    struct pack_columns columns = {0};
    int64_t fid = 0;

    figure_columns(pack, &columns);
    struct db_rows *rows = pack_create(pack, "figures", NULL, &columns, err);
    bool ok = rows != NULL;
    for (size_t s = 0; s < audit->n_set; s++)
        for (size_t r = 0; r < audit->set[s].n_region; r++)
            for (size_t n = 0; n < audit->order->n_need; n++)
                for (size_t y = 0; ok && y < audit->order->people->n_year; y++)
                    ok = put_figures(pack, rows, ++fid, &audit->set[s],
                                     &audit->set[s].region[r], n, y, err);
    db_end(rows);
    free(columns.item);
    return ok && pack_attributes(pack, "figures", "すべての値", err);
}
