#include "output/tables/readable.h"

#include "output/postal.h"

#include <string.h>

static void add_replaced(struct buf *out, const char *cell, const char *old,
                         const char *new)
{
    for (const char *at = cell, *found; *at; at = found) {
        found = strstr(at, old);
        if (!found)
            found = at + strlen(at);
        buf_add(out, at, (size_t)(found - at));
        if (*found) {
            buf_add_text(out, new);
            found += strlen(old);
        }
    }
}

const char *readable_cell(enum field_id field, const char *cell,
                          struct buf *scratch)
{
    buf_clear(scratch);
    if (!cell)
        return NULL;
    switch ((int)field) {
    case FIELD_postal_code:
        return postal_add(scratch, cell) ? scratch->ptr : cell;
    case FIELD_available_days:
        add_replaced(scratch, cell, ",", "・");
        break;
    case FIELD_hours_text:
        add_replaced(scratch, cell, "／", "\n");
        break;
    default:
        return cell;
    }
    return scratch->ptr ? scratch->ptr : cell;
}
