#include "listing/inputs.h"

#include "base/say.h"
#include "listing/claim.h"
#include "listing/columns.h"
#include "norm/date.h"
#include "norm/text.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>

struct gathering {
    const struct inputs *inputs;
    struct table *table;
    struct arena arena; /* of the claims; ends with the reading */
    struct in_sources sources;
    struct claim *claim;
    size_t n_claim, cap_claim;
    const struct listing **among; /* the known ones, then columns files' */
    size_t n_among, cap_among;
};

static void add_listing(struct gathering *all, const struct listing *listing)
{
    all->among = mem_room(all->among, all->n_among, &all->cap_among,
                          sizeof(*all->among));
    all->among[all->n_among++] = listing;
}

static void gathering_release(struct gathering *all)
{
    free(all->sources.item);
    free(all->claim);
    free(all->among);
    arena_release(&all->arena);
}

/* ---- what each source is ---- */

/* Open a claim's table and pass over the rows up to its header. */
static struct rows *open_below_header(const struct claim *claim,
                                      struct row *header, struct err *err)
{
    struct rows *rows = rows_open(&claim->source, claim->sheet, err);

    for (size_t i = 0; rows && i < claim->header_rows; i++)
        if (!rows_next(rows, header, err)) {
            rows_close(rows);
            return NULL;
        }
    return rows;
}

static bool read_columns_file(struct gathering *all, const struct claim *claim,
                              struct err *err)
{
    struct listing *listing;
    struct row header;
    struct rows *rows = open_below_header(claim, &header, err);

    if (!rows)
        return false;
    /* The listing outlives the reading: its texts go into supplies. */
    bool ok =
        columns_read(rows, claim->label, &all->table->arena, &listing, err);
    rows_close(rows);
    if (ok)
        add_listing(all, listing);
    return ok;
}

static bool read_places(struct table *table, const struct claim *claim,
                        struct err *err)
{
    struct row header;
    size_t n = 0;
    struct rows *rows = open_below_header(claim, &header, err);

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

static bool claim_source(struct gathering *all, const struct in_source *source,
                         struct err *err)
{
    size_t n_sheet = 1;

