/* How what was fetched becomes a snapshot. */
#include "base/clock.h"
#include "base/say.h"
#include "fetch/fetching_job.h"
#include "model/supply.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define MAX_DAYS_AHEAD 366 /* a yearly source may be put up before its day */

/* ---- the words of it ---- */

static const char *attribution(const struct source *source, const char *as_of,
                               struct arena *arena)
{
    static const char mark[] = "{as_of}";
    const char *at = strstr(source->attribution, mark);

    if (!at)
        return source->attribution;
    return arena_format(arena, "%.*s%s%s", (int)(at - source->attribution),
                        source->attribution, supply_when(as_of, arena),
                        at + strlen(mark));
}

/* ---- putting it together ---- */

static struct snapshot_file transferred(const struct job *job, size_t i)
{
    const struct transfer *transfer = job->transfer[i];
    const struct pick *pick = &job->picks.item[i];

    if (transfer->state == TRANSFER_SAME)
        return (struct snapshot_file){.name = pick->name,
                                      .url = pick->url,
                                      .etag = job->kept[i].etag,
                                      .modified = job->kept[i].modified,
                                      .fetched = job->kept[i].file->fetched};
    return (struct snapshot_file){.name = pick->name,
                                  .url = pick->url,
                                  .etag = transfer->etag_now,
                                  .modified = transfer->modified_now};
}

/* Another writer, or a disk that lost something: what is shorter or longer
 * than what came is not what the server sent. */
static bool is_all_there(const struct transfer *transfer, struct err *err)
{
    struct stat info;

    if (lstat(transfer->path, &info) != 0)
        return err_set(err, ERR_STORAGE, _("cannot %s '%s': %s"), _("open"),
                       transfer->path, strerror(errno));
    return (uint64_t)info.st_size == transfer->n_bytes ||
           err_set(err, ERR_STORAGE,
                   _("'%s' has %" PRIu64 " bytes, but %" PRIu64
                     " were fetched of '%s'; fetch again"),
                   transfer->path, (uint64_t)info.st_size, transfer->n_bytes,
                   transfer->url);
}

static bool take_pick(const struct job *job, size_t i,
                      struct snapshot_store *store, struct arena *arena,
                      struct err *err)
{
    const struct transfer *transfer = job->transfer[i];
    const char *from = transfer->path;

    if (transfer->state == TRANSFER_SAME)
        from = arena_format(arena, "%s/%s", job->kept[i].of->path,
                            job->kept[i].file->name);
    else if (!is_all_there(transfer, err))
        return false;
    return snapshot_take(store, job->source->id, from, job->picks.item[i].name,
                         err);
}

/* Every file is the one of the newest snapshot: nothing to judge again. */
static bool is_unchanged(const struct job *job)
{
    const struct snapshot *before = job->before;

    if (!before || !job_has_same_urls(job, before) ||
        (job->picks.as_of && !str_same(job->picks.as_of, before->as_of)))
        return false;
    for (size_t i = 0; i < job->picks.n; i++)
        if (job->transfer[i]->state != TRANSFER_SAME ||
            job->kept[i].of != before)
            return false;
    return true;
}

/* What was not asked for may be damaged, too: `build` would refuse it. */
static void tell_damage(const struct snapshot *snapshot)
{
    struct err damage;

    for (size_t f = 0; f < snapshot->n_file; f++)
        if (!snapshot_check(snapshot->path, &snapshot->file[f], &damage))
            say_warn("%s", damage.text);
}

bool job_gather(struct job *job, const struct fetching *fetching,
                struct snapshot_store *store, struct arena *arena,
                struct err *err)
{
    const struct source *source = job->source;
    struct snapshot *snapshot = &job->fetched->snapshot;
    size_t n = job->picks.n;

    job->before = job_before(job, fetching);
    if (is_unchanged(job)) {
        *snapshot = *job->before;
        job->fetched->state = FETCHED_SAME;
        if (n < snapshot->n_file)
            tell_damage(snapshot);
        return true;
    }
    *snapshot = (struct snapshot){
        .source = source->id,
        .title = source->title,
        .publisher = source->publisher,
        .licence = source->licence,
        .licence_url = source->licence_url,
        .page = source->page,
        .as_of = job->picks.as_of,
    };
    job->folder = snapshot_begin(store, source->id, arena, err);
    if (!job->folder)
        return false;
    job->gathered = true;
    size_t most = n + (job->before ? job->before->n_file : 0) + 1;
    snapshot->file = arena_alloc(arena, most * sizeof(*snapshot->file));
    for (size_t i = 0; i < n; i++) {
        if (!take_pick(job, i, store, arena, err))
            return false;
        snapshot->file[snapshot->n_file++] = transferred(job, i);
    }
    return true;
}

/* ---- dates that cannot be ---- */

