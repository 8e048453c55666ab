/* What is here already, and may be used again. */
#include "base/say.h"
#include "fetch/fetching_job.h"

#include <string.h>

static bool is_of(const struct job *job, const struct snapshot *snapshot)
{
    return strcmp(snapshot->source, job->source->id) == 0;
}

/* The newest copy of a URL's file that the server can be asked about. */
static void find_by_url(const struct job *job, const char *url,
                        const struct snapshots *all, struct kept *kept)
{
    for (size_t i = all->n; i-- > 0;) {
        const struct snapshot *snapshot = &all->item[i];
        if (snapshot->refused || !is_of(job, snapshot))
            continue;
        const struct snapshot_file *file = snapshot_find_url(snapshot, url);
        if (!file || (!file->etag && !file->modified) ||
            (kept->of && strcmp(kept->file->fetched, file->fetched) >= 0))
            continue;
        *kept = (struct kept){snapshot, file, file->etag, file->modified};
    }
}

/*
 * With --accept-drop what was refused for its missing rows needs no second
 * download. Anything else that was refused may be damaged: asked for by its
 * mark it would be refused for ever.
 */
static void find_refused(const struct job *job, const char *url,
                         const struct snapshots *all, struct kept *kept)
{
    for (size_t i = all->n; i-- > 0;) {
        const struct snapshot *snapshot = &all->item[i];
        if (!snapshot->refused || !snapshot->dropped || !is_of(job, snapshot) ||
            snapshot_is_accepted(all, snapshot))
            continue;
        const struct snapshot_file *file = snapshot_find_url(snapshot, url);
        if (!file || (!file->etag && !file->modified) ||
            (kept->of && strcmp(kept->file->fetched, file->fetched) >= 0))
            continue;
        *kept = (struct kept){snapshot, file, file->etag, file->modified};
    }
}

/* The server has given the bytes of a kept file a new mark since. */
static void find_by_bytes(const struct job *job,
                          const struct snapshot_seen *seen,
                          const struct snapshots *all, struct kept *kept)
{
    for (size_t i = all->n; i-- > 0;) {
        const struct snapshot *snapshot = &all->item[i];
        if (snapshot->refused || !is_of(job, snapshot))
            continue;
        for (size_t f = 0; f < snapshot->n_file; f++) {
            const struct snapshot_file *file = &snapshot->file[f];
            if (strcmp(file->sha256, seen->sha256) != 0)
                continue;
            *kept = (struct kept){snapshot, file, seen->etag, seen->modified};
            return;
        }
    }
}

static struct kept find_kept(const struct job *job, const char *url,
                             const struct fetching *fetching,
                             const struct snapshot_store *store,
                             struct arena *arena)
{
    const struct snapshots *all = fetching->snapshots;
    struct kept kept = {0};
    struct snapshot_seen seen;
    struct err damage;

    if (snapshot_seen_get(store, url, &seen, arena))
        find_by_bytes(job, &seen, all, &kept);
    if (!kept.of)
        find_by_url(job, url, all, &kept);
    if (fetching->accept_drop)
        find_refused(job, url, all, &kept);
    if (!kept.of || snapshot_check(kept.of->path, kept.file, &damage))
        return kept;
    say_warn(_("'%s/%s' is not what was fetched any more: it is fetched anew"),
             kept.of->path, kept.file->name);
    return (struct kept){0};
}

void job_find_kept(struct job *job, const struct fetching *fetching,
                   const struct snapshot_store *store, struct arena *arena)
{
    job->kept = arena_alloc(arena, (job->picks.n + 1) * sizeof(*job->kept));
    for (size_t i = 0; i < job->picks.n; i++)
        job->kept[i] =
            find_kept(job, job->picks.item[i].url, fetching, store, arena);
}

bool job_has_same_urls(const struct job *job, const struct snapshot *snapshot)
{
    for (size_t i = 0; i < job->picks.n; i++)
        if (!snapshot_find_url(snapshot, job->picks.item[i].url))
            return false;
    return job->picks.n == snapshot->n_file || job_grows(job);
}

/* An older edition, asked for by its date, is compared with what was before
 * it. */
static const struct snapshot *newest_until(const struct snapshots *all,
                                           const struct job *job,
                                           const char *as_of)
{
    const struct snapshot *found = NULL;

    for (size_t i = 0; i < all->n; i++) {
        const struct snapshot *snapshot = &all->item[i];
        if (!snapshot->refused && is_of(job, snapshot) && snapshot->as_of &&
            strcmp(snapshot->as_of, as_of) <= 0)
            found = snapshot;
    }
    return found;
}

const struct snapshot *job_before(const struct job *job,
                                  const struct fetching *fetching)
{
    const char *as_of = fetching->wanted.as_of;

    if (as_of && job->picks.as_of)
        return newest_until(fetching->snapshots, job, job->picks.as_of);
    return snapshot_latest(fetching->snapshots, job->source->id);
}
