#include "output/report/mesh_table.h"

#include "output/report/figures.h"

#include <math.h>

const char *const mesh_note_ids[] = {
    [PEOPLE_AS_PUBLISHED] = "published",
    [PEOPLE_SHARED_OUT] = "shared_out",
    [PEOPLE_RECEIVED] = "received",
    [PEOPLE_UNSHARED] = "unshared",
};

bool mesh_table_has(const struct audit *audit, size_t mesh)
{
    const struct people *people = audit->order->people;

    if (!audit->own_mesh[mesh])
        return false;
    for (size_t y = 0; y < people->n_year; y++)
        if (people_of(people, mesh, y)[AGE_ALL] > 0 ||
            people_of(people, mesh, y)[AGE_75] > 0)
            return true;
    return false;
}

const char *mesh_column_name(const struct audit *audit, size_t need,
                             enum mesh_column column, struct arena *arena)
{
    static const char *const name[MESH_COLUMNS] = {
        [MESH_NEAREST_ID] = "nearest_id",
        [MESH_NEAREST_NAME] = "nearest_name",
        [MESH_COST] = "nearest_m",
        [MESH_VERDICT] = "verdict",
        [MESH_DOUBTFUL] = "doubtful",
        [MESH_ACCESS] = "access",
        [MESH_EDGE] = "edge",
    };
    bool minutes = column == MESH_COST && audit->order->by_minutes;
    struct buf id = {0};

    figure_add_id(&id, audit->need[need].need->id);
    const char *full = arena_format(arena, "%s__%s", id.ptr,
                                    minutes ? "nearest_min" : name[column]);
    buf_release(&id);
    return full;
}

const char *mesh_column_heading(const struct audit *audit, size_t need,
                                enum mesh_column column, struct arena *arena)
{
    static const char *const heading[MESH_COLUMNS] = {
        [MESH_NEAREST_ID] = "最寄りの事業所・施設のID",
        [MESH_NEAREST_NAME] = "最寄りの事業所・施設",
        [MESH_COST] = "最寄りまで（m）",
        [MESH_VERDICT] = "判定（covered 届く、maybe 不明、not "
                         "届かない、no_data 経路が分からない）",
        [MESH_DOUBTFUL] = "判定が変わり得るか",
        [MESH_ACCESS] = "E2SFCA（ガウス型、75歳以上1万人当たり）",
        [MESH_EDGE] = "E2SFCAが高めに出るところか（人口を読んでいない市区町村の"
                      "近く）",
    };
    bool minutes = column == MESH_COST && audit->order->by_minutes;

    return arena_format(arena, "%s %s", audit->need[need].need->name_ja,
                        minutes ? "最寄りまで（分）" : heading[column]);
}

float mesh_access(const struct audit *audit, size_t need, size_t mesh)
{
    return audit->need[need].unread ? NAN : audit->need[need].mesh[mesh].access;
}

const struct region *mesh_municipality(const struct audit *audit, size_t mesh)
{
    const struct regions *regions = audit->order->regions;

    if (regions->n_set == 0 || regions->set[0].of_mesh[mesh] == REGION_NONE)
        return NULL;
    return &regions->set[0].region[regions->set[0].of_mesh[mesh]];
}
