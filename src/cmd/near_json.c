/* What was found, for programs: one JSON object. Texts for people are in
 * Japanese. Without town, coordinates and address of the home. */
#include "cmd/near_json.h"

#include <math.h>

/* ---- members ---- */

static void begin(struct buf *out, const char *name)
{
    if (out->len && out->ptr[out->len - 1] != '{' &&
        out->ptr[out->len - 1] != '[')
        buf_add_char(out, ',');
    if (name)
        buf_addf(out, "\"%s\":", name);
}

static void add_text(struct buf *out, const char *name, const char *text)
{
    begin(out, name);
    buf_add_json_text(out, text && *text ? text : NULL);
}

static void add_number(struct buf *out, const char *name, double number,
                       int decimals)
{
    begin(out, name);
    if (isfinite(number))
        buf_addf(out, "%.*f", decimals, number);
    else
        buf_add_text(out, "null");
}

static void add_count(struct buf *out, const char *name, size_t n)
{
    begin(out, name);
    buf_addf(out, "%zu", n);
}

static void add_flag(struct buf *out, const char *name, bool flag)
{
    begin(out, name);
    buf_add_text(out, flag ? "true" : "false");
}

static void open(struct buf *out, const char *name, char bracket)
{
    begin(out, name);
    buf_add_char(out, bracket);
}

static void add_lines(struct buf *out, const char *name, struct str lines)
{
    struct str part;

    open(out, name, '[');
    while (lines.len && str_part(&lines, '\n', &part)) {
        begin(out, NULL);
        buf_add_char(out, '"');
        buf_add_json(out, part);
        buf_add_char(out, '"');
    }
    buf_add_char(out, ']');
}

/* ---- the head ---- */

static void add_home(const struct near_home *home, struct buf *out)
{
    open(out, "home", '{');
    add_text(out, "by", home->by_address ? "address" : "point");
    add_text(out, "prefecture",
             home->code[0] ? prefecture_name(home->code) : NULL);
    add_text(out, "municipality", home->municipality);
    add_text(out, "municipality_code", home->code);
    add_text(out, "match_level",
             home->by_address ? level_names[home->match_level] : NULL);
    add_text(out, "coordinate_level",
             home->by_address ? level_names[home->coordinate_level] : NULL);
    add_number(out, "error_m", ceil(home->error_m), 0);
    add_number(out, "confidence", home->by_address ? home->confidence : NAN, 0);
    struct buf warning = {0};
    if (near_is_coarse(home))
        near_add_coarse(&warning, home, true);
    add_text(out, "warning", warning.ptr);
    buf_release(&warning);
    open(out, "doubts", '[');
    for (int r = 0; r < REASON_COUNT; r++)
        if ((home->reasons >> r & 1) && geocode_reasons[r].doubt) {
            open(out, NULL, '{');
            add_text(out, "id", geocode_reasons[r].id);
            add_text(out, "text", geocode_reasons[r].ja);
            buf_add_char(out, '}');
        }
    buf_add_text(out, "]}");
}

