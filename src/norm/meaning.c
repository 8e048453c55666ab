#include "norm/meaning.h"

#include "norm/text.h"

#include <string.h>

/* One look-up: how each row of filings.def answers to it. */
struct asked {
    const char *as_of;
    unsigned char *match; /* bits of enum match, by row */
};

enum match { HAS_SYMBOL = 1, HAS_NAME = 2, IN_FORCE = 4 };

/* A list without a date is of any time. */
static bool is_in_force(const struct filing_meaning *row, const char *as_of)
{
    return !as_of || ((!row->from || strcmp(as_of, row->from) >= 0) &&
                      (!row->to || strcmp(as_of, row->to) <= 0));
}

static bool equals(const char *text, struct str key, struct arena *scratch)
{
    return key.len > 0 && text[0] &&
           str_eq(text_key(str_of(text), scratch), key);
}

static struct asked ask(enum points points, struct str symbol, struct str name,
                        const char *as_of, struct arena *scratch)
{
    struct asked asked = {as_of, arena_alloc(scratch, filing_meaning_count)};
    struct str symbol_key = text_key(symbol, scratch);
    struct str name_key = text_key(name, scratch);

    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *row = &filing_meanings[i];
        if (row->points != points)
            continue;
        if (equals(row->symbol, symbol_key, scratch))
            asked.match[i] |= HAS_SYMBOL;
        if (equals(row->name, name_key, scratch))
            asked.match[i] |= HAS_NAME;
        if (is_in_force(row, as_of))
            asked.match[i] |= IN_FORCE;
    }
    return asked;
}

/* The row of this name: among several one that has the symbol too and is in
 * force. */
static const struct filing_meaning *by_name(const struct asked *asked)
{
    const struct filing_meaning *best = NULL;
    int best_worth = -1;

    for (size_t i = 0; i < filing_meaning_count; i++) {
        unsigned match = asked->match[i];
        int worth = 2 * !!(match & HAS_SYMBOL) + !!(match & IN_FORCE);
        if (match & HAS_NAME && worth > best_worth) {
            best = &filing_meanings[i];
            best_worth = worth;
        }
    }
    return best;
}

/* What the rows of a symbol say that match all of `wanted`. */
struct saying {
    const struct filing_meaning *first; /* NULL: there are none */
    bool one;                           /* they all say the same function */
};

static struct saying by_symbol(const struct asked *asked, unsigned wanted)
{
    struct saying saying = {.one = true};

    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *row = &filing_meanings[i];
        if ((asked->match[i] & wanted) != wanted)
            continue;
        if (!saying.first)
            saying.first = row;
        saying.one &= row->function == saying.first->function;
    }
    return saying;
}

/* Does the symbol, by its rows that match all of `wanted`, say this? */
static bool says(const struct asked *asked, unsigned wanted, int function)
{
    for (size_t i = 0; i < filing_meaning_count; i++)
        if ((asked->match[i] & wanted) == wanted &&
            filing_meanings[i].function == function)
            return true;
    return false;
}

struct meaning meaning_find(enum points points, struct str symbol,
                            struct str name, const char *as_of,
                            struct arena *scratch)
{
    struct asked asked = ask(points, symbol, name, as_of, scratch);
    const struct filing_meaning *named = by_name(&asked);
    struct saying ever = by_symbol(&asked, HAS_SYMBOL);
    struct saying now = by_symbol(&asked, HAS_SYMBOL | IN_FORCE);
    unsigned wanted = now.first ? HAS_SYMBOL | IN_FORCE : HAS_SYMBOL;

    if (named && ever.first && !says(&asked, wanted, named->function))
        return (struct meaning){MEANING_NAME_AGAINST_SYMBOL, named};
    if (named)
        return (struct meaning){MEANING_BY_NAME, named};
    if (now.first && now.one)
        return (struct meaning){MEANING_BY_SYMBOL, now.first};
    if (ever.first && ever.one)
        return (struct meaning){MEANING_OUT_OF_DATE, ever.first};
    if (ever.first && !as_of)
        return (struct meaning){MEANING_UNDATED, NULL};
    return (struct meaning){MEANING_UNKNOWN, NULL};
}
