#include "fetch/part.h"

#include "base/buf.h"
#include "base/out.h"
#include "fetch/disk.h"
#include "fetch/reply.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define META_FIRST "zaitaku part 1"
#define META_MAX_BYTES ((size_t)16 << 10)

static bool fail_at(struct part *part, const char *what, const char *path,
                    int fault, struct err *err)
{
    part->full = disk_is_full(fault);
    if (part->full)
        return disk_fail(err, path);
    return err_set(err, ERR_STORAGE, _("cannot %s '%s': %s"), what, path,
                   strerror(fault));
}

static bool fail(struct part *part, const char *what, struct err *err)
{
    return fail_at(part, what, part->path, errno, err);
}

/* ---- the meta ---- */

static char *meta_path(const struct part *part)
{
    struct buf path = {0};

    buf_addf(&path, "%s.meta", part->path);
    return path.ptr;
}

static bool read_value(struct str line, const char *name, struct str *value)
{
    size_t len = strlen(name);

    if (!str_starts(line, (struct str){name, len}))
        return false;
    *value = str_cut(line, len, line.len);
    return true;
}

static bool read_total(struct str value, struct version *version)
{
    uint64_t total = 0;

    if (value.len > 18 || !str_digits(value))
        return false;
    for (size_t i = 0; i < value.len; i++)
        total = total * 10 + (uint64_t)(value.ptr[i] - '0');
    version->has_total = true;
    version->total = total;
    return true;
}

/* False unless it is whole ("end" is its last line), and of this address. */
static bool read_meta(struct str text, const char *url, struct version *version,
                      struct arena *arena)
{
    struct str line, value, by = {0};
    struct version read = {0};
    bool ended = false, of_url = false;

    if (!str_part(&text, '\n', &line) || !str_is(line, META_FIRST))
        return false;
    while (!ended && str_part(&text, '\n', &line)) {
        if (read_value(line, "url ", &value))
            of_url = str_is(value, url);
        else if (read_value(line, "etag ", &value))
            read.etag = str_keep(arena, value);
        else if (read_value(line, "modified ", &value))
            read.modified = str_keep(arena, value);
        else if (read_value(line, "range-by ", &value))
            by = value;
        else if (read_value(line, "total ", &value)) {
            if (!read_total(value, &read))
                return false;
        } else {
            ended = str_is(line, "end");
        }
    }
    if (!ended || !of_url || (read.etag && !etag_is_right(read.etag)))
        return false;
    read.range_by = str_is(by, "etag")       ? read.etag
                    : str_is(by, "modified") ? read.modified
                                             : NULL;
    *version = read;
    return read.etag || read.modified;
}

static void look_at_meta(struct part *part, struct arena *arena)
{
    char *path = meta_path(part), text[META_MAX_BYTES];
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    ssize_t got = 0;
    size_t len = 0;

    free(path);
    if (fd < 0)
        return;
    while (len < sizeof(text) &&
           (got = read(fd, text + len, sizeof(text) - len)) > 0)
        len += (size_t)got;
    close(fd);
    if (got < 0 || len == sizeof(text) ||
        !read_meta((struct str){text, len}, part->url, &part->version, arena))
        part->version = (struct version){0};
}

static void write_version(struct buf *text, const struct part *part)
{
    const struct version *v = &part->version;

    buf_addf(text, META_FIRST "\nurl %s\n", part->url);
    if (v->etag)
        buf_addf(text, "etag %s\n", v->etag);
    if (v->modified)
        buf_addf(text, "modified %s\n", v->modified);
    if (v->range_by)
        buf_addf(text, "range-by %s\n",
                 v->range_by == v->etag ? "etag" : "modified");
    if (v->has_total)
        buf_addf(text, "total %" PRIu64 "\n", v->total);
    buf_add_text(text, "end\n");
}

/* A power cut may take the meta, whole or in part; then its part is thrown
 * away, which is safe. To keep that from large files theirs is synced; a small
 * file is fetched anew in less time than forty syncs take. */
