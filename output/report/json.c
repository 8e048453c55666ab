/*
 * audit.json: every number of an audit, for programs. Keys keep their order;
 * null is "cannot be told". Numbers have all their digits. What is known of
 * every single mesh stands in meshes.geojson and audit.gpkg.
 *
 * format, format_version, title, created, maker, tool, command
 * about[]     heading, text: methods, sources, cautions, as people read them
 * order       limit, unit (m or min), limit_text, straight_line, detour,
 *             speed_km_h, base_year, years[], weight, sites, want_sites,
 *             needs[]
 * sources     people, municipal_people, facilities, areas, imported, travel,
 *             weights, candidates: label, title, publisher, licence,
 *             attribution, as_of, sha256 (of the file), rows (read = kept +
 *             merged + blank + set_aside); land
 * population  basis, mesh_digits, meshes, ages, years[] with what was hidden
 * sets[]      kinds of areas: regions[] with people[] and municipal_people[]
 *             (by age), demand[] by year; indicators[12] with years[]; chain[]
 *             by year with links[]; needs[] with counts and years[]
 * needs[]     counts; whole[] (all own meshes, by year); lorenz[101]; sites[];
 *             gaps[] (own meshes not known to be covered, most people first)
 * imported, progress, aside, quality
 *
 * partial: some of the people there were not read: no ratios by people.
 * People of 75+ of a year: covered + unsure + unknown_way + none. What nobody
 * read (unread) is null, never 0.
 * A figure's name is that of output/report/figures.h everywhere.
 */
#include "output/report/json_own.h"
#include "output/report/report.h"
#include "output/report/words.h"

#include <math.h>

static void add_about(void *context, const char *heading, const char *text)
{
    struct emit *emit = context;

    emit_object(emit, NULL);
    emit_text(emit, "heading", heading);
    emit_text(emit, "text", text);
    emit_end_object(emit);
}

void json_head(struct emit *emit, const struct audit *audit, const char *format)
{
    emit_text(emit, "format", format);
    emit_count(emit, "format_version", 1);
    emit_text(emit, "title", audit->title);
    emit_text(emit, "created", audit->created);
    emit_text(emit, "maker", audit->maker);
    emit_text(emit, "tool", "zaitaku " ZAITAKU_VERSION);
    emit_text(emit, "command", audit->command);
    emit_array(emit, "about");
    report_about_each(audit, add_about, emit);
    emit_end_array(emit);
}

static const char *sites_id(const struct audit_order *order)
{
    static const char *const id[] = {
        [SITES_NONE] = "none",
        [SITES_GIVEN] = "given",
        [SITES_CLINICS] = "clinics",
        [SITES_MESHES] = "meshes",
    };

    return id[order->sites];
}

static void add_needs_asked(struct emit *emit, const struct audit_order *order)
{
    emit_array(emit, "needs");
    for (size_t n = 0; n < order->n_need; n++) {
        emit_object(emit, NULL);
        emit_text(emit, "id", order->need[n].id);
        emit_text(emit, "name_ja", order->need[n].name_ja);
        emit_text(emit, "name_en", order->need[n].name_en);
        emit_end_object(emit);
    }
    emit_end_array(emit);
}

static void add_order(struct emit *emit, const struct audit *audit)
{
    const struct audit_order *order = audit->order;
    struct arena arena = {0};
    bool assumed = order->by_minutes && !order->travel;

    emit_object(emit, "order");
    emit_real(emit, "limit", order->limit);
    emit_text(emit, "unit", order->by_minutes ? "min" : "m");
    emit_text(emit, "limit_text", audit_limit_words(order, &arena));
    emit_bool(emit, "straight_line", !order->travel);
    emit_real(emit, "detour", assumed ? order->detour : NAN);
    emit_real(emit, "speed_km_h", assumed ? order->speed_km_h : NAN);
    emit_count(emit, "base_year", (uint64_t)order->base_year);
    emit_array(emit, "years");
    for (size_t y = 0; y < order->people->n_year; y++)
        emit_count(emit, NULL, (uint64_t)order->people->year[y]);
    emit_end_array(emit);
    emit_text(emit, "weight", order->weight ? order->weight_name : NULL);
    emit_text(emit, "sites", sites_id(order));
    emit_count(emit, "want_sites", order->want_sites);
    add_needs_asked(emit, order);
    emit_end_object(emit);
    arena_release(&arena);
}

static void add_population(struct emit *emit, const struct audit *audit)
{
    const struct people *people = audit->order->people;

    emit_object(emit, "population");
    emit_text(emit, "basis", people->basis);
    emit_count(emit, "mesh_digits", (uint64_t)people->digits);
    emit_count(emit, "meshes", people->n_mesh);
    emit_bool(emit, "partial", audit->partial);
    emit_text(emit, "municipal_basis",
              audit->order->townspeople ? audit->order->townspeople->basis
                                        : NULL);
    emit_array(emit, "years");
    for (size_t y = 0; y < people->n_year; y++) {
        emit_object(emit, NULL);
        emit_count(emit, "year", (uint64_t)people->year[y]);
        emit_count(emit, "meshes_shared_out", people->hidden[y].shared);
        emit_count(emit, "meshes_unknown", people->hidden[y].unshared);
        emit_real(emit, "hidden_people", people->hidden[y].all);
        emit_real(emit, "hidden_people_75", people->hidden[y].age_75);
        emit_end_object(emit);
    }
    emit_end_array(emit);
    emit_end_object(emit);
}

bool report_json(const struct audit *audit, struct buf *out, struct err *err)
{
    struct emit emit = {.out = out};

    (void)err;
    emit_object(&emit, NULL);
    json_head(&emit, audit, "zaitaku-audit");
    add_order(&emit, audit);
    json_sources(&emit, audit);
    add_population(&emit, audit);
    json_sets(&emit, audit);
    json_needs(&emit, audit);
    json_imported(&emit, audit);
    json_quality(&emit, audit);
    emit_end_object(&emit);
    buf_add_char(out, '\n');
    return true;
}
