/* What was found, by the kinds that were asked for: with thirty kinds in one
 * list by distance, the nearest nurse stands behind fifty dentists. */
#include "cmd/near_finding.h"

/* Later is farther from known. */
enum { KNOWN, UNSURE, RESTING, N_LEVELS };

struct grouping {
    struct near_found *found;
    const struct need *need;
    size_t n[N_LEVELS];
    struct near_result *nearest[N_LEVELS];
};

/* `least`: of what the list tells. A facility that is known by another kind
 * may be unknown by this one. */
static void group_list(struct grouping *grouping, struct near_list *list,
                       int least)
{
    for (size_t i = 0; i < list->n; i++) {
        struct near_result *result = &list->item[i];
        const struct facility brief = near_brief(&result->spot);
        enum need_state state = need_met(grouping->need, &brief);
        if (state != NEED_YES && state != NEED_UNKNOWN)
            continue;
        int level = state == NEED_UNKNOWN && least == KNOWN ? UNSURE : least;
        struct near_result **nearest = &grouping->nearest[level];
        grouping->n[level]++;
        if (!*nearest || near_is_before(grouping->found, result, *nearest))
            *nearest = result;
    }
}

void near_group(struct near_found *found)
{
    if (found->order->n_kind < 2)
        return;
    for (size_t k = 0; k < found->order->n_kind; k++) {
        struct grouping grouping = {.found = found,
                                    .need = &found->order->kind[k]};
        struct near_group *group = &found->group[k];
        group_list(&grouping, &found->known, KNOWN);
        group_list(&grouping, &found->unsure, UNSURE);
        group_list(&grouping, &found->resting, RESTING);
        group->known = grouping.n[KNOWN];
        group->unsure = grouping.n[UNSURE];
        group->resting = grouping.n[RESTING];
        struct near_result *nearest = NULL;
        for (int level = 0; level < N_LEVELS && !nearest; level++)
            nearest = grouping.nearest[level];
        if (nearest)
            nearest->nearest = true;
        group->nearest = nearest;
    }
}
