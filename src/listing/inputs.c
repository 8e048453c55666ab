#include "listing/inputs.h"

#include "base/say.h"
#include "listing/filing_lists.h"
#include "listing/gathering.h"

#include <stdlib.h>
#include <string.h>

static bool read_places(struct table *table, const struct claim *claim,
                        struct err *err)
{
    struct row header;
    size_t n = 0;
    struct rows *rows = claim_open(claim, &header, err);

    if (!rows)
        return false;
    bool ok = places_read(claim->places, &header, rows, claim->label,
                          &table->municipalities, &table->arena, &n, err);
    rows_close(rows);
    if (ok && n == 0)
        return err_set(err, ERR_INPUT,
                       _("'%s' has no municipality with a right code"),
                       claim->label);
    return ok;
}

static uint32_t add_supply(struct table *table, const struct claim *claim,
                           struct rows *rows)
{
    const struct listing *listing = claim->listing;
    struct arena *arena = &table->arena;
    struct supply supply = {
        .label = arena_copy(arena, claim->label, strlen(claim->label)),
        .path =
            arena_copy(arena, claim->source.path, strlen(claim->source.path)),
        .member = str_keep(arena, str_of(claim->source.member)),
        .sheet = (unsigned)claim->sheet,
        .listing = listing->id,
        .title = listing->title,
        .publisher = listing->publisher,
        .licence = listing->licence,
        .licence_url = listing->licence_url,
        .url = listing->url,
        .as_of = claim->as_of,
        .attribution = listing_attribution(listing, claim->as_of, arena),
        .encoding = rows_encoding(rows),
        .row_kind = listing->row_kind,
        .header_rows = (uint32_t)claim->header_rows,
        .n_header = (uint32_t)claim->n_header,
    };

    memcpy(supply.sha256, claim->sha256, sizeof(supply.sha256));
    return table_add_supply(table, &supply);
}

static bool judge_positions(const struct reading *reading,
                            const struct claim *claim, struct err *err)
{
    if (reading->n_swapped * 2 > reading->n_position && reading->n_swapped > 1)
        return err_set(err, ERR_INPUT,
                       _("latitude and longitude are exchanged in %zu of %zu "
                         "rows of '%s'; exchange the two headings"),
                       reading->n_swapped, reading->n_position, claim->label);
    return true;
}

static bool read_rows(struct reading *reading, const struct claim *claim,
                      struct rows *rows, struct err *err)
{
    struct row row;

    for (;;) {
        if (!rows_next(rows, &row, err))
            return err_in(err, "'%s'", claim->label);
        if (!row.cell && !row.fault)
            return true;
        reading_row(reading, &row);
    }
}

/* The sheets of a workbook follow each other: it stays open for the next. */
struct reader {
    struct gathering *all;
    struct filing_lists *filings;
    struct rows *rows;
    const struct in_source *source;
};

static bool turn_to(struct reader *reader, const struct claim *claim,
                    struct err *err)
{
    const struct in_source *source = reader->source;
    struct row header;

    if (source && source->form == IN_WORKBOOK && reader->rows &&
        strcmp(source->path, claim->source.path) == 0 &&
        str_eq(str_of(source->member), str_of(claim->source.member))) {
        if (!rows_turn(reader->rows, claim->sheet, err) ||
            !claim_skip(claim, reader->rows, &header, err))
            return false;
    } else {
        rows_close(reader->rows);
        reader->rows = claim_open(claim, &header, err);
        if (!reader->rows)
            return false;
    }
    reader->source = &claim->source;
    rows_expect(reader->rows, claim->n_header);
    return true;
}

static bool read_facilities(struct reader *reader, const struct claim *claim,
                            uint32_t supply, struct err *err)
{
    const struct inputs *inputs = reader->all->inputs;
    struct datum_move datum = {0};
    struct reading reading = {
        .table = reader->all->table,
        .listing = claim->listing,
        .supply = supply,
        .place = claim->place,
        .n_header = claim->n_header,
        .fixed_width =
            claim->listing->strict && claim->source.form != IN_WORKBOOK,
        .datum = &datum,
    };
    bool ok =
        !claim->listing->crs ||
        inputs->open_datum(inputs->context, claim->listing->crs, &datum, err) ||
        err_in(err, "'%s'", claim->label);

    ok = ok && read_rows(&reading, claim, reader->rows, err) &&
         judge_positions(&reading, claim, err);
    if (ok && claim->listing->strict && rows_unfinished(reader->rows)) {
        reading.line = (uint32_t)(reading.table->supply[supply].rows.read +
                                  claim->header_rows);
        reading_find(&reading, -1,
                     N_("the last line has no line end: the file may be cut "
                        "off"),
                     STR(""));
    }
    arena_release(&reading.scratch);
    return ok;
}

