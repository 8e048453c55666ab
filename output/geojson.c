#include "base/err.h"
#include "output/column.h"
#include "output/writer.h"

#include <math.h>
#include <string.h>

#define ADD(out, literal) buf_add((out), "" literal, sizeof(literal) - 1)

/* How the cells of a column are written. */
struct property {
    struct str lead; /* `,"name":` and the opening quote or bracket */
    enum column_type type;
};

/* A member after another one: name and text, null when not known. */
static void add_member(struct buf *out, const char *name, const char *text)
{
    ADD(out, ",\"");
    buf_add_text(out, name);
    ADD(out, "\":");
    buf_add_json_text(out, text);
}

/* The sources have a date each: nobody shall take the newest for all. */
static void add_dates(struct buf *out, const struct view *view)
{
    const char *newest = NULL, *oldest = NULL;
    bool unknown = false;

    for (size_t i = 0; i < view->n_source; i++) {
        const char *as_of = view->source[i].as_of;
        unknown |= !as_of;
        if (as_of && (!newest || strcmp(as_of, newest) > 0))
            newest = as_of;
        if (as_of && (!oldest || strcmp(as_of, oldest) < 0))
            oldest = as_of;
    }
    add_member(out, "as_of", newest);
    add_member(out, "as_of_oldest", oldest);
    buf_add_text(out, unknown ? ",\"as_of_unknown\":true"
                              : ",\"as_of_unknown\":false");
}

