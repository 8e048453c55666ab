/* What is here already, and how what was fetched becomes a snapshot. */
#include "fetch/fetching_job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is here already ---- */

static const struct snapshot_file *find_file(const struct snapshot *snapshot,
                                             const char *url)
{
    for (size_t f = 0; f < snapshot->n_file; f++)
        if (strcmp(snapshot->file[f].url, url) == 0)
            return &snapshot->file[f];
    return NULL;
}

/* The newest copy of a URL's file that the server can be asked about, also
 * among the refused ones: --accept-drop then needs no second download. */
static void find_kept(struct job *job, size_t pick,
                      const struct snapshots *snapshots)
{
    for (size_t i = snapshots->n; i-- > 0;) {
        const struct snapshot *snapshot = &snapshots->item[i];
        if (strcmp(snapshot->source, job->source->id) != 0)
            continue;
        const struct snapshot_file *file =
            find_file(snapshot, job->picks.item[pick].url);
        if (!file || (!file->etag && !file->modified))
            continue;
        if (job->kept[pick] &&
            strcmp(job->kept[pick]->fetched, file->fetched) >= 0)
            continue;
        job->kept[pick] = file;
        job->kept_folder[pick] = snapshot->path;
    }
}

void job_prepare(struct job *job, const struct snapshots *snapshots,
                 struct snapshot_store *store, struct arena *arena)
{
    size_t n = job->picks.n;

    job->kept = arena_alloc(arena, (n + 1) * sizeof(*job->kept));
    job->kept_folder = arena_alloc(arena, (n + 1) * sizeof(*job->kept_folder));
    for (size_t i = 0; i < n; i++) {
        const struct pick *pick = &job->picks.item[i];
        find_kept(job, i, snapshots);
        job->transfer[i] = (struct transfer){
            .url = pick->url,
            .label = pick->name,
            .host = job->source->host,
            .n_host = job->source->n_host,
            .path = snapshot_partial(store, pick->url, arena),
            .max_bytes = job->source->max_bytes,
            .etag = job->kept[i] ? job->kept[i]->etag : NULL,
            .modified = job->kept[i] ? job->kept[i]->modified : NULL,
        };
    }
}

/* ---- the snapshot ---- */

/* 2025年12月1日時点, or 時点不明. */
static const char *when(const char *as_of, struct arena *arena)
{
    int year, month, day;

    if (!as_of || sscanf(as_of, "%d-%d-%d", &year, &month, &day) != 3)
        return "時点不明";
    return arena_format(arena, "%d年%d月%d日時点", year, month, day);
}

static const char *attribution(const struct source *source, const char *as_of,
                               struct arena *arena)
{
    static const char mark[] = "{as_of}";
    const char *at = strstr(source->attribution, mark);

    if (!at)
        return source->attribution;
    return arena_format(arena, "%.*s%s%s", (int)(at - source->attribution),
                        source->attribution, when(as_of, arena),
                        at + strlen(mark));
}

static struct snapshot_file transferred(const struct job *job, size_t i)
{
    const struct transfer *transfer = &job->transfer[i];
    const struct snapshot_file *kept = job->kept[i];

    if (transfer->state == TRANSFER_SAME) {
        struct snapshot_file file = {.name = job->picks.item[i].name,
                                     .url = kept->url,
                                     .etag = kept->etag,
                                     .modified = kept->modified,
                                     .fetched = kept->fetched};
        return file;
    }
    return (struct snapshot_file){.name = job->picks.item[i].name,
                                  .url = transfer->url,
                                  .etag = transfer->etag_now,
                                  .modified = transfer->modified_now};
}

static bool take_pick(const struct job *job, size_t i,
                      struct snapshot_store *store, struct arena *arena,
                      struct err *err)
{
    const char *from = job->transfer[i].path;

    if (job->transfer[i].state == TRANSFER_SAME)
        from = arena_format(arena, "%s/%s", job->kept_folder[i],
                            job->kept[i]->name);
    return snapshot_take(store, job->source->id, from, job->picks.item[i].name,
                         err);
}

