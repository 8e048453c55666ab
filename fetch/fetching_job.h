/*
 * One source of a run of `fetch`, from its index page to its snapshot: below
 * fetching.h.
 */
#ifndef FETCH_FETCHING_JOB_H
#define FETCH_FETCHING_JOB_H

#include "fetch/fetching.h"

struct job {
    const struct source *source;
    struct fetched *fetched;
    struct picks picks;
    struct transfer *transfer; /* one a pick */
    /* By pick: the file that is here already, or NULL. */
    const struct snapshot_file **kept;
    const char **kept_folder;
    bool failed;
};

/* State the fault of a job; the other jobs go on. */
void job_fail(struct job *job, const struct err *err);

/* Look for what is here already, so that only changes are sent. */
void job_prepare(struct job *job, const struct snapshots *snapshots,
                 struct snapshot_store *store, struct arena *arena);

/* All files of the job are here: judge them and make them a snapshot. */
bool job_keep(struct job *job, const struct fetching *fetching,
              const struct snapshots *snapshots, struct snapshot_store *store,
              struct arena *arena, struct err *err);

#endif
