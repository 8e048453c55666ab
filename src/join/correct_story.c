/* What was corrected stays known: see correct.h. */
#include "join/correcting.h"

#include <stdlib.h>
#include <string.h>

static int by_facility(const void *a, const void *b)
{
    const struct done *x = a, *y = b;

    if (x->facility != y->facility)
        return x->facility < y->facility ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static struct done *first_of(const struct correcting *correcting,
                             uint32_t facility)
{
    size_t low = 0, high = correcting->n;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (correcting->done[middle].facility < facility)
            low = middle + 1;
        else
            high = middle;
    }
    return &correcting->done[low];
}

/* The row that gave the former value gives the field no value any more. */
static void take_from_origins(struct correcting *correcting)
{
    struct table *table = correcting->table;
    const struct done *end = correcting->done + correcting->n;

    for (size_t i = 0; i < table->n_origin; i++) {
        struct origin *origin = &table->origin[i];
        for (struct done *done = first_of(correcting, origin->facility);
             done < end && done->facility == origin->facility; done++) {
            uint64_t bit = done->field < FIELD_position_source
                               ? UINT64_C(1) << done->field
                               : 0;
            if (!done->applied || !(origin->fields & bit))
                continue;
            origin->fields &= ~bit;
            done->supply = origin->supply;
            done->supply_line = origin->line;
        }
    }
}

void correcting_keep_story(struct correcting *correcting)
{
    struct table *table = correcting->table;

    if (correcting->n == 0)
        return;
    qsort(correcting->done, correcting->n, sizeof(*correcting->done),
          by_facility);
    for (size_t i = 0; i < correcting->n; i++)
        correcting->done[i].supply =
            table->facility[correcting->done[i].facility]->supply;
    take_from_origins(correcting);
    for (size_t i = 0; i < correcting->n; i++) {
        const struct done *done = &correcting->done[i];
        if (!done->applied)
            continue;
        table_add_other_value(
            table, (struct other_value){done->facility, correcting->supply,
                                        (uint32_t)done->line, done->field,
                                        done->why, CORRECT_REASON});
        if (done->former)
            table_add_other_value(
                table, (struct other_value){done->facility, done->supply,
                                            done->supply_line, done->field,
                                            done->former, CORRECT_FORMER});
    }
}

/* corrections.csv itself among the inputs, once. */
bool correcting_add_supply(struct correcting *correcting, const char *path,
                           struct err *err)
{
    struct arena *arena = &correcting->table->arena;
    struct supply supply = {
        .label = arena_format(arena, "%s", in_file_name(path)),
        .path = arena_format(arena, "%s", path),
        .listing = "corrections",
        .title = "職員の訂正",
        .encoding = "CSV",
        .row_kind = ROW_REFERENCE,
    };

    for (size_t i = 0; i < correcting->table->n_supply; i++)
        if (str_is(str_of(correcting->table->supply[i].listing),
                   supply.listing)) {
            correcting->supply = (uint32_t)i;
            return true;
        }
    if (!in_sha256(path, supply.sha256, err))
        return false;
    correcting->supply = table_add_supply(correcting->table, &supply);
    return true;
}
