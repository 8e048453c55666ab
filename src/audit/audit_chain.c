/* The 24-hour chain: are all its links within reach of the same home? */
#include "audit/audit_work.h"

#include <assert.h>
#include <string.h>

static const char *const link_needs[AUDIT_LINKS] = {
    "home-care-clinic",
    "nursing-24h",
    "backup-hospital",
    "pharmacy-visits",
};

struct need audit_link_need(size_t link)
{
    struct need need = {0};
    bool found = need_find(link_needs[link], &need);

    assert(found);
    (void)found;
    return need;
}

/* The asked need that is this link already; NULL when none is. */
static const struct audit_need *asked_need(const struct audit_work *work,
                                           const struct need *link)
{
    for (size_t n = 0; n < work->order->n_need; n++)
        if (strcmp(work->order->need[n].id, link->id) == 0)
            return &work->audit->need[n];
    return NULL;
}

static bool has_old(const struct audit_work *work, size_t asked)
{
    for (size_t y = 0; y < work->n_year; y++)
        if (work->old[y * work->n_asked + asked] > 0)
            return true;
    return false;
}

void audit_link_job(struct audit_work *work, size_t link)
{
    struct need need = audit_link_need(link);
    struct audit_reach yes, unknown;
    uint32_t nearest;
    double measured;

    if (asked_need(work, &need))
        return;
    audit_reach_open(&yes, work, &need, NEED_YES);
    audit_reach_open(&unknown, work, &need, NEED_UNKNOWN);
    for (size_t a = 0; a < work->n_asked; a++)
        if (has_old(work, a))
            work->link[link][a] = (uint8_t)audit_judge(
                &yes, &unknown, work->audit->link_unread_why[link],
                work->asked[a], &nearest, &measured);
    audit_reach_close(&yes);
    audit_reach_close(&unknown);
}

static void copy_asked(struct audit_work *work)
{
    for (size_t l = 0; l < AUDIT_LINKS; l++) {
        struct need need = audit_link_need(l);
        const struct audit_need *asked = asked_need(work, &need);
        for (size_t a = 0; asked && a < work->n_asked; a++)
            work->link[l][a] = asked->mesh[work->asked[a]].verdict;
    }
}

static void add_home(struct audit_chain *chain, const uint8_t *link,
                     double people)
{
    bool whole = true, maybe = true;

    for (size_t l = 0; l < AUDIT_LINKS; l++) {
        whole = whole && link[l] == VERDICT_COVERED;
        maybe =
            maybe && (link[l] == VERDICT_COVERED || link[l] == VERDICT_MAYBE);
        chain->missing[l] += link[l] == VERDICT_NOT ? people : 0;
        chain->unsure[l] += link[l] == VERDICT_MAYBE ? people : 0;
        chain->no_data[l] += link[l] == VERDICT_NO_DATA ? people : 0;
    }
    chain->whole += whole ? people : 0;
    chain->maybe += maybe ? people : 0;
}

static void add_homes(struct audit_work *work, size_t year)
{
    const float *old = work->old + year * work->n_asked;

    for (size_t a = 0; a < work->n_asked; a++) {
        uint8_t link[AUDIT_LINKS];
        if (!(old[a] > 0))
            continue;
        for (size_t l = 0; l < AUDIT_LINKS; l++)
            link[l] = work->link[l][a];
        for (size_t s = 0; s < work->n_set; s++) {
            uint32_t slot = work->part[s].slot[a];
            if (slot != NO_SLOT)
                add_home(&work->audit->set[s].region[slot].chain[year], link,
                         (double)old[a]);
        }
    }
}

void audit_chain_tell(struct audit_work *work)
{
    copy_asked(work);
    for (size_t y = 0; y < work->n_year; y++)
        add_homes(work, y);
}
