#include "fetch/disk.h"

#include <errno.h>
#include <string.h>

bool disk_is_full(int fault)
{
    return fault == ENOSPC || fault == EDQUOT;
}

bool disk_fail(struct err *err, const char *path)
{
    const char *slash = strrchr(path, '/');

    return err_set(err, ERR_STORAGE,
                   _("the disk of the folder '%.*s' is full; free some of it, "
                     "then run the same command again: it goes on where it "
                     "stopped"),
                   slash ? (int)(slash - path) : 1, slash ? path : ".");
}
