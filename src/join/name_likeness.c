#include "join/name_likeness.h"

#include "norm/text_char.h"

#include <string.h>

struct symbols {
    uint32_t sym[NAME_SYMBOLS];
    size_t n;
};

static void symbols_read(struct str s, struct symbols *out)
{
    out->n = 0;
    for (size_t at = 0; at < s.len && out->n < NAME_SYMBOLS;)
        at += text_next(s, at, &out->sym[out->n++]);
}

/* A private-use character may be any. */
static bool same_symbol(uint32_t a, uint32_t b)
{
    return a == b || text_char(a) == CHAR_PRIVATE ||
           text_char(b) == CHAR_PRIVATE;
}

/* The part in which two names differ: without common beginning and end. */
static void differing(struct symbols *a, struct symbols *b)
{
    size_t start = 0, n = a->n < b->n ? a->n : b->n;

    while (start < n && same_symbol(a->sym[start], b->sym[start]))
        start++;
    while (a->n > start && b->n > start &&
           same_symbol(a->sym[a->n - 1], b->sym[b->n - 1])) {
        a->n--;
        b->n--;
    }
    memmove(a->sym, a->sym + start, (a->n -= start) * sizeof(*a->sym));
    memmove(b->sym, b->sym + start, (b->n -= start) * sizeof(*b->sym));
}

static bool tells(const struct symbols *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (name_telling(s->sym[i]))
            return true;
    return false;
}

/* Edits from one to the other (a character more, less, other, or two
 * neighbours exchanged), at most `most` + 1. Optimal string alignment. */
static size_t edits(const struct symbols *a, const struct symbols *b,
                    size_t most)
{
    size_t rows[3][NAME_SYMBOLS + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];

    if (a->n > b->n + most || b->n > a->n + most)
        return most + 1;
    for (size_t j = 0; j <= b->n; j++)
        row[j] = j;
    for (size_t i = 1; i <= a->n; i++) {
        size_t *free_row = before, least = i;
        before = last;
        last = row;
        row = free_row;
        row[0] = i;
        for (size_t j = 1; j <= b->n; j++) {
            uint32_t x = a->sym[i - 1], y = b->sym[j - 1];
            size_t cost = last[j - 1] + !same_symbol(x, y);
            if (last[j] + 1 < cost)
                cost = last[j] + 1;
            if (row[j - 1] + 1 < cost)
                cost = row[j - 1] + 1;
            if (i > 1 && j > 1 && x == b->sym[j - 2] && y == a->sym[i - 2] &&
                before[j - 2] + 1 < cost)
                cost = before[j - 2] + 1;
            row[j] = cost;
            least = cost < least ? cost : least;
        }
        if (least > most + 1) /* an exchange looks two rows back */
            return most + 1;
    }
    return row[b->n];
}

/* Few slips of the pen, of a number that the length allows: one for every
 * four characters; none that tell names apart. */
static bool few_edits(struct str x, struct str y, size_t length)
{
    struct symbols a, b;

    if (length < 4)
        return false;
    symbols_read(x, &a);
    symbols_read(y, &b);
    differing(&a, &b);
    return !tells(&a) && !tells(&b) && edits(&a, &b, length / 4) <= length / 4;
}

static bool near(struct str x, struct str y)
{
    size_t a = str_chars(x), b = str_chars(y);

    return few_edits(x, y, a < b ? a : b);
}

/* Half of the pairs of neighbouring characters are common, or one is part of
 * the other. */
bool name_parts_like(struct str x, struct str y)
{
    struct symbols a, b;
    bool used[NAME_SYMBOLS] = {false};
    size_t common = 0;

    symbols_read(x, &a);
    symbols_read(y, &b);
    if (a.n < 2 || b.n < 2)
        return false;
    if (str_find(x, y) != SIZE_MAX || str_find(y, x) != SIZE_MAX)
        return true;
    for (size_t i = 0; i + 1 < a.n; i++)
        for (size_t j = 0; j + 1 < b.n; j++)
            if (!used[j] && a.sym[i] == b.sym[j] &&
                a.sym[i + 1] == b.sym[j + 1]) {
                common++;
                used[j] = true;
                break;
            }
    return 4 * common >= a.n + b.n - 2;
}

/* The same but for private-use characters: lists write 辻 and 榊 with the
 * code of a font of their own, and any character may be meant. */
static bool same_but_private(struct str x, struct str y)
{
    struct symbols a, b;

    symbols_read(x, &a);
    symbols_read(y, &b);
    differing(&a, &b);
    return a.n + b.n == 0;
}

/* The one names some of the other's: 内科 and 内科・小児科, but not 内科・眼科
 * and 小児科・眼科. */
static bool departments_agree(uint32_t a, uint32_t b)
{
    return (a & b) && (!(a & ~b) || !(b & ~a));
}

