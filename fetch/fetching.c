#include "fetch/fetching.h"

#include "base/say.h"
#include "fetch/fetching_transfer.h"
#include "model/municipality.h"

#include <stdio.h>
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
    struct http_options http;
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
                                   .base = transfer->url_now,
                                   .html = buf_str(&transfer->body)};
    return !jobs->store ||
           snapshot_page_put(jobs->store, transfer->url, page, err);
}

static bool read_page(struct jobs *jobs, struct job *job,
                      const struct snapshot_page *from, struct err *err)
{
    struct page page = {0};
    const char *base = from->base ? from->base : job->source->page;
    bool ok =
        page_read(from->html, base, from->charset, &page, jobs->arena, err) &&
        pick_links(job->source, &page, &jobs->fetching->wanted, &job->picks,
                   jobs->arena, err);

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
    ok = ok && http_run(&jobs->http, transfer, n, arena, err);
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
    struct transfers transfers;
    size_t most = 0;

    for (size_t i = 0; i < jobs->n; i++)
        most += jobs->item[i].picks.n;
    transfers_open(&transfers, most, jobs->arena);
    for (size_t i = 0; i < jobs->n; i++) {
        struct job *job = &jobs->item[i];
        if (job->failed)
            continue;
        job_find_kept(job, jobs->fetching, jobs->store, jobs->arena);
        transfers_add(&transfers, job, jobs->store, jobs->arena);
    }
    return http_run(&jobs->http, transfers.item, transfers.n, jobs->arena, err);
}

static void give_up(struct jobs *jobs, struct job *job, const struct err *fault)
{
    snapshot_abandon(jobs->store, job->source->id);
    job_fail(job, fault);
}

/* Two sources may have a file in common, and what is published takes it away:
 * all are put together before the first is published. */
static void keep_all(struct jobs *jobs)
{
    struct err fault;

    for (size_t i = 0; i < jobs->n; i++) {
        struct job *job = &jobs->item[i];
        if (!job->failed && transfers_are_here(job) &&
            !job_gather(job, jobs->fetching, jobs->store, jobs->arena, &fault))
            give_up(jobs, job, &fault);
    }
    for (size_t i = 0; i < jobs->n; i++) {
        struct job *job = &jobs->item[i];
        if (!job->failed && job->gathered &&
            !job_publish(job, jobs->fetching, jobs->store, jobs->arena, &fault))
            give_up(jobs, job, &fault);
    }
}

/* ---- the run ---- */

static const char *prefecture_list(uint64_t set, struct arena *arena)
{
    struct buf names = {0};

    for (unsigned p = 1; p <= 47; p++) {
        char code[3];
        snprintf(code, sizeof(code), "%02u", p);
        if (set >> p & 1)
            buf_addf(&names, "%s%s", names.len ? "・" : "",
                     prefecture_name(code));
    }
    const char *list = arena_copy(arena, names.ptr ? names.ptr : "", names.len);
    buf_release(&names);
    return list;
}

static bool nothing_is_picked(const struct jobs *jobs, struct err *err)
{
    uint64_t set = jobs->fetching->wanted.prefectures;

    return err_set(err, ERR_USAGE,
                   _("it has no file for what was asked for (%s); 'zaitaku "
                     "list sources' shows the prefectures of each source"),
                   set ? prefecture_list(set, jobs->arena) : "-");
}

/* The page speaks of the very files that are here: no more can be known
 * without asking for them. */
static void settle_dry(struct jobs *jobs, struct job *job)
{
    const struct snapshot *before = job_before(job, jobs->fetching);
    const char *as_of = job->picks.as_of;

    if (!before || !as_of || !before->as_of ||
        strcmp(as_of, before->as_of) != 0 || !job_has_same_urls(job, before))
        return;
    job->fetched->state = FETCHED_SAME;
    job->fetched->snapshot = *before;
}

const char *fetching_missing(const struct source *source,
                             const struct pick_wanted *wanted,
                             const struct snapshot *snapshot,
                             struct arena *arena)
{
    uint64_t missing = 0;
    struct err ignored;

    if (!source_per_prefecture(source) || source_per_municipality(source))
        return NULL;
    for (unsigned p = 1; p <= 47; p++) {
        struct pick_wanted one = {.prefectures = UINT64_C(1) << p};
        struct picks picks = {0};
        if (!(wanted->prefectures >> p & 1) ||
            !pick_files(source, &one, &picks, arena, &ignored))
            continue;
        for (size_t i = 0; i < picks.n; i++)
            if (!snapshot || !snapshot_find_url(snapshot, picks.item[i].url))
                missing |= one.prefectures;
        free(picks.item);
    }
    return missing ? prefecture_list(missing, arena) : NULL;
}

/* What was not fetched is not here from before, either. */
static void tell_missing(const struct jobs *jobs)
{
    const struct fetching *fetching = jobs->fetching;

    for (size_t i = 0; i < jobs->n; i++) {
        const struct job *job = &jobs->item[i];
        const struct snapshot *latest =
            snapshot_latest(fetching->snapshots, job->source->id);
        const char *missing =
            job->failed && latest
                ? fetching_missing(job->source, &fetching->wanted, latest,
                                   jobs->arena)
                : NULL;
        if (missing)
            say_warn(_("'%s': '%s' does not have %s"), job->source->id,
                     latest->path, missing);
    }
}

static bool run_jobs(struct jobs *jobs, struct err *err)
{
    if (!read_pages(jobs, err))
        return false;
    pick_all_files(jobs);
    for (size_t i = 0; i < jobs->n; i++) {
        struct job *job = &jobs->item[i];
        struct err fault;
        if (!job->failed && !job->picks.n && !nothing_is_picked(jobs, &fault))
            job_fail(job, &fault);
        if (job->failed)
            continue;
        list_files(job, jobs->arena);
        job->fetched->state = FETCHED_WOULD;
        job->fetched->snapshot.as_of = job->picks.as_of;
        if (jobs->fetching->dry_run)
            settle_dry(jobs, job);
    }
    if (jobs->fetching->dry_run)
        return true;
    if (!transfer_all(jobs, err))
        return false;
    keep_all(jobs);
    tell_missing(jobs);
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

/* A damaged snapshot of another source stops nobody. */
static bool list_snapshots(struct jobs *jobs, struct err *err)
{
    const char **id = arena_alloc(jobs->arena, (jobs->n + 1) * sizeof(*id));

    for (size_t i = 0; i < jobs->n; i++)
        id[i] = jobs->item[i].source->id;
    return snapshot_list_for(jobs->fetching->data, id, jobs->n,
                             jobs->fetching->snapshots, err);
}

bool fetching_run(const struct fetching *fetching, struct fetched *fetched,
                  struct arena *arena, struct err *err)
{
    struct jobs jobs = {
        .fetching = fetching, .arena = arena, .http = fetching->http};
    struct queue_hosts hosts = {0}; /* files come after pages, not too soon */
    bool ok = true;

    jobs.http.hosts = &hosts;
    start_jobs(&jobs, fetched);
    if (!fetching->dry_run) {
        jobs.store = snapshot_open(fetching->data, err);
        ok = jobs.store != NULL;
    }
    ok = ok && list_snapshots(&jobs, err) && run_jobs(&jobs, err);
    for (size_t i = 0; i < jobs.n; i++)
        free(jobs.item[i].picks.item);
    snapshot_close(jobs.store);
    queue_hosts_release(&hosts);
    return ok;
}
