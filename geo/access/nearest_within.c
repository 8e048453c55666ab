#include "geo/access/nearest_circle.h"

static void make_room(struct nearest_list *list, size_t n)
{
    if (list->n + n <= list->cap)
        return;
    list->cap += list->cap / 2 + n;
    list->item = mem_grow(list->item, list->cap * sizeof(*list->item));
}

/* Without a branch that depends on what is in reach, which nothing predicts. */
static inline void add_within(const struct nearest *tree,
                              const struct circle *circle,
                              const struct spot *spot, size_t n,
                              struct nearest_list *list)
{
    size_t found = list->n;

    for (size_t i = 0; i < n; i++) {
        double distance_m = spot_distance_m(tree, circle, &spot[i]);
        list->item[found] = (struct nearest_hit){spot[i].at, distance_m};
        found += distance_m <= circle->radius_m;
    }
    list->n = found;
}

void nearest_within(const struct nearest *tree, struct lonlat from,
                    double radius_m, struct nearest_list *list)
{
    uint32_t stack[NEAREST_MAX_DEPTH + 1];
    size_t n_stack = 0;

    list->n = 0;
    if (tree->n == 0 || !place_known(from) || !(radius_m >= 0))
        return;
    struct circle circle = circle_of(from, radius_m);
    stack[n_stack++] = 1;
    while (n_stack > 0) {
        uint32_t at = stack[--n_stack];
        enum side side = side_of(&circle, &tree->box[at]);
        if (side == OUTSIDE)
            continue;
        if (side == ACROSS && at < tree->n_leaf) {
            stack[n_stack++] = 2 * at + 1;
            stack[n_stack++] = 2 * at;
            continue;
        }
        size_t start = first_spot(tree, at), end = last_spot(tree, at);
        make_room(list, end - start);
        add_within(tree, &circle, tree->spot + start, end - start, list);
    }
}
