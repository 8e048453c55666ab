#include "base/out.h"

#include "base/buf.h"
#include "base/out_tree.h"
#include "base/say.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct out {
    char *path;                 /* the folder as people know it */
    char *parent;               /* the folder that holds it */
    char *name, *staging, *old; /* names in the parent */
    int parent_fd, staging_fd, present_fd;
    pthread_mutex_t lock; /* guards folder creation */
};

static bool fail(struct err *err, const char *what, const char *path)
{
    return err_set(err, ERR_STORAGE, _("cannot %s '%s': %s"), what, path,
                   strerror(errno));
}

/* ---- beginning ---- */

static char *join(const char *a, const char *b, const char *c)
{
    size_t len = strlen(a) + strlen(b) + strlen(c) + 1;
    char *text = mem_alloc(len);

    snprintf(text, len, "%s%s%s", a, b, c);
    return text;
}

static void split_path(struct out *out, const char *path)
{
    size_t len = strlen(path);

    while (len > 1 && path[len - 1] == '/')
        len--;
    out->path = strndup(path, len);
    const char *slash = strrchr(out->path, '/');
    out->name = strdup(slash ? slash + 1 : out->path);
    out->parent = !slash ? strdup(".")
                  : slash == out->path
                      ? strdup("/")
                      : strndup(path, (size_t)(slash - out->path));
    out->staging = join(".", out->name, ".zaitaku-new");
    out->old = join(".", out->name, ".zaitaku-old");
}

static void out_free(struct out *out)
{
    if (out->present_fd >= 0)
        close(out->present_fd);
    if (out->staging_fd >= 0)
        close(out->staging_fd);
    if (out->parent_fd >= 0)
        close(out->parent_fd);
    pthread_mutex_destroy(&out->lock);
    free(out->path);
    free(out->parent);
    free(out->name);
    free(out->staging);
    free(out->old);
    free(out);
}

/* A run that died between the two renames of the fallback left the present
 * generation under its "old" name. */
