#include "output/report/booklet_parts.h"
#include "output/report/booklet_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct wanted {
    size_t region;
    double by;
};

static int most_first(const void *a, const void *b)
{
    const struct wanted *x = a, *y = b;

    if (x->by != y->by)
        return x->by < y->by ? 1 : -1;
    return (x->region > y->region) - (x->region < y->region);
}

static int in_order(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return (x > y) - (x < y);
}

/* A city without wards is a row of the table of municipalities. */
static bool is_told_before(const struct audit *audit,
                           const struct audit_set *set,
                           const struct audit_region *region)
{
    size_t low = 0, high = audit->set[0].n_region;

    if (set == &audit->set[0] || strcmp(set->set->id, "city") != 0)
        return false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(audit->set[0].region[middle].region->code,
                           region->region->code);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

struct booklet_rows
booklet_rows(struct booklet *booklet, const struct audit_set *set,
             double (*want)(const struct audit *audit,
                            const struct audit_region *region, size_t need),
             size_t need)
{
    size_t n = 0;
    struct wanted *wanted = mem_alloc((set->n_region + 1) * sizeof(*wanted));
    struct booklet_rows rows = {
        .region = arena_alloc(booklet->arena,
                              (set->n_region + 1) * sizeof(*rows.region))};

    for (size_t r = 0; r < set->n_region; r++) {
        double by = want(booklet->audit, &set->region[r], need);
        if (!is_told_before(booklet->audit, set, &set->region[r]))
            wanted[n++] = (struct wanted){r, isnan(by) ? -1 : by};
    }
    rows.n = rows.all = n;
    if (n > ROWS_ALL) {
        qsort(wanted, n, sizeof(*wanted), most_first);
        rows.n = ROWS_MOST;
    }
    for (size_t r = 0; r < rows.n; r++)
        rows.region[r] = wanted[r].region;
    if (rows.n)
        qsort(rows.region, rows.n, sizeof(*rows.region), in_order);
    free(wanted);
    return rows;
}

double booklet_want_people(const struct audit *audit,
                           const struct audit_region *region, size_t need)
{
    (void)need;
    return region->people[audit->base][AGE_75];
}

double booklet_want_missing(const struct audit *audit,
                            const struct audit_region *region, size_t need)
{
    return booklet_missing(&audit->need[need],
                           &region->cell[need].year[audit->base]);
}

void booklet_rows_note(struct booklet *booklet, const struct audit_set *set,
                       const struct booklet_rows *rows, const char *by)
{
    if (rows->n < rows->all)
        booklet_note(
            booklet,
            arena_format(booklet->arena,
                         "%s%sのうち、%sの多い%sを示しています。すべての値は "
                         "audit.xlsx にあります。",
                         set->set->name, booklet_count(booklet, rows->all), by,
                         booklet_count(booklet, rows->n)));
}

/* Without wards, cities are the municipalities again. */
static bool is_repeated(const struct audit_set *set,
                        const struct audit_set *first)
{
    if (set->n_region != first->n_region)
        return false;
    for (size_t r = 0; r < set->n_region; r++)
        if (!str_same(set->region[r].region->code,
                      first->region[r].region->code))
            return false;
    return true;
}

bool booklet_set_told(const struct audit *audit, size_t set)
{
    return set == 0 || (audit->set[set].n_region > 1 &&
                        !is_repeated(&audit->set[set], &audit->set[0]));
}

void booklet_years_note(struct booklet *booklet, size_t shown)
{
    const struct people *people = booklet->audit->order->people;

    if (people->n_year > shown)
        booklet_note(booklet,
                     arena_format(booklet->arena,
                                  "人口は%zu年分あり、表にはそのうち%zu年分を"
                                  "示しています。ほかの年の値は audit.xlsx に"
                                  "あります。",
                                  people->n_year, shown));
}
