#include "cmd/grounding.h"

#include "base/in.h"

#include <math.h>
#include <string.h>

/* Around a municipality, part of its longer side: what a map's frame of any
 * shape shows. */
#define MARGIN 0.35
/* A village of 2 km still needs neighbours: 0.02 degrees are 2 km. */
#define LEAST_MARGIN_UNITS 200
/* Towns of municipalities that only touch the frame of a large one are many,
 * and far: no page shall carry them all. */
#define MAX_TOWNS 6000

/* ---- gathering ---- */

static bool has_line(struct str lines, const char *line)
{
    struct str part;

    while (lines.len && str_part(&lines, '\n', &part))
        if (str_is(part, line))
            return true;
    return false;
}

static void add_line(struct buf *lines, const char *line)
{
    if (!line || !*line || has_line(buf_str(lines), line))
        return;
    if (lines->len)
        buf_add_char(lines, '\n');
    buf_add_text(lines, line);
}

/* N03 is told by its name, which every edition of it has. */
static void credit_boundaries(const struct opt_list *files, struct buf *credit,
                              struct arena *arena)
{
    for (size_t i = 0; i < files->n; i++) {
        const char *name = in_file_name(files->item[i]);
        bool n03 = strstr(name, "N03") || strstr(name, "n03");
        add_line(credit,
                 arena_format(arena,
                              n03 ? "「国土数値情報（行政区域データ）」（国土交"
                                    "通省）（%s）を加工して作成"
                                  : "行政区域：%s を加工して作成",
                              name));
    }
}

struct towns {
    struct table *table;
    const struct gazetteer_source *last[2];
    struct buf *credit;
};

/* Only the tables that the towns are from, not all of the dictionary's. */
static void credit_towns(struct towns *towns, int which,
                         const struct gazetteer_source *source)
{
    if (!source || source == towns->last[which])
        return; /* towns of one source follow one another */
    towns->last[which] = source;
    add_line(towns->credit, source->attribution);
}

static void add_town(void *context, const struct gazetteer_town *found)
{
    struct towns *towns = context;
    struct land_town town = {
        .name = str_keep(&towns->table->arena, str_of(found->name)),
        .point = found->point,
        .radius_m = found->radius_m};

    if (!town.name || strlen(found->code) != 5)
        return;
    memcpy(town.code, found->code, 6);
    land_add_town(&towns->table->land, &town);
    credit_towns(towns, 0, found->named_by);
    credit_towns(towns, 1, found->placed_by);
}

void ground_gather(const struct opt_list *files, struct boundaries *boundaries,
                   const struct gazetteer *gazetteer, struct table *table)
{
    struct buf credit = {0};
    struct towns towns = {.table = table, .credit = &credit};

    boundary_take_land(boundaries, &table->land);
    if (table->land.n_place)
        credit_boundaries(files, &credit, &table->arena);
    if (gazetteer)
        gazetteer_each_town(gazetteer, add_town, &towns);
    land_sort(&table->land);
    table->land_credit = str_keep(&table->arena, buf_str(&credit));
    buf_release(&credit);
}

/* ---- showing ---- */

struct frame {
    struct land_vertex least, most;
    bool any;
};

static void widen(struct frame *frame, struct land_vertex least,
                  struct land_vertex most)
{
    if (!frame->any) {
        *frame = (struct frame){least, most, true};
        return;
    }
    frame->least.x = least.x < frame->least.x ? least.x : frame->least.x;
    frame->least.y = least.y < frame->least.y ? least.y : frame->least.y;
    frame->most.x = most.x > frame->most.x ? most.x : frame->most.x;
    frame->most.y = most.y > frame->most.y ? most.y : frame->most.y;
}

static bool is_own(const struct land *land, const char *code,
                   const struct land_place *place)
{
    char city[6];

    if (strcmp(place->code, code) == 0)
        return true;
    /* A city that has no outline of its own is drawn by its wards. */
    municipality_city(place->code, city);
    return strcmp(city, code) == 0 && !land_find(land, code);
}

static struct frame frame_of(const struct land *land, const char *code)
{
    struct frame frame = {0};

