#include "base/buf.h"
#include "base/out.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct walk {
    const char *root;
    bool (*visit)(void *context, const char *name, struct err *err);
    void *context;
};

static int not_dots(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int in_byte_order(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool walk_folder(const struct walk *walk, const char *relative,
                        struct err *err)
{
    struct dirent **entry = NULL;
    struct buf path = {0}, name = {0};
    bool ok = true;

    buf_addf(&path, "%s/%s", walk->root, relative);
    int n = scandir(path.ptr, &entry, not_dots, in_byte_order);
    if (n < 0)
        ok = err_set(err, ERR_STORAGE, _("cannot read the folder '%s': %s"),
                     path.ptr, strerror(errno));
    for (int i = 0; ok && i < n; i++) {
        struct stat info;
        buf_clear(&name);
        buf_addf(&name, "%s%s%s", relative, *relative ? "/" : "",
                 entry[i]->d_name);
        buf_clear(&path);
        buf_addf(&path, "%s/%s", walk->root, name.ptr);
        if (lstat(path.ptr, &info) == 0 && S_ISDIR(info.st_mode))
            ok = walk_folder(walk, name.ptr, err);
        else
            ok = walk->visit(walk->context, name.ptr, err);
    }
    for (int i = 0; i < n; i++)
        free(entry[i]);
    free(entry);
    buf_release(&path);
    buf_release(&name);
    return ok;
}

bool out_walk(const char *path,
              bool (*visit)(void *context, const char *name, struct err *err),
              void *context, struct err *err)
{
    struct walk walk = {path, visit, context};

    return walk_folder(&walk, "", err);
}

bool out_read_back(const char *folder, const char *name, size_t max,
                   struct arena *arena, struct str *bytes, struct err *err)
{
    char *path =
        arena_format(arena, "%s%s%s", folder, *folder ? "/" : "", name);
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    struct stat info;
    size_t at = 0;

    if (fd < 0 || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        err_set(err, ERR_STORAGE, _("cannot read '%s': %s"), path,
                fd < 0 ? strerror(errno) : _("not a regular file"));
        if (fd >= 0)
            close(fd);
        return false;
    }
    if ((size_t)info.st_size > max) {
        close(fd);
        return err_set(err, ERR_STORAGE, _("'%s' is larger than %zu bytes"),
                       path, max);
    }
    char *text = arena_alloc(arena, (size_t)info.st_size + 1);
    while (at < (size_t)info.st_size) {
        ssize_t got = read(fd, text + at, (size_t)info.st_size - at);
        if (got <= 0)
            break;
        at += (size_t)got;
    }
    close(fd);
    *bytes = (struct str){text, at};
    return true;
}
