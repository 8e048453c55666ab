#include "base/out.h"
#include "base/out_tree.h"
#include "fetch/snapshot_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool snapshot_is_quarantined(const struct snapshot *snapshot)
{
    struct arena arena = {0};
    const char *end = arena_format(&arena, "/%s/%s/%s", SNAPSHOT_QUARANTINE,
                                   snapshot->source, snapshot->folder);
    bool yes = str_ends(str_of(snapshot->path), str_of(end));

    arena_release(&arena);
    return yes;
}

/* ---- snapshots ---- */

static bool is_own(void *context, const char *name, struct err *err)
{
    const struct snapshot *snapshot = context;

    return snapshot_has(snapshot, name) ||
           err_set(err, ERR_STORAGE,
                   _("'%s/%s' was not fetched and would be lost; move it away"),
                   snapshot->path, name);
}

/* Away from where readers look, in one step. */
static bool hide(struct snapshot_store *store, int source,
                 const struct snapshot *snapshot, const char *hidden,
                 struct err *err)
{
    if (faccessat(store->fd, hidden, F_OK, AT_SYMLINK_NOFOLLOW) == 0 &&
        !out_remove_tree(store->fd, hidden))
        return snapshot_fail(err, _("remove"), store->data, hidden);
    return (renameat(source, snapshot->folder, store->fd, hidden) == 0 &&
            fsync(source) == 0 && fsync(store->fd) == 0) ||
           snapshot_fail(err, _("remove"), snapshot->path, "");
}

static bool prune_from(struct snapshot_store *store, int above,
                       const struct snapshot *snapshot, struct arena *arena,
                       struct err *err)
{
    const char *hidden = arena_format(arena, "%s%s-%s", SNAPSHOT_PRUNED,
                                      snapshot->source, snapshot->folder);
    int source = snapshot_folder(above, snapshot->source, false);
    bool ok = source >= 0 ? hide(store, source, snapshot, hidden, err)
                          : snapshot_fail(err, _("open the folder"),
                                          snapshot->path, "");

    if (source >= 0)
        close(source);
    ok = ok && (out_remove_tree(store->fd, hidden) ||
                snapshot_fail(err, _("remove"), store->data, hidden));
    if (ok) /* the last of its source: an empty folder is of no use */
        unlinkat(above, snapshot->source, AT_REMOVEDIR);
    return ok;
}

bool snapshot_prune(struct snapshot_store *store,
                    const struct snapshot *snapshot, struct err *err)
{
    struct arena arena = {0};
    struct snapshot own = *snapshot;
    bool quarantined = snapshot_is_quarantined(snapshot);
    int above = quarantined
                    ? snapshot_folder(store->fd, SNAPSHOT_QUARANTINE, false)
                    : store->fd;

    if (above < 0)
        return snapshot_fail(err, _("open the folder"), store->data,
                             SNAPSHOT_QUARANTINE);
    bool ok = out_walk(snapshot->path, is_own, &own, err) &&
              prune_from(store, above, snapshot, &arena, err);
    if (quarantined)
        close(above);
    arena_release(&arena);
    return ok;
}

/* ---- partial downloads ---- */

bool snapshot_partial_size(const char *data, uint64_t *bytes, struct err *err)
{
    struct arena arena = {0};
    struct snapshot_names names = {0};
    const char *path = arena_format(
        &arena, "%s/%s", snapshot_data(data, &arena), SNAPSHOT_PARTIAL);
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat info;

    *bytes = 0;
    bool ok = fd >= 0 ? snapshot_names(fd, &names) : errno == ENOENT;
    if (!ok)
        snapshot_fail(err, _("open the folder"), path, "");
    for (size_t i = 0; ok && i < names.n; i++)
        if (snapshot_is_partial(names.item[i]) &&
            fstatat(fd, names.item[i], &info, AT_SYMLINK_NOFOLLOW) == 0)
            *bytes += (uint64_t)info.st_size;
    if (fd >= 0)
        close(fd);
    snapshot_names_release(&names);
    arena_release(&arena);
    return ok;
}

bool snapshot_prune_partial(struct snapshot_store *store, uint64_t *bytes,
                            struct err *err)
{
    struct snapshot_names names = {0};

    if (!snapshot_partial_size(store->data, bytes, err))
        return false;
    bool ok =
        snapshot_names(store->partial, &names) ||
        snapshot_fail(err, _("open the folder"), store->data, SNAPSHOT_PARTIAL);
    for (size_t i = 0; ok && i < names.n; i++)
        ok = !snapshot_is_partial(names.item[i]) ||
             unlinkat(store->partial, names.item[i], 0) == 0 ||
             snapshot_fail(err, _("remove"), store->data, names.item[i]);
    snapshot_names_release(&names);
    return ok;
}
