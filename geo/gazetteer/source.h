/*
 * Which table a file is: told by its header, never by its name. The rows
 * stand in sources.def, the headings in columns.def.
 */
#ifndef GEO_GAZETTEER_SOURCE_H
#define GEO_GAZETTEER_SOURCE_H

#include "base/rows.h"
#include "geo/gazetteer/draft.h"

enum column {
#define COLUMN(id, ...) COLUMN_##id,
#include "geo/gazetteer/columns.def"
#undef COLUMN
    COLUMN_COUNT
};

#define NO_COLUMN (-1)

struct reading;

/* What became of a row. One that waits is counted by draft_settle(). */
enum take { TAKE_FAILED, TAKE_KEPT, TAKE_PASSED, TAKE_WAITS };

struct source_kind {
    enum source_form form;
    const char *title;
    /* NULL: the table is known, its rows are not needed. */
    enum take (*take)(struct reading *reading);
};

/* NULL when the header is of no table we know. at[] receives the place of
 * each column, or NO_COLUMN. */
const struct source_kind *source_recognise(const struct row *header,
                                           int at[COLUMN_COUNT],
                                           struct arena *scratch);

const struct source_kind *source_of(enum source_form form);

/* The finished sentence of a source; `as_of` may be NULL. */
const char *source_attribution(enum source_form form, const char *as_of,
                               struct arena *arena);
const char *source_licence(enum source_form form);

#endif
