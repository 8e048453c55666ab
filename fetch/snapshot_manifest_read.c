#include "fetch/json.h"
#include "fetch/snapshot_manifest.h"
#include "fetch/snapshot_name.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LONGEST_HEAD 256 /* white space before the first member is no more */

/* The members being taken; the first that is not as it should be. */
struct reading {
    struct arena *arena;
    const char *bad;
};

static void refuse(struct reading *reading, const char *name)
{
    if (!reading->bad)
        reading->bad = name;
}

static const char *kept(struct reading *reading, const char *text)
{
    return arena_copy(reading->arena, text, strlen(text));
}

/* NULL when it may be missing and is, or is null. */
static const char *text_of(struct reading *reading, const struct json *object,
                           const char *name, bool needed)
{
    const struct json *value = json_member(object, name);
    const char *text = NULL;

    if (json_text(value, &text))
        return kept(reading, text);
    if (needed || (value && !json_is_null(value)))
        refuse(reading, name);
    return NULL;
}

static uint64_t count_of(struct reading *reading, const struct json *object,
                         const char *name)
{
    uint64_t count = 0;

    if (!json_count(json_member(object, name), &count))
        refuse(reading, name);
    return count;
}

/* Its items; the list must be there. */
static const struct json *list_of(struct reading *reading,
                                  const struct json *object, const char *name,
                                  size_t *n)
{
    const struct json *list = json_member(object, name);

    if (!json_is_array(list))
        refuse(reading, name);
    *n = json_is_array(list) ? json_size(list) : 0;
    return *n ? json_items(list) : NULL;
}

/* ---- files, counts, warnings ---- */

static const char *columns_of(struct reading *reading,
                              const struct json *object)
{
    static const char name[] = "columns";
    const struct json *list = json_member(object, name);
    struct buf all = {0};
    size_t n = 0;

    if (!list || json_is_null(list))
        return NULL;
    for (const struct json *i = list_of(reading, object, name, &n); i;
         i = json_next(i)) {
        const char *text = "";
        if (!json_text(i, &text))
            refuse(reading, name);
        if (i != json_items(list))
            buf_add_char(&all, '\n');
        buf_add_text(&all, text);
    }
    const char *columns = n ? kept(reading, all.ptr ? all.ptr : "") : NULL;
    buf_release(&all);
    return columns;
}

