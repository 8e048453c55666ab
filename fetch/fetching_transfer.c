/* The transfers of a run: each address once, whoever wants it. */
#include "fetch/fetching_transfer.h"

#include <string.h>

/* ---- an address that several sources have ---- */

/* Hosts that all who want it trust. */
static void limit_hosts(struct transfer *transfer, const struct source *source,
                        struct arena *arena)
{
    const char **host =
        arena_alloc(arena, (transfer->n_host + 1) * sizeof(*host));
    size_t n = 0;

    for (size_t i = 0; i < transfer->n_host; i++)
        if (source_has_host(source, transfer->host[i]))
            host[n++] = transfer->host[i];
    transfer->host = host;
    transfer->n_host = n;
}

/* Asked only for changes when all have the same version of it. */
static void share(struct transfer *transfer, const struct job *job, size_t pick,
                  struct arena *arena)
{
    const struct kept *kept = &job->kept[pick];
    uint64_t most = job->source->max_bytes;

    limit_hosts(transfer, job->source, arena);
    if (most && (!transfer->max_bytes || most < transfer->max_bytes))
        transfer->max_bytes = most;
    if (!str_same(transfer->etag, kept->etag) ||
        !str_same(transfer->modified, kept->modified)) {
        transfer->etag = NULL;
        transfer->modified = NULL;
    }
}

static struct transfer *find(struct transfers *all, const char *url)
{
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->item[i].url, url) == 0)
            return &all->item[i];
    return NULL;
}

static struct transfer *add(struct transfers *all, const struct job *job,
                            size_t i, const struct snapshot_store *store,
                            struct arena *arena)
{
    const struct pick *pick = &job->picks.item[i];
    struct transfer *transfer = &all->item[all->n++];

    *transfer = (struct transfer){
        .url = pick->url,
        .label = pick->name,
        .host = job->source->host,
        .n_host = job->source->n_host,
        .path = snapshot_partial(store, pick->url, arena),
        .max_bytes = job->source->max_bytes,
        .etag = job->kept[i].etag,
        .modified = job->kept[i].modified,
    };
    return transfer;
}

void transfers_open(struct transfers *all, size_t most, struct arena *arena)
{
    *all = (struct transfers){
        .item = arena_alloc(arena, (most + 1) * sizeof(*all->item))};
}

void transfers_add(struct transfers *all, struct job *job,
                   const struct snapshot_store *store, struct arena *arena)
{
    size_t n = job->picks.n;

    job->transfer = arena_alloc(arena, (n + 1) * sizeof(struct transfer *));
    for (size_t i = 0; i < n; i++) {
        struct transfer *there = find(all, job->picks.item[i].url);
        if (there)
            share(there, job, i, arena);
        else
            there = add(all, job, i, store, arena);
        job->transfer[i] = there;
    }
}

/* ---- what came of them ---- */

bool transfers_are_here(struct job *job)
{
    size_t n_failed = 0;
    const struct transfer *first = NULL;

    for (size_t i = 0; i < job->picks.n; i++) {
        struct transfer *transfer = job->transfer[i];
        struct fetched_file *file = &job->fetched->file[i];
        file->n_received = transfer->n_received;
        file->same = transfer->state == TRANSFER_SAME;
        job->fetched->n_received += transfer->n_received;
        transfer->n_received = 0; /* counted once, also when it is shared */
        if (transfer->state == TRANSFER_DONE || file->same)
            continue;
        if (n_failed++ == 0)
            first = transfer;
    }
    if (!n_failed)
        return true;
    struct err fault = first->err;
    if (job->picks.n > 1)
        err_in(&fault, _("%zu of %zu files are missing; the first"), n_failed,
               job->picks.n);
    job_fail(job, &fault);
    return false;
}
