#include "model/supply.h"

const char *const row_kind_names[ROW_KIND_COUNT] = {
    [ROW_FACILITY] = "facility",
    [ROW_HOURS] = "hours",
    [ROW_FILING] = "filing",
};

bool supply_balanced(const struct supply *supply)
{
    const struct row_count *rows = &supply->rows;

    return rows->read ==
           rows->kept + rows->merged + rows->blank + rows->set_aside;
}
