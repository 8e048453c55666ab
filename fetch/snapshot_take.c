/* Putting a snapshot together, file by file, where nobody looks. */
#include "base/out.h"
#include "base/out_tree.h"
#include "fetch/snapshot_store.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *snapshot_staging(const char *source, struct arena *arena)
{
    return arena_format(arena, "%s%s", SNAPSHOT_STAGING, source);
}

const char *snapshot_begin(struct snapshot_store *store, const char *source,
                           struct arena *arena, struct err *err)
{
    const char *name = snapshot_staging(source, arena);

    if (!snapshot_is_id(source)) {
        err_set(err, ERR_INTERNAL, _("'%s' is not a name that may be written"),
                source);
        return NULL;
    }
    snapshot_abandon(store, source);
    if (mkdirat(store->fd, name, 0755) != 0) {
        snapshot_fail(err, _("create the folder"), store->data, name);
        return NULL;
    }
    return arena_format(arena, "%s/%s", store->data, name);
}

void snapshot_abandon(struct snapshot_store *store, const char *source)
{
    struct arena arena = {0};

    out_remove_tree(store->fd, snapshot_staging(source, &arena));
    arena_release(&arena);
}

static bool copy_bytes(int from, int to)
{
    char bytes[1 << 16];
    ssize_t n;

    while ((n = read(from, bytes, sizeof(bytes))) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 || !out_put(to, (struct str){bytes, (size_t)n}))
            return false;
    }
    return fsync(to) == 0;
}

static bool copy(const char *from, int folder, const char *name)
{
    int in = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    int out = in < 0 ? -1
                     : openat(folder, name,
                              O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    bool ok = out >= 0 && copy_bytes(in, out);
    int fault = errno;

    if (out >= 0 && close(out) != 0 && ok) {
        ok = false;
        fault = errno;
    }
    if (in >= 0)
        close(in);
    errno = fault;
    return ok;
}

/* Of another disk, or where links are not allowed or not known. */
static bool must_copy(int fault)
{
    return fault == EXDEV || fault == EPERM || fault == EMLINK ||
           fault == EACCES || fault == ENOSYS || fault == EOPNOTSUPP;
}

bool snapshot_take(struct snapshot_store *store, const char *source,
                   const char *from, const char *name, struct err *err)
{
    struct arena arena = {0};
    struct stat info;
    int fd =
        snapshot_folder(store->fd, snapshot_staging(source, &arena), false);
    bool ok = true;

    if (fd < 0)
        ok = snapshot_fail(err, _("open the folder"), store->data,
                           snapshot_staging(source, &arena));
    else if (!snapshot_is_file(name))
        ok = err_set(err, ERR_INTERNAL,
                     _("'%s' is not a name that may be written"), name);
    else if (lstat(from, &info) != 0)
        ok = snapshot_fail(err, _("open"), from, "");
    else if (!S_ISREG(info.st_mode))
        ok = err_set(err, ERR_STORAGE, _("cannot read '%s': %s"), from,
                     _("not a regular file"));
    else if (linkat(AT_FDCWD, from, fd, name, 0) != 0)
        ok = (must_copy(errno) && copy(from, fd, name)) ||
             snapshot_fail(err, _("write"), store->data, name);
    if (fd >= 0)
        close(fd);
    arena_release(&arena);
    return ok;
}