static bool is_picked(const struct picks *picks, const char *name)
{
    for (size_t i = 0; i < picks->n; i++)
        if (strcmp(picks->item[i].name, name) == 0)
            return true;
    return false;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/*
 * A source of a file per prefecture grows: the prefectures that were fetched
 * before and are not asked for today stay in its newest snapshot.
 */
static bool carry(const struct job *job, const struct snapshot *latest,
                  struct snapshot *snapshot, struct snapshot_store *store,
                  struct arena *arena, struct err *err)
{
    if (!latest ||
        !(source_per_prefecture(job->source) ||
          source_per_municipality(job->source)) ||
        !same_text(latest->as_of, snapshot->as_of))
        return true;
    for (size_t f = 0; f < latest->n_file; f++) {
        const struct snapshot_file *file = &latest->file[f];
        if (is_picked(&job->picks, file->name))
            continue;
        if (!snapshot_take(
                store, job->source->id,
                arena_format(arena, "%s/%s", latest->path, file->name),
                file->name, err))
            return false;
        snapshot->file[snapshot->n_file++] = *file;
    }
    return true;
}

static int by_name(const void *a, const void *b)
{
    const struct snapshot_file *x = a, *y = b;

    return strcmp(x->name, y->name);
}

/* An older edition, asked for by its date, is compared with what was before
 * it. */
static const struct snapshot *newest_until(const struct snapshots *snapshots,
                                           const char *source,
                                           const char *as_of)
{
    const struct snapshot *found = NULL;

    for (size_t i = 0; i < snapshots->n; i++) {
        const struct snapshot *snapshot = &snapshots->item[i];
        if (snapshot->refused || strcmp(snapshot->source, source) != 0)
            continue;
        if (as_of && snapshot->as_of && strcmp(snapshot->as_of, as_of) > 0)
            continue;
        found = snapshot;
    }
    return found;
}

static bool gather(struct job *job, const struct snapshot *latest,
                   struct snapshot *snapshot, struct snapshot_store *store,
                   const char **folder, struct arena *arena, struct err *err)
{
    size_t n = job->picks.n;

    *folder = snapshot_begin(store, job->source->id, arena, err);
    if (!*folder)
        return false;
    snapshot->file =
        arena_alloc(arena, (n + (latest ? latest->n_file : 0) + 1) *
                               sizeof(*snapshot->file));
    for (size_t i = 0; i < n; i++) {
        if (!take_pick(job, i, store, arena, err))
            return false;
        snapshot->file[snapshot->n_file++] = transferred(job, i);
    }
    if (!carry(job, latest, snapshot, store, arena, err))
        return false;
    qsort(snapshot->file, snapshot->n_file, sizeof(*snapshot->file), by_name);
    return true;
}

/* Every file is the one of the newest snapshot: nothing to judge again. */
static bool is_unchanged(const struct job *job, const struct snapshot *before)
{
    if (!before ||
        (job->picks.as_of && !same_text(job->picks.as_of, before->as_of)))
        return false;
    for (size_t i = 0; i < job->picks.n; i++)
        if (job->transfer[i].state != TRANSFER_SAME ||
            job->kept_folder[i] != before->path)
            return false;
    return job->picks.n == before->n_file ||
           source_per_prefecture(job->source) ||
           source_per_municipality(job->source);
}

bool job_keep(struct job *job, const struct fetching *fetching,
              const struct snapshots *snapshots, struct snapshot_store *store,
              struct arena *arena, struct err *err)
{
    const struct source *source = job->source;
    struct snapshot *snapshot = &job->fetched->snapshot;
    const char *folder;
    bool same = false;

    *snapshot = (struct snapshot){
        .source = source->id,
        .title = source->title,
        .publisher = source->publisher,
        .licence = source->licence,
        .licence_url = source->licence_url,
        .page = source->page,
        .as_of = job->picks.as_of,
    };
    const struct snapshot *before =
        newest_until(snapshots, source->id, snapshot->as_of);
    if (is_unchanged(job, before)) {
        *snapshot = *before;
        job->fetched->state = FETCHED_SAME;
        return true;
    }
    if (!gather(job, before, snapshot, store, &folder, arena, err) ||
        !fetching->judge(fetching->context, source, &job->picks, folder, before,
                         snapshot, arena, err))
        return false;
    snapshot->attribution = attribution(source, snapshot->as_of, arena);
    if (!snapshot_publish(store, snapshot, &same, arena, err))
        return false;
    job->fetched->state = snapshot->refused ? FETCHED_REFUSED
                          : same            ? FETCHED_SAME
                                            : FETCHED_NEW;
    if (snapshot->refused)
        err_set(&job->fetched->err, ERR_INPUT, "%s", snapshot->refused);
    return true;
}
