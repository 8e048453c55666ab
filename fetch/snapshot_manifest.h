/*
 * The manifest of a snapshot: what makes a folder one. Below snapshot.h.
 */
#ifndef FETCH_SNAPSHOT_MANIFEST_H
#define FETCH_SNAPSHOT_MANIFEST_H

#include "fetch/snapshot.h"

#define SNAPSHOT_MAX_MANIFEST ((size_t)64 << 20)

/* Members in a fixed order, two spaces a level, a line end last. */
void snapshot_manifest_write(const struct snapshot *snapshot, struct buf *out);

/*
 * Read the manifest of the open folder; `path` is the folder for people. *ours
 * false without an error: there is none, or it begins otherwise than ours.
 * One that is ours and cannot be believed (cut off, a member missing or of a
 * wrong type, a file name that leads elsewhere) is ERR_STORAGE.
 */
bool snapshot_manifest_read(int folder, const char *path,
                            struct snapshot *snapshot, bool *ours,
                            struct arena *arena, struct err *err);

#endif
