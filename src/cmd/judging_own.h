/*
 * One source while it is judged: below judging.h.
 */
#ifndef CMD_JUDGING_OWN_H
#define CMD_JUDGING_OWN_H

#include "cmd/judging.h"
#include "model/table.h"

/* One source while it is judged. */
struct case_at_hand {
    struct judging *judging;
    const struct source *source;
    const struct picks *picks;
    const char *folder;
    const struct snapshot *before;
    struct snapshot *snapshot;
    struct table *table; /* of the listings, as read */
    struct arena *arena;
};

/* The snapshot's file of this name, and where it lies. */
struct snapshot_file *judging_file(const struct case_at_hand *at,
                                   const char *name);
const char *judging_path(const struct case_at_hand *at, const char *name);

/* One more warning of the snapshot; a finished sentence. */
void judging_warn(const struct case_at_hand *at, const char *sentence);

/* Faults of the files are no errors of the run: they go to `refused`. */
bool judging_refuse(const struct case_at_hand *at, const struct err *fault,
                    struct err *err);

/* Keep the headings of what was recognised; warn of those that are not as they
 * were. */
bool judging_columns(const struct case_at_hand *at, const struct supply *supply,
                     struct snapshot_file *file, struct err *err);

/* Is a known date of the supply in the name of its file only? */
bool judging_dated_by_name(const struct supply *supply);

/* Read all listings as `build` would. */
bool judging_listings(const struct case_at_hand *at, struct err *err);

/* A municipality table; a table of the dictionary; a zip with a member that
 * ends so (NULL: any); one with boundaries, as `build` would read it; a
 * GeoTIFF. */
bool judging_places(const char *path, struct snapshot_file *file,
                    struct err *err);
bool judging_address(const char *path, struct snapshot_file *file,
                     struct err *err);
bool judging_archive(const char *path, struct snapshot_file *file,
                     const char *member, struct err *err);
bool judging_boundary(const char *path, struct snapshot_file *file,
                      struct err *err);
/* ERR_INPUT for a web page in the place of the file (maintenance). */
bool judging_no_page(const char *path, const char *name, struct err *err);
bool judging_grid(const char *path, struct snapshot_file *file,
                  struct err *err);

#endif