static bool read_claim(struct reader *reader, const struct claim *claim,
                       struct err *err)
{
    struct table *table = reader->all->table;

    if (!turn_to(reader, claim, err))
        return false;
    uint32_t supply = add_supply(table, claim, reader->rows);
    if (claim->listing->row_kind == ROW_FILING
            ? !filing_lists_read(reader->filings, claim, supply, reader->rows,
                                 err)
            : !read_facilities(reader, claim, supply, err))
        return false;
    if (table->supply[supply].rows.read == 0)
        return err_set(err, ERR_INPUT,
                       _("'%s' has the header of '%s' but no rows; get it "
                         "again, or leave it out"),
                       claim->label, claim->listing->title);
    if (claim->unread)
        say_warn(_("'%s' has columns that '%s' does not know; they are not "
                   "read: %s"),
                 claim->label, claim->listing->title, claim->unread);
    return true;
}

static bool read_claims(struct gathering *all, size_t *n_read, struct err *err)
{
    struct reader reader = {.all = all,
                            .filings = filing_lists_open(all->table)};
    bool ok = true;

    for (size_t i = 0; ok && i < all->n_claim; i++) {
        if (all->claim[i].form != CLAIM_LISTING)
            continue;
        ok = read_claim(&reader, &all->claim[i], err);
        *n_read += ok;
    }
    ok = ok && filing_lists_finish(reader.filings, err);
    filing_lists_close(reader.filings);
    rows_close(reader.rows);
    return ok;
}

static bool read_all(struct gathering *all, struct err *err)
{
    size_t n_read = 0;

    for (size_t i = 0; i < all->n_claim; i++)
        if (all->claim[i].form == CLAIM_PLACES &&
            !read_places(all->table, &all->claim[i], err))
            return false;
    if (!read_claims(all, &n_read, err))
        return false;
    places_settle(&all->table->municipalities);
    if (n_read == 0)
        return err_set(err, ERR_INPUT,
                       _("the inputs hold no listing; see 'zaitaku list "
                         "listings'"));
    return true;
}

bool inputs_read(const struct inputs *inputs, struct table *table,
                 struct err *err)
{
    struct gathering all = {.inputs = inputs, .table = table};
    bool ok = true;

    gathering_open(&all);
    for (size_t i = 0; ok && i < inputs->n_path; i++)
        ok = in_list_but(inputs->path[i], inputs->but, inputs->n_but,
                         &all.sources, &all.arena, err);
    ok = ok && gathering_claim(&all, err) && read_all(&all, err);
    gathering_release(&all);
    return ok;
}

bool inputs_read_places(const char *path, struct table *table, struct err *err)
{
    struct inputs inputs = {0};
    struct gathering all = {.inputs = &inputs, .table = table};
    bool ok = in_list(path, &all.sources, &all.arena, err);

    gathering_open(&all);
    for (size_t i = 0; ok && i < all.sources.n; i++)
        ok = gathering_claim_source(&all, &all.sources.item[i], err);
    for (size_t i = 0; ok && i < all.n_claim; i++)
        ok = all.claim[i].form == CLAIM_PLACES
                 ? read_places(table, &all.claim[i], err)
                 : err_set(err, ERR_INPUT,
                           _("'%s' is not a municipality table; give the "
                             "address registry's mt_city_all"),
                           all.claim[i].label);
    places_settle(&table->municipalities);
    gathering_release(&all);
    return ok;
}

static bool count_rows(const struct in_source *source,
                       const struct supply *supply, uint64_t *n,
                       struct err *err)
{
    struct rows *rows = rows_open(source, supply->sheet, err);
    struct row row = {0};
    bool ok = rows != NULL;

    for (uint64_t record = 0; ok; record++) {
        if (record == supply->header_rows) {
            rows_expect(rows, supply->n_header);
            *n = 0;
        }
        ok = rows_next(rows, &row, err);
        if (!row.cell && !row.fault)
            break;
        (*n)++;
    }
    if (rows)
        rows_close(rows);
    return ok;
}

bool inputs_recount(const struct supply *supply, uint64_t *n, struct err *err)
{
    struct arena arena = {0};
    struct in_sources sources = {0};
    bool ok = in_list(supply->path, &sources, &arena, err);
    bool found = false;

    for (size_t i = 0; ok && !found && i < sources.n; i++) {
        found = str_eq(str_of(sources.item[i].member), str_of(supply->member));
        if (found)
            ok = count_rows(&sources.item[i], supply, n, err);
    }
    free(sources.item);
    arena_release(&arena);
    return ok &&
           (found || err_set(err, ERR_INPUT, _("'%s' is gone"), supply->label));
}
