/* Kinds of areas, areas, and what was found there. */
#include "output/report/figures.h"
#include "output/report/json_own.h"

#include <math.h>

void json_year(struct emit *emit, const struct audit *audit,
               const struct audit_need *need, const struct audit_cell *cell,
               size_t year)
{
    struct buf name = {0};

    for (size_t f = 0; f < figure_count; f++) {
        buf_clear(&name);
        figure_add_name(&name, &figures[f], audit);
        emit_real(emit, name.ptr, figure_value(&figures[f], need, cell, year));
    }
    buf_release(&name);
}

static void add_ages(struct emit *emit, const char *key,
                     const struct audit *audit, double (*people)[AGE_COUNT])
{
    const struct people *of = audit->order->people;

    emit_array(emit, key);
    for (size_t y = 0; people && y < of->n_year; y++) {
        emit_object(emit, NULL);
        emit_count(emit, "year", (uint64_t)of->year[y]);
        for (int age = 0; age < AGE_COUNT; age++)
            emit_real(emit, age_ids[age], people[y][age]);
        emit_end_object(emit);
    }
    emit_end_array(emit);
}

static void add_demand(struct emit *emit, const struct audit *audit,
                       const struct audit_region *region)
{
    const struct people *of = audit->order->people;

    emit_array(emit, "demand");
    for (size_t y = 0; y < of->n_year; y++) {
        emit_object(emit, NULL);
        emit_count(emit, "year", (uint64_t)of->year[y]);
        emit_real(emit, "medical", region->medical[y]);
        emit_real(emit, "care", region->care[y]);
        emit_real(emit, "medical_index", region->medical_index[y]);
        emit_real(emit, "care_index", region->care_index[y]);
        emit_end_object(emit);
    }
    emit_end_array(emit);
}

void json_unread(struct emit *emit, int why)
{
    static const char *const id[] = {
        [UNREAD_NO] = NULL,
        [UNREAD_FILINGS] = "filings",
        [UNREAD_LIST] = "list",
        [UNREAD_TRAVEL] = "travel",
    };

    emit_bool(emit, "unread", why != UNREAD_NO);
    emit_text(emit, "unread_why", id[why]);
    emit_text(emit, "unread_why_ja", report_why_ja(why));
}

static void add_indicators(struct emit *emit, const struct audit *audit,
                           const struct audit_region *region)
{
    const struct people *of = audit->order->people;

    emit_array(emit, "indicators");
    for (size_t i = 0; i < AUDIT_INDICATORS; i++) {
        int why = audit->indicator_unread_why[i];
        bool listed = why != UNREAD_LIST;
        emit_object(emit, NULL);
        emit_text(emit, "name_ja", audit_indicators[i].name_ja);
        emit_text(emit, "name_en", audit_indicators[i].name_en);
        json_unread(emit, why);
        emit_real(emit, "yes", why == UNREAD_NO ? region->indicator[i] : NAN);
        emit_real(emit, "unknown", listed ? region->indicator_unknown[i] : NAN);
        emit_array(emit, "years");
        for (size_t y = 0; y < of->n_year; y++) {
            emit_object(emit, NULL);
            emit_count(emit, "year", (uint64_t)of->year[y]);
            emit_real(emit, "per_10000", indicator_rate(audit, region, y, i));
            emit_end_object(emit);
        }
        emit_end_array(emit);
        emit_end_object(emit);
    }
    emit_end_array(emit);
}