    for (size_t sheet = 0; sheet < n_sheet; sheet++) {
        all->claim = mem_room(all->claim, all->n_claim, &all->cap_claim,
                              sizeof(*all->claim));
        struct claim *claim = &all->claim[all->n_claim];
        if (!claim_make(source, sheet, all->among, all->n_among, claim,
                        &n_sheet, &all->arena, err))
            return false;
        all->n_claim++;
    }
    return true;
}

static int text_order(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int by_title(const void *a, const void *b)
{
    const struct listing *x = *(const struct listing *const *)a;
    const struct listing *y = *(const struct listing *const *)b;
    int order = text_order(x->title, y->title);

    if (order == 0)
        order = text_order(x->publisher, y->publisher);
    if (order == 0)
        order = text_order(x->as_of, y->as_of);
    return order ? order : text_order(x->url, y->url);
}

/* Columns files first: lists may come before or after theirs. */
static bool claim_all(struct gathering *all, struct err *err)
{
    for (size_t i = 0; i < all->sources.n; i++)
        if (!claim_source(all, &all->sources.item[i], err))
            return false;
    for (size_t i = 0; i < all->n_claim; i++)
        if (all->claim[i].form == CLAIM_COLUMNS &&
            !read_columns_file(all, &all->claim[i], err))
            return false;
    if (all->n_among == listing_count)
        return true;
    /* The order of the command line must not show in the output. */
    qsort(all->among + listing_count, all->n_among - listing_count,
          sizeof(*all->among), by_title);
    for (size_t i = 0; i < all->n_claim; i++) {
        size_t n_sheet;
        struct claim *claim = &all->claim[i];
        bool loose = claim->form == CLAIM_LISTING && !claim->listing->strict;
        if ((claim->form == CLAIM_NOTHING || loose) &&
            !claim_make(&claim->source, claim->sheet, all->among, all->n_among,
                        claim, &n_sheet, &all->arena, err))
            return false;
    }
    return true;
}

/* A workbook's notes and legends need no listing when a sheet beside them
 * has one. */
static bool has_claimed_sibling(const struct gathering *all,
                                const struct claim *claim)
{
    for (size_t i = 0; i < all->n_claim; i++) {
        const struct claim *other = &all->claim[i];
        if (other != claim && other->form != CLAIM_NOTHING &&
            other->source.form == IN_WORKBOOK &&
            strcmp(other->source.label, claim->source.label) == 0)
            return true;
    }
    return false;
}

static bool settle_unknown(struct gathering *all, struct err *err)
{
    for (size_t i = 0; i < all->n_claim; i++) {
        const struct claim *claim = &all->claim[i];
        if (claim->form != CLAIM_NOTHING)
            continue;
        bool beside = has_claimed_sibling(all, claim);
        if (!all->inputs->skip_unknown && !beside)
            return err_set(err, ERR_INPUT, "%s", claim->why);
        if (beside)
            say(_("'%s' is no listing and was passed over; another sheet of "
                  "the workbook is one"),
                claim->label);
        else
            say_warn(_("passed over: %s"), claim->why);
        table_skip(all->table, claim->label, claim->reason);
    }
    return true;
}

/* ---- dates and order ---- */

static bool ends_with_path(const char *path, struct str end)
{
    struct str whole = str_of(path);

    return str_ends(whole, end) &&
           (whole.len == end.len ||
            strchr("/:", whole.ptr[whole.len - end.len - 1]) != NULL);
}

/* The PATH of PATH=DATE; empty when there is none. */
static struct str dated_path(const char *as_of)
{
    const char *equals = strrchr(as_of, '=');

    return (struct str){as_of, equals ? (size_t)(equals - as_of) : 0};
}

static bool is_dated(const struct claim *claim, struct str path)
{
    return ends_with_path(claim->label, path) ||
           ends_with_path(claim->source.path, path);
}

static bool given_date(const struct inputs *inputs, const struct claim *claim,
                       struct arena *arena, const char **as_of, struct err *err)
{
    char iso[11];

    for (size_t i = 0; i < inputs->n_as_of; i++) {
        struct str path = dated_path(inputs->as_of[i]);
        if (!path.len || !date_read(str_of(path.ptr + path.len + 1), iso))
            return err_set(err, ERR_USAGE,
                           _("--as-of '%s' is not PATH=DATE; write for "
                             "example jigyosho_130.csv=2025-12-31"),
                           inputs->as_of[i]);
        if (is_dated(claim, path))
            *as_of = arena_copy(arena, iso, strlen(iso));
    }
    return true;
}

/* A date for a file that is not there is a slip of the pen: tell it. */
static bool all_dates_used(const struct gathering *all, struct err *err)
{
    for (size_t i = 0; i < all->inputs->n_as_of; i++) {
        struct str path = dated_path(all->inputs->as_of[i]);
        bool used = false;
        for (size_t c = 0; c < all->n_claim && !used; c++)
            used = all->claim[c].form == CLAIM_LISTING &&
                   is_dated(&all->claim[c], path);
        if (!used)
            return err_set(err, ERR_USAGE,
                           _("--as-of '%s' names none of the inputs"),
                           all->inputs->as_of[i]);
    }
    return true;
}

static bool date_claims(struct gathering *all, struct err *err)
{
    char iso[11];

    for (size_t i = 0; i < all->n_claim; i++) {
        struct claim *claim = &all->claim[i];
        struct arena *arena = &all->table->arena;
        if (claim->form != CLAIM_LISTING)
            continue;
        const char *name =
            claim->source.member ? claim->source.member : claim->source.path;
        claim->as_of = claim->listing->as_of;
        if (!claim->as_of && (date_in_name(str_of(in_file_name(name)), iso) ||
                              date_in_name(str_of(claim->source.path), iso)))
            claim->as_of = arena_copy(arena, iso, strlen(iso));
        if (!given_date(all->inputs, claim, arena, &claim->as_of, err) ||
            !in_sha256(claim->source.path, claim->sha256, err))
            return false;
    }
    return all_dates_used(all, err);
}

static size_t rank_of(const struct gathering *all, const struct claim *claim)
{
    if (claim->form != CLAIM_LISTING)
        return SIZE_MAX;
    for (size_t i = 0; i < all->n_among; i++)
        if (all->among[i] == claim->listing)
            return claim->listing->row_kind == ROW_HOURS ? SIZE_MAX - 1 : i;
    return SIZE_MAX;
}

static int in_order(const void *a, const void *b, void *context)
{
    const struct claim *x = a, *y = b;
    size_t rank_x = rank_of(context, x), rank_y = rank_of(context, y);

    if (rank_x != rank_y)
        return rank_x < rank_y ? -1 : 1;
    if (x->form != CLAIM_LISTING)
        return 0;
    if (strcmp(x->listing->id, "local") == 0 &&
        strcmp(x->listing->title, y->listing->title) != 0)
        return strcmp(x->listing->title, y->listing->title);
    if (x->first_kind != y->first_kind)
        return x->first_kind - y->first_kind;
    int order = strcmp(in_file_name(x->label), in_file_name(y->label));
    if (order == 0)
        order = strcmp(x->sha256, y->sha256);
    return order ? order : strcmp(x->label, y->label);
}

/* Two editions of one national listing at once would show a facility that is
 * gone from the newer one. */
static bool one_edition_each(const struct gathering *all, struct err *err)
{
    for (size_t i = 0; i + 1 < all->n_claim; i++) {
        const struct claim *a = &all->claim[i], *b = &all->claim[i + 1];
        if (a->form != CLAIM_LISTING || b->form != CLAIM_LISTING ||
            a->listing != b->listing || !a->listing->strict ||
            a->first_kind != b->first_kind || !a->as_of || !b->as_of ||
            strcmp(a->as_of, b->as_of) == 0 ||
            a->listing->row_kind == ROW_HOURS)
            continue;
        return err_set(err, ERR_INPUT,
                       _("'%s' (%s) and '%s' (%s) are two editions of the "
                         "listing %s; give only the newer one"),
                       a->label, a->as_of, b->label, b->as_of, a->listing->id);
    }
    return true;
}

/* ---- reading ---- */

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

static bool judge_reading(struct reading *reading, const struct claim *claim,
                          struct rows *rows, struct err *err)
{
    const struct supply *supply = &reading->table->supply[reading->supply];

    if (supply->rows.read == 0)
        return err_set(err, ERR_INPUT,
                       _("'%s' has the header of %s but no rows; get it "
                         "again, or leave it out"),
                       claim->label, claim->listing->id);
    if (reading->n_swapped * 2 > reading->n_position && reading->n_swapped > 1)
        return err_set(err, ERR_INPUT,
                       _("latitude and longitude are exchanged in %zu of %zu "
                         "rows of '%s'; exchange the two headings"),
                       reading->n_swapped, reading->n_position, claim->label);
    if (claim->listing->strict && rows_unfinished(rows)) {
        reading->line = (uint32_t)(supply->rows.read + claim->header_rows);
        reading_find(reading, -1,
                     N_("the last line has no line end: the file may be cut "
                        "off"),
                     STR(""));
    }
    if (claim->unread)
        say_warn(_("'%s' has columns that %s does not know; they are not "
                   "read: %s"),
                 claim->label, claim->listing->id, claim->unread);
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
            return judge_reading(reading, claim, rows, err);
        reading_row(reading, &row);
    }
}

static bool read_claim(struct gathering *all, const struct claim *claim,
                       struct err *err)
{
    struct row header;
    struct datum_move datum = {0};
    struct rows *rows = open_below_header(claim, &header, err);

