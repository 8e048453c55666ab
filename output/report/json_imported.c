/* What was taken in, and how good the data is. */
#include "audit/inputs.h"
#include "model/wording.h"
#include "output/report/json_own.h"
#include "output/report/verdicts.h"
#include "output/report/words_own.h"

/* Where a row belongs: area as written, and the set and region that know it. */
static void add_area(struct emit *emit, const struct audit *audit,
                     const char *area, uint32_t set, uint32_t region)
{
    const struct regions *regions = audit->order->regions;
    bool known = set != REGION_NONE && region != REGION_NONE;

    emit_text(emit, "area", area);
    emit_text(emit, "set", known ? regions->set[set].id : NULL);
    emit_text(emit, "code",
              known ? regions->set[set].region[region].code : NULL);
    emit_text(emit, "name",
              known ? regions->set[set].region[region].name : NULL);
}

static void add_values(struct emit *emit, const struct audit *audit,
                       const struct imported *imported)
{
    emit_array(emit, "imported");
    for (size_t i = 0; imported && i < imported->n_value; i++) {
        const struct imported_value *value = &imported->value[i];
        emit_object(emit, NULL);
        emit_text(emit, "indicator", value->indicator);
        add_area(emit, audit, value->area, value->set, value->region);
        emit_count(emit, "year", (uint64_t)value->year);
        emit_real(emit, "value", value->value);
        emit_text(emit, "text", value->text);
        emit_text(emit, "unit", value->unit);
        emit_text(emit, "source", value->source);
        emit_end_object(emit);
    }
    emit_end_array(emit);
}

static void add_progress(struct emit *emit, const struct audit *audit,
                         const struct imported *imported)
{
    emit_array(emit, "progress");
    for (size_t i = 0; imported && i < imported->n_progress; i++) {
        const struct progress_row *row = &imported->progress[i];
        emit_object(emit, NULL);
        emit_text(emit, "item", row->item);
        add_area(emit, audit, row->area, row->set, row->region);
        emit_count(emit, "year", (uint64_t)row->year);
        emit_text(emit, "state", progress_ids[row->state]);
        emit_real(emit, "count", row->count);
        emit_bool(emit, "total", row->total);
        emit_end_object(emit);
    }
    emit_end_array(emit);
}

static void add_aside(void *context, const struct aside_row *aside)
{
    struct emit *emit = context;

    emit_object(emit, NULL);
    emit_text(emit, "file", aside->label);
    emit_count(emit, "line", aside->line);
    emit_text(emit, "reason", aside->reason);
    emit_text(emit, "reason_ja",
              aside->reason ? wording_ja(aside->reason) : NULL);
    emit_text(emit, "value", aside->value);
    emit_end_object(emit);
}

void json_imported(struct emit *emit, const struct audit *audit)
{
    add_values(emit, audit, audit->order->imported);
    add_progress(emit, audit, audit->order->imported);
    emit_array(emit, "aside");
    audit_each_aside(audit->order, add_aside, emit);
    emit_end_array(emit);
    emit_count(emit, "aside_rows", audit_count_asides(audit->order));
}

static void add_codes(struct emit *emit, const char *key,
                      const char *const *code, size_t n)
{
    emit_array(emit, key);
    for (size_t i = 0; i < n; i++)
        emit_text(emit, NULL, code[i]);
    emit_end_array(emit);
}

void json_quality(struct emit *emit, const struct audit *audit)
{
    const struct audit_quality *quality = &audit->quality;

    emit_object(emit, "quality");
    emit_count(emit, "facilities", quality->facilities);
    emit_count(emit, "placed", quality->placed);
    emit_object(emit, "levels");
    for (int l = 0; l < LEVEL_COUNT; l++)
        emit_count(emit, level_names[l], quality->level[l]);
    emit_end_object(emit);
    emit_count(emit, "beyond_100_m", quality->beyond_100_m);
    emit_count(emit, "own_meshes", quality->own_meshes);
    emit_count(emit, "hidden_meshes", quality->hidden_meshes);
    emit_real(emit, "hidden_people", quality->hidden_people);
    emit_count(emit, "no_region", quality->no_region);
    add_codes(emit, "no_people", quality->no_people, quality->n_no_people);
    add_codes(emit, "no_facilities", quality->no_facilities,
              quality->n_no_facilities);
    emit_bool(emit, "municipal_people_unused", quality->townspeople_unused);
    emit_end_object(emit);
}
