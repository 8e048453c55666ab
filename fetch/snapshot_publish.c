#include "base/clock.h"
#include "base/in.h"
#include "base/out.h"
#include "fetch/snapshot_manifest.h"
#include "fetch/snapshot_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where a snapshot is put together, and where it goes. */
struct publishing {
    struct snapshot_store *store;
    struct snapshot *snapshot;
    struct arena *arena;
    const char *staging; /* name in DATA */
    const char *path;    /* of it, for people and for hashing */
    int fd;              /* of it */
    int parent;          /* the folder that will hold it */
    const char *parent_path;
    struct snapshot_name name;
    const char *folder; /* its last name */
};

/* ---- what is in it ---- */

static int by_name(const void *a, const void *b)
{
    const struct snapshot_file *x = a, *y = b;

    return strcmp(x->name, y->name);
}

static bool describe_file(struct publishing *p, struct snapshot_file *file,
                          struct err *err)
{
    struct stat info;

    if (fstatat(p->fd, file->name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return snapshot_fail(err, _("open"), p->path, file->name);
    file->bytes = (uint64_t)info.st_size;
    if (!file->fetched)
        file->fetched = p->snapshot->fetched;
    return in_sha256(arena_format(p->arena, "%s/%s", p->path, file->name),
                     file->sha256, err);
}

/* What was taken is what is described: nothing else is published. */
static bool all_are_described(const struct publishing *p, struct err *err)
{
    struct snapshot_names names;
    bool ok = snapshot_names(p->fd, &names) ||
              snapshot_fail(err, _("open the folder"), p->path, "");

    for (size_t i = 0; ok && i < names.n; i++)
        ok = snapshot_has(p->snapshot, names.item[i]) ||
             err_set(err, ERR_INTERNAL, _("'%s/%s' belongs to no snapshot"),
                     p->path, names.item[i]);
    snapshot_names_release(&names);
    return ok;
}

static bool set_name(struct publishing *p, struct err *err)
{
    const char *as_of = p->snapshot->as_of, *fetched = p->snapshot->fetched;
    const char *date = as_of ? as_of : fetched;

    p->name = (struct snapshot_name){.undated = !as_of, .revision = 1};
    if (as_of)
        memcpy(p->name.date, as_of, strnlen(as_of, 10));
    else
        snapshot_day(fetched, p->name.date);
    return (snapshot_is_date(p->name.date) &&
            (!as_of || strlen(as_of) == 10)) ||
           err_set(err, ERR_INTERNAL, _("'%s' is not a date"), date);
}

static bool describe(struct publishing *p, struct err *err)
{
    struct snapshot *snapshot = p->snapshot;
    char now[CLOCK_TEXT];

    if (!clock_now(now, err))
        return false;
    if (!snapshot->fetched)
        snapshot->fetched = arena_copy(p->arena, now, strlen(now));
    if (!snapshot->program)
        snapshot->program = "zaitaku " ZAITAKU_VERSION;
    if (snapshot->n_file)
        qsort(snapshot->file, snapshot->n_file, sizeof(*snapshot->file),
              by_name);
    for (size_t i = 0; i < snapshot->n_file; i++)
        if (!describe_file(p, &snapshot->file[i], err))
            return false;
    return all_are_described(p, err) && set_name(p, err);
}

/* ---- where it goes ---- */

static bool open_parent(struct publishing *p, struct err *err)
{
    const char *source = p->snapshot->source;
    int above = p->store->fd;

    if (p->snapshot->refused) {
        above = snapshot_folder(p->store->fd, SNAPSHOT_QUARANTINE, true);
        if (above < 0)
            return snapshot_fail(err, _("create the folder"), p->store->data,
                                 SNAPSHOT_QUARANTINE);
    }
    p->parent = snapshot_folder(above, source, true);
    int fault = errno;
    p->parent_path = arena_format(
        p->arena, "%s/%s%s", p->store->data,
        p->snapshot->refused ? SNAPSHOT_QUARANTINE "/" : "", source);
    bool synced = p->parent >= 0 && fsync(above) == 0;
    if (p->parent >= 0 && !synced)
        fault = errno;
    if (above != p->store->fd)
        close(above);
    errno = fault;
    return synced ||
           snapshot_fail(err, _("create the folder"), p->parent_path, "");
}

/* The newest of its date; of an undated one, the newest at all. */
static bool find_newest(const struct publishing *p,
                        const struct snapshot_names *names,
                        struct snapshot_name *newest)
{
    bool found = false;

    for (size_t i = 0; i < names->n; i++) {
        struct snapshot_name name;
        if (!snapshot_name_read(names->item[i], &name) ||
            (!p->name.undated &&
             (name.undated || strcmp(name.date, p->name.date) != 0)))
            continue;
        if (!found || snapshot_name_order(&name, newest) > 0)
            *newest = name;
        found = true;
    }
    return found;
}

/* A damaged one does not stand for what was fetched anew. */
static bool is_whole(const struct snapshot *snapshot)
{
    struct err ignored;

    for (size_t i = 0; i < snapshot->n_file; i++)
        if (!snapshot_check(snapshot->path, &snapshot->file[i], &ignored))
            return false;
    return true;
}

static void set_place(struct publishing *p)
{
    p->snapshot->folder = p->folder;
    p->snapshot->revision = p->name.revision;
    p->snapshot->path =
        arena_format(p->arena, "%s/%s", p->parent_path, p->folder);
}

static bool compare(struct publishing *p, const struct snapshot_name *newest,
                    bool *same, struct err *err)
{
    const char *folder = snapshot_name_write(newest, p->arena);
    const char *path = arena_format(p->arena, "%s/%s", p->parent_path, folder);
    struct snapshot there = {0};
    bool ours = false;
    int fd = snapshot_folder(p->parent, folder, false);

    if (fd < 0)
        return snapshot_fail(err, _("open the folder"), path, "");
    bool ok = snapshot_manifest_read(fd, path, &there, &ours, p->arena, err);
    close(fd);
    *same = ok && ours && !there.refused == !p->snapshot->refused &&
            snapshot_same_files(&there, p->snapshot) && is_whole(&there);
    if (*same) {
        p->folder = folder;
        p->name = *newest;
        set_place(p);
    }
    return ok;
}

static bool choose_folder(struct publishing *p, bool *same, struct err *err)
{
    struct snapshot_names names;
    struct snapshot_name newest = {0};
    bool ok = snapshot_names(p->parent, &names) ||
              snapshot_fail(err, _("open the folder"), p->parent_path, "");

    if (ok && find_newest(p, &names, &newest))
        ok = compare(p, &newest, same, err);
    for (size_t i = 0; ok && !*same && i < names.n; i++) {
        struct snapshot_name name;
        if (snapshot_name_read(names.item[i], &name) &&
            name.undated == p->name.undated &&
            strcmp(name.date, p->name.date) == 0 &&
            name.revision >= p->name.revision)
            p->name.revision = name.revision + 1;
    }
    snapshot_names_release(&names);
    if (ok && !*same)
        p->folder = snapshot_name_write(&p->name, p->arena);
    return ok;
}

/* ---- putting it there ---- */

static bool put_manifest(struct publishing *p, struct err *err)
{
    struct buf text = {0};
    struct snapshot reread;
    bool ours = false;
    int fd = openat(p->fd, SNAPSHOT_MANIFEST,
                    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

    snapshot_manifest_write(p->snapshot, &text);
    bool ok = fd >= 0 && out_put(fd, buf_str(&text)) && fsync(fd) == 0;
    int fault = errno;
    if (fd >= 0 && close(fd) != 0 && ok) {
        ok = false;
        fault = errno;
    }
    buf_release(&text);
    errno = fault;
    if (!ok)
        return snapshot_fail(err, _("write"), p->path, SNAPSHOT_MANIFEST);
    /* What nobody could read is not published. */
    return snapshot_manifest_read(p->fd, p->path, &reread, &ours, p->arena,
                                  err) &&
           (ours ||
            err_set(err, ERR_INTERNAL,
                    _("the manifest of '%s' cannot be read back"), p->path));
}

static bool is_unknown_to_disk(int fault)
{
    return fault == EINVAL || fault == ENOSYS || fault == EOPNOTSUPP;
}

static bool rename_new(struct publishing *p)
{
    int data = p->store->fd;

    if (renameat2(data, p->staging, p->parent, p->folder, RENAME_NOREPLACE) ==
        0)
        return true;
    /* The lock is ours and no such name was there: a plain rename does. */
    return is_unknown_to_disk(errno) &&
           renameat(data, p->staging, p->parent, p->folder) == 0;
}

static bool put_there(struct publishing *p, struct err *err)
{
    if (syncfs(p->fd) != 0)
        return snapshot_fail(err, _("sync"), p->path, "");
    if (!rename_new(p))
        return snapshot_fail(err, _("publish"), p->parent_path, p->folder);
    if (fsync(p->parent) == 0 && fsync(p->store->fd) == 0)
        return true;
    snapshot_fail(err, _("sync"), p->parent_path, "");
    /* Nobody knows whether it would outlast a power cut: it is not there. */
    (void)!renameat(p->parent, p->folder, p->store->fd, p->staging);
    return false;
}

/* ---- the whole ---- */

static void remove_partials(struct publishing *p)
{
    for (size_t i = 0; i < p->snapshot->n_file; i++) {
        const char *path =
            snapshot_partial(p->store, p->snapshot->file[i].url, p->arena);
        unlink(path);
        unlink(arena_format(p->arena, "%s.meta", path));
    }
}

static bool publish(struct publishing *p, bool *same, struct err *err)
{
    if (!describe(p, err) || !open_parent(p, err) ||
        !choose_folder(p, same, err))
        return false;
    if (!*same && (!put_manifest(p, err) || !put_there(p, err)))
        return false;
    set_place(p);
    remove_partials(p);
    return true;
}

bool snapshot_publish(struct snapshot_store *store, struct snapshot *snapshot,
                      bool *same, struct arena *arena, struct err *err)
{
    struct publishing p = {.store = store,
                           .snapshot = snapshot,
                           .arena = arena,
                           .staging = snapshot_staging(snapshot->source, arena),
                           .parent = -1};

    *same = false;
    p.path = arena_format(arena, "%s/%s", store->data, p.staging);
    p.fd = snapshot_folder(store->fd, p.staging, false);
    bool ok = p.fd >= 0 ? publish(&p, same, err)
                        : snapshot_fail(err, _("open the folder"), p.path, "");
    if (p.fd >= 0)
        close(p.fd);
    if (p.parent >= 0)
        close(p.parent);
    /* What is left of it: nothing, or what failed. */
    snapshot_abandon(store, snapshot->source);
    return ok;
}
