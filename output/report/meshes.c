/*
 * meshes.geojson (RFC 7946): every reported population mesh where somebody
 * lives, as its exact cell of JIS X 0410 (mesh_table.h). Distances to 0.1 mm.
 * About 2.6 KB a mesh for ten needs: a prefecture is 10 to 30 MB; for the
 * country the GeoPackage is the better file.
 */
#include "output/report/features.h"
#include "output/report/mesh_table.h"
#include "output/report/report.h"
#include "output/report/verdicts.h"

#include <math.h>

/* Names of properties, made once. */
struct mesh_names {
    struct arena arena;
    const char *year[PEOPLE_MAX_YEARS];
    const char *(*need)[MESH_COLUMNS];
};

static void make_names(struct mesh_names *names, const struct audit *audit)
{
    const struct people *people = audit->order->people;

    names->need = arena_alloc(&names->arena, (audit->order->n_need + 1) *
                                                 sizeof(*names->need));
    for (size_t y = 0; y < people->n_year; y++)
        names->year[y] =
            arena_format(&names->arena, "people_75_%d", people->year[y]);
    for (size_t n = 0; n < audit->order->n_need; n++)
        for (int c = 0; c < MESH_COLUMNS; c++)
            names->need[n][c] =
                mesh_column_name(audit, n, (enum mesh_column)c, &names->arena);
}

static void add_fields(struct emit *emit, const struct audit *audit)
{
    const struct people *people = audit->order->people;
    struct mesh_names names = {0};

    make_names(&names, audit);
    emit_object(emit, "fields");
    emit_text(emit, "code", "メッシュコード");
    emit_text(emit, "municipality", "市区町村コード");
    emit_text(emit, "municipality_name", "市区町村");
    emit_text(emit, "note",
              "人口が公表のままか（published 公表のまま、"
              "shared_out 秘匿され合算先から振り分けた、"
              "received 合算分を除いた、unshared 秘匿され不明）");
    for (size_t y = 0; y < people->n_year; y++)
        emit_text(
            emit, names.year[y],
            arena_format(&names.arena, "75歳以上（人） %d年", people->year[y]));
    for (size_t n = 0; n < audit->order->n_need; n++)
        for (int c = 0; c < MESH_COLUMNS; c++)
            emit_text(emit, names.need[n][c],
                      mesh_column_heading(audit, n, (enum mesh_column)c,
                                          &names.arena));
    emit_end_object(emit);
    arena_release(&names.arena);
}

static void add_need(struct emit *emit, const struct audit *audit,
                     const char *const name[MESH_COLUMNS], size_t n, size_t m)
{
    const struct audit_need *need = &audit->need[n];
    const struct audit_mesh *mesh = &need->mesh[m];

    emit_text(emit, name[MESH_NEAREST_ID], verdict_nearest_id(audit, mesh));
    emit_text(emit, name[MESH_NEAREST_NAME], verdict_nearest_name(audit, mesh));
    emit_real(emit, name[MESH_COST], round(mesh->cost * 1e4) / 1e4);
    emit_text(emit, name[MESH_VERDICT], verdict_id(need, mesh));
    emit_bool(emit, name[MESH_DOUBTFUL], mesh->doubtful);
    emit_float(emit, name[MESH_ACCESS], mesh_access(audit, n, m));
    emit_bool(emit, name[MESH_EDGE], mesh->edge);
}

static void add_mesh(struct emit *emit, const struct audit *audit,
                     const struct mesh_names *names, size_t m)
{
    const struct people *people = audit->order->people;
    const struct people_mesh *mesh = &people->mesh[m];
    const struct region *town = mesh_municipality(audit, m);

    emit_object(emit, NULL);
    emit_text(emit, "type", "Feature");
    emit_code(emit, "id", mesh->code);
    features_add_box(emit, mesh_box(mesh->code));
    emit_object(emit, "properties");
    emit_code(emit, "code", mesh->code);
    emit_text(emit, "municipality", town ? town->code : NULL);
    emit_text(emit, "municipality_name", town ? town->name : NULL);
    emit_text(emit, "note", mesh_note_ids[mesh->note]);
    for (size_t y = 0; y < people->n_year; y++)
        emit_float(emit, names->year[y], people_of(people, m, y)[AGE_75]);
    for (size_t n = 0; n < audit->order->n_need; n++)
        add_need(emit, audit, names->need[n], n, m);
    emit_end_object(emit);
    emit_end_object(emit);
}

bool report_meshes(const struct audit *audit, struct buf *out, struct err *err)
{
    struct emit emit = {.out = out};
    struct mesh_names names = {0};

    (void)err;
    make_names(&names, audit);
    features_begin(&emit, audit, "meshes", "zaitaku-audit-meshes", add_fields);
    for (size_t m = 0; m < audit->order->people->n_mesh; m++)
        if (mesh_table_has(audit, m))
            add_mesh(&emit, audit, &names, m);
    features_end(&emit);
    arena_release(&names.arena);
    return true;
}
