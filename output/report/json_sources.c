/* Where the numbers come from: every file, with its hash. */
#include "output/report/json_own.h"

static void add_rows(struct emit *emit, const struct row_count *rows)
{
    emit_object(emit, "rows");
    emit_count(emit, "read", rows->read);
    emit_count(emit, "kept", rows->kept);
    emit_count(emit, "merged", rows->merged);
    emit_count(emit, "blank", rows->blank);
    emit_count(emit, "set_aside", rows->set_aside);
    emit_end_object(emit);
}

/* Not where the file lay on the disk: that is nobody's business. */
static void add_supply(struct emit *emit, const char *key,
                       const struct supply *supply, const char *form)
{
    emit_object(emit, key);
    emit_text(emit, "label", supply->label);
    emit_text(emit, "form", form);
    emit_text(emit, "title", supply->title);
    emit_text(emit, "publisher", supply->publisher);
    emit_text(emit, "as_of", supply->as_of);
    emit_text(emit, "licence", supply->licence);
    emit_text(emit, "licence_url", supply->licence_url);
    emit_text(emit, "url", supply->url);
    emit_text(emit, "attribution", supply->attribution);
    emit_text(emit, "sha256", supply->sha256[0] ? supply->sha256 : NULL);
    add_rows(emit, &supply->rows);
    emit_end_object(emit);
}

static void add_people(struct emit *emit, const char *key,
                       const struct people_source *source, size_t n)
{
    emit_array(emit, key);
    for (size_t i = 0; i < n; i++)
        add_supply(emit, NULL, &source[i].supply, source[i].form);
    emit_end_array(emit);
}

static void add_supplies(struct emit *emit, const char *key,
                         const struct supply *supply, size_t n)
{
    emit_array(emit, key);
    for (size_t i = 0; i < n; i++)
        add_supply(emit, NULL, &supply[i], supply[i].listing);
    emit_end_array(emit);
}

void json_sources(struct emit *emit, const struct audit *audit)
{
    const struct audit_order *order = audit->order;
    const struct townspeople *towns = order->townspeople;
    const struct imported *imported = order->imported;

    emit_object(emit, "sources");
    add_people(emit, "people", order->people->source, order->people->n_source);
    add_people(emit, "municipal_people", towns ? towns->source : NULL,
               towns ? towns->n_source : 0);
    add_supplies(emit, "facilities", order->table->supply,
                 order->table->n_supply);
    add_supplies(emit, "areas", order->regions->supply,
                 order->regions->n_supply);
    add_supplies(emit, "imported", imported ? imported->supply : NULL,
                 imported ? imported->n_supply : 0);
    add_supplies(emit, "travel", order->travel ? &order->travel->supply : NULL,
                 order->travel != NULL);
    add_supplies(emit, "weights", order->weight_supply,
                 order->weight_supply != NULL);
    add_supplies(emit, "candidates", order->candidate_supply,
                 order->candidate_supply != NULL);
    emit_text(emit, "land", order->table->land_credit);
    emit_end_object(emit);
}
