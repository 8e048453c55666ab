/*
 * Of what was nothing read? A list that nobody gave must not be told as "there
 * is none": what stands here makes it 不明 in every figure that follows.
 */
#include "audit/audit_work.h"

/* What the store knows of one need. */
struct knowing {
    bool offered;  /* a facility of its kinds, open or closed, anywhere */
    bool known;    /* in an own prefecture: of one it is known, yes or no */
    bool unknown;  /* in an own municipality: of one it is not */
    bool routed;   /* the matrix names one that meets it, or may */
    bool routable; /* there is one to be named */
};

/* Filing lists are those of a regional bureau, for whole prefectures. */
static void find_prefectures(const struct audit_work *work, bool *own)
{
    const struct audit_set *set = &work->audit->set[0];

    for (size_t r = 0; r < set->n_region; r++)
        own[(set->region[r].region->code[0] - '0') * 10 +
            (set->region[r].region->code[1] - '0')] = true;
}

static bool *find_routed(struct audit_work *work)
{
    const struct travel *travel = work->travel;
    size_t n = work->order->table->n_facility;
    bool *routed = arena_alloc(&work->arena, n + 1);

    for (size_t f = 0; f < n; f++)
        routed[f] = !travel;
    for (size_t l = 0;
         travel && travel->n_from > 0 && l < travel->first[travel->n_from]; l++)
        routed[travel->leg[l].facility] = true;
    return routed;
}

static void learn(const struct audit_work *work, const struct need *need,
                  struct knowing *knowing)
{
    const struct table *table = work->order->table;
    const uint32_t *home = work->part[work->n_set].of_facility;

    for (size_t f = 0; f < table->n_facility; f++) {
        const struct facility *facility = table->facility[f];
        enum need_state state = need_met(need, facility);
        if (state == NEED_ELSE)
            continue;
        knowing->offered = true;
        if (facility->closed)
            continue;
        bool may = state != NEED_NO;
        knowing->known = knowing->known ||
                         (state != NEED_UNKNOWN &&
                          work->own_prefecture[facility_prefecture(facility)]);
        knowing->unknown =
            knowing->unknown || (state == NEED_UNKNOWN && home[f] != NO_SLOT);
        knowing->routable = knowing->routable || may;
        knowing->routed = knowing->routed || (may && work->routed[f]);
    }
}

uint8_t audit_unread_why(const struct audit_work *work, const struct need *need)
{
    struct knowing knowing = {0};

    learn(work, need, &knowing);
    if (!knowing.offered)
        return UNREAD_LIST;
    if (knowing.unknown && !knowing.known)
        return UNREAD_FILINGS;
    return knowing.routable && !knowing.routed ? UNREAD_TRAVEL : UNREAD_NO;
}

void audit_unread_open(struct audit_work *work)
{
    find_prefectures(work, work->own_prefecture);
    work->routed = find_routed(work);
}
