/*
 * What a filing says about home care (the rows of model/filings.def).
 *
 * The name of the filing (受理届出名称) decides where the list has one. Else
 * the symbol (受理記号) does, by the legend that held on the list's date; some
 * symbols have changed their meaning. A symbol that means one thing only may
 * stand outside its dates, and beside a name that is not known. What neither
 * tells is unknown, never guessed.
 */
#ifndef NORM_MEANING_H
#define NORM_MEANING_H

#include "base/str.h"
#include "model/function.h"

enum meaning_by {
    MEANING_UNKNOWN, /* nothing in filings.def */
    MEANING_BY_NAME,
    MEANING_BY_SYMBOL,
    MEANING_OUT_OF_DATE, /* by a symbol, outside the dates of its legend */
    /* The symbol would say another function than the name: the name stands. */
    MEANING_NAME_AGAINST_SYMBOL,
    /* The symbol meant different things and the list has no date. */
    MEANING_UNDATED,
    /* By a symbol that has only ever meant one thing; the list has a name for
     * it that is not known. */
    MEANING_BY_SYMBOL_NAME_UNKNOWN,
    MEANING_BY_COUNT
};

struct meaning {
    enum meaning_by by;
    /* NULL for UNKNOWN and UNDATED. */
    const struct filing_meaning *row;
};

/* filings.def made ready for many look-ups; it lives in the arena. */
struct meanings;
struct meanings *meanings_make(struct arena *arena);

/*
 * `symbol` and `name` as published ("" when there is none; brackets and "第
 * ...号" already off the symbol), `as_of` of the list (NULL: not known).
 */
struct meaning meaning_find(const struct meanings *meanings, enum points points,
                            struct str symbol, struct str name,
                            const char *as_of, struct arena *scratch);

#endif
