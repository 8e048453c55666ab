#include "cmd/grounding.h"

#include "base/in.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Around a municipality, part of its longer side: what a map's frame of any
 * shape shows. */
#define MARGIN 0.35
/* A village of 2 km still needs neighbours: 0.02 degrees are 2 km. */
#define LEAST_MARGIN_UNITS 200
/* Towns of the neighbours of a large city are many: beyond this number, with
 * its own, only its own are shown. */
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

/* 20250101 of N03-20250101_25_GML.zip, the name of every edition. */
static const char *n03_date(const char *name, struct arena *arena)
{
    const char *at = strstr(name, "N03-");
    char iso[11];

    if (!at || strspn(at + 4, "0123456789") != 8)
        return NULL;
    snprintf(iso, sizeof(iso), "%.4s-%.2s-%.2s", at + 4, at + 8, at + 10);
    return str_keep(arena, str_of(iso));
}

/* N03 is told by its name; of another file only the name is known. */
static void credit_boundaries(const struct opt_list *files, struct buf *credit,
                              struct arena *arena)
{
    for (size_t i = 0; i < files->n; i++) {
        const char *name = in_file_name(files->item[i]);
        bool n03 = strstr(name, "N03") || strstr(name, "n03");
        const char *when = supply_when(n03_date(name, arena), arena);
        add_line(
            credit,
            n03 ? arena_format(arena,
                               "出典：「国土数値情報（行政区域データ、%s）」"
                               "（国土交通省）を加工して作成",
                               when)
                : arena_format(arena, "行政区域：%s を加工して作成", name));
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

/* Where the boundary file knows cities only, a ward has no outline: its city
 * is then what lies around it. */
static const struct land_place *city_around(const struct land *land,
                                            const char *code)
{
    char city[6];

    municipality_city(code, city);
    return strcmp(city, code) != 0 && !land_find(land, code)
               ? land_find(land, city)
               : NULL;
}

static struct frame frame_of(const struct land *land, const char *code)
{
    struct frame frame = {0};
    const struct land_place *city = city_around(land, code);

    for (size_t i = 0; i < land->n_place; i++)
        if (land->place[i].n_ring && is_own(land, code, &land->place[i]))
            widen(&frame, land->place[i].least, land->place[i].most);
    if (city && city->n_ring)
        return (struct frame){city->least, city->most, true};
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
    const struct land_place *city = city_around(land, view->code);
    struct frame frame = frame_of(land, view->code);
    struct view_place *ground =
        arena_alloc(arena, (land->n_place + 1) * sizeof(*ground));
    size_t n = 0;

    for (int own = 1; frame.any && own >= 0; own--)
        for (size_t i = 0; i < land->n_place; i++) {
            const struct land_place *place = &land->place[i];
            bool mine = is_own(land, view->code, place);
            if (mine != own || !touches(&frame, place) ||
                (!mine && place != city && same_city(place->code, view->code)))
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

/* A town of a neighbour; the nearer to the middle, the sooner it is shown. */
struct near_town {
    struct view_town town;
    double far;
};

static int nearer(const void *a, const void *b)
{
    const struct near_town *x = a, *y = b;

    return (x->far > y->far) - (x->far < y->far);
}

static bool is_own_code(const struct view *view, const char *code)
{
    char city[6];

    municipality_city(code, city);
    return strcmp(code, view->code) == 0 || strcmp(city, view->code) == 0;
}

/* Towns of the municipality or its wards (`town` may be NULL, to count). */
static size_t own_towns(const struct view *view, const struct table *table,
                        struct view_town *town)
{
    size_t n_town = 0, n;

    for (size_t m = 0; m < table->municipalities.n; m++) {
        const char *code = table->municipalities.item[m].code;
        if (!is_own_code(view, code))
            continue;
        const struct land_town *all = land_towns(&table->land, code, &n);
        for (size_t i = 0; i < n; i++, n_town++)
            if (town)
                town[n_town] =
                    (struct view_town){name_of(table, code), all[i].name,
                                       all[i].point, all[i].radius_m};
    }
    return n_town;
}

/* Their number, to make room. */
static size_t count_neighbours(const struct view *view,
                               const struct table *table)
{
    size_t n_town = 0, n;

    for (size_t g = 0; g < view->n_ground; g++)
        if (!view->ground[g].own) {
            land_towns(&table->land, view->ground[g].code, &n);
            n_town += n;
        }
    return n_town;
}

static size_t gather_neighbours(const struct view *view,
                                const struct table *table,
                                const struct frame *frame,
                                struct near_town *near)
{
    double x = (frame->least.x + frame->most.x) / 2.0 / LAND_UNITS_PER_DEG;
    double y = (frame->least.y + frame->most.y) / 2.0 / LAND_UNITS_PER_DEG;
    size_t n_near = 0, n;

    for (size_t g = 0; g < view->n_ground; g++) {
        const struct view_place *place = &view->ground[g];
        const struct land_town *all =
            place->own ? NULL : land_towns(&table->land, place->code, &n);
        for (size_t i = 0; all && i < n; i++)
            if (in_frame(frame, all[i].point))
                near[n_near++] = (struct near_town){
                    {place->name, all[i].name, all[i].point, all[i].radius_m},
                    hypot(all[i].point.lon_deg - x, all[i].point.lat_deg - y)};
    }
    if (n_near)
        qsort(near, n_near, sizeof(*near), nearer);
    return n_near;
}

/* All towns of the municipality or its wards; of the neighbours those inside
 * the frame, as many as a page can carry. */
static void show_towns(struct view *view, const struct table *table,
                       struct arena *arena)
{
    const struct frame frame = frame_of(&table->land, view->code);
    size_t n_own = own_towns(view, table, NULL);
    size_t room = count_neighbours(view, table);
    struct view_town *town =
        arena_alloc(arena, (n_own + room + 1) * sizeof(*town));
    struct near_town *near = mem_alloc((room + 1) * sizeof(*near));

    view->n_town = own_towns(view, table, town);
    room = gather_neighbours(view, table, &frame, near);
    for (size_t i = 0; i < room && view->n_town < MAX_TOWNS; i++)
        town[view->n_town++] = near[i].town;
    free(near);
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
