#include "base/scratch.h"

#include "base/arena.h"
#include "base/out_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define START "zaitaku-scratch-"
#define NAME START "XXXXXX" /* as mkdtemp() wants it */

struct scratch {
    char *path;
    int fd; /* holds the lock */
};

static int enter(int parent, const char *name)
{
    return openat(parent, name,
                  O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Ours, and not removed since it was opened. */
static bool is_ours(int fd)
{
    struct stat about;

    return fstat(fd, &about) == 0 && about.st_nlink > 0 &&
           about.st_uid == geteuid();
}

/* What runs that died have left. */
static void sweep(const char *parent)
{
    DIR *entries = opendir(parent);

    if (!entries)
        return;
    for (struct dirent *e; (e = readdir(entries)) != NULL;) {
        if (strncmp(e->d_name, START, strlen(START)) != 0 ||
            strlen(e->d_name) != strlen(NAME))
            continue;
        int fd = enter(dirfd(entries), e->d_name);
        if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0 && is_ours(fd))
            out_remove_tree(dirfd(entries), e->d_name);
        if (fd >= 0)
            close(fd);
    }
    closedir(entries);
}

/* Another run may sweep the new folder away before it is locked. */
static bool make(struct scratch *scratch, const char *parent)
{
    size_t size = strlen(parent) + sizeof("/" NAME);

    for (int tries = 0; tries < 100; tries++) {
        scratch->path = mem_grow(scratch->path, size);
        snprintf(scratch->path, size, "%s/%s", parent, NAME);
        if (!mkdtemp(scratch->path))
            return false;
        scratch->fd = enter(AT_FDCWD, scratch->path);
        /* A file system without locks: nobody can sweep there either. */
        if (scratch->fd >= 0 &&
            (flock(scratch->fd, LOCK_EX | LOCK_NB) == 0 ||
             errno != EWOULDBLOCK) &&
            is_ours(scratch->fd))
            return true;
        if (scratch->fd >= 0)
            close(scratch->fd);
        errno = EAGAIN;
    }
    return false;
}

struct scratch *scratch_open(struct err *err)
{
    const char *named = getenv("TMPDIR");
    struct scratch *scratch = mem_alloc(sizeof(*scratch));

    *scratch = (struct scratch){.fd = -1};
    if (!named || !*named)
        named = "/tmp";
    char *parent = realpath(named, NULL);
    if (parent)
        sweep(parent);
    if (parent && make(scratch, parent)) {
        free(parent);
        return scratch;
    }
    err_set(err, ERR_STORAGE,
            _("cannot make a temporary folder in '%s': %s; set TMPDIR to "
              "another folder"),
            named, strerror(errno));
    free(parent);
    free(scratch->path);
    free(scratch);
    return NULL;
}

const char *scratch_path(const struct scratch *scratch)
{
    return scratch->path;
}

void scratch_close(struct scratch *scratch)
{
    if (!scratch)
        return;
    out_remove_tree(AT_FDCWD, scratch->path);
    close(scratch->fd);
    free(scratch->path);
    free(scratch);
}
