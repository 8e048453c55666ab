/*
 * What `update` gives to the stages: of each source the newest edition that
 * can be used, and the words about those that could not be had.
 */
#ifndef CMD_UPDATING_H
#define CMD_UPDATING_H

#include "cmd/building.h"
#include "cmd/collecting.h"

/*
 * Add the lists of all sources to `inputs`; fill in municipalities, boundaries
 * and dictionary of `building` where the user gave none. Lists of other
 * bureaus that were fetched before take part too: one store then serves
 * several areas. What is missing is said. `data`: the folder of the snapshots.
 * Errors: of a source of facilities of which no edition is here; ERR_STORAGE.
 */
bool updating_prepare(struct building *building,
                      const struct collected *collected, const char *data,
                      struct opt_list *inputs, struct arena *arena,
                      struct err *err);

/*
 * Two editions of one national list would be mixed: one of `data`, and one
 * that the user gave beside it. ERR_INPUT naming both.
 */
bool updating_unmixed(const struct table *table, const char *data,
                      struct err *err);

/* Finished Japanese sentences, for every report of the run, about lists that
 * are not of today. In the arena; n of them. */
const char *const *updating_not_taken(const struct collected *collected,
                                      size_t *n, struct arena *arena);

#endif
