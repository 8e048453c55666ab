#include "listing/claim.h"

#include "listing/columns.h"
#include "listing/filing_reading.h"
#include "norm/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Title rows may stand above the header. */
#define HEADER_WITHIN 20
/* Placeholder values of kinds for the order of reading. */
#define NO_KIND 999

struct best {
    const struct listing *listing;
    struct listing_fit fit;
    size_t distance;
};

static size_t distance_of(const struct listing_fit *fit)
{
    return fit->missing + fit->unknown + fit->repeated;
}

/* Half of a layout's columns, or two of its signs. */
static bool is_near(const struct listing *listing,
                    const struct listing_fit *fit)
{
    return listing->n_sign ? fit->signs >= 2
                           : fit->present * 2 >= listing->n_column;
}

/* The national listing that a header is, or nearly is. */
static struct best nearest_strict(const struct row *header,
                                  const struct listing *const *among, size_t n,
                                  struct arena *scratch)
{
    struct best best = {0};
    int place[512];

    for (size_t i = 0; i < n; i++) {
        if (!among[i]->strict || among[i]->n_column > 512)
            continue;
        struct listing_fit fit = listing_fit(among[i], header, place, scratch);
        if (!is_near(among[i], &fit))
            continue;
        size_t distance = distance_of(&fit);
        if (!best.listing || distance < best.distance ||
            (distance == best.distance && fit.present > best.fit.present))
            best = (struct best){among[i], fit, distance};
    }
    return best;
}

static struct best best_loose(const struct row *header,
                              const struct listing *const *among, size_t n,
                              struct arena *scratch)
{
    struct best best = {0};
    int place[512];

    for (size_t i = 0; i < n; i++) {
        if (among[i]->strict || among[i]->by_title || among[i]->n_column > 512)
            continue;
        struct listing_fit fit = listing_fit(among[i], header, place, scratch);
        if (fit.missing || fit.repeated)
            continue;
        /* A list's own columns file goes before the standard layouts. */
        bool own = strcmp(among[i]->id, "local") == 0;
        bool best_own = best.listing && strcmp(best.listing->id, "local") == 0;
        if (!best.listing || (own && !best_own) ||
            (own == best_own && fit.present > best.fit.present))
            best = (struct best){among[i], fit, distance_of(&fit)};
    }
    return best;
}

static void add_name(struct buf *out, struct str name)
{
    if (out->len)
        buf_add_text(out, _(", "));
    buf_addf(out, "'%.*s'", STR_ARG(str_cut(name, 0, 200)));
}

/* The columns in which a header differs from a listing. */
static void name_differences(const struct row *header,
                             const struct listing *listing, struct buf *missing,
                             struct buf *unknown, struct arena *scratch)
{
    for (size_t c = 0; c < listing->n_column; c++) {
        const struct column *column = &listing->column[c];
        size_t times = 0;
        if (!column->heading)
            continue;
        for (size_t i = 0; i < header->n_cell; i++)
            times += listing_heading(column, text_key(header->cell[i], scratch),
                                     scratch);
        if (listing->n_sign ? times == 0 && !column->optional
                            : times != 1 && !(times == 0 && column->optional))
            add_name(missing, listing_heading_name(column));
    }
    for (size_t i = 0; i < header->n_cell; i++) {
        struct str key = text_key(header->cell[i], scratch);
        bool known = key.len == 0;
        for (size_t c = 0; c < listing->n_column && !known; c++)
            known = listing->column[c].heading &&
                    listing_heading(&listing->column[c], key, scratch);
        if (!known)
            add_name(unknown, header->cell[i]);
    }
}

static bool refuse_near(const struct claim *claim, const struct row *header,
                        const struct best *best, struct arena *scratch,
                        struct err *err)
{
    struct buf missing = {0}, unknown = {0}, title = {0};

    buf_add_text(&title, best->listing->title);
    if (best->listing->sheet)
        buf_addf(&title, " %s", best->listing->sheet);
    name_differences(header, best->listing, &missing, &unknown, scratch);
    err_set(err, ERR_INPUT,
            _("'%s' line %zu is nearly the listing '%s', but not quite: "
              "columns missing or repeated: %s; columns not known: %s; get "
              "the file again, or give its columns their published names"),
            claim->label, header->line, title.ptr,
            missing.len ? missing.ptr : _("none"),
            unknown.len ? unknown.ptr : _("none"));
    buf_release(&missing);
    buf_release(&unknown);
    buf_release(&title);
    return false;
}

