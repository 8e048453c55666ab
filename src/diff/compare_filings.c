/* Two partners: what they have filed, and what they offer. */
#include "diff/comparing.h"

/* Unknown is not "no": from unknown to not filed nothing is told. */
static void compare_function(struct comparing *comparing,
                             const struct comparing_pair *pair, int f)
{
    const char *name = functions[f].name_ja;
    bool before = pair->old->filed >> f & 1, after = pair->new->filed >> f & 1;
    bool was_not = pair->old->not_filed >> f & 1;
    bool is_not = pair->new->not_filed >> f & 1;

    if (after && !before)
        comparing_tell(comparing, pair, was_not ? CHANGE_FILED : CHANGE_KNOWN,
                       NULL, name);
    else if (before && !after)
        comparing_tell(comparing, pair,
                       is_not ? CHANGE_WITHDRAWN : CHANGE_UNKNOWN, name, NULL);
}

void compare_functions(struct comparing *comparing,
                       const struct comparing_pair *pair)
{
    if (blind_hides_filings(&comparing->blind, pair->old, pair->new) ||
        pair->old->filed == pair->new->filed)
        return;
    for (int f = 0; f < FUNCTION_COUNT; f++)
        compare_function(comparing, pair, f);
}

static void tell_services(struct comparing *comparing,
                          const struct comparing_pair *pair, int side,
                          kind_set only_here)
{
    for (int k = 0; only_here && k < kind_count; k++)
        if (only_here >> k & 1)
            comparing_tell(comparing, pair,
                           side == SIDE_NEW ? CHANGE_SERVICE_ADDED
                                            : CHANGE_SERVICE_DROPPED,
                           side == SIDE_OLD ? kinds[k].name_ja : NULL,
                           side == SIDE_NEW ? kinds[k].name_ja : NULL);
}

void compare_services(struct comparing *comparing,
                      const struct comparing_pair *pair)
{
    const kind_set own[] = {pair->old->services, pair->new->services};

    if (own[SIDE_OLD] == own[SIDE_NEW])
        return;
    for (int side = SIDE_COUNT - 1; side >= 0; side--) {
        kind_set other =
            own[!side] | comparing->mixed_services[side][pair->number[side]];
        kind_set only_here = own[side] & ~other;
        if (only_here)
            tell_services(comparing, pair, side,
                          blind_services(&comparing->blind, side,
                                         pair->number[side], only_here));
    }
}
