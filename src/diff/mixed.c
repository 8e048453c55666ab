/* Records that are one on one side and two on the other: nothing came or went
 * with that. */
#include "diff/comparing.h"

#include <string.h>

static void find_side(struct comparing *comparing, int side)
{
    const struct table *table = comparing->side[side];
    const struct table *other = comparing->side[!side];

    for (uint32_t i = 0; i < table->n_facility; i++) {
        const struct facility *facility = table->facility[i];
        if (matching_partner(comparing->changes->match, side, i) != NO_FACILITY)
            continue;
        uint32_t whole = matching_united(other, facility);
        if (whole == NO_FACILITY)
            continue;
        comparing->mixed[!side][whole] = true;
        comparing->mixed_services[!side][whole] |= facility->services;
    }
}

void mixed_find(struct comparing *comparing)
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        size_t n = comparing->side[side]->n_facility;
        bool *mixed = mem_alloc(n * sizeof(*mixed));
        kind_set *services = mem_alloc(n * sizeof(*services));
        memset(mixed, 0, n * sizeof(*mixed));
        memset(services, 0, n * sizeof(*services));
        comparing->mixed[side] = mixed;
        comparing->mixed_services[side] = services;
    }
    for (int side = 0; side < SIDE_COUNT; side++)
        find_side(comparing, side);
}
