#include "geo/gazetteer/joining.h"

#include <stdlib.h>

static int by_key(struct join_key a, struct join_key b)
{
    if (a.whole != b.whole)
        return a.whole < b.whole ? -1 : 1;
    return a.part == b.part ? 0 : a.part < b.part ? -1 : 1;
}

static int by_point(const void *left, const void *right)
{
    const struct join_point *a = left, *b = right;
    int order = by_key(a->key, b->key);

    return order ? order : a->order < b->order ? -1 : a->order > b->order;
}

static int by_row(const void *left, const void *right)
{
    const struct join_row *a = left, *b = right;
    int order = by_key(a->key, b->key);

    return order ? order : a->item < b->item ? -1 : a->item > b->item;
}

/* Published tables are mostly sorted, and qsort does not see it. */
static void sort(void *items, size_t n, size_t size,
                 int (*compare)(const void *, const void *))
{
    char *item = items;

    for (size_t i = 1; i < n; i++)
        if (compare(item + (i - 1) * size, item + i * size) > 0) {
            qsort(items, n, size, compare);
            return;
        }
}

void join_sort(struct join_rows *rows)
{
    sort(rows->item, rows->n, sizeof(*rows->item), by_row);
}

void join_points_to(struct join_points *points, struct join_rows *rows,
                    void (*give)(struct draft *draft, uint32_t item,
                                 const struct join_point *point),
                    struct draft *draft)
{
    size_t p = 0;

    sort(points->item, points->n, sizeof(*points->item), by_point);
    join_sort(rows);
    for (size_t r = 0; r < rows->n; r++) {
        while (p < points->n &&
               by_key(points->item[p].key, rows->item[r].key) < 0)
            p++;
        if (p == points->n)
            return;
        if (by_key(points->item[p].key, rows->item[r].key) > 0)
            continue;
        give(draft, rows->item[r].item, &points->item[p]);
        points->item[p].used = true;
    }
}

void join_count(struct draft *draft, const struct join_points *points)
{
    for (size_t i = 0; i < points->n; i++) {
        struct draft_source *source = &draft->source[points->item[i].source];
        if (points->item[i].used)
            source->kept++;
        else
            source->passed++;
    }
}
