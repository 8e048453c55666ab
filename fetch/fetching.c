#include "fetch/fetching.h"

#include "base/say.h"
#include "fetch/fetching_job.h"

#include <stdlib.h>
#include <string.h>

const char *const fetched_state_names[FETCHED_STATE_COUNT] = {
    [FETCHED_NEW] = "new",           [FETCHED_SAME] = "same",
    [FETCHED_WOULD] = "would-fetch", [FETCHED_REFUSED] = "refused",
    [FETCHED_FAILED] = "failed",
};

/* The jobs of a run, and what they share. */
struct jobs {
    const struct fetching *fetching;
    struct job *item;
    size_t n;
    struct snapshot_store *store; /* NULL for a dry run */
    struct arena *arena;
};

void job_fail(struct job *job, const struct err *err)
{
    job->failed = true;
    job->fetched->state = FETCHED_FAILED;
    job->fetched->err = *err;
}

/* ---- index pages ---- */

/* The page as it is now: what the server sent, or what was kept of it. */
static bool settle_page(struct jobs *jobs, struct job *job,
                        struct transfer *transfer,
                        const struct snapshot_page *kept,
                        struct snapshot_page *page, struct err *err)
{
    job->fetched->n_received += transfer->n_received;
    if (transfer->state == TRANSFER_SAME) {
        *page = *kept;
        return true;
    }
    if (transfer->state != TRANSFER_DONE) {
        *err = transfer->err;
        return false;
    }
    *page = (struct snapshot_page){.etag = transfer->etag_now,
                                   .modified = transfer->modified_now,
                                   .charset = transfer->charset,
                                   .html = buf_str(&transfer->body)};
    return !jobs->store ||
           snapshot_page_put(jobs->store, transfer->url, page, err);
}

static bool read_page(struct jobs *jobs, struct job *job,
                      const struct snapshot_page *from, struct err *err)
{
    struct page page = {0};
    bool ok = page_read(from->html, job->source->page, from->charset, &page,
                        jobs->arena, err) &&
              pick_links(job->source, &page, &jobs->fetching->wanted,
                         &job->picks, jobs->arena, err);

    free(page.link);
    return ok;
}

static bool ask_page(struct jobs *jobs, const struct job *job,
                     struct transfer *transfer, struct snapshot_page *kept,
                     struct err *err)
{
    const struct source *source = job->source;
    bool found = false;

    *transfer = (struct transfer){.url = source->page,
                                  .label = source->id,
                                  .host = source->host,
                                  .n_host = source->n_host};
    if (jobs->store && !snapshot_page_get(jobs->store, source->page, kept,
                                          &found, jobs->arena, err))
        return false;
    if (found) {
        transfer->etag = kept->etag;
        transfer->modified = kept->modified;
    }
    return true;
}

static bool read_pages(struct jobs *jobs, struct err *err)
{
    struct arena *arena = jobs->arena;
    struct transfer *transfer = arena_alloc(arena, jobs->n * sizeof(*transfer));
    struct snapshot_page *kept = arena_alloc(arena, jobs->n * sizeof(*kept));
    struct job **asking = arena_alloc(arena, jobs->n * sizeof(struct job *));
    size_t n = 0;
    bool ok = true;

    for (size_t i = 0; ok && i < jobs->n; i++) {
        struct job *job = &jobs->item[i];
        if (job->source->n_link == 0)
            continue;
        asking[n] = job;
        ok = ask_page(jobs, job, &transfer[n], &kept[n], err);
        n++;
    }
    ok = ok && http_run(&jobs->fetching->http, transfer, n, arena, err);
    for (size_t i = 0; ok && i < n; i++) {
        struct snapshot_page page;
        struct err fault = {0};
        if (!settle_page(jobs, asking[i], &transfer[i], &kept[i], &page,
                         &fault) ||
            !read_page(jobs, asking[i], &page, &fault))
            job_fail(asking[i], &fault);
    }
    for (size_t i = 0; i < n; i++)
        buf_release(&transfer[i].body);
    return ok;
}

/* ---- files ---- */

static void pick_all_files(struct jobs *jobs)
{
    for (size_t i = 0; i < jobs->n; i++) {
        struct job *job = &jobs->item[i];
        struct err fault = {0};
        if (job->source->n_link == 0 &&
            !pick_files(job->source, &jobs->fetching->wanted, &job->picks,
                        jobs->arena, &fault))
            job_fail(job, &fault);
    }
}

