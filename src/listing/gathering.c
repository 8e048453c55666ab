#include "listing/gathering.h"

#include "base/say.h"
#include "listing/columns.h"
#include "norm/date.h"

#include <stdlib.h>
#include <string.h>

static void add_listing(struct gathering *all, const struct listing *listing)
{
    all->among = mem_room(all->among, all->n_among, &all->cap_among,
                          sizeof(*all->among));
    all->among[all->n_among++] = listing;
}

void gathering_open(struct gathering *all)
{
    for (size_t i = 0; i < listing_count; i++)
        add_listing(all, listings[i]);
}

void gathering_release(struct gathering *all)
{
    free(all->sources.item);
    free(all->claim);
    free(all->among);
    arena_release(&all->arena);
}

/* ---- what each source is ---- */

bool claim_skip(const struct claim *claim, struct rows *rows,
                struct row *header, struct err *err)
{
    for (size_t i = 0; i < claim->header_rows; i++)
        if (!rows_next(rows, header, err))
            return false;
    return true;
}

struct rows *claim_open(const struct claim *claim, struct row *header,
                        struct err *err)
{
    struct rows *rows = rows_open(&claim->source, claim->sheet, err);

    if (rows && !claim_skip(claim, rows, header, err)) {
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
    struct rows *rows = claim_open(claim, &header, err);

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

bool gathering_claim_source(struct gathering *all,
                            const struct in_source *source, struct err *err)
{
    struct rows *rows = rows_open(source, 0, err);
    size_t n_sheet = rows ? rows_sheet_count(rows) : 0;
    bool ok = rows != NULL;

    for (size_t sheet = 0; ok && sheet < n_sheet; sheet++) {
        all->claim = mem_room(all->claim, all->n_claim, &all->cap_claim,
                              sizeof(*all->claim));
        ok = (sheet == 0 || rows_turn(rows, sheet, err)) &&
             claim_make(source, sheet, rows, all->among, all->n_among,
                        &all->claim[all->n_claim], &all->arena, err);
        all->n_claim += ok;
    }
    rows_close(rows);
    return ok;
}

/* Again, now that the columns files are known. */
static bool claim_again(struct gathering *all, struct claim *claim,
                        struct err *err)
{
    struct in_source source = claim->source;
    struct rows *rows = rows_open(&source, claim->sheet, err);
    bool ok = rows && claim_make(&source, claim->sheet, rows, all->among,
                                 all->n_among, claim, &all->arena, err);

    rows_close(rows);
    return ok;
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
        if (!gathering_claim_source(all, &all->sources.item[i], err))
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
        struct claim *claim = &all->claim[i];
        bool loose = claim->form == CLAIM_LISTING && !claim->listing->strict;
        if ((claim->form == CLAIM_NOTHING || loose) &&
            !claim_again(all, claim, err))
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

static int by_label(const void *a, const void *b)
{
    const struct skipped *x = a, *y = b;
    int order = strcmp(x->label, y->label);

    return order ? order : strcmp(x->reason, y->reason);
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
    /* The order of the command line must not show in the output. */
    if (all->table->n_skipped)
        qsort(all->table->skipped, all->table->n_skipped,
              sizeof(*all->table->skipped), by_label);
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
           ends_with_path(claim->source.label, path) ||
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

static int by_path(const void *a, const void *b)
{
    const struct input_date *x = a, *y = b;

    return strcmp(x->path, y->path);
}

static const char *known_date(const struct inputs *inputs,
                              const struct claim *claim)
{
    struct input_date wanted = {.path = claim->source.path};
    const struct input_date *found =
        inputs->n_date ? bsearch(&wanted, inputs->date, inputs->n_date,
                                 sizeof(wanted), by_path)
                       : NULL;

    return found ? found->as_of : NULL;
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

/* Sheets and members of one file follow each other: it is read once. */
static bool hash_file(struct gathering *all, size_t i, struct err *err)
{
    struct claim *claim = &all->claim[i];

    for (size_t before = i; before-- > 0;) {
        const struct claim *other = &all->claim[before];
        if (strcmp(other->source.path, claim->source.path) != 0)
            break;
        if (!other->sha256[0])
            continue;
        memcpy(claim->sha256, other->sha256, sizeof(claim->sha256));
        return true;
    }
    return in_sha256(claim->source.path, claim->sha256, err);
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
        if (!claim->as_of && claim->title.as_of[0])
            claim->as_of = arena_copy(arena, claim->title.as_of, 10);
        if (!claim->as_of && known_date(all->inputs, claim))
            claim->as_of =
                arena_copy(arena, known_date(all->inputs, claim), 10);
        if (!claim->as_of && (date_in_name(str_of(in_file_name(name)), iso) ||
                              date_in_name(str_of(claim->source.path), iso)))
            claim->as_of = arena_copy(arena, iso, strlen(iso));
        if (!given_date(all->inputs, claim, arena, &claim->as_of, err) ||
            !hash_file(all, i, err))
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

/* What one list says of an institution stands before what the next says: the
 * newest first, and never by the names of files. */
static int order_of_filings(const struct claim *x, const struct claim *y)
{
    int order = str_cmp(str_of(y->as_of), str_of(x->as_of));

    return order ? order : strcmp(x->sha256, y->sha256);
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
    if (x->listing->row_kind == ROW_FILING && order_of_filings(x, y))
        return order_of_filings(x, y);
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
            a->listing->row_kind != ROW_FACILITY)
            continue;
        return err_set(err, ERR_INPUT,
                       _("'%s' (%s) and '%s' (%s) are two editions of the "
                         "listing '%s'; give only the newer one"),
                       a->label, a->as_of, b->label, b->as_of,
                       a->listing->title);
    }
    return true;
}

bool gathering_claim(struct gathering *all, struct err *err)
{
    if (!claim_all(all, err) || !settle_unknown(all, err) ||
        !date_claims(all, err))
        return false;
    if (all->n_claim == 0)
        return true;
    if (all->n_claim > UINT16_MAX)
        return err_set(err, ERR_INPUT,
                       _("the inputs are %zu lists; more than %d cannot be "
                         "read at once: put several lists into one file, or "
                         "leave some out"),
                       all->n_claim, UINT16_MAX);
    qsort_r(all->claim, all->n_claim, sizeof(*all->claim), in_order, all);
    return one_edition_each(all, err);
}
