/* Needs over the whole: figures, Lorenz curve, places, meshes out of reach. */
#include "output/report/figures.h"
#include "output/report/json_own.h"
#include "output/report/verdicts.h"

static void add_whole(struct emit *emit, const struct audit *audit,
                      const struct audit_need *need)
{
    const struct audit_cell whole = figure_whole(need);

    emit_array(emit, "whole");
    for (size_t y = 0; y < audit->order->people->n_year; y++) {
        emit_object(emit, NULL);
        emit_count(emit, "year", (uint64_t)audit->order->people->year[y]);
        json_year(emit, audit, need, &whole, y);
        emit_end_object(emit);
    }
    emit_end_array(emit);
}

static void add_sites(struct emit *emit, const struct audit_need *need)
{
    emit_array(emit, "sites");
    for (size_t i = 0; i < need->n_site; i++) {
        emit_object(emit, NULL);
        emit_text(emit, "name", need->site[i].name);
        emit_real(emit, "lon_deg", need->site[i].point.lon_deg);
        emit_real(emit, "lat_deg", need->site[i].point.lat_deg);
        emit_real(emit, "people", need->site[i].people);
        emit_real(emit, "people_sum", need->site[i].sum);
        emit_end_object(emit);
    }
    emit_end_array(emit);
}

static void add_gaps(struct emit *emit, const struct audit *audit,
                     const struct audit_need *need)
{
    const char *cost = audit->order->by_minutes ? "nearest_min" : "nearest_m";

    emit_array(emit, "gaps");
    for (size_t i = 0; i < verdict_gaps(need); i++) {
        const struct audit_gap *gap = &need->gap[i];
        const struct people_mesh *mesh = &audit->order->people->mesh[gap->mesh];
        const struct audit_mesh *found = &need->mesh[gap->mesh];
        emit_object(emit, NULL);
        emit_code(emit, "mesh", mesh->code);
        emit_text(emit, "municipality", mesh->municipality_code);
        emit_text(emit, "town", gap->town);
        emit_real(emit, "people", gap->people);
        emit_real(emit, "people_last", gap->people_last);
        emit_text(emit, "verdict", verdict_id(need, found));
        emit_bool(emit, "doubtful", found->doubtful);
        emit_bool(emit, "edge", found->edge);
        emit_text(emit, "nearest", verdict_nearest_id(audit, found));
        emit_text(emit, "nearest_name", verdict_nearest_name(audit, found));
        emit_real(emit, cost, found->cost);
        emit_float(emit, "access", found->access);
        emit_end_object(emit);
    }
    emit_end_array(emit);
}

/* As tally_value(): what nobody counted is null. */
static double told(const struct audit_need *need, uint32_t count, bool unknown)
{
    const struct audit_cell cell = {.yes = count, .unknown = count};

    return tally_value(need, &cell, unknown ? TALLY_UNKNOWN : TALLY_YES);
}

void json_needs(struct emit *emit, const struct audit *audit)
{
    emit_array(emit, "needs");
    for (size_t n = 0; n < audit->order->n_need; n++) {
        const struct audit_need *need = &audit->need[n];
        emit_object(emit, NULL);
        emit_text(emit, "id", need->need->id);
        json_unread(emit, need->unread_why);
        emit_text(emit, "counted_by_ja", figure_counted_by(audit, n));
        emit_bool(emit, "weighted", audit->order->weight && need->weighted);
        emit_real(emit, "yes", told(need, need->yes, false));
        emit_real(emit, "unknown", told(need, need->unknown, true));
        emit_real(emit, "no", told(need, need->no, false));
        emit_real(emit, "unplaced", told(need, need->unplaced, false));
        add_whole(emit, audit, need);
        emit_array(emit, "lorenz");
        for (size_t k = 0; k < AUDIT_LORENZ; k++)
            emit_real(emit, NULL, need->lorenz[k]);
        emit_end_array(emit);
        add_sites(emit, need);
        add_gaps(emit, audit, need);
        emit_end_object(emit);
    }
    emit_end_array(emit);
}
