#include "cmd/snapshot_inputs.h"

#include "base/in.h"
#include "base/say.h"
#include "cmd/snapshot_choice.h"
#include "listing/listing.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Snapshots below one folder. */
struct below {
    struct snapshot_inputs *found;
    struct snapshot *item;
    size_t n, cap;
};

static void add_path(struct snapshot_inputs *found, const char *path)
{
    found->path = mem_room(found->path, found->n_path, &found->cap_path,
                           sizeof(*found->path));
    found->path[found->n_path++] = path;
}

static void add_but(struct snapshot_inputs *found, const char *path)
{
    found->but = mem_room(found->but, found->n_but, &found->cap_but,
                          sizeof(*found->but));
    found->but[found->n_but++] = path;
}

static void add_date(struct snapshot_inputs *found, const char *path,
                     const char *as_of)
{
    if (!as_of)
        return;
    found->date = mem_room(found->date, found->n_date, &found->cap_date,
                           sizeof(*found->date));
    found->date[found->n_date++] = (struct input_date){path, as_of};
}

/* As in_list() reaches it. */
static const char *file_in(struct snapshot_inputs *found, const char *folder,
                           const char *name)
{
    return arena_format(&found->arena, "%s/%s", folder, name);
}

static bool find_snapshot(const char *path, struct snapshot *snapshot,
                          bool *is_one, struct snapshot_inputs *found,
                          struct err *err)
{
    return snapshot_of(path, snapshot, is_one, &found->arena, err) &&
           (!*is_one || snapshot_choice_may_be_read(snapshot, path,
                                                    found->with_refused, err));
}

static void pass_over(const char *path)
{
    say_warn(_("'%s' was not fetched, and is passed over: it lies in the "
               "folder of a snapshot; keep files of your own in another "
               "folder"),
             path);
}

static int keep_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* What the manifest does not name, a folder too. */
static bool leave_others(struct snapshot_inputs *found,
                         const struct snapshot *snapshot, const char *path,
                         struct err *err)
{
    struct dirent **entry = NULL;
    int n = scandir(path, &entry, keep_visible, alphasort);

    if (n < 0)
        return err_set(err, ERR_STORAGE, _("cannot read '%s': %s"), path,
                       strerror(errno));
    add_but(found, file_in(found, path, SNAPSHOT_MANIFEST));
    for (int i = 0; i < n; i++) {
        if (!snapshot_has(snapshot, entry[i]->d_name)) {
            const char *other = file_in(found, path, entry[i]->d_name);
            pass_over(other);
            add_but(found, other);
        }
        free(entry[i]);
    }
    free(entry);
    return true;
}

/* ---- a snapshot that was named, or a file in one ---- */

static bool read_whole(struct snapshot_inputs *found,
                       const struct snapshot *snapshot, const char *path,
                       struct err *err)
{
    if (!leave_others(found, snapshot, path, err))
        return false;
    add_path(found, path);
    for (size_t i = 0; i < snapshot->n_file; i++) {
        if (!snapshot_choice_check_file(snapshot->path, &snapshot->file[i],
                                        err))
            return false;
        add_date(found, file_in(found, path, snapshot->file[i].name),
                 snapshot->as_of);
    }
    return true;
}

/* A shell's pattern names many files of one folder: it is looked into once. */
struct last {
    char *folder;
    struct snapshot snapshot;
    bool is_one;
};

static char *folder_of(const char *path)
{
    size_t len = (size_t)(in_file_name(path) - path);

    return len ? strndup(path, len) : strdup(".");
}

static bool take_file(struct snapshot_inputs *found, struct last *last,
                      const char *path, struct err *err)
{
    const char *name = in_file_name(path);
    char *folder = folder_of(path);

    if (!last->folder || strcmp(last->folder, folder) != 0) {
        free(last->folder);
        last->folder = folder;
        if (!find_snapshot(folder, &last->snapshot, &last->is_one, found, err))
            return false;
    } else {
        free(folder);
    }
    if (last->is_one && strcmp(name, SNAPSHOT_MANIFEST) == 0)
        return true;
    if (last->is_one && !snapshot_has(&last->snapshot, name)) {
        pass_over(path);
        return true;
    }
    add_path(found, path);
    for (size_t i = 0; last->is_one && i < last->snapshot.n_file; i++) {
        const struct snapshot_file *file = &last->snapshot.file[i];
        if (strcmp(file->name, name) != 0)
            continue;
        if (!snapshot_choice_check_file(last->snapshot.path, file, err))
            return false;
        add_date(found, path, last->snapshot.as_of);
    }
    return true;
}

