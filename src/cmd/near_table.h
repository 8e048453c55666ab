/*
 * What was found as rows of columns: a view, whose cells are those of the
 * professionals' edition and, behind them, what `near` adds (near_*).
 */
#ifndef CMD_NEAR_TABLE_H
#define CMD_NEAR_TABLE_H

#include "cmd/near_words.h"
#include "model/view.h"

/* Known ones first, then those of which something is unknown, those whose
 * office is closed then, where there is none of them the nearest beyond the
 * limit, then those without a position. Lives in `arena`. */
struct view near_view(const struct near_found *found, struct arena *arena);

#endif
