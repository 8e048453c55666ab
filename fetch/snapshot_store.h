/*
 * DATA held open for writing, and what the files that write it share. Below
 * snapshot.h.
 *
 * Every folder below DATA is opened from the one above it without following
 * links: what is written stays in DATA.
 */
#ifndef FETCH_SNAPSHOT_STORE_H
#define FETCH_SNAPSHOT_STORE_H

#include "fetch/snapshot.h"
#include "fetch/snapshot_name.h"

#define SNAPSHOT_QUARANTINE ".quarantine"
#define SNAPSHOT_PARTIAL ".partial"
#define SNAPSHOT_LOCK ".lock"
/* Not yet, and no longer, a snapshot: a run that dies leaves these, the next
 * one removes them. */
#define SNAPSHOT_STAGING ".staging-"
#define SNAPSHOT_PRUNED ".pruned-"

struct snapshot_store {
    const char *data; /* as given, without '/' at its end */
    int fd;           /* of DATA */
    int partial;      /* of DATA/.partial */
    int lock;
    struct arena arena;
};

/* "cannot <what> '<folder>/<name>': <errno>"; false. */
bool snapshot_fail(struct err *err, const char *what, const char *folder,
                   const char *name);

/* DATA without '/' at its end; in the arena. */
const char *snapshot_data(const char *data, struct arena *arena);

/* A folder of `folder`, made when it is not there and `make`; -1 with errno.
 * A link is none. */
int snapshot_folder(int folder, const char *name, bool make);

/* All names in an open folder, sorted; end with snapshot_names_release(). */
struct snapshot_names {
    char **item;
    size_t n, cap;
};
bool snapshot_names(int folder, struct snapshot_names *names);
/* Is one of them the name of a snapshot's folder? */
bool snapshot_names_any(const struct snapshot_names *names);
void snapshot_names_release(struct snapshot_names *names);

/* The hidden folder in which a source's next snapshot is put together. */
const char *snapshot_staging(const char *source, struct arena *arena);

/* Is this a name of ours in DATA/.partial: the hash of a URL, and what
 * belongs to it? */
bool snapshot_is_partial(const char *name);

/* Is it in quarantine, by where it lies? */
bool snapshot_is_quarantined(const struct snapshot *snapshot);

/* Are these the same bytes, under the same names or from the same addresses? */
bool snapshot_same_files(const struct snapshot *a, const struct snapshot *b);

/* The order of struct snapshots. */
void snapshot_sort(struct snapshots *all);

#endif
