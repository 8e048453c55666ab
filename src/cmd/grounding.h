/*
 * What maps are drawn on, gathered for the table while the boundary files and
 * the dictionary are open, and shown to a view.
 */
#ifndef CMD_GROUNDING_H
#define CMD_GROUNDING_H

#include "base/opt.h"
#include "geo/boundary.h"
#include "geo/geocode/gazetteer.h"
#include "model/table.h"
#include "model/view.h"

/* `files` are the paths that `boundaries` was read from (its outlines are
 * taken); `gazetteer` may be NULL. */
void ground_gather(const struct opt_list *files, struct boundaries *boundaries,
                   const struct gazetteer *gazetteer, struct table *table);

/* Fill the ground of the view of one municipality: itself or its wards, what
 * lies around it, and the towns of both. */
void ground_show(struct view *view, const struct table *table,
                 struct arena *arena);

#endif