static void add_sources(struct buf *out, const struct view *view)
{
    ADD(out, ",\n\"sources\":[");
    for (size_t i = 0; i < view->n_source; i++) {
        const struct view_source *source = &view->source[i];
        buf_add_text(out, i ? ",\n{\"title\":" : "\n{\"title\":");
        buf_add_json_text(out, source->title);
        add_member(out, "publisher", source->publisher);
        add_member(out, "as_of", source->as_of);
        add_member(out, "licence", source->licence);
        add_member(out, "licence_url", source->licence_url);
        add_member(out, "url", source->url);
        add_member(out, "attribution", source->attribution);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static void add_fields(struct buf *out, const struct view *view)
{
    ADD(out, ",\n\"fields\":{");
    for (size_t c = 0; c < view->n_column; c++) {
        if (c)
            buf_add_char(out, ',');
        buf_add_json_text(out, view->column[c]->name);
        buf_add_char(out, ':');
        buf_add_json_text(out, view->column[c]->heading_ja);
    }
    buf_add_char(out, '}');
    ADD(out, ",\n\"fields_note\":\"値が分からない項目は書いていません。"
             "書いていないことは「なし」の意味ではありません。\"");
}

/* Every layer that a feature names. `count` is of the features that have it as
 * their `layer` and so adds up to all; `count_all` is of `layers`. */
static void add_layers(struct buf *out, const struct view *view)
{
    size_t own[LAYER_COUNT] = {0}, all[LAYER_COUNT] = {0};
    bool first = true;

    for (size_t r = 0; r < view->n_row; r++) {
        own[view->row[r].layer]++;
        for (int l = 0; l < LAYER_COUNT; l++)
            all[l] += view->row[r].fits >> l & 1;
    }
    ADD(out, ",\n\"layers\":[");
    for (int l = 0; l < LAYER_COUNT; l++) {
        if (own[l] == 0 && all[l] == 0)
            continue;
        buf_add_text(out, first ? "\n{\"id\":" : ",\n{\"id\":");
        first = false;
        buf_add_json_text(out, layers[l].id);
        add_member(out, "name", layer_words(l, view->resident));
        buf_addf(out, ",\"count\":%zu,\"count_all\":%zu}", own[l], all[l]);
    }
    buf_add_char(out, ']');
}

/* RFC 7946, section 5; nothing when no row has a point. */
static void add_bbox(struct buf *out, const struct view *view)
{
    struct lonlat least = {INFINITY, INFINITY}, most = {-INFINITY, -INFINITY};

    for (size_t r = 0; r < view->n_row; r++) {
        struct lonlat point = view->row[r].point;
        if (!lonlat_known(point))
            continue;
        least.lon_deg = fmin(least.lon_deg, point.lon_deg);
        least.lat_deg = fmin(least.lat_deg, point.lat_deg);
        most.lon_deg = fmax(most.lon_deg, point.lon_deg);
        most.lat_deg = fmax(most.lat_deg, point.lat_deg);
    }
    if (most.lon_deg < least.lon_deg)
        return;
    ADD(out, ",\n\"bbox\":[");
    buf_add_deg(out, least.lon_deg);
    buf_add_char(out, ',');
    buf_add_deg(out, least.lat_deg);
    buf_add_char(out, ',');
    buf_add_deg(out, most.lon_deg);
    buf_add_char(out, ',');
    buf_add_deg(out, most.lat_deg);
    buf_add_char(out, ']');
}

static struct property *plan_properties(const struct view *view,
                                        struct arena *arena)
{
    struct property *plan =
        arena_alloc(arena, (view->n_column + 1) * sizeof(*plan));

    for (size_t c = 0; c < view->n_column; c++) {
        enum column_type type = column_type(view, c);
        const char *open = type == COLUMN_TEXT   ? "\""
                           : type == COLUMN_LIST ? "["
                                                 : "";
        plan[c].type = type;
        plan[c].lead = str_of(
            arena_format(arena, ",\"%s\":%s", view->column[c]->name, open));
    }
    return plan;
}

static void add_items(struct buf *out, struct str items)
{
    struct str item;

    if (items.len == 0)
        return;
    for (bool first = true; str_part(&items, '\n', &item); first = false) {
        if (!first)
            buf_add_char(out, ',');
        buf_add_char(out, '"');
        buf_add_json(out, item);
        buf_add_char(out, '"');
    }
}

static void add_properties(struct buf *out, const struct property *plan,
                           const char *const *cell, size_t n)
{
    bool first = true;

    for (size_t c = 0; c < n; c++) {
        if (!cell[c])
            continue;
        struct str value = str_of(cell[c]);
        buf_add(out, plan[c].lead.ptr + first, plan[c].lead.len - first);
        first = false;
        switch (plan[c].type) {
        case COLUMN_TEXT:
            buf_add_json(out, value);
            buf_add_char(out, '"');
            break;
        case COLUMN_LIST:
            add_items(out, value);
            buf_add_char(out, ']');
            break;
        case COLUMN_INTEGER:
        case COLUMN_REAL:
            buf_add_str(out, value);
            break;
        }
    }
}

static void add_feature(struct buf *out, const struct property *plan,
                        const struct view_row *row, size_t n)
{
    ADD(out, "{\"type\":\"Feature\",");
    if (row->id) {
        ADD(out, "\"id\":\"");
        buf_add_json(out, str_of(row->id));
        ADD(out, "\",");
    }
    if (lonlat_known(row->point)) {
        ADD(out, "\"geometry\":{\"type\":\"Point\",\"coordinates\":[");
        buf_add_deg(out, row->point.lon_deg);
        buf_add_char(out, ',');
        buf_add_deg(out, row->point.lat_deg);
        ADD(out, "]},\"properties\":{");
    } else {
        ADD(out, "\"geometry\":null,\"properties\":{");
    }
    add_properties(out, plan, row->cell, n);
    ADD(out, "}}");
}

static bool write_geojson(const struct view *view,
                          const struct writing *writing, struct shown *shown,
                          struct buf *out, struct err *err)
{
    struct arena arena = {0};
    const struct property *plan = plan_properties(view, &arena);

    (void)writing;
    (void)shown;
    (void)err;
    ADD(out, "{\"type\":\"FeatureCollection\"");
    add_member(out, "title", view->title);
    add_member(out, "edition", view->edition);
    add_member(out, "municipality_code", view->code);
    add_member(out, "municipality", view->place);
    buf_addf(out, ",\"count\":%zu", view->n_row);
    add_dates(out, view);
    add_sources(out, view);
    add_member(out, "processed", view->processed);
    add_member(out, "disclaimer", view->disclaimer);
    add_fields(out, view);
    add_layers(out, view);
    add_bbox(out, view);
    ADD(out, ",\n\"features\":[");
    for (size_t r = 0; r < view->n_row; r++) {
        if (r)
            buf_add_char(out, ',');
        buf_add_char(out, '\n');
        add_feature(out, plan, &view->row[r], view->n_column);
    }
    ADD(out, "\n]}\n");
    arena_release(&arena);
    return true;
}

static const struct writer_file file[] = {{"map.geojson", write_geojson}};

const struct writer writer_geojson = {
    .name = "geojson",
    .summary = N_("GeoJSON (RFC 7946), one feature per facility"),
    .usual = true,
    WRITER_FILES(file),
};
