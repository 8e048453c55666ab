#include "base/out_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static bool remove_entry(int fd, const char *name)
{
    if (unlinkat(fd, name, 0) == 0)
        return true;
    return (errno == EISDIR || errno == EPERM) && out_remove_tree(fd, name);
}

bool out_remove_tree(int folder, const char *name)
{
    int fd =
        openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *entries = fd < 0 ? NULL : fdopendir(fd);
    bool ok = entries != NULL;

    if (!ok && fd >= 0)
        close(fd);
    for (struct dirent *e; ok && (e = readdir(entries)) != NULL;)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            ok = remove_entry(fd, e->d_name);
    if (entries)
        closedir(entries);
    return ok && unlinkat(folder, name, AT_REMOVEDIR) == 0;
}
