/*
 * The tree of nearest.h, and the walk through it that every question shares.
 * Of nearest*.c only; inline, since a walk is a few hundred nanoseconds.
 */
#ifndef GEO_ACCESS_NEAREST_TREE_H
#define GEO_ACCESS_NEAREST_TREE_H

#include "geo/access/nearest.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* GRS80, the ellipsoid of JGD2011 (EPSG:7019): e^2 = f (2 - f). */
#define NEAREST_AXIS_M 6378137.0
#define NEAREST_FLATTENING (1 / 298.257222101)
#define NEAREST_E2 (NEAREST_FLATTENING * (2 - NEAREST_FLATTENING))

#define NEAREST_MAX_DEPTH 32

struct place {
    double at[3]; /* x, y, z: m from the centre of the ellipsoid */
};

struct spot {
    struct place place;
    uint32_t at;
};

struct node {
    double split; /* left: at most, right: at least */
    uint32_t axis;
};

/* What holds all spots of a node; rounded outwards. */
struct box {
    float low[3], high[3];
};

/* A full binary tree without pointers: node 1 is the root, k has children 2k
 * and 2k + 1, and leaves share the spots evenly. */
struct nearest {
    struct spot *spot;
    struct node *node;    /* of those with children: 1 to n_leaf - 1 */
    struct box *box;      /* of all: 1 to 2 n_leaf - 1 */
    struct lonlat *point; /* as given, by index */
    size_t n;
    size_t n_leaf; /* 2^depth */
    unsigned depth;
};

struct nearest_sums;
/* At least the sum of all that is within the radius of any place in the box. */
int64_t nearest_sums_most(const struct nearest_sums *sums,
                          const struct box *box, double radius_m);

/* On GRS80, height 0. */
struct place nearest_place(struct lonlat point);

static inline bool place_known(struct lonlat point)
{
    return isfinite(point.lon_deg) && isfinite(point.lat_deg);
}

static inline double square(double x)
{
    return x * x;
}

static inline double apart2(const struct place *a, const struct place *b)
{
    return square(a->at[0] - b->at[0]) + square(a->at[1] - b->at[1]) +
           square(a->at[2] - b->at[2]);
}

/* The first spot of the leaves below a node. */
static inline size_t first_spot(const struct nearest *tree, size_t at)
{
    unsigned level = 63 - (unsigned)__builtin_clzll(at);

    return ((at << (tree->depth - level)) - tree->n_leaf) * tree->n >>
           tree->depth;
}

/* One past the last. */
static inline size_t last_spot(const struct nearest *tree, size_t at)
{
    unsigned level = 63 - (unsigned)__builtin_clzll(at);

    return (((at + 1) << (tree->depth - level)) - tree->n_leaf) * tree->n >>
           tree->depth;
}

/* A branch left for later: how far beyond its walls the place is. */
struct branch {
    size_t at;
    double apart2, beyond[3];
};

struct walk {
    const struct nearest *tree;
    struct place from;
    double reach2; /* chord that is still of interest, squared */
    struct branch branch[NEAREST_MAX_DEPTH];
    size_t n_branch;
};

static inline void walk_start(struct walk *walk, const struct nearest *tree,
                              struct place from, double reach2)
{
    walk->tree = tree;
    walk->from = from;
    walk->reach2 = reach2;
    walk->branch[0] = (struct branch){.at = 1};
    walk->n_branch = 1;
}

/* Down to the nearer leaf of the next branch in reach. */
static inline bool walk_next(struct walk *walk, const struct spot **spot,
                             size_t *n)
{
    const struct nearest *tree = walk->tree;
    struct branch branch;

    do {
        if (walk->n_branch == 0)
            return false;
        branch = walk->branch[--walk->n_branch];
    } while (branch.apart2 > walk->reach2);
    while (branch.at < tree->n_leaf) {
        const struct node *node = &tree->node[branch.at];
        double ahead = walk->from.at[node->axis] - node->split;
        size_t nearer = 2 * branch.at + (ahead > 0);
        struct branch other = branch;
        other.at = nearer ^ 1;
        other.apart2 += square(ahead) - square(other.beyond[node->axis]);
        other.beyond[node->axis] = ahead;
        if (other.apart2 <= walk->reach2)
            walk->branch[walk->n_branch++] = other;
        branch.at = nearer;
    }
    size_t start = first_spot(tree, branch.at);
    *spot = tree->spot + start;
    *n = last_spot(tree, branch.at) - start;
    return true;
}

#endif