#define SMALL_BYTES ((uint64_t)4 << 20)

static bool is_small(const struct part *part)
{
    return part->version.has_total && part->version.total <= SMALL_BYTES;
}

static bool write_meta(struct part *part, struct err *err)
{
    struct buf text = {0};
    char *path = meta_path(part), *temporary = out_file_begin(path);
    int fd = open(temporary,
                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);

    write_version(&text, part);
    bool ok = fd >= 0 && out_put(fd, buf_str(&text)) &&
              (is_small(part) || fsync(fd) == 0);
    int fault = errno;
    if (fd >= 0 && close(fd) != 0 && ok) {
        ok = false;
        fault = errno;
    }
    if (ok && rename(temporary, path) != 0) {
        ok = false;
        fault = errno;
    }
    if (!ok) {
        unlink(temporary);
        fail_at(part, _("write"), path, fault, err);
    }
    free(temporary);
    free(path);
    buf_release(&text);
    return ok;
}

static bool sync_folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder =
        slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    free(folder);
    return ok;
}

/* For good: it must not come back after a power cut and speak of other
 * bytes. */
static bool remove_meta(const struct part *part, struct err *err)
{
    char *path = meta_path(part);
    bool ok = unlink(path) == 0 ? sync_folder_of(path) : errno == ENOENT;

    if (!ok)
        err_set(err, ERR_STORAGE, _("cannot %s '%s': %s"), _("remove"), path,
                strerror(errno));
    free(path);
    return ok;
}

/* ---- the file ---- */

bool part_look(struct part *part, const char *path, const char *url,
               struct arena *arena, struct err *err)
{
    struct stat info;

    *part = (struct part){.path = path, .url = url, .fd = -1};
    if (lstat(path, &info) != 0)
        return errno == ENOENT || fail(part, _("open"), err);
    if (!S_ISREG(info.st_mode)) {
        errno = EEXIST;
        return fail(part, _("write"), err);
    }
    part->size = (uint64_t)info.st_size;
    look_at_meta(part, arena);
    return true;
}

static bool open_part(struct part *part, int flags, struct err *err)
{
    part_close(part);
    part->fd =
        open(part->path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC | flags, 0644);
    return part->fd >= 0 || fail(part, _("create"), err);
}

bool part_renew(struct part *part, const struct version *version,
                struct err *err)
{
    struct stat info;

    part->version = (struct version){0};
    if (!remove_meta(part, err) || !open_part(part, O_CREAT, err))
        return false;
    if (fstat(part->fd, &info) != 0)
        return fail(part, _("open"), err);
    if (info.st_size > 0 &&
        (ftruncate(part->fd, 0) != 0 || fsync(part->fd) != 0))
        return fail(part, _("write"), err);
    part->size = 0;
    if (!version || !(version->etag || version->modified))
        return true;
    part->version = *version;
    return write_meta(part, err);
}

bool part_continue(struct part *part, struct err *err)
{
    if (!open_part(part, 0, err))
        return false;
    off_t end = lseek(part->fd, 0, SEEK_END);
    if (end >= 0 && (uint64_t)end == part->size)
        return true;
    if (end >= 0)
        errno = ESTALE; /* somebody else writes to it */
    return fail(part, _("write"), err);
}

bool part_add(struct part *part, const char *bytes, size_t len, struct err *err)
{
    if (!out_put(part->fd, (struct str){bytes, len}))
        return fail(part, _("write"), err);
    part->size += len;
    return true;
}

bool part_finish(struct part *part, struct err *err)
{
    int fd = part->fd;
    bool known = part->version.etag || part->version.modified;

    part->fd = -1;
    if (fd >= 0 && close(fd) != 0)
        return fail(part, _("write"), err);
    if (!known || part->version.has_total)
        return true;
    part->version.has_total = true;
    part->version.total = part->size;
    return write_meta(part, err);
}

void part_close(struct part *part)
{
    if (part->fd >= 0)
        close(part->fd);
    part->fd = -1;
}
