/* How many facilities there are, with a place or without. */
#include "audit/audit_work.h"

#include <assert.h>
#include <math.h>

/* What the twelve indicators count, in their order. 通所介護 is counted alone:
 * 地域密着型通所介護 is a service of its own. */
static const char *const indicator_needs[AUDIT_INDICATORS] = {
    "home-care-clinic", "doctor-visits",   "dental",         "dental-visits",
    "pharmacy",         "pharmacy-visits", "visiting-nurse", "nursing-24h",
    "care-manager",     "health-facility", "day-care",       "home-care",
};

/* ---- needs ---- */

/* NAN: not known. */
static double weight_of(const struct audit_work *work,
                        const struct audit_need *need, uint32_t facility)
{
    return need->weighted ? work->order->weight[facility] : 1;
}

static void count_cell(struct audit_cell *cell, enum need_state state,
                       const struct facility *facility, double weight)
{
    cell->no += state == NEED_NO;
    cell->unknown += state == NEED_UNKNOWN;
    if (state != NEED_YES)
        return;
    cell->yes++;
    cell->unplaced += !lonlat_known(facility->point);
    cell->unweighted += isnan(weight);
    cell->supply += weight > 0 ? weight : 0;
}

static void count_whole(struct audit_need *need, enum need_state state,
                        const struct facility *facility)
{
    need->no += state == NEED_NO;
    need->unknown += state == NEED_UNKNOWN;
    need->yes += state == NEED_YES;
    need->unplaced += state == NEED_YES && !lonlat_known(facility->point);
}

/* A file of nurses by station says nothing about pharmacies. */
static bool is_weighted(const struct audit_work *work, const struct need *need)
{
    const double *weight = work->order->weight;

    for (size_t i = 0; weight && i < work->n_open; i++)
        if (weight[work->open[i]] > 0 &&
            need_met(need, audit_facility(work, work->open[i])) == NEED_YES)
            return true;
    return false;
}

static void count_need(struct audit_work *work, size_t n)
{
    struct audit_need *need = &work->audit->need[n];

    need->weighted = is_weighted(work, need->need);
    for (size_t i = 0; i < work->n_open; i++) {
        uint32_t f = work->open[i];
        const struct facility *facility = audit_facility(work, f);
        enum need_state state = need_met(need->need, facility);
        if (state == NEED_ELSE)
            continue;
        for (size_t s = 0; s < work->n_set; s++) {
            uint32_t slot = work->part[s].of_facility[f];
            if (slot != NO_SLOT)
                count_cell(&work->audit->set[s].region[slot].cell[n], state,
                           facility, weight_of(work, need, f));
        }
        if (work->part[work->n_set].of_facility[f] != NO_SLOT)
            count_whole(need, state, facility);
    }
    need->unread_why = audit_unread_why(work, need->need);
    need->unread = need->unread_why != UNREAD_NO;
}

/* ---- indicators and links ---- */

static void find_indicators(struct need *need)
{
    for (size_t k = 0; k < AUDIT_INDICATORS; k++) {
        bool found = need_find(indicator_needs[k], &need[k]);
        assert(found);
        (void)found;
    }
}

static void count_indicators(struct audit_work *work, const struct need *need)
{
    for (size_t i = 0; i < work->n_open; i++) {
        uint32_t f = work->open[i];
        for (size_t k = 0; k < AUDIT_INDICATORS; k++) {
            enum need_state state = need_met(&need[k], audit_facility(work, f));
            for (size_t s = 0; s < work->n_set; s++) {
                uint32_t slot = work->part[s].of_facility[f];
                if (slot == NO_SLOT)
                    continue;
                struct audit_region *region = &work->audit->set[s].region[slot];
                region->indicator[k] += state == NEED_YES;
                region->indicator_unknown[k] += state == NEED_UNKNOWN;
            }
        }
    }
}

static void tell_unread(struct audit_work *work, const struct need *indicator)
{
    struct audit *audit = work->audit;

    for (size_t k = 0; k < AUDIT_INDICATORS; k++) {
        uint8_t why = audit_unread_why(work, &indicator[k]);
        /* They are counted, by whatever way they are reached. */
        why = why == UNREAD_TRAVEL ? UNREAD_NO : why;
        audit->indicator_unread_why[k] = why;
        audit->indicator_unread[k] = why != UNREAD_NO;
    }
    for (size_t l = 0; l < AUDIT_LINKS; l++) {
        struct need need = audit_link_need(l);
        audit->link_unread_why[l] = audit_unread_why(work, &need);
        audit->link_unread[l] = audit->link_unread_why[l] != UNREAD_NO;
    }
}

void audit_count(struct audit_work *work)
{
    struct need indicator[AUDIT_INDICATORS];

    audit_unread_open(work);
    for (size_t n = 0; n < work->order->n_need; n++)
        count_need(work, n);
    find_indicators(indicator);
    count_indicators(work, indicator);
    tell_unread(work, indicator);
}
