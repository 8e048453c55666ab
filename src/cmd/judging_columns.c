/* The head of what was fetched: its headings, beside those of the edition
 * before, and the date above them. */
#include "base/in.h"
#include "base/rows.h"
#include "cmd/judging_own.h"
#include "listing/claim.h"
#include "norm/date.h"

#include <stdlib.h>
#include <string.h>

/* The headings of what was recognised, '\n' between. */
static bool read_columns(const struct supply *supply, struct buf *columns,
                         struct err *err)
{
    struct arena arena = {0};
    struct in_sources sources = {0};
    struct row row = {0};
    bool ok = in_list(supply->path, &sources, &arena, err);

    for (size_t i = 0; ok && i < sources.n; i++) {
        if (!str_eq(str_of(sources.item[i].member), str_of(supply->member)))
            continue;
        struct rows *rows = rows_open(&sources.item[i], supply->sheet, err);
        ok = rows != NULL;
        for (uint32_t n = 0; ok && n < supply->header_rows; n++)
            ok = rows_next(rows, &row, err);
        for (size_t c = 0; ok && c < row.n_cell; c++) {
            buf_add_text(columns, c ? "\n" : "");
            buf_add_str(columns, str_trim(row.cell[c]));
        }
        rows_close(rows);
        break;
    }
    free(sources.item);
    arena_release(&arena);
    return ok;
}

static bool has_line(const char *lines, struct str line)
{
    struct str rest = str_of(lines), part;

    while (str_part(&rest, '\n', &part))
        if (str_eq(part, line))
            return true;
    return false;
}

static struct str line_at(const char *lines, size_t at)
{
    struct str rest = str_of(lines), part = {0};

    for (size_t i = 0; i <= at; i++)
        if (!str_part(&rest, '\n', &part))
            return (struct str){0};
    return part;
}

static void add_heading(struct buf *out, struct str heading)
{
    buf_addf(out, "%s'%.*s'", out->len ? _(", ") : "", STR_ARG(heading));
}

/* A column that is gone and a new one in its place: perhaps a new name. */
static void compare_columns(const struct case_at_hand *at,
                            const struct snapshot_file *old,
                            const struct snapshot_file *new)
{
    struct buf gone = {0}, added = {0}, renamed = {0};
    struct str rest = str_of(old->columns), part;

    for (size_t i = 0; str_part(&rest, '\n', &part); i++) {
        struct str there = line_at(new->columns, i);
        if (has_line(new->columns, part))
            continue;
        add_heading(&gone, part);
        if (there.len && !has_line(old->columns, there)) {
            add_heading(&renamed, part);
            buf_addf(&renamed, " → '%.*s'", STR_ARG(there));
        }
    }
    rest = str_of(new->columns);
    while (str_part(&rest, '\n', &part))
        if (!has_line(old->columns, part))
            add_heading(&added, part);
    if (gone.len || added.len)
        judging_warn(
            at, arena_format(
                    at->arena,
                    _("'%s' has other columns than '%s/%s': new: %s; gone: "
                      "%s; perhaps renamed: %s"),
                    new->name, at->before->source, at->before->folder,
                    added.len ? added.ptr : _("none"),
                    gone.len ? gone.ptr : _("none"),
                    renamed.len ? renamed.ptr : _("none")));
    buf_release(&gone);
    buf_release(&added);
    buf_release(&renamed);
}

/* Past a run of so many digits or more. */
static const char *pass_digits(const char *text, size_t least)
{
    size_t n = strspn(text, "0123456789");

    return n >= least ? text + n : text;
}

static bool same_but_digits(const char *a, const char *b, size_t least)
{
    for (;; a++, b++) {
        a = pass_digits(a, least);
        b = pass_digits(b, least);
        if (*a != *b)
            return false;
        if (!*a)
            return true;
    }
}

/* Names carry days (05_pharmacy_20251201.zip) or months (2026.6_ika.zip), and
 * short numbers that mean a service (jigyosho_130.csv). */
static int likeness_of_names(const char *a, const char *b)
{
    return strcmp(a, b) == 0          ? 3
           : same_but_digits(a, b, 6) ? 2
           : same_but_digits(a, b, 1) ? 1
                                      : 0;
}

static size_t columns_missing(const struct snapshot_file *from,
                              const struct snapshot_file *in)
{
    struct str rest = str_of(from->columns), part;
    size_t n = 0;

    while (str_part(&rest, '\n', &part))
        n += !has_line(in->columns, part);
    return n;
}

/* The file of the edition before that this one follows: the one whose name is
 * most like it, and of those the one with the fewest differences. A publisher
 * has lists of one layout with and without some columns. */
static const struct snapshot_file *file_before(const struct case_at_hand *at,
                                               const struct snapshot_file *new)
{
    const struct snapshot_file *found = NULL;
    size_t least = 0;
    int best = 0;

    for (size_t i = 0; at->before && i < at->before->n_file; i++) {
        const struct snapshot_file *old = &at->before->file[i];
        if (!old->columns || !old->listing || !new->listing || !new->columns ||
            strcmp(old->listing, new->listing) != 0)
            continue;
        int likeness = likeness_of_names(old->name, new->name);
        size_t n = columns_missing(old, new) + columns_missing(new, old);
        if (found && (likeness < best || (likeness == best && n >= least)))
            continue;
        found = old;
        best = likeness;
        least = n;
    }
    return found;
}

bool judging_columns(const struct case_at_hand *at, const struct supply *supply,
                     struct snapshot_file *file, struct err *err)
{
    struct buf columns = {0};
    bool ok = read_columns(supply, &columns, err);

    if (ok && columns.len)
        file->columns = arena_copy(at->arena, columns.ptr, columns.len);
    buf_release(&columns);
    const struct snapshot_file *old = ok ? file_before(at, file) : NULL;
    if (old && file->columns)
        compare_columns(at, old, file);
    return ok;
}

static bool names_date(const char *name, const char *as_of)
{
    char iso[11];

    return name && date_in_name(str_of(name), iso) && strcmp(iso, as_of) == 0;
}

/* Does the title above the headings give the date? */
static bool title_gives(const struct supply *supply)
{
    struct arena arena = {0};
    struct in_sources sources = {0};
    struct claim claim = {0};
    struct err fault = {0};
    bool ok = in_list(supply->path, &sources, &arena, &fault);

    for (size_t i = 0; ok && i < sources.n; i++) {
        const struct in_source *source = &sources.item[i];
        if (!str_eq(str_of(source->member), str_of(supply->member)))
            continue;
        struct rows *rows = rows_open(source, supply->sheet, &fault);
        if (rows)
            claim_make(source, supply->sheet, rows, listings, listing_count,
                       &claim, &arena, &fault);
        rows_close(rows);
        break;
    }
    ok = strcmp(claim.title.as_of, supply->as_of) == 0;
    free(sources.item);
    arena_release(&arena);
    return ok;
}

bool judging_dated_by_name(const struct supply *supply)
{
    return supply->as_of &&
           (names_date(supply->member, supply->as_of) ||
            names_date(supply->path, supply->as_of)) &&
           !title_gives(supply);
}