    for (size_t i = 0; i < land->n_place; i++)
        if (land->place[i].n_ring && is_own(land, code, &land->place[i]))
            widen(&frame, land->place[i].least, land->place[i].most);
    if (!frame.any)
        return frame;
    double width = frame.most.x - frame.least.x;
    double height = frame.most.y - frame.least.y;
    int32_t margin =
        (int32_t)fmax(MARGIN * fmax(width, height), LEAST_MARGIN_UNITS);
    frame.least.x -= margin;
    frame.least.y -= margin;
    frame.most.x += margin;
    frame.most.y += margin;
    return frame;
}

static bool touches(const struct frame *frame, const struct land_place *place)
{
    return place->n_ring && place->least.x <= frame->most.x &&
           place->most.x >= frame->least.x && place->least.y <= frame->most.y &&
           place->most.y >= frame->least.y;
}

/* The city around a ward (or the ward inside a city) is the same ground. */
static bool same_city(const char *a, const char *b)
{
    char city_a[6], city_b[6];

    municipality_city(a, city_a);
    municipality_city(b, city_b);
    return strcmp(city_a, b) == 0 || strcmp(city_b, a) == 0;
}

static const char *name_of(const struct table *table, const char *code)
{
    const struct municipality *place =
        municipalities_find(&table->municipalities, code);

    return place && place->name ? place->name : code;
}

static void show_places(struct view *view, const struct table *table,
                        struct arena *arena)
{
    const struct land *land = &table->land;
    struct frame frame = frame_of(land, view->code);
    struct view_place *ground =
        arena_alloc(arena, (land->n_place + 1) * sizeof(*ground));
    size_t n = 0;

    for (int own = 1; frame.any && own >= 0; own--)
        for (size_t i = 0; i < land->n_place; i++) {
            const struct land_place *place = &land->place[i];
            bool mine = is_own(land, view->code, place);
            if (mine != own || !touches(&frame, place) ||
                (!mine && same_city(place->code, view->code)))
                continue;
            ground[n++] = (struct view_place){
                .code = place->code,
                .name = name_of(table, place->code),
                .own = mine,
                .ring = land->ring + place->first_ring,
                .n_ring = place->n_ring,
                .least = place->least,
                .most = place->most,
            };
        }
    view->land = land;
    view->ground = ground;
    view->n_ground = n;
}

static bool in_frame(const struct frame *frame, struct lonlat point)
{
    double x = point.lon_deg * LAND_UNITS_PER_DEG;
    double y = point.lat_deg * LAND_UNITS_PER_DEG;

    return !frame->any || (x >= frame->least.x && x <= frame->most.x &&
                           y >= frame->least.y && y <= frame->most.y);
}

static void add_towns(struct view *view, const struct table *table,
                      const char *code, const struct frame *frame,
                      struct view_town *town)
{
    size_t n;
    const struct land_town *all = land_towns(&table->land, code, &n);
    const char *place = name_of(table, code);

    for (size_t i = 0; i < n && view->n_town < MAX_TOWNS; i++)
        if (!frame || in_frame(frame, all[i].point))
            town[view->n_town++] = (struct view_town){
                place, all[i].name, all[i].point, all[i].radius_m};
}

/* All towns of the municipality or its wards; of the neighbours those inside
 * the frame. */
static void show_towns(struct view *view, const struct table *table,
                       struct arena *arena)
{
    const struct land *land = &table->land;
    const struct frame frame = frame_of(land, view->code);
    struct view_town *town = arena_alloc(arena, MAX_TOWNS * sizeof(*town));
    char city[6];

    for (size_t i = 0; i < table->municipalities.n; i++) {
        const char *code = table->municipalities.item[i].code;
        municipality_city(code, city);
        if (strcmp(code, view->code) == 0 || strcmp(city, view->code) == 0)
            add_towns(view, table, code, NULL, town);
    }
    for (size_t g = 0; g < view->n_ground; g++)
        if (!view->ground[g].own)
            add_towns(view, table, view->ground[g].code, &frame, town);
    view->town = town;
}

void ground_show(struct view *view, const struct table *table,
                 struct arena *arena)
{
    show_places(view, table, arena);
    if (table->land.n_town)
        show_towns(view, table, arena);
    if (view->n_ground || view->n_town)
        view->ground_credit = table->land_credit;
}