static void add_needs(struct buf *out, const char *name,
                      const struct need *need, size_t n)
{
    open(out, name, '[');
    for (size_t i = 0; i < n; i++) {
        open(out, NULL, '{');
        add_text(out, "id", need[i].id);
        add_text(out, "name", need[i].name_ja);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static void add_order(const struct near_order *order, struct buf *out)
{
    static const char *const by[] = {
        [NEAR_BY_DEFAULT] = "default",
        [NEAR_BY_KIND] = "kind",
        [NEAR_BY_FUNCTION] = "function",
    };
    struct buf time = {0};

    open(out, "asked", '{');
    add_text(out, "by", by[order->by]);
    add_needs(out, "kinds", order->kind, order->n_kind);
    add_needs(out, "functions", order->function, order->n_function);
    add_number(out, "within_m", order->within_m, 0);
    add_number(out, "within_min", order->within_min, 1);
    add_count(out, "count", order->count);
    if (order->timed)
        near_add_time(&time, order, true);
    add_text(out, "open_at", time.ptr);
    add_text(out, "date", order->date);
    add_number(
        out, "minute_of_day",
        order->timed && order->when.minute >= 0 ? order->when.minute : NAN, 0);
    buf_add_char(out, '}');
    buf_release(&time);
}

static void add_counts(const struct near_found *found, struct buf *out)
{
    open(out, "counts", '{');
    add_count(out, "known", found->known.n);
    add_count(out, "known_shown", found->known.shown);
    add_count(out, "unknown", found->unsure.n);
    add_count(out, "unknown_shown", found->unsure.shown);
    add_count(out, "closed_then", found->resting.n);
    add_count(out, "closed_then_shown", found->resting.shown);
    add_count(out, "unplaced", found->unplaced.n);
    add_count(out, "unplaced_around", found->unplaced_around.n);
    add_count(out, "left_out_not_filed", found->not_filed.n);
    add_count(out, "left_out_closed", found->closed.n);
    add_count(out, "left_out_too_long", found->too_long.n);
    add_count(out, "position_error_unknown", near_without_error(found));
    add_count(out, "any_kind_around", found->any);
    buf_add_char(out, '}');
}

void near_json_head(const struct near_found *found, struct buf *out)
{
    add_text(out, "audience", "professional");
    add_text(out, "caution", NEAR_WORD(CAUTION, true));
    add_home(&found->home, out);
    add_order(found->order, out);
    add_counts(found, out);
    if (found->order->od) {
        open(out, "travel", '{');
        add_text(out, "file", found->travel.supply.label);
        add_text(out, "sha256", found->travel.supply.sha256);
        add_count(out, "used", found->n_leg);
        add_count(out, "set_aside",
                  (size_t)found->travel.supply.rows.set_aside);
        buf_add_char(out, '}');
    }
}

/* ---- results ---- */

static void add_fields(const struct near_found *found,
                       const struct facility *facility, struct buf *out)
{
    struct buf value = {0};

    for (size_t i = 0; i < near_field_count; i++) {
        const struct field *field = &fields[near_fields[i]];
        double number;
        buf_clear(&value);
        field_value(near_fields[i], &found->table, facility, false, &value);
        if (field->type == FIELD_LIST)
            add_lines(out, field->name, buf_str(&value));
        else if (field->type == FIELD_REAL && value.len &&
                 str_number(buf_str(&value), &number))
            add_number(out, field->name, number, 0);
        else
            add_text(out, field->name, value.ptr);
    }
    buf_release(&value);
}

static void add_point(struct lonlat point, struct buf *out)
{
    bool known = lonlat_known(point);

    begin(out, "lon");
    if (known)
        buf_add_deg(out, point.lon_deg);
    else
        buf_add_text(out, "null");
    begin(out, "lat");
    if (known)
        buf_add_deg(out, point.lat_deg);
    else
        buf_add_text(out, "null");
}

static void add_result(const struct near_found *found,
                       const struct near_result *result, struct near_said *said,
                       struct buf *out)
{
    const struct facility *facility = found->table.facility[result->number];
    bool placed = !isnan(result->distance_m);

    near_say(found, result, true, said);
    open(out, NULL, '{');
    add_fields(found, facility, out);
    add_point(facility->point, out);
    add_flag(out, "known", result->rank == NEAR_RANK_KNOWN && placed);
    add_number(out, "distance_m", result->distance_m, 0);
    add_number(out, "minutes", result->minutes, 1);
    add_number(out, "margin_m", placed ? ceil(result->margin_m) : NAN, 0);
    add_text(out, "within", placed ? near_side_names[result->reach] : NULL);
    add_text(out, "visit_16km",
             placed && near_visits(facility)
                 ? near_side_names[near_visit_side(result)]
                 : NULL);
    add_flag(out, "elsewhere", near_is_elsewhere(found, facility));
    add_text(out, "open", near_open_name(found, result));
    add_lines(out, "why", buf_str(&said->why));
    add_lines(out, "unknown", buf_str(&said->unknown));
    add_lines(out, "notes", buf_str(&said->notes));
    buf_add_char(out, '}');
}

static void add_list(const struct near_found *found,
                     const struct near_list *list, struct near_said *said,
                     struct buf *out)
{
    for (size_t i = 0; i < list->shown; i++) {
        if (i || out->ptr[out->len - 1] != '[')
            buf_add_char(out, ',');
        buf_add_char(out, '\n');
        struct buf one = {0};
        add_result(found, &list->item[i], said, &one);
        buf_add_str(out, buf_str(&one));
        buf_release(&one);
    }
}

/* ---- shortly ---- */

static void add_brief(const struct near_found *found,
                      const struct near_result *result, struct buf *out)
{
    const struct facility *facility = found->table.facility[result->number];

    add_text(out, "facility", facility->id);
    add_text(out, "name", facility->name);
    add_text(out, "municipality_code", facility->municipality_code);
    add_text(out, "phone", facility->phone);
    add_number(out, "distance_m", result->distance_m, 0);
    add_number(out, "minutes", result->minutes, 1);
}

/* Of the kinds that were asked for, where they are several. */
static void add_groups(const struct near_found *found, struct buf *out)
{
    const struct near_order *order = found->order;

    open(out, "nearest_of_each_kind", '[');
    for (size_t k = 0; k < order->n_kind && order->n_kind > 1; k++) {
        const struct near_group *group = &found->group[k];
        open(out, NULL, '{');
        add_text(out, "id", order->kind[k].id);
        add_text(out, "kind_name", order->kind[k].name_ja);
        add_count(out, "known", group->known);
        add_count(out, "unknown", group->unsure);
        add_count(out, "closed_then", group->resting);
        if (group->nearest)
            add_brief(found, group->nearest, out);
        else
            add_text(out, "facility", NULL);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static void add_left_out(const struct near_found *found, struct buf *out)
{
    const struct {
        const char *name;
        const struct near_list *list;
    } lists[] = {{"not_filed", &found->not_filed},
                 {"closed", &found->closed},
                 {"too_long", &found->too_long},
                 {"unplaced_around", &found->unplaced_around}};

    open(out, "left_out", '{');
    for (size_t l = 0; l < sizeof(lists) / sizeof(*lists); l++) {
        open(out, lists[l].name, '{');
        add_count(out, "n", lists[l].list->n);
        open(out, "nearest", '[');
        for (size_t i = 0; i < lists[l].list->shown; i++) {
            open(out, NULL, '{');
            add_brief(found, &lists[l].list->item[i], out);
            buf_add_char(out, '}');
        }
        buf_add_text(out, "]}");
    }
    buf_add_char(out, '}');
}

/* ---- the end ---- */

static void add_sources(const struct near_found *found, struct buf *out)
{
    struct arena arena = {0};
    size_t n;
    const struct view_source *source = near_sources(found, &n, &arena);

    open(out, "sources", '[');
    for (size_t i = 0; i < n; i++) {
        open(out, NULL, '{');
        add_text(out, "title", source[i].title);
        add_text(out, "publisher", source[i].publisher);
        add_text(out, "as_of", source[i].as_of);
        add_text(out, "licence", source[i].licence);
        add_text(out, "licence_url", source[i].licence_url);
        add_text(out, "url", source[i].url);
        add_text(out, "attribution", source[i].attribution);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
    arena_release(&arena);
}

void near_json(const struct near_found *found, struct buf *out)
{
    struct near_said said = {0};

    open(out, NULL, '{');
    near_json_head(found, out);
    add_groups(found, out);
    open(out, "results", '[');
    add_list(found, &found->known, &said, out);
    add_list(found, &found->unsure, &said, out);
    add_list(found, &found->resting, &said, out);
    buf_add_char(out, ']');
    open(out, "beyond", '[');
    add_list(found, &found->beyond, &said, out);
    buf_add_char(out, ']');
    open(out, "unplaced", '[');
    add_list(found, &found->unplaced, &said, out);
    buf_add_char(out, ']');
    add_left_out(found, out);
    add_sources(found, out);
    add_text(out, "processed", NEAR_WORD(PROCESSED, true));
    add_text(out, "disclaimer", NEAR_WORD(DISCLAIMER, true));
    buf_add_text(out, "}\n");
    near_said_release(&said);
}
