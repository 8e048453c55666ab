#include "fetch/snapshot_store.h"

#include "base/out.h"
#include "base/out_tree.h"
#include "fetch/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- what all files share ---- */

bool snapshot_fail(struct err *err, const char *what, const char *folder,
                   const char *name)
{
    int fault = errno;
    struct buf path = {0};

    buf_addf(&path, "%s%s%s", folder, *name ? "/" : "", name);
    if (disk_is_full(fault))
        disk_fail(err, path.ptr);
    else
        err_set(err, ERR_STORAGE, _("cannot %s '%s': %s"), what, path.ptr,
                strerror(fault));
    buf_release(&path);
    return false;
}

const char *snapshot_data(const char *data, struct arena *arena)
{
    size_t len = strlen(data);

    while (len > 1 && data[len - 1] == '/')
        len--;
    return arena_copy(arena, data, len);
}

int snapshot_folder(int folder, const char *name, bool make)
{
    if (make && mkdirat(folder, name, 0755) != 0 && errno != EEXIST)
        return -1;
    return openat(folder, name,
                  O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool snapshot_names(int folder, struct snapshot_names *names)
{
    int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = fd < 0 ? NULL : fdopendir(fd);

    *names = (struct snapshot_names){0};
    if (!entries) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    errno = 0;
    for (struct dirent *e; (e = readdir(entries)) != NULL;) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        names->item =
            mem_room(names->item, names->n, &names->cap, sizeof(*names->item));
        names->item[names->n++] = strdup(e->d_name);
    }
    bool ok = errno == 0;
    closedir(entries);
    if (names->n)
        qsort(names->item, names->n, sizeof(*names->item), by_bytes);
    return ok;
}

void snapshot_names_release(struct snapshot_names *names)
{
    for (size_t i = 0; i < names->n; i++)
        free(names->item[i]);
    free(names->item);
    *names = (struct snapshot_names){0};
}

/* ---- the lock ---- */

/* Who holds it wrote its number into the file. */
static bool say_holder(struct snapshot_store *store, struct err *err)
{
    char text[32] = "";
    ssize_t n = pread(store->lock, text, sizeof(text) - 1, 0);
    struct str pid = str_trim((struct str){text, n > 0 ? (size_t)n : 0});

    if (!str_digits(pid))
        return err_set(err, ERR_STORAGE,
                       _("'%s' is being written by another run; wait until it "
                         "ends"),
                       store->data);
    return err_set(err, ERR_STORAGE,
                   _("'%s' is being written by another run (process %.*s); "
                     "wait until it ends"),
                   store->data, STR_ARG(pid));
}

static bool take_lock(struct snapshot_store *store, struct err *err)
{
    char text[32];

    store->lock = openat(store->fd, SNAPSHOT_LOCK,
                         O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (store->lock < 0)
        return snapshot_fail(err, _("open"), store->data, SNAPSHOT_LOCK);
    if (flock(store->lock, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK
                   ? say_holder(store, err)
                   : snapshot_fail(err, _("lock"), store->data, SNAPSHOT_LOCK);
    int n = snprintf(text, sizeof(text), "%ld\n", (long)getpid());
    if (ftruncate(store->lock, 0) != 0 ||
        !out_put(store->lock, (struct str){text, (size_t)n}))
        return snapshot_fail(err, _("write"), store->data, SNAPSHOT_LOCK);
    return true;
}

/* ---- what a killed run left ---- */

static bool starts(const char *name, const char *start)
{
    return strncmp(name, start, strlen(start)) == 0;
}

/* ".staging-kaigo" and ".pruned-kaigo-2025-12-01.2", and nothing of others. */
static bool is_left_over(const char *name)
{
    struct snapshot_name date;
    bool ours = false;

    if (starts(name, SNAPSHOT_STAGING))
        return snapshot_is_id(name + strlen(SNAPSHOT_STAGING));
    if (!starts(name, SNAPSHOT_PRUNED))
        return false;
    for (const char *at = name + strlen(SNAPSHOT_PRUNED);
         !ours && (at = strchr(at, '-')) != NULL;)
        ours = snapshot_name_read(++at, &date);
    return ours;
}

static bool clear_folders(struct snapshot_store *store, struct err *err)
{
    struct snapshot_names names;
    bool ok = snapshot_names(store->fd, &names) ||
              snapshot_fail(err, _("open the folder"), store->data, "");

    for (size_t i = 0; ok && i < names.n; i++) {
        const char *name = names.item[i];
        if (!is_left_over(name))
            continue;
        ok = out_remove_tree(store->fd, name) ||
             snapshot_fail(err, _("remove"), store->data, name);
    }
    snapshot_names_release(&names);
    return ok;
}

/*
 * A download that is linked into a snapshot (the run died before it removed
 * it) is that snapshot's file: resuming it would change what is published.
 */
static bool clear_published(struct snapshot_store *store, struct err *err)
{
    struct snapshot_names names;
    struct stat info;
    char path[sizeof(SNAPSHOT_PARTIAL) + 256];
    bool ok =
        snapshot_names(store->partial, &names) ||
        snapshot_fail(err, _("open the folder"), store->data, SNAPSHOT_PARTIAL);

    for (size_t i = 0; ok && i < names.n; i++) {
        const char *name = names.item[i];
        if (!snapshot_is_partial(name) ||
            fstatat(store->partial, name, &info, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISREG(info.st_mode) || info.st_nlink < 2)
            continue;
        snprintf(path, sizeof(path), "%s/%s", SNAPSHOT_PARTIAL, name);
        ok = unlinkat(store->partial, name, 0) == 0 ||
             snapshot_fail(err, _("remove"), store->data, path);
        snprintf(path, sizeof(path), "%s.meta", name);
        unlinkat(store->partial, path, 0);
    }
    snapshot_names_release(&names);
    return ok;
}

/* ---- the store ---- */

static bool open_all(struct snapshot_store *store, struct err *err)
{
    if (mkdir(store->data, 0755) != 0 && errno != EEXIST)
        return snapshot_fail(err, _("create the folder"), store->data, "");
    store->fd = open(store->data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (store->fd < 0)
        return snapshot_fail(err, _("open the folder"), store->data, "");
    if (!take_lock(store, err) || !clear_folders(store, err))
        return false;
    store->partial = snapshot_folder(store->fd, SNAPSHOT_PARTIAL, true);
    if (store->partial < 0)
        return snapshot_fail(err, _("create the folder"), store->data,
                             SNAPSHOT_PARTIAL);
    return clear_published(store, err);
}

struct snapshot_store *snapshot_open(const char *data, struct err *err)
{
    struct snapshot_store *store = mem_alloc(sizeof(*store));

    *store = (struct snapshot_store){.fd = -1, .partial = -1, .lock = -1};
    store->data = snapshot_data(data, &store->arena);
    if (open_all(store, err))
        return store;
    snapshot_close(store);
    return NULL;
}

void snapshot_close(struct snapshot_store *store)
{
    if (!store)
        return;
    if (store->partial >= 0)
        close(store->partial);
    if (store->fd >= 0)
        close(store->fd);
    if (store->lock >= 0)
        close(store->lock);
    arena_release(&store->arena);
    free(store);
}
