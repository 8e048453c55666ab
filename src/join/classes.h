/*
 * pairing_find() class by class: records of different classes are never one,
 * unless staff say so, and a class that stands in one listing only has nobody
 * to be compared with. So the comparison holds a part of the records at a
 * time.
 */
#ifndef JOIN_CLASSES_H
#define JOIN_CLASSES_H

#include "join/pairing.h"
#include "join/records.h"

/* As pairing_find(); the numbers are those of `records`. */
void classes_pair(const struct records *records,
                  const struct pair_decision *decision, size_t n_decision,
                  struct pairs *pairs, uint32_t *group);

#endif