static void settle(struct claim *claim, const struct row *header,
                   const struct listing *listing, size_t header_rows,
                   struct arena *arena)
{
    struct buf missing = {0}, unknown = {0};

    claim->form = CLAIM_LISTING;
    claim->listing = listing;
    claim->header_rows = header_rows;
    claim->n_header = header->n_cell;
    claim->place = arena_alloc(arena, listing->n_column * sizeof(int));
    claim->first_kind = NO_KIND;
    listing_fit(listing, header, claim->place, arena);
    if (listing->strict) {
        name_differences(header, listing, &missing, &unknown, arena);
        claim->unread = str_keep(arena, buf_str(&unknown));
    }
    buf_release(&missing);
    buf_release(&unknown);
}

/* Is this row the header of something? False with an error, or true. */
static bool try_header(struct claim *claim, const struct row *header,
                       size_t header_rows, const struct listing *const *among,
                       size_t n, struct best *nearest, struct arena *arena,
                       struct err *err)
{
    struct arena scratch = {0};
    bool ok = true;
    struct best best = nearest_strict(header, among, n, &scratch);

    bool exact = best.listing && !best.fit.missing && !best.fit.repeated;
    struct best loose = best_loose(header, among, n, &scratch);

    claim->places = places_recognise(header, &scratch);
    if (exact) {
        settle(claim, header, best.listing, header_rows, arena);
    } else if (columns_is_header(header, &scratch)) {
        claim->form = CLAIM_COLUMNS;
        claim->header_rows = header_rows;
    } else if (claim->places != PLACES_NONE) {
        claim->form = CLAIM_PLACES;
        claim->header_rows = header_rows;
    } else if (loose.listing) {
        settle(claim, header, loose.listing, header_rows, arena);
    } else if (best.listing) {
        ok = refuse_near(claim, header, &best, &scratch, err);
    }
    for (size_t i = 0; i < n && ok && claim->form == CLAIM_NOTHING; i++) {
        int place[512];
        if (among[i]->n_column > 512 || among[i]->by_title)
            continue;
        struct listing_fit fit = listing_fit(among[i], header, place, &scratch);
        if (fit.present > nearest->fit.present)
            *nearest = (struct best){among[i], fit, header->line};
    }
    arena_release(&scratch);
    return ok;
}

/* The kind that the first data row says, so that the files of one listing
 * are read in the order of the kinds. */
static void peek_kind(struct claim *claim, const struct row *row)
{
    struct arena scratch = {0};

    for (size_t c = 0; c < claim->listing->n_column; c++) {
        int at = claim->place[c];
        if (claim->listing->column[c].cell != CELL_SERVICE || at < 0 ||
            (size_t)at >= row->n_cell)
            continue;
        struct str key = text_key(row->cell[at], &scratch);
        for (int k = 0; k < kind_count; k++)
            if (str_eq(text_key(str_of(kinds[k].name_ja), &scratch), key))
                claim->first_kind = k;
    }
    arena_release(&scratch);
}

static bool check_encoding(const struct claim *claim, struct rows *rows,
                           struct err *err)
{
    if (claim->form != CLAIM_LISTING || claim->listing->cp932 ||
        strcmp(rows_encoding(rows), "CP932") != 0)
        return true;
    return err_set(err, ERR_INPUT,
                   _("'%s' is in CP932 (Shift_JIS), but '%s' is published in "
                     "UTF-8: it was saved again; get the file anew, or save "
                     "it as 'CSV UTF-8'"),
                   claim->label, claim->listing->title);
}

/* Says it twice: to the reader in his language, to the store in English. */
__attribute__((format(printf, 3, 4))) static void
explain(struct claim *claim, struct arena *arena, const char *format, ...)
{
    char text[2048];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof(text), _(format), args);
    va_end(args);
    claim->why = arena_copy(arena, text, strlen(text));
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    claim->reason = arena_copy(arena, text, strlen(text));
}

