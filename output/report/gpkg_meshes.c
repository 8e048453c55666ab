/* The layer of population meshes. */
#include "output/report/gpkg_own.h"
#include "output/report/mesh_table.h"
#include "output/report/verdicts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void mesh_columns(struct pack *pack, struct pack_columns *columns)
{
    const struct people *people = pack->audit->order->people;
    static const enum pack_type type[MESH_COLUMNS] = {
        [MESH_NEAREST_ID] = PACK_TEXT, [MESH_COST] = PACK_REAL,
        [MESH_VERDICT] = PACK_TEXT,    [MESH_DOUBTFUL] = PACK_BOOL,
        [MESH_ACCESS] = PACK_REAL,     [MESH_EDGE] = PACK_BOOL,
    };

    pack_column(columns, "code", "メッシュコード", PACK_TEXT);
    pack_column(columns, "municipality", "市区町村コード", PACK_TEXT);
    pack_column(columns, "municipality_name", "市区町村", PACK_TEXT);
    pack_column(columns, "note", "人口が公表のままか", PACK_TEXT);
    for (size_t y = 0; y < people->n_year; y++)
        pack_column(
            columns,
            arena_format(&pack->arena, "people_75_%d", people->year[y]),
            arena_format(&pack->arena, "75歳以上（人） %d年", people->year[y]),
            PACK_REAL);
    for (size_t n = 0; n < pack->audit->order->n_need; n++)
        for (int c = 0; c < MESH_COLUMNS; c++)
            if (c != MESH_NEAREST_NAME)
                pack_column(columns,
                            mesh_column_name(pack->audit, n,
                                             (enum mesh_column)c, &pack->arena),
                            mesh_column_heading(pack->audit, n,
                                                (enum mesh_column)c,
                                                &pack->arena),
                            type[c]);
}

static int bind_need(const struct audit *audit, struct db_rows *rows, int at,
                     size_t n, size_t m)
{
    const struct audit_mesh *mesh = &audit->need[n].mesh[m];

    db_bind_text(rows, at++, verdict_nearest_id(audit, mesh));
    db_bind_real(rows, at++, mesh->cost);
    db_bind_text(rows, at++, verdict_id(&audit->need[n], mesh));
    pack_bind_bool(rows, at++, mesh->doubtful);
    db_bind_real(rows, at++, (double)mesh_access(audit, n, m));
    pack_bind_bool(rows, at++, mesh->edge);
    return at;
}

static bool put_mesh(struct pack *pack, struct db_rows *rows, int64_t fid,
                     size_t m, struct err *err)
{
    const struct people *people = pack->audit->order->people;
    const struct people_mesh *mesh = &people->mesh[m];
    const struct region *town = mesh_municipality(pack->audit, m);
    unsigned char blob[PACK_BOX];
    char code[24];
    int at = 1;

    snprintf(code, sizeof(code), "%" PRIu64, mesh->code);
    pack_box(mesh_box(mesh->code), blob);
    db_bind_int(rows, at++, fid);
    db_bind_bytes(rows, at++, blob, sizeof(blob));
    db_bind_text(rows, at++, code);
    db_bind_text(rows, at++, town ? town->code : NULL);
    db_bind_text(rows, at++, town ? town->name : NULL);
    db_bind_text(rows, at++, mesh_note_ids[mesh->note]);
    for (size_t y = 0; y < people->n_year; y++)
        db_bind_real(rows, at++, (double)people_of(people, m, y)[AGE_75]);
    for (size_t n = 0; n < pack->audit->order->n_need; n++)
        at = bind_need(pack->audit, rows, at, n, m);
    return db_put(rows, err);
}

bool pack_meshes(struct pack *pack, struct err *err)
{
    const struct people *people = pack->audit->order->people;
    struct gpkg_layer layer = pack_layer(pack, "meshes", "人口メッシュ");
    struct pack_columns columns = {0};
    struct rtree_box *box = mem_alloc((people->n_mesh + 1) * sizeof(*box));
    size_t n = 0;

    mesh_columns(pack, &columns);
    struct db_rows *rows =
        pack_create(pack, "meshes", "POLYGON", &columns, err);
    bool ok = rows != NULL;
    for (size_t m = 0; ok && m < people->n_mesh; m++) {
        if (!mesh_table_has(pack->audit, m))
            continue;
        struct mesh_box at = mesh_box(people->mesh[m].code);
        n++;
        box[n - 1] = (struct rtree_box){(int64_t)n, at.west_deg, at.east_deg,
                                        at.south_deg, at.north_deg};
        ok = put_mesh(pack, rows, (int64_t)n, m, err);
    }
    db_end(rows);
    ok = ok && gpkg_add_shapes(pack->db, &layer, "POLYGON", box, n, err);
    free(box);
    free(columns.item);
    return ok;
}
