/*
 * Facilities of one house that stay facilities of their own - a hospital and
 * its dental department, a clinic and its visiting nurse station - know of
 * each other: facility->related.
 */
#ifndef JOIN_HOUSE_H
#define JOIN_HOUSE_H

#include "join/records.h"

/*
 * Two facilities of different classes are of one house when a filing list
 * names them together (併設医療機関番号), or when they stand in one
 * municipality and have one telephone number, or one corporation number and
 * one house number. `facility[r]` is the facility of record r.
 */
void house_relate(const struct records *records, const uint32_t *facility,
                  struct table *table);

#endif
