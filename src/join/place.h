/*
 * Which municipality a facility is in: codes of abolished municipalities get
 * their one successor, facilities without a code get one by their address or,
 * failing that, by their position. What stays unknown is a finding.
 */
#ifndef JOIN_PLACE_H
#define JOIN_PLACE_H

#include "geo/boundary.h"
#include "model/table.h"

/* `boundaries` may be NULL. Run before the positions are chosen. */
void place_settle(struct table *table, const struct boundaries *boundaries);

#endif