static bool put_right(struct out *out, struct err *err)
{
    struct stat info;

    if (fstatat(out->parent_fd, out->old, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return true;
    if (faccessat(out->parent_fd, out->name, F_OK, 0) == 0) {
        if (!out_remove_tree(out->parent_fd, out->old))
            return fail(err, _("remove"), out->old);
        return true;
    }
    if (renameat(out->parent_fd, out->old, out->parent_fd, out->name) != 0)
        return fail(err, _("rename"), out->old);
    return true;
}

/* The staging folder's own lock tells a running run from a dead one. */
static bool open_staging(struct out *out, struct err *err)
{
    for (int attempt = 0; attempt < 3; attempt++) {
        if (mkdirat(out->parent_fd, out->staging, 0755) != 0 && errno != EEXIST)
            return fail(err, _("create a folder beside"), out->path);
        out->staging_fd =
            openat(out->parent_fd, out->staging,
                   O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (out->staging_fd < 0)
            return fail(err, _("open"), out->staging);
        if (flock(out->staging_fd, LOCK_EX | LOCK_NB) != 0)
            return err_set(err, ERR_STORAGE,
                           _("'%s' is being written by another run; wait "
                             "until it ends"),
                           out->path);
        DIR *entries = fdopendir(dup(out->staging_fd));
        size_t n = 0;
        while (entries && readdir(entries))
            n++;
        if (entries)
            closedir(entries);
        if (n <= 2)
            return true;
        /* Left by a run that was killed: remove it and start anew. */
        if (!out_remove_tree(out->parent_fd, out->staging))
            return fail(err, _("remove"), out->staging);
        close(out->staging_fd);
        out->staging_fd = -1;
    }
    return err_set(err, ERR_STORAGE,
                   _("'%s' is being written by another run; wait until it "
                     "ends"),
                   out->path);
}

struct out *out_begin(const char *path, struct err *err)
{
    struct out *out = mem_alloc(sizeof(*out));

    *out = (struct out){.parent_fd = -1, .staging_fd = -1, .present_fd = -1};
    pthread_mutex_init(&out->lock, NULL);
    split_path(out, path);
    out->parent_fd = open(out->parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (out->parent_fd < 0) {
        fail(err, _("open the folder"), out->parent);
        goto done;
    }
    if (!put_right(out, err) || !open_staging(out, err))
        goto done;
    out->present_fd =
        openat(out->parent_fd, out->name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (out->present_fd < 0 && errno != ENOENT) {
        fail(err, _("open the folder"), out->path);
        goto done;
    }
    return out;
done:
    out_free(out);
    return NULL;
}

/* ---- writing ---- */

static bool name_is_safe(const char *name)
{
    bool start = true;

    for (const char *c = name; *c; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                     (*c >= '0' && *c <= '9') || *c == '_' || *c == '-';
        if (*c == '/' || *c == '.') {
            if (start)
                return false;
        } else if (!plain) {
            return false;
        }
        start = *c == '/';
    }
    return !start;
}

static bool make_folders(struct out *out, const char *name, struct err *err)
{
    char *path = strdup(name);
    bool ok = true;

    pthread_mutex_lock(&out->lock);
    for (char *slash = strchr(path, '/'); ok && slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdirat(out->staging_fd, path, 0755) != 0 && errno != EEXIST)
            ok = fail(err, _("create the folder"), name);
        *slash = '/';
    }
    pthread_mutex_unlock(&out->lock);
    free(path);
    return ok;
}

/* Is the present generation's file the same, byte for byte? */
static bool unchanged(int folder, const char *name, struct str bytes)
{
    struct stat info;
    char chunk[1 << 16];
    size_t at = 0;
    int fd = folder < 0
                 ? -1
                 : openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

    if (fd < 0)
        return false;
    bool same = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
                (size_t)info.st_size == bytes.len;
    while (same && at < bytes.len) {
        ssize_t got = read(fd, chunk, sizeof(chunk));
        same = got > 0 && (size_t)got <= bytes.len - at &&
               memcmp(chunk, bytes.ptr + at, (size_t)got) == 0;
        if (same)
            at += (size_t)got;
    }
    close(fd);
    return same;
}

bool out_put(int fd, struct str bytes)
{
    for (size_t at = 0; at < bytes.len;) {
        size_t left = bytes.len - at;
        ssize_t put =
            write(fd, bytes.ptr + at, left < (1 << 24) ? left : (1 << 24));
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            if (put == 0)
                errno = ENOSPC;
            return false;
        }
        at += (size_t)put;
    }
    return true;
}

static bool write_new(int folder, const char *name, struct str bytes,
                      struct err *err)
{
    int fd = openat(folder, name,
                    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);

    if (fd < 0)
        return fail(err, _("create"), name);
    if (!out_put(fd, bytes)) {
        fail(err, _("write"), name);
        close(fd);
        return false;
    }
    if (close(fd) != 0)
        return fail(err, _("write"), name);
    return true;
}

bool out_write(struct out *out, const char *name, struct str bytes,
               bool *linked, struct err *err)
{
    if (!name_is_safe(name))
        return err_set(err, ERR_INTERNAL,
                       _("'%s' is not a name that may be written"), name);
    if (!make_folders(out, name, err))
        return false;
    bool link = unchanged(out->present_fd, name, bytes) &&
                linkat(out->present_fd, name, out->staging_fd, name, 0) == 0;
    if (linked)
        *linked = link;
    if (link)
        return true;
    return write_new(out->staging_fd, name, bytes, err) ||
           err_in(err, _("nothing was published to '%s'"), out->path);
}

/* ---- publishing ---- */

static bool exchange(struct out *out, struct err *err)
{
    int at = out->parent_fd;

    if (out->present_fd < 0)
        return renameat(at, out->staging, at, out->name) == 0 ||
               fail(err, _("publish"), out->path);
    if (renameat2(at, out->staging, at, out->name, RENAME_EXCHANGE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP)
        return fail(err, _("publish"), out->path);
    /* No exchange here: two renames; put_right() mends a death in between. */
    if (renameat(at, out->name, at, out->old) != 0)
        return fail(err, _("rename"), out->path);
    if (renameat(at, out->staging, at, out->name) != 0) {
        fail(err, _("publish"), out->path);
        return renameat(at, out->old, at, out->name) == 0 && false;
    }
    return true;
}

/* What exchange() did, undone. */
static void exchange_back(struct out *out)
{
    int at = out->parent_fd;

    if (out->present_fd >= 0 &&
        renameat2(at, out->staging, at, out->name, RENAME_EXCHANGE) == 0)
        return;
    if (renameat(at, out->name, at, out->staging) == 0 && out->present_fd >= 0)
        (void)!renameat(at, out->old, at, out->name);
}

/* The new generation stands: what is left of the former is no error, and the
 * next run removes it too. */
static void discard_former(struct out *out)
{
    if (out->present_fd < 0)
        return;
    if (renameat(out->parent_fd, out->staging, out->parent_fd, out->old) != 0 &&
        errno != ENOENT)
        return;
    if (!out_remove_tree(out->parent_fd, out->old))
        say_warn(_("cannot remove '%s': %s; the next run will"), out->old,
                 strerror(errno));
}

bool out_publish(struct out *out, struct err *err)
{
    bool ok = syncfs(out->staging_fd) == 0 || fail(err, _("sync"), out->path);

    ok = ok && exchange(out, err);
    if (ok && fsync(out->parent_fd) != 0) {
        ok = fail(err, _("sync"), out->parent);
        exchange_back(out);
    }
    if (!ok) {
        out_abandon(out);
        return false;
    }
    discard_former(out);
    out_free(out);
    return true;
}

void out_abandon(struct out *out)
{
    if (!out)
        return;
    out_remove_tree(out->parent_fd, out->staging);
    out_free(out);
}

char *out_file_begin(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    char *start = strndup(path, folder);
    char *name = join(".", path + folder, ".zaitaku-new");
    char *whole = join(start, name, "");

    free(start);
    free(name);
    unlink(whole);
    return whole;
}

static bool sync_path(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return ok;
}

bool out_file_publish(const char *temporary, const char *path, struct err *err)
{
    const char *slash = strrchr(path, '/');
    char *folder =
        slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    bool ok = (sync_path(temporary, O_RDONLY) && rename(temporary, path) == 0 &&
               sync_path(folder, O_RDONLY | O_DIRECTORY)) ||
              fail(err, _("publish"), path);

    free(folder);
    if (!ok)
        unlink(temporary);
    return ok;
}
