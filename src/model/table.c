#include "model/table_index.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const pair_state_names[PAIR_STATE_COUNT] = {
    [PAIR_OPEN] = "open",
    [PAIR_JOINED] = "joined",
    [PAIR_DECIDED_ONE] = "one",
    [PAIR_DECIDED_NOT] = "not",
};

uint32_t table_add(struct table *table, const char *id)
{
    struct facility *facility = arena_alloc(&table->arena, sizeof(*facility));
    uint32_t number = (uint32_t)table->n_facility;

    assert(table_find(table, id) == NO_FACILITY);
    facility->id = arena_copy(&table->arena, id, strlen(id));
    facility->main_kind = KIND_NONE;
    facility->point = facility->published = facility->geocoded =
        (struct lonlat){NAN, NAN};
    facility->geocoded_error_m = facility->position_gap_m = NAN;
    facility->error_m = NAN;
    ROOM(table, facility);
    table->facility[table->n_facility++] = facility;
    index_put(&table->index, &table->arena, facility->id, number);
    return number;
}

uint32_t table_find(const struct table *table, const char *id)
{
    return index_get(table->index, id);
}

uint32_t table_add_supply(struct table *table, const struct supply *supply)
{
    ROOM(table, supply);
    table->supply[table->n_supply] = *supply;
    /* Sources are numbered in the order of the inputs, whichever facility
     * comes first: a loaded store gives the same order. */
    table_source(table, supply->title);
    return (uint32_t)table->n_supply++;
}

uint16_t table_add_reference(struct table *table, const struct supply *supply)
{
    size_t n = table->n_reference++;

    table->reference =
        mem_grow(table->reference, (n + 1) * sizeof(*table->reference));
    table->reference_supply = mem_grow(
        table->reference_supply, (n + 1) * sizeof(*table->reference_supply));
    table->reference[n] = *supply;
    table->reference_supply[n] = 0;
    return (uint16_t)(n + 1);
}

const char *table_use_reference(struct table *table, uint16_t reference,
                                struct facility *facility)
{
    if (reference == 0)
        return NULL;
    const struct supply *supply = &table->reference[reference - 1];
    uint32_t *number = &table->reference_supply[reference - 1];
    if (*number == 0)
        *number = table_add_supply(table, supply) + 1;
    facility->sources |= table_source(table, supply->title);
    return supply->title;
}

uint16_t table_department(struct table *table, const char *name)
{
    uint32_t number = index_get(table->department_index, name);

    if (number != NO_INDEX)
        return (uint16_t)number;
    if (table->n_department == NO_DEPARTMENT)
        return NO_DEPARTMENT;
    const char *own = arena_copy(&table->arena, name, strlen(name));
    index_put(&table->department_index, &table->arena, own,
              (uint32_t)table->n_department);
    ROOM(table, department);
    table->department[table->n_department] = own;
    return (uint16_t)table->n_department++;
}

void table_add_candidate(struct table *table, struct candidate candidate)
{
    ROOM(table, candidate);
    table->candidate[table->n_candidate++] = candidate;
}

void table_add_hours(struct table *table, struct hours_entry entry)
{
    ROOM(table, hours);
    table->hours[table->n_hours++] = entry;
}

void table_add_flags(struct table *table, struct day_flags flags)
{
    ROOM(table, flags);
    table->flags[table->n_flags++] = flags;
}

void table_drop_hours(struct table *table)
{
    free(table->hours);
    free(table->flags);
    table->hours = NULL;
    table->flags = NULL;
    table->n_hours = table->cap_hours = 0;
    table->n_flags = table->cap_flags = 0;
}

uint64_t table_source(struct table *table, const char *title)
{
    for (size_t i = 0; i < table->n_source; i++)
        if (strcmp(table->source[i], title) == 0)
            return UINT64_C(1) << i;
    if (table->n_source == 64) {
        table->source[63] = "その他の一覧（manifest.json を見てください）";
        return UINT64_C(1) << 63;
    }
    table->source[table->n_source] = title;
    return UINT64_C(1) << table->n_source++;
}

void table_keep(struct table *table, uint32_t supply, uint32_t line,
                uint32_t facility, uint64_t from)
{
    table->supply[supply].rows.read++;
    table->supply[supply].rows.kept++;
    table_add_origin(table,
                     (struct origin){from, facility, supply, line, false});
}