static void list_files(struct job *job, struct arena *arena)
{
    struct fetched *fetched = job->fetched;

    fetched->n_file = job->picks.n;
    fetched->file = arena_alloc(arena, job->picks.n * sizeof(*fetched->file));
    for (size_t i = 0; i < job->picks.n; i++)
        fetched->file[i] = (struct fetched_file){
            .name = job->picks.item[i].name,
            .url = job->picks.item[i].url,
            .text = job->picks.item[i].text,
        };
}

/* All files of all sources in one go: hosts are waited for side by side. */
static bool transfer_all(struct jobs *jobs, struct err *err)
{
    size_t n = 0, at = 0;

    for (size_t i = 0; i < jobs->n; i++)
        if (!jobs->item[i].failed)
            n += jobs->item[i].picks.n;
    struct transfer *transfer =
        arena_alloc(jobs->arena, (n + 1) * sizeof(*transfer));
    for (size_t i = 0; i < jobs->n; i++) {
        struct job *job = &jobs->item[i];
        if (job->failed)
            continue;
        job->transfer = &transfer[at];
        job_prepare(job, jobs->fetching->snapshots, jobs->store, jobs->arena);
        at += job->picks.n;
    }
    return http_run(&jobs->fetching->http, transfer, n, jobs->arena, err);
}

/* A source is whole or not at all: the first fault stands for all. */
static bool all_are_here(struct job *job)
{
    size_t n_failed = 0;
    const struct transfer *first = NULL;

    for (size_t i = 0; i < job->picks.n; i++) {
        const struct transfer *transfer = &job->transfer[i];
        struct fetched_file *file = &job->fetched->file[i];
        file->n_received = transfer->n_received;
        file->same = transfer->state == TRANSFER_SAME;
        job->fetched->n_received += transfer->n_received;
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

static void keep_all(struct jobs *jobs)
{
    for (size_t i = 0; i < jobs->n; i++) {
        struct job *job = &jobs->item[i];
        struct err fault = {0};
        if (job->failed || !all_are_here(job))
            continue;
        if (!job_keep(job, jobs->fetching, jobs->fetching->snapshots,
                      jobs->store, jobs->arena, &fault)) {
            snapshot_abandon(jobs->store, job->source->id);
            job_fail(job, &fault);
        }
    }
}

static bool run_jobs(struct jobs *jobs, struct err *err)
{
    if (!read_pages(jobs, err))
        return false;
    pick_all_files(jobs);
    for (size_t i = 0; i < jobs->n; i++) {
        struct job *job = &jobs->item[i];
        if (job->failed)
            continue;
        list_files(job, jobs->arena);
        job->fetched->state = FETCHED_WOULD;
        job->fetched->snapshot.as_of = job->picks.as_of;
    }
    if (jobs->fetching->dry_run)
        return true;
    if (!transfer_all(jobs, err))
        return false;
    keep_all(jobs);
    return true;
}

static void start_jobs(struct jobs *jobs, struct fetched *fetched)
{
    const struct fetching *fetching = jobs->fetching;

    jobs->n = fetching->n_source;
    jobs->item = arena_alloc(jobs->arena, (jobs->n + 1) * sizeof(*jobs->item));
    for (size_t i = 0; i < jobs->n; i++) {
        fetched[i] = (struct fetched){.source = fetching->source[i]};
        jobs->item[i] =
            (struct job){.source = fetching->source[i], .fetched = &fetched[i]};
    }
}

bool fetching_run(const struct fetching *fetching, struct fetched *fetched,
                  struct arena *arena, struct err *err)
{
    struct jobs jobs = {.fetching = fetching, .arena = arena};
    bool ok = true;

    start_jobs(&jobs, fetched);
    if (!fetching->dry_run) {
        jobs.store = snapshot_open(fetching->data, err);
        ok = jobs.store &&
             snapshot_list(fetching->data, fetching->snapshots, err);
    }
    ok = ok && run_jobs(&jobs, err);
    for (size_t i = 0; i < jobs.n; i++)
        free(jobs.item[i].picks.item);
    snapshot_close(jobs.store);
    return ok;
}
