#include "base/in.h"
#include "base/say.h"
#include "cmd/checking.h"
#include "listing/inputs.h"

#include <inttypes.h>
#include <string.h>

/* Rows of facilities and hours leave an origin each; a kept filing row leaves
 * filings. A list of designated institutions has none. */
static bool has_ends(const struct supply *supply, uint64_t origins,
                     uint64_t filing_rows)
{
    if (supply->row_kind == ROW_FILING)
        return filing_rows == supply->rows.kept ||
               (filing_rows == 0 &&
                strcmp(supply->listing, "bureau-codes") == 0);
    return origins == supply->rows.kept + supply->rows.merged;
}

/* One row may tell several filings; they stand side by side. */
static void count_filing_rows(const struct table *table, uint64_t *n)
{
    for (size_t i = 0; i < table->n_filing; i++) {
        const struct filing *filing = &table->filing[i];
        const struct filing *before = i ? &table->filing[i - 1] : NULL;
        if (!before || before->holder != filing->holder ||
            before->supply != filing->supply || before->line != filing->line)
            n[filing->supply]++;
    }
}

void check_accounting(struct checking *checking)
{
    const struct table *table = &checking->table;
    const struct manifest_read *staff = &checking->manifest[EDITION_COUNT];
    uint64_t *origins =
        arena_alloc(&checking->arena, (table->n_supply + 1) * sizeof(*origins));
    uint64_t *filings =
        arena_alloc(&checking->arena, (table->n_supply + 1) * sizeof(*filings));
    uint64_t *aside =
        arena_alloc(&checking->arena, (table->n_supply + 1) * sizeof(*aside));

    for (size_t i = 0; i < table->n_origin; i++)
        origins[table->origin[i].supply]++;
    count_filing_rows(table, filings);
    for (size_t i = 0; i < table->n_set_aside; i++)
        aside[table->set_aside[i].supply]++;
    if (staff->n_supply != table->n_supply)
        fault(checking, _("the manifest has %zu inputs, the store %zu"),
              staff->n_supply, table->n_supply);
    for (size_t s = 0; s < table->n_supply; s++) {
        const struct supply *supply = &table->supply[s];
        const struct row_count *rows = &supply->rows;
        if (!supply_balanced(supply) ||
            !has_ends(supply, origins[s], filings[s]) ||
            aside[s] != rows->set_aside)
            fault(checking, _("the accounting of '%s' does not close"),
                  supply->label);
        if (s < staff->n_supply &&
            memcmp(&staff->supply[s].rows, rows, sizeof(*rows)) != 0)
            fault(checking, _("the manifest and the store differ about '%s'"),
                  supply->label);
    }
}

/* Count the published files anew, where they still are what was read. */
void check_recount(struct checking *checking)
{
    size_t n_gone = 0;

    for (size_t s = 0; s < checking->table.n_supply; s++) {
        const struct supply *supply = &checking->table.supply[s];
        struct err err;
        char hash[65];
        uint64_t rows = 0;
        if (supply->row_kind == ROW_REFERENCE)
            continue;
        if (!in_sha256(supply->path, hash, &err) ||
            strcmp(hash, supply->sha256) != 0) {
            n_gone++;
            continue;
        }
        if (!inputs_recount(supply, &rows, &err))
            fault(checking, "%s", err.text);
        else if (rows != supply->rows.read)
            fault(checking,
                  _("'%s' has %" PRIu64 " rows, but %" PRIu64 " were read"),
                  supply->label, rows, supply->rows.read);
    }
    if (n_gone)
        say(_("%zu of %zu inputs are gone or changed since and were not "
              "counted again"),
            n_gone, checking->table.n_supply);
}