static const struct snapshot *newest_date(const struct job *job,
                                          const struct snapshots *all)
{
    const struct snapshot *newest = NULL;

    for (size_t i = 0; i < all->n; i++) {
        const struct snapshot *one = &all->item[i];
        if (!one->refused && one->as_of &&
            strcmp(one->source, job->source->id) == 0 &&
            (!newest || strcmp(one->as_of, newest->as_of) >= 0))
            newest = one;
    }
    return newest;
}

/* YYYY-MM-DD as days; only differences mean something. */
static long day_number(const char *iso)
{
    struct tm tm = {0};

    sscanf(iso, "%4d-%2d-%2d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    return (long)(timegm(&tm) / (24 * 60 * 60));
}

static bool refuse(struct snapshot *snapshot, const char *sentence)
{
    snapshot->refused = sentence;
    snapshot->dropped = false; /* no option takes it */
    return true;
}

/* What the publisher has mistyped would be the newest edition for ever, or
 * take the maps back to an old one. */
static bool judge_date(const struct job *job, const struct fetching *fetching,
                       struct arena *arena, struct err *err)
{
    struct snapshot *snapshot = &job->fetched->snapshot;
    const struct snapshot *newest = newest_date(job, fetching->snapshots);
    char now[CLOCK_TEXT];

    if (!snapshot->as_of || (snapshot->refused && !snapshot->dropped))
        return true;
    if (!clock_now(now, err))
        return false;
    if (day_number(snapshot->as_of) > day_number(now) + MAX_DAYS_AHEAD)
        return refuse(
            snapshot,
            arena_format(arena,
                         _("the date of this edition, %s, is more than a year "
                           "away; the publisher seems to have mistyped it; "
                           "the edition before stays in use until the page "
                           "is right"),
                         snapshot->as_of));
    /* Areas whose files date themselves need not be of one day. */
    if (fetching->wanted.as_of || !newest ||
        (job_grows(job) && !job->picks.as_of) ||
        strcmp(snapshot->as_of, newest->as_of) >= 0)
        return true;
    return refuse(
        snapshot,
        arena_format(arena,
                     _("the date of this edition, %s, is before that of '%s'; "
                       "the publisher seems to have taken an edition back or "
                       "mistyped a date; '%s' stays in use; if that one is "
                       "wrong, move its folder away and fetch again"),
                     snapshot->as_of, newest->path, newest->path));
}

/* ---- what came of it ---- */

/* Did an older snapshot have these bytes? */
static bool was_here(const struct job *job, const struct snapshots *all,
                     const char *sha256)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct snapshot *one = &all->item[i];
        if (one->refused || strcmp(one->source, job->source->id) != 0)
            continue;
        for (size_t f = 0; f < one->n_file; f++)
            if (strcmp(one->file[f].sha256, sha256) == 0)
                return true;
    }
    return false;
}

/* Mark the files that came for nothing, and remember what to ask with. */
static void note_files(const struct job *job, const struct fetching *fetching,
                       struct snapshot_store *store)
{
    const struct snapshot *snapshot = &job->fetched->snapshot;

    for (size_t i = 0; i < job->picks.n; i++) {
        const struct transfer *transfer = job->transfer[i];
        const struct snapshot_file *file =
            snapshot_find_url(snapshot, job->picks.item[i].url);
        if (transfer->state != TRANSFER_DONE || !file)
            continue;
        if (was_here(job, fetching->snapshots, file->sha256))
            job->fetched->file[i].same = true;
        if (job->fetched->state == FETCHED_NEW)
            snapshot_seen_put(store, file->url, NULL);
        if (job->fetched->state != FETCHED_SAME ||
            (!transfer->etag_now && !transfer->modified_now))
            continue;
        struct snapshot_seen seen = {.etag = transfer->etag_now,
                                     .modified = transfer->modified_now};
        memcpy(seen.sha256, file->sha256, sizeof(seen.sha256));
        snapshot_seen_put(store, file->url, &seen);
    }
}

bool job_publish(struct job *job, const struct fetching *fetching,
                 struct snapshot_store *store, struct arena *arena,
                 struct err *err)
{
    const struct source *source = job->source;
    struct snapshot *snapshot = &job->fetched->snapshot;
    bool same = false;

    if (!fetching->judge(fetching->context, source, &job->picks, job->folder,
                         job_comparable(job, &fetching->wanted, arena),
                         snapshot, arena, err) ||
        !judge_date(job, fetching, arena, err) ||
        (!snapshot->refused &&
         !job_carry(job, &fetching->wanted, store, arena, err)))
        return false;
    snapshot->attribution = attribution(source, snapshot->as_of, arena);
    if (!snapshot_publish(store, snapshot, &same, arena, err))
        return false;
    job->fetched->state = snapshot->refused ? FETCHED_REFUSED
                          : same            ? FETCHED_SAME
                                            : FETCHED_NEW;
    if (snapshot->refused)
        err_set(&job->fetched->err, ERR_INPUT, "%s", snapshot->refused);
    note_files(job, fetching, store);
    return true;
}
