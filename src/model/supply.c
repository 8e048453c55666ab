#include "model/supply.h"

#include <stdio.h>

const char *const row_kind_names[ROW_KIND_COUNT] = {
    [ROW_FACILITY] = "facility",
    [ROW_HOURS] = "hours",
    [ROW_FILING] = "filing",
    [ROW_REFERENCE] = "reference",
};

bool supply_balanced(const struct supply *supply)
{
    const struct row_count *rows = &supply->rows;

    return rows->read ==
           rows->kept + rows->merged + rows->blank + rows->set_aside;
}

const char *supply_when(const char *as_of, struct arena *arena)
{
    int year, month, day;

    if (!as_of || sscanf(as_of, "%d-%d-%d", &year, &month, &day) != 3)
        return "時点不明";
    return arena_format(arena, "%d年%d月%d日時点", year, month, day);
}

struct row_count supply_total(const struct supply *supply, size_t n,
                              enum row_kind kind)
{
    struct row_count sum = {0};

    for (size_t i = 0; i < n; i++) {
        const struct row_count *rows = &supply[i].rows;
        if (supply[i].row_kind != kind)
            continue;
        sum.read += rows->read;
        sum.kept += rows->kept;
        sum.merged += rows->merged;
        sum.blank += rows->blank;
        sum.set_aside += rows->set_aside;
    }
    return sum;
}