static bool is_sha256(const char *text)
{
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

static void read_file(struct reading *reading, const struct json *object,
                      struct snapshot_file *file)
{
    const char *sha256 = text_of(reading, object, "sha256", true);

    *file = (struct snapshot_file){
        .name = text_of(reading, object, "name", true),
        .url = text_of(reading, object, "url", true),
        .etag = text_of(reading, object, "etag", false),
        .modified = text_of(reading, object, "modified", false),
        .fetched = text_of(reading, object, "fetched", true),
        .bytes = count_of(reading, object, "bytes"),
        .listing = text_of(reading, object, "listing", false),
        .columns = columns_of(reading, object),
        .rows = count_of(reading, object, "rows"),
    };
    /* The name becomes a path: what could lead out of the folder ends here. */
    if (file->name && !snapshot_is_file(file->name))
        refuse(reading, "name");
    if (sha256 && is_sha256(sha256))
        memcpy(file->sha256, sha256, sizeof(file->sha256));
    else
        refuse(reading, "sha256");
}

static void read_files(struct reading *reading, const struct json *object,
                       struct snapshot *snapshot)
{
    size_t at = 0;
    const struct json *item =
        list_of(reading, object, "files", &snapshot->n_file);

    snapshot->file = arena_alloc(reading->arena, (snapshot->n_file + 1) *
                                                     sizeof(*snapshot->file));
    for (; item && !reading->bad; item = json_next(item), at++) {
        read_file(reading, item, &snapshot->file[at]);
        /* In order and each once: both are relied on. */
        if (!reading->bad && at > 0 &&
            strcmp(snapshot->file[at - 1].name, snapshot->file[at].name) >= 0)
            refuse(reading, "files");
    }
    if (snapshot->n_file == 0)
        refuse(reading, "files");
}

static void read_counts(struct reading *reading, const struct json *object,
                        struct snapshot *snapshot)
{
    size_t at = 0;
    const struct json *item =
        list_of(reading, object, "counts", &snapshot->n_count);

    snapshot->count = arena_alloc(reading->arena, (snapshot->n_count + 1) *
                                                      sizeof(*snapshot->count));
    for (; item && !reading->bad; item = json_next(item), at++) {
        struct snapshot_count *count = &snapshot->count[at];
        const char *scope = "";
        int s = 0;
        json_text(json_member(item, "scope"), &scope);
        while (s < SCOPE_COUNT && strcmp(snapshot_scope_names[s], scope) != 0)
            s++;
        if (s == SCOPE_COUNT)
            refuse(reading, "scope");
        count->scope = (enum snapshot_scope)s;
        count->key = text_of(reading, item, "key", true);
        count->n = count_of(reading, item, "n");
    }
}

static void read_warnings(struct reading *reading, const struct json *object,
                          struct snapshot *snapshot)
{
    size_t at = 0;
    const struct json *item =
        list_of(reading, object, "warnings", &snapshot->n_warning);

    snapshot->warning = arena_alloc(
        reading->arena, (snapshot->n_warning + 1) * sizeof(*snapshot->warning));
    for (; item && !reading->bad; item = json_next(item), at++) {
        const char *text = "";
        if (!json_text(item, &text))
            refuse(reading, "warnings");
        snapshot->warning[at] = kept(reading, text);
    }
}

/* ---- the whole ---- */

static void read_members(struct reading *reading, const struct json *whole,
                         struct snapshot *snapshot)
{
    *snapshot = (struct snapshot){
        .source = text_of(reading, whole, "source", true),
        .title = text_of(reading, whole, "title", true),
        .publisher = text_of(reading, whole, "publisher", true),
        .licence = text_of(reading, whole, "licence", true),
        .licence_url = text_of(reading, whole, "licence_url", false),
        .attribution = text_of(reading, whole, "attribution", true),
        .page = text_of(reading, whole, "page", false),
        .as_of = text_of(reading, whole, "as_of", false),
        .fetched = text_of(reading, whole, "fetched", true),
        .program = text_of(reading, whole, "program", true),
        .refused = text_of(reading, whole, "refused", false),
    };
    json_bool(json_member(whole, "dropped"), &snapshot->dropped);
    if (snapshot->source && !snapshot_is_id(snapshot->source))
        refuse(reading, "source");
    if (snapshot->as_of && !snapshot_is_date(snapshot->as_of))
        refuse(reading, "as_of");
    char day[11] = "";
    if (snapshot->fetched)
        memcpy(day, snapshot->fetched, strnlen(snapshot->fetched, 10));
    if (!snapshot_is_date(day))
        refuse(reading, "fetched");
    read_files(reading, whole, snapshot);
    read_counts(reading, whole, snapshot);
    read_warnings(reading, whole, snapshot);
}

static bool parse(struct str text, const char *path, struct snapshot *snapshot,
                  struct arena *arena, struct err *err)
{
    struct reading reading = {.arena = arena};
    const char *label = arena_format(arena, "%s/%s", path, SNAPSHOT_MANIFEST);
    struct json *whole = json_parse(text, label, err);
    uint64_t version = 0;

    if (!whole) {
        err->class = ERR_STORAGE;
        return false;
    }
    json_count(json_member(whole, "zaitaku_snapshot"), &version);
    if (version > 1) {
        json_free(whole);
        return err_set(err, ERR_STORAGE,
                       _("'%s' was written by a newer zaitaku; use that one"),
                       label);
    }
    if (version == 0)
        refuse(&reading, "zaitaku_snapshot");
    read_members(&reading, whole, snapshot);
    json_free(whole);
    snapshot->path = arena_copy(arena, path, strlen(path));
    return !reading.bad ||
           err_set(err, ERR_STORAGE,
                   _("'%s' cannot be believed: its '%s' is missing or not as "
                     "it was written; move the folder away and fetch again"),
                   label, reading.bad);
}

/* Ours begins with {"zaitaku_snapshot". Other programs call files so, too. */
static bool is_ours(struct str text)
{
    struct str head = str_trim(str_cut(text, 0, LONGEST_HEAD));

    if (!str_starts(head, STR("{")))
        return false;
    head = str_trim(str_cut(head, 1, head.len));
    return str_starts(head, STR("\"zaitaku_snapshot\""));
}

static bool read_all(int fd, size_t size, char *text)
{
    size_t at = 0;

    while (at < size) {
        ssize_t got = read(fd, text + at, size - at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += (size_t)got;
    }
    return true;
}

static bool read_open(int fd, const char *path, struct snapshot *snapshot,
                      bool *ours, struct arena *arena, struct err *err)
{
    char head[LONGEST_HEAD] = "";
    struct stat info;

    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return true;
    size_t size = (size_t)info.st_size;
    ssize_t n = pread(fd, head, sizeof(head), 0);
    if (n < 0)
        return err_set(err, ERR_STORAGE, _("cannot read '%s/%s': %s"), path,
                       SNAPSHOT_MANIFEST, strerror(errno));
    *ours = is_ours((struct str){head, (size_t)n});
    if (!*ours)
        return true;
    if (size > SNAPSHOT_MAX_MANIFEST)
        return err_set(err, ERR_STORAGE, _("'%s/%s' is larger than %zu bytes"),
                       path, SNAPSHOT_MANIFEST, SNAPSHOT_MAX_MANIFEST);
    char *text = mem_alloc(size + 1);
    bool ok = read_all(fd, size, text)
                  ? parse((struct str){text, size}, path, snapshot, arena, err)
                  : err_set(err, ERR_STORAGE, _("cannot read '%s/%s': %s"),
                            path, SNAPSHOT_MANIFEST, strerror(errno));
    free(text);
    return ok;
}

bool snapshot_manifest_read(int folder, const char *path,
                            struct snapshot *snapshot, bool *ours,
                            struct arena *arena, struct err *err)
{
    int fd = openat(folder, SNAPSHOT_MANIFEST,
                    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

    *ours = false;
    if (fd < 0)
        return errno == ENOENT || errno == ELOOP ||
               err_set(err, ERR_STORAGE, _("cannot read '%s/%s': %s"), path,
                       SNAPSHOT_MANIFEST, strerror(errno));
    bool ok = read_open(fd, path, snapshot, ours, arena, err);
    close(fd);
    return ok;
}
