/*
 * One source of a run of `fetch`, from its index page to its snapshot: below
 * fetching.h.
 */
#ifndef FETCH_FETCHING_JOB_H
#define FETCH_FETCHING_JOB_H

#include "fetch/fetching.h"

/* A copy that is here already, whole, and what the server called it. */
struct kept {
    const struct snapshot *of; /* NULL: there is none */
    const struct snapshot_file *file;
    const char *etag, *modified;
};

struct job {
    const struct source *source;
    struct fetched *fetched;
    struct picks picks;
    /* By pick. One address is asked once in a run: picks of other sources may
     * have the same transfer. */
    struct transfer **transfer;
    struct kept *kept;
    const struct snapshot *before; /* that it is compared with; or NULL */
    const char *folder;            /* where it is put together */
    bool failed;
    bool gathered; /* a snapshot is being put together */
};

/* State the fault of a job; the other jobs go on. */
void job_fail(struct job *job, const struct err *err);

/* Look for what is here already, so that only changes are sent; a copy that is
 * not what it was is told, and not counted. */
void job_find_kept(struct job *job, const struct fetching *fetching,
                   const struct snapshot_store *store, struct arena *arena);

/* Is this file of the page's or the catalogue's one of the snapshot's? */
bool job_has_same_urls(const struct job *job, const struct snapshot *snapshot);

/* The kept edition that a new one follows; NULL: none. */
const struct snapshot *job_before(const struct job *job,
                                  const struct fetching *fetching);

/* All files of the job are here: put them together, unless nothing has
 * changed. */
bool job_gather(struct job *job, const struct fetching *fetching,
                struct snapshot_store *store, struct arena *arena,
                struct err *err);

/* Judge what was put together and make it a snapshot. */
bool job_publish(struct job *job, const struct fetching *fetching,
                 struct snapshot_store *store, struct arena *arena,
                 struct err *err);

/* ---- sources of a file per prefecture or municipality ---- */

/* Does its snapshot grow with every area that is asked for? */
bool job_grows(const struct job *job);

/* What is before it, with the counts that can be compared: of the areas that
 * were fetched today. */
const struct snapshot *job_comparable(const struct job *job,
                                      const struct pick_wanted *wanted,
                                      struct arena *arena);

/* The areas that were fetched before and are not asked for today stay in the
 * newest snapshot of the date; so do their counts. */
bool job_carry(struct job *job, const struct pick_wanted *wanted,
               struct snapshot_store *store, struct arena *arena,
               struct err *err);

#endif
