/* Which snapshot is newer, and which two are the same. */
#include "fetch/snapshot_store.h"

#include <stdlib.h>
#include <string.h>

/* ---- order ---- */

static int by_date(const struct snapshot *a, const struct snapshot *b)
{
    int order = a->as_of && b->as_of ? strcmp(a->as_of, b->as_of)
                                     : strcmp(a->fetched, b->fetched);

    if (order == 0)
        order = (a->revision > b->revision) - (a->revision < b->revision);
    return order ? order : strcmp(a->path, b->path);
}

static int in_order(const void *a, const void *b)
{
    const struct snapshot *x = a, *y = b;

    if (!x->refused != !y->refused)
        return x->refused ? 1 : -1;
    int order = strcmp(x->source, y->source);
    if (order == 0)
        order = !x->as_of - !y->as_of;
    return order ? order : by_date(x, y);
}

static bool is_of_group(const struct snapshot *a, const struct snapshot *b)
{
    return !a->refused == !b->refused && strcmp(a->source, b->source) == 0;
}

/*
 * Dates of publishers and days of fetching are no one scale. An undated one
 * goes behind the newest dated one that was there when it was fetched: what
 * was fetched later is never hidden by it.
 */
static void weave(struct snapshot *item, size_t n)
{
    struct snapshot *woven = mem_alloc(n * sizeof(*woven));
    size_t dated = 0, undated = n, at = n;

    while (dated < n && item[dated].as_of)
        dated++;
    size_t left = dated; /* dated ones that have no place yet */
    while (at-- > 0) {
        bool later = left > 0 && (undated == dated ||
                                  strcmp(item[left - 1].fetched,
                                         item[undated - 1].fetched) > 0);
        woven[at] = later ? item[--left] : item[--undated];
    }
    memcpy(item, woven, n * sizeof(*woven));
    free(woven);
}

void snapshot_sort(struct snapshots *all)
{
    size_t same;

    if (all->n)
        qsort(all->item, all->n, sizeof(*all->item), in_order);
    for (size_t i = 0; i < all->n; i += same) {
        for (same = 1; i + same < all->n &&
                       is_of_group(&all->item[i], &all->item[i + same]);)
            same++;
        weave(&all->item[i], same);
    }
}

const struct snapshot *snapshot_latest(const struct snapshots *snapshots,
                                       const char *source)
{
    for (size_t i = snapshots->n; i-- > 0;) {
        const struct snapshot *snapshot = &snapshots->item[i];
        if (!snapshot->refused && strcmp(snapshot->source, source) == 0)
            return snapshot;
    }
    return NULL;
}

const struct snapshot *snapshot_newest(const struct snapshot *snapshot,
                                       size_t n, const char *source)
{
    const struct snapshot *dated = NULL, *undated = NULL;

    for (size_t i = 0; i < n; i++) {
        const struct snapshot *one = &snapshot[i];
        const struct snapshot **best = one->as_of ? &dated : &undated;
        if (strcmp(one->source, source) == 0 &&
            (!*best || by_date(one, *best) > 0))
            *best = one;
    }
    if (!dated || !undated)
        return dated ? dated : undated;
    return strcmp(dated->fetched, undated->fetched) > 0 ? dated : undated;
}

/* ---- sameness ---- */

static bool has_file(const struct snapshot *snapshot,
                     const struct snapshot_file *like)
{
    for (size_t f = 0; f < snapshot->n_file; f++) {
        const struct snapshot_file *file = &snapshot->file[f];
        if (strcmp(file->sha256, like->sha256) == 0 &&
            (strcmp(file->name, like->name) == 0 ||
             strcmp(file->url, like->url) == 0))
            return true;
    }
    return false;
}

bool snapshot_same_files(const struct snapshot *a, const struct snapshot *b)
{
    if (a->n_file != b->n_file)
        return false;
    for (size_t i = 0; i < a->n_file; i++)
        if (!has_file(a, &b->file[i]) || !has_file(b, &a->file[i]))
            return false;
    return true;
}

static bool is_same_date(const struct snapshot *a, const struct snapshot *b)
{
    return a->as_of && b->as_of ? strcmp(a->as_of, b->as_of) == 0
                                : a->as_of == b->as_of;
}

bool snapshot_is_accepted(const struct snapshots *snapshots,
                          const struct snapshot *refused)
{
    for (size_t i = 0; refused->refused && i < snapshots->n; i++) {
        const struct snapshot *taken = &snapshots->item[i];
        if (!taken->refused && strcmp(taken->source, refused->source) == 0 &&
            is_same_date(taken, refused) && snapshot_same_files(taken, refused))
            return true;
    }
    return false;
}
