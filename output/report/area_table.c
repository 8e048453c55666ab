#include "output/report/area_table.h"

#include <math.h>

struct telling {
    const struct area_asked *asked;
    const struct people *people;
    void (*cell)(void *context, const char *name, const char *heading,
                 struct area_cell cell);
    void *context;
    struct arena arena; /* of names, for one region */
};

static void tell_text(struct telling *telling, const char *name,
                      const char *heading, const char *text)
{
    telling->cell(telling->context, name, heading,
                  (struct area_cell){true, text, NAN});
}

static void tell(struct telling *telling, const char *name, const char *heading,
                 double number)
{
    telling->cell(telling->context, name, heading,
                  (struct area_cell){false, NULL, number});
}

/* name_2025, 見出し 2025年 */
static void tell_year(struct telling *telling, const char *name,
                      const char *heading, size_t y, double number)
{
    struct arena *arena = &telling->arena;
    int year = telling->people->year[y];

    tell(telling, arena_format(arena, "%s_%d", name, year),
         arena_format(arena, "%s %d年", heading, year), number);
}

/* ---- the region itself ---- */

static void tell_region(struct telling *telling)
{
    const struct audit_region *found = telling->asked->region;
    const struct region *region = found ? found->region : NULL;
    const struct region_set *set =
        telling->asked->set ? telling->asked->set->set : NULL;

    tell_text(telling, "set", "区域の種類のID", set ? set->id : NULL);
    tell_text(telling, "set_name", "区域の種類", set ? set->name : NULL);
    tell_text(telling, "code", "コード", region ? region->code : NULL);
    tell_text(telling, "name", "区域", region ? region->name : NULL);
    tell_text(telling, "prefecture", "都道府県",
              region ? region->prefecture : NULL);
    tell_text(telling, "outline", "形の出どころ",
              area_source_ids[telling->asked->outline]);
    tell(telling, "meshes", "メッシュの数",
         found ? (double)found->n_mesh : NAN);
    tell(telling, "partial", "人口を読んでいない市区町村を含むか（1 含む）",
         found ? found->partial : NAN);
}

static void tell_people(struct telling *telling)
{
    const struct audit_region *found = telling->asked->region;

    for (size_t y = 0; y < telling->people->n_year; y++) {
        tell_year(telling, "people", "総人口（メッシュ）", y,
                  found ? found->people[y][AGE_ALL] : NAN);
        tell_year(telling, "people_75", "75歳以上（メッシュ）", y,
                  found ? found->people[y][AGE_75] : NAN);
        tell_year(
            telling, "municipal_people_75", "75歳以上（市区町村の人口）", y,
            found && found->municipal ? found->municipal[y][AGE_75] : NAN);
        tell_year(telling, "medical_index", "医療の需要の指数（2020年を100）",
                  y, found ? found->medical_index[y] : NAN);
        tell_year(telling, "care_index", "介護の需要の指数（2020年を100）", y,
                  found ? found->care_index[y] : NAN);
    }
}

static void tell_indicators(struct telling *telling)
{
    const struct audit_region *found = telling->asked->region;
    const struct audit *audit = telling->asked->audit;
    struct arena *arena = &telling->arena;

    for (int i = 0; i < AUDIT_INDICATORS; i++) {
        const char *heading = audit_indicators[i].name_ja;
        int why = audit->indicator_unread_why[i];
        tell(telling, arena_format(arena, "indicator_%02d", i + 1),
             arena_format(arena, "%s（件）", heading),
             found && why == UNREAD_NO ? found->indicator[i] : NAN);
        if (audit_indicators[i].filed)
            tell(telling, arena_format(arena, "indicator_%02d_unknown", i + 1),
                 arena_format(arena, "%s（不明の件数）", heading),
                 found && why != UNREAD_LIST ? found->indicator_unknown[i]
                                             : NAN);
    }
}

