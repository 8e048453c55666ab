/* Facilities that turned out to be one: everything that points at them
 * follows. */
#include "model/table_index.h"

#include <assert.h>
#include <stdlib.h>

/* A row that was kept for a facility which went into another is a merged
 * row. Filing rows are counted on their own. */
static void move_origins(struct table *table, const uint32_t *into,
                         const uint32_t *dense)
{
    for (size_t i = 0; i < table->n_origin; i++) {
        struct origin *origin = &table->origin[i];
        struct supply *supply = &table->supply[origin->supply];
        if (into[origin->facility] != origin->facility && !origin->merged) {
            origin->merged = true;
            if (supply->row_kind == ROW_FACILITY) {
                supply->rows.kept--;
                supply->rows.merged++;
            }
        }
        origin->facility = dense[into[origin->facility]];
    }
}

#define MOVE(table, what, into, dense)                                         \
    for (size_t i = 0; i < (table)->n_##what; i++)                             \
    (table)->what[i].facility = (dense)[(into)[(table)->what[i].facility]]

static void move_all(struct table *table, const uint32_t *into,
                     const uint32_t *dense)
{
    move_origins(table, into, dense);
    MOVE(table, candidate, into, dense);
    MOVE(table, hours, into, dense);
    MOVE(table, flags, into, dense);
    MOVE(table, other_value, into, dense);
    for (size_t i = 0; i < table->n_finding; i++)
        if (table->finding[i].facility != NO_FACILITY)
            table->finding[i].facility =
                dense[into[table->finding[i].facility]];
    for (size_t i = 0; i < table->n_institution; i++)
        if (table->institution[i].facility != NO_FACILITY)
            table->institution[i].facility =
                dense[into[table->institution[i].facility]];
    for (size_t i = 0; i < table->n_pair; i++) {
        table->pair[i].a = dense[into[table->pair[i].a]];
        table->pair[i].b = dense[into[table->pair[i].b]];
    }
}

void table_unite(struct table *table, const uint32_t *into)
{
    uint32_t *dense = mem_alloc((table->n_facility + 1) * sizeof(*dense));
    uint32_t n = 0;

    for (uint32_t i = 0; i < table->n_facility; i++) {
        assert(into[into[i]] == into[i]);
        dense[i] = into[i] == i ? n++ : NO_FACILITY;
    }
    move_all(table, into, dense);
    for (uint32_t i = 0; i < table->n_facility; i++)
        if (into[i] != i)
            dense[i] = dense[into[i]];
    index_move(table->index, dense);
    for (uint32_t i = 0; i < table->n_facility; i++)
        if (into[i] == i)
            table->facility[dense[i]] = table->facility[i];
    table->n_facility = n;
    free(dense);
}

/* ---- values that were not used ---- */

static int by_facility(const void *a, const void *b)
{
    const struct other_value *x = a, *y = b;

    if (x->facility != y->facility)
        return x->facility < y->facility ? -1 : 1;
    if (x->field != y->field)
        return x->field - y->field;
    if (x->supply != y->supply)
        return x->supply < y->supply ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

void table_sort_other_values(struct table *table)
{
    if (table->n_other_value)
        qsort(table->other_value, table->n_other_value,
              sizeof(*table->other_value), by_facility);
}

const struct other_value *table_other_values(const struct table *table,
                                             uint32_t facility, size_t *n)
{
    size_t low = 0, high = table->n_other_value;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table->other_value[middle].facility < facility)
            low = middle + 1;
        else
            high = middle;
    }
    for (*n = 0; low + *n < table->n_other_value &&
                 table->other_value[low + *n].facility == facility;)
        ++*n;
    return table->other_value ? table->other_value + low : NULL;
}
