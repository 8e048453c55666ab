/*
 * One run of `fetch`: pages, files, and a snapshot of each source. What a file
 * turns out to be is judged by the caller, who knows listings.
 */
#ifndef FETCH_FETCHING_H
#define FETCH_FETCHING_H

#include "fetch/catalogue.h"
#include "fetch/http.h"
#include "fetch/pick.h"
#include "fetch/snapshot.h"

/*
 * Look at what was fetched of a source, in `folder`, before anybody sees it:
 * fill in listing, columns, rows of the files, the counts, warnings and, when
 * the page gave none, as_of. `before` is the newest snapshot, or NULL. Not in
 * order (a required column is missing, fewer rows than the limits allow, not
 * what was expected): snapshot->refused gets the finished sentence.
 * False is an error of the machine, not of the files.
 */
typedef bool fetching_judge(void *context, const struct source *source,
                            const struct picks *picks, const char *folder,
                            const struct snapshot *before,
                            struct snapshot *snapshot, struct arena *arena,
                            struct err *err);

struct fetching {
    const char *data;
    const struct source *const *source;
    size_t n_source;
    struct pick_wanted wanted;
    struct http_options http;
    bool dry_run;     /* pages only: what would be fetched */
    bool accept_drop; /* what was refused for its missing rows is wanted */
    fetching_judge *judge;
    void *context;
    struct snapshots *snapshots; /* what is there before the run, of these
                                    sources and others that can be read:
                                    filled, and for the caller to release;
                                    results borrow from it */
};

enum fetched_state {
    FETCHED_NEW,     /* a new snapshot */
    FETCHED_SAME,    /* nothing has changed; of a dry run, as far as the page
                        tells */
    FETCHED_WOULD,   /* --dry-run */
    FETCHED_REFUSED, /* in quarantine */
    FETCHED_FAILED,  /* not, or only in part, fetched */
    FETCHED_STATE_COUNT
};
extern const char *const fetched_state_names[FETCHED_STATE_COUNT];

struct fetched_file {
    const char *name, *url, *text;
    bool same;           /* 304, or the bytes of an older snapshot */
    uint64_t n_received; /* on the wire */
};

struct fetched {
    const struct source *source;
    enum fetched_state state;
    struct err err;           /* of FAILED, and the sentence of REFUSED */
    struct snapshot snapshot; /* of NEW, SAME, REFUSED */
    struct fetched_file *file;
    size_t n_file;
    uint64_t n_received;
};

/*
 * fetched[n_source] is filled; its text lives in `arena`. A source that fails
 * does not stop the others. False when nothing could be begun.
 */
bool fetching_run(const struct fetching *fetching, struct fetched *fetched,
                  struct arena *arena, struct err *err);

/* The prefectures asked for whose files a snapshot (NULL: none) of a source
 * with a file each does not have, in words; NULL: nothing is missing. */
const char *fetching_missing(const struct source *source,
                             const struct pick_wanted *wanted,
                             const struct snapshot *snapshot,
                             struct arena *arena);

#endif
