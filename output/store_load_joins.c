/* The rows that the join made, read back: see store_joins.c. */
#include "output/store_loading.h"

#include <math.h>
#include <string.h>

static enum points points_of(const char *name)
{
    return name ? points_find(name) : POINTS_NONE;
}

static bool load_kind(struct loading *loading, struct db_rows *rows)
{
    struct table *table = loading->table;
    const char *symbol = db_text(rows, 1), *name = db_text(rows, 2);
    const char *function = db_text(rows, 5);
    struct filing_kind kind = {
        .symbol = symbol ? symbol : "",
        .name = name ? name : "",
        .points = (uint8_t)points_of(db_text(rows, 4)),
        .function =
            (int8_t)(function ? function_find(function) : FUNCTION_NONE),
        .known = db_int(rows, 6) != 0,
    };

    /* A function that this program does not know is no "unknown". */
    if (function && kind.function == FUNCTION_NONE)
        return false;
    kind.level = loading_keep(loading, rows, 3);
    size_t before = table->n_filing_kind;
    uint16_t number = table_filing_kind(table, &kind);
    if (number != before)
        return false;
    table->filing_kind[number].n = (uint64_t)db_int(rows, 7);
    return true;
}

static bool load_filing(struct loading *loading, struct db_rows *rows)
{
    struct table *table = loading->table;
    const char *day = db_text(rows, 6);
    uint64_t holder = (uint64_t)db_int(rows, 1) - 1;
    uint64_t kind = (uint64_t)db_int(rows, 2) - 1;
    uint64_t supply = (uint64_t)db_int(rows, 3);

    if (holder >= table->n_facility || kind >= table->n_filing_kind ||
        supply >= table->n_supply)
        return false;
    struct facility *facility = table->facility[holder];
    if (facility->n_filing == 0)
        facility->first_filing = (uint32_t)table->n_filing;
    else if (facility->first_filing + facility->n_filing != table->n_filing)
        return false; /* they stand in the order of facilities */
    facility->n_filing++;
    struct row_count rows_before = table->supply[supply].rows;
    uint64_t n_before = table->filing_kind[kind].n;
    table_file(table, (struct filing){
                          .holder = (uint32_t)holder,
                          .line = (uint32_t)db_int(rows, 4),
                          .number = isnan(db_real(rows, 5))
                                        ? NO_NUMBER
                                        : (uint32_t)db_int(rows, 5),
                          .start = day ? filing_day_of(day) : NO_DAY,
                          .supply = (uint16_t)supply,
                          .kind = (uint16_t)kind,
                      });
    table->supply[supply].rows = rows_before;
    table->filing_kind[kind].n = n_before;
    return true;
}

static bool load_scope(struct loading *loading, struct db_rows *rows)
{
    const char *prefecture = db_text(rows, 2);
    struct str rest = str_of(db_text(rows, 4)), part;
    struct filing_scope scope = {
        .supply = (uint32_t)db_int(rows, 1),
        .points = (uint8_t)points_of(db_text(rows, 3)),
    };

    if (scope.supply >= loading->table->n_supply || !prefecture ||
        strlen(prefecture) != 2 || !str_digits(str_of(prefecture)))
        return false;
    scope.prefecture =
        (uint8_t)((prefecture[0] - '0') * 10 + prefecture[1] - '0');
    while (rest.len && str_part(&rest, '\n', &part)) {
        char id[64] = "";
        if (part.len < sizeof(id))
            memcpy(id, part.ptr, part.len);
        int function = function_find(id);
        if (function == FUNCTION_NONE)
            return false;
        scope.functions |= FUNCTION_BIT(function);
    }
    table_add_scope(loading->table, scope);
    return true;
}

static bool load_other(struct loading *loading, struct db_rows *rows)
{
    const char *field = db_text(rows, 2);
    struct other_value other = {
        .facility = (uint32_t)db_int(rows, 1) - 1,
        .field = field ? field_find(field) : -1,
        .supply = (uint32_t)db_int(rows, 3),
        .line = (uint32_t)db_int(rows, 4),
    };

    if (other.facility >= loading->table->n_facility || other.field < 0 ||
        other.supply >= loading->table->n_supply)
        return false;
    other.value = loading_keep(loading, rows, 5);
    other.rule = loading_keep(loading, rows, 6);
    table_add_other_value(loading->table, other);
    return true;
}

static bool load_pair(struct loading *loading, struct db_rows *rows)
{
    const char *state = db_text(rows, 5);
    struct facility_pair pair = {
        .a = (uint32_t)db_int(rows, 1) - 1,
        .b = (uint32_t)db_int(rows, 2) - 1,
        .score = (float)db_real(rows, 6),
        .distance_m = (float)db_real(rows, 7),
        .state = PAIR_STATE_COUNT,
    };

    for (int s = 0; state && s < PAIR_STATE_COUNT; s++)
        if (strcmp(pair_state_names[s], state) == 0)
            pair.state = (uint8_t)s;
    if (pair.a >= loading->table->n_facility ||
        pair.b >= loading->table->n_facility || pair.state == PAIR_STATE_COUNT)
        return false;
    pair.id_a = loading_keep(loading, rows, 3);
    pair.id_b = loading_keep(loading, rows, 4);
    pair.evidence = loading_keep(loading, rows, 8);
    pair.decision = loading_keep(loading, rows, 9);
    table_add_pair(loading->table, pair);
    return pair.id_a && pair.id_b;
}

bool load_joins(struct loading *loading, struct err *err)
{
    if (!loading_rows(loading, "filing_kinds", load_kind, err) ||
        !loading_rows(loading, "filings", load_filing, err) ||
        !loading_rows(loading, "filing_scopes", load_scope, err) ||
        !loading_rows(loading, "other_values", load_other, err) ||
        !loading_rows(loading, "pairs", load_pair, err))
        return false;
    table_settle_functions(loading->table);
    return true;
}
