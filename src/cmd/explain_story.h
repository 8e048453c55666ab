/*
 * The whole story of one record: every value with where it came from, what
 * was not used and why, its rows, positions, filings, pairs and findings.
 */
#ifndef CMD_EXPLAIN_STORY_H
#define CMD_EXPLAIN_STORY_H

#include "cmd/explain_outline.h"
#include "model/table.h"

struct story {
    const struct table *table;
    const struct facility *facility;
    uint32_t number;
    bool all; /* also what is left out of a sheet that may be passed on */
    struct outline outline;
};

/* The heading of a field in the language of the outline. */
const char *story_heading(const struct story *story, int field);

/* A row of an input: title, file, line, as-of. As members of the object at
 * hand, or as an object of its own, whose line it is. `line` 0: no row. */
void story_row(struct story *story, const char *before, uint32_t supply,
               uint32_t line);
void story_open_row(struct story *story, const char *name, const char *before,
                    uint32_t supply, uint32_t line);

/* What staff wrote, a line each: (decision,) reason, who, date. */
void story_told(struct story *story, const char *lines, bool with_decision);

/* A field that may hold the name of a person: not told, unless all is. */
bool story_withholds(const struct story *story, int field);

/* What it filed, did not file, and may have filed or not: of the functions
 * that an institution of its kind can have. */
struct story_functions {
    function_set filed, not_filed, unknown;
};
struct story_functions story_functions(const struct facility *facility);
/* What the filing lists know of it; why the unknown functions are unknown.
 * Messages, to be translated. */
const char *story_list_words(const struct story *story);
const char *story_why_unknown(const struct story *story);

/* The sections; they stand in files of their own. */
void story_summary(struct story *story);
void story_values(struct story *story);
void story_rows(struct story *story);
void story_joined(struct story *story);
void story_position(struct story *story);
void story_filings(struct story *story);
void story_pairs(struct story *story);
void story_findings(struct story *story);

/* Other values of a field, or of those from `field` up when `above`; and
 * staff's corrections among them. */
void story_others(struct story *story, int field, bool above);

#endif
