/* Listings and municipality tables are read as `build` reads them: what it
 * would refuse must not become a snapshot. */
#include "cmd/dropping.h"
#include "cmd/judging_own.h"
#include "listing/inputs.h"

#include <string.h>

static bool no_datum(void *context, const char *crs, struct datum_move *datum,
                     struct err *err)
{
    (void)context;
    (void)datum;
    return err_set(err, ERR_INPUT,
                   _("a columns file with the datum '%s' was fetched; only "
                     "listings are expected"),
                   crs);
}

static bool is_expected(const struct pick *pick, const struct supply *supply)
{
    return (supply->row_kind == ROW_FILING) ==
               (pick->expect == EXPECT_FILINGS) &&
           (!pick->listing || strcmp(pick->listing, supply->listing) == 0);
}

static bool note_supply(const struct case_at_hand *at, const struct pick *pick,
                        const struct supply *supply, struct err *err)
{
    struct snapshot_file *file = judging_file(at, pick->name);

    if (!is_expected(pick, supply))
        return err_set(err, ERR_INPUT,
                       _("'%s' is the listing '%s', but '%s' is expected; the "
                         "publisher may have changed the links of %s"),
                       supply->label, supply->listing,
                       pick->listing ? pick->listing : at->source->title,
                       at->source->page);
    file->rows += supply->rows.read;
    if (file->listing)
        return true;
    file->listing =
        arena_copy(at->arena, supply->listing, strlen(supply->listing));
    return judging_columns(at, supply, file, err);
}

/* Another sheet of the same workbook was read. */
static bool is_beside(const struct table *table, const char *label)
{
    const char *sheet = strrchr(label, ':');

    for (size_t i = 0; sheet && i < table->n_supply; i++)
        if (strncmp(table->supply[i].label, label, (size_t)(sheet - label)) ==
            0)
            return true;
    return false;
}

/* A zip may hold a note beside its lists. */
static void note_skipped(const struct case_at_hand *at,
                         const struct table *table)
{
    for (size_t i = 0; i < table->n_skipped; i++)
        if (!is_beside(table, table->skipped[i].label))
            judging_warn(at, arena_format(at->arena, _("'%s' was not read: %s"),
                                          table->skipped[i].label,
                                          table->skipped[i].reason));
}

/* The date that the files give: for a page without one, and to compare. */
static void note_date(const struct case_at_hand *at, const struct table *table)
{
    const char *newest = NULL;

    for (size_t i = 0; i < table->n_supply; i++) {
        const char *as_of = table->supply[i].as_of;
        if (as_of && newest && strcmp(as_of, newest) != 0)
            judging_warn(at,
                         arena_format(at->arena,
                                      _("'%s' is as of %s, another file of the "
                                        "source as of %s"),
                                      table->supply[i].label, as_of, newest));
        if (as_of && (!newest || strcmp(as_of, newest) > 0))
            newest = as_of;
    }
    for (size_t i = 0; !at->snapshot->as_of && i < table->n_supply; i++)
        if (judging_dated_by_name(&table->supply[i]))
            judging_warn(at, arena_format(at->arena,
                                          _("the date %s stands in the name of "
                                            "'%s' only, neither on the page "
                                            "nor in the file"),
                                          table->supply[i].as_of,
                                          table->supply[i].label));
    if (!at->snapshot->as_of && newest)
        at->snapshot->as_of = arena_copy(at->arena, newest, strlen(newest));
    else if (newest && strcmp(newest, at->snapshot->as_of) != 0)
        judging_warn(at,
                     arena_format(at->arena,
                                  _("the page gives the date %s, the files %s"),
                                  at->snapshot->as_of, newest));
}

static bool note_supplies(const struct case_at_hand *at,
                          const struct table *table, struct err *err)
{
    for (size_t p = 0; p < at->picks->n; p++) {
        const struct pick *pick = &at->picks->item[p];
        const char *path = judging_path(at, pick->name);
        if (pick->expect != EXPECT_LISTING && pick->expect != EXPECT_FILINGS)
            continue;
        for (size_t s = 0; s < table->n_supply; s++)
            if (strcmp(table->supply[s].path, path) == 0 &&
                !note_supply(at, pick, &table->supply[s], err))
                return false;
        if (!judging_file(at, pick->name)->listing)
            return err_set(err, ERR_INPUT, _("'%s' holds no listing"),
                           pick->name);
    }
    return true;
}

bool judging_listings(const struct case_at_hand *at, struct err *err)
{
    const char **path =
        arena_alloc(at->arena, (at->picks->n + 1) * sizeof(*path));
    struct inputs inputs = {
        .path = path, .skip_unknown = true, .open_datum = no_datum};
    struct table *table = at->table;
    struct err fault = {0};

    for (size_t i = 0; i < at->picks->n; i++) {
        const struct pick *pick = &at->picks->item[i];
        if (pick->expect == EXPECT_LISTING || pick->expect == EXPECT_FILINGS)
            path[inputs.n_path++] = judging_path(at, pick->name);
    }
    if (!inputs.n_path)
        return true;
    bool ok =
        inputs_read(&inputs, table, &fault) && note_supplies(at, table, &fault);
    if (ok) {
        note_date(at, table);
        note_skipped(at, table);
        dropping_count(table, at->snapshot, at->arena);
    }
    return ok || judging_refuse(at, &fault, err);
}

bool judging_places(const char *path, struct snapshot_file *file,
                    struct err *err)
{
    struct table table = {0};
    bool ok = inputs_read_places(path, &table, err);

    file->listing = "municipalities";
    file->rows = table.municipalities.n;
    table_release(&table);
    return ok;
}
