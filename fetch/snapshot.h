/*
 * What was fetched, kept for good.
 *
 *   DATA/<source>/<as-of>/      the files as published, and manifest.json
 *   DATA/<source>/<as-of>.2/    the same date, changed by the publisher later
 *   DATA/<source>/fetched-<day>/  when neither page nor files give a date; a
 *                               day in Japan
 *   DATA/.quarantine/<source>/<as-of>/  refused: never an input of a map
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
    bool dropped;               /* refused for fewer rows, and nothing else */
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
                              an undated one behind those that were fetched
                              before it, and before those fetched later;
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
/* The same for who needs some sources only: what is wrong with another one is
 * warned of, and left out. */
bool snapshot_list_for(const char *data, const char *const *source,
                       size_t n_source, struct snapshots *snapshots,
                       struct err *err);
/* The newest that is not in quarantine; NULL: none. */
const struct snapshot *snapshot_latest(const struct snapshots *snapshots,
                                       const char *source);
/* The newest of a source among these, in any order. NULL: none. */
const struct snapshot *snapshot_newest(const struct snapshot *snapshot,
                                       size_t n, const char *source);
/* Has a refused one been taken later (--accept-drop)? */
bool snapshot_is_accepted(const struct snapshots *snapshots,
                          const struct snapshot *refused);
/* Its file of this address; NULL: none. */
const struct snapshot_file *snapshot_find_url(const struct snapshot *snapshot,
                                              const char *url);
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
 * are filled in. When the newest of that date has the very same files, still
 * whole, nothing is made and *same is true. `refused` set: all this happens in
 * quarantine. The partial downloads of its files are removed afterwards. path,
 * folder and revision are set.
 */
bool snapshot_publish(struct snapshot_store *store, struct snapshot *snapshot,
                      bool *same, struct arena *arena, struct err *err);
void snapshot_abandon(struct snapshot_store *store, const char *source);

/* ---- care ---- */

/* Is a file in this folder still what was fetched, by size and SHA-256? False:
 * `fault` says what is wrong and what to do, ERR_STORAGE. */
bool snapshot_check(const char *folder, const struct snapshot_file *file,
                    struct err *fault);
/* Does the manifest name this file (or is it the manifest)? */
bool snapshot_has(const struct snapshot *snapshot, const char *name);
/* Hash every file of a snapshot anew. `tell` gets one finished sentence for
 * each that is missing, changed or not named by the manifest. */
bool snapshot_verify(const struct snapshot *snapshot, snapshot_tell *tell,
                     void *context, size_t *n_fault, struct err *err);

/* What lies beside the snapshots of the sources for which `wanted` is true;
 * each is told, and counted into *n_fault. */
typedef bool snapshot_wanted(void *context, const char *source);
bool snapshot_verify_beside(const char *data, snapshot_wanted *wanted,
                            snapshot_tell *tell, void *context, size_t *n_fault,
                            struct err *err);

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
    const char *base; /* where it was found: its links start there; or NULL */
    struct str html;
};
/* *found false: it is not kept. */
bool snapshot_page_get(const struct snapshot_store *store, const char *url,
                       struct snapshot_page *page, bool *found,
                       struct arena *arena, struct err *err);
bool snapshot_page_put(struct snapshot_store *store, const char *url,
                       const struct snapshot_page *page, struct err *err);

/* ---- bytes that were seen again ---- */

/* A server gives the bytes that a snapshot has a new mark (another machine of
 * it, an upload anew): what to ask it with next time. */
struct snapshot_seen {
    const char *etag, *modified; /* or NULL */
    char sha256[65];
};
/* False: nothing is known. */
bool snapshot_seen_get(const struct snapshot_store *store, const char *url,
                       struct snapshot_seen *seen, struct arena *arena);
/* What cannot be written is not remembered: it costs a download. NULL: forget
 * the address. */
void snapshot_seen_put(struct snapshot_store *store, const char *url,
                       const struct snapshot_seen *seen);

#endif
