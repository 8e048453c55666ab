/* What is there: reading only, no lock. */
#include "base/say.h"
#include "fetch/snapshot_manifest.h"
#include "fetch/snapshot_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct listing {
    struct snapshots *snapshots;
    snapshot_tell *tell; /* NULL: the first fault is an error */
    void *context;
    size_t n_fault;
    /* Faults of these sources are errors; NULL: of all, unless they are
     * told. */
    const char *const *needed;
    size_t n_needed;
    const char *source; /* that is being read */
    struct err *err;
};

static bool is_needed(const struct listing *listing)
{
    if (!listing->tell)
        return true;
    for (size_t i = 0; i < listing->n_needed; i++)
        if (!listing->source ||
            strcmp(listing->needed[i], listing->source) == 0)
            return true;
    return false;
}

/* False: the listing ends here. */
static bool fault(struct listing *listing, const struct err *fault)
{
    listing->n_fault++;
    if (is_needed(listing)) {
        *listing->err = *fault;
        return false;
    }
    listing->tell(listing->context, fault->text);
    return true;
}

static bool faultf(struct listing *listing, const char *format,
                   const char *path)
{
    struct err err;

    err_set(&err, ERR_STORAGE, format, path);
    return fault(listing, &err);
}

static bool fault_of_system(struct listing *listing, const char *path)
{
    struct err err;

    snapshot_fail(&err, _("open the folder"), path, "");
    return fault(listing, &err);
}

/* ---- one snapshot ---- */

static struct snapshot_name name_of(const struct snapshot *snapshot)
{
    struct snapshot_name name = {.undated = !snapshot->as_of,
                                 .revision = snapshot->revision};

    if (snapshot->as_of)
        memcpy(name.date, snapshot->as_of, 10);
    else
        snapshot_day(snapshot->fetched, name.date);
    return name;
}

/* Does the manifest stand where it was put? */
static bool is_in_place(const struct snapshot *snapshot, const char *source,
                        const struct snapshot_name *name, bool quarantined)
{
    struct snapshot_name own = name_of(snapshot);
    /* Folders that were named before days were those of Japan. */
    bool dated_utc = own.undated && strlen(snapshot->fetched) >= 10 &&
                     memcmp(snapshot->fetched, name->date, 10) == 0;

    return strcmp(snapshot->source, source) == 0 &&
           own.undated == name->undated &&
           (strcmp(own.date, name->date) == 0 || dated_utc) &&
           (snapshot->refused || !quarantined);
}

static void add(struct snapshots *all, const struct snapshot *snapshot)
{
    all->item = mem_room(all->item, all->n, &all->cap, sizeof(*all->item));
    all->item[all->n++] = *snapshot;
}

/* It may have been pruned, or replaced in quarantine, since it was opened. */
static bool is_still_there(int parent, const char *folder, int fd)
{
    struct stat now, then;

    return fstatat(parent, folder, &now, AT_SYMLINK_NOFOLLOW) == 0 &&
           fstat(fd, &then) == 0 && now.st_ino == then.st_ino &&
           now.st_dev == then.st_dev;
}

struct place {
    int fd; /* of the source's folder */
    const char *source, *path;
    bool quarantined;
};

static bool read_manifest(struct listing *listing, const struct place *place,
                          const char *folder, int fd, const char *path)
{
    struct arena *arena = &listing->snapshots->arena;
    struct snapshot snapshot = {0};
    struct snapshot_name name;
    struct err err;
    bool ours;

    if (!snapshot_manifest_read(fd, path, &snapshot, &ours, arena, &err))
        return fault(listing, &err);
    if (!ours)
        return !is_still_there(place->fd, folder, fd) ||
               faultf(listing,
                      _("'%s' has no manifest of zaitaku: it is no snapshot, "
                        "or a damaged one; move it away and fetch again"),
                      path);
    snapshot_name_read(folder, &name);
    if (!is_in_place(&snapshot, place->source, &name, place->quarantined))
        return faultf(listing,
                      _("the manifest of '%s' is that of another snapshot; "
                        "put the folder back where it was, or move it away"),
                      path);
    snapshot.folder = arena_copy(arena, folder, strlen(folder));
    snapshot.revision = name.revision;
    add(listing->snapshots, &snapshot);
    return true;
}

static bool is_link(int folder, const char *name)
{
    struct stat info;

    return fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISLNK(info.st_mode);
}