/* Sums of whole people of 75+: none where a link is unread. */
static void add_links(struct emit *emit, const struct audit *audit,
                      const struct audit_region *region, size_t y)
{
    static const char *const id[STATE_COUNT] = {
        [STATE_REACHED] = "covered",
        [STATE_UNKNOWN] = "unsure",
        [STATE_NO_WAY] = "unknown_way",
        [STATE_NONE] = "none",
    };

    emit_array(emit, "links");
    for (size_t l = 0; l < AUDIT_LINKS; l++) {
        emit_object(emit, NULL);
        emit_text(emit, "name_ja", audit_links_ja[l]);
        emit_text(emit, "name_en", audit_links_en[l]);
        json_unread(emit, audit->link_unread_why[l]);
        for (int s = 0; s < STATE_COUNT; s++)
            emit_real(emit, id[s],
                      chain_state(audit, region, y, l, (enum report_state)s));
        emit_end_object(emit);
    }
    emit_end_array(emit);
}

static void add_chain(struct emit *emit, const struct audit *audit,
                      const struct audit_region *region)
{
    const struct people *of = audit->order->people;

    emit_array(emit, "chain");
    for (size_t y = 0; y < of->n_year; y++) {
        emit_object(emit, NULL);
        emit_count(emit, "year", (uint64_t)of->year[y]);
        emit_real(emit, "people_75", region->people[y][AGE_75]);
        emit_real(emit, "whole", chain_whole(audit, region, y, false));
        emit_real(emit, "maybe", chain_whole(audit, region, y, true));
        emit_text(emit, "weakest", chain_weakest(audit, region, y));
        add_links(emit, audit, region, y);
        emit_end_object(emit);
    }
    emit_end_array(emit);
}

static void add_cell(struct emit *emit, const struct audit *audit, size_t n,
                     const struct audit_cell *cell)
{
    const struct people *of = audit->order->people;

    emit_object(emit, NULL);
    emit_text(emit, "need", audit->need[n].need->id);
    for (int t = 0; t < TALLY_COUNT; t++)
        emit_real(emit, tallies[t].id,
                  tally_value(&audit->need[n], cell, (enum tally_what)t));
    emit_array(emit, "years");
    for (size_t y = 0; y < of->n_year; y++) {
        emit_object(emit, NULL);
        emit_count(emit, "year", (uint64_t)of->year[y]);
        json_year(emit, audit, &audit->need[n], cell, y);
        emit_end_object(emit);
    }
    emit_end_array(emit);
    emit_end_object(emit);
}

static void add_region(struct emit *emit, const struct audit *audit,
                       const struct audit_region *region)
{
    const struct region *of = region->region;

    emit_object(emit, NULL);
    emit_text(emit, "code", of->code);
    emit_text(emit, "name", of->name);
    emit_text(emit, "prefecture", of->prefecture);
    emit_array(emit, "members");
    for (size_t m = 0; m < of->n_member; m++)
        emit_text(emit, NULL, of->member[m]);
    emit_end_array(emit);
    emit_count(emit, "meshes", region->n_mesh);
    emit_bool(emit, "partial", region->partial);
    add_ages(emit, "people", audit, region->people);
    add_ages(emit, "municipal_people", audit, region->municipal);
    add_demand(emit, audit, region);
    add_indicators(emit, audit, region);
    add_chain(emit, audit, region);
    emit_array(emit, "needs");
    for (size_t n = 0; n < audit->order->n_need; n++)
        add_cell(emit, audit, n, &region->cell[n]);
    emit_end_array(emit);
    emit_end_object(emit);
}

void json_sets(struct emit *emit, const struct audit *audit)
{
    emit_array(emit, "sets");
    for (size_t s = 0; s < audit->n_set; s++) {
        const struct audit_set *set = &audit->set[s];
        emit_object(emit, NULL);
        emit_text(emit, "id", set->set->id);
        emit_text(emit, "name", set->set->name);
        emit_text(emit, "vintage", set->set->vintage);
        emit_text(emit, "source",
                  set->set->supply ? set->set->supply->label : NULL);
        emit_bool(emit, "approximate", set->set->approximate);
        emit_array(emit, "regions");
        for (size_t r = 0; r < set->n_region; r++)
            add_region(emit, audit, &set->region[r]);
        emit_end_array(emit);
        emit_end_object(emit);
    }
    emit_end_array(emit);
}
