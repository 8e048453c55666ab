#include "geo/access/siting.h"

#include "geo/access/nearest_tree.h"

#include <math.h>
#include <stdlib.h>

/* People in parts of 2^-20, so that sums are exact in any order and equals
 * are equal. */
#define PARTS 1048576.0

/*
 * What a candidate, or the best of a group of them, would add at most. It was
 * right in its round, and can only be less now, since places that are chosen
 * only take people away. So the best of all is known once a candidate counted
 * in this round is at the top of the heap (lazy greedy: Minoux 1978,
 * Accelerated greedy algorithms); groups are opened only when nothing else
 * stands above them.
 */
struct gain {
    int64_t parts;
    size_t round;
    bool group;
    size_t at; /* candidate, or node of the tree of candidates */
};

struct siting {
    const struct lonlat *candidate;
    struct nearest *sites; /* candidates */
    struct nearest_sums *homes;
    double radius_m;
    struct gain *heap;
    size_t n, cap;
};

static bool is_before(const struct gain *a, const struct gain *b)
{
    if (a->parts != b->parts)
        return a->parts > b->parts;
    /* A group may hold an equal candidate that was given earlier. */
    if (a->group != b->group)
        return a->group;
    return a->at < b->at;
}

static void push(struct siting *siting, struct gain gain)
{
    if (gain.parts <= 0)
        return;
    siting->heap =
        mem_room(siting->heap, siting->n, &siting->cap, sizeof(*siting->heap));
    size_t at = siting->n++;
    for (; at > 0 && is_before(&gain, &siting->heap[(at - 1) / 2]);
         at = (at - 1) / 2)
        siting->heap[at] = siting->heap[(at - 1) / 2];
    siting->heap[at] = gain;
}

static struct gain pop(struct siting *siting)
{
    struct gain *heap = siting->heap, top = heap[0], last = heap[--siting->n];
    size_t at = 0, child;

    while ((child = 2 * at + 1) < siting->n) {
        child +=
            child + 1 < siting->n && is_before(&heap[child + 1], &heap[child]);
        if (is_before(&last, &heap[child]))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = last;
    return top;
}

/* Count anew what would be added now. */
static void push_counted(struct siting *siting, bool group, size_t at,
                         size_t round)
{
    int64_t parts =
        group ? nearest_sums_most(siting->homes, &siting->sites->box[at],
                                  siting->radius_m)
              : nearest_sums_within(siting->homes, siting->candidate[at],
                                    siting->radius_m);

    push(siting, (struct gain){parts, round, group, at});
}

static void open_group(struct siting *siting, size_t node, size_t round)
{
    const struct nearest *sites = siting->sites;

    if (node < sites->n_leaf) {
        push_counted(siting, true, 2 * node, round);
        push_counted(siting, true, 2 * node + 1, round);
        return;
    }
    for (size_t i = first_spot(sites, node); i < last_spot(sites, node); i++)
        push_counted(siting, false, sites->spot[i].at, round);
}

static size_t choose(struct siting *siting, size_t want,
                     struct siting_pick *pick)
{
    size_t n_pick = 0;
    int64_t sum = 0;

    if (siting->sites->n > 0)
        push_counted(siting, true, 1, 0);
    while (n_pick < want && siting->n > 0) {
        struct gain top = pop(siting);
        if (top.round != n_pick) {
            push_counted(siting, top.group, top.at, n_pick);
        } else if (top.group) {
            open_group(siting, top.at, n_pick);
        } else {
            nearest_sums_take(siting->homes, siting->candidate[top.at],
                              siting->radius_m);
            sum += top.parts;
            pick[n_pick++] = (struct siting_pick){
                top.at, (double)top.parts / PARTS, (double)sum / PARTS};
        }
    }
    return n_pick;
}

static int64_t *count_parts(const double *people, size_t n)
{
    int64_t *parts = mem_alloc(n * sizeof(*parts));

    for (size_t i = 0; i < n; i++)
        parts[i] = people[i] > 0 ? llround(people[i] * PARTS) : 0;
    return parts;
}

size_t siting_greedy(const struct lonlat *candidate, size_t n_candidate,
                     const struct lonlat *home, const double *people,
                     size_t n_home, double radius_m, size_t want,
                     struct siting_pick *pick)
{
    int64_t *parts = count_parts(people, n_home);
    struct nearest *tree = nearest_open(home, n_home);
    struct siting siting = {
        .candidate = candidate,
        .sites = nearest_open(candidate, n_candidate),
        .homes = nearest_sums_open(tree, parts),
        .radius_m = radius_m,
    };
    size_t n_pick = choose(&siting, want, pick);

    free(siting.heap);
    nearest_sums_close(siting.homes);
    nearest_close(siting.sites);
    nearest_close(tree);
    free(parts);
    return n_pick;
}
