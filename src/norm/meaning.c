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

struct meanings {
    struct keys {
        struct str symbol, name;
    } * key; /* of each row */
};

struct meanings *meanings_make(struct arena *arena)
{
    struct meanings *meanings = arena_alloc(arena, sizeof(*meanings));

    meanings->key =
        arena_alloc(arena, filing_meaning_count * sizeof(*meanings->key));
    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *row = &filing_meanings[i];
        meanings->key[i] = (struct keys){text_key(str_of(row->symbol), arena),
                                         text_key(str_of(row->name), arena)};
    }
    return meanings;
}

static struct asked ask(const struct meanings *meanings, enum points points,
                        struct str symbol, struct str name, const char *as_of,
                        struct arena *scratch)
{
    struct asked asked = {as_of, arena_alloc(scratch, filing_meaning_count)};

    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *row = &filing_meanings[i];
        if (row->points != points)
            continue;
        if (symbol.len && str_eq(meanings->key[i].symbol, symbol))
            asked.match[i] |= HAS_SYMBOL;
        if (name.len && str_eq(meanings->key[i].name, name))
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
    bool has_name;                      /* of some a name is known */
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
        saying.has_name |= row->name[0] != '\0';
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

struct meaning meaning_find(const struct meanings *meanings, enum points points,
                            struct str symbol, struct str name,
                            const char *as_of, struct arena *scratch)
{
    struct str name_key = text_key(name, scratch);
    struct asked asked = ask(meanings, points, text_key(symbol, scratch),
                             name_key, as_of, scratch);
    const struct filing_meaning *named = by_name(&asked);
    struct saying ever = by_symbol(&asked, HAS_SYMBOL);
    struct saying now = by_symbol(&asked, HAS_SYMBOL | IN_FORCE);
    unsigned wanted = now.first ? HAS_SYMBOL | IN_FORCE : HAS_SYMBOL;

    if (named && ever.first && !says(&asked, wanted, named->function))
        return (struct meaning){MEANING_NAME_AGAINST_SYMBOL, named};
    if (named)
        return (struct meaning){MEANING_BY_NAME, named};
    /* A new name may mean that the symbol has got a new meaning. */
    if (name_key.len && ever.has_name)
        return ever.one ? (struct meaning){MEANING_BY_SYMBOL_NAME_UNKNOWN,
                                           now.first ? now.first : ever.first}
                        : (struct meaning){MEANING_UNKNOWN, NULL};
    if (now.first && now.one)
        return (struct meaning){MEANING_BY_SYMBOL, now.first};
    if (ever.first && ever.one)
        return (struct meaning){MEANING_OUT_OF_DATE, ever.first};
    if (ever.first && !as_of)
        return (struct meaning){MEANING_UNDATED, NULL};
    return (struct meaning){MEANING_UNKNOWN, NULL};
}
