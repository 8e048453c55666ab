#include "cmd/diffing.h"

#include "base/say.h"
#include "cmd/building.h"
#include "cmd/command.h"
#include "cmd/diff_folder.h"
#include "cmd/diff_places.h"
#include "cmd/diff_said.h"
#include "cmd/locale.h"
#include "output/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- options ---- */

static bool choose_formats(const struct diffing *diffing,
                           bool format[DIFF_FORMAT_COUNT], struct err *err)
{
    memset(format, 0, DIFF_FORMAT_COUNT * sizeof(*format));
    for (size_t i = 0; i < diffing->format.n; i++) {
        int f = 0;
        while (f < DIFF_FORMAT_COUNT &&
               strcmp(diff_format_names[f], diffing->format.item[i]) != 0)
            f++;
        if (f == DIFF_FORMAT_COUNT)
            return err_set(err, ERR_USAGE,
                           _("no format '%s'; use text, csv, json or xlsx"),
                           diffing->format.item[i]);
        format[f] = true;
    }
    for (int f = 0; f < DIFF_FORMAT_COUNT && !diffing->format.n; f++)
        format[f] = diffing->output || f == DIFF_TEXT;
    return true;
}

static bool one_to_stdout(const bool format[DIFF_FORMAT_COUNT], struct err *err)
{
    if (format[DIFF_XLSX])
        return err_set(err, ERR_USAGE,
                       _("workbooks are files: the format 'xlsx' needs a "
                         "folder; add -o FOLDER"));
    if (format[DIFF_TEXT] + format[DIFF_CSV] + format[DIFF_JSON] > 1)
        return err_set(err, ERR_USAGE,
                       _("only one format can be printed; name one, or add -o "
                         "FOLDER"));
    return true;
}

bool diffing_check(const struct diffing *diffing, struct err *err)
{
    bool format[DIFF_FORMAT_COUNT];

    if (!choose_formats(diffing, format, err))
        return false;
    return diffing->output ? diff_folder_check(diffing->output, err)
                           : one_to_stdout(format, err);
}

/* ---- loading ---- */

static bool is_store(const char *path)
{
    char start[16] = "";
    FILE *file = fopen(path, "rb");
    bool is = file && fread(start, 1, sizeof(start), file) == sizeof(start) &&
              memcmp(start, "SQLite format 3", sizeof(start)) == 0;

    if (file)
        fclose(file);
    return is;
}

/*
 * Read one side into an empty table: a store, a snapshot's folder, a DATA
 * folder (the newest snapshot of each source), or listing files and folders.
 */
static bool load(const struct diffing *diffing, const char *path,
                 const struct gazetteer *gazetteer, struct table *table,
                 struct err *err)
{
    struct building building = {.municipalities = diffing->municipalities,
                                .skip_unknown = diffing->skip_unknown,
                                .with_refused = true,
                                .quiet = true};
    struct opt_list inputs = {.item = &path, .n = 1}, found = {0};
    struct arena arena = {0};
    struct stat info;

    if (stat(path, &info) != 0)
        return err_set(err, ERR_STORAGE, _("cannot open '%s': %s"), path,
                       strerror(errno));
    say(_("reading '%s'"), path);
    if (S_ISREG(info.st_mode) && is_store(path))
        return store_load(path, table, err);
    if (!diffing->municipalities.n) {
        diff_places_find(path, &found, &arena);
        building.municipalities = found;
    }
    /* What the stages tell of one run would be told twice here. */
    say_quiet(true);
    bool ok = building_read(&building, &inputs, gazetteer, table, err);
    say_quiet(diffing->quiet);
    opt_list_release(&found);
    arena_release(&arena);
    return ok;
}

/* ---- order of time ---- */

static bool same_list(const struct supply *a, const struct supply *b)
{
    return str_eq(str_of(a->listing), str_of(b->listing)) &&
           strcmp(a->title, b->title) == 0;
}

/* The newest date of a list that is like this one; NULL: none is known. */
static const char *newest_of(const struct table *table,
                             const struct supply *like)
{
    const char *newest = NULL;

    for (size_t i = 0; i < table->n_supply; i++) {
        const struct supply *supply = &table->supply[i];
        if (supply->row_kind == ROW_REFERENCE || !supply->as_of ||
            !same_list(supply, like))
            continue;
        if (!newest || strcmp(supply->as_of, newest) > 0)
            newest = supply->as_of;
    }
    return newest;
}

static void warn_of_order(const struct table *old, const struct table *new)
{
    for (size_t i = 0; i < old->n_supply; i++) {
        const struct supply *supply = &old->supply[i];
        const char *before = newest_of(old, supply);
        const char *after = newest_of(new, supply);
        if (!before || !after || strcmp(before, after) <= 0)
            continue;
        say_warn(_("OLD is newer than NEW: '%s' is of %s there and of %s "
                   "here; are the two exchanged?"),
                 supply->title, before, after);
        return;
    }
}

/* ---- reporting ---- */

static bool print(const bool format[DIFF_FORMAT_COUNT],
                  const struct diff_report *report,
                  const struct diff_part *part, size_t n_part, struct err *err)
{
    struct buf text = {0};

    if (format[DIFF_CSV])
        diff_csv(report, &text);
    else if (format[DIFF_JSON])
        diff_json(report, &text);
    else
        diff_text(report, part, n_part, report->changes->japanese, &text);
    bool ok = command_print(buf_str(&text), err);
    buf_release(&text);
    return ok;
}

