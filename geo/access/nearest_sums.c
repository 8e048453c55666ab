#include "geo/access/nearest_circle.h"

#include <stdlib.h>

/* By node the sum of all below it. What lies below a node of sum 0 may be out
 * of date: nothing looks there. */
struct nearest_sums {
    const struct nearest *tree;
    int64_t *node;  /* 1 to 2 n_leaf - 1 */
    int64_t *worth; /* by spot */
};

struct nearest_sums *nearest_sums_open(const struct nearest *tree,
                                       const int64_t *worth)
{
    struct nearest_sums *sums = mem_alloc(sizeof(*sums));

    *sums = (struct nearest_sums){
        .tree = tree,
        .node = mem_alloc(2 * tree->n_leaf * sizeof(*sums->node)),
        .worth = mem_alloc(tree->n * sizeof(*sums->worth)),
    };
    for (size_t at = 2 * tree->n_leaf; at-- > tree->n_leaf;) {
        sums->node[at] = 0;
        for (size_t i = first_spot(tree, at); i < last_spot(tree, at); i++) {
            sums->worth[i] = worth[tree->spot[i].at];
            sums->node[at] += sums->worth[i];
        }
    }
    for (size_t at = tree->n_leaf; at-- > 1;)
        sums->node[at] = sums->node[2 * at] + sums->node[2 * at + 1];
    return sums;
}

void nearest_sums_close(struct nearest_sums *sums)
{
    if (!sums)
        return;
    free(sums->node);
    free(sums->worth);
    free(sums);
}

/* Of the spots of a leaf those within; they are taken away when told to. */
static int64_t sum_leaf(struct nearest_sums *sums, const struct circle *circle,
                        size_t at, bool take)
{
    const struct nearest *tree = sums->tree;
    int64_t sum = 0;

    for (size_t i = first_spot(tree, at); i < last_spot(tree, at); i++) {
        if (spot_distance_m(tree, circle, &tree->spot[i]) > circle->radius_m)
            continue;
        sum += sums->worth[i];
        if (take)
            sums->worth[i] = 0;
    }
    return sum;
}

static int64_t sum_node(struct nearest_sums *sums, const struct circle *circle,
                        size_t at, bool take)
{
    if (sums->node[at] == 0)
        return 0;
    enum side side = side_of(circle, &sums->tree->box[at]);
    int64_t sum = side == OUTSIDE  ? 0
                  : side == INSIDE ? sums->node[at]
                  : at >= sums->tree->n_leaf
                      ? sum_leaf(sums, circle, at, take)
                      : sum_node(sums, circle, 2 * at, take) +
                            sum_node(sums, circle, 2 * at + 1, take);
    if (take)
        sums->node[at] -= sum;
    return sum;
}

static int64_t sum_within(struct nearest_sums *sums, struct lonlat from,
                          double radius_m, bool take)
{
    if (sums->tree->n == 0 || !place_known(from) || !(radius_m >= 0))
        return 0;
    struct circle circle = circle_of(from, radius_m);
    return sum_node(sums, &circle, 1, take);
}

int64_t nearest_sums_within(struct nearest_sums *sums, struct lonlat from,
                            double radius_m)
{
    return sum_within(sums, from, radius_m, false);
}

int64_t nearest_sums_take(struct nearest_sums *sums, struct lonlat from,
                          double radius_m)
{
    return sum_within(sums, from, radius_m, true);
}

static double boxes_apart2(const struct box *a, const struct box *b)
{
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double gap = fmax(a->low[i] - b->high[i], b->low[i] - a->high[i]);
        sum += square(fmax(gap, 0));
    }
    return sum;
}

/* By chords, which are never longer than arcs, and by whole leaves. */
static int64_t most_of_node(const struct nearest_sums *sums, size_t at,
                            const struct box *box, double reach2)
{
    if (sums->node[at] == 0 || boxes_apart2(&sums->tree->box[at], box) > reach2)
        return 0;
    if (at >= sums->tree->n_leaf)
        return sums->node[at];
    return most_of_node(sums, 2 * at, box, reach2) +
           most_of_node(sums, 2 * at + 1, box, reach2);
}

int64_t nearest_sums_most(const struct nearest_sums *sums,
                          const struct box *box, double radius_m)
{
    return most_of_node(sums, 1, box, square(radius_m + EDGE_M));
}
