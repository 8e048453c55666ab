/* The snapshot that a path belongs to, and what is in one. */
#include "fetch/snapshot_manifest.h"
#include "fetch/snapshot_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool snapshot_has(const struct snapshot *snapshot, const char *name)
{
    size_t low = 0, high = snapshot->n_file;

    if (strcmp(name, SNAPSHOT_MANIFEST) == 0)
        return true;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(name, snapshot->file[middle].name);
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

/* "data/kaigo/2025-12-31/a.csv": its folder, "." when none is named. */
static const char *parent_of(const char *path, struct arena *arena)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return ".";
    return slash == path ? "/"
                         : arena_copy(arena, path, (size_t)(slash - path));
}

/* The folder's own name, also of "." and "2025-12-31/". */
static void set_folder(struct snapshot *snapshot, struct arena *arena)
{
    struct snapshot_name name;
    char *real = realpath(snapshot->path, NULL);
    const char *slash = real ? strrchr(real, '/') : NULL;
    const char *folder = slash ? slash + 1 : snapshot->path;

    snapshot->folder = arena_copy(arena, folder, strlen(folder));
    snapshot->revision = snapshot_name_read(folder, &name) ? name.revision : 1;
    free(real);
}

bool snapshot_of(const char *path, struct snapshot *snapshot, bool *found,
                 struct arena *arena, struct err *err)
{
    const char *folder = snapshot_data(path, arena);
    const char *file = NULL;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    *found = false;
    if (fd < 0 && errno == ENOTDIR) {
        const char *slash = strrchr(path, '/');
        file = slash ? slash + 1 : path;
        folder = parent_of(path, arena);
        fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
    if (fd < 0)
        return true; /* whoever reads it says why it cannot be read */
    bool ok = snapshot_manifest_read(fd, folder, snapshot, found, arena, err);
    close(fd);
    if (!ok)
        return false;
    *found = *found && (!file || snapshot_has(snapshot, file));
    if (*found)
        set_folder(snapshot, arena);
    return true;
}

const struct snapshot_file *snapshot_find_url(const struct snapshot *snapshot,
                                              const char *url)
{
    for (size_t f = 0; f < snapshot->n_file; f++)
        if (strcmp(snapshot->file[f].url, url) == 0)
            return &snapshot->file[f];
    return NULL;
}
