/*
 * The names of municipalities for a comparison of snapshots: lists of
 * facilities have codes, and seldom names. They are in the table that `fetch`
 * keeps in the same DATA folder.
 */
#ifndef CMD_DIFF_PLACES_H
#define CMD_DIFF_PLACES_H

#include "base/opt.h"

/*
 * Add the files of the newest table to `files` (texts in `arena`). `path`: a
 * DATA folder, one of a source, a snapshot, or a file in one. Of anything
 * else, and where no table is kept, nothing is added.
 */
void diff_places_find(const char *path, struct opt_list *files,
                      struct arena *arena);

#endif