/* Of the base year: maps of other years are made of audit.json. */
static void tell_chain(struct telling *telling)
{
    const struct audit_region *found = telling->asked->region;
    const struct audit *audit = telling->asked->audit;
    struct arena *arena = &telling->arena;
    size_t base = audit->base;
    double people = found ? found->people[base][AGE_75] : 0;
    double per = people > 0 ? people : NAN;

    tell(telling, "chain_whole_share", "24時間の連携：四つとも届く割合",
         found ? chain_whole(audit, found, base, false) / per : NAN);
    tell(telling, "chain_maybe_share",
         "24時間の連携：不明なものがすべて当てはまる場合に四つとも届く割合",
         found ? chain_whole(audit, found, base, true) / per : NAN);
    for (size_t l = 0; l < AUDIT_LINKS; l++) {
        tell(telling, arena_format(arena, "chain_unsure_%zu_share", l + 1),
             arena_format(arena, "24時間の連携：%sが不明の割合",
                          audit_links_ja[l]),
             found ? chain_state(audit, found, base, l, STATE_UNKNOWN) / per
                   : NAN);
        tell(telling, arena_format(arena, "chain_missing_%zu_share", l + 1),
             arena_format(arena, "24時間の連携：%sが届かない割合",
                          audit_links_ja[l]),
             found ? chain_state(audit, found, base, l, STATE_NONE) / per
                   : NAN);
    }
}

/* ---- needs ---- */

static void tell_figures(struct telling *telling, const char *id, size_t n,
                         bool base_only)
{
    const struct audit *audit = telling->asked->audit;
    const struct audit_region *found = telling->asked->region;
    struct arena *arena = &telling->arena;
    struct buf name = {0};

    for (size_t f = 0; f < figure_count; f++) {
        if (!figures[f].on_map)
            continue;
        buf_clear(&name);
        buf_addf(&name, "%s__", id);
        figure_add_name(&name, &figures[f], audit);
        const char *heading =
            arena_format(arena, "%s %s", audit->need[n].need->name_ja,
                         figure_heading(&figures[f], audit, arena));
        for (size_t y = 0; y < telling->people->n_year; y++)
            if (!base_only || y == audit->base)
                tell_year(telling, name.ptr, heading, y,
                          found ? figure_value(&figures[f], &audit->need[n],
                                               &found->cell[n], y)
                                : NAN);
    }
    buf_release(&name);
}

static void tell_need(struct telling *telling, size_t n, bool base_only)
{
    const struct need *need = telling->asked->audit->need[n].need;
    const struct audit_region *found = telling->asked->region;
    struct arena *arena = &telling->arena;
    struct buf id = {0};

    figure_add_id(&id, need->id);
    for (int t = 0; t < TALLY_COUNT; t++)
        if (tallies[t].on_map)
            tell(
                telling, arena_format(arena, "%s__%s", id.ptr, tallies[t].id),
                arena_format(arena, "%s %s", need->name_ja, tallies[t].name_ja),
                found ? tally_value(&telling->asked->audit->need[n],
                                    &found->cell[n], (enum tally_what)t)
                      : NAN);
    tell_figures(telling, id.ptr, n, base_only);
    buf_release(&id);
}

void area_table_each(const struct area_asked *asked, bool base_only,
                     void (*cell)(void *context, const char *name,
                                  const char *heading, struct area_cell cell),
                     void *context)
{
    struct telling telling = {.asked = asked,
                              .people = asked->audit->order->people,
                              .cell = cell,
                              .context = context};

    tell_region(&telling);
    tell_people(&telling);
    tell_indicators(&telling);
    tell_chain(&telling);
    for (size_t n = 0; n < asked->audit->order->n_need; n++)
        tell_need(&telling, n, base_only);
    arena_release(&telling.arena);
}

static void count_cell(void *context, const char *name, const char *heading,
                       struct area_cell cell)
{
    (void)name, (void)heading, (void)cell;
    ++*(size_t *)context;
}

size_t area_table_columns(const struct audit *audit, bool base_only)
{
    struct area_asked asked = {.audit = audit};
    size_t n = 0;

    area_table_each(&asked, base_only, count_cell, &n);
    return n;
}