void table_merge(struct table *table, uint32_t supply, uint32_t line,
                 uint32_t facility, uint64_t from)
{
    table->supply[supply].rows.read++;
    table->supply[supply].rows.merged++;
    table_add_origin(table,
                     (struct origin){from, facility, supply, line, true});
}

void table_blank(struct table *table, uint32_t supply)
{
    table->supply[supply].rows.read++;
    table->supply[supply].rows.blank++;
}

void table_set_aside(struct table *table, uint32_t supply, uint32_t line,
                     const char *reason, const char *value)
{
    table->supply[supply].rows.read++;
    table->supply[supply].rows.set_aside++;
    ROOM(table, set_aside);
    table->set_aside[table->n_set_aside++] = (struct set_aside){
        supply, line, reason,
        value ? arena_copy(&table->arena, value, strlen(value)) : NULL};
}

void table_skip(struct table *table, const char *label, const char *reason)
{
    ROOM(table, skipped);
    table->skipped[table->n_skipped++] =
        (struct skipped){arena_copy(&table->arena, label, strlen(label)),
                         arena_copy(&table->arena, reason, strlen(reason))};
}

void table_add_origin(struct table *table, struct origin origin)
{
    ROOM(table, origin);
    table->origin[table->n_origin++] = origin;
}

void table_add_other_value(struct table *table, struct other_value other)
{
    ROOM(table, other_value);
    table->other_value[table->n_other_value++] = other;
}

void table_add_pair(struct table *table, struct facility_pair pair)
{
    ROOM(table, pair);
    table->pair[table->n_pair++] = pair;
}

static void tell_alias(struct table *table, struct facility *facility,
                       const char *id)
{
    facility->aliases =
        facility->aliases
            ? arena_format(&table->arena, "%s %s", facility->aliases, id)
            : arena_copy(&table->arena, id, strlen(id));
}

void table_add_alias(struct table *table, uint32_t number, const char *id)
{
    if (table_find(table, id) == number)
        return;
    tell_alias(table, table->facility[number], id);
    index_put(&table->index, &table->arena,
              arena_copy(&table->arena, id, strlen(id)), number);
}

bool table_index_aliases(struct table *table, uint32_t number)
{
    struct str rest = str_of(table->facility[number]->aliases), part;

    while (rest.len && str_part(&rest, ' ', &part)) {
        const char *id = arena_copy(&table->arena, part.ptr, part.len);
        uint32_t known = table_find(table, id);
        if (known != NO_FACILITY && known != number)
            return false;
        if (known == NO_FACILITY)
            index_put(&table->index, &table->arena, id, number);
    }
    return true;
}

void table_rename(struct table *table, uint32_t number, const char *id)
{
    struct facility *facility = table->facility[number];

    tell_alias(table, facility, facility->id);
    facility->id = arena_copy(&table->arena, id, strlen(id));
    index_put(&table->index, &table->arena, facility->id, number);
}

void table_find_fault(struct table *table, uint32_t facility, uint32_t supply,
                      uint32_t line, int field, const char *what,
                      const char *value)
{
    ROOM(table, finding);
    table->finding[table->n_finding++] = (struct finding){
        facility,
        supply,
        line,
        field,
        what,
        value ? arena_copy(&table->arena, value, strlen(value)) : NULL};
}

void table_release(struct table *table)
{
    index_clear(&table->index);
    index_clear(&table->department_index);
    index_clear(&table->institution_index);
    index_clear(&table->filing_kind_index);
    table_drop_hours(table);
    free(table->facility);
    free(table->origin);
    free(table->finding);
    free(table->set_aside);
    free(table->candidate);
    free(table->institution);
    free(table->institution_value);
    free(table->filing);
    free(table->filing_kind);
    free(table->filing_scope);
    free(table->other_value);
    free(table->pair);
    free(table->department);
    free(table->supply);
    free(table->skipped);
    free(table->reference);
    free(table->reference_supply);
    municipalities_release(&table->municipalities);
    land_release(&table->land);
    arena_release(&table->arena);
    memset(table, 0, sizeof(*table));
}
