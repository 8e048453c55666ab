#include "cmd/near_table.h"

#include <math.h>
#include <string.h>

/* What `near` adds. No value of a facility: cells are filled below. */
enum added {
    ADDED_LIST,
    ADDED_DISTANCE,
    ADDED_MINUTES,
    ADDED_MARGIN,
    ADDED_WITHIN,
    ADDED_VISIT,
    ADDED_ELSEWHERE,
    ADDED_OPEN,
    ADDED_WHY,
    ADDED_UNKNOWN,
    ADDED_NOTES,
    ADDED_COUNT
};

#define ADDED(name, ja, en, type)                                              \
    {                                                                          \
        name, ja, en, type, FOR_PROFESSIONALS, NULL, SIZE_MAX, NULL            \
    }
static const struct field added[ADDED_COUNT] = {
    [ADDED_LIST] = ADDED("near_list",
                         "近く：区分（known＝条件に合う、unknown＝"
                         "不明な点がある、closed＝公表の曜日・時間では休み、"
                         "unplaced＝位置が不明、beyond＝範囲の外で最も近い）",
                         "Near: list (known, unknown, closed, unplaced, "
                         "beyond)",
                         FIELD_TEXT),
    [ADDED_DISTANCE] = ADDED("near_distance_m", "近く：直線距離（m）",
                             "Near: straight line (m)", FIELD_REAL),
    [ADDED_MINUTES] = ADDED("near_minutes", "近く：移動時間（分）",
                            "Near: travel time (min)", FIELD_REAL),
    [ADDED_MARGIN] = ADDED("near_margin_m", "近く：家と施設の位置の誤差（m）",
                           "Near: error of both positions (m)", FIELD_REAL),
    [ADDED_WITHIN] =
        ADDED("near_within",
              "近く：範囲（within＝範囲内、check＝"
              "要確認、beyond＝範囲の外）",
              "Near: within the limit (within, check, beyond)", FIELD_TEXT),
    [ADDED_VISIT] = ADDED("near_visit_16km",
                          "近く：訪問診療の16km（within＝16km以内、check＝"
                          "要確認、beyond＝16km超）",
                          "Near: 16 km rule of home visits (within, check, "
                          "beyond)",
                          FIELD_TEXT),
    [ADDED_ELSEWHERE] =
        ADDED("near_elsewhere", "近く：家と別の市区町村（yes、no）",
              "Near: of another municipality (yes, no)", FIELD_TEXT),
    [ADDED_OPEN] =
        ADDED("near_open",
              "近く：指定の日時（open＝時間内、on_call＝24時間連絡がとれる"
              "届出、unknown＝不明、closed＝公表の曜日・時間では休み）",
              "Near: at the time asked for (open, on_call, unknown, closed)",
              FIELD_TEXT),
    [ADDED_WHY] = ADDED("near_why", "近く：合う理由", "Near: why", FIELD_LIST),
    [ADDED_UNKNOWN] =
        ADDED("near_unknown", "近く：不明な点", "Near: unknown", FIELD_LIST),
    [ADDED_NOTES] =
        ADDED("near_notes", "近く：注意", "Near: notes", FIELD_LIST),
};

struct filling {
    const struct near_found *found;
    struct arena *arena;
    struct near_said said;
    struct buf cell;
};

static const char *keep_number(struct filling *filling, double number,
                               int decimals)
{
    return isfinite(number)
               ? arena_format(filling->arena, "%.*f", decimals, number)
               : NULL;
}

