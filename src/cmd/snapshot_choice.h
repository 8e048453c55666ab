/*
 * Which snapshots a command line means: those of the SOURCEs named, or all; and
 * whether they may be read.
 */
#ifndef CMD_SNAPSHOT_CHOICE_H
#define CMD_SNAPSHOT_CHOICE_H

#include "base/opt.h"
#include "fetch/snapshot.h"

/* ERR_STORAGE when the folder is not there: a slip of the pen in --dir must
 * not look like a folder without faults. */
bool snapshot_choice_folder(const char *data, struct err *err);

/* ERR_USAGE for a source without any snapshot. */
bool snapshot_choice_check(const struct snapshots *all,
                           const struct opt_list *sources, struct err *err);

bool snapshot_choice_has(const struct opt_list *sources,
                         const struct snapshot *snapshot);

/* ERR_INPUT for what is in quarantine; with `with_refused` a warning. `path`
 * is what the user said. */
bool snapshot_choice_may_be_read(const struct snapshot *snapshot,
                                 const char *path, bool with_refused,
                                 struct err *err);

/* ERR_INPUT when a file is not what was fetched any more. */
bool snapshot_choice_check_file(const char *folder,
                                const struct snapshot_file *file,
                                struct err *err);

/* Both for what an option names (tables of places, boundaries): a snapshot or
 * a file of one. Of other paths nothing is known. */
bool snapshot_choice_check_path(const char *path, bool with_refused,
                                struct err *err);

uint64_t snapshot_bytes(const struct snapshot *snapshot);

#endif
