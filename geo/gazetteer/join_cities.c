/* Municipalities: the registry's rows, their positions, and what only the
 * offices' table has. */
#include "geo/gazetteer/joining.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static int by_code(const void *left, const void *right)
{
    const struct draft_city *a = left, *b = right;
    int order = strcmp(a->code, b->code);

    /* The one in being first; then what keeps the order the same. */
    if (order == 0)
        order = (a->abolished != NULL) - (b->abolished != NULL);
    if (order == 0)
        order = strcmp(or_empty(a->abolished), or_empty(b->abolished));
    if (order == 0)
        order = a->source - b->source;
    return order ? order : strcmp(a->city, b->city);
}

static void sort(struct draft *draft)
{
    if (draft->n_city > 1)
        qsort(draft->city, draft->n_city, sizeof(*draft->city), by_code);
}

static void give(struct draft *draft, uint32_t item,
                 const struct join_point *point)
{
    draft->city[item].point = point->point;
}

static void join_positions(struct draft *draft)
{
    struct draft_joining *joining = draft->joining;
    struct join_rows rows = {0};

    for (size_t i = 0; i < draft->n_city; i++) {
        rows.item = mem_room(rows.item, rows.n, &rows.cap, sizeof(*rows.item));
        rows.item[rows.n++] = (struct join_row){
            {join_whole(draft->city[i].code, 0), 0}, (uint32_t)i};
    }
    join_points_to(&joining->city_points, &rows, give, draft);
    join_count(draft, &joining->city_points);
    free(rows.item);
}

/* The first of the registry's sorted rows with this code, or `n`. */
static size_t find(const struct draft *draft, size_t n, const char *code)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(draft->city[middle].code, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && strcmp(draft->city[low].code, code) == 0 ? low : n;
}

static int by_office(const void *left, const void *right)
{
    const struct join_office *a = left, *b = right;
    int order = strcmp(a->code, b->code);

    return order ? order : a->source - b->source;
}

/* A municipality that the registry does not have; once. */
static bool add_office(struct draft *draft, size_t n_registry,
                       const struct join_office *office)
{
    struct draft_city city = {.pref = office->pref,
                              .city = office->city,
                              .ward = office->ward,
                              .point = office->point,
                              .source = office->source};

    if (draft->n_city > n_registry &&
        strcmp(draft->city[draft->n_city - 1].code, office->code) == 0)
        return false;
    memcpy(city.code, office->code, sizeof(city.code));
    draft->city = mem_room(draft->city, draft->n_city, &draft->cap_city,
                           sizeof(*draft->city));
    draft->city[draft->n_city++] = city;
    return true;
}

/* An office is of use where the registry has no row, or no position. */
static bool take_office(struct draft *draft, size_t n_registry,
                        const struct join_office *office)
{
    size_t at = find(draft, n_registry, office->code);
    bool used = false;

    if (at == n_registry)
        return add_office(draft, n_registry, office);
    for (; at < n_registry && strcmp(draft->city[at].code, office->code) == 0;
         at++)
        if (isnan(draft->city[at].point.lon_deg) &&
            !isnan(office->point.lon_deg)) {
            draft->city[at].point = office->point;
            used = true;
        }
    return used;
}

void join_cities(struct draft *draft)
{
    struct draft_joining *joining = draft->joining;
    size_t n_registry = draft->n_city;

    sort(draft);
    join_positions(draft);
    if (joining->n_office > 1)
        qsort(joining->office, joining->n_office, sizeof(*joining->office),
              by_office);
    for (size_t i = 0; i < joining->n_office; i++) {
        const struct join_office *office = &joining->office[i];
        struct draft_source *source = &draft->source[office->source];
        if (take_office(draft, n_registry, office))
            source->kept++;
        else
            source->passed++;
    }
    sort(draft);
}