static void explain_nothing(struct claim *claim, const struct best *nearest,
                            bool empty, struct arena *arena)
{
    if (empty)
        explain(claim, arena,
                N_("'%s' is empty; get it again, or leave it out"),
                claim->label);
    else if (nearest->listing)
        explain(claim, arena,
                N_("no listing claims '%s': the nearest is '%s' with %zu of "
                   "its %zu columns; describe the table in a columns file, or "
                   "pass it over with --skip-unknown"),
                claim->label, nearest->listing->title, nearest->fit.present,
                nearest->listing->n_column);
    else
        explain(claim, arena,
                N_("no listing claims '%s': none of its first rows is the "
                   "header of a known table; describe it in a columns file, or "
                   "pass it over with --skip-unknown"),
                claim->label);
}

/* ---- lists of the bureaus ---- */

/* What stands above the header, a line for each row. */
static void add_title(struct buf *title, const struct row *row)
{
    for (size_t i = 0; i < row->n_cell && title->len < 4096; i++) {
        buf_add_str(title, str_cut(row->cell[i], 0, 400));
        buf_add_char(title, ' ');
    }
    buf_add_char(title, '\n');
}

static const struct listing *
listing_by_title(const struct listing *const *among, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (among[i]->by_title)
            return among[i];
    return NULL;
}

/* A list that is known by its title starts at its first row with a number.
 * It has no width. */
static bool try_title(struct claim *claim, const struct row *row,
                      struct str title, const struct listing *listing)
{
    if (!listing || str_find(title, STR("コード内容別")) == SIZE_MAX ||
        !filing_code_cell(row, NULL, NULL))
        return false;
    claim->form = CLAIM_LISTING;
    claim->listing = listing;
    claim->first_kind = NO_KIND;
    return true;
}

/* Title rows have one cell; no table has a single column. */
static bool may_be_header(const struct row *row)
{
    size_t n = 0;

    for (size_t i = 0; i < row->n_cell; i++)
        n += str_trim(row->cell[i]).len > 0;
    return n > 1;
}

static bool claim_rows(struct claim *claim, struct rows *rows,
                       const struct listing *const *among, size_t n_among,
                       struct buf *title, struct arena *arena, struct err *err)
{
    const struct listing *by_title = listing_by_title(among, n_among);
    struct best nearest = {0};
    struct row row;
    size_t seen = 0;

    while (seen < HEADER_WITHIN && claim->form == CLAIM_NOTHING) {
        if (!rows_next(rows, &row, err))
            return false;
        if (!row.cell && !row.fault)
            break;
        seen++;
        if (row.fault)
            continue;
        if (try_title(claim, &row, buf_str(title), by_title)) {
            claim->header_rows = seen - 1;
            return check_encoding(claim, rows, err);
        }
        if (may_be_header(&row) && !try_header(claim, &row, seen, among,
                                               n_among, &nearest, arena, err))
            return false;
        if (claim->form == CLAIM_NOTHING)
            add_title(title, &row);
    }
    if (claim->form == CLAIM_LISTING) {
        if (!rows_next(rows, &row, err))
            return false;
        if (row.cell && !row.fault)
            peek_kind(claim, &row);
        return check_encoding(claim, rows, err);
    }
    if (claim->form == CLAIM_NOTHING)
        explain_nothing(claim, &nearest, seen == 0, arena);
    return true;
}

bool claim_make(const struct in_source *source, size_t sheet, struct rows *rows,
                const struct listing *const *among, size_t n_among,
                struct claim *claim, struct arena *arena, struct err *err)
{
    struct buf title = {0};

    *claim = (struct claim){
        .source = *source, .sheet = sheet, .label = source->label};
    if (rows_sheet_count(rows) > 1)
        claim->label =
            arena_format(arena, "%s:%s", source->label, rows_sheet_name(rows));
    bool ok = claim_rows(claim, rows, among, n_among, &title, arena, err);
    if (ok && claim->form == CLAIM_LISTING &&
        claim->listing->row_kind == ROW_FILING)
        claim->title = bureau_title_read(buf_str(&title), rows_sheet_name(rows),
                                         claim->label);
    buf_release(&title);
    return ok;
}
