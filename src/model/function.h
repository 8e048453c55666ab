/*
 * Home-care functions: what an institution has filed with the regional health
 * bureau that it does. Three-valued, always: filed; not filed (the list of its
 * prefecture was read and has no such row); unknown (no such list was read).
 * Unknown is never shown as "no".
 */
#ifndef MODEL_FUNCTION_H
#define MODEL_FUNCTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The fee tables (点数表): third digit of a 医療機関コード. An institution
 * files under the table of its designation. */
enum points {
    POINTS_NONE = 0,
    POINTS_MEDICAL = 1,
    POINTS_DENTAL = 3,
    POINTS_PHARMACY = 4,
    POINTS_NURSING = 6, /* 訪問看護ステーション */
    POINTS_COUNT
};
/* A set of fee tables: bit p is the table p. */
#define POINTS_BIT(p) (1U << (p))
extern const char *const points_names_ja[POINTS_COUNT];
/* 医科, 歯科, 薬局 or 調剤, 訪問看護; POINTS_NONE for anything else. */
enum points points_find(const char *name);

struct function {
    const char *id; /* kebab-case, stable */
    const char *name_ja, *name_en;
    const char *plain_ja; /* for residents (editions.md 4.3), or NULL */
    unsigned points;      /* set of the fee tables that have it */
};

enum function_id {
#define FUNCTION(identifier, ...) FUNCTION_##identifier,
#include "model/functions.def"
#undef FUNCTION
    FUNCTION_COUNT
};
#define FUNCTION_NONE (-1)

extern const struct function functions[FUNCTION_COUNT];

/* Bit f is functions[f]. */
typedef uint64_t function_set;
#define FUNCTION_BIT(f) (UINT64_C(1) << (f))
_Static_assert(FUNCTION_COUNT <= 64, "a function_set has a bit for each");

int function_find(const char *id); /* FUNCTION_NONE when there is none */

/* The functions that an institution of these fee tables may file. */
function_set functions_of(unsigned points);

/*
 * What a symbol (受理記号) or the name of a filing (受理届出名称) means. The
 * rows of filings.def; symbols have changed their meaning, so a row holds from
 * `from` to `to` (YYYY-MM-DD, inclusive; NULL: open).
 */
struct filing_meaning {
    int function;       /* enum function_id, or FUNCTION_NONE: known, and of
                           no use to home care */
    enum points points; /* of the institution's list */
    const char *symbol; /* "" when only the name is known */
    const char *name;   /* "" when only the symbol is known */
    const char *level;  /* what the function's id does not tell, or NULL */
    const char *from, *to;
    const char *source; /* of this row */
};
extern const struct filing_meaning filing_meanings[];
extern const size_t filing_meaning_count;

#endif