static bool read_folder(struct listing *listing, const struct place *place,
                        const char *folder)
{
    const char *path =
        arena_format(&listing->snapshots->arena, "%s/%s", place->path, folder);
    int fd = snapshot_folder(place->fd, folder, false);

    if (fd < 0 && is_link(place->fd, folder))
        return faultf(listing,
                      _("'%s' is a link; put the folder itself in its place"),
                      path);
    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR ||
               fault_of_system(listing, path);
    bool ok = read_manifest(listing, place, folder, fd, path);
    close(fd);
    return ok;
}

/* ---- sources ---- */

bool snapshot_names_any(const struct snapshot_names *names)
{
    struct snapshot_name name;

    for (size_t i = 0; i < names->n; i++)
        if (snapshot_name_read(names->item[i], &name))
            return true;
    return false;
}

/* A link that stands for a source's folder; other links are not ours. */
static bool judge_link(struct listing *listing, int data, const char *source,
                       const char *path)
{
    struct snapshot_names names = {0};
    int fd = openat(data, source, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ours =
        fd >= 0 && snapshot_names(fd, &names) && snapshot_names_any(&names);

    snapshot_names_release(&names);
    if (fd >= 0)
        close(fd);
    return !ours ||
           faultf(listing,
                  _("'%s' is a link; put the folder itself in its place"),
                  path);
}

static bool read_source(struct listing *listing, int data,
                        const char *data_path, const char *source,
                        bool quarantined)
{
    struct snapshot_names names;
    struct snapshot_name name;
    struct place place = {
        .fd = snapshot_folder(data, source, false),
        .source = source,
        .path = arena_format(&listing->snapshots->arena, "%s/%s", data_path,
                             source),
        .quarantined = quarantined,
    };

    if (place.fd < 0 && is_link(data, source))
        return judge_link(listing, data, source, place.path);
    if (place.fd < 0)
        return errno == ENOENT || errno == ENOTDIR ||
               fault_of_system(listing, place.path);
    bool ok = snapshot_names(place.fd, &names) ||
              fault_of_system(listing, place.path);
    for (size_t i = 0; ok && i < names.n; i++)
        if (snapshot_name_read(names.item[i], &name))
            ok = read_folder(listing, &place, names.item[i]);
    snapshot_names_release(&names);
    close(place.fd);
    return ok;
}

static bool read_sources(struct listing *listing, int data, const char *path,
                         bool quarantined)
{
    struct snapshot_names names;
    bool ok = snapshot_names(data, &names) || fault_of_system(listing, path);

    for (size_t i = 0; ok && i < names.n; i++) {
        if (!snapshot_is_id(names.item[i]))
            continue;
        listing->source = names.item[i];
        ok = read_source(listing, data, path, names.item[i], quarantined);
    }
    listing->source = NULL;
    snapshot_names_release(&names);
    return ok;
}

static bool read_quarantine(struct listing *listing, int data,
                            const char *data_path)
{
    const char *path = arena_format(&listing->snapshots->arena, "%s/%s",
                                    data_path, SNAPSHOT_QUARANTINE);
    int fd = snapshot_folder(data, SNAPSHOT_QUARANTINE, false);

    if (fd < 0)
        return errno == ENOENT || fault_of_system(listing, path);
    bool ok = read_sources(listing, fd, path, true);
    close(fd);
    return ok;
}

static bool list(const char *data, struct listing *listing)
{
    struct snapshots *all = listing->snapshots;
    const char *path = snapshot_data(data, &all->arena);
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return errno == ENOENT ||
               snapshot_fail(listing->err, _("open the folder"), path, "");
    bool ok = read_sources(listing, fd, path, false) &&
              read_quarantine(listing, fd, path);
    close(fd);
    snapshot_sort(all);
    return ok;
}

bool snapshot_list(const char *data, struct snapshots *snapshots,
                   struct err *err)
{
    struct listing listing = {.snapshots = snapshots, .err = err};

    return list(data, &listing);
}

bool snapshot_list_telling(const char *data, struct snapshots *snapshots,
                           snapshot_tell *tell, void *context, size_t *n_fault,
                           struct err *err)
{
    struct listing listing = {
        .snapshots = snapshots, .tell = tell, .context = context, .err = err};
    bool ok = list(data, &listing);

    *n_fault += listing.n_fault;
    return ok;
}

static void warn(void *context, const char *sentence)
{
    (void)context;
    say_warn("%s", sentence);
}

bool snapshot_list_for(const char *data, const char *const *source,
                       size_t n_source, struct snapshots *snapshots,
                       struct err *err)
{
    struct listing listing = {.snapshots = snapshots,
                              .tell = warn,
                              .needed = source,
                              .n_needed = n_source,
                              .err = err};

    return list(data, &listing);
}

void snapshot_release(struct snapshots *snapshots)
{
    free(snapshots->item);
    arena_release(&snapshots->arena);
    *snapshots = (struct snapshots){0};
}
