/*
 * The transfers of a run of `fetch`: each address once, whoever wants it.
 * Below fetching.h.
 */
#ifndef FETCH_FETCHING_TRANSFER_H
#define FETCH_FETCHING_TRANSFER_H

#include "fetch/fetching_job.h"

struct transfers {
    struct transfer *item;
    size_t n;
};

/* Room for `most`: they do not move. */
void transfers_open(struct transfers *all, size_t most, struct arena *arena);

/* One for each pick of the job; job->kept says what is here. */
void transfers_add(struct transfers *all, struct job *job,
                   const struct snapshot_store *store, struct arena *arena);

/* A source is whole or not at all: the first fault stands for all, and fails
 * the job. */
bool transfers_are_here(struct job *job);

#endif