/* 内科 and 眼科; 内科 and 循環器科 may be one. */
static bool departments_differ(uint32_t a, uint32_t b)
{
    a |= a & NAME_INTERNAL ? NAME_INTERNAL : 0;
    return a && b && !(a & b);
}

/*
 * Slips are allowed by the length of what is the name's own: 田中内科 and
 * 田辺内科 are two, ＭＳクリニック横浜 and ハートクリニック横浜 too. Where the
 * own part is the same at the beginning, they may lie in the rest
 * (中西耳鼻咽喉科, 中西耳鼻咽候科), or the rest may name departments otherwise
 * (坂本内科医院, 坂本医院内科・婦人科).
 */
static bool near_names(const struct name *a, const struct name *b)
{
    size_t bare_a = str_chars(a->bare), bare_b = str_chars(b->bare);
    size_t stem_a = str_chars(a->stem), stem_b = str_chars(b->stem);
    size_t least = bare_a < bare_b ? bare_a : bare_b;
    struct str own = bare_a < bare_b ? a->bare : b->bare;
    bool begins = str_chars(own) >= 2 && str_starts(a->stem, own) &&
                  str_starts(b->stem, own);

    return same_but_private(a->stem, b->stem) ||
           few_edits(a->stem, b->stem,
                     least == 3 ? bare_a + bare_b - 3 : least) ||
           (begins &&
            few_edits(a->stem, b->stem, stem_a < stem_b ? stem_a : stem_b)) ||
           (bare_a >= 2 && str_eq(a->bare, b->bare) &&
            departments_agree(a->departments, b->departments));
}

/* Also one slip in a short name: 天野眼科, 天野眠科. */
static bool like_names(const struct name *a, const struct name *b)
{
    size_t bare_a = str_chars(a->bare), bare_b = str_chars(b->bare);
    bool slip = bare_a >= 2 && bare_b >= 2 && bare_a + bare_b >= 5;

    return name_parts_like(a->bare, b->bare) ||
           (slip && few_edits(a->stem, b->stem, 4)) ||
           str_find(a->stem, b->stem) != SIZE_MAX ||
           str_find(b->stem, a->stem) != SIZE_MAX;
}

/* A hospital may become a clinic, but no station or pharmacy. */
static bool sells_or_nurses(enum name_sort sort)
{
    return sort == NAME_PHARMACY || sort == NAME_STATION;
}

static bool sorts_agree(enum name_sort a, enum name_sort b)
{
    return a == b || a == NAME_ANY || b == NAME_ANY;
}

/* 恒貴会協和南病院 ends with 協和南病院: where an own name ends is a guess, and
 * not all have a legal form before them. What is the same must say what it
 * is, or be long. */
static bool is_tail(const struct name *whole, const struct name *tail)
{
    return whole->rest.len > tail->core.len &&
           str_ends(whole->rest, tail->core) && str_chars(tail->stem) >= 2 &&
           (!str_eq(tail->stem, tail->core) || str_chars(tail->core) >= 4);
}

/* A店 and B店 of one chain. */
static enum name_likeness compare_branches(const struct name *a,
                                           const struct name *b)
{
    const struct str shop = STR("店");

    if (a->branch.len && b->branch.len) {
        if (str_eq(a->branch, b->branch) ||
            !name_parts_like(a->chain, b->chain))
            return NAMES_UNKNOWN;
        return near(a->branch, b->branch) ? NAMES_LIKE : NAMES_BRANCH;
    }
    if (!str_ends(a->core, shop) || !str_ends(b->core, shop))
        return NAMES_UNKNOWN;
    if (near(a->core, b->core))
        return NAMES_LIKE;
    return name_parts_like(a->core, b->core) ? NAMES_BRANCH : NAMES_UNKNOWN;
}

enum name_likeness name_compare(const struct name *a, const struct name *b)
{
    if (a->core.len == 0 || b->core.len == 0)
        return NAMES_UNKNOWN;
    if (str_eq(a->whole, b->whole))
        return NAMES_SAME;
    if (str_eq(a->core, b->core) || str_eq(a->rest, b->rest))
        return NAMES_CORE;
    if (is_tail(a, b) || is_tail(b, a))
        return NAMES_TAIL;
    enum name_likeness branch = compare_branches(a, b);
    if (branch != NAMES_UNKNOWN)
        return branch;
    bool sorts = sorts_agree(a->sort, b->sort);
    if (departments_differ(a->departments, b->departments) ||
        (!sorts && (sells_or_nurses(a->sort) || sells_or_nurses(b->sort))))
        return NAMES_DIFFER;
    if (sorts && str_eq(a->stem, b->stem) && str_chars(a->stem) >= 2)
        return NAMES_STEM;
    if (sorts && near_names(a, b))
        return NAMES_NEAR;
    return like_names(a, b) ? NAMES_LIKE : NAMES_DIFFER;
}
