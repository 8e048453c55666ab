#include "base/in.h"
#include "base/out.h"
#include "fetch/snapshot_store.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct verifying {
    const struct snapshot *snapshot;
    snapshot_tell *tell;
    void *context;
    size_t n_fault;
};

__attribute__((format(printf, 2, 3))) static void
fault(struct verifying *verifying, const char *format, ...)
{
    struct err sentence;
    va_list args;

    va_start(args, format);
    vsnprintf(sentence.text, sizeof(sentence.text), format, args);
    va_end(args);
    verifying->n_fault++;
    verifying->tell(verifying->context, sentence.text);
}

static bool check(const char *path, const struct snapshot_file *file,
                  struct err *err)
{
    struct stat info;
    char sha256[65];

    if (lstat(path, &info) != 0)
        return errno == ENOENT
                   ? err_set(err, ERR_STORAGE,
                             _("'%s' is missing; move the folder away and "
                               "fetch again"),
                             path)
                   : err_set(err, ERR_STORAGE, _("cannot read '%s': %s"), path,
                             strerror(errno));
    if (!S_ISREG(info.st_mode))
        return err_set(err, ERR_STORAGE,
                       _("'%s' is no file any more; move the folder away and "
                         "fetch again"),
                       path);
    if ((uint64_t)info.st_size != file->bytes)
        return err_set(err, ERR_STORAGE,
                       _("'%s' was changed: it has %" PRIu64
                         " bytes, its manifest says %" PRIu64
                         "; move the folder away and fetch again"),
                       path, (uint64_t)info.st_size, file->bytes);
    if (!in_sha256(path, sha256, err))
        return false;
    return strcmp(sha256, file->sha256) == 0 ||
           err_set(err, ERR_STORAGE,
                   _("'%s' was changed: its bytes are not those that were "
                     "fetched; move the folder away and fetch again"),
                   path);
}

bool snapshot_check(const char *folder, const struct snapshot_file *file,
                    struct err *fault)
{
    struct buf path = {0};

    buf_addf(&path, "%s/%s", folder, file->name);
    bool ok = check(path.ptr, file, fault);
    buf_release(&path);
    return ok;
}

static bool visit(void *context, const char *name, struct err *err)
{
    struct verifying *verifying = context;

    (void)err;
    if (!snapshot_has(verifying->snapshot, name))
        fault(verifying,
              _("'%s/%s' was not fetched: the manifest does not name it; move "
                "it away"),
              verifying->snapshot->path, name);
    return true;
}

bool snapshot_verify(const struct snapshot *snapshot, snapshot_tell *tell,
                     void *context, size_t *n_fault, struct err *err)
{
    struct verifying verifying = {snapshot, tell, context, 0};
    struct err damage;

    for (size_t i = 0; i < snapshot->n_file; i++)
        if (!snapshot_check(snapshot->path, &snapshot->file[i], &damage))
            fault(&verifying, "%s", damage.text);
    bool ok = out_walk(snapshot->path, visit, &verifying, err);
    *n_fault = verifying.n_fault;
    return ok;
}

/* ---- what lies beside snapshots ---- */

/* Hidden ones are the system's own, and nobody reads them. */
static void tell_beside(struct verifying *verifying, const char *folder,
                        const struct snapshot_names *names)
{
    struct snapshot_name name;

    for (size_t i = 0; i < names->n; i++)
        if (names->item[i][0] != '.' &&
            !snapshot_name_read(names->item[i], &name))
            fault(verifying,
                  _("'%s/%s' was not fetched: only snapshots belong there; "
                    "move it away"),
                  folder, names->item[i]);
}

static bool look_beside(struct verifying *verifying, int above,
                        const char *path, snapshot_wanted *wanted)
{
    struct snapshot_names sources, names;
    struct arena arena = {0};
    bool ok = snapshot_names(above, &sources);

    for (size_t i = 0; ok && i < sources.n; i++) {
        const char *source = sources.item[i];
        int fd = snapshot_is_id(source) && wanted(verifying->context, source)
                     ? snapshot_folder(above, source, false)
                     : -1;
        if (fd < 0)
            continue; /* what cannot be read is told by the list */
        ok = snapshot_names(fd, &names);
        if (ok && snapshot_names_any(&names))
            tell_beside(verifying, arena_format(&arena, "%s/%s", path, source),
                        &names);
        snapshot_names_release(&names);
        close(fd);
    }
    snapshot_names_release(&sources);
    arena_release(&arena);
    return ok;
}

bool snapshot_verify_beside(const char *data, snapshot_wanted *wanted,
                            snapshot_tell *tell, void *context, size_t *n_fault,
                            struct err *err)
{
    struct verifying verifying = {NULL, tell, context, 0};
    struct arena arena = {0};
    const char *path = snapshot_data(data, &arena);
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = (fd >= 0 && look_beside(&verifying, fd, path, wanted)) ||
              snapshot_fail(err, _("open the folder"), path, "");
    int quarantine = ok ? snapshot_folder(fd, SNAPSHOT_QUARANTINE, false) : -1;

    if (quarantine >= 0) {
        path = arena_format(&arena, "%s/%s", path, SNAPSHOT_QUARANTINE);
        ok = look_beside(&verifying, quarantine, path, wanted) ||
             snapshot_fail(err, _("open the folder"), path, "");
        close(quarantine);
    }
    if (fd >= 0)
        close(fd);
    arena_release(&arena);
    *n_fault += verifying.n_fault;
    return ok;
}
