/* The headings of what was fetched, beside those of the edition before. */
#include "base/in.h"
#include "base/rows.h"
#include "cmd/judging_own.h"

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

/* The same file of the edition before, or one of the same listing. */
static const struct snapshot_file *file_before(const struct case_at_hand *at,
                                               const struct snapshot_file *new)
{
    const struct snapshot_file *found = NULL;

    for (size_t i = 0; at->before && i < at->before->n_file; i++) {
        const struct snapshot_file *old = &at->before->file[i];
        if (!old->columns || !old->listing || !new->listing ||
            strcmp(old->listing, new->listing) != 0)
            continue;
        if (!found || strcmp(old->name, new->name) == 0)
            found = old;
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
