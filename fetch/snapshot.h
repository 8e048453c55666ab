/*
 * What was fetched, kept for good.
 *
 *   DATA/<source>/<as-of>/      the files as published, and manifest.json
 *   DATA/<source>/<as-of>.2/    the same date, changed by the publisher later
 *   DATA/<source>/fetched-<day>/  when neither page nor files give a date
 *   DATA/.quarantine/<source>/<as-of>/  refused: never an input of anything
 *   DATA/.partial/              downloads and pages that are not complete yet
 *   DATA/.lock                  held while DATA is written to
 *
 * A snapshot is there whole or not at all: it is put together in a hidden
 * folder, synced, and renamed. What is there is never changed. Only
 * snapshot_prune() deletes.
 */
#ifndef FETCH_SNAPSHOT_H
#define FETCH_SNAPSHOT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

#define SNAPSHOT_MANIFEST "manifest.json"
#define SNAPSHOT_DATA "data" /* the default folder */

struct snapshot_file {
    const char *name, *url;
    const char *etag, *modified; /* as the server said, or NULL */
    const char *fetched;         /* YYYY-MM-DDThh:mm:ssZ */
    uint64_t bytes;
    char sha256[65];
    const char *listing; /* what it was recognised as, or NULL */
    const char *columns; /* headings of its (first) sheet, '\n' between */
    uint64_t rows;
};

/* So many facilities (or institutions) there were: for the comparison with
 * the next edition. */
enum snapshot_scope {
    SCOPE_NATION,       /* key: id of the listing */
    SCOPE_PREFECTURE,   /* key: "25" */
    SCOPE_KIND,         /* key: id of the kind */
    SCOPE_MUNICIPALITY, /* key: "25201" */
    SCOPE_COUNT
};
extern const char *const snapshot_scope_names[SCOPE_COUNT];

struct snapshot_count {
    enum snapshot_scope scope;
    const char *key;
    uint64_t n;
};

struct snapshot {
    const char *source, *title, *publisher, *licence, *licence_url;
    const char *attribution; /* finished sentence */
    const char *page;
    const char *as_of;          /* YYYY-MM-DD, or NULL: unknown (不明) */
    const char *fetched;        /* when it was put together */
    const char *program;        /* "zaitaku 0.1.0" */
    const char *refused;        /* why it is in quarantine; NULL: it is not */
    struct snapshot_file *file; /* sorted by name */
    size_t n_file;
    struct snapshot_count *count; /* sorted by scope, then key */
    size_t n_count;
    const char **warning;
    size_t n_warning;
    /* Of a snapshot that is there: */
    const char *path;   /* its folder, as reached from DATA as given */
    const char *folder; /* the last part of it: "2025-12-01.2" */
    unsigned revision;  /* 1, 2 ... of its date */
};

struct snapshots {
    struct snapshot *item; /* by source, then date and revision; oldest first;
                              quarantined ones behind all others */
    size_t n, cap;
    struct arena arena;
};

/* ---- the folder ---- */

struct snapshot_store;

/*
 * Open DATA for writing (made when it is not there): takes the lock, and
 * clears away what a killed run left half done (never a partial download).
 * ERR_STORAGE, naming who holds it, when another run does. NULL on error.
 */
struct snapshot_store *snapshot_open(const char *data, struct err *err);
void snapshot_close(struct snapshot_store *store);

/* All that is there. A folder of ours without a readable manifest is an error,
 * ERR_STORAGE: it says which. No DATA folder: nothing, and no error. */
bool snapshot_list(const char *data, struct snapshots *snapshots,
                   struct err *err);
/* The same for a look at damage: what snapshot_list() would stop at is told,
 * one finished sentence each, counted into *n_fault, and left out. */
typedef void snapshot_tell(void *context, const char *sentence);
bool snapshot_list_telling(const char *data, struct snapshots *snapshots,
                           snapshot_tell *tell, void *context, size_t *n_fault,
                           struct err *err);
/* Of two of one source: below 0 when `a` is the older one. */
int snapshot_order(const struct snapshot *a, const struct snapshot *b);
/* The newest that is not in quarantine; NULL: none. */
const struct snapshot *snapshot_latest(const struct snapshots *snapshots,
                                       const char *source);
/* The newest before `than`, of the same source. NULL: none. */
const struct snapshot *snapshot_before(const struct snapshots *snapshots,
                                       const struct snapshot *than);
void snapshot_release(struct snapshots *snapshots);

/* The snapshot that a folder, or a file in one, belongs to: read into `arena`.
 * *found false without an error when it is none of ours. */
bool snapshot_of(const char *path, struct snapshot *snapshot, bool *found,
                 struct arena *arena, struct err *err);

/* ---- putting one together ---- */

/* Where the download of a URL goes; in `arena`. */
const char *snapshot_partial(const struct snapshot_store *store,
                             const char *url, struct arena *arena);

/* Start one for the source; returns its hidden folder (in `arena`). */
const char *snapshot_begin(struct snapshot_store *store, const char *source,
                           struct arena *arena, struct err *err);
/* Put a file into it: linked from where it lies (a partial download or an
 * older snapshot), copied where links cannot be made. */
bool snapshot_take(struct snapshot_store *store, const char *source,
                   const char *from, const char *name, struct err *err);
/*
 * Hash what was taken, write the manifest and make it the newest snapshot of
 * its source and date. snapshot->file names the files; their bytes and hashes
 * are filled in. When the newest of that date has the very same files nothing
 * is made and *same is true. `refused` set: it goes to quarantine, in the
 * place of what was quarantined under that date before. The partial downloads
 * of its files are removed afterwards. path, folder and revision are set.
 */
bool snapshot_publish(struct snapshot_store *store, struct snapshot *snapshot,
                      bool *same, struct arena *arena, struct err *err);
void snapshot_abandon(struct snapshot_store *store, const char *source);

/* ---- care ---- */

/* Hash every file of a snapshot anew. `tell` gets one finished sentence for
 * each that is missing, changed or not named by the manifest. */
bool snapshot_verify(const struct snapshot *snapshot, snapshot_tell *tell,
                     void *context, size_t *n_fault, struct err *err);

/* Delete a snapshot (or a quarantined one) whole: no reader ever sees a part
 * of it. ERR_STORAGE when it holds a file that is not its own. */
bool snapshot_prune(struct snapshot_store *store,
                    const struct snapshot *snapshot, struct err *err);
/* How many bytes partial downloads and kept pages take; no lock. */
bool snapshot_partial_size(const char *data, uint64_t *bytes, struct err *err);
/* Delete partial downloads and kept pages; *bytes of them. */
bool snapshot_prune_partial(struct snapshot_store *store, uint64_t *bytes,
                            struct err *err);

/* ---- pages that were seen before ---- */

struct snapshot_page {
    const char *etag, *modified, *charset;
    struct str html;
};
/* *found false: it is not kept. */
bool snapshot_page_get(const struct snapshot_store *store, const char *url,
                       struct snapshot_page *page, bool *found,
                       struct arena *arena, struct err *err);
bool snapshot_page_put(struct snapshot_store *store, const char *url,
                       const struct snapshot_page *page, struct err *err);

#endif