struct reporting {
    const struct diffing *diffing;
    bool format[DIFF_FORMAT_COUNT];
    const struct changes *changes;
    const char *path_old, *path_new;
    struct diff_areas areas;
    struct diff_report report;
    struct diff_part *part; /* one an area; one alone without any */
    size_t n_part;
};

/* What a side is called may be no path at all: 「前回のストア」. */
static const char *if_there(const char *path)
{
    return access(path, F_OK) == 0 ? path : NULL;
}

static bool make_report(struct reporting *reporting,
                        const struct diff_areas *areas,
                        struct diff_report *report, struct err *err)
{
    if (!diff_report_make(report, reporting->changes, areas, err))
        return false;
    report->path_old = reporting->path_old;
    report->path_new = reporting->path_new;
    report->file_old = if_there(report->path_old);
    report->file_new = if_there(report->path_new);
    report->not_taken = reporting->diffing->not_taken;
    report->n_not_taken = reporting->diffing->n_not_taken;
    return true;
}

static bool make_parts(struct reporting *reporting, struct err *err)
{
    const struct diff_areas *areas = &reporting->areas;
    size_t n = areas->n ? areas->n : 1;

    reporting->part = mem_alloc(n * sizeof(*reporting->part));
    for (size_t i = 0; i < n; i++) {
        struct diff_part *part = &reporting->part[i];
        struct diff_areas one = {0};
        if (areas->n)
            one = (struct diff_areas){.item = &areas->item[i], .n = 1};
        *part = (struct diff_part){.name = areas->n ? one.item->name : NULL};
        reporting->n_part++;
        if (!make_report(reporting, &one, &part->report, err))
            return false;
    }
    return true;
}

static bool write_folder(const struct reporting *reporting, bool changed,
                         struct err *err)
{
    const struct diffing *diffing = reporting->diffing;
    const char *folder = diffing->output;

    if (diffing->only_changes && !changed && !diffing->n_not_taken)
        folder = NULL;
    if (folder &&
        !diff_folder_write(folder, reporting->format, &reporting->report,
                           reporting->part, reporting->n_part, err))
        return false;
    diff_said(&reporting->report, folder, reporting->format[DIFF_TEXT]);
    return true;
}

static bool report_all(struct reporting *reporting, bool *changed,
                       struct err *err)
{
    const struct diffing *diffing = reporting->diffing;

    if (!diff_areas_choose(&reporting->areas, &diffing->area, &diffing->pref,
                           reporting->changes, err) ||
        !make_report(reporting, &reporting->areas, &reporting->report, err) ||
        !make_parts(reporting, err))
        return false;
    *changed = diff_report_any(&reporting->report);
    if (diffing->output)
        return write_folder(reporting, *changed, err);
    return print(reporting->format, &reporting->report, reporting->part,
                 reporting->n_part, err);
}

static void release(struct reporting *reporting)
{
    for (size_t i = 0; i < reporting->n_part; i++)
        diff_report_release(&reporting->part[i].report);
    free(reporting->part);
    diff_report_release(&reporting->report);
    diff_areas_release(&reporting->areas);
}

/* ---- all ---- */

/* Files are in Japanese, whoever makes them, and so is what is printed to be
 * one. A text is for who reads the terminal. */
static bool is_japanese(const struct reporting *reporting)
{
    return reporting->diffing->output || !reporting->format[DIFF_TEXT] ||
           locale_is_japanese();
}

/* "Nothing has changed" would be untrue. */
static bool is_comparable(const struct changes *changes,
                          const struct diffing_side *before,
                          const struct diffing_side *now, struct err *err)
{
    return !changes->nothing_in_common ||
           err_set(err, ERR_INPUT,
                   _("'%s' and '%s' have no list in common, so nothing can be "
                     "compared; name two editions of the same list"),
                   before->path, now->path);
}

bool diffing_compare(const struct diffing *diffing,
                     const struct gazetteer *gazetteer,
                     const struct diffing_side *before,
                     const struct diffing_side *now, bool *changed,
                     struct err *err)
{
    struct match match = {0};
    struct changes changes = {0};
    struct reporting reporting = {.diffing = diffing,
                                  .changes = &changes,
                                  .path_old = before->path,
                                  .path_new = now->path};

    if (!choose_formats(diffing, reporting.format, err))
        return false;
    changes.japanese = is_japanese(&reporting);
    warn_of_order(before->table, now->table);
    match_find(before->table, now->table, gazetteer, &match);
    changes_find(before->table, now->table, &match, &changes);
    bool ok = is_comparable(&changes, before, now, err) &&
              report_all(&reporting, changed, err);
    release(&reporting);
    changes_release(&changes);
    match_release(&match);
    return ok;
}

bool diffing_run(const struct diffing *diffing, const char *path_old,
                 const char *path_new, bool *changed, struct err *err)
{
    struct table old = {0}, new = {0};
    struct gazetteer *gazetteer = NULL;
    bool ok = true;

    if (diffing->gazetteer) {
        gazetteer = gazetteer_open(diffing->gazetteer, err);
        ok = gazetteer != NULL;
    }
    ok = ok && load(diffing, path_old, gazetteer, &old, err) &&
         load(diffing, path_new, gazetteer, &new, err) &&
         diffing_compare(diffing, gazetteer,
                         &(struct diffing_side){&old, path_old},
                         &(struct diffing_side){&new, path_new}, changed, err);
    table_release(&old);
    table_release(&new);
    gazetteer_close(gazetteer);
    return ok;
}

void diffing_release(struct diffing *diffing)
{
    opt_list_release(&diffing->area);
    opt_list_release(&diffing->pref);
    opt_list_release(&diffing->format);
    opt_list_release(&diffing->municipalities);
}
