/*
 * Editions: who a set of files is for. The policy stands in fields[]
 * (audience); an unknown edition is an error, never a default.
 */
#ifndef MODEL_EDITION_H
#define MODEL_EDITION_H

#include "base/err.h"
#include "model/view.h"

enum edition { EDITION_RESIDENT, EDITION_PROFESSIONAL, EDITION_COUNT };

struct edition_info {
    const char *id; /* also the folder under OUT */
    const char *name_ja, *name_en;
};
extern const struct edition_info editions[EDITION_COUNT];

/* ERR_USAGE for any other name. */
bool edition_find(const char *name, enum edition *edition, struct err *err);

/* May readers of this edition see the field? */
bool edition_shows(enum edition edition, enum field_id field);

/*
 * A copy of what may be seen of `n` facilities (indices into the table), in
 * the given order; closed ones are in no edition. Lives in `arena`.
 */
struct view edition_view(const struct table *table, enum edition edition,
                         const uint32_t *facility, size_t n,
                         struct arena *arena);

#endif
