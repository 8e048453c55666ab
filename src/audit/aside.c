#include "audit/aside.h"

void aside_add(struct aside_list *list, struct arena *arena, const char *label,
               size_t line, const char *reason, struct str value)
{
    list->item = mem_room(list->item, list->n, &list->cap, sizeof(*list->item));
    list->item[list->n++] = (struct aside_row){
        .label = label,
        .reason = reason,
        .value = str_keep(arena, value),
        .line = line,
    };
}
