/*
 * Choose the position of each facility among its published candidates.
 *
 * 1. Candidates inside the municipality (or within BOUNDARY_TOLERANCE_M of
 *    it) go before those outside; without a polygon all are equal.
 * 2. Among them the largest group within 100 m of each other wins (services
 *    of one office mostly repeat one point), then the first service in the
 *    order of kinds, then input order. Never an average.
 * 3. Candidates more than 100 m from the chosen one are a finding.
 * 4. A chosen position outside the municipality by more than the tolerance is
 *    kept as `published` with a finding and marked as doubtful: it becomes no
 *    pin in either edition.
 */
#ifndef JOIN_POSITION_H
#define JOIN_POSITION_H

#include "geo/boundary.h"
#include "model/table.h"

#define POSITION_SAME_M 100.0

void position_choose(struct table *table, const struct boundaries *boundaries);

#endif