/* ---- snapshots somewhere below a folder ---- */

static bool is_folder(const char *path, bool follow)
{
    struct stat about;

    return (follow ? stat(path, &about) : lstat(path, &about)) == 0 &&
           S_ISDIR(about.st_mode);
}

static bool look_below(struct below *below, const char *path, int depth,
                       struct err *err);

static bool look_at(struct below *below, const char *path, int depth,
                    struct err *err)
{
    struct snapshot snapshot;
    bool is_one;

    if (!find_snapshot(path, &snapshot, &is_one, below->found, err))
        return false;
    if (!is_one)
        return look_below(below, path, depth + 1, err);
    below->item =
        mem_room(below->item, below->n, &below->cap, sizeof(*below->item));
    snapshot.path = path; /* as in_list() reaches it */
    below->item[below->n++] = snapshot;
    return true;
}

static bool look_below(struct below *below, const char *path, int depth,
                       struct err *err)
{
    struct dirent **entry = NULL;
    bool ok = true;

    if (depth > IN_MAX_DEPTH)
        return true; /* in_list() refuses it */
    int n = scandir(path, &entry, keep_visible, alphasort);
    if (n < 0)
        return err_set(err, ERR_STORAGE, _("cannot read '%s': %s"), path,
                       strerror(errno));
    for (int i = 0; i < n; i++) {
        const char *child = file_in(below->found, path, entry[i]->d_name);
        if (ok && is_folder(child, false))
            ok = look_at(below, child, depth, err);
        free(entry[i]);
    }
    free(entry);
    return ok;
}

static bool is_input(const struct snapshot_file *file)
{
    if (!file->listing)
        return false;
    for (size_t i = 0; i < listing_count; i++)
        if (strcmp(listings[i]->id, file->listing) == 0)
            return true;
    return strcmp(file->listing, "municipalities") == 0;
}

static bool read_listings(struct snapshot_inputs *found,
                          const struct snapshot *snapshot, struct err *err)
{
    size_t n_other = 0;

    if (!leave_others(found, snapshot, snapshot->path, err))
        return false;
    for (size_t i = 0; i < snapshot->n_file; i++) {
        const struct snapshot_file *file = &snapshot->file[i];
        const char *path = file_in(found, snapshot->path, file->name);
        if (is_input(file)) {
            if (!snapshot_choice_check_file(snapshot->path, file, err))
                return false;
            add_date(found, path, snapshot->as_of);
        } else {
            add_but(found, path);
            n_other++;
        }
    }
    if (n_other)
        say(_("'%s': %zu of %zu files are no listings of facilities and were "
              "passed over"),
            snapshot->path, n_other, snapshot->n_file);
    return true;
}

static bool take_folder(struct snapshot_inputs *found, const char *path,
                        struct err *err)
{
    struct below below = {.found = found};
    struct snapshot named;
    bool is_one;

    if (!find_snapshot(path, &named, &is_one, found, err))
        return false;
    if (is_one)
        return read_whole(found, &named, path, err);
    add_path(found, path);
    bool ok = look_below(&below, path, 0, err);
    for (size_t i = 0; ok && i < below.n; i++) {
        const struct snapshot *snapshot = &below.item[i];
        const struct snapshot *newest =
            snapshot_newest(below.item, below.n, snapshot->source);
        if (newest == snapshot) {
            ok = read_listings(found, snapshot, err);
        } else {
            say(_("'%s' was passed over: '%s' is newer"), snapshot->path,
                newest->path);
            add_but(found, snapshot->path);
        }
    }
    free(below.item);
    return ok;
}

/* ---- the whole ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int by_path(const void *a, const void *b)
{
    const struct input_date *x = a, *y = b;

    return strcmp(x->path, y->path);
}

bool snapshot_inputs_find(const struct opt_list *operands,
                          struct snapshot_inputs *found, struct err *err)
{
    struct last last = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < operands->n; i++) {
        const char *path = operands->item[i];
        ok = is_folder(path, true) ? take_folder(found, path, err)
                                   : take_file(found, &last, path, err);
    }
    free(last.folder);
    if (found->n_but)
        qsort(found->but, found->n_but, sizeof(*found->but), by_text);
    if (found->n_date)
        qsort(found->date, found->n_date, sizeof(*found->date), by_path);
    return ok;
}

void snapshot_inputs_release(struct snapshot_inputs *found)
{
    free(found->path);
    free(found->but);
    free(found->date);
    arena_release(&found->arena);
}
