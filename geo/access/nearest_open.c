#include "geo/access/nearest_tree.h"

#include <stdlib.h>
#include <string.h>

#define RADIANS_PER_DEG 0.017453292519943295

/* At most. */
#define LEAF_POINTS 8

struct place nearest_place(struct lonlat point)
{
    double lon = point.lon_deg * RADIANS_PER_DEG;
    double lat = point.lat_deg * RADIANS_PER_DEG;
    double sine = sin(lat), cosine = cos(lat);
    double radius = NEAREST_AXIS_M / sqrt(1 - NEAREST_E2 * sine * sine);

    return (struct place){{radius * cosine * cos(lon),
                           radius * cosine * sin(lon),
                           radius * (1 - NEAREST_E2) * sine}};
}

static struct box box_of(const struct spot *spot, size_t n)
{
    struct box box = {{INFINITY, INFINITY, INFINITY},
                      {-INFINITY, -INFINITY, -INFINITY}};

    for (size_t i = 0; i < n; i++)
        for (int axis = 0; axis < 3; axis++) {
            float value = (float)spot[i].place.at[axis];
            box.low[axis] = fminf(box.low[axis], nextafterf(value, -INFINITY));
            box.high[axis] = fmaxf(box.high[axis], nextafterf(value, INFINITY));
        }
    return box;
}

static uint32_t widest_axis(const struct box *box)
{
    uint32_t widest = 0;

    for (uint32_t axis = 1; axis < 3; axis++)
        if (box->high[axis] - box->low[axis] >
            box->high[widest] - box->low[widest])
            widest = axis;
    return widest;
}

static void swap(struct spot *a, struct spot *b)
{
    struct spot kept = *a;

    *a = *b;
    *b = kept;
}

static double middle(double a, double b, double c)
{
    return fmax(fmin(a, b), fmin(fmax(a, b), c));
}

/* Hoare's selection: afterwards no spot before `k` is farther along the axis
 * than spot k, and none behind it nearer. Equal values cost nothing extra. */
static void select_spot(struct spot *spot, size_t n, size_t k, uint32_t axis)
{
    ptrdiff_t low = 0, high = (ptrdiff_t)n - 1, wanted = (ptrdiff_t)k;

    while (low < high) {
        double pivot = middle(spot[low].place.at[axis],
                              spot[(low + high) / 2].place.at[axis],
                              spot[high].place.at[axis]);
        ptrdiff_t i = low, j = high;
        while (i <= j) {
            while (spot[i].place.at[axis] < pivot)
                i++;
            while (spot[j].place.at[axis] > pivot)
                j--;
            if (i <= j)
                swap(&spot[i++], &spot[j--]);
        }
        if (wanted <= j)
            high = j;
        else if (wanted >= i)
            low = i;
        else
            return;
    }
}

/* A node and all below it. */
static void build(struct nearest *tree, size_t at)
{
    size_t start = first_spot(tree, at), end = last_spot(tree, at);
    struct box *box = &tree->box[at];

    *box = box_of(tree->spot + start, end - start);
    if (at >= tree->n_leaf)
        return;
    size_t half = first_spot(tree, 2 * at + 1);
    uint32_t axis = widest_axis(box);
    select_spot(tree->spot + start, end - start, half - start, axis);
    tree->node[at] = (struct node){tree->spot[half].place.at[axis], axis};
    build(tree, 2 * at);
    build(tree, 2 * at + 1);
}

struct nearest *nearest_open(const struct lonlat *point, size_t n)
{
    struct nearest *tree = mem_alloc(sizeof(*tree));

    *tree = (struct nearest){
        .spot = mem_alloc(n * sizeof(*tree->spot)),
        .point = mem_alloc(n * sizeof(*tree->point)),
    };
    if (n > 0)
        memcpy(tree->point, point, n * sizeof(*point));
    for (size_t i = 0; i < n; i++)
        if (place_known(point[i]))
            tree->spot[tree->n++] =
                (struct spot){nearest_place(point[i]), (uint32_t)i};
    while (tree->n > (size_t)LEAF_POINTS << tree->depth)
        tree->depth++;
    tree->n_leaf = (size_t)1 << tree->depth;
    tree->node = mem_alloc(tree->n_leaf * sizeof(*tree->node));
    tree->box = mem_alloc(2 * tree->n_leaf * sizeof(*tree->box));
    build(tree, 1);
    return tree;
}

size_t nearest_size(const struct nearest *tree)
{
    return tree->n;
}

void nearest_close(struct nearest *tree)
{
    if (!tree)
        return;
    free(tree->spot);
    free(tree->node);
    free(tree->box);
    free(tree->point);
    free(tree);
}
