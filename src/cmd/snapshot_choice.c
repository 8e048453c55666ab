#include "cmd/snapshot_choice.h"

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

uint64_t snapshot_bytes(const struct snapshot *snapshot)
{
    uint64_t bytes = 0;

    for (size_t i = 0; i < snapshot->n_file; i++)
        bytes += snapshot->file[i].bytes;
    return bytes;
}
