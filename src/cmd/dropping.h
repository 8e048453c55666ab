/*
 * Fewer rows than last time: a half-uploaded month, a missing prefecture. The
 * counts of a snapshot, and what of them is missing since the one before.
 */
#ifndef CMD_DROPPING_H
#define CMD_DROPPING_H

#include "fetch/snapshot.h"
#include "model/table.h"

/* Limits: a loss of more than this share is no ordinary month. A municipality
 * may not lose all. Source: reliability goal E2. */
#define DROP_NATION 0.02
#define DROP_PREFECTURE 0.05
#define DROP_KIND 0.10
/* A kind or a prefecture with a handful of rows loses one in any month. */
#define DROP_LEAST 2

/* Count the rows of a table that was read and not joined yet. */
void dropping_count(const struct table *table, struct snapshot *snapshot,
                    struct arena *arena);

/* What is missing, in words, with the municipalities that lost most (`places`
 * has their names, may be NULL); NULL when nothing is. */
const char *dropping_find(const struct snapshot *before,
                          const struct snapshot *now,
                          const struct municipalities *places,
                          struct arena *arena);

#endif
