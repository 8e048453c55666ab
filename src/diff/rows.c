#include "diff/rows.h"

#include "base/err.h"
#include "geo/crs.h"
#include "join/correct.h"

#include <stdlib.h>
#include <string.h>

/* ---- items by facility ---- */

struct items {
    const void *item;
    size_t n, size;
    size_t at; /* offset of the facility's number */
};

static uint32_t facility_of(const struct items *items, size_t i)
{
    uint32_t facility;

    memcpy(&facility, (const char *)items->item + i * items->size + items->at,
           sizeof(facility));
    return facility;
}

static struct rows_index index_make(const struct items *items,
                                    size_t n_facility)
{
    struct rows_index index = {
        .first = mem_alloc((n_facility + 2) * sizeof(*index.first)),
        .item = mem_alloc((items->n + 1) * sizeof(*index.item))};

    memset(index.first, 0, (n_facility + 2) * sizeof(*index.first));
    for (size_t i = 0; i < items->n; i++)
        if (facility_of(items, i) < n_facility)
            index.first[facility_of(items, i) + 2]++;
    for (size_t f = 2; f < n_facility + 2; f++)
        index.first[f] += index.first[f - 1];
    for (size_t i = 0; i < items->n; i++)
        if (facility_of(items, i) < n_facility)
            index.item[index.first[facility_of(items, i) + 1]++] = (uint32_t)i;
    return index;
}

#define ITEMS(table, things)                                                   \
    (&(struct items){(table)->things, (table)->n_##things,                     \
                     sizeof(*(table)->things),                                 \
                     offsetof(__typeof__(*(table)->things), facility)})

void rows_need(struct rows *rows)
{
    if (rows->made)
        return;
    rows->made = true;
    for (int s = 0; s < SIDE_COUNT; s++) {
        const struct table *table = rows->blind->side[s].table;
        size_t n = table->n_facility;
        rows->origin[s] = index_make(ITEMS(table, origin), n);
        rows->other[s] = index_make(ITEMS(table, other_value), n);
        rows->finding[s] = index_make(ITEMS(table, finding), n);
        rows->candidate[s] = index_make(ITEMS(table, candidate), n);
    }
}

static void index_release(struct rows_index *index)
{
    free(index->first);
    free(index->item);
}

void rows_release(struct rows *rows)
{
    for (int s = 0; s < SIDE_COUNT; s++) {
        index_release(&rows->origin[s]);
        index_release(&rows->other[s]);
        index_release(&rows->finding[s]);
        index_release(&rows->candidate[s]);
    }
}

/* for (EACH(at, index, facility)) */
#define EACH(at, index, facility)                                              \
    const uint32_t *at = (index).item + (index).first[facility];               \
    at < (index).item + (index).first[(facility) + 1];                         \
    at++

static const struct table *table_of(const struct rows *rows, int side)
{
    return rows->blind->side[side].table;
}

/* ---- slots ---- */

static struct rows_slot slot_of(const struct rows *rows, int s, uint32_t supply,
                                kind_set own)
{
    const struct blind_side *side = &rows->blind->side[s];

    if (supply >= side->table->n_supply)
        return (struct rows_slot){.known = false};
    return (struct rows_slot){.known = true,
                              .group = side->group[supply],
                              .kinds = own ? own : side->supply_kinds[supply]};
}

static kind_set kinds_of(const struct candidate *candidate)
{
    return candidate->kind < kind_count ? UINT64_C(1) << candidate->kind : 0;
}

/* A row with a position tells its service, else its file does. */
static struct rows_slot slot_of_row(const struct rows *rows, int side,
                                    const struct origin *origin)
{
    const struct table *table = table_of(rows, side);

    for (EACH(at, rows->candidate[side], origin->facility)) {
        const struct candidate *candidate = &table->candidate[*at];
        if (candidate->supply == origin->supply &&
            candidate->line == origin->line)
            return slot_of(rows, side, origin->supply, kinds_of(candidate));
    }
    return slot_of(rows, side, origin->supply, 0);
}

bool rows_differ(const struct rows_slot *a, const struct rows_slot *b)
{
    return a->known && b->known &&
           (a->group != b->group ||
            (a->kinds && b->kinds && !(a->kinds & b->kinds)));
}

