#include "cmd/snapshot_choice.h"

#include "base/in.h"
#include "base/say.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

bool snapshot_choice_folder(const char *data, struct err *err)
{
    struct stat about;

    if (stat(data, &about) != 0)
        return err_set(err, ERR_STORAGE,
                       _("cannot open '%s': %s; --dir names the folder of the "
                         "snapshots"),
                       data, strerror(errno));
    return S_ISDIR(about.st_mode) ||
           err_set(err, ERR_STORAGE, _("'%s' is not a folder"), data);
}

bool snapshot_choice_check(const struct snapshots *all,
                           const struct opt_list *sources, struct err *err)
{
    for (size_t s = 0; s < sources->n; s++) {
        bool known = false;
        for (size_t i = 0; i < all->n && !known; i++)
            known = strcmp(all->item[i].source, sources->item[s]) == 0;
        if (!known)
            return err_set(err, ERR_USAGE,
                           _("there is no snapshot of '%s'; 'zaitaku list "
                             "snapshots' shows what there is"),
                           sources->item[s]);
    }
    return true;
}

bool snapshot_choice_has(const struct opt_list *sources,
                         const struct snapshot *snapshot)
{
    for (size_t s = 0; s < sources->n; s++)
        if (strcmp(snapshot->source, sources->item[s]) == 0)
            return true;
    return sources->n == 0;
}

bool snapshot_choice_may_be_read(const struct snapshot *snapshot,
                                 const char *path, bool with_refused,
                                 struct err *err)
{
    if (!snapshot->refused)
        return true;
    if (!with_refused)
        return err_set(err, ERR_INPUT,
                       _("'%s' was refused when it was fetched, and is no "
                         "input: %s"),
                       path, snapshot->refused);
    say_warn(_("'%s': this is an edition that was not accepted: %s"), path,
             snapshot->refused);
    return true;
}

/* Somebody opened it with a spreadsheet program, or the disk has a fault: it is
 * not what the publisher says any more. */
bool snapshot_choice_check_file(const char *folder,
                                const struct snapshot_file *file,
                                struct err *err)
{
    if (snapshot_check(folder, file, err))
        return true;
    err->class = ERR_INPUT;
    return false;
}

bool snapshot_choice_check_path(const char *path, bool with_refused,
                                struct err *err)
{
    struct arena arena = {0};
    struct snapshot snapshot;
    struct stat about;
    bool is_one, whole = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    bool ok = snapshot_of(path, &snapshot, &is_one, &arena, err) &&
              (!is_one ||
               snapshot_choice_may_be_read(&snapshot, path, with_refused, err));

    for (size_t i = 0; ok && is_one && i < snapshot.n_file; i++)
        if (whole || strcmp(snapshot.file[i].name, in_file_name(path)) == 0)
            ok = snapshot_choice_check_file(snapshot.path, &snapshot.file[i],
                                            err);
    arena_release(&arena);
    return ok;
}

uint64_t snapshot_bytes(const struct snapshot *snapshot)
{
    uint64_t bytes = 0;

    for (size_t i = 0; i < snapshot->n_file; i++)
        bytes += snapshot->file[i].bytes;
    return bytes;
}
