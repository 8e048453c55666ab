/*
 * Bytes to the disk, checked, whole or not at all.
 *
 * A folder is published in one step: everything is written to a hidden
 * sibling ("staging"), files that did not change are hard-linked from the
 * present generation, then one syncfs() and one atomic exchange of names.
 * Whoever looks sees the old folder or the new one. An interrupted run leaves
 * the present folder as it was; its staging folder is recognised and removed
 * by the next run. File systems without an exchange (some network shares) get
 * two renames, and a run that dies between them is put right by the next.
 *
 * A single file is written beside its final name, synced and renamed.
 */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include "base/err.h"
#include "base/str.h"

struct out;

/*
 * Start a new generation of the folder `path` (need not exist). One run at a
 * time: ERR_STORAGE while another holds it. NULL on error.
 */
struct out *out_begin(const char *path, struct err *err);

/*
 * Write one file. `name` is relative, components of [A-Za-z0-9._-] that do
 * not start with '.'; folders are made. Safe to call from several threads.
 * *linked (may be NULL): the file is unchanged and was linked.
 * Errors: ERR_STORAGE naming the file.
 */
bool out_write(struct out *out, const char *name, struct str bytes,
               bool *linked, struct err *err);

/* Make what was written the present generation. The out is ended either way;
 * on error the present folder is as it was. */
bool out_publish(struct out *out, struct err *err);

/* Throw away what was written. NULL is allowed. */
void out_abandon(struct out *out);

/* Where to write a single file before it is complete; owned by the caller
 * (free). */
char *out_file_begin(const char *path);
/* Sync `temporary` and rename it to `path`. */
bool out_file_publish(const char *temporary, const char *path, struct err *err);

/* All these bytes into an open file; false with errno. */
bool out_put(int fd, struct str bytes);

/* Call `visit` for each regular file and each link under `path`, with its
 * name relative to `path`, in byte order. False when a folder is unreadable
 * or visit says so. */
bool out_walk(const char *path,
              bool (*visit)(void *context, const char *name, struct err *err),
              void *context, struct err *err);

/* The whole file, at most `max` bytes. */
bool out_read_back(const char *folder, const char *name, size_t max,
                   struct arena *arena, struct str *bytes, struct err *err);

#endif
