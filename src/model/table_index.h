/* Numbers by their names: what table.c, table_filing.c and table_unite.c share.
 * The only part of a table that knows uthash. Keys live as long as the index,
 * entries in the arena that is given. */
#ifndef MODEL_TABLE_INDEX_H
#define MODEL_TABLE_INDEX_H

#include "model/table.h"

#define NO_INDEX UINT32_MAX

/* The key must be new. */
void index_put(struct table_index **index, struct arena *arena, const char *key,
               uint32_t number);
/* NO_INDEX when there is none. */
uint32_t index_get(const struct table_index *index, const char *key);
/* Every number n becomes to[n]. */
void index_move(struct table_index *index, const uint32_t *to);
void index_clear(struct table_index **index);

#define ROOM(table, what)                                                      \
    ((table)->what = mem_room((table)->what, (table)->n_##what,                \
                              &(table)->cap_##what, sizeof(*(table)->what)))

#endif
