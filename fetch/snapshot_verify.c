#include "base/in.h"
#include "base/out.h"
#include "fetch/snapshot_store.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

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

static void verify_file(struct verifying *verifying,
                        const struct snapshot_file *file, struct arena *arena)
{
    const char *path =
        arena_format(arena, "%s/%s", verifying->snapshot->path, file->name);
    struct stat info;
    struct err err;
    char sha256[65];

    if (lstat(path, &info) != 0 && errno == ENOENT)
        fault(verifying,
              _("'%s' is missing; move the folder away and fetch again"), path);
    else if (lstat(path, &info) != 0)
        fault(verifying, _("cannot read '%s': %s"), path, strerror(errno));
    else if (!S_ISREG(info.st_mode))
        fault(verifying,
              _("'%s' is no file any more; move the folder away and fetch "
                "again"),
              path);
    else if ((uint64_t)info.st_size != file->bytes)
        fault(verifying,
              _("'%s' was changed: it has %" PRIu64
                " bytes, its manifest says %" PRIu64
                "; move the folder away and fetch again"),
              path, (uint64_t)info.st_size, file->bytes);
    else if (!in_sha256(path, sha256, &err))
        fault(verifying, "%s", err.text);
    else if (strcmp(sha256, file->sha256) != 0)
        fault(verifying,
              _("'%s' was changed: its bytes are not those that were fetched; "
                "move the folder away and fetch again"),
              path);
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
    struct arena arena = {0};

    for (size_t i = 0; i < snapshot->n_file; i++)
        verify_file(&verifying, &snapshot->file[i], &arena);
    arena_release(&arena);
    bool ok = out_walk(snapshot->path, visit, &verifying, err);
    *n_fault = verifying.n_fault;
    return ok;
}