static void fill_added(struct filling *filling, const char *list,
                       const struct near_result *result, const char **cell)
{
    const struct near_found *found = filling->found;
    const struct facility *facility = found->table.facility[result->number];
    bool placed = !isnan(result->distance_m);

    near_say(found, result, true, &filling->said);
    cell[ADDED_LIST] = list;
    cell[ADDED_DISTANCE] = keep_number(filling, result->distance_m, 0);
    cell[ADDED_MINUTES] = keep_number(filling, result->minutes, 1);
    cell[ADDED_MARGIN] =
        keep_number(filling, placed ? ceil(result->margin_m) : NAN, 0);
    cell[ADDED_WITHIN] = placed ? near_side_names[result->reach] : NULL;
    cell[ADDED_VISIT] = placed && near_visits(facility)
                            ? near_side_names[near_visit_side(result)]
                            : NULL;
    cell[ADDED_ELSEWHERE] = !found->home.code[0]                 ? NULL
                            : near_is_elsewhere(found, facility) ? "yes"
                                                                 : "no";
    cell[ADDED_OPEN] = near_open_name(found, result);
    cell[ADDED_WHY] = str_keep(filling->arena, buf_str(&filling->said.why));
    cell[ADDED_UNKNOWN] =
        str_keep(filling->arena, buf_str(&filling->said.unknown));
    cell[ADDED_NOTES] = str_keep(filling->arena, buf_str(&filling->said.notes));
}

static void fill_row(struct filling *filling, const char *list,
                     const struct near_result *result, struct view_row *row)
{
    const struct table *table = &filling->found->table;
    const struct facility *facility = table->facility[result->number];

    row->cell = arena_alloc(filling->arena, (near_field_count + ADDED_COUNT) *
                                                sizeof(*row->cell));
    for (size_t i = 0; i < near_field_count; i++) {
        buf_clear(&filling->cell);
        field_value(near_fields[i], table, facility, false, &filling->cell);
        row->cell[i] = str_keep(filling->arena, buf_str(&filling->cell));
    }
    fill_added(filling, list, result, row->cell + near_field_count);
    row->point = facility->point;
    row->fits = layers_of(facility->services, facility->filed);
    row->layer = layer_main(row->fits);
    row->id = facility->id;
    row->name = facility->name;
}

static void fill_view(struct view *view, const struct near_found *found,
                      struct arena *arena)
{
    const struct near_home *home = &found->home;

    view->edition = editions[EDITION_PROFESSIONAL].id;
    view->edition_name = editions[EDITION_PROFESSIONAL].name_ja;
    view->code = home->code;
    view->place = home->municipality
                      ? arena_format(arena, "%s%s", prefecture_name(home->code),
                                     home->municipality)
                      : NEAR_WORD(PLACE_UNKNOWN, true);
    view->title = NEAR_WORD(TITLE, true);
    view->processed = NEAR_WORD(PROCESSED, true);
    view->disclaimer = NEAR_WORD(DISCLAIMER, true);
    size_t n;
    const struct view_source *source = near_sources(found, &n, arena);
    view->source = arena_alloc(arena, (n + 1) * sizeof(*view->source));
    memcpy(view->source, source, n * sizeof(*source));
    view->n_source = n;
    view->column = arena_alloc(arena, (near_field_count + ADDED_COUNT) *
                                          sizeof(*view->column));
    for (size_t i = 0; i < near_field_count; i++)
        view->column[view->n_column++] = &fields[near_fields[i]];
    for (size_t a = 0; a < ADDED_COUNT; a++)
        view->column[view->n_column++] = &added[a];
}

struct view near_view(const struct near_found *found, struct arena *arena)
{
    const struct {
        const char *name;
        const struct near_list *list;
    } lists[] = {{"known", &found->known},
                 {"unknown", &found->unsure},
                 {"closed", &found->resting},
                 {"beyond", &found->beyond},
                 {"unplaced", &found->unplaced}};
    struct filling filling = {.found = found, .arena = arena};
    struct view view = {0};
    size_t n_row = 0;

    fill_view(&view, found, arena);
    for (size_t l = 0; l < sizeof(lists) / sizeof(*lists); l++)
        n_row += lists[l].list->shown;
    view.row = arena_alloc(arena, (n_row + 1) * sizeof(*view.row));
    for (size_t l = 0; l < sizeof(lists) / sizeof(*lists); l++)
        for (size_t i = 0; i < lists[l].list->shown; i++)
            fill_row(&filling, lists[l].name, &lists[l].list->item[i],
                     &view.row[view.n_row++]);
    near_said_release(&filling.said);
    buf_release(&filling.cell);
    return view;
}