    if (!rows)
        return false;
    rows_expect(rows, claim->n_header);
    struct reading reading = {
        .table = all->table,
        .listing = claim->listing,
        .supply = add_supply(all->table, claim, rows),
        .place = claim->place,
        .n_header = claim->n_header,
        .fixed_width =
            claim->listing->strict && claim->source.form != IN_WORKBOOK,
        .datum = &datum,
    };
    bool ok = !claim->listing->crs ||
              all->inputs->open_datum(all->inputs->context, claim->listing->crs,
                                      &datum, err) ||
              err_in(err, "'%s'", claim->label);
    ok = ok && read_rows(&reading, claim, rows, err);
    arena_release(&reading.scratch);
    rows_close(rows);
    return ok;
}

static bool read_all(struct gathering *all, struct err *err)
{
    size_t n_read = 0;

    for (size_t i = 0; i < all->n_claim; i++)
        if (all->claim[i].form == CLAIM_PLACES &&
            !read_places(all->table, &all->claim[i], err))
            return false;
    for (size_t i = 0; i < all->n_claim; i++) {
        if (all->claim[i].form != CLAIM_LISTING)
            continue;
        if (!read_claim(all, &all->claim[i], err))
            return false;
        n_read++;
    }
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

    for (size_t i = 0; i < listing_count; i++)
        add_listing(&all, listings[i]);
    for (size_t i = 0; ok && i < inputs->n_path; i++)
        ok = in_list(inputs->path[i], &all.sources, &all.arena, err);
    ok = ok && claim_all(&all, err) && settle_unknown(&all, err) &&
         date_claims(&all, err);
    if (ok && all.n_claim) {
        qsort_r(all.claim, all.n_claim, sizeof(*all.claim), in_order, &all);
        ok = one_edition_each(&all, err);
    }
    ok = ok && read_all(&all, err);
    gathering_release(&all);
    return ok;
}

bool inputs_read_places(const char *path, struct table *table, struct err *err)
{
    struct inputs inputs = {0};
    struct gathering all = {.inputs = &inputs, .table = table};
    bool ok = in_list(path, &all.sources, &all.arena, err);

    for (size_t i = 0; i < listing_count; i++)
        add_listing(&all, listings[i]);
    for (size_t i = 0; ok && i < all.sources.n; i++)
        ok = claim_source(&all, &all.sources.item[i], err);
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