struct rows_slot rows_of_field(const struct rows *rows, int side,
                               uint32_t facility, enum field_id field)
{
    const struct table *table = table_of(rows, side);

    for (EACH(at, rows->origin[side], facility)) {
        const struct origin *origin = &table->origin[*at];
        if (origin->fields >> field & 1)
            return slot_of_row(rows, side, origin);
    }
    return (struct rows_slot){.known = false};
}

struct rows_slot rows_of_position(const struct rows *rows, int side,
                                  uint32_t facility)
{
    const struct table *table = table_of(rows, side);
    struct lonlat point = table->facility[facility]->published;

    for (EACH(at, rows->candidate[side], facility)) {
        const struct candidate *candidate = &table->candidate[*at];
        if (candidate->point.lon_deg == point.lon_deg &&
            candidate->point.lat_deg == point.lat_deg)
            return slot_of(rows, side, candidate->supply, kinds_of(candidate));
    }
    return (struct rows_slot){.known = false};
}

static const struct origin *find_row(const struct rows *rows, int side,
                                     uint32_t facility,
                                     const struct rows_slot *slot)
{
    const struct table *table = table_of(rows, side);

    for (EACH(at, rows->origin[side], facility)) {
        struct rows_slot own = slot_of_row(rows, side, &table->origin[*at]);
        if (own.known && !rows_differ(&own, slot))
            return &table->origin[*at];
    }
    return NULL;
}

bool rows_have(const struct rows *rows, int side, uint32_t facility,
               const struct rows_slot *slot)
{
    return find_row(rows, side, facility, slot) != NULL;
}

/* ---- values ---- */

/* What a further row of one list says (listing/facility_row.c). */
static bool is_value(const struct finding *finding, int field)
{
    static const char what[] =
        N_("rows of one facility differ: the value of its first service "
           "stands");

    return finding->field == field && finding->value &&
           strcmp(finding->what, what) == 0;
}

/* What a row of another list says (join/absorb.c). */
static bool is_other(const struct other_value *other, int field)
{
    return other->field == field && other->value &&
           strcmp(other->rule, CORRECT_REASON) != 0 &&
           strcmp(other->rule, CORRECT_FORMER) != 0;
}

const char *rows_say(const struct rows *rows, int side, uint32_t facility,
                     const struct rows_slot *slot, enum field_id field,
                     const char *value)
{
    const struct table *table = table_of(rows, side);
    const struct origin *row = find_row(rows, side, facility, slot);

    if (!row)
        return NULL;
    for (EACH(at, rows->finding[side], facility)) {
        const struct finding *finding = &table->finding[*at];
        if (is_value(finding, field) && finding->supply == row->supply &&
            finding->line == row->line)
            return finding->value;
    }
    for (EACH(at, rows->other[side], facility)) {
        const struct other_value *other = &table->other_value[*at];
        if (is_other(other, field) && other->supply == row->supply &&
            other->line == row->line)
            return other->value;
    }
    return value;
}

size_t rows_others(const struct rows *rows, int side, uint32_t facility,
                   enum field_id field, const char **value, size_t most)
{
    const struct table *table = table_of(rows, side);
    size_t n = 0;

    for (EACH(at, rows->finding[side], facility))
        if (n < most && is_value(&table->finding[*at], field))
            value[n++] = table->finding[*at].value;
    for (EACH(at, rows->other[side], facility))
        if (n < most && is_other(&table->other_value[*at], field))
            value[n++] = table->other_value[*at].value;
    return n;
}

bool rows_near(const struct rows *rows, int side, uint32_t facility,
               struct lonlat point)
{
    const struct table *table = table_of(rows, side);

    for (EACH(at, rows->candidate[side], facility))
        if (crs_distance_m(table->candidate[*at].point, point) <
            CHANGE_POSITION_M)
            return true;
    return false;
}

bool rows_corrected(const struct rows *rows, int side, uint32_t facility,
                    enum field_id field, const char **former)
{
    const struct table *table = table_of(rows, side);
    bool corrected = false;

    *former = NULL;
    for (EACH(at, rows->other[side], facility)) {
        const struct other_value *other = &table->other_value[*at];
        if (other->field != (int)field)
            continue;
        if (strcmp(other->rule, CORRECT_REASON) == 0)
            corrected = true;
        else if (strcmp(other->rule, CORRECT_FORMER) == 0)
            *former = other->value;
    }
    return corrected;
}
