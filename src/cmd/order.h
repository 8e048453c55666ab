/*
 * The neutral order of every list: by layer, as the folders of a map stand;
 * within a layer kana order (五十音順, ICU collation for Japanese) of the
 * reading - of the name where no reading was published - then of the id. No
 * ranking.
 */
#ifndef CMD_ORDER_H
#define CMD_ORDER_H

#include "base/err.h"
#include "model/table.h"

struct order;

struct order *order_open(struct err *err);

/* Sort facility numbers in place. Safe from several threads when each has
 * its own order. */
void order_sort(struct order *order, const struct table *table,
                uint32_t *facility, size_t n);
void order_close(struct order *order);

#endif
