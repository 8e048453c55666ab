#include "geo/access/nearest_tree.h"

#include "geo/crs.h"

#include <stdlib.h>
#include <string.h>

/*
 * How far the order of chords and that of geodesics can differ, as a share of
 * the chord c: an arc of radius R is c (1 + c^2 / 24 R^2 + ...), and the radii
 * of curvature of GRS80 lie within 1 % of each other, so the share is at most
 * 0.01 c^2 / 12 R^2 and higher terms: 2.1e-17 c^2. Twice that is taken, and
 * nothing is promised by it beyond 5,000 km: there every point is measured.
 */
#define ORDER_SHARE 4.2e-17
#define ORDER_CHORD_M 5e6
/* What rounding does to coordinates and to Karney's series (15 nm). */
#define ORDER_ROUNDING_M 1e-6

#define SAME_M 1e-9

/* Squared reach within which everything lies whose geodesic may be no longer
 * than that of a point at the chord. */
static double settle_reach2(double chord2)
{
    double chord = sqrt(chord2);

    if (chord > ORDER_CHORD_M)
        return INFINITY;
    return square(chord * (1 + ORDER_SHARE * chord2) + ORDER_ROUNDING_M);
}

/* ---- the nearest one ---- */

struct chords {
    double least2, reach2; /* reach2: settle_reach2(least2) */
    uint32_t at;
    double second2; /* of all others in reach2 */
};

static struct chords least_chord(const struct nearest *tree, struct place from)
{
    struct chords chords = {INFINITY, INFINITY, NEAREST_NONE, INFINITY};
    struct walk walk;
    const struct spot *spot;
    size_t n;

    walk_start(&walk, tree, from, INFINITY);
    while (walk_next(&walk, &spot, &n)) {
        for (size_t i = 0; i < n; i++) {
            double chord2 = apart2(&spot[i].place, &from);
            if (chord2 >= chords.least2) {
                chords.second2 = fmin(chords.second2, chord2);
                continue;
            }
            chords.second2 = chords.least2;
            chords.least2 = chord2;
            chords.at = spot[i].at;
        }
        if (chords.least2 < walk.reach2)
            walk.reach2 = settle_reach2(chords.least2);
    }
    chords.reach2 = settle_reach2(chords.least2);
    return chords;
}

static bool same_point(struct lonlat a, struct lonlat b)
{
    return a.lon_deg == b.lon_deg && a.lat_deg == b.lat_deg;
}

/* What may be nearest, measured. */
struct settling {
    const struct nearest *tree;
    struct lonlat from;
    uint32_t last; /* measured last; many facilities share one building */
    double distance_m;
};

static double measure(struct settling *settling, uint32_t at)
{
    const struct lonlat *point = settling->tree->point;

    if (settling->last == NEAREST_NONE ||
        !same_point(point[at], point[settling->last]))
        settling->distance_m = crs_distance_m(settling->from, point[at]);
    settling->last = at;
    return settling->distance_m;
}

/* The shortest distance, and the index of a point that has it. */
static struct nearest_hit shortest(struct settling *settling, struct place from,
                                   double reach2)
{
    struct nearest_hit best = {NEAREST_NONE, INFINITY};
    struct walk walk;
    const struct spot *spot;
    size_t n;

    walk_start(&walk, settling->tree, from, reach2);
    while (walk_next(&walk, &spot, &n))
        for (size_t i = 0; i < n; i++) {
            if (apart2(&spot[i].place, &from) > reach2)
                continue;
            double distance_m = measure(settling, spot[i].at);
            if (distance_m < best.distance_m)
                best = (struct nearest_hit){spot[i].at, distance_m};
        }
    return best;
}

/* The lowest index of those that are as near. */
static void lowest_index(struct settling *settling, struct place from,
                         double reach2, struct nearest_hit *best)
{
    double most_m = best->distance_m + SAME_M;
    struct walk walk;
    const struct spot *spot;
    size_t n;

    walk_start(&walk, settling->tree, from, reach2);
    while (walk_next(&walk, &spot, &n))
        for (size_t i = 0; i < n; i++) {
            if (spot[i].at > best->at || apart2(&spot[i].place, &from) > reach2)
                continue;
            double distance_m = measure(settling, spot[i].at);
            if (distance_m <= most_m)
                *best = (struct nearest_hit){spot[i].at, distance_m};
        }
}

bool nearest_find(const struct nearest *tree, struct lonlat from,
                  struct nearest_hit *hit)
{
    struct settling settling = {tree, from, NEAREST_NONE, 0};

    if (tree->n == 0 || !place_known(from))
        return false;
    struct place place = nearest_place(from);
    struct chords chords = least_chord(tree, place);
    if (chords.second2 > chords.reach2) {
        *hit = (struct nearest_hit){chords.at, measure(&settling, chords.at)};
        return true;
    }
    *hit = shortest(&settling, place, chords.reach2);
    lowest_index(&settling, place, chords.reach2, hit);
    return true;
}

/* ---- the nearest few ---- */

static void add_hit(struct nearest_list *list, uint32_t at, double distance_m)
{
    list->item = mem_room(list->item, list->n, &list->cap, sizeof(*list->item));
    list->item[list->n++] = (struct nearest_hit){at, distance_m};
}

/* Put a value in at the top of a heap whose top is its largest. */
static void sink(double *heap, size_t n, double value)
{
    size_t at = 0, child;

    while ((child = 2 * at + 1) < n) {
        child += child + 1 < n && heap[child + 1] > heap[child];
        if (heap[child] <= value)
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = value;
}

/* The chord of the want-th nearest, squared; INFINITY for more than there
 * are. */
static double chord2_of(const struct nearest *tree, struct place from,
                        size_t want)
{
    struct walk walk;
    const struct spot *spot;
    size_t n;

    if (want >= tree->n)
        return INFINITY;
    double *heap = mem_alloc(want * sizeof(*heap));
    for (size_t i = 0; i < want; i++)
        heap[i] = INFINITY;
    walk_start(&walk, tree, from, INFINITY);
    while (walk_next(&walk, &spot, &n))
        for (size_t i = 0; i < n; i++) {
            double chord2 = apart2(&spot[i].place, &from);
            if (chord2 < heap[0])
                sink(heap, want, chord2);
            walk.reach2 = heap[0];
        }
    free(heap);
    return walk.reach2;
}

static int by_distance(const void *a, const void *b)
{
    const struct nearest_hit *x = a, *y = b;

    if (x->distance_m != y->distance_m)
        return x->distance_m < y->distance_m ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

size_t nearest_some(const struct nearest *tree, struct lonlat from, size_t want,
                    struct nearest_hit *hit)
{
    struct settling settling = {tree, from, NEAREST_NONE, 0};
    struct nearest_list list = {0};
    struct walk walk;
    const struct spot *spot;
    size_t n;

    if (tree->n == 0 || want == 0 || !place_known(from))
        return 0;
    struct place place = nearest_place(from);
    walk_start(&walk, tree, place, settle_reach2(chord2_of(tree, place, want)));
    while (walk_next(&walk, &spot, &n))
        for (size_t i = 0; i < n; i++)
            if (apart2(&spot[i].place, &place) <= walk.reach2)
                add_hit(&list, spot[i].at, measure(&settling, spot[i].at));
    qsort(list.item, list.n, sizeof(*list.item), by_distance);
    size_t found = list.n < want ? list.n : want;
    memcpy(hit, list.item, found * sizeof(*hit));
    free(list.item);
    return found;
}
