/*
 * Sources of a file per prefecture or municipality: a snapshot holds all areas
 * that were ever asked for, a run brings some of them.
 */
#include "base/say.h"
#include "fetch/fetching_job.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool job_grows(const struct job *job)
{
    return source_per_prefecture(job->source) ||
           source_per_municipality(job->source);
}

/* ---- counts ---- */

static bool is_wanted(const struct job *job, const struct pick_wanted *wanted,
                      const char *code)
{
    unsigned long prefecture = strtoul(code, NULL, 10);

    if (source_per_municipality(job->source)) {
        for (size_t i = 0; i < wanted->n_municipality; i++)
            if (strncmp(wanted->municipality[i], code, 5) == 0)
                return true;
        return false;
    }
    if (strlen(code) == 5)
        prefecture /= 1000;
    return prefecture < 64 && (wanted->prefectures == 0 ||
                               (wanted->prefectures >> prefecture & 1) != 0);
}

/* Counts of areas, fetched today or not; those of the whole are of other areas
 * each time. */
static void add_counts(const struct job *job, const struct pick_wanted *wanted,
                       bool today, const struct snapshot *from,
                       struct snapshot *to)
{
    for (size_t i = 0; i < from->n_count; i++) {
        const struct snapshot_count *count = &from->count[i];
        bool of_area = count->scope == SCOPE_PREFECTURE ||
                       count->scope == SCOPE_MUNICIPALITY;
        if (of_area && is_wanted(job, wanted, count->key) == today)
            to->count[to->n_count++] = *count;
    }
}

static bool is_picked(const struct job *job, const struct snapshot_file *file)
{
    for (size_t i = 0; i < job->picks.n; i++)
        if (strcmp(job->picks.item[i].url, file->url) == 0)
            return true;
    return false;
}

static bool all_are_picked(const struct job *job,
                           const struct snapshot *snapshot)
{
    for (size_t f = 0; f < snapshot->n_file; f++)
        if (!is_picked(job, &snapshot->file[f]))
            return false;
    return true;
}

const struct snapshot *job_comparable(const struct job *job,
                                      const struct pick_wanted *wanted,
                                      struct arena *arena)
{
    const struct snapshot *before = job->before;

    if (!before || !job_grows(job) || all_are_picked(job, before))
        return before;
    struct snapshot *part = arena_alloc(arena, sizeof(*part));
    *part = *before;
    part->n_count = 0;
    part->count =
        arena_alloc(arena, (before->n_count + 1) * sizeof(*part->count));
    add_counts(job, wanted, true, before, part);
    return part;
}

static int by_scope(const void *a, const void *b)
{
    const struct snapshot_count *x = a, *y = b;

    return x->scope != y->scope ? (x->scope > y->scope) - (x->scope < y->scope)
                                : strcmp(x->key, y->key);
}

static void carry_counts(const struct job *job,
                         const struct pick_wanted *wanted,
                         struct snapshot *snapshot, struct arena *arena)
{
    struct snapshot whole = {0};

    whole.count =
        arena_alloc(arena, (job->before->n_count + snapshot->n_count + 1) *
                               sizeof(*whole.count));
    add_counts(job, wanted, true, snapshot, &whole);
    add_counts(job, wanted, false, job->before, &whole);
    if (whole.n_count)
        qsort(whole.count, whole.n_count, sizeof(*whole.count), by_scope);
    snapshot->count = whole.count;
    snapshot->n_count = whole.n_count;
}

/* ---- files ---- */

static bool is_taken(const struct snapshot *snapshot, const char *name)
{
    for (size_t f = 0; f < snapshot->n_file; f++)
        if (strcasecmp(snapshot->file[f].name, name) == 0)
            return true;
    return false;
}

/* Addresses may differ in their folder only: what came today has the name. */
static const char *free_name(const struct snapshot *snapshot, const char *name,
                             struct arena *arena)
{
    const char *dot = strchr(name, '.'), *free = name;
    int stem = dot ? (int)(dot - name) : (int)strlen(name);

    for (unsigned n = 2; is_taken(snapshot, free); n++)
        free = arena_format(arena, "%.*s-%u%s", stem, name, n, name + stem);
    return free;
}

static bool carry_file(const struct job *job, const struct snapshot_file *file,
                       struct snapshot_store *store, struct arena *arena,
                       struct err *err)
{
    const struct snapshot *before = job->before;
    struct snapshot *snapshot = &job->fetched->snapshot;
    struct err damage;

    if (!snapshot_check(before->path, file, &damage)) {
        say_warn(_("'%s' is left out of the new edition: it is not what was "
                   "fetched any more; fetch its area again"),
                 arena_format(arena, "%s/%s", before->path, file->name));
        return true;
    }
    struct snapshot_file carried = *file;
    carried.name = free_name(snapshot, file->name, arena);
    snapshot->file[snapshot->n_file++] = carried;
    return snapshot_take(store, job->source->id,
                         arena_format(arena, "%s/%s", before->path, file->name),
                         carried.name, err);
}

bool job_carry(struct job *job, const struct pick_wanted *wanted,
               struct snapshot_store *store, struct arena *arena,
               struct err *err)
{
    struct snapshot *snapshot = &job->fetched->snapshot;
    const struct snapshot *before = job->before;

    if (!before || !job_grows(job) ||
        !str_same(before->as_of, snapshot->as_of) ||
        all_are_picked(job, before))
        return true;
    for (size_t f = 0; f < before->n_file; f++)
        if (!is_picked(job, &before->file[f]) &&
            !carry_file(job, &before->file[f], store, arena, err))
            return false;
    carry_counts(job, wanted, snapshot, arena);
    return true;
}
