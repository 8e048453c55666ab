#include "output/report/verdicts.h"

const char *const verdict_ids[VERDICT_COUNT] = {
    [VERDICT_COVERED] = "covered",
    [VERDICT_MAYBE] = "maybe",
    [VERDICT_NOT] = "not",
    [VERDICT_NO_DATA] = "no_data",
};

const char *const progress_ids[PROGRESS_STATES] = {
    [PROGRESS_DONE] = "done",
    [PROGRESS_PLANNED] = "planned",
    [PROGRESS_NOT] = "not",
    [PROGRESS_UNKNOWN] = "unknown",
};

const char *verdict_id(const struct audit_need *need,
                       const struct audit_mesh *mesh)
{
    return need->unread_why == UNREAD_LIST ? NULL : verdict_ids[mesh->verdict];
}

size_t verdict_gaps(const struct audit_need *need)
{
    return need->unread_why == UNREAD_LIST ? 0 : need->n_gap;
}

const char *verdict_nearest_id(const struct audit *audit,
                               const struct audit_mesh *mesh)
{
    return mesh->nearest == NO_FACILITY
               ? NULL
               : audit->order->table->facility[mesh->nearest]->id;
}

const char *verdict_nearest_name(const struct audit *audit,
                                 const struct audit_mesh *mesh)
{
    return mesh->nearest == NO_FACILITY
               ? NULL
               : audit->order->table->facility[mesh->nearest]->name;
}
