/*
 * Which snapshots a command line means: those of the SOURCEs named, or all.
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

uint64_t snapshot_bytes(const struct snapshot *snapshot);

#endif
